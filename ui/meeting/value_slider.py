"""A slider between two positions, whose value is a number of its own."""

from PySide6.QtCore import QPointF, QRectF, Qt, Signal
from PySide6.QtGui import QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSlider

from planner.base.stages import Seat
from ui.marks import draw_mark
from ui.theme import theme

STEPS = 400
STRIDE = 10
"""Of the steps between the ends: as far as an arrow goes."""
_DIGITS = 4
MARKS = {Seat.MARKETING: "●", Seat.SALES: "■"}
EDGE, KNOB = 12, 8


class ValueSlider(QSlider):
    """Emits `tried` with every value; a value set from outside may lie between two steps."""

    tried = Signal(float)

    def __init__(self) -> None:
        super().__init__(Qt.Orientation.Horizontal)
        self.setRange(0, STEPS)
        self.setSingleStep(STRIDE)
        self.setPageStep(STRIDE * 4)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setAccessibleName("Value between the positions")
        self.setMinimumHeight(28)
        self.ends: dict[Seat, float] = {}
        self._low, self._high, self._exact = 0.0, 1.0, 0.0
        theme().changed.connect(self.update)
        self.valueChanged.connect(self._moved)

    @property
    def number(self) -> float:
        """The value that is tried."""
        return self._exact

    def span(self, ends: dict[Seat, float]) -> None:
        """Slide between the seats' values from now on."""
        self.ends = ends
        self._low, self._high = min(ends.values()), max(ends.values())

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Paint the way between the positions, each with its seat's mark, and the value tried."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        middle = self.height() / 2
        painter.setPen(QPen(theme().colour("evidence"), 2))
        painter.drawLine(QPointF(EDGE, middle), QPointF(self.width() - EDGE, middle))
        for seat, value in self.ends.items():
            at = QPointF(self._x(value), middle)
            draw_mark(painter, MARKS[seat], at, theme().colour(seat.value), 1.4)
        painter.setPen(QPen(theme().colour("text"), 2))
        painter.setBrush(theme().colour("base"))
        left = self._x(self._exact)
        painter.drawRoundedRect(QRectF(left - KNOB / 2, middle - KNOB, KNOB, 2 * KNOB), 3, 3)
        painter.end()

    def _x(self, value: float) -> float:
        width = self._high - self._low
        share = (value - self._low) / width if width else 0.5
        return EDGE + min(max(share, 0.0), 1.0) * (self.width() - 2 * EDGE)

    def put(self, value: float) -> None:
        """Try an exact value, wherever it lies."""
        self._exact = value
        width = self._high - self._low
        share = (value - self._low) / width if width else 0.5
        self.blockSignals(True)
        self.setValue(round(min(max(share, 0.0), 1.0) * STEPS))
        self.blockSignals(False)
        self.update()
        self.tried.emit(value)

    def step(self, strides: int) -> None:
        """Go some strides to the right, or to the left."""
        self.setValue(self.value() + strides * STRIDE)

    def _moved(self, place: int) -> None:
        share = place / STEPS
        value = self._low + share * (self._high - self._low)
        self._exact = value if share in {0.0, 1.0} else _round(value)
        self.tried.emit(self._exact)


def _round(value: float) -> float:
    """Return a value as somebody would say it."""
    return float(f"{value:.{_DIGITS}g}")
