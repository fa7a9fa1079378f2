"""A grid in its frame."""

from PySide6.QtWidgets import QWidget

from ui.grid.shown_line import ShownLine
from ui.grid.view import GridView
from ui.widgets.card import Card

LINE_MARGIN = 4


def grid_card(grid: GridView, *above: QWidget) -> Card:
    """Return a grid in its frame, below the line that says how its rows are arranged.

    `above` stand over both.
    """
    card = Card()
    for widget in (*above, ShownLine(grid, LINE_MARGIN)):
        card.put(widget, 0)
    card.put(grid)
    return card
