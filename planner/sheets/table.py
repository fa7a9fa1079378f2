"""A grid whose rows are known: rows of cells, with functions that explain and change them."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field, replace
from functools import cached_property

from planner.base.problem import Problem, RefusedError
from planner.plan.edits import Draft
from planner.sheets.cells import EMPTY, Cell, Column, Explanation, Part, Row

Explainer = Callable[[str, str], Explanation]
Changer = Callable[[str, str, str], tuple[Draft, ...]]


@dataclass(frozen=True, slots=True)
class TableRow:
    """A row's identity and its cells by column key; a missing key is an empty cell."""

    row: Row
    cells: dict[str, Cell]


def unexplained(_row: str, _column: str) -> Explanation:
    """Explain nothing."""
    return Explanation("")


def refuse_change(_row: str, _column: str, _text: str) -> tuple[Draft, ...]:
    """Refuse typing into a sheet of results."""
    raise RefusedError(
        Problem("This is a result, not an input", "", "Change the assumptions it follows from")
    )


@dataclass(frozen=True)
class TableSheet:
    """A `Sheet` over rows in memory.

    `explainer` and `changer` are given the keys of row and column. `footnote` stands under the
    grid, `empty` where there are no rows. `every` are the rows with those that are folded away,
    where these are known. `listing` are the rows without outline, to be sorted and filtered; a
    sheet without them is sorted and filtered within its outline.
    """

    name: str
    columns: tuple[Column, ...]
    rows: tuple[TableRow, ...]
    explainer: Explainer = unexplained
    changer: Changer = refuse_change
    frozen: int = 1
    footnote: str = ""
    empty: str = ""
    listing: Callable[[], tuple[TableRow, ...]] | None = field(default=None, compare=False)
    every: tuple[TableRow, ...] = field(default=(), compare=False)

    @cached_property
    def places(self) -> dict[str, int]:
        """Where each row stands, by its key."""
        return {row.row.key: place for place, row in enumerate(self.rows)}

    @property
    def known_rows(self) -> tuple[TableRow, ...]:
        """All rows, also those folded away as far as they are known."""
        return self.every or self.rows

    def opened(self) -> "TableSheet":
        """Return the sheet with every known row unfolded."""
        return replace(self, rows=self.known_rows) if self.every else self

    def each(self, change: Callable[[TableRow], TableRow]) -> "TableSheet":
        """Return the sheet with every row changed, those folded away too."""
        every = tuple(map(change, self.every))
        return replace(self, rows=unfolded(every) or tuple(map(change, self.rows)), every=every)

    @property
    def row_count(self) -> int:
        """How many rows are shown."""
        return len(self.rows)

    def row(self, row: int) -> Row:
        """Return a row's identity."""
        return self.rows[row].row

    def cell(self, row: int, column: int) -> Cell:
        """Return one cell."""
        return self.rows[row].cells.get(self.columns[column].key, EMPTY)

    def explain(self, row: int, column: int) -> Explanation:
        """Return the sentence for the explain bar."""
        return self.explainer(self.row(row).key, self.columns[column].key)

    def change(self, row: int, column: int, text: str) -> tuple[Draft, ...]:
        """Return the edits that typing `text` into a cell means; RefusedError says why not."""
        return self.changer(self.row(row).key, self.columns[column].key, text)

    def row_of(self, key: str) -> int | None:
        """Return where a row stands by its key, None if it does not."""
        return self.places.get(key)

    def find(self, row: str, column: str) -> tuple[int, int] | None:
        """Return where a cell stands by its keys, None where it is folded away or absent."""
        keys = [c.key for c in self.columns]
        if row not in self.places:
            return None
        return self.places[row], keys.index(column) if column in keys else 0


def unfolded(rows: Iterable[TableRow]) -> tuple[TableRow, ...]:
    """Return the rows without those that stand deeper below a folded one."""
    shown, hidden_below = [], None
    for row in rows:
        if hidden_below is not None and row.row.level > hidden_below:
            continue
        hidden_below = row.row.level if row.row.folded else None
        shown.append(row)
    return tuple(shown)


def outlined(  # noqa: PLR0917 - the parts of a sheet
    name: str, columns: tuple[Column, ...], rows: Iterable[TableRow], explainer: Explainer,
    changer: Changer = refuse_change, footnote: str = "", *, frozen: int = 1, empty: str = "",
) -> TableSheet:  # fmt: skip
    """Return a sheet whose rows fold below each other, also those that are folded away."""
    every = tuple(rows)
    return TableSheet(
        name, columns, unfolded(every), explainer, changer, frozen, footnote, empty, every=every
    )


def said(name: str, *parts: Part | str) -> Explanation:
    """Return an explanation from texts and parts."""
    return Explanation(name, tuple(Part(p) if isinstance(p, str) else p for p in parts))


def strong(text: str) -> Part:
    """Return a piece of a sentence in bold."""
    return Part(text, bold=True)
