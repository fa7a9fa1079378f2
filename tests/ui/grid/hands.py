"""Keys and mouse on a grid, as the system sends them."""

from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtGui import QMouseEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget

from tests.ui.sheets import Desk
from ui.grid.editor import CellEditor

Key, LEFT = Qt.Key, Qt.MouseButton.LeftButton
CTRL, SHIFT = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.ShiftModifier
ALT, NONE = Qt.KeyboardModifier.AltModifier, Qt.KeyboardModifier.NoModifier

At = tuple[int, int]


def editor_of(desk: Desk) -> CellEditor | None:
    found = [e for e in desk.grid.findChildren(CellEditor) if e.isVisible()]
    return found[0] if found else None


def press(desk: Desk, *keys: Qt.Key, modifier: Qt.KeyboardModifier = NONE) -> None:
    for key in keys:
        QTest.keyClick(editor_of(desk) or desk.grid, key, modifier)


def write(desk: Desk, text: str) -> None:
    for letter in text:
        QTest.keyClicks(editor_of(desk) or desk.grid, letter)


def centre(desk: Desk, at: At) -> QPoint:
    return desk.grid.visualRect(desk.grid.grid_model().index(*at)).center()


def click(desk: Desk, at: At, modifier: Qt.KeyboardModifier = NONE) -> None:
    QTest.mouseClick(desk.grid.viewport(), LEFT, modifier, centre(desk, at))


def drag(desk: Desk, start: At, end: At, modifier: Qt.KeyboardModifier = NONE) -> None:
    drag_points(desk.grid.viewport(), centre(desk, start), centre(desk, end), modifier)


def drag_points(
    on: QWidget, start: QPoint, end: QPoint, modifier: Qt.KeyboardModifier = NONE
) -> None:
    QTest.mousePress(on, LEFT, modifier, start)
    for part in (0.3, 0.6, 1.0):
        move(on, start + (end - start) * part, modifier)
    QTest.mouseRelease(on, LEFT, modifier, end)


def move(on: QWidget, to: QPoint, modifier: Qt.KeyboardModifier = NONE) -> None:
    """Move with the left button held, which QTest does not tell the widget."""
    there = QPointF(to), QPointF(on.mapToGlobal(to))
    kind = QMouseEvent.Type.MouseMove
    QApplication.sendEvent(on, QMouseEvent(kind, *there, Qt.MouseButton.NoButton, LEFT, modifier))
