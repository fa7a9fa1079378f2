"""Where undo and redo lead: the cells of what they took or brought back."""

import pytest

from planner.base.stages import Seat
from planner.plan.edits import RETRACT, Draft
from planner.plan.fold import fold
from planner.plan.log import Log, stamp
from planner.sheets.cells import Place
from planner.sheets.changed_places import retracted_places
from planner.sheets.sla_words import MARKETING, SALES
from tests.sheets.plans import RATE, M, S, T, log_of


def retracted(log: Log, count: int = 1) -> Log:
    """The log with its last edits taken back as one gesture."""
    ids = " ".join(edit.id for edit in log.edits[-count:])
    said = (Draft(T, RETRACT, ids),)
    number = len(log.edits)
    edits = stamp(log, said, author="A", time="", new_id=lambda: f"r{number}")
    return Log.of((*log.edits, *edits))


@pytest.mark.parametrize(
    ("said", "places"),
    [
        ((M, RATE, 0.2), [Place("Assumptions", RATE, "marketing")]),
        ((T, RATE, 0.2), [Place("Assumptions", RATE, "working")]),
        (
            (S, f"{RATE}/2027-03", 0.2),
            [
                Place("Assumptions", RATE, "2027-03"),
                Place("Assumptions", f"{RATE}/2027-03", "sales"),
            ],
        ),
        ((S, f"note:{RATE}", "why"), [Place("Assumptions", RATE, "note")]),
        ((S, f"comment:working:{RATE}", "why"), [Place("Assumptions", RATE, "working")]),
        ((T, "goal", 1e6), [Place("Plan", "goal", "FY2027")]),
        ((T, "goal:2027-03", 1e6), [Place("Plan", "goal", "2027-03")]),
        ((T, "goal:2027-Q2/pipeline_created", 1e6), [Place("Plan", "pipeline:goal", "2027-Q2")]),
        (
            (M, "Paid search/volume/2027-03", 80.0),
            [
                Place(MARKETING, "basic/Paid search", "2027-03"),
                Place("Assumptions", "Paid search/volume", "2027-03"),
                Place("Assumptions", "Paid search/volume/2027-03", "marketing"),
            ],
        ),
        ((S, "sla/first_touch_days", 3.0), [Place(SALES, "sla/first_touch_days", "sales")]),
        ((S, "sla/weight:bookings", 0.3), [Place("Scorecards", "bookings", "sales")]),
        ((T, "fix:ab/cd/3", "x"), [Place("Set aside", "aside:ab/cd", "cell:3")]),
    ],
)
def test_a_statement_taken_back_stood_there(
    said: tuple[Seat, str, float | str], places: list[Place]
) -> None:
    undone = retracted(log_of(said))
    assert retracted_places(undone, fold(undone)) == (tuple(places),)
    redone = retracted(undone)
    assert retracted_places(redone, fold(redone)) == (tuple(places),)


def test_settings_stand_nowhere_and_what_was_not_undone_neither() -> None:
    stated = log_of((M, RATE, 0.2))
    assert retracted_places(stated, fold(stated)) == ()
    undone = retracted(log_of((T, "plan:name", "Plan")))
    assert retracted_places(undone, fold(undone)) == ()
