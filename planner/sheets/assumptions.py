"""The Assumptions sheet: line by driver, evidence beside both positions, what each is worth."""

from collections.abc import Hashable
from dataclasses import dataclass
from functools import partial
from typing import Literal

from planner.agreement.results import Results
from planner.base.memo import Memo
from planner.base.stages import Seat
from planner.base.units import ENGLISH, NumberStyle
from planner.plan.keys import Driver, line_key
from planner.plan.resolve import Assumption, Status
from planner.sheets.assumption_cells import CellMaker, Trends
from planner.sheets.assumption_change import changer
from planner.sheets.assumption_words import Speaker
from planner.sheets.cells import Cell, Column, Explanation, Kind, Row, Tone
from planner.sheets.table import TableRow, TableSheet, said, unfolded

Order = Literal["plan", "worth"]
NAME = "Assumptions"
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
) -> TableSheet:
    """Return the grid of all assumptions.

    Rows are assumption keys (`LINE/DRIVER[/YYYY-MM]`) below one heading per line (`line:NAME`);
    ordered by worth they stand alone, the dearest first. `trends` are the spark lines of rates,
    lags and deal sizes; volumes have theirs from the evidence. With the `memo` of an earlier call
    only the rows of lines that an edit touched are made again.
    """
    maker = CellMaker(results, seat, style, trends or {})
    found = entries(results)
    by_line = partial(_by_line, results, found, maker, folded, memo or Memo())
    rows = _by_worth(results, found, maker) if order == "worth" else by_line()
    known = {a.key: a for a in results.assumptions}
    speaker, columns = Speaker(results, seat, style), columns_for(seat)
    titles = {column.key: column.title for column in columns}

    def explain(row: str, column: str) -> Explanation:
        if row in known:
            return speaker.explain(known[row], column, titles[column])
        return _explain_line(results, row, style)

    return TableSheet(
        NAME,
        columns,
        unfolded(rows),
        explain,
        changer(results, known, seat, style),
        empty=EMPTY,
        listing=partial(_listing, found, maker),
    )


def entries(results: Results) -> tuple[Entry, ...]:
    """Return every driver once, in the plan's order, with the months that have their own value."""
    by_driver: dict[tuple[str, Driver], list[Assumption]] = {}
    for assumption in results.assumptions:
        by_driver.setdefault((assumption.line, assumption.driver), []).append(assumption)
    made = []
    for group in by_driver.values():
        whole = next((a for a in group if a.month is None), group[0])
        months = tuple(a for a in group if a is not whole)
        made.append(Entry(whole, months))
    return tuple(made)


def _by_worth(results: Results, found: tuple[Entry, ...], maker: CellMaker) -> list[TableRow]:
    dearest = sorted(found, key=lambda e: -abs(results.worth(e.assumption)))
    return [_alone(entry.assumption, maker) for entry in dearest]


def _listing(found: tuple[Entry, ...], maker: CellMaker) -> tuple[TableRow, ...]:
    """Return every assumption, months too, with its line in its name."""
    rows: list[TableRow] = []
    for entry in found:
        rows.append(_alone(entry.assumption, maker))
        rows += [_alone(month, maker, whole=False) for month in entry.months]
    return tuple(rows)


def _alone(assumption: Assumption, maker: CellMaker, *, whole: bool = True) -> TableRow:
    """Return a row that says of itself to which line it belongs."""
    name = f"{assumption.line} · {maker.name(assumption)}"
    cells = maker.cells(assumption, whole=whole)
    return TableRow(Row(assumption.key), cells | {"name": Cell(name, name)})


def _by_line(
    results: Results,
    found: tuple[Entry, ...],
    maker: CellMaker,
    folded: frozenset[str],
    memo: Memo,
) -> list[TableRow]:
    by_line: dict[str, list[Entry]] = {}
    for entry in found:
        by_line.setdefault(entry.assumption.line, []).append(entry)
    made = []
    for line in results.plan.lines:
        mine = by_line.get(line.name, [])
        shut = folded.intersection([line_key(line.name), *(e.assumption.key for e in mine)])
        shown = (
            ("rows", results.evidence, results.plan.said_of(line), results.plan.currency),
            (maker.seat, maker.style, shut),
            tuple(results.worth(e.assumption) for e in mine),
            tuple(maker.trends.get((line.name, e.assumption.driver)) for e in mine),
        )
        made += memo(shown, partial(_line_rows, line.name, mine, maker, shut, memo))
    return made


def _line_rows(
    name: str, mine: list[Entry], maker: CellMaker, folded: frozenset[str], memo: Memo
) -> list[TableRow]:
    key = line_key(name)
    heading = _heading(name, [e.assumption for e in mine], key in folded)
    made = [TableRow(Row(key, 0, folds=True, folded=key in folded), heading)]
    for entry in mine:
        shut = entry.assumption.key in folded
        made += memo(_decides(entry, maker, shut), partial(_entry_rows, entry, maker, shut))
    return made


def _entry_rows(entry: Entry, maker: CellMaker, folded: bool) -> list[TableRow]:
    row = Row(entry.assumption.key, 1, bool(entry.months), folded)
    cells = maker.cells(entry.assumption, whole=True)
    months = (TableRow(Row(a.key, 2), maker.cells(a, whole=False)) for a in entry.months)
    return [TableRow(row, cells), *months]


def _decides(entry: Entry, maker: CellMaker, folded: bool) -> Hashable:
    """Return all that decides the rows of a driver."""
    plan, whole = maker.results.plan, entry.assumption
    all_of_it = (whole, *entry.months)
    return (
        ("entry", plan.stages, plan.currency, maker.results.evidence, plan.line(whole.line)),
        (maker.seat, maker.style, folded, all_of_it),
        tuple(plan.claims_of(whole.line, whole.driver).items()),
        tuple(plan.comments.get(a.slot) for a in all_of_it),
        maker.results.worth(whole),
        maker.trends.get((whole.line, whole.driver)),
    )


def _heading(name: str, mine: list[Assumption], folded: bool) -> dict[str, Cell]:
    cells = {column.key: Cell(tone=Tone.GROUP) for column in columns_for(Seat.TOGETHER)}
    cells["name"] = Cell(name, name, Tone.GROUP, bold=True)
    disputed = sum(a.status is Status.DISPUTED for a in mine)
    if folded and disputed:
        cells["status"] = Cell(f"{disputed} disputed", None, Tone.GROUP, mark="◆")
    return cells


def _explain_line(results: Results, row: str, style: NumberStyle) -> Explanation:
    from planner.base import units

    working = results.working
    for i, line in enumerate(results.plan.lines):
        if line_key(line.name) == row:
            booked = float(working.bookings[i].sum())
            amount = units.money_short(booked, results.plan.currency, style)
            entry = results.plan.stages[line.entry]
            return said(line.name, f"Enters at {entry}; books {amount} in the working plan.")
    return said("")
