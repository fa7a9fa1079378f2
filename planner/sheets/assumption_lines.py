"""The rows of a line on the Assumptions sheet: its heading, its drivers, their months."""

from collections.abc import Callable, Hashable, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache, partial

from planner.agreement.results import Results
from planner.base.memo import Memo
from planner.base.stages import Seat
from planner.plan.assumption import Assumption, Status
from planner.plan.document import Line
from planner.plan.keys import Driver, line_key, quote
from planner.sheets.assumption_cells import CellMaker
from planner.sheets.assumption_months import Months
from planner.sheets.cells import Cell, Column, Kind, Row, Tone
from planner.sheets.table import TableRow


@dataclass(frozen=True)
class Entry:
    """An assumption and the months below it that have a value of their own."""

    assumption: Assumption
    months: tuple[Assumption, ...] = ()


@lru_cache
def columns_for(seat: Seat) -> tuple[Column, ...]:
    """Return the columns; the seat that is not speaking is dimmed."""
    return (
        Column("name", "Assumption"),
        Column("owner", "Owner"),
        Column("evidence", "Evidence", Kind.NUMBER),
        Column("interval", "90% interval", Kind.NUMBER),
        Column("n", "n", Kind.NUMBER),
        Column("trend", "Trend", Kind.SPARK, 56),
        Column(
            "marketing", "Marketing", Kind.NUMBER, 84, Seat.MARKETING, dimmed=seat is Seat.SALES
        ),
        Column("sales", "Sales", Kind.NUMBER, 76, Seat.SALES, dimmed=seat is Seat.MARKETING),
        Column("working", "Working", Kind.NUMBER, bold=True),
        Column("difference", "Difference", Kind.NUMBER),
        Column("worth", "Worth", Kind.MONEY, by_size=True),
        Column("status", "Status", Kind.STATUS),
        Column("note", "Note", Kind.TEXT, 200),
    )


@dataclass(frozen=True)
class RowMaker:
    """Makes the cells of a driver's row, with its months in the years that are unfolded."""

    cells: CellMaker
    months: Months

    @property
    def layout(self) -> Hashable:
        """What decides which months there are, and which are shown."""
        plan = self.cells.results.plan
        return plan.start, plan.months, plan.fiscal_start, self.months.unfolded

    def whole(self, entry: Entry) -> dict[str, Cell]:
        """Return the cells of the row of a driver."""
        return self.said(entry) | self.worth(entry)

    def said(self, entry: Entry) -> dict[str, Cell]:
        """Return the cells that follow from what is said and measured of the driver alone."""
        months = self.months.cells(self.cells, entry.assumption, entry.months)
        return self.cells.cells(entry.assumption, whole=True, months=months)

    def worth(self, entry: Entry) -> dict[str, Cell]:
        """Return the cell that follows from the whole line."""
        return {"worth": self.cells.worth(entry.assumption)}


@dataclass(frozen=True, slots=True)
class Placed:
    """A line among the rows: what it is called there, and how deep its heading stands."""

    line: Line
    title: str
    depth: int = 0


def line_entries(results: Results, line: Line, memo: Memo) -> tuple[Entry, ...]:
    """Return every driver of a line, or of the team, once, with the months of its own values."""
    every = bool(results.plan.lines)
    decides = ("entries", results.evidence, results.plan.said_of(line), every)
    return memo(decides, partial(_entries, results.said_of(line.name)))


def _entries(said: Sequence[Assumption]) -> tuple[Entry, ...]:
    by_driver: dict[Driver, list[Assumption]] = {}
    for assumption in said:
        by_driver.setdefault(assumption.driver, []).append(assumption)
    made = []
    for group in by_driver.values():
        whole = next((a for a in group if a.month is None), group[0])
        made.append(Entry(whole, tuple(a for a in group if a is not whole)))
    return tuple(made)


