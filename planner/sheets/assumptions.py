"""The Assumptions sheet: line by driver, evidence beside both positions, what each is worth."""

from collections.abc import Callable, Hashable, Mapping
from dataclasses import dataclass
from functools import partial
from typing import Literal

from planner.agreement.results import Results
from planner.base.memo import Memo
from planner.base.stages import Seat
from planner.base.units import ENGLISH, NumberStyle
from planner.plan.document import TEAM_LINE
from planner.plan.keys import TEAM, Driver, line_key
from planner.plan.resolve import Assumption, Status
from planner.sheets.assumption_cells import CellMaker, Trends
from planner.sheets.assumption_change import changer
from planner.sheets.assumption_months import Months, months_of
from planner.sheets.assumption_words import Speaker
from planner.sheets.cells import Cell, Column, Explanation, Kind, Row, Tone
from planner.sheets.table import TableRow, TableSheet, said, unfolded
from planner.sheets.words import line_title

Order = Literal["plan", "worth"]
NAME = "Assumptions"
OF_TEAM = (
    "What all reps together can take in, and how much of the marketing pipeline is to become "
    "opportunities. Without reps, or without a load per rep, nothing is limited."
)
EMPTY = "No lines yet: import CRM exports, or add a line to plan by hand."


@dataclass(frozen=True)
class Entry:
    """An assumption and the months below it that have a value of their own."""

    assumption: Assumption
    months: tuple[Assumption, ...] = ()


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


