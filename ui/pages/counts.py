"""Counts above the first record, and responses to campaigns below them."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QVBoxLayout, QWidget

from planner.base.units import NumberStyle
from planner.session.views import Prepared, Snapshot, Window
from planner.sheets.volumes import has_counts, responses_sheet, volumes_sheet
from ui.grid.view import GridView
from ui.pages.funnel_part import Asked, FunnelPart, Heed
from ui.pages.page import Page
from ui.pages.room import FitRows
from ui.pages.wiring import rows_of, splitter, tie_grid
from ui.theme import SEMIBOLD, font
from ui.widgets.grid_card import grid_card

RESPONSES = "Responses to campaigns"


class CountsPanel(QWidget):
    """Two grids of a page: what was counted, and who responded; either may be absent."""

    def __init__(self, page: Page) -> None:
        super().__init__()
        self.volumes, self.responses = (
            tie_grid(page, GridView(), rows_of(page.title, "counts", name))
            for name in ("above", "responses")
        )
        self.note = QLabel()
        self.note.setProperty("muted", True)
        self.note.setWordWrap(True)
        head = _head("Above the first record", self.note)
        self._above = grid_card(self.volumes, head)
        self._answers = grid_card(self.responses, _head(RESPONSES))
        both = splitter(Qt.Orientation.Vertical, self._above, self._answers, shares=(1, 1))
        self._fit = FitRows(both, self.volumes, 0, 0.6, head)
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.addWidget(both)

    def grid(self) -> GridView:
        """Return the grid the keyboard is for."""
        return self.responses if self._above.isHidden() else self.volumes

    def grids(self) -> tuple[GridView, ...]:
        """Return both grids."""
        return self.volumes, self.responses

    def show_counts(
        self,
        source: Prepared,
        snapshot: Snapshot,
        style: NumberStyle,
        window: Window | None = None,
    ) -> None:
        """Show what was counted in a window's months, or at all."""
        sheet = volumes_sheet(source, snapshot, style, window)
        self.volumes.set_sheet(sheet)
        self.note.setText(sheet.footnote)
        self.responses.set_sheet(responses_sheet(snapshot, style, window))
        self._above.setVisible(bool(snapshot.volumes))
        self._answers.setVisible(bool(snapshot.responses))


class CountsPart(FunnelPart):
    """Counts of the Funnel sheet's window; they know no dimension but their channel."""

    key, title = "counts", "Counts"
    heeds = frozenset({Heed.WINDOW})

    def __init__(self, page: Page) -> None:
        super().__init__(page)
        self.panel = CountsPanel(page)
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.addWidget(self.panel)

    @classmethod
    def offered(cls, snapshot: Snapshot) -> bool:
        """Whether anything was counted, or anybody responded."""
        return has_counts(snapshot)

    def grid(self) -> GridView:
        """Return the grid the keyboard is for."""
        return self.panel.grid()

    def grids(self) -> tuple[GridView, ...]:
        """Return both grids."""
        return self.panel.grids()

    def show_asked(self, asked: Asked) -> None:
        """Show the counts of a window's months."""
        self.panel.show_counts(asked.source, asked.snapshot, asked.style, asked.window)


def _head(title: str, note: QLabel | None = None) -> QWidget:
    heading = QLabel(title)
    heading.setFont(font(13, SEMIBOLD))
    words = QWidget()
    box = QVBoxLayout(words)
    box.setContentsMargins(12, 10, 12, 8)
    box.setSpacing(2)
    box.addWidget(heading)
    if note is not None:
        box.addWidget(note)
    return words
