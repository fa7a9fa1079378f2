"""The rows set aside as a grid to be corrected: reason first, then their cells under their headers.

Rows of one file and sheet share a grid, for they share their headers.
"""

from collections import Counter
from dataclasses import dataclass, replace
from pathlib import PurePath

from planner.base import units
from planner.base.letters import letters
from planner.base.problem import Problem, RefusedError
from planner.base.stages import Seat
from planner.base.units import ENGLISH, NumberStyle
from planner.journeys.aside import Fixes, corrected_rows, place_of, row_keys, sources
from planner.journeys.table import SetAside, Snapshot, SourceFile
from planner.plan.edits import Draft
from planner.plan.keys import fix_key
from planner.sheets.arranged_table import arrange_table
from planner.sheets.arrangement import NOTHING, Arrangement, Choices, Filter
from planner.sheets.cells import Cell, Column, Explanation, Kind, Row, Tone
from planner.sheets.column_choices import Writing
from planner.sheets.table import TableRow, TableSheet, said
from planner.sheets.words import field_title

Place = tuple[str, str]
"""A file's name and a sheet's."""
FRONT = (
    Column("reason", "Reason", Kind.TEXT, 240),
    Column("file", "File", Kind.TEXT, 160),
    Column("sheet", "Sheet", Kind.TEXT, 96),
    Column("row", "Row", Kind.LEVEL, 64),
)
EMPTY_TEXT = "Every row read became part of a journey."


@dataclass(frozen=True, eq=False)
class SetAsideSheet:
    """An `ArrangedSheet` of rows set aside; `whole` are their places in the snapshot, `rows` those
    shown, in their order.

    Typing into a cell under a header corrects it; typing what stood there takes that back.
    """

    snapshot: Snapshot
    whole: tuple[int, ...]
    rows: tuple[int, ...]
    keys: tuple[str, ...]
    fixes: Fixes
    columns: tuple[Column, ...]
    style: NumberStyle = ENGLISH
    seat: Seat = Seat.TOGETHER
    name: str = "Set aside"
    frozen: int = 1
    empty: str = EMPTY_TEXT
    arrangement: Arrangement = NOTHING
    records: bool = False
    noun: str = "rows"

    @property
    def matched(self) -> int:
        """How many rows the filters keep."""
        return self.row_count

    @property
    def total(self) -> int:
        """How many rows there are without filters."""
        return len(self.whole)

    def arranged(self, arrangement: Arrangement) -> "SetAsideSheet":
        """Return the same rows arranged another way."""
        table = arrange_table(self._table(), arrangement, Writing(self.style))
        rows = tuple(int(row.row.key) for row in table.rows)
        return replace(self, rows=rows, arrangement=table.arrangement)

    def like(self, shown: "SetAsideSheet") -> "SetAsideSheet":
        """Return the rows as they stand in another sheet of the same ones."""
        if shown.whole != self.whole or shown.columns != self.columns:
            return self
        return replace(self, rows=shown.rows, arrangement=shown.arrangement)

    def choices(self, column: str) -> Choices:
        """Return what a column can be filtered by."""
        return arrange_table(self._table(), self.arrangement, Writing(self.style)).choices(column)

    def told(self, chosen: Filter) -> str:
        """Return a filter in words."""
        return arrange_table(self._table(), NOTHING, Writing(self.style)).told(chosen)

    def title_of(self, column: str) -> str:
        """Return a column's title by its key."""
        return next(c.title for c in self.columns if c.key == column)

    def _table(self) -> TableSheet:
        """Return all rows in memory, by their places, to be sorted and filtered."""
        all_rows, across = replace(self, rows=self.whole), range(len(self.columns))
        rows = (
            TableRow(Row(str(place)), {self.columns[c].key: all_rows.cell(at, c) for c in across})
            for at, place in enumerate(self.whole)
        )
        return TableSheet(self.name, self.columns, tuple(rows))

    @property
    def row_count(self) -> int:
        """How many rows are shown."""
        return len(self.rows)

    def row(self, row: int) -> Row:
        """Return a row's identity: what it holds, whatever file it comes in."""
        return Row(f"aside:{self.keys[self.rows[row]]}")

    def cell(self, row: int, column: int) -> Cell:
        """Return one cell; a corrected one says so."""
        aside = self._aside(row)
        if column < len(FRONT):
            return self._about(aside, FRONT[column].key)
        place = column - len(FRONT)
        stood = aside.cells[place] if place < len(aside.cells) else ""
        text = self._fixed(row).get(place, stood)
        cell = Cell(text, text, editable=place < len(aside.cells), edit_text=text)
        if text == stood:
            return cell
        return replace(cell, tone=Tone.AGREED, mark="✎", bold=True)

    def explain(self, row: int, column: int) -> Explanation:
        """Return where the row stands, why it was set aside, and what a corrected cell held."""
        aside = self._aside(row)
        name = f"{place_title((aside.file, aside.sheet))}, row {aside.row}"
        place = column - len(FRONT)
        if place < 0:
            return said(name, aside.reason)
        cell = self.cell(row, column)
        if not cell.mark:
            held = f"“{cell.text}”" if cell.text else "nothing"
            return said(name, f"{self.columns[column].title} holds {held}; {aside.reason}")
        stood = f"“{aside.cells[place]}”" if aside.cells[place] else "nothing"
        return said(name, f"{self.columns[column].title} held {stood}; put back to read it again")

    def change(self, row: int, column: int, text: str) -> tuple[Draft, ...]:
        """Return the correction of a cell; RefusedError for what only says where a row stood."""
        aside, place = self._aside(row), column - len(FRONT)
        if not 0 <= place < len(aside.cells):
            raise RefusedError(
                Problem("This only says where the row stood", "", "Correct the cells of the row")
            )
        typed = text.strip()
        shown = self._fixed(row).get(place, aside.cells[place])
        if typed == shown:
            return ()
        key = fix_key(self.keys[self.rows[row]], place)
        return (Draft(self.seat, key, None if typed == aside.cells[place] else typed),)

    def _aside(self, row: int) -> SetAside:
        return self.snapshot.set_aside[self.rows[row]]

    def _fixed(self, row: int) -> dict[int, str]:
        return dict(self.fixes.get(self.keys[self.rows[row]], {}))

    def _about(self, aside: SetAside, key: str) -> Cell:
        match key:
            case "reason":
                return Cell(aside.reason, aside.reason, Tone.DISPUTE)
            case "row":
                return Cell(units.count(aside.row, self.style), float(aside.row))
            case "file":
                return Cell(PurePath(aside.file).name, aside.file)
        return Cell(aside.sheet, aside.sheet)


