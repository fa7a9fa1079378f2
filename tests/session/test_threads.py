"""The plan is read by threads while a person edits it."""

from threading import Event, Thread

import pytest

from planner.base.stages import Seat
from planner.plan.document import Plan
from planner.plan.edits import Draft
from planner.plan.fold import fold
from planner.plan.log import Log
from planner.session import PlanSession, edited_plan


def test_what_a_thread_still_makes_of_the_old_log_never_passes_for_the_new_plan(
    by_hand: PlanSession, monkeypatch: pytest.MonkeyPatch
) -> None:
    under_way, edited = Event(), Event()

    def slow_fold(log: Log) -> Plan:
        made = fold(log)
        under_way.set()
        assert edited.wait(20)
        return made

    by_hand.refresh()
    monkeypatch.setattr(edited_plan, "fold", slow_fold)
    reader = Thread(target=lambda: by_hand.plan)
    reader.start()
    assert under_way.wait(20)
    monkeypatch.setattr(edited_plan, "fold", fold)
    by_hand.submit((Draft(Seat.TOGETHER, "plan:name", "Renamed"),), "rename")
    edited.set()
    reader.join(20)
    assert by_hand.plan.name == "Renamed"
    assert by_hand.results.plan.name == "Renamed"
