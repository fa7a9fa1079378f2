"""Work off the window's thread: what nobody waits for gives way to what somebody asked for."""

import threading

import pytest
from pytestqt.qtbot import QtBot

from tests.ui.endless import Drawing
from ui.tasks import AHEAD, WATCH, Tasks


@pytest.fixture
def tasks(qtbot: QtBot, monkeypatch: pytest.MonkeyPatch) -> Tasks:
    monkeypatch.setattr("ui.tasks.STANDS_STILL", 600.0)
    return Tasks()


@pytest.mark.parametrize("asks", ["opens a sheet", "has something worked out"])
def test_looking_ahead_stands_still_when_something_is_asked_for(
    tasks: Tasks, qtbot: QtBot, asks: str
) -> None:
    drawing = Drawing()
    ahead = tasks.run(AHEAD, "Drawing", drawing, lambda _nothing: None)
    qtbot.waitUntil(lambda: drawing.steps > 10)
    if asks == "opens a sheet":
        tasks.give_way()
    else:
        done: list[int] = []
        tasks.run("funnel", "Measuring", lambda _progress: 1, done.append)
        qtbot.waitUntil(lambda: done == [1])
    before = drawing.steps
    qtbot.wait(50)
    assert drawing.steps <= before + 1
    assert ahead.thread
    assert ahead.thread.is_alive()
    tasks.cancel(AHEAD)
    ahead.thread.join(60)
    assert not ahead.thread.is_alive()


def test_what_is_awaited_goes_on(tasks: Tasks, qtbot: QtBot) -> None:
    drawing = Drawing()
    tasks.run("funnel", "Measuring", drawing, lambda _nothing: None)
    tasks.give_way()
    before = drawing.steps
    qtbot.waitUntil(lambda: drawing.steps > before + 10)
    tasks.stop()


def test_cancel_stops_what_is_awaited_and_lets_the_rest_end(tasks: Tasks, qtbot: QtBot) -> None:
    told: list[str] = []
    looked = threading.Event()
    tasks.run(
        WATCH, "Looking around", lambda _progress: looked.wait(60), lambda _: told.append("look")
    )
    importing = tasks.run("import", "Measuring", Drawing(), lambda _nothing: told.append("import"))
    tasks.cancel_awaited()
    assert importing.cancelled
    looked.set()
    qtbot.waitUntil(lambda: told == ["look"])
    tasks.stop()
