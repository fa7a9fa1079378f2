"""Reading in a process of its own: cancelled at once, limited, and no harm when it breaks."""

import io
import logging
import os
import pickle
import signal
import subprocess
import sys
import threading
from collections.abc import Callable, Iterator, Sequence
from contextlib import suppress
from pathlib import Path
from typing import Any

import psutil
import pytest

from planner.base.problem import RefusedError
from planner.base.progress import CancelledError
from planner.intake import Hints
from planner.intake.propose import Found, find_tables
from planner.intake.worker.desk import IntakeDesk
from planner.intake.worker.messages import read_message
from planner.intake.worker.process import ReadingProcess
from tests.intake.files import write_text
from tests.tools import ROOT

DEALS = """
    Opportunity ID,Stage,Created Date,Close Date,Amount
    00712,Closed Won,2024-01-03,2024-02-03,100
    00713,Closed Lost,2024-01-05,2024-03-03,200
"""
signals = pytest.mark.skipif(sys.platform == "win32", reason="Windows has no such signals")


@pytest.fixture
def deals(tmp_path: Path) -> Path:
    return write_text(tmp_path, "deals.csv", DEALS)


@pytest.fixture
def reading() -> Iterator[ReadingProcess]:
    with ReadingProcess() as process:
        yield process


def assert_goes(pid: int) -> None:
    with suppress(psutil.NoSuchProcess):
        psutil.Process(pid).wait(timeout=60)


class Meddling:
    """Progress that calls a function the first time, and remembers what it was told."""

    def __init__(self, meddle: Callable[[], None]) -> None:
        self.meddle, self.told = meddle, list[str]()

    def __call__(self, what: str, done: int, total: int) -> None:
        self.told.append(what)
        if len(self.told) == 1:
            self.meddle()


def cancel(*_: Any) -> None:
    raise CancelledError


def test_it_does_what_the_desk_does(deals: Path, reading: ReadingProcess) -> None:
    hints = Hints(stage_map=(("Closed Lost", "Won"),))
    with IntakeDesk() as desk:
        ours, theirs = reading.propose([deals]), desk.propose([deals])
        assert [t.mapped for t in ours.tables] == [t.mapped for t in theirs.tables]
        assert ours.stage_map == theirs.stage_map
        assert reading.take_in(hints).journeys.ids == desk.take_in(hints).journeys.ids


def test_a_refusal_arrives_as_it_was_said(tmp_path: Path, reading: ReadingProcess) -> None:
    with pytest.raises(RefusedError) as ours, IntakeDesk() as desk:
        desk.propose([tmp_path / "nowhere.csv"])
    with pytest.raises(RefusedError) as theirs:
        reading.propose([tmp_path / "nowhere.csv"])
    assert theirs.value.problem == ours.value.problem
    with ReadingProcess() as other, pytest.raises(RefusedError, match="No file was given"):
        other.take_in()


def test_a_closed_one_starts_no_child_anew(deals: Path, reading: ReadingProcess) -> None:
    reading.propose([deals])
    reading.close()
    for ask in (lambda: reading.propose([deals]), reading.take_in):
        with pytest.raises(CancelledError):
            ask()
    assert reading.pid is None


def test_cancelling_ends_the_reading_with_the_child(deals: Path, reading: ReadingProcess) -> None:
    child = reading.pid
    assert child
    with pytest.raises(CancelledError):
        reading.propose([deals], progress=cancel)
    assert reading.pid is None
    assert not psutil.pid_exists(child)
    assert reading.propose([deals]).tables


def test_cancelling_a_change_of_mind_keeps_what_was_read(
    deals: Path, reading: ReadingProcess
) -> None:
    reading.propose([deals])
    child = reading.pid
    for ask in (reading.take_in, lambda **words: reading.propose([deals], **words)):
        with pytest.raises(CancelledError):
            ask(progress=cancel)
    assert len(reading.take_in().journeys) == 2
    assert reading.pid == child


@signals
def test_progress_goes_on_while_the_child_is_silent(deals: Path, reading: ReadingProcess) -> None:
    told: list[str] = []

    def progress(what: str, done: int, total: int) -> None:
        told.append(what)
        if len(told) == 1:
            os.kill(reading.pid or 0, signal.SIGSTOP)
        if len(told) == 4:
            os.kill(reading.pid or 0, signal.SIGCONT)

    assert reading.propose([deals], progress=progress).tables
    assert told[:4] == ["Reading deals.csv"] * 4


def test_progress_tells_rows(tmp_path: Path, reading: ReadingProcess) -> None:
    rows = "\n".join(f"O{n},Closed Won,2024-01-03,2024-02-03,100" for n in range(120_000))
    path = write_text(tmp_path, "deals.csv", DEALS + rows)
    told: list[tuple[str, int]] = []
    reading.propose([path], progress=lambda what, done, total: told.append((what, done)))
    assert max(done for what, done in told if what == "Reading deals.csv") > 10_000


