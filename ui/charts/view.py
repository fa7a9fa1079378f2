"""The one chart widget: a finding as title, its definition below, and the picture."""

from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QPoint, Qt, Signal
from PySide6.QtGui import (
    QContextMenuEvent,
    QFocusEvent,
    QGuiApplication,
    QKeyEvent,
    QPainter,
    QPaintEvent,
    QPen,
)
from PySide6.QtWidgets import QDialog, QLabel, QMenu, QSizePolicy, QVBoxLayout, QWidget

from planner.base.units import ENGLISH, NumberStyle
from planner.sheets.cells import Place
from planner.sheets.chart_table import chart_table, table_texts
from planner.sheets.charts import Chart
from ui.grid.clipboard import to_mime
from ui.theme import CAPTION, PANEL, RADIUS, SECTION, SEMIBOLD, font, theme

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
        self.currency = "USD"
        self.chart: Chart | None = None
        self._plot: Plot | None = None
        self._place: Place | None = None
        self.title, self.subtitle, self.sentence = QLabel(), QLabel(), QLabel()
        self._lay_out()
        theme().changed.connect(self._redraw)
        self._colour()

    def _lay_out(self) -> None:
        for label, size, weight in ((self.title, SECTION - 1, SEMIBOLD), (self.subtitle, 12, 400)):
            label.setFont(font(size, weight))
            label.setWordWrap(True)
            label.setTextFormat(Qt.TextFormat.PlainText)
            label.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Minimum)
        self.subtitle.setProperty("muted", True)
        self.sentence.setProperty("muted", True)
        self.sentence.setWordWrap(True)
        self.sentence.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self._box = QVBoxLayout(self)
        self._box.setContentsMargins(PANEL, PANEL - 2, PANEL, 6)
        self._box.setSpacing(2)
        self._box.addWidget(self.title)
        self._box.addWidget(self.subtitle)
        self._box.addWidget(self.sentence, 1)
        self.setMinimumSize(220, 150)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)

    def set_chart(self, chart: Chart) -> None:
        """Show a chart; the same value again costs nothing."""
        if chart == self.chart:
            return
        self.chart = chart
        self.title.setText(chart.title)
        self.subtitle.setText(chart.subtitle)
        self.subtitle.setVisible(bool(chart.subtitle))
        self.setAccessibleName(chart.title)
        self._said("")
        self._redraw()

    def highlight(self, place: Place | None) -> None:
        """Mark the point that came from a cell; no mark if the chart does not show it."""
        self._place = place
        if self._plot is not None:
            self._plot.highlight(place)

    def copy_image(self) -> None:
        """Put the chart on the clipboard as a picture."""
        QGuiApplication.clipboard().setPixmap(self.grab())

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
        dialog.setWindowTitle(self.title.text())
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

    def paintEvent(self, event: QPaintEvent) -> None:
        """Frame the chart that has the keyboard."""
        super().paintEvent(event)
        if self.hasFocus():
            painter = QPainter(self)
            painter.setPen(QPen(theme().colour("text"), 2))
            painter.drawRoundedRect(self.rect().adjusted(1, 1, -1, -1), RADIUS, RADIUS)
            painter.end()

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
        if not empty:
            self._ready_plot().show_chart(self.chart, self.number_style, self.currency)
            self.highlight(self._place)
        if self._plot is not None:
            self._plot.setVisible(not empty)

    def _ready_plot(self) -> "Plot":
        if self._plot is None:
            from ui.charts.plot import Plot

            self._plot = Plot(self)
            self._plot.place_clicked.connect(self.place_clicked)
            self._box.addWidget(self._plot, 1)
        return self._plot

    def _colour(self) -> None:
        self.sentence.setFont(font(CAPTION + 2))
