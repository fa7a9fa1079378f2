"""How wide a table's columns are, how high its rows, and where it can be parted."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import cached_property

from planner.output.drawing.letters import advance, height, wrapped
from planner.output.drawing.shapes import REGULAR, SEMIBOLD
from planner.output.pack.page import Table

SIZE, HEAD, TITLE, NOTE = 8.5, 8.0, 10.5, 8.0
PAD, LEAD = 5.0, 3.0
"""Beside a cell's text, and above and below it."""
NARROWEST = 52.0
"""What a column of words keeps where there is too little room."""
UNBROKEN = 1.12
"""Room for a head’s word in another font, so that it never breaks."""
FEWEST = 3
"""Rows that are worth beginning a table with, and ending it with on the next sheet."""


@dataclass(frozen=True, eq=False)
class TableLayout:
    """A table laid out in a width."""

    table: Table
    width: float

    @cached_property
    def widths(self) -> tuple[float, ...]:
        """Widths of the columns; together as wide as the table."""
        wanted = [self._wanted(i) for i in range(len(self.table.columns))]
        spare = self.width - sum(wanted)
        if spare >= 0.0:
            shares = [column.share for column in self.table.columns]
            return tuple(w + spare * s / sum(shares) for w, s in zip(wanted, shares, strict=True))
        return self._squeezed(wanted)

    def _wanted(self, column: int) -> float:
        head = self.table.columns[column].title
        words = [advance(word, HEAD, SEMIBOLD) * UNBROKEN for word in head.split(" ")]
        cells = [advance(row[column].text, SIZE, SEMIBOLD) for row in self.table.rows]
        return max((*words, *cells)) + 2 * PAD + 1.0

    def _squeezed(self, wanted: Sequence[float]) -> tuple[float, ...]:
        """Take from the columns of words first, the widest most; then from all alike."""
        columns = self.table.columns
        over = sum(wanted) - self.width
        give = [
            0.0 if c.right else max(w - NARROWEST, 0.0)
            for w, c in zip(wanted, columns, strict=True)
        ]
        part = min(1.0, over / sum(give)) if sum(give) > 0.0 else 0.0
        left = [w - g * part for w, g in zip(wanted, give, strict=True)]
        shrink = min(1.0, self.width / sum(left))
        return tuple(w * shrink for w in left)

    def lines(self, row: int, column: int) -> tuple[str, ...]:
        """Return a cell's text in lines."""
        cell = self.table.rows[row][column]
        weight = SEMIBOLD if cell.bold else REGULAR
        return wrapped(cell.text, SIZE, self.widths[column] - 2 * PAD, weight)

    def head(self, column: int) -> tuple[str, ...]:
        """Return a column's title in lines."""
        title = self.table.columns[column].title
        return wrapped(title, HEAD, self.widths[column] - 2 * PAD, SEMIBOLD)

    @cached_property
    def title_height(self) -> float:
        """What the title takes."""
        if not self.table.title:
            return 0.0
        return height(len(wrapped(self.table.title, TITLE, self.width, SEMIBOLD)), TITLE) + 2.0

    @cached_property
    def head_height(self) -> float:
        """What the columns' titles take."""
        most = max(len(self.head(i)) for i in range(len(self.table.columns)))
        return height(most, HEAD) + 2 * LEAD

    @cached_property
    def row_heights(self) -> tuple[float, ...]:
        """What each row takes."""
        columns = range(len(self.table.columns))
        return tuple(
            max(
                height(max(len(self.lines(row, column)) for column in columns), SIZE) + 2 * LEAD,
                self.table.height,
            )
            for row in range(len(self.table.rows))
        )

    @cached_property
    def note_height(self) -> float:
        """What the note below takes."""
        if not self.table.note:
            return 0.0
        return height(len(wrapped(self.table.note, NOTE, self.width)), NOTE) + 4.0

    @property
    def height(self) -> float:
        """What all of it takes."""
        return self.title_height + self.head_height + sum(self.row_heights) + self.note_height

    def parted(self, room: float) -> tuple[Table | None, Table | None]:
        """Return what of the table fits a height, and what is left; the note stays with the end."""
        if self.height <= room:
            return self.table, None
        left = room - self.title_height - self.head_height
        kept = 0
        for row in self.row_heights:
            if row > left:
                break
            left, kept = left - row, kept + 1
        kept = min(kept, len(self.table.rows) - FEWEST)
        if kept < FEWEST:
            return None, self.table
        begin = replace(self.table, rows=self.table.rows[:kept], note="")
        title = self.table.title
        rest = title if not title or title.endswith(", continued") else f"{title}, continued"
        return begin, replace(self.table, rows=self.table.rows[kept:], title=rest)
