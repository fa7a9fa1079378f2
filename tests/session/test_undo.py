"""Undo and redo: named, whole gestures, one's own."""

from pathlib import Path

import pytest

from planner.base.stages import Seat
from planner.plan.edits import Draft
from planner.session import PlanSession
from tests.session.conftest import Opener

KEY = "Web/rate:Lead>Opportunity"


def types(session: PlanSession, text: str, seat: Seat = Seat.MARKETING, key: str = KEY) -> None:
    session.submit(session.typed(seat, key, text), f"type {text}")


def position(session: PlanSession, key: str = KEY) -> float | None:
    (found,) = [a for a in session.results.assumptions if a.key == key]
    return found.marketing


def test_undo_is_named_and_brings_back_what_was(by_hand: PlanSession) -> None:
    before = by_hand.plan
    total = by_hand.results.marketing.total
    types(by_hand, "15%")
    assert by_hand.undo_label == "type 15%"
    assert by_hand.results.marketing.total == pytest.approx(1.5 * total)
    assert by_hand.undo() == "type 15%"
    assert by_hand.plan == before
    assert by_hand.results.marketing.total == total


def test_redo_is_named_and_brings_back_what_was_undone(by_hand: PlanSession) -> None:
    types(by_hand, "15%")
    after = by_hand.plan
    by_hand.undo()
    assert by_hand.redo_label == "type 15%"
    assert by_hand.redo() == "type 15%"
    assert by_hand.plan == after
    assert by_hand.redo_label is None


def test_many_steps_back_and_forth(by_hand: PlanSession) -> None:
    plans = [by_hand.plan]
    for text in ("11%", "12%", "", "13%"):
        types(by_hand, text)
        plans.append(by_hand.plan)
    for earlier in reversed(plans[:-1]):
        by_hand.undo()
        assert by_hand.plan == earlier
    for later in plans[1:]:
        by_hand.redo()
        assert by_hand.plan == later


def test_a_gesture_of_many_edits_is_one_step(by_hand: PlanSession) -> None:
    before = by_hand.plan
    drafts = [Draft(Seat.SALES, f"Web/volume/2027-{m:02d}", 10.0 * m) for m in range(1, 13)]
    by_hand.submit(drafts, "fill 12 months")
    assert by_hand.undo() == "fill 12 months"
    assert by_hand.plan == before


def test_typing_again_forgets_what_was_undone(by_hand: PlanSession) -> None:
    types(by_hand, "15%")
    by_hand.undo()
    types(by_hand, "20%")
    assert by_hand.redo_label is None
    assert by_hand.redo() is None
    assert position(by_hand) == 0.2


def test_undo_is_ones_own(by_hand: PlanSession, opening: Opener, tmp_path: Path) -> None:
    path = by_hand.save(tmp_path / "p.fairlead")
    bob = opening(path, "Bob")
    assert bob.undo_label is None
    types(bob, "30%", Seat.SALES)
    assert bob.undo_label == "type 30%"
    bob.undo()
    assert bob.undo_label is None
    assert bob.plan.claims == by_hand.plan.claims


def test_the_log_never_shrinks(by_hand: PlanSession) -> None:
    types(by_hand, "15%")
    said = by_hand.log.edits
    by_hand.undo()
    assert by_hand.log.edits[: len(said)] == said
    assert [e.value for e in by_hand.stated if e.seat is Seat.MARKETING] == []


def test_nothing_to_undo(opening: Opener) -> None:
    session = opening()
    assert (session.undo_label, session.undo(), session.redo()) == (None, None, None)
    assert session.submit((), "nothing") == ()
    assert session.undo_label is None


def test_every_change_is_told_once(by_hand: PlanSession) -> None:
    told: list[float] = []
    by_hand.listen(lambda: told.append(by_hand.results.marketing.total))
    types(by_hand, "20%")
    by_hand.undo()
    by_hand.redo()
    assert told == pytest.approx([24e6, 12e6, 24e6])
