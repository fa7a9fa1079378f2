"""Save and reopen, and two people on one file."""

from pathlib import Path

import numpy as np
import pytest

from planner.base.problem import RefusedError
from planner.base.stages import Seat
from planner.plan.assumption import Status, View
from planner.session import PlanSession
from tests.session.conftest import Opener


def types(session: PlanSession, seat: Seat, key: str, text: str) -> None:
    session.submit(session.typed(seat, key, text), f"type {text}")


def assert_same_results(one: PlanSession, other: PlanSession) -> None:
    assert one.plan == other.plan
    assert one.results.assumptions == other.results.assumptions
    assert one.results.bridge == other.results.bridge
    for view in View:
        mine, theirs = one.forecast(view), other.forecast(view)
        assert np.array_equal(mine.entries, theirs.entries)
        assert np.array_equal(mine.bookings, theirs.bookings)


def test_a_plan_by_hand_comes_back_as_it_was(
    by_hand: PlanSession, opening: Opener, tmp_path: Path
) -> None:
    types(by_hand, Seat.MARKETING, "Web/volume", "1200")
    assert by_hand.dirty
    path = by_hand.save(tmp_path / "p.fairlead")
    assert not by_hand.dirty
    again = opening(path)
    assert again.log == by_hand.log
    assert_same_results(again, by_hand)


def test_a_plan_with_data_comes_back_with_equal_results(
    sample_file: Path, opening: Opener, tmp_path: Path
) -> None:
    first = opening(sample_file)
    types(first, Seat.SALES, "Webinar/volume", "+10%")
    second = opening(first.save(tmp_path / "copy.fairlead"))
    assert second.results.working.total > 0
    assert_same_results(first, second)


def test_what_is_not_saved_is_not_in_the_file(
    by_hand: PlanSession, opening: Opener, tmp_path: Path
) -> None:
    path = by_hand.save(tmp_path / "p.fairlead")
    before = path.read_bytes()
    types(by_hand, Seat.SALES, "Web/volume", "1")
    assert path.read_bytes() == before
    assert opening(path).plan.claims != by_hand.plan.claims


def test_two_sessions_on_one_file_unite(
    by_hand: PlanSession, opening: Opener, tmp_path: Path
) -> None:
    path = by_hand.save(tmp_path / "p.fairlead")
    ada, bob = opening(path, "Ada"), opening(path, "Bob")
    types(ada, Seat.MARKETING, "Web/rate:Lead>Opportunity", "15%")
    types(bob, Seat.SALES, "Web/rate:Lead>Opportunity", "8%")
    ada.save()
    bob.save()
    third = opening(path)
    for session in (bob, third):
        (found,) = [a for a in session.results.assumptions if a.key.endswith("Lead>Opportunity")][
            :1
        ]
        assert (found.marketing, found.sales, found.status) == (0.15, 0.08, Status.DISPUTED)
    ada.save()
    assert ada.plan == bob.plan == third.plan


def test_a_plan_without_a_file_asks_where(by_hand: PlanSession) -> None:
    with pytest.raises(RefusedError, match=r"^The plan has no file yet\. Say where to save it\.$"):
        by_hand.save()
    assert by_hand.dirty


def test_a_closed_session_leaves_nothing_private(opening: Opener, tmp_path: Path) -> None:
    session = opening()
    assert list(tmp_path.rglob("copy-*")) != []
    session.close()
    assert list(tmp_path.rglob("copy-*")) == []
