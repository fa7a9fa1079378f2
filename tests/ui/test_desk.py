"""The desk between the plan and the window: what is told, and what a thread keeps for its end."""

from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from threading import Event

import pytest
from PySide6.QtWidgets import QApplication

from planner.base.stages import Seat
from planner.base.units import ENGLISH
from planner.session import create_plan
from planner.session.views import Draft
from tests.people import person
from ui.desk import Desk


@pytest.fixture
def desk(qapp: QApplication, tmp_path: Path) -> Iterator[Desk]:
    session = create_plan(tmp_path, person("Ada"), "Plan")
    yield Desk(session, ENGLISH)
    session.close()


def goal(desk: Desk, value: float) -> None:
    desk.session.submit([Draft(Seat.TOGETHER, "goal", value)], "goal")


def test_what_a_thread_does_is_kept_and_what_a_person_does_meanwhile_is_told(desk: Desk) -> None:
    told: list[float | None] = []
    desk.changed.connect(lambda: told.append(desk.session.plan.goal))
    taken, go_on = Event(), Event()

    def take_in() -> None:
        with desk.held():
            goal(desk, 5.0)
            taken.set()
            go_on.wait(60)

    with ThreadPoolExecutor(1) as pool:
        look = pool.submit(take_in)
        taken.wait(60)
        assert told == []
        goal(desk, 7.0)
        desk.session.undo()
        go_on.set()
        look.result()
    assert told == [7.0, 5.0]
