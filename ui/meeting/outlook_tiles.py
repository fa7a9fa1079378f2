"""Bookings of all three views with the value that is being tried."""

from typing import TYPE_CHECKING

from PySide6.QtCore import QPointF, QSize
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from ui.lettering import shortened, write
from ui.theme import BODY, HEADLINE, PANEL, SEMIBOLD, theme
from ui.widgets.ground import paint_panel

if TYPE_CHECKING:
    from planner.sheets.meeting_outlook import Outlook

GAP = 10


class OutlookTiles(QWidget):
    """Three figures side by side."""

    def __init__(self) -> None:
        super().__init__()
        self.shown: tuple[Outlook, ...] = ()
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        theme().changed.connect(self.update)

    def sizeHint(self) -> QSize:
        """Room for a name, a large figure and what it changes."""
        return QSize(600, 96)

    def show_outlooks(self, found: "tuple[Outlook, ...]") -> None:
        """Show what the value tried would mean."""
        if found == self.shown:
            return
        self.shown = found
        said = "; ".join(f"{one.name} {one.total}, {one.change}" for one in found)
        self.setAccessibleName(f"Bookings with this value: {said}")
        self.update()

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Paint the tiles."""
        painter = QPainter(self)
        count = max(len(self.shown), 1)
        width = (self.width() - GAP * (count - 1)) / count
        for number, one in enumerate(self.shown):
            tile = self.rect()
            tile.setLeft(round(number * (width + GAP)))
            tile.setWidth(round(width))
            paint_panel(painter, tile, "base")
            left, room = tile.left() + PANEL, tile.width() - 2 * PANEL
            painter.setPen(theme().colour("muted"))
            write(painter, QPointF(left, 18), one.name, BODY)
            write(painter, QPointF(left, 78), shortened(one.change, BODY, 400, room), BODY)
            painter.setPen(theme().colour("text"))
            write(painter, QPointF(left, 47), one.total, HEADLINE, SEMIBOLD)
        painter.end()
