"""Columns hidden, shown and moved in one grid, and the layout a person made remembered by sheet."""

import json
from typing import TYPE_CHECKING, Protocol

from PySide6.QtCore import QObject, QPoint, Qt, Signal

from planner.sheets.cells import Sheet
from planner.sheets.shown_columns import ColumnChoice, choose_columns
from ui.grid.header_menu import HeaderMenu
from ui.grid.table import PaintedTable

if TYPE_CHECKING:
    from ui.grid.view import GridView


class Store(Protocol):
    """Where layouts are remembered between runs, as texts by the sheet's name."""

    def layout_of(self, sheet: str) -> str:
        """Return what was kept, '' if nothing."""

    def keep_layout(self, sheet: str, text: str) -> None:
        """Keep a text."""


class Columns(QObject):
    """Which columns one grid shows; `changed` after every choice, width and zoom.

    `regrouped` when another group is unfolded: its columns are the sheet's to make.
    """

    changed = Signal()
    regrouped = Signal()

    def __init__(self, grid: "GridView", frozen: PaintedTable) -> None:
        super().__init__(grid)
        self._grid = grid
        self._store: Store | None = None
        self.choice = ColumnChoice()
        self._unfolded: frozenset[str] = frozenset()
        self._given: Sheet | None = None
        self._read = False
        self.menu: HeaderMenu | None = None
        for table in (grid, frozen):
            header = table.header()
            header.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
            header.customContextMenuRequested.connect(
                lambda point, header=header: self.open_menu(header.logicalIndexAt(point))
            )
            header.moved.connect(self.move)
            header.fold_wanted.connect(self.toggle)
        grid.layout_of_grid.changed.connect(self._keep)

    def remember_in(self, store: Store) -> None:
        """Keep layouts from now on, and lay out as was kept for the sheet shown."""
        self._store = store
        self._read = False
        if self._given is not None:
            self._grid.set_sheet(self._given)

    def of(self, sheet: Sheet) -> Sheet:
        """Return a sheet as it is to be shown."""
        self._given = sheet
        self._read_once(sheet.name)
        return choose_columns(sheet, self.choice)

    def unfolded(self, sheet: str) -> frozenset[str]:
        """Return the keys of the heads that are unfolded in the sheet of a name."""
        self._read_once(sheet)
        return self._unfolded

    def toggle(self, column: int) -> bool:
        """Fold or unfold the group a column heads or belongs to; False if there is none."""
        shown = self._grid.grid_model().columns
        key = shown[column].group or (shown[column].key if shown[column].folds else "")
        if key:
            self.unfold(self._unfolded ^ {key})
        return bool(key)

    def toggle_all(self) -> None:
        """Unfold every group; where one is unfolded fold all."""
        given = () if self._given is None else self._given.columns
        heads = frozenset(column.key for column in given if column.folds)
        self.unfold(frozenset() if heads & self._unfolded else heads)

    def unfold(self, keys: frozenset[str]) -> None:
        """Show the columns of just these groups, from the last opened head on."""
        opened, closed = keys - self._unfolded, self._unfolded - keys
        if not opened and not closed:
            return
        self._unfolded = keys
        row, column = self._grid.place()
        group = self._grid.grid_model().columns[column].group
        if group in closed:
            self._go_to_head(row, group)
        self.regrouped.emit()
        if opened:
            self._go_to_head(row, min(opened))
        self._keep()

    def hide(self, column: int) -> None:
        """Hide a column; the frozen ones stay, and one other does."""
        model = self._grid.grid_model()
        frozen = self._grid.frozen_count()
        if column < frozen or model.columnCount() <= frozen + 1:
            return
        shown = model.columns[column]
        self._choose(self.choice.with_hidden(shown.key))
        self._grid.remark.emit(f"Hid {shown.title}; right-click any title to show it again")

    def show(self, key: str) -> None:
        """Show a hidden column again, and go there."""
        self._choose(self.choice.without_hidden(key))
        keys = [column.key for column in self._grid.grid_model().columns]
        if key in keys:
            self._grid.go(self._grid.place()[0], keys.index(key))

    def reveal(self, key: str) -> None:
        """Show a column if it is hidden: somebody wants to go there."""
        if key in self.choice.hidden:
            self._choose(self.choice.without_hidden(key))

    def hidden(self) -> tuple[tuple[str, str], ...]:
        """Return (key, title) of the hidden columns of the sheet shown."""
        given = () if self._given is None else self._given.columns
        return tuple((c.key, c.title) for c in given if c.key in self.choice.hidden)

    def move(self, column: int, before: int) -> None:
        """Put a column before another, both numbered as shown; frozen ones stay first."""
        given, shown = self._given, self._grid.grid_model().columns
        frozen = self._grid.frozen_count()
        before = max(before, frozen)
        if given is None or column < frozen or before in {column, column + 1}:
            return
        key, target = shown[column].key, shown[before].key if before < len(shown) else ""
        self._choose(self.choice.moved(given.columns, given.frozen, key, target))

    def reset(self) -> None:
        """Show all columns in the sheet's own order."""
        self._choose(ColumnChoice())

    def open_menu(self, column: int) -> None:
        """Open what can be done with a column below its title."""
        if not 0 <= column < self._grid.grid_model().columnCount():
            return
        self.menu = HeaderMenu(self._grid, self, column)
        header = self._grid.header()
        left = self._grid.visualRect(self._grid.grid_model().index(0, column)).left()
        self.menu.open_at(header.mapTo(header.window(), QPoint(left, header.height())))

    def _go_to_head(self, row: int, key: str) -> None:
        """Go to the head of a group, its columns in view as far as there is room."""
        shown = self._grid.grid_model().columns
        head = next((i for i, column in enumerate(shown) if column.key == key), None)
        if head is None:
            return
        model = self._grid.grid_model()
        last = max((i for i, column in enumerate(shown) if column.group == key), default=head)
        self._grid.scrollTo(model.index(row, last))
        self._grid.go(row, head)

    def _choose(self, choice: ColumnChoice) -> None:
        if self._given is None or choice == self.choice:
            return
        self.choice = choice
        row, column = self._grid.place()
        key = self._grid.grid_model().columns[column].key
        self._grid.set_sheet(self._given)
        if key in choice.hidden:
            self._grid.go(row, column)
        self._keep()

    def _keep(self) -> None:
        self.changed.emit()
        if self._store is None or self._given is None:
            return
        held = {
            "order": self.choice.order,
            "hidden": sorted(self.choice.hidden),
            "unfolded": sorted(self._unfolded),
            "widths": self._grid.layout_of_grid.widths,
            "zoom": self._grid.zoom,
        }
        self._store.keep_layout(self._given.name, json.dumps(held))

    def _read_once(self, name: str) -> None:
        if not self._read:
            self._read = True
            self._recall(name)

    def _recall(self, name: str) -> None:
        text = "" if self._store is None else self._store.layout_of(name)
        try:
            held = json.loads(text) if text else {}
            choice = ColumnChoice(
                tuple(map(str, held.get("order", ()))), frozenset(map(str, held.get("hidden", ())))
            )
            widths = {str(key): int(width) for key, width in held.get("widths", {}).items()}
            zoom = float(held.get("zoom", 1.0))
            unfolded = frozenset(map(str, held.get("unfolded", ())))
        except (ValueError, TypeError, AttributeError):
            return
        self.choice, self._unfolded = choice, unfolded
        self._grid.layout_of_grid.restore(widths, zoom)
