from planner.base.units import Unit
from planner.plan.log import Log, stamp, undo_step
from planner.sheets.history import history, moment
from tests.sheets.plans import RATE, VOLUME, M, S, log_of


def test_each_seat_is_shown_against_what_it_had_said_before() -> None:
    log = log_of((M, RATE, 0.62), (S, RATE, 0.50), (M, RATE, 0.65), (S, f"note:{RATE}", "students"))
    assert [line.text for line in history(log, RATE, Unit.RATE)] == [
        "Sales, A. Rivera, 31 Oct 2026, 10:31: “students”",
        "Marketing, A. Rivera, 31 Oct 2026, 10:31: 62.0% → 65.0%",
        "Sales, A. Rivera, 31 Oct 2026, 10:31: 50.0%",
        "Marketing, A. Rivera, 31 Oct 2026, 10:31: 62.0%",
    ]
    assert [line.mark for line in history(log, RATE, Unit.RATE)] == ["■", "●", "■", "●"]


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
