"""The one chart widget: a finding as title, its definition below, and the picture."""

from collections.abc import Collection
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QPoint, QRect, QSize, Qt, Signal
from PySide6.QtGui import (
    QContextMenuEvent,
    QFocusEvent,
    QKeyEvent,
    QKeySequence,
    QPainter,
    QPaintEvent,
    QPen,
    QResizeEvent,
    QShowEvent,
)
from PySide6.QtWidgets import QLabel, QMenu, QWidget

from planner.base.units import ENGLISH, NumberStyle
from planner.sheets.cells import Place
from planner.sheets.charts import Chart
from ui.charts.heading import Heading
from ui.charts.offers import Offers
from ui.theme import CAPTION, PANEL, RADIUS, font, theme

if TYPE_CHECKING:
    from ui.charts.plot import Plot
    from ui.charts.table_dialog import TableDialog


_STEPS = {
    Qt.Key.Key_Left: -1,
    Qt.Key.Key_Up: -1,
    Qt.Key.Key_Right: 1,
    Qt.Key.Key_Down: 1,
}
_UPRIGHT = frozenset({Qt.Key.Key_Up, Qt.Key.Key_Down})
_READING = {*_STEPS, Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Escape}
StandardKey = QKeySequence.StandardKey


class ChartView(QWidget):
    """Shows a Chart; pyqtgraph is loaded with the first chart that has something to show.

    A click on a point emits `place_clicked(Place)`; `highlight` marks the point of a cell. A point
    that came from no cell leads to its row in the chart's own table, whose rows mark it while it is
    open. `remark(str)` is for the status bar.
    """

    place_clicked = Signal(object)
    remark = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.number_style: NumberStyle = ENGLISH
        self._written: tuple[NumberStyle, str] | None = None
        self.currency, self.framed = "USD", True
        self.chart: Chart | None = None
        self._plot: Plot | None = None
        self._places: tuple[Place, ...] = ()
        self._table: TableDialog | None = None
        self.offers = Offers(self)
        self.heading, self.sentence = Heading(), QLabel(self)
        self.sentence.setProperty("muted", True)
        self.sentence.setTextFormat(Qt.TextFormat.PlainText)
        self.sentence.setWordWrap(True)
        self.sentence.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.setMinimumSize(220, 150)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        theme().changed.connect(self._redraw)
        self._colour()

    @property
    def table(self) -> "TableDialog | None":
        """The figures as a grid, while they are open."""
        return self._table

    def set_chart(self, chart: Chart) -> None:
        """Show a chart; the same value again, in the same numbers, costs nothing."""
        self.set_stale(False)
        written = self.number_style, self.currency
        if chart == self.chart and written == self._written:
            return
        self.chart, self._written = chart, written
        self.heading.title, self.heading.subtitle = chart.title, chart.subtitle
        self.setAccessibleName(chart.title)
        self._said("")
        self._redraw()
        if self._table is not None:
            self._table.refresh()

    def set_stale(self, stale: bool) -> None:
        """Say whether another chart is awaited: the finding is quiet until it comes."""
        if stale != self.heading.stale:
            self.heading.stale = stale
            self.update(self._heading_room())

    def highlight(self, *places: Place | None) -> None:
        """Mark the points that came from cells; no mark where the chart does not show them."""
        self._places = tuple(place for place in places if place is not None)
        self._mark()

    def highlight_cells(self, cells: Collection[Place]) -> None:
        """Mark what stands in cells of the chart's own table, until another cell is current."""
        if self._plot is not None:
            self._plot.highlight(cells, in_table=True)

    def showEvent(self, event: QShowEvent) -> None:
        """Mark what was to be marked meanwhile."""
        super().showEvent(event)
        self._mark()

    def _mark(self) -> None:
        if self._plot is not None and self.isVisible():
            self._plot.highlight(self._places)

    def put_away(self) -> None:
        """Put the values read away."""
        if self._plot is not None:
            self._plot.put_away()
        self._said("")

    def show_table(self, at: Place | None = None) -> "TableDialog":
        """Open the chart's figures in a grid, at a cell of it, else at what is marked."""
        from ui.charts.table_dialog import TableDialog

        if self._table is None:
            self._table = TableDialog(self)
            self._table.finished.connect(self._forget_table)
        self._table.show()
        if at is not None:
            self._table.lead_to(at)
        elif self._places:
            self._table.lead_to_place(self._places[0])
        self._table.mark()
        self._table.activateWindow()
        return self._table

    def menu(self) -> QMenu:
        """Return the chart's menu."""
        menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.offers.add_to(menu)
        return menu

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        """Offer picture and figures."""
        mouse = event.reason() == event.Reason.Mouse
        self._open_menu(event.globalPos() if mouse else self._middle())

    def event(self, event: QEvent) -> bool:
        """Keep the key that copies, which the window binds for its grid."""
        override = event.type() == QEvent.Type.ShortcutOverride
        if override and isinstance(event, QKeyEvent) and event.matches(StandardKey.Copy):
            event.accept()
            return True
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Read the values; Enter goes to their cell, Esc puts them away; copy, or open the menu."""
        key, plot = event.key(), self._plot
        if event.matches(StandardKey.Copy):
            self.offers.copy()
        elif key == Qt.Key.Key_F10 and event.modifiers() == Qt.KeyboardModifier.ShiftModifier:
            self._open_menu(self._middle())
        elif plot is None or plot.isHidden() or key not in _READING:
            super().keyPressEvent(event)
        elif key in _STEPS:
            self._read(plot, Qt.Key(key))
        elif key == Qt.Key.Key_Escape:
            self.put_away()
        else:
            self._follow(*plot.places_here())

    def _read(self, plot: "Plot", key: Qt.Key) -> None:
        """Go along the positions; across them to the values of one, where it has several."""
        by, across = _STEPS[key], (key in _UPRIGHT) != plot.lying
        said = plot.choose(by) if across else []
        self._said("; ".join(said or plot.step(by)))

    def _follow(self, place: Place | None, cell: Place | None) -> None:
        """Lead to the cell behind a point; to its row in the chart's own table where there is none.

        A table that is open follows.
        """
        if self._table is not None and cell is not None:
            self._table.lead_to(cell)
        elif place is None and cell is not None:
            self.show_table(cell)
        if place is not None:
            self.place_clicked.emit(place)

    def _forget_table(self) -> None:
        self._table = None
        self._mark()

    def _open_menu(self, at: QPoint) -> None:
        if self.chart is not None:
            self.menu().popup(at)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """Put the values away when the keyboard goes."""
        super().focusOutEvent(event)
        if self._plot is not None:
            self._plot.put_away()
        self.update()

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Show where the keyboard is."""
        super().focusInEvent(event)
        self.update()

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Paint the heading, and frame the chart that has the keyboard."""
        painter, room = QPainter(self), self._room()
        self.heading.paint(painter, room.topLeft().toPointF(), room.width())
        if self.framed and self.hasFocus():
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            painter.setPen(QPen(theme().colour("text"), 2))
            painter.drawRoundedRect(self.rect().adjusted(1, 1, -1, -1), RADIUS, RADIUS)
        painter.end()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Give the picture what the heading leaves."""
        super().resizeEvent(event)
        self._place_below()

    def changeEvent(self, event: QEvent) -> None:
        """Follow a change of font."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.FontChange:
            self._redraw()

    def _said(self, values: str) -> None:
        """Have a screen reader say the values read, else what the chart is."""
        told = self.chart.subtitle if self.chart is not None else ""
        hint = f"{told}. Arrows read its values; the menu offers it as a table."
        self.setAccessibleDescription(values or hint)

    def _middle(self) -> QPoint:
        return self.mapToGlobal(self.rect().center())

    def _redraw(self) -> None:
        self._colour()
        if self.chart is None:
            return
        empty = bool(self.chart.empty) or not (self.chart.series or self.chart.bridge)
        self.sentence.setText(self.chart.empty or "There is nothing to draw yet.")
        self.sentence.setVisible(empty)
        plot = self._plot if empty else self._ready_plot()
        if plot is not None and not empty:
            plot.show_chart(self.chart, self.number_style, self.currency)
        self._place_below()
        if plot is not None:
            plot.setVisible(not empty)
        if plot is not None and not empty:
            plot.place()
            self._mark()
        self.update(self._heading_room())

    def _room(self) -> QRect:
        return self.rect().adjusted(PANEL, PANEL - 2, -PANEL, -6)

    def _heading_room(self) -> QRect:
        room = self._room()
        return QRect(room.topLeft(), QSize(room.width(), self.heading.height(room.width())))

    def _place_below(self) -> None:
        room = self._room()
        room.setTop(room.top() + self.heading.height(room.width()))
        for below in (self.sentence, self._plot):
            if below is not None:
                below.setGeometry(room)

    def _ready_plot(self) -> "Plot":
        if self._plot is None:
            from ui.charts.plot import Plot

            self._plot = Plot(self)
            self._plot.clicked.connect(self._follow)
        return self._plot

    def _colour(self) -> None:
        self.sentence.setFont(font(CAPTION + 2))
