"""The record in full: what was said, why, and what it was worth when it was said."""

import pytest

from planner.base.stages import Seat
from planner.plan.edits import Draft
from planner.session import PlanSession
from planner.session.record import Worths, record, told_in_full, worth_then
from planner.session.scenarios import new, placed_in

RATE, VOLUME = "Web/rate:Lead>Opportunity", "Web/volume"
NOTE = (
    "The routing was changed in August, and half of what came since are students of the fair. " * 3
)


def test_a_long_note_is_told_whole_with_the_worth_of_its_step(by_hand: PlanSession) -> None:
    said = [Draft(Seat.SALES, RATE, 0.08), Draft(Seat.SALES, f"note:{RATE}", NOTE)]
    stated, note = by_hand.submit(said, "counter")
    entries = record(by_hand.log)
    told = told_in_full(by_hand, entries, stated.id)
    assert "Web · Lead → Opportunity: 8.0%. Why: " + NOTE in told
    assert NOTE in told_in_full(by_hand, entries, note.id)
    worth = 12 * 1000 * (0.08 - 0.1) * 0.25 * 40_000
    assert worth_then(by_hand, stated) == pytest.approx(worth)
    assert told.endswith("worth −$2.40m of bookings in Sales’ view then.")
    assert told_in_full(by_hand, entries, "nobody’s") == ""


def test_worth_is_that_of_the_time_whatever_came_later(by_hand: PlanSession) -> None:
    worths = Worths(by_hand)
    (first,) = by_hand.submit([Draft(Seat.SALES, RATE, 0.08)], "say")
    then = worths.of(first)
    by_hand.submit([Draft(Seat.SALES, VOLUME, 10.0)], "say")
    assert worths.of(first) == then == worth_then(by_hand, first)


def test_a_position_in_a_scenario_is_worth_something_there(by_hand: PlanSession) -> None:
    step = new(by_hand.plan, "Stretch", None)
    by_hand.submit(step.drafts, step.label)
    (stretch,) = by_hand.plan.scenarios
    drafts = placed_in(by_hand.plan, stretch, [Draft(Seat.TOGETHER, VOLUME, 1100.0)])
    (edit,) = by_hand.submit(drafts, "more")
    assert worth_then(by_hand, edit) == pytest.approx(0.1 * by_hand.results.working.total)
