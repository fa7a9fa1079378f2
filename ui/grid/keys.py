"""The grid's keyboard: which key does what when no editor is open."""

from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent

if TYPE_CHECKING:
    from ui.grid.view import GridView

Key = Qt.Key
Modifier = Qt.KeyboardModifier
Chord = tuple[Qt.Key, bool, bool]
"""A key, with Ctrl, with Shift."""

_STEPS = {
    Key.Key_Up: (-1, 0),
    Key.Key_Down: (1, 0),
    Key.Key_Left: (0, -1),
    Key.Key_Right: (0, 1),
}


class Keys:
    """Handles key presses of one grid."""

    def __init__(self, grid: "GridView") -> None:
        self._grid = grid
        self._chords = self._bound()

    def handle(self, event: QKeyEvent) -> bool:
        """Do what the key means; False leaves it to QTableView (arrows, Page keys, Home, End)."""
        modifiers = event.modifiers()
        ctrl = bool(modifiers & Modifier.ControlModifier)
        shift = bool(modifiers & Modifier.ShiftModifier)
        key = Key(event.key())
        key = Key.Key_Return if key == Key.Key_Enter else key
        if key == Key.Key_Backtab:
            key, shift = Key.Key_Tab, True
        if key == Key.Key_Down and modifiers & Modifier.AltModifier:
            column = self._grid.place()[1]
            if shift or not self._grid.arranging.open_menu(column):
                self._grid.columns.open_menu(column)
            return True
        typed = event.text()
        special = key == Key.Key_V and ctrl and bool(modifiers & Modifier.AltModifier)
        if special and (not typed.isprintable() or typed.casefold() in {"", "v"}):
            self._grid.transfer.paste_special()
            return True
        action = self._chords.get((key, ctrl, shift))
        if action is not None:
            action()
            return True
        plain = not modifiers & (Modifier.ControlModifier | Modifier.AltModifier)
        if typed and typed.isprintable() and (plain or _is_alt_gr(modifiers)):
            self._type(typed)
            return True
        if key in _STEPS:
            self._grid.navigator.forget_run()
        return False

    def overrides(self, event: QKeyEvent) -> bool:
        """Whether a key the window binds means this grid: Ctrl+Shift+V where text can go."""
        pressed = event.modifiers() & ~Modifier.KeypadModifier
        values = pressed == Modifier.ControlModifier | Modifier.ShiftModifier
        return values and event.key() == Key.Key_V and self._grid.transfer.takes_text()

    def _type(self, typed: str) -> None:
        row, column = self._grid.place()
        model = self._grid.grid_model()
        if typed == " " and model.rowCount() and model.row(row).folds:
            self._grid.fold_toggled.emit(model.row(row).key)
        elif not (typed == " " and not model.cell(row, column).editable):
            self._grid.editing.open(typed)

    def _bound(self) -> dict[Chord, Callable[[], object]]:
        grid, go, move = self._grid, self._grid.navigator, self._grid.transfer
        bound: dict[Chord, Callable[[], object]] = {
            (Key.Key_Return, False, False): go.enter,
            (Key.Key_Return, False, True): lambda: go.enter(back=True),
            (Key.Key_Tab, False, False): go.tab,
            (Key.Key_Tab, False, True): lambda: go.tab(back=True),
            (Key.Key_F2, False, False): grid.editing.open,
            (Key.Key_F2, False, True): lambda: grid.comment_requested.emit(*grid.place()),
            (Key.Key_Delete, False, False): move.clear,
            (Key.Key_Backspace, False, False): lambda: grid.editing.open(""),
            (Key.Key_Escape, False, False): grid.editing.bubble.hide,
            (Key.Key_Home, True, False): lambda: go.corner(last=False),
            (Key.Key_Home, True, True): lambda: go.corner(last=False, extend=True),
            (Key.Key_End, True, False): lambda: go.corner(last=True),
            (Key.Key_End, True, True): lambda: go.corner(last=True, extend=True),
            (Key.Key_A, True, False): go.block,
            (Key.Key_Space, True, False): go.columns,
            (Key.Key_Space, False, True): go.rows,
            (Key.Key_C, True, False): move.copy,
            (Key.Key_X, True, False): move.cut,
            (Key.Key_V, True, False): move.paste,
            (Key.Key_V, True, True): partial(move.paste, values=True),
            (Key.Key_Insert, True, False): move.copy,
            (Key.Key_Insert, False, True): move.paste,
            (Key.Key_D, True, False): lambda: move.fill(down=True),
            (Key.Key_R, True, False): lambda: move.fill(down=False),
        }
        bound |= {
            (Key.Key_PageUp, False, True): lambda: go.page(-1),
            (Key.Key_PageDown, False, True): lambda: go.page(1),
            (Key.Key_Home, False, True): lambda: go.row_end(last=False),
            (Key.Key_End, False, True): lambda: go.row_end(last=True),
        }
        for key, (down, across) in _STEPS.items():
            bound[key, False, True] = partial(go.arrow, down, across, extend=True)
            bound[key, True, False] = partial(go.edge, down, across)
            bound[key, True, True] = partial(go.edge, down, across, extend=True)
        return bound


def _is_alt_gr(modifiers: Qt.KeyboardModifier) -> bool:
    both = Modifier.ControlModifier | Modifier.AltModifier
    return modifiers & both == both
