"""The grid's keys: one table of deeds, their words in the shortcut sheet, and their keys."""

from collections.abc import Iterator
from dataclasses import dataclass

from PySide6.QtGui import QKeySequence

from ui.keymap import HERE, Platform, shown

MOVE, SELECT, TYPE = "Move in the grid", "Select", "Type, copy and fill"
ARRANGE = "Fold, sort and filter"
EDGE, ONE_MORE = "To the edge of the data", "One cell more"
CELL_MENU = "What can be done with the cell"


@dataclass(frozen=True, slots=True)
class Deed:
    """What keys do, by name in code; `mac` are the keys on a Mac where they differ there."""

    name: str
    group: str
    words: str
    keys: tuple[str, ...]
    mac: tuple[str, ...] | None = None

    def sequences(self, on: Platform) -> tuple[QKeySequence, ...]:
        """Return its keys on a platform, the usual one first."""
        stated = self.keys if self.mac is None or on is not Platform.MAC else self.mac
        return tuple(map(QKeySequence, stated))


def _steps(name: str, group: str, words: str, held: str) -> Iterator[Deed]:
    for way in ("Left", "Right", "Up", "Down"):
        yield Deed(f"{name}_{way.lower()}", group, words, (f"{held}+{way}",))


DEEDS: tuple[Deed, ...] = (
    Deed("enter", MOVE, "Down, in a selection through it", ("Return",)),
    Deed("enter_back", MOVE, "Up", ("Shift+Return",)),
    Deed("tab", MOVE, "Right", ("Tab",)),
    Deed("tab_back", MOVE, "Left", ("Shift+Tab",)),
    *_steps("edge", MOVE, EDGE, "Ctrl"),
    Deed("row_home", MOVE, "First cell of the row", ("Home",)),
    Deed("first", MOVE, "First cell", ("Ctrl+Home",), ("Ctrl+Home", "Meta+Home")),
    Deed("last", MOVE, "Last cell", ("Ctrl+End",), ("Ctrl+End", "Meta+End")),
    Deed("side_back", MOVE, "A page to the side", ("Alt+PgUp",)),
    Deed("side_on", MOVE, "A page to the side", ("Alt+PgDown",)),
    Deed("next_corner", MOVE, "The selection’s next corner", ("Ctrl+.",), ("Meta+.",)),
    Deed("here", MOVE, "Scroll back to the current cell", ("Ctrl+Backspace",)),
    Deed("behind", MOVE, "See what is behind a number", ("Alt+Return", "Ctrl+["),
         ("Alt+Return", "Meta+[")),
    Deed("hush", MOVE, "Put away what is said at a cell", ("Esc",)),
    *_steps("more", SELECT, ONE_MORE, "Shift"),
    *_steps("edge_more", SELECT, EDGE, "Ctrl+Shift"),
    Deed("page_up", SELECT, "A page more", ("Shift+PgUp",)),
    Deed("page_down", SELECT, "A page more", ("Shift+PgDown",)),
    Deed("side_more_back", SELECT, "A page more to the side", ("Alt+Shift+PgUp",)),
    Deed("side_more_on", SELECT, "A page more to the side", ("Alt+Shift+PgDown",)),
    Deed("row_start", SELECT, "To the row’s ends", ("Shift+Home",)),
    Deed("row_end", SELECT, "To the row’s ends", ("Shift+End",)),
    Deed("first_more", SELECT, "To the first cell", ("Ctrl+Shift+Home",),
         ("Ctrl+Shift+Home", "Meta+Shift+Home")),
    Deed("last_more", SELECT, "To the last cell", ("Ctrl+Shift+End",),
         ("Ctrl+Shift+End", "Meta+Shift+End")),
    Deed("block", SELECT, "The block of data, then the whole sheet",
         ("Ctrl+A", "Ctrl+Shift+Space", "Ctrl+Shift+*"),
         ("Ctrl+A", "Meta+Shift+Space", "Ctrl+Shift+*")),
    Deed("columns", SELECT, "Columns", ("Ctrl+Space",), ("Meta+Space",)),
    Deed("rows", SELECT, "Rows", ("Shift+Space",)),
    Deed("alone", SELECT, "The current cell alone", ("Shift+Backspace",)),
    Deed("extend", SELECT, "Extend without Shift, until F8 or Esc", ("F8",)),
    Deed("add_range", SELECT, "One range more: go there, then select", ("Shift+F8",)),
    Deed("edit", TYPE, "Type in the cell", ("F2",), ("F2", "Meta+U")),
    Deed("comment", TYPE, "Comment", ("Shift+F2",)),
    Deed("cell_menu", TYPE, CELL_MENU, ("Shift+F10",)),
    Deed("clear", TYPE, "Clear: fall back to the evidence", ("Del",), ("Del", "Backspace")),
    Deed("erase", TYPE, "Clear and type", ("Backspace",), ()),
    Deed("copy", TYPE, "Copy", ("Ctrl+C", "Ctrl+Ins"), ("Ctrl+C",)),
    Deed("cut", TYPE, "Cut", ("Ctrl+X", "Shift+Del"), ("Ctrl+X",)),
    Deed("paste", TYPE, "Paste", ("Ctrl+V", "Shift+Ins"), ("Ctrl+V",)),
    Deed("paste_values", TYPE, "Paste values", ("Ctrl+Shift+V",)),
    Deed("paste_special", TYPE, "Paste special", ("Ctrl+Alt+V",), ("Meta+Ctrl+V", "Ctrl+Alt+V")),
    Deed("fill_down", TYPE, "Fill down", ("Ctrl+D",), ("Ctrl+D", "Meta+D")),
    Deed("fill_right", TYPE, "Fill right", ("Ctrl+R",), ("Ctrl+R", "Meta+R")),
    Deed("fill_series", TYPE, "Go on from the selection’s first numbers", ("Ctrl+Alt+R",)),
    Deed("fold", ARRANGE, "Fold the rows below, the heading above, or the months",
         ("Alt+Shift+Left",)),
    Deed("unfold", ARRANGE, "Unfold the rows below, or the months", ("Alt+Shift+Right",)),
    Deed("fold_all", ARRANGE, "Fold or unfold all rows", ("Alt+Shift+A",), ("Meta+Shift+A",)),
    Deed("fold_columns", ARRANGE, "Fold or unfold the months", ("Alt+Shift+M",),
         ("Meta+Shift+M",)),
    Deed("space", ARRANGE, "Fold or unfold at a heading", ("Space",)),
    Deed("sort_menu", ARRANGE, "Sort and filter by the column", ("Alt+Down",)),
    Deed("show_all", ARRANGE, "Show all rows in their own order", ("Ctrl+Shift+L",),
         ("Ctrl+Shift+F", "Meta+Shift+L", "Ctrl+Shift+L")),
    Deed("sort_again", ARRANGE, "Sort and filter again", ("Ctrl+Alt+L",)),
    Deed("column_menu", ARRANGE, "Fit, size, hide and move the column", ("Alt+Shift+Down",)),
)  # fmt: skip


