"""Every text of a chart, laid out in pixels over the plot and painted in one go."""

from dataclasses import dataclass

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QPainter
from PySide6.QtWidgets import QGraphicsItem, QStyleOptionGraphicsItem, QWidget

from ui.lettering import advance, height, write
from ui.marks import MARK_WIDTH, draw_mark
from ui.theme import CAPTION, REGULAR


@dataclass(frozen=True, slots=True)
class Label:
    """A text at a point of the plot: `side` −1 ends there, 0 is centred, 1 begins there."""

    text: str
    x: float
    y: float
    colour: QColor
    side: int = 1
    size: int = CAPTION
    weight: int = REGULAR
    mark: str = ""
    mark_colour: QColor | None = None

    @property
    def width(self) -> float:
        """How wide mark and text are, in pixels."""
        return advance(self.text, self.size, self.weight) + (MARK_WIDTH if self.mark else 0)

    @property
    def left(self) -> float:
        """Where mark and text begin."""
        return self.x if self.side == 1 else self.x - self.width * (1 - self.side) / 2

    @property
    def rect(self) -> QRectF:
        """Where the text stands."""
        tall = height(self.size, self.weight)
        return QRectF(self.left, self.y - tall / 2, self.width, tall)


class Overlay(QGraphicsItem):
    """Paints labels; one item for all of them."""

    def __init__(self) -> None:
        super().__init__()
        self.labels: tuple[Label, ...] = ()
        self._rect = QRectF()
        self.setZValue(50)
        self.setAcceptedMouseButtons(Qt.MouseButton.NoButton)

    def show_labels(self, labels: tuple[Label, ...], rect: QRectF) -> None:
        """Replace the labels; `rect` is the whole plot."""
        self.prepareGeometryChange()
        self.labels, self._rect = labels, rect
        self.update()

    def boundingRect(self) -> QRectF:
        """Return the whole plot."""
        return self._rect

    def paint(
        self,
        painter: QPainter,
        _option: QStyleOptionGraphicsItem,
        _widget: QWidget | None = None,
    ) -> None:
        """Paint every label."""
        for label in self.labels:
            left = label.left
            if label.mark:
                centre = QPointF(left + 5, label.y)
                draw_mark(painter, label.mark, centre, label.mark_colour or label.colour, 0.9)
                left += MARK_WIDTH
            painter.setPen(label.colour)
            write(painter, QPointF(left, label.y), label.text, label.size, label.weight)
