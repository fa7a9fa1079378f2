"""The drawing area of a chart: a pyqtgraph view with fixed ranges and no gestures of its own."""

import pyqtgraph as pg
from PySide6.QtCore import QEvent, QPointF, QRectF, Qt, Signal
from PySide6.QtGui import QContextMenuEvent, QMouseEvent, QResizeEvent, QWheelEvent
from PySide6.QtWidgets import QGraphicsItem, QLabel, QWidget

from planner.base.units import ENGLISH, NumberStyle
from planner.sheets.cells import Place
from planner.sheets.charts import Chart
from ui.charts.frame import Frame, frame
from ui.charts.hits import nearest, points, position, reading
from ui.charts.items import Shapes
from ui.charts.labels import Label, Overlay
from ui.charts.texts import Texts
from ui.theme import theme


class Plot(pg.GraphicsView):  # type: ignore[misc]
    """Draws one chart; `place_clicked(Place)` tells the cell behind a clicked point."""

    place_clicked = Signal(object)

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent, background=None)
        self.setAntialiasing(True)
        self.setFrameShape(self.Shape.NoFrame)
        self.setStyleSheet("background: transparent")
        self.setMouseTracking(True)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._box = pg.ViewBox(enableMouse=False, enableMenu=False, defaultPadding=0)
        self._box.disableAutoRange()
        self.scene().addItem(self._box)
        self._box.setFlag(QGraphicsItem.GraphicsItemFlag.ItemClipsChildrenToShape, False)
        self._overlay = Overlay()
        self.scene().addItem(self._overlay)
        self._chart: Chart | None = None
        self._frame: Frame | None = None
        self._style, self._currency = ENGLISH, "USD"
        self._items: list[QGraphicsItem] = []
        self._ring = pg.ScatterPlotItem(size=15, brush=None)
        self._ringed: list[tuple[float, float]] = []
        self._cross = pg.InfiniteLine(movable=False)
        self._tip = QLabel(self)
        self._tip.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self._tip.hide()
        for item in (self._cross, self._ring):
            item.setZValue(40)
            self._box.addItem(item, ignoreBounds=True)
        self._cross.hide()

    @property
    def labels(self) -> tuple[Label, ...]:
        """The texts as laid out."""
        return self._overlay.labels

    @property
    def tip_text(self) -> str:
        """The values shown at the mouse, nothing while it is elsewhere."""
        return "" if self._tip.isHidden() else self._tip.text()

    def show_chart(self, chart: Chart, style: NumberStyle, currency: str) -> None:
        """Exchange the items and set the ranges once."""
        self._chart, self._style, self._currency = chart, style, currency
        self._frame = frame(chart, style)
        for item in self._items:
            self._box.removeItem(item)
        self._items = list(Shapes(chart, self._frame, theme()).items())
        for item in self._items:
            self._box.addItem(item, ignoreBounds=True)
        self._box.invertY(bool(chart.bridge) or chart.horizontal)
        self._box.setRange(
            xRange=self._frame.x, yRange=self._frame.y, padding=0, disableAutoRange=True
        )
        self._leave()
        self._place()

    def highlight(self, place: Place | None) -> None:
        """Ring the points that came from a cell."""
        found = (
            [p for p in points(self._chart) if p.place == place] if self._chart and place else []
        )
        ringed = [(p.x, p.y) for p in found]
        if not ringed and not self._ringed:
            return
        self._ringed = ringed
        self._ring.setData(
            [x for x, _ in ringed],
            [y for _, y in ringed],
            pen=pg.mkPen(theme().colour("text"), width=2),
        )

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Lay the labels out for the new size."""
        super().resizeEvent(event)
        if hasattr(self, "_overlay"):
            self._place()

    def wheelEvent(self, event: QWheelEvent) -> None:
        """Leave the wheel to what scrolls around the chart."""
        event.ignore()

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        """Leave the menu to the chart view."""
        event.ignore()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Go to the cell behind the point."""
        if self._chart is None or event.button() != Qt.MouseButton.LeftButton:
            event.ignore()
            return
        hit = nearest(self._chart, event.position(), self._to_pixels)
        if hit is not None:
            self.place_clicked.emit(hit.place)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """Do nothing more than the press did."""

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        """Do nothing more than the press did."""

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Show every series' value at the mouse."""
        if self._chart is None or self._frame is None:
            return
        at = self._box.mapSceneToView(self.mapToScene(event.position().toPoint()))
        found = position(self._chart, at.x(), at.y())
        if found is None or not self._box.sceneBoundingRect().contains(event.position()):
            self._leave()
            return
        lying = self._chart.horizontal or bool(self._chart.bridge)
        self._cross.setAngle(0 if lying else 90)
        self._cross.setPos(found)
        self._cross.setPen(pg.mkPen(theme().colour("evidence"), width=1))
        self._cross.show()
        lines = reading(self._chart, found, self._style, self._currency)
        self._show_tip(lines, event.position())

    def leaveEvent(self, event: QEvent) -> None:
        """Hide the cross and the values."""
        super().leaveEvent(event)
        self._leave()

    def _leave(self) -> None:
        self._cross.hide()
        self._tip.hide()

    def _show_tip(self, lines: list[str], at: QPointF) -> None:
        palette = theme().palette
        self._tip.setStyleSheet(
            f"background: {palette.base}; color: {palette.text}; border: 1px solid"
            f" {palette.gridline}; border-radius: 5px; padding: 6px 8px;"
        )
        self._tip.setTextFormat(Qt.TextFormat.PlainText)
        self._tip.setText("\n".join(lines))
        self._tip.adjustSize()
        right = at.x() + 16 + self._tip.width() <= self.width()
        x = at.x() + 16 if right else max(0.0, at.x() - 16 - self._tip.width())
        y = min(
            max(at.y() - self._tip.height() / 2, 0.0), max(self.height() - self._tip.height(), 0)
        )
        self._tip.move(round(x), round(y))
        self._tip.show()

    def _to_pixels(self, x: float, y: float) -> QPointF:
        return QPointF(self._box.mapViewToScene(QPointF(x, y)))

    def _place(self) -> None:
        if self._chart is None or self._frame is None:
            return
        room = QRectF(
            self._frame.left,
            self._frame.top,
            max(self.width() - self._frame.left - self._frame.right, 20),
            max(self.height() - self._frame.top - self._frame.bottom, 20),
        )
        self._box.setGeometry(room)
        self._box.updateMatrix()
        texts = Texts(self._chart, self._frame, theme(), self._style)
        whole = QRectF(0, 0, self.width(), self.height())
        self._overlay.show_labels(texts.lay_out(self._to_pixels, room), whole)
