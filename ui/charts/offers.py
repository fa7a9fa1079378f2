"""What a chart gives away: its picture, its figures, and both in one."""

from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QMimeData, QPoint
from PySide6.QtGui import QGuiApplication, QPixmap, QRegion
from PySide6.QtWidgets import QMenu, QWidget

from planner.base.problem import RefusedError
from planner.base.units import count
from planner.sheets.chart_table import chart_table, table_texts
from ui.grid.clipboard import to_mime
from ui.theme import theme

if TYPE_CHECKING:
    from ui.charts.view import ChartView


class Offers:
    """Serves one chart."""

    def __init__(self, view: "ChartView") -> None:
        self._view = view

    def picture(self) -> QPixmap:
        """Return the chart as it is seen."""
        view = self._view
        picture = QPixmap(view.size() * view.devicePixelRatio())
        picture.setDevicePixelRatio(view.devicePixelRatio())
        picture.fill(theme().colour("base"))
        view.framed = False
        view.render(picture, QPoint(), QRegion(), QWidget.RenderFlag.DrawChildren)
        view.framed = True
        return picture

    def figures(self) -> QMimeData | None:
        """Return the chart's figures as a table for the clipboard, None without a chart."""
        chart, style = self._view.chart, self._view.number_style
        if chart is None:
            return None
        texts = table_texts(chart_table(chart, style), style)
        return to_mime(texts, texts)

    def copy_image(self) -> None:
        """Put the chart on the clipboard as a picture."""
        QGuiApplication.clipboard().setPixmap(self.picture())
        self._view.remark.emit("Copied the chart as a picture")

    def copy_data(self) -> None:
        """Put the chart's figures on the clipboard as a table."""
        self._give(self.figures(), "Copied the chart’s figures")

    def copy(self) -> None:
        """Put figures and picture on the clipboard: each program takes what it can."""
        both = self.figures()
        if both is not None:
            self._view.put_away()
            both.setImageData(self.picture().toImage())
        self._give(both, "Copied the chart, as figures and as a picture")

    def _give(self, data: QMimeData | None, told: str) -> None:
        view = self._view
        if data is None or view.chart is None:
            return
        rows = chart_table(view.chart, view.number_style).row_count
        QGuiApplication.clipboard().setMimeData(data)
        view.remark.emit(f"{told}: {count(rows, view.number_style)} rows")

    def ask_picture(self) -> None:
        """Ask where the chart goes as a picture drawn for print."""
        from planner.session.board_pack import file_name
        from ui.exporting import ask_picture

        ask_picture(self._view, f"{file_name(self._view.heading.title)}.png", self.save_picture)

    def save_picture(self, path: Path) -> None:
        """Write the chart as PNG or SVG, by how the name ends; a refusal stands in its place."""
        from planner.session.chart_files import write_chart
        from ui.messages import tell

        if self._view.chart is None:
            return
        try:
            write_chart(self._view.chart, path, self._view.number_style)
        except RefusedError as refused:
            tell(refused.problem, self._view)

    def add_to(self, menu: QMenu) -> None:
        """Offer all of it, and the table."""
        menu.addAction("Copy image", self.copy_image)
        menu.addAction("Save picture…", self.ask_picture)
        menu.addAction("Copy data", self.copy_data)
        menu.addAction("Show as table", partial(self._view.show_table, None))