GIVEN: tuple[Deed, ...] = (
    Deed("step", MOVE, "One cell", ("Left", "Right", "Up", "Down")),
    Deed("page", MOVE, "A page", ("PgUp", "PgDown")),
    Deed("end", MOVE, "Last cell of the row", ("End",)),
    Deed("menu", TYPE, CELL_MENU, ("Menu",), ()),
)
"""What every table of Qt does with keys."""


def key_of(name: str, on: Platform = HERE) -> str:
    """Return the usual key of a deed as a platform writes it."""
    deed = next(deed for deed in DEEDS if deed.name == name)
    return shown(deed.sequences(on)[0], on)


IN_AN_EDITOR: tuple[Deed, ...] = (
    Deed("fill_selection", TYPE, "Fill the selection, while typing", ("Ctrl+Return",),
         ("Ctrl+Return", "Meta+Return")),
    Deed("caret", TYPE, "Move the caret instead of the cell, while typing", ("F2",),
         ("F2", "Meta+U")),
    Deed("leave", TYPE, "Leave the cell as it was, while typing", ("Esc",)),
)  # fmt: skip

BY_MOUSE: tuple[tuple[str, str], ...] = (
    ("Select one range more", "Click or drag with {ctrl}"),
    ("Zoom 70–200 %", "Turn the wheel with {ctrl}"),
    ("Fold or unfold rows or months", "Click the triangle of their heading"),
    ("Sort and filter by a column", "Point at its title and click the triangle"),
    ("Fill down, up, right or left", "Drag the square at the selection’s corner"),
    ("Clear part of the selection", "Drag the square into the selection"),
    ("Fill to the end of the data or months", "Double-click the square"),
    ("Fit a column", "Double-click the edge of its title"),
    ("Move a column", "Drag its title once it is selected"),
    ("See all values of a chart", "Point at it, or Tab to it and use the arrows"),
    ("Go to the cell behind a chart", "Click the point, bar or line, or press Enter"),
    ("Copy a chart, or see it as a table", "Right-click it"),
    ("See what is behind a number", "Double-click it"),
)
"""What is done, and how by mouse; {ctrl} stands for the key that a Mac calls Cmd."""
