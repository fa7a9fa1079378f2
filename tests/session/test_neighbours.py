"""Two people on one file in a shared folder: saves are seen, files put back, copies offered."""

from pathlib import Path

import pytest

from planner.base.stages import Seat
from planner.session import PlanSession
from planner.session.neighbours import PATIENCE, Neighbours
from tests.session.conftest import Opener

RATE = "Web/rate:Lead>Opportunity"


def types(session: PlanSession, text: str, seat: Seat = Seat.SALES) -> None:
    session.submit(session.typed(seat, RATE, text), f"type {text}")


@pytest.fixture
def shared(by_hand: PlanSession, tmp_path: Path) -> Path:
    (tmp_path / "shared").mkdir()
    return by_hand.save(tmp_path / "shared" / "plan.fairlead")


def test_both_work_at_once_and_see_each_others_saves(
    by_hand: PlanSession, shared: Path, opening: Opener
) -> None:
    bob = opening(shared, "Bob")
    here, there = Neighbours(by_hand), Neighbours(bob)
    here.look()
    assert [o.author for o in there.look().others] == [by_hand.identity.author]
    assert [o.author for o in here.look().others] == [bob.identity.author]
    types(bob, "20%")
    types(by_hand, "15%", Seat.MARKETING)
    bob.save()
    news = here.look()
    assert [(e.author, e.value) for e in news.came] == [(bob.identity.author, 0.2)]
    assert by_hand.results.disputed[0].key == RATE
    by_hand.save()
    assert [e.value for e in there.look().came] == [0.15]
    assert bob.plan == by_hand.plan
    assert here.look().came == ()
    here.end()
    there.end()
    assert list(shared.parent.iterdir()) == [shared]


def test_a_save_that_was_undone_behind_ones_back_is_told(
    by_hand: PlanSession, shared: Path
) -> None:
    here, old = Neighbours(by_hand), shared.read_bytes()
    types(by_hand, "20%")
    by_hand.save()
    assert not here.look().lost
    shared.write_bytes(old)
    assert here.look().lost
    assert by_hand.dirty
    assert not here.look().lost
    by_hand.save()
    assert not by_hand.dirty


def test_a_file_that_stays_unreadable_is_told_once(by_hand: PlanSession, shared: Path) -> None:
    here = Neighbours(by_hand)
    here.look()
    shared.write_bytes(shared.read_bytes()[:5000])
    told = [here.look().problem for _ in range(PATIENCE + 3)]
    assert [problem is not None for problem in told] == [False] * (PATIENCE - 1) + [True] + [
        False
    ] * 3


def test_a_conflict_copy_is_told_once_until_it_changes(
    by_hand: PlanSession, shared: Path, opening: Opener
) -> None:
    here = Neighbours(by_hand)
    bob = opening(shared, "Bob")
    types(bob, "20%")
    copy = shared.with_name("plan (Bob's conflicted copy 2026-11-03).fairlead")
    bob.save(copy)
    (found,) = here.look().copies
    assert (found.path, found.edits, found.authors) == (copy, 1, (bob.identity.author,))
    assert here.look().copies == ()
    types(bob, "25%")
    bob.save()
    assert [c.edits for c in here.look().copies] == [2]
