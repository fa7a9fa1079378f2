"""Blind audit: draw leads for judges, bring two judges' workbooks back, see how far they agree."""

from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFileDialog, QLabel, QVBoxLayout, QWidget

from planner.base.problem import RefusedError
from planner.session.auditing import keep_audit, read_judges, write_draw
from planner.session.views import Audited, Commitments, Spot
from planner.sheets.audit import EMPTY, PREFIX, audit_sheet, audit_title
from planner.sheets.audit_apart import apart_sheet, leads_apart
from planner.sheets.cells import Place
from ui.grid.view import GridView
from ui.pages.choices import Pick
from ui.pages.page import Page
from ui.pages.room import FitRows
from ui.pages.sla_parts import SlaPart
from ui.pages.wiring import rows_of, splitter, tie_grid
from ui.theme import LABEL, SECTION, font
from ui.widgets.empty_state import EmptyState
from ui.widgets.grid_card import grid_card
from ui.widgets.message_bar import MessageBar
from ui.widgets.quiet_button import QuietButton

BOOKS = "Workbooks (*.xlsx)"


class AuditPart(SlaPart):
    """Two buttons, the agreement of the judges compared last, and the leads judged apart."""

    key, title = "audit", "Blind audit"
    rows = (PREFIX,)
    audit: Audited | None = None

    def __init__(self, page: Page) -> None:
        super().__init__(page)
        self.view, self.message = tie_grid(page, GridView(), self._spot), MessageBar()
        self.apart = tie_grid(page, GridView(), self._spot)
        self.apart.setAccessibleName("Leads judged apart")
        for grid in self.grids():
            grid.place_requested.connect(self._show_leads)
        self.draw, self.compare = QuietButton("Draw leads…"), QuietButton("Compare judges…")
        self.which = Pick("Audit")
        self.which.picked.connect(lambda _key: page.refresh())
        self.draw.setToolTip("A workbook of leads without what became of them, for each judge")
        self.compare.setToolTip("The workbooks of two judges, for Cohen’s kappa by segment")
        self.draw.clicked.connect(self.ask_draw)
        self.compare.clicked.connect(self.ask_judges)
        for button in (self.draw, self.compare):
            button.setFont(font(LABEL))
        self._lay_out()

    def _lay_out(self) -> None:
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.addWidget(self.message)
        self.begin = EmptyState(EMPTY, "Draw leads…", "Compare judges…")
        self.begin.chosen.connect(self.ask_draw)
        self.begin.link_followed.connect(self.ask_judges)
        parts = grid_card(self.view), self._list()
        self._both = splitter(Qt.Orientation.Vertical, *parts, shares=(1, 1))
        self._fit = FitRows(self._both, self.view, 0, 0.5)
        box.addWidget(self._both, 1)
        box.addWidget(self.begin, 1)

    def _list(self) -> QWidget:
        """Return the list of the leads judged apart, with the sentence in its place."""
        self._leads, self.nothing = grid_card(self.apart), QLabel()
        self.nothing.setFont(font(SECTION))
        self.nothing.setWordWrap(True)
        self.nothing.setAlignment(Qt.AlignmentFlag.AlignCenter)
        both = QWidget()
        box = QVBoxLayout(both)
        box.setContentsMargins(0, 0, 0, 0)
        box.addWidget(self._leads, 1)
        box.addWidget(self.nothing, 1)
        return both

    def _spot(self, row: str) -> Spot | None:
        return rows_of("SLA", self.key, self.audit.key)(row) if self.audit is not None else None

    def controls(self) -> tuple[QWidget, ...]:
        """Return which of the audits kept is shown, and the buttons."""
        return self.which, self.draw, self.compare

    def grids(self) -> tuple[GridView, ...]:
        """Return the grids of the segments and of the leads judged apart."""
        return self.view, self.apart

    def show_found(self, found: Commitments) -> None:
        """Show the audit chosen, else the one kept last, as the plan keeps it."""
        kept = {audit.key: audit for audit in reversed(found.current.plan.audits)}
        chosen = str(self.which.value) if self.which.value in kept else next(iter(kept), "")
        self.which.offer([(key, audit_title(one)) for key, one in kept.items()], chosen)
        self.audit = kept.get(chosen)
        sheet, apart = audit_sheet(self.audit, self.page.desk.style), apart_sheet(self.audit)
        self.view.set_sheet(sheet)
        self.apart.set_sheet(apart)
        self._leads.setVisible(bool(apart.rows))
        self.nothing.setVisible(not apart.rows)
        self.nothing.setText(apart.empty)
        self.footnote = sheet.footnote
        shown = bool(sheet.rows)
        for widget in (self._both, self.draw, self.compare):
            widget.setVisible(shown)
        self.which.setVisible(len(kept) > 1)
        self.begin.setVisible(not shown)

    def _show_leads(self, place: Place) -> None:
        """Show the leads behind a number, or one of those judged apart."""
        journeys = self.page.desk.session.journeys
        if self.audit is not None and journeys is not None:
            rows, what = leads_apart(self.audit, journeys, place.row, place.column)
            if what:
                self.journeys_requested.emit(rows, what)

    def ask_draw(self) -> QFileDialog:
        """Ask where the leads to be judged go."""
        dialog = self._dialog("Leads to be judged", QFileDialog.AcceptMode.AcceptSave)
        dialog.setDefaultSuffix("xlsx")
        dialog.selectFile("Blind audit.xlsx")
        dialog.fileSelected.connect(lambda path: self.draw_into(Path(path)))
        dialog.open()
        return dialog

    def ask_judges(self) -> QFileDialog:
        """Ask for the workbooks of two judges."""
        dialog = self._dialog("Both judges’ workbooks", QFileDialog.AcceptMode.AcceptOpen)
        dialog.setFileMode(QFileDialog.FileMode.ExistingFiles)
        dialog.filesSelected.connect(lambda paths: self.take([Path(path) for path in paths]))
        dialog.open()
        return dialog

    def draw_into(self, path: Path) -> None:
        """Write the leads; the number of edits so far is the seed, said in the workbook."""
        session = self.page.desk.session
        try:
            made = write_draw(session, path, seed=len(session.log.edits))
        except RefusedError as refused:
            self.message.show_problem(refused.problem)
            return
        self.message.say(f"{len(made.leads)} leads to be judged are written: send {path.name}")

    def take(self, paths: list[Path]) -> None:
        """Show how far two judges agree."""
        try:
            session = self.page.desk.session
            keep_audit(session, *read_judges(session, paths))
            self.which.list.forget_choice()
        except RefusedError as refused:
            self.message.show_problem(refused.problem)
            return
        self.message.hide()
        self.page.refresh()

    def _dialog(self, title: str, mode: QFileDialog.AcceptMode) -> QFileDialog:
        path = self.page.desk.session.path
        begin = path.parent if path is not None else Path.home()
        dialog = QFileDialog(self, title, str(begin), BOOKS)
        dialog.setObjectName(title)
        dialog.setAcceptMode(mode)
        return dialog
