"""The find bar: a text looked for in the grid in view, its cells counted and stepped through."""

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QLabel, QLineEdit, QPushButton, QWidget

from planner.base.units import count
from ui.find.search import Search
from ui.grid.view import GridView
from ui.theme import BODY, font

AT_ONCE = 20_000
"""Rows that are searched with every letter; more of them once the typing pauses."""
PAUSE = 250
FIELD_WIDTH = 260
HIDDEN = ", in rows filtered out"
SIGNS = (
    ("Previous match (Shift+F3)", "‹", -1),
    ("Next match (F3)", "›", 1),
)


class FindBar(QWidget):
    """Stands over the sheet while something is looked for; `grid_of` tells where."""

    def __init__(self, grid_of: Callable[[], GridView | None], parent: QWidget | None = None):
        super().__init__(parent)
        self._grid_of = grid_of
        self._grid: GridView | None = None
        self._search: Search | None = None
        self._pause = QTimer(self, singleShot=True, interval=PAUSE)
        self._pause.timeout.connect(self._search_here)
        self.field = _Field(self)
        self.field.textEdited.connect(self._typed)
        self.said = QLabel()
        self.said.setProperty("muted", True)
        self.said.setFont(font(BODY))
        self._lay_out()
        self.setAccessibleName("Find")
        self.hide()

    def _lay_out(self) -> None:
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(6)
        lead = QLabel("Find")
        lead.setFont(font(BODY))
        row.addWidget(lead)
        row.addWidget(self.field)
        for name, sign, step in SIGNS:
            row.addWidget(_button(name, sign, partial(self.step, step)))
        row.addWidget(self.said)
        row.addStretch()
        row.addWidget(_button("Close (Esc)", "×", self.leave))

    def begin(self) -> None:
        """Show the bar with its last text selected, ready for another."""
        self.show()
        self.field.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self.field.selectAll()
        self.recount()

    def leave(self) -> None:
        """Put the bar away; the keyboard goes back to the cell."""
        self._pause.stop()
        self.hide()
        grid = self._grid_of()
        if grid is not None:
            grid.setFocus(Qt.FocusReason.OtherFocusReason)

    def step(self, by: int) -> None:
        """Go to the next match, or with -1 to the one before."""
        self._pause.stop()
        search = self._look()
        if search is not None:
            search.step(by)
        self._look()
        self._say()

    def recount(self) -> None:
        """Look again, where the sheet in view is another or has changed."""
        if self.isVisible():
            self._look()
            self._say()

    @property
    def text(self) -> str:
        """What is looked for."""
        return self.field.text().strip()

    def _typed(self) -> None:
        grid = self._grid_of()
        if grid is not None and grid.grid_model().rowCount() > AT_ONCE and self.text:
            self.said.setText("…")
            self._pause.start()
        else:
            self._search_here()

    def _search_here(self) -> None:
        """Go to the first match from the current cell on, that cell included."""
        self.step(0)

    def _look(self) -> Search | None:
        """Return what was found in the grid in view, looking only if something changed."""
        grid, known = self._grid_of(), self._search
        self._attend(grid)
        sheet = grid.grid_model().sheet if grid is not None else None
        if grid is None or sheet is None:
            self._search = None
        elif known is None or known.sheet is not sheet or known.text != self.text:
            self._search = Search(grid, self.text)
        return self._search

    def _attend(self, grid: GridView | None) -> None:
        """Hear where the current cell goes and when other figures are shown."""
        if grid is self._grid:
            return
        if self._grid is not None:
            self._grid.current_changed.disconnect(self._say)
            self._grid.grid_model().sheet_shown.disconnect(self.recount)
        self._grid = grid
        if grid is not None:
            grid.current_changed.connect(self._say)
            grid.grid_model().sheet_shown.connect(self.recount)

    def _say(self, *_place: int) -> None:
        """Say which match the current cell is, and how many there are."""
        if not self.isVisible() or self._pause.isActive():
            return
        search, grid = self._search, self._grid
        said = "Nothing found" if self.text else ""
        if search is not None and grid is not None and len(search.found):
            number, total = search.here(), count(len(search.found), grid.number_style)
            said = f"{total} found" + (HIDDEN if search.hidden else "")
            if number is not None and not search.hidden:
                said = f"{count(number + 1, grid.number_style)} of {total}"
        self.said.setText(said)
        self.field.setAccessibleDescription(said)


class _Field(QLineEdit):
    """Enter and Shift+Enter step, Esc leaves."""

    def __init__(self, bar: FindBar) -> None:
        super().__init__()
        self._bar = bar
        self.setFixedWidth(FIELD_WIDTH)
        self.setPlaceholderText("Text in a cell")
        self.setAccessibleName("Find")

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Step or leave; all else is typed."""
        if event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter}:
            back = event.modifiers() & Qt.KeyboardModifier.ShiftModifier
            self._bar.step(-1 if back else 1)
        elif event.key() == Qt.Key.Key_Escape:
            self._bar.leave()
        else:
            super().keyPressEvent(event)


def _button(name: str, sign: str, does: Callable[[], object]) -> QPushButton:
    button = QPushButton(sign)
    button.setToolTip(name)
    button.setAccessibleName(name.partition(" (")[0])
    button.setFixedWidth(32)
    button.clicked.connect(lambda _checked=False: does())
    return button
