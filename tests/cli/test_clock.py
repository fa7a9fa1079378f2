"""Figures are those of the data's day, whatever the clock of the machine says, and where it is."""

import time
from collections.abc import Iterator
from datetime import datetime

import pytest

from planner.cli import desk
from tests.cli.running import Fairlead

COMMANDS = ("measure {} --by channel", "reps {}", "show {}", "forecast {}", "bridge {}")


class LongAfter(datetime):
    """A clock set to the year 2041."""

    @classmethod
    def now(cls, tz: object = None) -> datetime:
        return datetime(2041, 5, 6, 7, 8, tzinfo=tz)  # type: ignore[arg-type]


@pytest.fixture
def far_away(here: list[str], monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """From here to another year on the other side of the earth."""
    with monkeypatch.context() as patched:
        patched.setattr(desk, "datetime", LongAfter)
        patched.setenv("TZ", "Pacific/Kiritimati")
        if hasattr(time, "tzset"):
            time.tzset()
        yield
    if hasattr(time, "tzset"):
        time.tzset()


@pytest.fixture
def here(argued: str, fairlead: Fairlead) -> list[str]:
    """What the commands answer as the machine stands."""
    return [fairlead(command.format(argued), "--json").out for command in COMMANDS]


@pytest.mark.usefixtures("far_away")
def test_no_figure_depends_on_the_clock(here: list[str], argued: str, fairlead: Fairlead) -> None:
    assert desk.today().startswith("2041")
    assert [fairlead(command.format(argued), "--json").out for command in COMMANDS] == here
