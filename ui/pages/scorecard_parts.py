"""The parts of the Scorecards sheet: the cards with their weights, and the page to print."""

from collections.abc import Sequence
from dataclasses import replace
from typing import Literal

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QWidget

from planner.session.views import Commitments, Draft
from planner.sheets.benchmarks import (
    PREFIX,
    Benchmarks,
    benchmarks_chart,
    benchmarks_of,
    benchmarks_sheet,
)
from planner.sheets.charts import Chart
from planner.sheets.scorecard_chart import cards_chart
from planner.sheets.scorecards import Cards, cards_of, cards_prose, scorecards_sheet
from planner.sheets.table import TableSheet
from planner.sheets.weights_tried import (
    Tried,
    taking,
    tried_by,
    tried_finding,
    with_tried,
)
from ui.pages.page import Page
from ui.pages.sla_parts import ChartedSla
from ui.pages.sla_prose import ProsePart
from ui.widgets.quiet_button import QuietButton


class CardsPart(ChartedSla[Cards]):
    """Target, actual, attainment and weight; weights are stated, or only tried.

    What is tried is undone by itself, discarded by Esc, and taken as position by its button.
    """

    key, title = "cards", "Cards"
    share = 0.72

    def __init__(self, page: Page) -> None:
        super().__init__(page)
        self._done: list[tuple[Tried, str]] = [({}, "")]
        self._undone: list[tuple[Tried, str]] = []
        self.take = QuietButton("Take as position")
        self.discard = QuietButton("Discard")
        self.take.setToolTip("State the weights tried under What if as your own")
        self.discard.setToolTip("Forget the weights tried; Esc does the same")
        self.take.clicked.connect(self.take_tried)
        self.discard.clicked.connect(self.discard_tried)
        self.view.installEventFilter(self)
        self._offer()

    @property
    def tried(self) -> Tried:
        """The weights tried, by objective."""
        return self._done[-1][0]

    def controls(self) -> tuple[QWidget, ...]:
        """Return what can be done with the weights tried."""
        return self.take, self.discard

    def measure(self, found: Commitments) -> Cards:
        """Return the cards as each view weighs them."""
        return cards_of(found, self.page.desk.results, self.page.desk.style)

    def sheet_of(self, made: Cards, folded: frozenset[str]) -> TableSheet:
        """Return the cards, with a column to try weights in."""
        sheet = scorecards_sheet(made, self.page.desk.seat, folded)
        return with_tried(sheet, made, self.tried)

    def chart_of(self, made: Cards, row: str) -> Chart:
        """Return the attainments of the current card."""
        chart = cards_chart(made, row)
        return replace(chart, title=tried_finding(made, self.tried)) if self.tried else chart

    def submit(self, drafts: Sequence[Draft], label: str) -> None:
        """Try what was written under What if; all else becomes part of the plan."""
        tried, stated = tried_by(drafts, self.tried)
        if stated:
            super().submit(stated, label)
        if len(stated) < len(drafts):
            self._done.append((tried, label))
            self._undone.clear()
            self._try_again()

    def trials(self) -> tuple[str, str]:
        """Return the gestures of trying that can be taken back, and done again."""
        return self._done[-1][1], self._undone[-1][1] if self._undone else ""

    def take_back(self, way: Literal["undo", "redo"]) -> str:
        """Take back, or do again, the last gesture of trying."""
        origin, other = (self._done, self._undone) if way == "undo" else (self._undone, self._done)
        if len(origin) <= (way == "undo"):
            return ""
        step = origin.pop()
        other.append(step)
        self._try_again()
        return step[1]

    def take_tried(self) -> None:
        """State the tried weights as the position of the seat that looks."""
        desk, tried = self.page.desk, self.tried
        drafts = taking(desk.session.plan, tried, desk.seat)
        some = "1 tried weight" if len(tried) == 1 else f"{len(tried)} tried weights"
        self.discard_tried()
        desk.attempt(drafts, f"take {some} as position")

    def discard_tried(self) -> None:
        """Forget what was tried."""
        self._done, self._undone = [({}, "")], []
        self._try_again()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Let Esc discard what is tried, while no cell is open."""
        pressed = event.type() == QEvent.Type.KeyPress and isinstance(event, QKeyEvent)
        if pressed and event.key() == Qt.Key.Key_Escape and self.tried:  # type: ignore[attr-defined]
            self.discard_tried()
            return True
        return super().eventFilter(watched, event)

    def _try_again(self) -> None:
        self._show()
        self._offer()
        self.page.say_current()
        self.page.tried.emit()

    def _offer(self) -> None:
        for button in (self.take, self.discard):
            button.setEnabled(bool(self.tried))


class BenchmarksPart(ChartedSla[Benchmarks]):
    """Published figures with their source, beside the company's own."""

    key, title = "benchmarks", "Benchmarks"
    rows = (PREFIX,)

    def measure(self, found: Commitments) -> Benchmarks:
        """Return the plan's benchmarks."""
        return benchmarks_of(found, self.page.desk.style)

    def sheet_of(self, made: Benchmarks, _folded: frozenset[str]) -> TableSheet:
        """Return a row to each."""
        return benchmarks_sheet(made, self.page.desk.seat)

    def chart_of(self, made: Benchmarks, _row: str) -> Chart:
        """Return those with a figure of one's own beside them."""
        return benchmarks_chart(made)


class PrintedPart(ProsePart):
    """The cards as sentences."""

    key, title = "print", "To print"

    def show_found(self, found: Commitments) -> None:
        """Show the cards as they now stand."""
        desk = self.page.desk
        self.view.show_prose(cards_prose(cards_of(found, desk.results, desk.style), desk.name))
