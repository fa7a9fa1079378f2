"""The rows set aside: a grid per file to correct them in, and what is done with them."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QLabel, QVBoxLayout, QWidget

from planner.base.units import count
from planner.session.views import Snapshot
from planner.sheets.set_aside import (
    EMPTY_TEXT,
    SetAsideSheet,
    corrected_words,
    place_title,
    set_aside_places,
    set_aside_sheet,
)
from planner.sheets.shown_columns import ChosenColumns
from ui.grid.view import GridView
from ui.pages.choices import Pick
from ui.pages.page import Page
from ui.pages.wiring import GAP, rows_of, tie_grid
from ui.theme import LABEL, SEMIBOLD, font
from ui.widgets.grid_card import grid_card
from ui.widgets.quiet_button import QuietButton

HINT = "Type what is right into a row’s cells, then put it back"


class SetAsidePanel(QWidget):
    """Asks to put corrected rows back, to save a table of all, to bring such a table back."""

    put_back_requested = Signal()
    export_requested = Signal()
    bring_back_requested = Signal()

    def __init__(self, page: Page) -> None:
        super().__init__()
        self._page = page
        self.view = tie_grid(page, GridView(), rows_of("Data", "aside"))
        self.place = Pick("Rows of")
        self.place.picked.connect(lambda _place: self._show_rows())
        self.waiting = QLabel()
        self.waiting.setFont(font(LABEL, SEMIBOLD))
        self.hint = QLabel(HINT)
        self.hint.setProperty("muted", True)
        self.put_back = QuietButton("Put back corrected rows")
        self.put_back.clicked.connect(self.put_back_requested)
        self.save = QuietButton("Save set-aside rows…")
        self.save.clicked.connect(self.export_requested)
        self.bring_back = QuietButton("Bring back from a file…")
        self.bring_back.clicked.connect(self.bring_back_requested)
        bar = QHBoxLayout()
        bar.setSpacing(8)
        for widget in (self.place, self.hint, self.waiting):
            bar.addWidget(widget)
        bar.addStretch(1)
        for button in (self.put_back, self.save, self.bring_back):
            bar.addWidget(button)
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(GAP)
        box.addLayout(bar)
        self._card = grid_card(self.view)
        box.addWidget(self._card, 1)
        box.addStretch(0)

    def refresh(self, snapshot: Snapshot) -> None:
        """Show a snapshot's rows set aside with the plan's corrections."""
        desk, places = self._page.desk, set_aside_places(snapshot)
        values = [(p, f"{place_title(p)}: {count(rows, desk.style)}") for p, rows in places]
        known = [place for place, _ in places]
        kept = self.place.value if self.place.value in known else next(iter(known), None)
        self.place.offer(values, kept)
        self.place.setVisible(bool(places))
        waiting = corrected_words(snapshot, desk.session.plan.fixes, desk.style)
        self.waiting.setText(waiting)
        self.hint.setText(HINT if places else EMPTY_TEXT)
        self.hint.setHidden(bool(waiting))
        self.put_back.setEnabled(bool(waiting))
        self.save.setEnabled(bool(places))
        self.bring_back.setEnabled(bool(places))
        self._card.setVisible(bool(places))
        self._show_rows()

    def reveal(self, row: str) -> None:
        """Show the file whose rows include the one of that key."""
        snapshot = self._page.desk.session.snapshot
        for place, _ in set_aside_places(snapshot) if snapshot is not None else ():
            sheet = self._sheet(place)
            if sheet is not None and row in {sheet.row(i).key for i in range(sheet.row_count)}:
                self.place.choose(place)
                return

    def _show_rows(self) -> None:
        sheet = self._sheet(self.place.value)
        if sheet is None:
            return
        shown = self.view.arranging.sheet
        inner = shown.inner if isinstance(shown, ChosenColumns) else shown
        kept = sheet.like(inner) if isinstance(inner, SetAsideSheet) else sheet
        self.view.set_sheet(kept)

    def _sheet(self, place: object) -> SetAsideSheet | None:
        desk = self._page.desk
        snapshot = desk.session.snapshot
        if snapshot is None:
            return None
        chosen = next((p for p, _ in set_aside_places(snapshot) if p == place), None)
        return set_aside_sheet(snapshot, desk.session.plan.fixes, chosen, desk.style, desk.seat)
