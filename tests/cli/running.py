"""Typing a command and reading what it answers."""

import json
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from planner.cli import main


@dataclass(frozen=True)
class Answer:
    """What one command printed, and its exit status."""

    status: int
    out: str
    err: str

    @property
    def json(self) -> Any:
        """The one JSON object on standard output."""
        return json.loads(self.out)

    @property
    def lines(self) -> list[str]:
        return self.out.splitlines()


Fairlead = Callable[..., Answer]
"""`fairlead("show web.fairlead Web/volume", "--json")`: words, or texts split at blanks."""


def typing(capsys: pytest.CaptureFixture[str]) -> Fairlead:
    """Return the command line as a function: its first text is split at blanks, others are not."""

    def fairlead(line: str, *words: str | Path) -> Answer:
        capsys.readouterr()
        status = main([*line.split(), *(str(word) for word in words)])
        printed = capsys.readouterr()
        return Answer(status, printed.out, printed.err)

    return fairlead


def assert_refused(answer: Answer, said: str) -> None:
    """One plain sentence (with at most a remedy), to standard error alone, with status 2."""
    assert answer.status == 2
    assert answer.out == ""
    assert answer.err.count("\n") == 1
    sentence = answer.err.strip()
    assert said in sentence
    assert sentence.endswith(".")
    assert not sentence.endswith("..")
    assert not any(trace in sentence for trace in ("Traceback", "Error", "Errno", "None"))
