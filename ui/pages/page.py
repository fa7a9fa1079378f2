"""What all sheets share: they read the desk, explain, and know when they are stale."""

from collections.abc import Iterable, Sequence
from typing import Literal

from PySide6.QtCore import Signal
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QWidget

from planner.sheets.cells import Explanation, Place
from ui.desk import Desk
from ui.grid.view import GridView
from ui.settings import Settings
from ui.tasks import Tasks

Part = tuple[str, str]
"""The name of a part of a sheet, and the key it is shown by."""


class Page(QWidget):
    """A sheet: grids and charts over the desk. A hidden one waits until it is seen again.

    `explained` carries the current cell's sentence, `summarised` the selection's figures,
    `place_requested` a cell on whichever sheet, `imports_requested` files to import. `grids_made`
    says that a part has brought its grids, `tried` that what is only tried has changed; `by_hand`
    that the sheet can be filled without data, `of_year` that the sample has something for it only
    in the year it planned.
    """

    explained = Signal(object)
    summarised = Signal(str)
    remarked = Signal(str)
    place_requested = Signal(object)
    imports_requested = Signal()
    sample_requested = Signal(bool)
    settings_requested = Signal()
    recipes_requested = Signal()
    grids_made = Signal(object)
    tried = Signal()
    title = ""
    sentence = ""
    by_hand = False
    of_year = False

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.desk = desk
        self.setAccessibleName(self.title)
        self._stale = True

    def has_nothing(self) -> bool:
        """Whether there is nothing to show yet: by default while the plan has no line."""
        return self.desk.bare

    def refresh(self) -> None:
        """Read the desk anew; every sheet says how."""
        raise NotImplementedError

    def grid(self) -> GridView:
        """Return the grid the keyboard is for."""
        raise NotImplementedError

    def grids(self) -> tuple[GridView, ...]:
        """Return all grids, for zoom."""
        return (self.grid(),)

    def place_in(self, grid: GridView) -> Place:
        """Return the current cell of one of the grids as the charts beside it name it."""
        return grid.place_at(*grid.place())

    def go_to(self, place: Place) -> bool:
        """Make a place of this sheet current; False if it is not here."""
        self.freshen()
        found = self.grid().go_to(place)
        self.grid().setFocus()
        return found

    def reach(self, place: Place, part: str) -> bool:  # noqa: ARG002 - any grid in view is tried
        """Go to a cell of a part that is in view; False where the part does not show it now."""
        others = (grid for grid in self.grids() if grid.isVisible())
        return self.go_to(place) or enter(others, place)

    @classmethod
    def parts_offered(cls, desk: Desk) -> tuple[Part, ...]:  # noqa: ARG003 - there are none
        """Return the parts of the sheet one can go to; it need not be made for that."""
        return ()

    def lead_to(self, part: str) -> None:
        """Show a part of the sheet by its key and give it the keyboard."""

    def ask_for(self, choices: Sequence[str]) -> None:
        """Show the part in view by choices, such as a cut; those it does not know are left."""

    def forget_shown(self) -> None:
        """Make everything anew with the next refresh, though the data are the same."""

    def trials(self) -> tuple[str, str]:
        """Return what is only tried here that can be taken back, and done again; '' for nothing."""
        return "", ""

    def take_back(self, way: Literal["undo", "redo"]) -> str:  # noqa: ARG002 - nothing is tried
        """Take back, or do again, what is only tried here; return what it was, '' for nothing."""
        return ""

    def set_narrow(self, narrow: bool) -> None:
        """Arrange for a small window, or for a wide one."""

    def work_in(self, tasks: Tasks) -> None:
        """Have what takes long done off the window's thread."""

    def keep_in(self, settings: Settings) -> None:
        """Keep a person's choices of how the sheet is shown beyond the window."""

    def freshen(self) -> None:
        """Read the desk if it changed since this was last seen and there is something to show."""
        if self._stale and not self.has_nothing():
            self._stale = False
            self.refresh()

    def say_current(self) -> None:
        """Explain the current cell again, as when the sheet comes into view."""
        grid = self.grid()
        sheet = grid.grid_model().sheet
        if sheet is not None and sheet.row_count:
            self.explained.emit(grid.grid_model().explain(*grid.place()))
        else:
            self.explained.emit(Explanation(""))

    def showEvent(self, event: QShowEvent) -> None:
        """Come into view up to date."""
        self.freshen()
        super().showEvent(event)

    def take_change(self) -> None:
        """Read the desk, which has changed: now if in view, else when seen again."""
        self._stale = True
        if self.isVisible() and not self.has_nothing():
            self.freshen()


def enter(grids: Iterable[GridView], place: Place) -> bool:
    """Go to a place in the first of some grids that has it, keyboard and all."""
    found = next((grid for grid in grids if grid.go_to(place)), None)
    if found is not None:
        found.setFocus()
    return found is not None
