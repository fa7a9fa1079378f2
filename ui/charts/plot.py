"""The drawing area of a chart: a pyqtgraph view with fixed ranges and no gestures of its own."""

from collections.abc import Collection
from dataclasses import replace

import pyqtgraph as pg
from PySide6.QtCore import QEvent, QPointF, QRectF, Qt, Signal
from PySide6.QtGui import QContextMenuEvent, QMouseEvent, QResizeEvent, QWheelEvent
from PySide6.QtWidgets import QGraphicsItem, QLabel, QWidget

from planner.base.units import ENGLISH, NumberStyle
from planner.sheets.cells import Place
from planner.sheets.chart_table import tabled
from planner.sheets.charts import Chart
from ui.charts.drawing import Drawing
from ui.charts.frame import Frame, frame, whole
from ui.charts.hits import place_near, points, position, positions
from ui.charts.items import Shapes
from ui.charts.labels import Label, Overlay
from ui.charts.marked import Marked, marked, marks, together
from ui.charts.texts import Map, Texts
from ui.charts.told import Told, points_of, told
from ui.theme import theme


class Plot(pg.GraphicsView):  # type: ignore[misc]
    """Draws one chart; `clicked(Place | None, Place)` tells the cell behind a clicked point, and
    its cell in the chart's own table.

    It is repainted when told to, once: the scene would ask again after the frame is done.
    """

    clicked = Signal(object, object)

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent, background=None)
        self.setAntialiasing(True)
        self.setViewportUpdateMode(self.ViewportUpdateMode.NoViewportUpdate)
        self.setFrameShape(self.Shape.NoFrame)
        self.viewport().setAutoFillBackground(False)
        self.viewport().setAttribute(Qt.WidgetAttribute.WA_OpaquePaintEvent)
        theme().changed.connect(self._colour)
        self._colour()
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
        self._placed = False
        self._style, self._currency = ENGLISH, "USD"
        self._drawing = Drawing()
        self._box.addItem(self._drawing, ignoreBounds=True)
        self._marks = Drawing()
        self._shown: Marked | None = None
        self._at: float | None = None
        self._chosen: int | None = None
        self._cross = pg.InfiniteLine(movable=False)
        self._tip = QLabel(self)
        self._tip.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self._tip.hide()
        for item in (self._cross, self._marks):
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
        """Exchange the shapes and set the ranges once; `place` then lays the labels out."""
        self._chart, self._style, self._currency = chart, style, currency
        self._shown = None
        self._frame = frame(chart, style)
        shapes = Shapes(chart, self._frame, theme()).shapes()
        self._drawing.show_shapes(tuple(shapes), whole(self._frame))
        self._box.invertY(bool(chart.bridge) or chart.horizontal)
        self._box.setRange(
            xRange=self._frame.x, yRange=self._frame.y, padding=0, disableAutoRange=True
        )
        self.put_away()
        self._placed = False

    def highlight(self, places: Collection[Place], in_table: bool = False) -> None:
        """Ring the points, frame the bars and stress the lines that came from cells.

        Of the chart's own table, if so.
        """
        chart, known = self._chart, self._frame
        if chart is None or known is None:
            return
        chart = tabled(chart) if in_table else chart
        found = together(marked(chart, known, place) for place in places)
        if found == self._shown:
            return
        self._shown = found
        self._marks.show_shapes(tuple(marks(found, theme())), whole(known))
        self.viewport().update()

    @property
    def lying(self) -> bool:
        """Whether the positions are rows."""
        return self._chart is not None and (self._chart.horizontal or bool(self._chart.bridge))

    def step(self, by: int) -> list[str]:
        """Show the values `by` positions further (back if below 0); return them, if there are any.

        The first step begins at the first position, back at the last.
        """
        known = positions(self._chart) if self._chart is not None else []
        if not known:
            return []
        if self._at in known:
            at = min(max(known.index(self._at) + by, 0), len(known) - 1)
        else:
            at = 0 if by > 0 else len(known) - 1
        self._at, self._chosen = known[at], None
        self._read(self._at, self._pixel(self._at))
        return self.told_here().texts

    def choose(self, by: int) -> list[str]:
        """Go to the next value of the position; return it, nothing where there is only one."""
        found = self.told_here()
        if self._at is None or len(found.lines) < 2:
            return []
        before = self._chosen if self._chosen is not None else -1 if by > 0 else 0
        self._chosen = (before + by) % len(found.lines)
        line = found.lines[self._chosen]
        self._read(self._at, self._to_pixels(*line.at) if line.at else self._pixel(self._at))
        return [found.title, line.text]

    def told_here(self, in_table: bool = False) -> Told:
        """Return what stands at the position read, by the cells of the chart's own table if so."""
        if self._chart is None or self._at is None or self._tip.isHidden():
            return Told("", ())
        chart = tabled(self._chart) if in_table else self._chart
        return told(chart, self._at, self._style, self._currency)

    def places_here(self) -> tuple[Place | None, Place | None]:
        """Return the cell behind the value chosen, and its cell in the chart's own table."""
        found, own = self.told_here(), self.told_here(in_table=True)
        if not found.lines:
            return None, None
        chosen = self._chosen if self._chosen is not None else found.leading() or 0
        return found.lines[chosen].place, own.lines[chosen].place

    def put_away(self) -> None:
        """Hide the cross and the values."""
        self._at = self._chosen = None
        self._cross.hide()
        self._tip.hide()
        self.viewport().update()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Lay the labels out for the new size."""
        super().resizeEvent(event)
        if hasattr(self, "_overlay"):
            self._placed = False
            self.place()

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
        own = tabled(self._chart)
        lines = zip(own.references, self._chart.references, strict=True)
        leading = tuple(line for line, known in lines if known.place is not None)
        cell = place_near(replace(own, references=leading), event.position(), self._to_pixels)
        if cell is not None:
            behind = dict(zip(points_of(own), points_of(self._chart), strict=True))
            self.clicked.emit(behind[cell], cell)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """Do nothing more than the press did."""

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        """Go there a second time."""
        self.mousePressEvent(event)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Show every series' value at the mouse."""
        if self._chart is None or self._frame is None:
            return
        at = self._box.mapSceneToView(self.mapToScene(event.position().toPoint()))
        found = position(self._chart, at.x(), at.y())
        if found is None or not self._box.sceneBoundingRect().contains(event.position()):
            self.put_away()
            return
        self._at, self._chosen = found, None
        self._read(found, event.position())

    def leaveEvent(self, event: QEvent) -> None:
        """Hide the cross and the values."""
        super().leaveEvent(event)
        self.put_away()

    def _read(self, at: float, beside: QPointF) -> None:
        """Show the values at a position beside a point of the plot."""
        if self._chart is None:
            return
        self._cross.setAngle(0 if self.lying else 90)
        self._cross.setPos(at)
        self._cross.setPen(pg.mkPen(theme().colour("evidence"), width=1))
        self._cross.show()
        self.viewport().update()
        found = told(self._chart, at, self._style, self._currency)
        self._show_tip(found.with_mark(self._chosen), beside)

    def _pixel(self, at: float) -> QPointF:
        """Return where the first point of a position stands, else the middle of the plot."""
        for point in points(self._chart) if self._chart is not None else []:
            if (point.y if self.lying else point.x) == at:
                return self._to_pixels(point.x, point.y)
        return QPointF(self.width() / 2, self.height() / 2)

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

    def _colour(self) -> None:
        """Fill the plot's ground itself, so that nothing behind it has to be painted."""
        self.setBackgroundBrush(theme().colour("base"))

    def place(self) -> None:
        """Give the shapes their room and lay the labels out, unless that is done."""
        if self._chart is None or self._frame is None or self._placed:
            return
        self._placed = True
        seen = self._frame.within(self.width()) if self.lying else self._frame
        room = QRectF(
            seen.left,
            seen.top,
            max(self.width() - seen.left - seen.right, 20),
            max(self.height() - seen.top - seen.bottom, 20),
        )
        self._box.setGeometry(room)
        self._box.updateMatrix()
        texts = Texts(self._chart, seen, theme(), self._style)
        whole = QRectF(0, 0, self.width(), self.height())
        self._overlay.show_labels(texts.lay_out(self._mapping(), room), whole)

    def _mapping(self) -> Map:
        """Return the way from drawn coordinates to pixels, worked out once for many points."""
        origin, one = self._to_pixels(0.0, 0.0), self._to_pixels(1.0, 1.0)
        left, top = origin.x(), origin.y()
        across, down = one.x() - left, one.y() - top
        return lambda x, y: QPointF(left + x * across, top + y * down)
