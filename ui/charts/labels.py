"""Every text of a chart, laid out in pixels over the plot and painted in one go."""

from dataclasses import dataclass

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QPainter
from PySide6.QtWidgets import QGraphicsItem, QStyleOptionGraphicsItem, QWidget

from ui.lettering import advance, write
from ui.marks import MARK_WIDTH, draw_mark
from ui.theme import CAPTION, REGULAR, metrics


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
    def rect(self) -> QRectF:
        """Where the text stands."""
        width = advance(self.text, self.size, self.weight) + (MARK_WIDTH if self.mark else 0)
        left, height = (
            self.x - width * (1 - self.side) / 2,
            metrics(self.size, self.weight).height(),
        )
        return QRectF(left, self.y - height / 2, width, height)


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
            rect = label.rect
            if label.mark:
                centre = QPointF(rect.left() + 5, rect.center().y())
                draw_mark(painter, label.mark, centre, label.mark_colour or label.colour, 0.9)
                rect.setLeft(rect.left() + MARK_WIDTH)
            painter.setPen(label.colour)
            write(painter, QPointF(rect.left(), label.y), label.text, label.size, label.weight)
