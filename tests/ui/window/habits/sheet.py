"""A sheet of the window under somebody's hands."""

from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest

from tests.ui.window.driver import NONE, SHIFT, Driver, Key
from ui.grid.editor import CellEditor
from ui.grid.view import GridView

WRITTEN, READ = ("Assumptions", "Set aside"), ("Plan", "Funnel", "Journeys")
STARTS = {
    "Assumptions": ("Paid search/rate:Inquiry>MQL", "working"),
    "Set aside": ("", "cell:1"),
    "Plan": ("stage:0/Paid search", "2027-02"),
    "Funnel": ("Organic search", "stage:1"),
    "Journeys": ("", "dimension:channel"),
}
TYPED = {"Assumptions": ("61%", "62%", "63%"), "Set aside": ("Web", "00712", "+5%")}
SHOWN = {"Assumptions": ("61.0%", "62.0%", "63.0%"), "Set aside": ("Web", "00712", "+5%")}


class Sheet:
    """One sheet in view; cells are counted from where the hand first goes."""

    def __init__(self, at: Driver, name: str) -> None:
        self.at, self.name = at, name
        at.window.shown.show_sheet("Data" if name in {"Set aside", "Journeys"} else name)
        if at.window.shown.page is at.window.shown.data:
            at.window.shown.data.show_part("aside" if name == "Set aside" else "journeys")
        at.rest()
        self.grid: GridView = at.grid
        row, column = STARTS[name]
        model = self.grid.grid_model()
        rows = [model.row(i).key for i in range(min(20, model.rowCount()))]
        self.top = rows.index(row) if row else 0
        self.left = [c.key for c in model.columns].index(column)
        self.go()
        self.grid.setFocus()
        assert self.grid.hasFocus()

    def go(self, row: int = 0, column: int = 0) -> None:
        self.grid.go(self.top + row, self.left + column)

    def press(self, *keys: Qt.Key, held: Qt.KeyboardModifier = NONE) -> None:
        for key in keys:
            self.at.press(key, held)

    def select(self, down: int, right: int = 0) -> None:
        """Select from the start by Shift and arrows."""
        self.go()
        self.press(*[Key.Key_Down] * down, *[Key.Key_Right] * right, held=SHIFT)

    def write(self, text: str) -> None:
        for sign in text:
            QTest.keyClicks(self.at.window.focusWidget(), sign)

    @property
    def place(self) -> tuple[int, int]:
        row, column = self.grid.place()
        return row - self.top, column - self.left

    @property
    def areas(self) -> list[tuple[int, int, int, int]]:
        """Top, left, bottom and right of every selected area."""
        return [
            (a.top - self.top, a.left - self.left, a.bottom - self.top, a.right - self.left)
            for a in self.grid.areas()
        ]

    @property
    def editor(self) -> CellEditor | None:
        return next((e for e in self.grid.findChildren(CellEditor) if e.isVisible()), None)

    @property
    def bubble(self) -> str:
        return self.grid.editing.bubble.text

    @property
    def undo(self) -> str:
        return self.at.window.deeds["undo"].text()

    @property
    def title(self) -> str:
        return self.grid.grid_model().columns[self.left].title

    def text(self, row: int = 0, column: int = 0) -> str:
        return self.grid.grid_model().cell(self.top + row, self.left + column).text

    def texts(self, rows: int) -> list[str]:
        return [self.text(row) for row in range(rows)]

    def middle(self, row: int = 0, column: int = 0) -> QPoint:
        index = self.grid.grid_model().index(self.top + row, self.left + column)
        self.grid.scrollTo(index)
        return self.grid.visualRect(index).center()


def copied(text: str) -> None:
    QGuiApplication.clipboard().setText(text)
