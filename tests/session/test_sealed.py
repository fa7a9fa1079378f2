"""A sealed round in open plans: what a seat sees, how the round ends, and what must wait."""

from pathlib import Path

import pytest

from planner.base.problem import RefusedError
from planner.base.stages import Seat
from planner.session import PlanSession
from planner.session.merging import merge_copy, preview_merge
from planner.session.sealing import done_drafts, opening_drafts, revealing_drafts
from planner.session.signing import sign
from tests.session.conftest import Opener

KEY = "Web/rate:Lead>Opportunity"


def says(session: PlanSession, seat: Seat, text: str) -> None:
    session.submit(session.typed(seat, KEY, text), f"type {text}")


def sales_of(session: PlanSession) -> float | None:
    return next(a for a in session.results.assumptions if a.key == KEY).sales


@pytest.fixture
def desk(by_hand: PlanSession) -> PlanSession:
    """One laptop, at which a sealed round was opened."""
    by_hand.submit(opening_drafts(by_hand.whole, Seat.TOGETHER, "one", "Rates"), "open")
    return by_hand


def test_a_seat_sees_its_own_positions_alone_until_both_are_done(desk: PlanSession) -> None:
    desk.look_as(Seat.SALES)
    says(desk, Seat.SALES, "20%")
    assert sales_of(desk) == 0.2
    sees = desk.results.sales.total
    desk.look_as(Seat.MARKETING)
    assert sales_of(desk) is None
    assert desk.results.sales.total == pytest.approx(sees / 2)
    assert all(edit.value != 0.2 for edit in desk.log.edits)
    says(desk, Seat.MARKETING, "30%")
    desk.submit(done_drafts(desk.whole, Seat.MARKETING), "done")
    assert sales_of(desk) is None
    desk.look_as(Seat.SALES)
    desk.submit(done_drafts(desk.whole, Seat.SALES), "done")
    assert desk.round is None
    desk.look_as(Seat.MARKETING)
    assert sales_of(desk) == 0.2
    assert [a.key for a in desk.results.disputed] == [KEY]


def test_undo_takes_back_ones_own_and_leaves_what_one_does_not_see(desk: PlanSession) -> None:
    says(desk, Seat.MARKETING, "30%")
    says(desk, Seat.SALES, "20%")
    desk.look_as(Seat.MARKETING)
    assert desk.undo_label == "type 30%"
    desk.undo()
    assert desk.undo_label == "begin"
    desk.look_as(Seat.SALES)
    assert sales_of(desk) == 0.2


def test_a_copy_says_nothing_of_what_its_seat_sealed_before_or_after_the_merge(
    desk: PlanSession, opening: Opener, tmp_path: Path
) -> None:
    path = desk.save(tmp_path / "plan.fairlead")
    bob = opening(path, "Bob")
    says(bob, Seat.SALES, "20%")
    bob.save(tmp_path / "bobs.fairlead")
    desk.look_as(Seat.MARKETING)
    found = preview_merge(desk, desk.copy.read_other(tmp_path / "bobs.fairlead"))
    assert (found.union.changes, found.union.conflicts) == ((), ())
    assert len(found.union.added) == 1
    assert found.priced.totals["sales"][0] == found.priced.totals["sales"][1]
    merge_copy(desk, found)
    assert sales_of(desk) is None
    desk.submit(revealing_drafts(desk.whole, Seat.MARKETING, "the meeting begins"), "reveal")
    assert sales_of(desk) == 0.2


def test_what_would_tell_or_stand_on_half_the_plan_waits_for_the_reveal(desk: PlanSession) -> None:
    with pytest.raises(RefusedError, match="The sealed round “Rates” is open"):
        sign(desk, Seat.MARKETING, "Ada")
    with pytest.raises(RefusedError, match="no second one is opened"):
        opening_drafts(desk.whole, Seat.TOGETHER, "two", "More")
    with pytest.raises(RefusedError, match="with a reason"):
        revealing_drafts(desk.whole, Seat.TOGETHER, "  ")
    desk.submit(revealing_drafts(desk.whole, Seat.TOGETHER, "all said"), "reveal")
    with pytest.raises(RefusedError, match="No sealed round is open"):
        done_drafts(desk.whole, Seat.SALES)