@pytest.mark.skipif(sys.platform != "linux", reason="elsewhere the parent watches")
def test_a_file_that_needs_more_memory_than_there_is(tmp_path: Path) -> None:
    path = write_text(tmp_path, "large.csv", DEALS)
    path.write_text(path.read_text() + "\n".join(f"{n},x,,," for n in range(1_500_000)))
    with (
        ReadingProcess(most_memory=48 << 20) as reading,
        pytest.raises(
            RefusedError, match=r"needs more than 0.0469 GB of memory .*large.csv"
        ) as said,
    ):
        reading.propose([path])
    assert "fewer rows" in said.value.problem.remedy


def test_the_parent_watches_where_the_system_does_not(
    deals: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("planner.intake.worker.process.START", 0)
    with (
        ReadingProcess(most_memory=1 << 20, watched=True) as reading,
        pytest.raises(RefusedError, match=r"needs more than .* GB of memory"),
    ):
        reading.propose([deals])
    assert reading.pid is None


@signals
@pytest.mark.parametrize(
    ("sign", "sentence"),
    [
        ("SIGKILL", "needs more than 3 GB of memory to be read (deals.csv)"),
        ("SIGABRT", "needs more than 3 GB of memory to be read (deals.csv)"),
        ("SIGSEGV", "Something in the file broke its reader (deals.csv)"),
    ],
)
def test_a_child_that_breaks_ends_in_one_sentence(
    deals: Path, reading: ReadingProcess, sign: str, sentence: str, caplog: pytest.LogCaptureFixture
) -> None:
    meddling = Meddling(lambda: os.kill(reading.pid or 0, getattr(signal, sign)))
    with pytest.raises(RefusedError) as said, caplog.at_level(logging.CRITICAL, "fairlead"):
        reading.propose([deals], progress=meddling)
    assert sentence in str(said.value)
    assert reading.propose([deals]).tables


@signals
def test_an_interrupt_from_the_keyboard_is_the_parents(
    deals: Path, reading: ReadingProcess
) -> None:
    reading.propose([deals])
    child = reading.pid
    os.kill(child or 0, signal.SIGINT)
    assert len(reading.take_in().journeys) == 2
    assert reading.pid == child


def test_closing_from_elsewhere_cancels_who_waits(deals: Path, reading: ReadingProcess) -> None:
    child = reading.pid
    closing = threading.Thread(target=reading.close)
    with pytest.raises(CancelledError):
        reading.propose([deals], progress=Meddling(lambda: (closing.start(), closing.join())[1]))
    assert child
    assert not psutil.pid_exists(child)


PARENT = """
import os, sys
from planner.intake.worker.process import ReadingProcess
print(ReadingProcess().__enter__().pid, flush=True)
os._exit(0)
"""


def test_the_child_goes_with_its_parent() -> None:
    done = subprocess.run(
        [sys.executable, "-c", PARENT], capture_output=True, text=True, timeout=60, check=True
    )
    assert_goes(int(done.stdout))


@signals
def test_the_frozen_program_is_its_own_reading_process(
    deals: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    program = deals.parent / "fairlead"
    program.write_text(f'#!/bin/sh\nexec "{sys.executable}" -m ui.app "$@"\n')
    program.chmod(0o755)
    monkeypatch.setattr(sys, "frozen", True, raising=False)
    monkeypatch.setattr(sys, "executable", str(program))
    monkeypatch.setenv("PYTHONPATH", str(ROOT))
    with ReadingProcess() as reading:
        assert reading.propose([deals]).tables


def test_modules_beside_the_exports_are_not_run(
    deals: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (deals.parent / "numpy.py").write_text("raise SystemExit")
    monkeypatch.chdir(deals.parent)
    with ReadingProcess() as reading:
        assert reading.propose([deals]).tables


def test_a_message_is_nothing_but_the_programs_own_values() -> None:
    with pytest.raises(pickle.UnpicklingError, match="no part of a message"):
        read_message(io.BytesIO(pickle.dumps(os.getcwd)))


def test_files_are_read_once_until_they_change(
    deals: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    seen: list[str] = []

    def counted(paths: Sequence[Path], *rest: Any) -> tuple[Found, ...]:
        seen.extend(path.name for path in paths)
        return find_tables(paths, *rest)

    monkeypatch.setattr("planner.intake.worker.desk.find_tables", counted)
    with IntakeDesk() as desk:
        desk.propose([deals])
        desk.propose([deals], Hints(profile="generic"))
        desk.take_in(Hints(stage_map=(("Closed Lost", "Won"),)))
        assert seen == ["deals.csv"]
        write_text(deals.parent, "deals.csv", DEALS + "00714,Closed Won,2024-01-05,2024-03-03,1")
        assert len(desk.take_in().journeys) == 3
        assert seen == ["deals.csv", "deals.csv"]
