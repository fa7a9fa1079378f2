"""What a meeting decides, step by step, and the minutes read from it."""

from pathlib import Path

import pytest

from planner.base.problem import RefusedError
from planner.base.stages import Seat
from planner.plan.assumption import Status
from planner.plan.edits import Draft
from planner.session import PlanSession
from planner.session.meeting import agreement, export_minutes, meetings, minute_lines, parking

RATE, SIZE = "Web/rate:Lead>Opportunity", "Web/deal_size"
FIRST = "3f"


@pytest.fixture
def disputed(by_hand: PlanSession) -> PlanSession:
    """Marketing says 12 % and 45,000, Sales 8 % and 40,000."""
    for seat, rate, size in ((Seat.MARKETING, 0.12, 45_000.0), (Seat.SALES, 0.08, 40_000.0)):
        by_hand.submit([Draft(seat, RATE, rate), Draft(seat, SIZE, size)], "state")
    return by_hand


def decide(session: PlanSession) -> None:
    session.submit(agreement(RATE, 0.1, FIRST, "the test in May"), "agree on 10%")
    session.submit(parking(SIZE, "until prices are out, 15 January", FIRST), "park")


def test_the_minutes_say_who_decided_what_why_and_what_it_was_worth(
    disputed: PlanSession,
) -> None:
    worth = disputed.results.worth(disputed.results.disputed[0])
    decide(disputed)

    first, second = minute_lines(disputed, FIRST)
    assert first.about == "Web · Lead → Opportunity"
    assert (first.decided, first.why) == ("agreed on 10.0%", "the test in May")
    assert first.sides == "Marketing 12.0%, Sales 8.0%"
    assert worth == pytest.approx(12 * 1000 * 0.04 * 0.25 * 42_500)
    assert first.worth == "$5.10m"
    assert (second.decided, second.why) == ("parked", "until prices are out, 15 January")
    assert disputed.results.disputed == ()
    parked = next(a for a in disputed.results.said if a.key == SIZE)
    assert parked.status is Status.PARKED


def test_what_is_undone_is_not_in_the_minutes_and_comes_back_with_redo(
    disputed: PlanSession,
) -> None:
    decide(disputed)
    disputed.undo()
    assert [line.decided for line in minute_lines(disputed, FIRST)] == ["agreed on 10.0%"]
    disputed.undo()
    assert meetings(disputed.log) == ()
    disputed.redo()
    assert meetings(disputed.log) == (FIRST,)


def test_a_dispute_is_not_parked_without_a_reason() -> None:
    with pytest.raises(RefusedError, match="parked with a reason"):
        parking(SIZE, "  ", FIRST)


def test_minutes_are_written_as_text_or_as_a_page(disputed: PlanSession, tmp_path: Path) -> None:
    disputed.submit(agreement(RATE, 0.1, FIRST, "<b>=1+1</b> & more"), "agree")
    for name in ("minutes.txt", "minutes.html"):
        export_minutes(disputed, FIRST, tmp_path / name)

    text = (tmp_path / "minutes.txt").read_text("utf-8")
    page = (tmp_path / "minutes.html").read_text("utf-8")
    assert "1. Web · Lead → Opportunity: agreed on 10.0%." in text
    assert "1 dispute, worth $1.50m in all" in text
    assert "<b>=1+1</b> & more" in text
    assert "&lt;b&gt;=1+1&lt;/b&gt; &amp; more" in page
