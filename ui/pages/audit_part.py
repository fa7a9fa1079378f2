"""Blind audit: draw leads for judges, bring two judges' workbooks back, see how far they agree."""

from pathlib import Path

from PySide6.QtWidgets import QFileDialog, QVBoxLayout, QWidget

from planner.base.problem import RefusedError
from planner.session.auditing import keep_audit, read_judges, write_draw
from planner.session.views import Commitments
from planner.sheets.audit import EMPTY, PREFIX, Audit, audit_sheet, kept_audit
from ui.grid.view import GridView
from ui.pages.page import Page
from ui.pages.sla_parts import SlaPart
from ui.pages.wiring import grid_card, tie_grid
from ui.theme import LABEL, font
from ui.widgets.empty_state import EmptyState
from ui.widgets.message_bar import MessageBar
from ui.widgets.quiet_button import QuietButton

BOOKS = "Workbooks (*.xlsx)"


class AuditPart(SlaPart):
    """Two buttons, and the agreement of the judges compared last."""

    key, title = "audit", "Blind audit"
    rows = (PREFIX,)

    def __init__(self, page: Page) -> None:
        super().__init__(page)
        self.audit = Audit()
        self.view, self.message = tie_grid(page, GridView()), MessageBar()
        self.draw, self.compare = QuietButton("Draw leads…"), QuietButton("Compare judges…")
        self.draw.setToolTip("A workbook of leads without what became of them, for each judge")
        self.compare.setToolTip("The workbooks of two judges, for Cohen’s kappa by segment")
        self.draw.clicked.connect(self.ask_draw)
        self.compare.clicked.connect(self.ask_judges)
        for button in (self.draw, self.compare):
            button.setFont(font(LABEL))
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.addWidget(self.message)
        self.begin = EmptyState(EMPTY, "Draw leads…", "Compare judges…")
        self.begin.chosen.connect(self.ask_draw)
        self.begin.link_followed.connect(self.ask_judges)
        self._card = grid_card(self.view)
        box.addWidget(self._card, 1)
        box.addWidget(self.begin, 1)

    def controls(self) -> tuple[QWidget, ...]:
        """Return the buttons."""
        return self.draw, self.compare

    def grids(self) -> tuple[GridView, ...]:
        """Return the grid of the segments."""
        return (self.view,)

    def show_found(self, found: Commitments) -> None:
        """Show the judges compared last, as the plan keeps them."""
        kept = kept_audit(found.current.plan, self.audit)
        sheet = audit_sheet(kept, self.page.desk.style)
        self.view.set_sheet(sheet)
        self.footnote = sheet.footnote
        shown = bool(sheet.rows)
        for widget in (self._card, *self.controls()):
            widget.setVisible(shown)
        self.begin.setVisible(not shown)

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
            found = read_judges(self.page.desk.session, paths)
            keep_audit(self.page.desk.session, *found)
            self.audit = Audit(*found)
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
