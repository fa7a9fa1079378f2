"""Two scenarios or views beside each other, and the bridge between them."""

from collections.abc import Callable, Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialog, QHBoxLayout, QLabel, QVBoxLayout, QWidget

from planner.base.units import NumberStyle
from planner.sheets.comparing import Comparison
from ui.charts.view import ChartView
from ui.dialogs.foot import closing
from ui.dialogs.linked import link
from ui.dialogs.look import ChoiceBox, wear_theme
from ui.grid.view import GridView
from ui.widgets.card import Card
from ui.widgets.grid_card import grid_card

SIZE = (1180, 640)
CHOICE_WIDTH = 190
Made = Callable[[str, str], Comparison]
"""Given the ids of the two sides, '' for the plan itself."""


class CompareDialog(QDialog):
    """Choose the two sides above; the figures stand below, the bridge beside them."""

    def __init__(  # noqa: PLR0917 - what can be chosen and is, how figures are made and written
        self,
        scenarios: Sequence[tuple[str, str]],
        left: str,
        right: str,
        make: Made,
        style: NumberStyle,
        parent: QWidget,
        *,
        currency: str,
    ) -> None:
        super().__init__(parent)
        self._make = make
        self.setWindowTitle("Compare scenarios and views")
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.resize(min(SIZE[0], parent.width() - 40), min(SIZE[1], parent.height() - 40))
        self.left, self.right = _choice("From", scenarios, left), _choice("To", scenarios, right)
        self.grid, self.chart = GridView(), ChartView()
        self.grid.number_style = self.chart.number_style = style
        self.grid.currency = self.chart.currency = currency
        link(self.grid, self.chart)
        self._lay_out()
        for box in (self.left, self.right):
            box.currentIndexChanged.connect(self._show)
        wear_theme(self)
        self._show()

    def _lay_out(self) -> None:
        head = QHBoxLayout()
        head.setSpacing(8)
        for text, choice in (("From", self.left), ("to", self.right)):
            head.addWidget(QLabel(text))
            head.addWidget(choice)
        head.addStretch()
        middle = QHBoxLayout()
        middle.setSpacing(10)
        middle.addWidget(grid_card(self.grid), 6)
        middle.addWidget(Card(self.chart), 5)
        box = QVBoxLayout(self)
        box.setContentsMargins(16, 16, 16, 16)
        box.setSpacing(10)
        box.addLayout(head)
        box.addLayout(middle, 1)
        box.addLayout(closing(self))

    def _show(self) -> None:
        found = self._make(str(self.left.currentData()), str(self.right.currentData()))
        self.grid.set_sheet(found.sheet)
        self.chart.set_chart(found.chart)


def _choice(name: str, scenarios: Sequence[tuple[str, str]], chosen: str) -> ChoiceBox:
    box = ChoiceBox()
    box.setAccessibleName(name)
    box.setFixedWidth(CHOICE_WIDTH)
    for id_, text in scenarios:
        box.addItem(text, id_)
    box.setCurrentIndex(max(box.findData(chosen), 0))
    return box
