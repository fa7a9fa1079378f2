"""The one chart widget: a finding as title, its definition below, and the picture."""

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QPoint, QRect, QSize, Qt, Signal
from PySide6.QtGui import (
    QContextMenuEvent,
    QFocusEvent,
    QGuiApplication,
    QKeyEvent,
    QPainter,
    QPaintEvent,
    QPen,
    QPixmap,
    QRegion,
    QResizeEvent,
)
from PySide6.QtWidgets import QDialog, QLabel, QMenu, QVBoxLayout, QWidget

from planner.base.problem import RefusedError
from planner.base.units import ENGLISH, NumberStyle
from planner.sheets.cells import Place
from planner.sheets.chart_table import chart_table, table_texts
from planner.sheets.charts import Chart
from ui.charts.heading import Heading
from ui.grid.clipboard import to_mime
from ui.theme import CAPTION, PANEL, RADIUS, font, theme

if TYPE_CHECKING:
    from ui.charts.plot import Plot


_STEPS = {
    Qt.Key.Key_Left: -1,
    Qt.Key.Key_Up: -1,
    Qt.Key.Key_Right: 1,
    Qt.Key.Key_Down: 1,
}
_READING = {*_STEPS, Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Escape}


class ChartView(QWidget):
    """Shows a Chart; pyqtgraph is loaded with the first chart that has something to show.

    A click on a point emits `place_clicked(Place)`; `highlight` marks the point of a cell.
    """

    place_clicked = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.number_style: NumberStyle = ENGLISH
        self._written: tuple[NumberStyle, str] | None = None
        self.currency = "USD"
        self.chart: Chart | None = None
        self._plot: Plot | None = None
        self._place: Place | None = None
        self.heading, self.sentence = Heading(), QLabel(self)
        self.sentence.setProperty("muted", True)
        self.sentence.setTextFormat(Qt.TextFormat.PlainText)
        self.sentence.setWordWrap(True)
        self.sentence.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.setMinimumSize(220, 150)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        theme().changed.connect(self._redraw)
        self._colour()

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

    def set_stale(self, stale: bool) -> None:
        """Say whether another chart is awaited: the finding is quiet until it comes."""
        if stale != self.heading.stale:
            self.heading.stale = stale
            self.update(self._heading_room())

    def highlight(self, place: Place | None) -> None:
        """Mark the point that came from a cell; no mark if the chart does not show it."""
        self._place = place
        if self._plot is not None:
            self._plot.highlight(place)

    def copy_image(self) -> None:
        """Put the chart on the clipboard as a picture."""
        picture = QPixmap(self.size() * self.devicePixelRatio())
        picture.setDevicePixelRatio(self.devicePixelRatio())
        picture.fill(theme().colour("base"))
        self.render(picture, QPoint(), QRegion(), QWidget.RenderFlag.DrawChildren)
        QGuiApplication.clipboard().setPixmap(picture)

    def ask_picture(self) -> None:
        """Ask where the chart goes as a picture drawn for print."""
        from planner.session.board_pack import file_name
        from ui.exporting import ask_picture

        ask_picture(self, f"{file_name(self.heading.title)}.png", self.save_picture)

    def save_picture(self, path: Path) -> None:
        """Write the chart as PNG or SVG, by how the name ends; a refusal stands in its place."""
        from planner.session.chart_files import write_chart
        from ui.messages import tell

        if self.chart is None:
            return
        try:
            write_chart(self.chart, path, self.number_style)
        except RefusedError as refused:
            tell(refused.problem, self)

    def copy_data(self) -> None:
        """Put the chart's figures on the clipboard as a table."""
        if self.chart is not None:
            texts = table_texts(chart_table(self.chart, self.number_style), self.number_style)
            QGuiApplication.clipboard().setMimeData(to_mime(texts, texts))

    def table_dialog(self) -> QDialog:
        """Return a dialog that shows the chart's figures in a grid."""
        from ui.grid.view import GridView

        dialog = QDialog(self)
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.setWindowTitle(self.heading.title)
        grid = GridView(dialog)
        grid.number_style, grid.currency = self.number_style, self.currency
        if self.chart is not None:
            grid.set_sheet(chart_table(self.chart, self.number_style, self.currency))
        box = QVBoxLayout(dialog)
        box.addWidget(grid)
        dialog.resize(620, 420)
        return dialog

    def menu(self) -> QMenu:
        """Return the chart's menu."""
        menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        menu.addAction("Copy image", self.copy_image)
        menu.addAction("Save picture…", self.ask_picture)
        menu.addAction("Copy data", self.copy_data)
        menu.addAction("Show as table", lambda: self.table_dialog().show())
        return menu

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        """Offer picture and figures."""
        at = event.globalPos() if event.reason() == event.Reason.Mouse else self._middle()
        if self.chart is not None:
            self.menu().popup(at)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Read the values position by position; Enter goes to their cell, Esc puts them away."""
        key = event.key()
        if self._plot is None or self._plot.isHidden() or key not in _READING:
            super().keyPressEvent(event)
        elif key in _STEPS:
            self._said("; ".join(self._plot.step(_STEPS[Qt.Key(key)])))
        elif key == Qt.Key.Key_Escape:
            self._plot.put_away()
            self._said("")
        else:
            place = self._plot.place_here()
            if place is not None:
                self.place_clicked.emit(place)

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
        if self.hasFocus():
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
            self.highlight(self._place)
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
            self._plot.place_clicked.connect(self.place_clicked)
        return self._plot

    def _colour(self) -> None:
        self.sentence.setFont(font(CAPTION + 2))
