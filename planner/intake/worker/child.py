"""A reading process as its parent holds it: start, say, hear, end."""

import queue
import signal
import subprocess
import threading
from contextlib import suppress
from tempfile import TemporaryFile

from planner.base.processes import READING, own_command, own_environment
from planner.intake.worker.messages import (
    OUT_OF_MEMORY,
    Reply,
    Request,
    read_message,
    write_message,
)

_NO_WINDOW = getattr(subprocess, "CREATE_NO_WINDOW", 0)
_ENDED_BY_MEMORY = {OUT_OF_MEMORY, -signal.SIGABRT} | {-getattr(signal, "SIGKILL", OUT_OF_MEMORY)}
_NO_ROOM = ("memory allocation of", "MemoryError", "bad_alloc", "Unable to allocate")


class Ended:
    """Heard when the process has gone."""


ENDED = Ended()


class Child:
    """One reading process. `most_memory` in bytes beyond what it starts with."""

    def __init__(self, most_memory: int) -> None:
        self._said = TemporaryFile()  # noqa: SIM115 - closed with the process
        self._process = subprocess.Popen(  # noqa: S603 - the program itself
            own_command("planner.intake.worker.serving", READING),
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=self._said,
            env=own_environment(),
            creationflags=_NO_WINDOW,
        )
        self._grew = False
        self._heard: queue.Queue[Reply | Ended] = queue.Queue()
        self._write(most_memory)
        self._listener = threading.Thread(target=self._listen, name="replies", daemon=True)
        self._listener.start()

    @property
    def pid(self) -> int:
        """The number of the process."""
        return self._process.pid

    @property
    def alive(self) -> bool:
        """Whether it still runs."""
        return self._process.poll() is None

    def say(self, request: Request) -> None:
        """Send one request; a process that has gone is noticed when it is listened to."""
        self._write(request)

    def hear(self, seconds: float) -> Reply | Ended | None:
        """Return the next reply, ENDED when there will be none, None when none came in time."""
        try:
            return self._heard.get(timeout=seconds)
        except queue.Empty:
            return None

    def memory(self) -> int:
        """Return the bytes of memory it occupies, 0 when it has gone."""
        import psutil

        try:
            return int(psutil.Process(self.pid).memory_info().rss)
        except psutil.Error:
            return 0

    def stop_growing(self) -> None:
        """End it because it has taken too much memory; that it has gone is heard."""
        self._grew = True
        self._process.kill()

    def end(self) -> None:
        """End it at once, and let go of what connects it."""
        self._process.kill()
        self._process.wait()
        self._listener.join()
        for stream in (self._process.stdout, self._process.stdin, self._said):
            with suppress(OSError):
                if stream is not None:
                    stream.close()

    def ran_out_of_memory(self) -> bool:
        """Tell of a process that has gone whether memory was the reason."""
        status = self._process.wait()
        said = self.last_words()
        return status in _ENDED_BY_MEMORY or (
            status != 0 and any(sign in said for sign in _NO_ROOM)
        )

    def last_words(self) -> str:
        """Return the end of what it wrote to standard error."""
        self._said.seek(0, 2)
        self._said.seek(max(0, self._said.tell() - 4000))
        return self._said.read().decode("utf-8", "replace")

    def _write(self, word: Request | int) -> None:
        stream = self._process.stdin
        if stream is None:
            return
        try:
            write_message(stream, word)
        except OSError:
            return

    def _listen(self) -> None:
        stream = self._process.stdout
        try:
            while stream is not None:
                self._heard.put(read_message(stream))
        except Exception:
            self._heard.put(ENDED)
