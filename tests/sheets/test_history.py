from planner.base.units import Unit
from planner.plan.edits import Draft
from planner.plan.log import Log, stamp, undo_step
from planner.sheets.history import history, moment, priced
from planner.sheets.words import Tongue
from tests.sheets.plans import RATE, VOLUME, M, S, log_of


def test_each_seat_is_shown_against_what_it_had_said_before() -> None:
    log = log_of((M, RATE, 0.62), (S, RATE, 0.50), (M, RATE, 0.65), (S, f"note:{RATE}", "students"))
    assert [line.text for line in history(log, RATE, Unit.RATE)] == [
        "Marketing, A. Rivera, 31 Oct 2026, 10:31: 62.0% → 65.0%",
        "Sales, A. Rivera, 31 Oct 2026, 10:31: 50.0%, “students”",
        "Marketing, A. Rivera, 31 Oct 2026, 10:31: 62.0%",
    ]
    assert [line.seat for line in history(log, RATE, Unit.RATE)] == [M, S, M]


def test_withdrawing_and_parking_are_decisions_too() -> None:
    log = log_of((M, RATE, 0.62), (M, RATE, None), (S, f"park:{RATE}", "test in May"))
    assert [line.change for line in history(log, RATE, Unit.RATE)] == [
        "parked: test in May",
        "62.0% → withdrawn",
        "62.0%",
    ]


def test_other_assumptions_and_undone_edits_are_left_out() -> None:
    log = log_of((M, VOLUME, 10.0))
    assert history(log, RATE, Unit.RATE) == ()
    step = undo_step(log, "A. Rivera")
    assert step is not None
    ids = iter(("s", "r"))
    undo = stamp(
        log,
        [step.retraction],
        author="A. Rivera",
        time="2026-11-01T08:00:00+00:00",
        new_id=lambda: next(ids),
    )
    assert history(Log.of((*log.edits, *undo)), VOLUME, Unit.NUMBER) == ()


def test_a_time_that_is_none_stays_as_it_is() -> None:
    assert moment("yesterday") == "yesterday"


def test_a_reason_given_in_the_same_step_stands_with_what_it_is_for_and_its_worth_then() -> None:
    start = log_of((M, RATE, 0.62))
    ids = iter("sabc")
    step = stamp(
        start,
        [Draft(M, RATE, 0.65), Draft(M, f"comment:marketing:{RATE}", "new routing since Aug")],
        author="A. Rivera",
        time="2026-11-01T08:00:00+00:00",
        new_id=lambda: next(ids),
        label="propose",
    )
    lines = history(Log.of((*start.edits, *step)), RATE, Unit.RATE)
    known = priced(lines, lambda edit: 150_000.0 if edit.value == 0.65 else 0.0, Tongue())
    assert [line.text for line in known] == [
        "Marketing, A. Rivera, 1 Nov 2026, 08:00: 62.0% → 65.0%, “new routing since Aug”, "
        "worth +$150k",
        "Marketing, A. Rivera, 31 Oct 2026, 10:31: 62.0%",
    ]