def line_rows(
    placed: Placed, maker: RowMaker, folded: frozenset[str], memo: Memo
) -> list[TableRow]:
    """Return a line's heading and what stands below it, made again only where it has changed."""
    results, line = maker.cells.results, placed.line
    mine = line_entries(results, line, memo)
    key, below = line_key(line.name), f"{quote(line.name)}/"
    shut = frozenset(one for one in folded if one == key or one.startswith(below))
    shown = (
        ("rows", placed, results.evidence, results.plan.said_of(line), results.plan.currency),
        (maker.cells.seat, maker.cells.style, shut, maker.layout),
        results.worths(line.name),
        tuple(maker.cells.trends.get(line.name, {}).items()),
    )
    return memo(shown, partial(_line_rows, placed, mine, maker, shut, memo))


def _line_rows(
    placed: Placed, mine: Sequence[Entry], maker: RowMaker, folded: frozenset[str], memo: Memo
) -> list[TableRow]:
    key, depth = line_key(placed.line.name), placed.depth
    top = heading(placed.title, [e.assumption for e in mine], key in folded, maker.months)
    made = [TableRow(Row(key, depth, folds=True, folded=key in folded), top)]
    for entry in mine:
        shut = entry.assumption.key in folded
        make = partial(_entry_rows, entry, maker, shut, depth + 1)
        made += _priced_rows(entry, maker, _decides(entry, maker, shut, depth), make, memo)
    return made


def _priced_rows(
    entry: Entry,
    maker: RowMaker,
    decides: tuple[object, ...],
    make: Callable[[], list[TableRow]],
    memo: Memo,
) -> list[TableRow]:
    """Return the rows of a driver with its worth, which changes with other drivers of its line."""
    key = entry.assumption.line, entry.assumption.driver
    unpriced = memo.latest(("rows", *key), decides, make)

    def priced() -> list[TableRow]:
        first, *below = unpriced
        return [replace(first, cells=first.cells | maker.worth(entry)), *below]

    worth = maker.cells.results.worth(entry.assumption)
    return memo.latest(("priced", *key), (unpriced, worth), priced)


def _entry_rows(entry: Entry, maker: RowMaker, folded: bool, depth: int) -> list[TableRow]:
    row = Row(entry.assumption.key, depth, bool(entry.months), folded)
    below = depth + 1
    months = (TableRow(Row(a.key, below), maker.cells.cells(a, whole=False)) for a in entry.months)
    cells = maker.said(entry)
    disputed = sum(a.status is Status.DISPUTED for a in entry.months)
    if folded and disputed and entry.assumption.status is not Status.DISPUTED:
        some = "1 month" if disputed == 1 else f"{disputed} months"
        cells["status"] = Cell(f"{some} disputed", None, Tone.DISPUTE, Kind.STATUS, mark="◆")
    return [TableRow(row, cells), *months]


def _decides(entry: Entry, maker: RowMaker, folded: bool, depth: int) -> tuple[object, ...]:
    """Return all that decides the rows of a driver, but for its worth."""
    cells, whole = maker.cells, entry.assumption
    plan = cells.results.plan
    return (
        *(entry, folded, depth, plan.claims_of(whole.line, whole.driver), plan.comments),
        *(plan.stages, plan.currency, plan.lines, cells.results.evidence),
        *(cells.seat, cells.style, maker.layout, cells.trends.get(whole.line)),
    )


def heading(
    title: str, mine: Sequence[Assumption], folded: bool, months: Months
) -> dict[str, Cell]:
    """Return the cells of a heading; folded it says how much below it is disputed."""
    columns = (*columns_for(Seat.TOGETHER), *months.columns(Seat.TOGETHER))
    cells = dict.fromkeys((column.key for column in columns), Cell(tone=Tone.GROUP))
    cells["name"] = Cell(title, title, Tone.GROUP, bold=True)
    disputed = sum(a.status is Status.DISPUTED for a in mine)
    if folded and disputed:
        cells["status"] = Cell(f"{disputed} disputed", None, Tone.GROUP, mark="◆")
    return cells
