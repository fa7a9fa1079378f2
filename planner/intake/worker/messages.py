"""What a reading process is asked, and what it answers; every message carries its request's number.

Messages cross as pickles, one after the other. Whoever reads them makes nothing but the program's
own values of them: the process at the other end may have fallen to the file it reads.
"""

import pickle
from dataclasses import dataclass
from pathlib import Path
from typing import IO, Any

from planner.base.problem import Problem
from planner.intake.recognition.hints import Hints
from planner.intake.recognition.proposal import Proposal
from planner.journeys.aside import ReturnedRow
from planner.journeys.table import Snapshot

PROTOCOL = 5
BETWEEN_TICKS = 0.1
"""Seconds between two ticks of progress with the same text."""
OUT_OF_MEMORY = 77
"""Exit status of a reading process that ran out of memory where Python could still tell."""
_KNOWN = ("planner.", "numpy.", "pathlib.", "datetime.")


@dataclass(frozen=True, slots=True)
class Propose:
    """Propose what these files mean."""

    number: int
    paths: tuple[Path, ...]
    hints: Hints


@dataclass(frozen=True, slots=True)
class TakeIn:
    """Take these files in, as proposed with these hints."""

    number: int
    paths: tuple[Path, ...]
    hints: Hints


@dataclass(frozen=True, slots=True)
class ReadReturned:
    """Read these tables of rows set aside."""

    number: int
    paths: tuple[Path, ...]


@dataclass(frozen=True, slots=True)
class Stop:
    """Stop whatever was asked before."""

    number: int


@dataclass(frozen=True, slots=True)
class Tick:
    """Progress, as `Progress` is told."""

    number: int
    what: str
    done: int
    total: int


@dataclass(frozen=True, slots=True)
class Done:
    """The result."""

    number: int
    result: Proposal | Snapshot | tuple[ReturnedRow, ...]


@dataclass(frozen=True, slots=True)
class Refused:
    """The request was refused with one sentence."""

    number: int
    problem: Problem


@dataclass(frozen=True, slots=True)
class Stopped:
    """The request was given up because something newer was asked."""

    number: int


@dataclass(frozen=True, slots=True)
class Failed:
    """The reader broke; `trace` is for the log."""

    number: int
    trace: str


Work = Propose | TakeIn | ReadReturned
Request = Work | Stop
Answer = Done | Refused | Stopped | Failed
Reply = Tick | Answer


def write_message(stream: IO[bytes], message: Request | Reply | int) -> None:
    """Send one message."""
    pickle.dump(message, stream, PROTOCOL)
    stream.flush()


def read_message(stream: IO[bytes]) -> Any:
    """Wait for the next message; an exception of any kind where there is none or half of one."""
    return _Messages(stream).load()


class _Messages(pickle.Unpickler):
    def find_class(self, module: str, name: str) -> Any:
        if not f"{module}.".startswith(_KNOWN):
            raise pickle.UnpicklingError(f"{module}.{name} is no part of a message")
        return super().find_class(module, name)