def assumptions_sheet(
    results: Results,
    *,
    seat: Seat = Seat.TOGETHER,
    style: NumberStyle = ENGLISH,
    folded: frozenset[str] = frozenset(),
    order: Order = "plan",
    trends: Trends | None = None,
    memo: Memo | None = None,
    months: frozenset[str] = frozenset(),
) -> TableSheet:
    """Return the grid of all assumptions.

    Rows are assumption keys (`LINE/DRIVER[/YYYY-MM]`) below one heading per line (`line:NAME`), the
    team's last; ordered by worth they stand alone, the dearest first. `trends` are the spark lines
    of rates, lags and deal sizes; volumes have theirs from the evidence. With the `memo` of an
    earlier call only the rows of lines that an edit touched are made again. `months` are the keys
    of the years that are unfolded at the right.
    """
    at_right = months_of(results.plan, months)
    maker = RowMaker(CellMaker(results, seat, style, trends or {}), at_right)
    found = entries(results)
    by_line = partial(_by_line, results, found, maker, folded, memo or Memo())
    rows = _by_worth(results, found, maker) if order == "worth" else by_line()
    known = {a.key: a for a in results.said}
    columns = (*columns_for(seat), *at_right.columns(seat))
    return TableSheet(
        NAME,
        columns,
        unfolded(rows),
        _explainer(results, known, maker, columns),
        changer(results, known, seat, style, at_right.typed),
        empty=EMPTY,
        listing=partial(_listing, found, maker),
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
        months = self.months.cells(self.cells, entry.assumption, entry.months)
        return self.cells.cells(entry.assumption, whole=True, months=months)


def entries(results: Results) -> tuple[Entry, ...]:
    """Return every driver once, in the plan's order, with the months that have their own value."""
    by_driver: dict[tuple[str, Driver], list[Assumption]] = {}
    for assumption in results.said:
        by_driver.setdefault((assumption.line, assumption.driver), []).append(assumption)
    made = []
    for group in by_driver.values():
        whole = next((a for a in group if a.month is None), group[0])
        months = tuple(a for a in group if a is not whole)
        made.append(Entry(whole, months))
    return tuple(made)


def _by_worth(results: Results, found: tuple[Entry, ...], maker: RowMaker) -> list[TableRow]:
    dearest = sorted(found, key=lambda e: -abs(results.worth(e.assumption)))
    return [_alone(entry.assumption, maker.whole(entry), maker.cells) for entry in dearest]


def _listing(found: tuple[Entry, ...], maker: RowMaker) -> tuple[TableRow, ...]:
    """Return every assumption, months too, with its line in its name."""
    rows: list[TableRow] = []
    for entry in found:
        rows.append(_alone(entry.assumption, maker.whole(entry), maker.cells))
        months = ((month, maker.cells.cells(month, whole=False)) for month in entry.months)
        rows += [_alone(month, cells, maker.cells) for month, cells in months]
    return tuple(rows)


def _alone(assumption: Assumption, cells: dict[str, Cell], maker: CellMaker) -> TableRow:
    """Return a row that says of itself to which line it belongs."""
    name = f"{line_title(assumption.line)} · {maker.name(assumption)}"
    return TableRow(Row(assumption.key), cells | {"name": Cell(name, name)})


def _by_line(
    results: Results,
    found: tuple[Entry, ...],
    maker: RowMaker,
    folded: frozenset[str],
    memo: Memo,
) -> list[TableRow]:
    by_line: dict[str, list[Entry]] = {}
    for entry in found:
        by_line.setdefault(entry.assumption.line, []).append(entry)
    made = []
    lines = (*results.plan.lines, TEAM_LINE) if results.plan.lines else ()
    for line in lines:
        mine = by_line.get(line.name, [])
        shut = folded.intersection([line_key(line.name), *(e.assumption.key for e in mine)])
        shown = (
            ("rows", results.evidence, results.plan.said_of(line), results.plan.currency),
            (maker.cells.seat, maker.cells.style, shut, maker.layout),
            tuple(results.worth(e.assumption) for e in mine),
            tuple(maker.cells.trends.get((line.name, e.assumption.driver)) for e in mine),
        )
        made += memo(shown, partial(_line_rows, line.name, mine, maker, shut, memo))
    return made


def _line_rows(
    name: str, mine: list[Entry], maker: RowMaker, folded: frozenset[str], memo: Memo
) -> list[TableRow]:
    key = line_key(name)
    heading = _heading(name, [e.assumption for e in mine], key in folded, maker.months)
    made = [TableRow(Row(key, 0, folds=True, folded=key in folded), heading)]
    for entry in mine:
        shut = entry.assumption.key in folded
        made += memo(_decides(entry, maker, shut), partial(_entry_rows, entry, maker, shut))
    return made


def _entry_rows(entry: Entry, maker: RowMaker, folded: bool) -> list[TableRow]:
    row = Row(entry.assumption.key, 1, bool(entry.months), folded)
    months = (TableRow(Row(a.key, 2), maker.cells.cells(a, whole=False)) for a in entry.months)
    cells = maker.whole(entry)
    disputed = sum(a.status is Status.DISPUTED for a in entry.months)
    if folded and disputed and entry.assumption.status is not Status.DISPUTED:
        some = "1 month" if disputed == 1 else f"{disputed} months"
        cells["status"] = Cell(f"{some} disputed", None, Tone.DISPUTE, Kind.STATUS, mark="◆")
    return [TableRow(row, cells), *months]


def _decides(entry: Entry, maker: RowMaker, folded: bool) -> Hashable:
    """Return all that decides the rows of a driver."""
    cells, whole = maker.cells, entry.assumption
    plan, all_of_it = cells.results.plan, (whole, *entry.months)
    return (
        ("entry", plan.stages, plan.currency, cells.results.evidence, plan.line(whole.line)),
        (cells.seat, cells.style, folded, all_of_it, maker.layout),
        tuple(plan.claims_of(whole.line, whole.driver).items()),
        tuple(plan.comments.get(a.slot) for a in all_of_it),
        cells.results.worth(whole),
        cells.trends.get((whole.line, whole.driver)),
    )


def _heading(name: str, mine: list[Assumption], folded: bool, months: Months) -> dict[str, Cell]:
    columns = (*columns_for(Seat.TOGETHER), *months.columns(Seat.TOGETHER))
    cells = dict.fromkeys((column.key for column in columns), Cell(tone=Tone.GROUP))
    title = line_title(name)
    cells["name"] = Cell(title, title, Tone.GROUP, bold=True)
    disputed = sum(a.status is Status.DISPUTED for a in mine)
    if folded and disputed:
        cells["status"] = Cell(f"{disputed} disputed", None, Tone.GROUP, mark="◆")
    return cells


def _explainer(
    results: Results,
    known: Mapping[str, Assumption],
    maker: RowMaker,
    columns: tuple[Column, ...],
) -> Callable[[str, str], Explanation]:
    """Return the function from the keys of row and column to a cell's sentence."""
    speaker = Speaker(results, maker.cells.seat, maker.cells.style)
    titles = {column.key: column.title for column in columns}

    def explain(row: str, column: str) -> Explanation:
        if row not in known:
            return _explain_line(results, row, speaker.style)
        told = maker.months.explain(results, speaker, known[row], column)
        return told or speaker.explain(known[row], column, titles[column])

    return explain


def _explain_line(results: Results, row: str, style: NumberStyle) -> Explanation:
    from planner.base import units

    working = results.working
    for i, line in enumerate(results.plan.lines):
        if line_key(line.name) == row:
            booked = float(working.bookings[i].sum())
            amount = units.money_short(booked, results.plan.currency, style)
            entry = results.plan.stages[line.entry]
            return said(line.name, f"Enters at {entry}; books {amount} in the working plan.")
    return said(line_title(TEAM), OF_TEAM) if row == line_key(TEAM) else said("")
