"""From the first dispute to both signatures by keys alone: told once, for pictures and the test."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from PySide6.QtGui import QKeySequence
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget


@dataclass(frozen=True, slots=True)
class Step:
    """What is done, by name, and what is pressed: keys, or a text in quotes."""

    name: str
    strokes: tuple[str, ...]


WALK = (
    Step("first-dispute", ("Ctrl+1", "Ctrl+K", "'Paid search MQL SAL Marketing'", "Return")),
    Step("marketing-counters", ("Ctrl+F2", "'62%'", "Tab", "'New routing since August'")),
    Step("marketing-has-countered", ("Return",)),
    Step("sales-accepts", ("Ctrl+2", "Ctrl+Shift+A")),
    Step("next-dispute", ("Ctrl+K", "'Events deal size Sales'", "Return")),
    Step("sales-parks", ("Ctrl+Shift+P", "'The figures of January'")),
    Step("parked", ("Return",)),
    Step("taken-up-again", ("Ctrl+Shift+R",)),
    Step("meeting", ("Ctrl+3", "F11")),
    Step("meeting-splits", ("D", "Tab", "'Both saw the list prices'")),
    Step("meeting-agreed", ("Return",)),
    Step("nothing-in-dispute", ("Esc", "Esc")),
    Step("signing", ("Ctrl+Shift+U",)),
    Step("marketing-signed", ("Space",)),
    Step("both-signed", ("Space",)),
    Step("log", ("Esc", "Ctrl+Shift+H", "'sign'")),
)
"""For a plan in which paid search's hand-off and the deal size of Events are in dispute."""


def walk(window: QWidget, settle: Callable[[], object]) -> Iterator[tuple[str, QWidget]]:
    """Press each step's keys where the keyboard is; yield its name and the window in front then."""
    for step in WALK:
        for stroke in step.strokes:
            press(front(window), stroke)
            settle()
        yield step.name, front(window)


def front(window: QWidget) -> QWidget:
    """Return the dialog that lies over a window, else the window itself."""
    return QApplication.activeModalWidget() or window


def press(over: QWidget, stroke: str) -> None:
    """Press keys such as Ctrl+F2, or type a text that stands in quotes."""
    if not over.isActiveWindow():  # without a desktop nobody hands the keyboard back
        over.activateWindow()
        QTest.qWaitForWindowActive(over)
    target = over.focusWidget() or over
    if stroke.startswith("'"):
        QTest.keyClicks(target, stroke.strip("'"))
        return
    QTest.keySequence(target, QKeySequence(stroke))
