"""From an open editor to drafts: the cell, or every selected cell for a relative entry."""

from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QTableView

from planner.base.problem import Problem
from planner.sheets.cells import Place
from planner.sheets.gesture import Entry, Gesture, gather, is_relative
from ui.grid.bubble import Bubble
from ui.grid.editor import CellDelegate, CellEditor
from ui.grid.elsewhere import Elsewhere
from ui.grid.table import PaintedTable

if TYPE_CHECKING:
    from ui.grid.view import GridView

_CALCULATED = Problem("This cell is calculated", "", "Type into a tinted cell instead.")


@dataclass(frozen=True, slots=True)
class Held:
    """What was being typed, and where."""

    place: Place
    text: str
    entering: bool
    caret: int


class Editing:
    """Opens editors in one grid, takes what was typed, and says at the cell what it cannot take."""

    def __init__(self, grid: "GridView", frozen: PaintedTable) -> None:
        self._grid, self._frozen = grid, frozen
        self._delegates: dict[PaintedTable, CellDelegate] = {}
        for table in (grid, frozen):
            self._delegates[table] = CellDelegate(table, self.finish)
            table.setItemDelegate(self._delegates[table])
        self._rejected: dict[tuple[int, int], str] = {}
        self._closing = False
        self._held: Held | None = None
        grid.grid_model().modelAboutToBeReset.connect(self._hold)
        self.bubble = Bubble(grid)
        self._elsewhere = Elsewhere(grid)
        self._elsewhere.pressed.connect(self.end)

    def open(self, seed: str | None = None) -> bool:
        """Open the current cell's editor, with `seed` as its text; say why if it is locked."""
        row, column = self._grid.place()
        index = self._grid.currentIndex()
        if not index.isValid():
            return False
        if not self._grid.grid_model().cell(row, column).editable:
            self.say_locked(row, column, seed or "")
            return False
        self.bubble.hide()
        self._grid.scrollTo(index)
        table = self._frozen if column < self._grid.frozen_count() else self._grid
        delegate = self._delegates[table]
        delegate.seed = self._rejected.pop((row, column), None) if seed is None else seed
        was_rejected = seed is None and delegate.seed is not None
        delegate.zoom = self._grid.zoom
        QTableView.edit(table, index)
        if delegate.editor is not None:
            self._elsewhere.listen(delegate.editor)
        if delegate.editor is not None and (delegate.editor.entering or was_rejected):
            delegate.editor.end(False)  # Qt selects the whole text on opening
            delegate.editor.entering = not was_rejected
        return True

    @property
    def typing(self) -> bool:
        """Whether a cell is open."""
        return self._editor() is not None

    def end(self) -> None:
        """Take what is being typed, as when the keyboard leaves; what cannot be taken is kept."""
        editor = self._editor()
        if editor is not None:
            self.finish(editor, "left alone")
            self._grid.setFocus()

    def open_again(self) -> None:
        """Go on with what was being typed when other rows came, if its cell is still shown."""
        held, self._held = self._held, None
        if held is None or not self._grid.go_to(held.place) or not self.open(held.text):
            return
        editor = self._editor()
        if editor is not None:
            editor.entering = held.entering
            editor.setCursorPosition(held.caret)

    def finish(self, editor: CellEditor, way: str) -> bool:
        """Take what was typed and go where the key leads; False keeps the editor open."""
        if self._closing:
            return True
        if way == "escape" or (editor.text() == editor.first_text and way != "fill"):
            self._rejected.pop((editor.row, editor.column), None)
            self.bubble.hide()
            self._close(editor, way)
            return True
        made = self._gesture(editor, way)
        at_cell = [r for r in made.refused if (r.row, r.column) == (editor.row, editor.column)]
        if at_cell:
            return self._refuse(editor, way, at_cell[0].problem)
        self._close(editor, way, made)
        return True

    def say_locked(self, row: int, column: int, text: str = "") -> None:
        """Say at a cell why it takes nothing."""
        sheet = self._grid.grid_model().sheet
        if sheet is not None:
            refused = gather(sheet, [(row, column, text or "0")], "type").refused
            problem = refused[0].problem if refused else _CALCULATED
            self._grid.show_problem(problem, row, column)

    def _hold(self) -> None:
        """Put an open cell away before the rows are exchanged."""
        editor, self._held = self._editor(), None
        if editor is not None:
            at = self._grid.place_at(editor.row, editor.column)
            self._held = Held(at, editor.text(), editor.entering, editor.cursorPosition())
            self._close(editor, "escape")

    def _editor(self) -> CellEditor | None:
        return next((d.editor for d in self._delegates.values() if d.editor is not None), None)

    def _gesture(self, editor: CellEditor, way: str) -> Gesture:
        model, text = self._grid.grid_model(), editor.text()
        cell = (editor.row, editor.column)
        relative = is_relative(text, model.kind(*cell), self._grid.number_style)
        places = [cell]
        selected = [place for area in self._grid.areas() for place in area.places()]
        if (way == "fill" or relative) and cell in selected:
            places = [place for place in selected if model.cell(*place).editable]
        entries: list[Entry] = [(row, column, text) for row, column in places]
        sheet = model.sheet
        if sheet is None:
            return Gesture("")
        made = gather(sheet, entries, "fill" if len(places) > 1 else f"type {text} in")
        if len(places) > 1:
            return made
        title = model.columns[editor.column].title
        verb = f"type {text} in {title}" if text.strip() else f"clear 1 cell in {title}"
        return Gesture(verb, made.drafts, made.refused, made.fitting)

    def _refuse(self, editor: CellEditor, way: str, problem: Problem) -> bool:
        if way == "left alone":
            self._rejected[(editor.row, editor.column)] = editor.text()
            self._close(editor, way)
        self._grid.show_problem(problem, editor.row, editor.column)
        return False

    def _close(self, editor: CellEditor, way: str, made: Gesture | None = None) -> None:
        table = self._frozen if editor.column < self._grid.frozen_count() else self._grid
        self._closing = True
        self._elsewhere.rest()
        self._delegates[table].close(editor)
        self._closing = False
        if way != "left alone":
            self._grid.setFocus()
        if made is not None:
            self._rejected.pop((editor.row, editor.column), None)
            self.bubble.hide()
            self._grid.submit(made)
        self._leave(way)

    def _leave(self, way: str) -> None:
        navigator = self._grid.navigator
        if way.startswith("enter"):
            navigator.enter(back=way.endswith("back"))
        elif way.startswith("tab"):
            navigator.tab(back=way.endswith("back"))
        elif way in _STEPS:
            navigator.arrow(*_STEPS[way])
        elif way.startswith("edge"):
            navigator.edge(*_STEPS[way.removeprefix("edge ")])


_STEPS = {"up": (-1, 0), "down": (1, 0), "left": (0, -1), "right": (0, 1)}
