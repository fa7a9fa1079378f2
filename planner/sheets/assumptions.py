"""The Assumptions sheet: line by driver, evidence beside both positions, what each is worth."""

from collections.abc import Callable, Mapping
from functools import partial
from typing import Literal

from planner.agreement.results import Results
from planner.base.memo import Memo
from planner.base.stages import Seat
from planner.base.units import ENGLISH, NumberStyle
from planner.plan.document import TEAM_LINE
from planner.plan.homeless import homeless_words
from planner.plan.keys import TEAM, line_key
from planner.plan.resolve import Assumption
from planner.sheets.assumption_cells import CellMaker, Trends
from planner.sheets.assumption_change import changer
from planner.sheets.assumption_groups import explain_group, rows_by_line
from planner.sheets.assumption_lines import Entry, RowMaker, columns_for, line_entries
from planner.sheets.assumption_months import months_of
from planner.sheets.assumption_words import Speaker
from planner.sheets.cells import Cell, Column, Explanation, Row
from planner.sheets.groups import GROUP
from planner.sheets.table import TableRow, TableSheet, said, unfolded
from planner.sheets.words import line_title

Order = Literal["plan", "worth"]
NAME = "Assumptions"
OF_TEAM = (
    "What all reps together can take in, and how much of the marketing pipeline is to become "
    "opportunities. Without reps, or without a load per rep, nothing is limited."
)
EMPTY = "No lines yet: import CRM exports, or add a line to plan by hand."


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
    team's last, lines of one channel below its own (`group:CHANNEL`), which rolls them up; ordered
    by worth they stand alone, the dearest first. `trends` are the spark lines of rates, lags and
    deal sizes; volumes have theirs from the evidence. With the `memo` of an earlier call only the
    rows of lines that an edit touched are made again. `months` are the keys of the years that are
    unfolded at the right.
    """
    at_right = months_of(results.plan, months)
    maker = RowMaker(CellMaker(results, seat, style, trends or {}), at_right)
    memo = memo or Memo()
    by_worth = order == "worth"
    rows = _by_worth(maker, memo) if by_worth else rows_by_line(maker, folded, memo)
    known = {a.key: a for a in results.said}
    columns = (*columns_for(seat), *at_right.columns(seat))
    return TableSheet(
        NAME,
        columns,
        unfolded(rows),
        _explainer(results, known, maker, columns),
        changer(results, known, seat, style, at_right.typed),
        footnote=homeless_words(results.plan.homeless),
        empty=EMPTY,
        listing=partial(_listing, maker, memo),
    )


def entries(results: Results, memo: Memo) -> tuple[Entry, ...]:
    """Return every driver once, in the plan's order, with the months that have their own value."""
    lines = (*results.plan.lines, TEAM_LINE)
    return tuple(entry for line in lines for entry in line_entries(results, line, memo))


def _by_worth(maker: RowMaker, memo: Memo) -> list[TableRow]:
    results = maker.cells.results
    dearest = sorted(entries(results, memo), key=lambda e: -abs(results.worth(e.assumption)))
    return [_alone(entry.assumption, maker.whole(entry), maker.cells) for entry in dearest]


def _listing(maker: RowMaker, memo: Memo) -> tuple[TableRow, ...]:
    """Return every assumption, months too, with its line in its name."""
    rows: list[TableRow] = []
    for entry in entries(maker.cells.results, memo):
        rows.append(_alone(entry.assumption, maker.whole(entry), maker.cells))
        months = ((month, maker.cells.cells(month, whole=False)) for month in entry.months)
        rows += [_alone(month, cells, maker.cells) for month, cells in months]
    return tuple(rows)


def _alone(assumption: Assumption, cells: dict[str, Cell], maker: CellMaker) -> TableRow:
    """Return a row that says of itself to which line it belongs."""
    name = f"{line_title(assumption.line)} · {maker.name(assumption)}"
    return TableRow(Row(assumption.key), cells | {"name": Cell(name, name)})


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
        if row.startswith(GROUP):
            return explain_group(results, row, speaker.tongue)
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
