"""Random gestures on the window: all undone gives the first plan again, all redone the last."""

from collections.abc import Callable
from pathlib import Path

import pytest

from planner.base.stages import Seat
from planner.plan.document import Plan
from planner.plan.edits import Draft
from tests.ui.window.driver import CTRL, Driver, Key
from tests.ui.window.restless import Hands
from ui.settings import Settings

TRIES = 60


def plan_of(at: Driver) -> Plan:
    return at.window.shown.desk.session.plan


def run_out(at: Driver, name: str) -> int:
    """Undo or redo by keys until there is nothing left; return how many steps that took."""
    steps = 0
    while at.window.deeds[name].isEnabled():
        at.press(Key.Key_Z if name == "undo" else Key.Key_Y, CTRL)
        steps += 1
    return steps


def state_all_rates(at: Driver) -> None:
    """Give every rate a position of every seat, which can be cut, cleared and copied."""
    at.window.shown.show_sheet("Assumptions")
    model = at.grid.grid_model()
    rates = [row.key for row in map(model.row, range(model.rowCount())) if "/rate:" in row.key]
    drafts = [Draft(seat, key, 0.5) for key in rates for seat in Seat]
    at.window.shown.desk.submit(drafts, "positions")


@pytest.fixture
def settings(tmp_path: Path) -> Settings:
    """Of a person at somebody else's plan, who can take back her own gestures only."""
    made = Settings(tmp_path / "home")
    made.author = "Bea"
    return made


@pytest.fixture
def at(bare: Driver, aside_file: Path) -> Driver:
    """At a plan on reports of which some rows were set aside."""
    bare.window.open_path(aside_file)
    bare.rest()
    return bare


@pytest.mark.long
def test_undoing_all_gives_the_first_plan_and_redoing_all_the_last(
    at: Driver, rounds: Callable[[int, int], int]
) -> None:
    at.window.shown.show_sheet("Assumptions")
    assert not at.window.deeds["undo"].isEnabled()
    first = plan_of(at)
    hands = Hands(at, seed=20261122)
    for _ in range(rounds(80, 10_000)):
        hands.step()
    run_out(at, "redo")
    last = plan_of(at)
    assert last != first
    undone = run_out(at, "undo")
    assert undone > rounds(10, 200)
    assert plan_of(at) == first
    assert run_out(at, "redo") == undone
    assert plan_of(at) == last


def test_each_of_these_gestures_can_change_what_it_is_for(at: Driver) -> None:
    """Gestures whose keys never arrive would hold the law above, and show nothing."""
    state_all_rates(at)
    hands = Hands(at, seed=7)
    for deed, meant in hands.meant.items():
        changed: set[str] = set()
        for _ in range(TRIES):
            changed |= hands.do(deed, "Assumptions")
            if meant <= changed:
                break
        assert meant <= changed, f"{deed.__name__} changed {changed} in {TRIES} tries"
