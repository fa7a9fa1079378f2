"""The real window on the sample company, offscreen, worked as a person works it."""

import time
import uuid
from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QEvent, QEventLoop, QObject, Qt, QTimer
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QGraphicsView, QWidget

from planner.base.stages import Seat
from planner.session import Identity
from planner.session.sample import open_sample
from planner.sheets.cells import Place
from ui.main_window import PlanWindow
from ui.memory import search_rarely
from ui.settings import Settings

HAND_OFF = Place("Assumptions", "Paid search/rate:MQL>SAL", "marketing")


class Paintings(QObject):
    """Notes which widgets are being painted."""

    def __init__(self, *watched: QWidget) -> None:
        super().__init__()
        self.seen: set[QObject] = set()
        for widget in watched:
            widget.installEventFilter(self)

    def eventFilter(self, widget: QObject, event: QEvent) -> bool:  # noqa: N802
        """Note a painting that begins."""
        if event.type() == QEvent.Type.Paint:
            self.seen.add(widget)
        return False


class Person:
    """Somebody in Marketing's seat, at the rate of one hand-off."""

    def __init__(self, home: Path) -> None:
        me = Identity("Ann", lambda: "2026-11-02T09:00:00+01:00", lambda: uuid.uuid4().hex)
        self.window = PlanWindow(Settings(home / "settings"))
        self.window.resize(1560, 920)
        self.window.show()
        self.window.load()
        self.window.show_session(open_sample(home / "work", me))
        QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)  # the empty plan's sheets
        self.window.sit(Seat.MARKETING)
        search_rarely()
        self.go()

    def go(self) -> None:
        """Go to the rate's cell and wait until everything is painted."""
        self.window.shown.go(HAND_OFF)
        self.rest()

    def type(self, text: str) -> None:
        """Type a text over the cell, without Enter."""
        QTest.keyClicks(self.window.shown.page.grid(), text[0])
        QTest.keyClicks(self.window.focusWidget(), text[1:])
        self.rest()

    def enter(self) -> float:
        """Press Enter; return when the cell, the strip and the bridge had been painted.

        On return what comes just after them, evidence, sentence and history, is painted too.
        """
        page = self.window.shown.assumptions
        bookings = self.window.shown.strip.tiles[2]
        bridge = page.bridge.findChild(QGraphicsView).viewport()
        watched = page.view.viewport(), bookings, bridge
        paintings, moments = Paintings(*watched), []
        timer = QTimer(singleShot=True, interval=0)
        timer.timeout.connect(lambda: moments.append((time.perf_counter(), paintings.seen.copy())))
        timer.start()
        QTest.keyClick(self.window.focusWidget(), Qt.Key.Key_Return)
        self.rest()
        when, painted = moments[0]
        assert painted == set(watched)
        return when

    def rest(self) -> None:
        """Let everything happen that is due, painting too."""
        for _ in range(4):
            QApplication.processEvents()

    def pause(self) -> None:
        """Do nothing for a second or two, in which every sheet is made."""
        pages = self.window.shown.pages
        while len(pages.made) < len(pages):
            QTest.qWait(20)

    def wait(self) -> None:
        """Let all that is awaited come, as the program does: asleep while a thread works."""
        tasks = self.window.tasks
        self.rest()
        while tasks.busy:
            loop = QEventLoop()
            ended = tasks.busy_changed.connect(lambda busy, loop=loop: busy or loop.quit())
            loop.exec()
            tasks.busy_changed.disconnect(ended)
        self.rest()

    def shown(self) -> tuple[str, ...]:
        """What grid, strip and bridge say."""
        grid = self.window.shown.assumptions.view.grid_model()
        rows = [grid.row(i).key for i in range(grid.rowCount())]
        column = [c.key for c in grid.columns].index(HAND_OFF.column)
        bridge = self.window.shown.assumptions.bridge.chart
        headlines = [t.item.headline for t in self.window.shown.strip.tiles if t.item]
        bars = [bar.text for bar in bridge.bridge] if bridge else []
        return grid.cell(rows.index(HAND_OFF.row), column).text, headlines[2], *bars

    def leave(self) -> None:
        """Close without saving."""
        self.window.forget()


def painted(work: Callable[[], object]) -> Callable[[], None]:
    """Return the work followed by the painting it leads to."""

    def both() -> None:
        work()
        QApplication.processEvents()

    return both
