"""The grid's keyboard: what a key does when no editor is open."""

from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QKeyCombination, QMetaMethod, Qt
from PySide6.QtGui import QContextMenuEvent, QKeyEvent, QKeySequence
from PySide6.QtWidgets import QApplication

from ui.grid.key_table import DEEDS
from ui.keymap import HERE, Platform

if TYPE_CHECKING:
    from ui.grid.view import GridView

Key = Qt.Key
Modifier = Qt.KeyboardModifier
_BOTH = Modifier.ControlModifier | Modifier.AltModifier
_HELD = _BOTH | Modifier.ShiftModifier | Modifier.MetaModifier
_SAME = {Key.Key_Enter: Key.Key_Return, Key.Key_Backtab: Key.Key_Tab}
_STEPS = {"up": (-1, 0), "down": (1, 0), "left": (0, -1), "right": (0, 1)}
_MODIFIERS = frozenset({
    Key.Key_Shift, Key.Key_Control, Key.Key_Alt, Key.Key_AltGr, Key.Key_Meta, Key.Key_CapsLock,
})  # fmt: skip
_WAYS = {Key.Key_Up: "up", Key.Key_Down: "down", Key.Key_Left: "left", Key.Key_Right: "right"}
_ARROWS = frozenset(_WAYS)
_MOVES = _ARROWS | {Key.Key_Home, Key.Key_End, Key.Key_PageUp, Key.Key_PageDown}
EXTENDING = "Moving extends the selection, until F8 or Esc"
ADDING = "Go to the next range; Shift and the arrows select it"
NOTHING_BEHIND = "What is behind it is told in the bar above the sheet"


