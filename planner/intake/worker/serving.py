"""The reading process: one IntakeDesk served over standard input and output.

The first word is the limit of memory, then come requests; see `messages`. The end of standard
input, which comes when the program that asked has gone, ends the process at once.
"""

import gc
import os
import queue
import signal
import sys
import threading
import time
import traceback
from typing import IO, TYPE_CHECKING

from planner.base.problem import RefusedError
from planner.base.progress import CancelledError
from planner.intake.worker.messages import (
    BETWEEN_TICKS,
    OUT_OF_MEMORY,
    Done,
    Failed,
    Propose,
    ReadReturned,
    Refused,
    Reply,
    Request,
    Stop,
    Stopped,
    Tick,
    Work,
    read_message,
    write_message,
)

if TYPE_CHECKING:
    from planner.intake.worker.desk import IntakeDesk


def main() -> int:
    """Serve until nobody asks any more."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    from planner.intake.worker.desk import IntakeDesk

    line, desk = _Line(), IntakeDesk()
    limit_memory(line.most_memory)
    gc.disable()  # cells make no cycles, and looking for some among millions costs seconds
    try:
        while True:
            request = line.next_request()
            if not isinstance(request, Stop):
                line.send(_answer(desk, request, _Ticks(line, request.number)))
                gc.collect()
    except MemoryError:
        os._exit(OUT_OF_MEMORY)


def limit_memory(most: int) -> None:
    """Let this process have at most so many bytes of data more than it has now; 0 for no limit.

    Only Linux counts a process' data against a limit; elsewhere who asks watches.
    """
    if sys.platform != "linux" or not most:
        return
    import resource

    with open("/proc/self/statm", encoding="ascii") as counts:  # noqa: PTH123 - not a file on disk
        data = int(counts.read().split()[5]) * resource.getpagesize()
    resource.setrlimit(resource.RLIMIT_DATA, (data + most, data + most))


def _answer(desk: "IntakeDesk", request: Work, ticks: "_Ticks") -> Reply:
    number = request.number
    try:
        if isinstance(request, Propose):
            return Done(number, desk.propose(request.paths, request.hints, ticks))
        if isinstance(request, ReadReturned):
            return Done(number, desk.returned(request.paths, ticks))
        desk.choose(request.paths)
        return Done(number, desk.take_in(request.hints, ticks))
    except CancelledError:
        return Stopped(number)
    except RefusedError as refused:
        return Refused(number, refused.problem)
    except MemoryError:
        raise
    except BaseException:
        return Failed(number, traceback.format_exc())


class _Line:
    """The line to the program that asks; what libraries print goes to standard error instead."""

    def __init__(self) -> None:
        self._replies: IO[bytes] = os.fdopen(os.dup(1), "wb")
        self._requests: IO[bytes] = os.fdopen(os.dup(0), "rb")
        os.dup2(2, 1)
        self.most_memory: int = read_message(self._requests)
        self.newest = 0
        self._waiting: queue.Queue[Request] = queue.Queue()
        threading.Thread(target=self._listen, name="requests", daemon=True).start()

    def _listen(self) -> None:
        try:
            while True:
                request: Request = read_message(self._requests)
                self.newest = request.number
                self._waiting.put(request)
        finally:
            os._exit(0)

    def next_request(self) -> Request:
        """Wait for the next request."""
        return self._waiting.get()

    def send(self, reply: Reply) -> None:
        """Send one reply."""
        write_message(self._replies, reply)


class _Ticks:
    """Progress of one request, sent now and then; gives up when something newer is asked."""

    def __init__(self, line: _Line, number: int) -> None:
        self._line, self._number = line, number
        self._what, self._sent = "", 0.0

    def __call__(self, what: str, done: int, total: int) -> None:
        if self._line.newest > self._number:
            raise CancelledError
        now = time.monotonic()
        if what != self._what or now - self._sent >= BETWEEN_TICKS:
            self._what, self._sent = what, now if done else now - BETWEEN_TICKS
            self._line.send(Tick(self._number, what, done, total))


if __name__ == "__main__":
    sys.exit(main())
