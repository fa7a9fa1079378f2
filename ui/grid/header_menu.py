"""What can be done with a column: hide, move, fit; and the hidden ones shown again."""

from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QPushButton

from ui.grid.flyout import Flyout

if TYPE_CHECKING:
    from ui.grid.columns import Columns
    from ui.grid.view import GridView


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
        for key, name in columns.hidden():
            self._add(f"Show {name}", partial(columns.show, key))
        if columns.choice.order or columns.choice.hidden:
            self._add("All columns as they came", columns.reset)

    def _add(self, text: str, does: Callable[[], object]) -> None:
        made = self.choice(text)
        made.clicked.connect(lambda: self._choose(does))
        self.choices[text] = made
        self.box.addWidget(made)

    def _choose(self, does: Callable[[], object]) -> None:
        self.close()
        does()