class Keys:
    """Handles key presses of one grid as a platform has them."""

    def __init__(self, grid: "GridView", on: Platform = HERE) -> None:
        self._grid, self._on = grid, on
        self.deeds = self._bound()
        self._plain = self._plainly()
        self._chords = {
            sequence: self.deeds[deed.name] for deed in DEEDS for sequence in deed.sequences(on)
        }

    def handle(self, event: QKeyEvent) -> bool:
        """Do what the key means; False leaves it to QTableView (arrows, Page keys, Home, End)."""
        if not self._grid.grid_model().rowCount():
            return self._bring_back(event)
        if self._selects(event):
            return True
        if event.key() == Key.Key_Escape and not self._grid.editing.bubble.text:
            return False  # it may close the dialog around
        if event.key() not in _MODIFIERS:
            self._grid.editing.bubble.hide()
        typed, held = event.text(), event.modifiers() & _HELD
        deed = self._chords.get(_chord(event))
        if deed is not None and not self._writes(event):
            deed()
            return True
        if typed and typed.isprintable() and self._is_text(held):
            self._grid.editing.open(typed)
            return True
        return event.key() in _ARROWS and self._stays(Key(event.key()), held)

    def _stays(self, key: Qt.Key, held: Qt.KeyboardModifier) -> bool:
        """Leave the current cell alone selected where an arrow leads out of the sheet."""
        self._grid.navigator.forget_run()
        if held:
            return False
        (row, column), (down, across) = self._grid.place(), _STEPS[_WAYS[key]]
        model = self._grid.grid_model()
        if 0 <= row + down < model.rowCount() and 0 <= column + across < model.columnCount():
            return False
        self._grid.navigator.alone()
        return True

    def _selects(self, event: QKeyEvent) -> bool:
        """Move as F8 or Shift+F8 have asked for, which any other key ends; Esc does no more."""
        ranges, key, held = self._grid.ranges, Key(event.key()), event.modifiers() & _HELD
        if not (ranges.extending or ranges.adding) or key in {*_MODIFIERS, Key.Key_F8}:
            return False
        if key not in _MOVES or (held & Modifier.AltModifier and key in _ARROWS):
            ranges.settle()
            return key == Key.Key_Escape
        deed = None if held else self._plain[key]
        if ranges.extending:
            deed = self._chords.get(_chord(event, Modifier.ShiftModifier))
        if deed is not None:
            deed()
        return deed is not None

    def _extend(self) -> None:
        ranges = self._grid.ranges
        if ranges.extending:
            ranges.settle()
        else:
            ranges.extending = True
            self._grid.remark.emit(EXTENDING)

    def _add_range(self) -> None:
        self._grid.ranges.add_next()
        self._grid.remark.emit(ADDING)

    def _menu(self) -> None:
        """Ask for the menu of the cell, as the menu key does where there is one."""
        at = self._grid.visualRect(self._grid.currentIndex()).center()
        over = self._grid.viewport().mapToGlobal(at)
        asked = QContextMenuEvent(QContextMenuEvent.Reason.Keyboard, at, over)
        QApplication.sendEvent(self._grid, asked)

    def overrides(self, event: QKeyEvent) -> bool:
        """Whether a key the window binds means this grid: Ctrl+Shift+V where text can go."""
        values = event.modifiers() & _HELD == Modifier.ControlModifier | Modifier.ShiftModifier
        return values and event.key() == Key.Key_V and self._grid.transfer.takes_text()

    def _bring_back(self, event: QKeyEvent) -> bool:
        """Show all rows again where filters leave none; no other key means anything there."""
        meant = self._chords.get(_chord(event)) == self.deeds["show_all"]
        if meant and self._grid.arranging.arranged:
            self._grid.arranging.clear()
        return meant

    def _is_text(self, held: Qt.KeyboardModifier) -> bool:
        """Whether what a key writes is meant as text: on a Mac Option writes signs."""
        if self._on is Platform.MAC:
            return not held & (Modifier.ControlModifier | Modifier.MetaModifier)
        return not held & _BOTH or held & _BOTH == _BOTH

    def _writes(self, event: QKeyEvent) -> bool:
        """Whether Ctrl+Alt is the AltGr key here, which wrote another sign than the key's own."""
        if self._on is Platform.MAC or event.modifiers() & _BOTH != _BOTH:
            return False
        typed = event.text()
        own = typed.upper() == QKeySequence(event.key()).toString()
        return bool(typed) and typed.isprintable() and not own

    def _space(self) -> None:
        """Fold or unfold a heading; begin a text where one can be typed."""
        row, column = self._grid.place()
        model = self._grid.grid_model()
        if model.cell(row, column).editable:
            self._grid.editing.open(" ")
        elif model.row(row).folds:
            self._grid.folding.toggle(model.row(row).key)

    def _ask_behind(self) -> None:
        """Ask for what is behind the current cell; where nobody answers, say where it is told."""
        grid = self._grid
        if grid.isSignalConnected(QMetaMethod.fromSignal(grid.place_requested)):
            grid.place_requested.emit(grid.place_at(*grid.place()))
        else:
            grid.remark.emit(NOTHING_BEHIND)

    def _sort_menu(self) -> None:
        column = self._grid.place()[1]
        if not self._grid.arranging.open_menu(column):
            self._grid.columns.open_menu(column)

    def _bound(self) -> dict[str, Callable[[], object]]:
        grid, go = self._grid, self._grid.navigator
        bound: dict[str, Callable[[], object]] = {
            "enter": go.enter,
            "enter_back": partial(go.enter, back=True),
            "tab": go.tab,
            "tab_back": partial(go.tab, back=True),
            "edit": grid.editing.open,
            "comment": lambda: grid.comment_requested.emit(*grid.place()),
            "erase": partial(grid.editing.open, ""),
            "hush": grid.editing.bubble.hide,
            "behind": self._ask_behind,
            "fold": grid.folding.fold,
            "unfold": grid.folding.unfold,
            "fold_all": grid.folding.toggle_all,
            "fold_columns": grid.columns.toggle_all,
            "space": self._space,
            "sort_menu": self._sort_menu,
            "show_all": grid.arranging.clear,
            "sort_again": grid.arranging.again,
            "cell_menu": self._menu,
            "column_menu": lambda: grid.columns.open_menu(grid.place()[1]),
        }
        return bound | self._moves() | self._transfers()

    def _moves(self) -> dict[str, Callable[[], object]]:
        go = self._grid.navigator
        bound: dict[str, Callable[[], object]] = {
            "row_home": go.home,
            "first": partial(go.corner, last=False),
            "first_more": partial(go.corner, last=False, extend=True),
            "last": partial(go.corner, last=True),
            "last_more": partial(go.corner, last=True, extend=True),
            "block": go.block,
            "columns": go.columns,
            "rows": go.rows,
            "page_up": partial(go.page, -1),
            "page_down": partial(go.page, 1),
            "side_back": partial(go.page_across, -1),
            "side_on": partial(go.page_across, 1),
            "side_more_back": partial(go.page_across, -1, extend=True),
            "side_more_on": partial(go.page_across, 1, extend=True),
            "next_corner": go.next_corner,
            "here": go.here,
            "alone": go.alone,
            "extend": self._extend,
            "add_range": self._add_range,
            "row_start": partial(go.row_end, last=False),
            "row_end": partial(go.row_end, last=True),
        }
        for way, (down, across) in _STEPS.items():
            bound[f"more_{way}"] = partial(go.arrow, down, across, extend=True)
            bound[f"edge_{way}"] = partial(go.edge, down, across)
            bound[f"edge_more_{way}"] = partial(go.edge, down, across, extend=True)
        return bound

    def _plainly(self) -> dict[Qt.Key, Callable[[], object]]:
        """Return what the keys do that QTableView has, where it would give up what is selected."""
        go = self._grid.navigator
        up, down, left, right = (partial(go.arrow, *step) for step in _STEPS.values())
        return {
            Key.Key_Up: up,
            Key.Key_Down: down,
            Key.Key_Left: left,
            Key.Key_Right: right,
            Key.Key_Home: go.home,
            Key.Key_End: partial(go.row_end, last=True, extend=False),
            Key.Key_PageUp: partial(go.page, -1, extend=False),
            Key.Key_PageDown: partial(go.page, 1, extend=False),
        }

    def _transfers(self) -> dict[str, Callable[[], object]]:
        move = self._grid.transfer
        return {
            "clear": move.clear,
            "copy": move.copy,
            "cut": move.cut,
            "paste": move.paste,
            "paste_values": partial(move.paste, values=True),
            "paste_special": move.paste_special,
            "fill_down": partial(move.fill, down=True),
            "fill_right": partial(move.fill, down=False),
            "fill_series": self._grid.filling.go_on,
        }


def _chord(event: QKeyEvent, more: Qt.KeyboardModifier = Modifier.NoModifier) -> QKeySequence:
    """Return what was pressed, `more` held too; Enter is Return, and Backtab Tab with Shift."""
    key, held = Key(event.key()), event.modifiers() & _HELD | more
    if key == Key.Key_Backtab:
        held |= Modifier.ShiftModifier
    return QKeySequence(QKeyCombination(held, _SAME.get(key, key)))
