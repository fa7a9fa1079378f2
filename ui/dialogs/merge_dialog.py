"""A copy before it is merged: what comes, what it is worth, and which of two values counts."""

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialog, QHBoxLayout, QLabel, QPushButton, QVBoxLayout, QWidget

from planner.base.units import NumberStyle
from planner.sheets.merging import MergeView
from ui.charts.view import ChartView
from ui.dialogs.form_table import FormTable
from ui.dialogs.linked import link
from ui.dialogs.look import dialog_sheet
from ui.grid.view import GridView
from ui.theme import SECTION, SEMIBOLD, font, theme
from ui.widgets.card import Card
from ui.widgets.grid_card import grid_card

SIZE = (1240, 700)
MOST_ROWS = 6
"""Conflicts shown without scrolling."""
Made = Callable[[object], MergeView]
"""Given what is chosen at the conflicts, None at first."""


class MergeDialog(QDialog):
    """`apply` is given what was chosen; nothing is merged before."""

    def __init__(
        self,
        make: Made,
        apply: Callable[[object], None],
        style: NumberStyle,
        parent: QWidget,
        *,
        currency: str,
    ) -> None:
        super().__init__(parent)
        self._make, self._apply = make, apply
        self._chosen: object = None
        self.setWindowTitle("Merge copy")
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.resize(min(SIZE[0], parent.width() - 40), min(SIZE[1], parent.height() - 40))
        self.title, self.doubts = QLabel(), QLabel()
        self.grid, self.chart = GridView(), ChartView()
        self.grid.number_style = self.chart.number_style = style
        self.grid.currency = self.chart.currency = currency
        link(self.grid, self.chart, lambda row: row.partition(" ")[2])
        self.conflicts = FormTable("Said twice since the copies parted")
        self.conflicts.corrected.connect(self._choose)
        self.merge_button = QPushButton("Merge")
        self._lay_out()
        theme().changed.connect(self._colour)
        self._colour()
        self._show()
        self.merge_button.setFocus()

    def _lay_out(self) -> None:
        self.title.setFont(font(SECTION, SEMIBOLD))
        for label in (self.title, self.doubts):
            label.setWordWrap(True)
            label.setTextFormat(Qt.TextFormat.PlainText)
        middle = QHBoxLayout()
        middle.setSpacing(10)
        middle.addWidget(grid_card(self.grid), 7)
        middle.addWidget(Card(self.chart), 5)
        box = QVBoxLayout(self)
        box.setContentsMargins(16, 16, 16, 16)
        box.setSpacing(10)
        box.addWidget(self.title)
        box.addWidget(self.doubts)
        box.addLayout(middle, 1)
        self._said_twice = Card(self.conflicts)
        box.addWidget(self._said_twice)
        box.addLayout(self._foot())

    def _foot(self) -> QHBoxLayout:
        cancel = QPushButton("Cancel")
        cancel.clicked.connect(self.reject)
        self.merge_button.setProperty("primary", True)
        self.merge_button.setDefault(True)
        self.merge_button.clicked.connect(self._merge)
        said = QLabel("One step: undo takes it back.")
        said.setProperty("muted", True)
        foot = QHBoxLayout()
        foot.addWidget(said)
        foot.addStretch()
        foot.addWidget(cancel)
        foot.addWidget(self.merge_button)
        return foot

    def _show(self) -> None:
        view = self._make(self._chosen)
        self.title.setText(view.title)
        self.doubts.setText("\n".join(f"◆ {doubt}" for doubt in view.doubts))
        self.doubts.setVisible(bool(view.doubts))
        self.grid.set_sheet(view.sheet)
        self.chart.set_chart(view.chart)
        self._said_twice.setVisible(view.conflicts is not None)
        if view.conflicts is not None:
            self.conflicts.show_form(view.conflicts)
            self.conflicts.setFixedHeight(self.conflicts.full_height(MOST_ROWS))

    def _choose(self, chosen: object) -> None:
        self._chosen = chosen
        self._show()

    def _merge(self) -> None:
        self.accept()
        self._apply(self._chosen)

    def _colour(self) -> None:
        ink = theme().palette.dispute
        self.doubts.setStyleSheet(f"color: {ink};")
        self.setStyleSheet(dialog_sheet())
