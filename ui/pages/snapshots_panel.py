"""The snapshots a plan keeps, one to be looked at, and what changed from each to the next."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QLabel, QVBoxLayout, QWidget

from planner.base.days import date_of
from planner.sheets.changes import changes_sheet
from planner.sheets.journeys import JourneysSheet
from planner.sheets.snapshots import snapshots_sheet
from planner.sheets.status import day_text
from ui.grid.shown_line import ShownLine
from ui.grid.view import GridView
from ui.pages.page import Page
from ui.pages.room import FitRows
from ui.pages.wiring import GAP, rows_of, splitter, tie_grid
from ui.tasks import Tasks
from ui.theme import SEMIBOLD, font
from ui.widgets.card import Card
from ui.widgets.grid_card import grid_card
from ui.widgets.quiet_button import QuietButton


class SnapshotsPanel(QWidget):
    """`look_requested(digest)` asks for the funnel as of a snapshot."""

    look_requested = Signal(str)

    def __init__(self, page: Page) -> None:
        super().__init__()
        self._page, self._desk = page, page.desk
        self.kept = tie_grid(page, GridView(), rows_of("Data", "snapshots"))
        self.changes = tie_grid(page, GridView(), None)
        self._tasks: Tasks | None = None
        self._compared: tuple[str, ...] = ()
        self.look = QuietButton()
        self.look.clicked.connect(self._ask_look)
        self.kept.current_changed.connect(lambda _row, _column: self._say_look())
        self.kept.place_requested.connect(lambda _place: self._ask_look())
        heading = QLabel("What changed between snapshots")
        heading.setFont(font(13, SEMIBOLD))
        self._head = QWidget()
        line = QHBoxLayout(self._head)
        line.setContentsMargins(0, 0, 0, 0)
        line.addWidget(heading)
        line.addWidget(ShownLine(self.changes), 1)
        self._lay_out()

    def _lay_out(self) -> None:
        self._below = QWidget()
        inside = QVBoxLayout(self._below)
        inside.setContentsMargins(0, 0, 0, 0)
        inside.setSpacing(GAP)
        inside.addWidget(self._head)
        inside.addWidget(Card(self.changes), 1)
        parts = grid_card(self.kept), self._below
        both = splitter(Qt.Orientation.Vertical, *parts, shares=(1, 1))
        self._fit = FitRows(both, self.kept, 0, 0.5)
        bar = QHBoxLayout()
        bar.addWidget(self.look)
        bar.addStretch(1)
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(GAP)
        box.addLayout(bar)
        box.addWidget(both, 1)

    def work_in(self, tasks: Tasks) -> None:
        """Have snapshots compared off the window's thread."""
        self._tasks = tasks

    def refresh(self) -> None:
        """Show the snapshots kept; compare them anew when there are others."""
        desk = self._desk
        kept = desk.session.snapshots()
        self.kept.set_sheet(snapshots_sheet(kept, desk.seen, desk.style))
        self._say_look()
        digests = tuple(one.digest for one in kept)
        self._below.setVisible(len(digests) > 1)
        if digests == self._compared or len(digests) < 2 or self._tasks is None:
            return
        self._compared = digests
        session, style = desk.session, desk.style

        def done(sheet: JourneysSheet) -> None:
            self.changes.set_sheet(sheet)
            self._page.say_current()

        self._tasks.run(
            "changes",
            "Comparing snapshots",
            lambda _progress: changes_sheet(session.changes(), style),
            done,
        )

    def _current(self) -> str | None:
        sheet = self.kept.grid_model().sheet
        return sheet.row(self.kept.place()[0]).key if sheet and sheet.row_count else None

    def _say_look(self) -> None:
        digest, desk = self._current(), self._desk
        found = next((one for one in desk.session.snapshots() if one.digest == digest), None)
        if found is None:
            self.look.setEnabled(False)
            return
        shown = found.digest == (desk.seen or desk.session.plan.snapshot)
        day = day_text(date_of(found.as_of))
        self.look.setText(f"The funnel shows {day}" if shown else f"See the funnel as of {day}")
        self.look.setEnabled(not shown)

    def _ask_look(self) -> None:
        digest = self._current()
        if digest is not None:
            self.look_requested.emit(digest)
