"""A person at the window: keys and clicks in, texts out."""

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import (
    QCoreApplication,
    QDeadlineTimer,
    QEvent,
    QMimeData,
    QPoint,
    QPointF,
    Qt,
    QUrl,
)
from PySide6.QtGui import QDropEvent
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from planner.sheets.cells import Place
from ui.grid.view import GridView
from ui.main_window import PlanWindow

Key = Qt.Key
CTRL = Qt.KeyboardModifier.ControlModifier
SHIFT = Qt.KeyboardModifier.ShiftModifier
NONE = Qt.KeyboardModifier.NoModifier
PATIENCE = 60_000


class Driver:
    """Works one window as a person does; rows and columns are named by their keys."""

    LEFT = Qt.MouseButton.LeftButton

    def __init__(self, window: PlanWindow, qtbot: QtBot) -> None:
        self.window, self.qtbot = window, qtbot

    def rest(self) -> None:
        """Wait until nothing is under way."""
        self.end_gesture()
        self.until(lambda: not self.window.tasks.busy)

    @staticmethod
    def end_gesture() -> None:
        """Have done what waits for the end of a gesture, before anything is painted."""
        QCoreApplication.sendPostedEvents(None, QEvent.Type.MetaCall.value)

    def until(self, holds: Callable[[], bool]) -> None:
        """Let the window work until something holds, looked at ten times as often as by qtbot."""
        patience = QDeadlineTimer(PATIENCE)
        while not holds():
            assert not patience.hasExpired(), f"still not so after {PATIENCE // 1000} seconds"
            QTest.qWait(1)

    @property
    def grid(self) -> GridView:
        return self.window.shown.page.grid()

    def go(self, sheet: str, row: str, column: str) -> None:
        self.window.shown.show_sheet(sheet)
        self.rest()
        self.window.shown.go(Place(sheet, row, column))
        at = self.grid.place_at(*self.grid.place())
        assert (at.row, at.column) == (row, column)
        self.end_gesture()

    def activate(self) -> None:
        """Bring the window to the front: only there do its own keys reach it."""
        if not self.window.isActiveWindow():
            with self.qtbot.waitActive(self.window):
                self.window.activateWindow()

    def press(self, key: Qt.Key, modifiers: Qt.KeyboardModifier = NONE) -> None:
        self.activate()
        target = self.window.focusWidget() or self.window
        QTest.keyClick(target, key, modifiers)
        self.end_gesture()

    def type(self, sheet: str, row: str, column: str, text: str) -> None:
        """Go to a cell, type a text over it and press Enter."""
        self.go(sheet, row, column)
        first, rest = text[0], text[1:]
        QTest.keyClicks(self.grid, first)
        editor = self.window.focusWidget()
        QTest.keyClicks(editor, rest)
        QTest.keyClick(editor, Key.Key_Return)
        self.end_gesture()

    def text(self, sheet: str, row: str, column: str) -> str:
        """Return a cell's text, once nothing is awaited."""
        self.window.shown.show_sheet(sheet)
        self.rest()
        grid, model = self.grid, self.grid.grid_model()
        rows = [model.row(i).key for i in range(model.rowCount())]
        columns = [c.key for c in model.columns]
        return grid.grid_model().cell(rows.index(row), columns.index(column)).text

    @property
    def score(self) -> dict[str, str]:
        """The strip: name to headline."""
        items = [tile.item for tile in self.window.shown.strip.tiles]
        return {item.name: item.headline for item in items if item}

    @property
    def message(self) -> str:
        bar = self.window.shown.messages
        return bar.label.text() if bar.isVisible() else ""

    def drop(self, *paths: Path) -> None:
        """Drop files on the window."""
        data = QMimeData()
        data.setUrls([QUrl.fromLocalFile(str(path)) for path in paths])
        event = QDropEvent(
            QPointF(200, 200),
            Qt.DropAction.CopyAction,
            data,
            Qt.MouseButton.LeftButton,
            Qt.KeyboardModifier.NoModifier,
        )
        self.window.dropEvent(event)

    def click(self, widget: object, at: QPoint | None = None) -> None:
        QTest.mouseClick(widget, Qt.MouseButton.LeftButton, pos=at or QPoint())
