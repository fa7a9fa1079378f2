"""What can be done with a column: hide, move, make as wide; and the hidden ones shown again."""

from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QHBoxLayout, QLabel, QLineEdit, QPushButton

from planner.base.problem import RefusedError
from planner.base.units import count
from planner.base.units_parse import parse_amount
from ui.grid.flyout import Flyout
from ui.grid.widths import NARROWEST

if TYPE_CHECKING:
    from ui.grid.columns import Columns
    from ui.grid.view import GridView

FIELD_WIDTH, MOST_WIDTH = 64, 900


class HeaderMenu(Flyout):
    """Offers only what the column can take; `choices` by text."""

    def __init__(self, grid: "GridView", columns: "Columns", column: int) -> None:
        title = grid.grid_model().columns[column].title
        super().__init__(grid, f"Column {title}")
        self.choices: dict[str, QPushButton] = {}
        self.add_title(title or "Column")
        shown = grid.grid_model().columns[column]
        if shown.folds or shown.group:
            self._add("Unfold" if shown.folded else "Fold", partial(columns.toggle, column))
        last, frozen = grid.grid_model().columnCount() - 1, grid.frozen_count()
        if column >= frozen:
            self._add("Hide", partial(columns.hide, column))
            if column > frozen:
                self._add("Move left", partial(columns.move, column, column - 1))
            if column < last:
                self._add("Move right", partial(columns.move, column, column + 2))
        if grid.arranging.sheet is not None:
            self._add("Sort and filter…", partial(grid.arranging.open_menu, column))
        self._add("Fit the width", partial(grid.layout_of_grid.fit, column))
        self._add_width(grid, column)
        for key, name in columns.hidden():
            self._add(f"Show {name}", partial(columns.show, key))
        if columns.choice.order or columns.choice.hidden:
            self._add("All columns as they came", columns.reset)
        self.box.addWidget(self.wrong)

    def _add_width(self, grid: "GridView", column: int) -> None:
        """Offer a field with the column's width, which Enter changes."""
        self.width_field = QLineEdit(count(grid.layout_of_grid.width_of(column)))
        self.width_field.setFixedWidth(FIELD_WIDTH)
        self.width_field.setAccessibleName("Width in pixels")
        self.width_field.returnPressed.connect(partial(self._take_width, grid, column))
        line = QHBoxLayout()
        line.setContentsMargins(8, 0, 0, 0)
        line.addWidget(QLabel("Width in pixels"))
        line.addWidget(self.width_field)
        self.box.addLayout(line)

    def _take_width(self, grid: "GridView", column: int) -> None:
        try:
            width = parse_amount(self.width_field.text(), grid.number_style)
        except RefusedError as refused:
            self.refuse(str(refused.problem))
            return
        if not NARROWEST <= width <= MOST_WIDTH:
            self.refuse(f"Type a width between {NARROWEST} and {MOST_WIDTH}.")
            return
        self._choose(partial(grid.layout_of_grid.set_width, column, round(width)))

    def _add(self, text: str, does: Callable[[], object]) -> None:
        made = self.choice(text)
        made.clicked.connect(lambda: self._choose(does))
        self.choices[text] = made
        self.box.addWidget(made)

    def _choose(self, does: Callable[[], object]) -> None:
        self.close()
        does()