def set_aside_places(snapshot: Snapshot) -> tuple[tuple[Place, int], ...]:
    """Return every file and sheet with rows set aside, and how many, in the order of the rows."""
    return tuple(Counter(map(place_of, snapshot.set_aside)).items())


def place_title(place: Place) -> str:
    """Return a file's name, with the sheet's if it has one."""
    file, sheet = place
    return f"{PurePath(file).name}, {sheet}" if sheet else PurePath(file).name


def set_aside_sheet(
    snapshot: Snapshot,
    fixes: Fixes,
    place: Place | None = None,
    style: NumberStyle = ENGLISH,
    seat: Seat = Seat.TOGETHER,
) -> SetAsideSheet:
    """Return the rows set aside of one file and sheet, of the first one unless told.

    `fixes` are the plan's corrections, `seat` who makes new ones.
    """
    places = [found for found, _ in set_aside_places(snapshot)]
    chosen = place if place in places else next(iter(places), None)
    rows = tuple(i for i, aside in enumerate(snapshot.set_aside) if place_of(aside) == chosen)
    widest = max((len(snapshot.set_aside[i].cells) for i in rows), default=0)
    file = sources(snapshot).get(chosen) if chosen else None
    columns = (*FRONT, *(_column(file, i) for i in range(widest)))
    return SetAsideSheet(snapshot, rows, rows, row_keys(snapshot), fixes, columns, style, seat)


def corrected_words(snapshot: Snapshot, fixes: Fixes, style: NumberStyle = ENGLISH) -> str:
    """Return how many rows wait to be put back, such as 2 rows corrected; '' for none."""
    rows = len(corrected_rows(snapshot, fixes))
    return f"{units.count(rows, style)} {'row' if rows == 1 else 'rows'} corrected" if rows else ""


def _column(file: SourceFile | None, place: int) -> Column:
    """Return the column of a header; one without meaning is dimmed."""
    if file is None or place >= len(file.headers):
        return Column(f"cell:{place}", letters(place), Kind.TEXT, 110)
    header = file.headers[place]
    meaning = file.columns.get(header)
    name = field_title(meaning) if meaning else ""
    title = header if not name or name.casefold() == header.casefold() else f"{header} · {name}"
    return Column(f"cell:{place}", title, Kind.TEXT, 0, dimmed=meaning is None)
