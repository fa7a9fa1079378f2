"""The plan is read by threads while a person edits it."""

from threading import Event, Thread

import pytest

from planner.base.problem import RefusedError
from planner.base.stages import Seat
from planner.plan.edits import Draft
from planner.plan.fold import Folded
from planner.plan.log import Log
from planner.plan.onward import onward
from planner.session import PlanSession, edited_plan
from planner.session.as_it_stands import as_it_stands
from planner.session.board_pack import PackMaker, order


def test_what_a_thread_still_makes_of_the_old_log_never_passes_for_the_new_plan(
    by_hand: PlanSession, monkeypatch: pytest.MonkeyPatch
) -> None:
    under_way, edited = Event(), Event()

    def slow_fold(log: Log, before: Folded | None) -> Folded:
        made = onward(log, before)
        under_way.set()
        assert edited.wait(20)
        return made

    by_hand.refresh()
    monkeypatch.setattr(edited_plan, "onward", slow_fold)
    reader = Thread(target=lambda: by_hand.plan)
    reader.start()
    assert under_way.wait(20)
    monkeypatch.setattr(edited_plan, "onward", onward)
    by_hand.submit((Draft(Seat.TOGETHER, "plan:name", "Renamed"),), "rename")
    edited.set()
    reader.join(20)
    assert by_hand.plan.name == "Renamed"
    assert by_hand.results.plan.name == "Renamed"


def test_what_stood_is_read_on_whatever_is_edited_meanwhile(by_hand: PlanSession) -> None:
    stood = as_it_stands(by_hand)
    pack = PackMaker().make(order(as_it_stands(by_hand))).pack
    results = by_hand.results
    by_hand.submit((Draft(Seat.TOGETHER, "Web/deal_size", 80_000.0),), "double")
    assert stood.results is results
    assert by_hand.results.working.total == pytest.approx(2 * results.working.total)
    assert PackMaker().make(order(stood)).pack == pack
    assert PackMaker().make(order(by_hand)).pack != pack


def test_what_stood_is_not_edited(by_hand: PlanSession) -> None:
    with pytest.raises(RefusedError):
        as_it_stands(by_hand).submit((Draft(Seat.TOGETHER, "Web/deal_size", 1.0),), "too late")
