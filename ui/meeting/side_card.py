"""What one seat says, large: the value, where it lies in what was measured, and whose it is."""

from typing import TYPE_CHECKING

from PySide6.QtCore import QPointF, QRect, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from planner.base.stages import Seat
from ui.lettering import shortened, write
from ui.marks import MARK_WIDTH, draw_mark
from ui.theme import BODY, HEADLINE, PANEL, SECTION, SEMIBOLD, font, theme
from ui.widgets.ground import paint_panel

if TYPE_CHECKING:
    from planner.sheets.meeting import Side

NAMES = {Seat.MARKETING: "Marketing", Seat.SALES: "Sales"}
MARKS = {Seat.MARKETING: "●", Seat.SALES: "■"}
VALUE = HEADLINE + 12
AT_LEFT = int(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)


class SideCard(QWidget):
    """One seat's side of the dispute."""

    def __init__(self, seat: Seat) -> None:
        super().__init__()
        self.seat = seat
        self.side: Side | None = None
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        theme().changed.connect(self.update)

    def sizeHint(self) -> QSize:
        """Room for a name, a large value and two lines."""
        return QSize(280, 136)

    def show_side(self, side: "Side | None") -> None:
        """Show what the seat says, or that it says nothing."""
        self.side = side
        said = f"{side.text}, {side.place}. {side.by}" if side else "nothing"
        self.setAccessibleName(f"{NAMES[self.seat]}: {said}")
        self.update()

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Paint the card in the seat's tint; numbers stay in the colour of text."""
        painter = QPainter(self)
        paint_panel(painter, self.rect(), f"{self.seat.value}_tint")
        left, room = PANEL + 4, self.width() - 2 * PANEL - 8
        ink = theme().colour(self.seat.value)
        draw_mark(painter, MARKS[self.seat], QPointF(left + 5, 22), ink, 1.0)
        painter.setPen(ink)
        write(painter, QPointF(left + MARK_WIDTH, 22), NAMES[self.seat], BODY + 1, SEMIBOLD)
        side = self.side
        painter.setPen(theme().colour("text"))
        value = side.text if side else "says nothing"
        painter.setFont(font(VALUE, SEMIBOLD))
        painter.drawText(QRect(left, 34, room, 52), AT_LEFT, value)
        if side is not None:
            write(painter, QPointF(left, 98), shortened(side.place, SECTION, 400, room), SECTION)
            painter.setPen(theme().colour("muted"))
            write(painter, QPointF(left, 119), shortened(side.by, BODY, 400, room), BODY)
        painter.end()
