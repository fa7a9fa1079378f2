"""A part below the Plan sheet's grid: charts, or what takes longer and is made while it is seen."""

from PySide6.QtWidgets import QVBoxLayout, QWidget

from ui.desk import Desk
from ui.grid.view import GridView
from ui.pages.page import Page
from ui.tasks import Tasks


class BelowPart(QWidget):
    """One of the parts chosen by `key`; `share` is what the grid above takes of the height."""

    key = title = ""
    share, narrow_share = 0.68, 0.58

    def __init__(self, page: Page) -> None:
        super().__init__()
        self.page = page
        self.box = QVBoxLayout(self)
        self.box.setContentsMargins(0, 0, 0, 0)

    @property
    def desk(self) -> Desk:
        """What is shown."""
        return self.page.desk

    def refresh(self) -> None:
        """Show the plan as it now stands; every part says how."""
        raise NotImplementedError

    def grids(self) -> tuple[GridView, ...]:
        """Return the part's grids."""
        return ()

    def work_in(self, tasks: Tasks) -> None:
        """Have what takes long done off the window's thread."""
