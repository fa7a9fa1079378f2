"""What an import would change: the account of every row, journeys new and gone, the funnel."""

from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass

from planner.base import units
from planner.base.units import ENGLISH, NumberStyle
from planner.journeys.diff import Difference, reached_by, won_amount
from planner.journeys.table import Snapshot
from planner.sheets.cells import Cell, Column, Explanation, Kind, Row, Tone
from planner.sheets.data import account
from planner.sheets.table import TableRow, TableSheet, said
from planner.sheets.words import Tongue, heading

MOST_REASONS = 12
WON = "won amount"


@dataclass(frozen=True, slots=True)
class Tally:
    """How many journeys are new, changed, unchanged or gone; `wants` a look."""

    name: str
    count: str
    tip: str = ""
    wants: bool = False


@dataclass(frozen=True, eq=False)
class Preview:
    """What an import would make: the account of every row, the funnel before and after.

    `gone` journeys of the plan's data are not in the files; `reasons` say why rows are set aside.
    """

    journeys: int
    account: str
    funnel: TableSheet
    warnings: tuple[str, ...]
    reasons: tuple[str, ...] = ()
    tallies: tuple[Tally, ...] = ()
    gone: int = 0


def preview(
    read: Snapshot, kept: Snapshot, found: Difference, style: NumberStyle = ENGLISH
) -> Preview:
    """Return what an import would change.

    `read` is the snapshot of the files, `kept` what the plan would measure from now on, `found`
    the difference to what it measures now.
    """
    first = not any(total.before for total in found.stages)
    return Preview(
        len(read.journeys),
        account(read, style),
        _funnel(kept, found, first, Tongue(style, kept.journeys.currency)),
        kept.warnings,
        reasons(read, style),
        () if first else tallies(found, style),
        len(found.gone),
    )


def tallies(found: Difference, style: NumberStyle = ENGLISH) -> tuple[Tally, ...]:
    """Return how many journeys are new, changed, unchanged and gone."""
    gone = len(found.gone)
    return (
        Tally("New", units.count(len(found.new), style), "in the files, not in the plan’s data"),
        Tally("Changed", units.count(len(found.changed), style), "another stage, date or amount"),
        Tally("Unchanged", units.count(len(found.unchanged), style), "the same in both"),
        Tally(
            "Gone",
            units.count(gone, style),
            "in the plan’s data, not in the files",
            gone > 0,
        ),
    )


def reasons(snapshot: Snapshot, style: NumberStyle = ENGLISH) -> tuple[str, ...]:
    """Return why rows are set aside, each reason once with its count, the most frequent first."""
    counts = Counter(row.reason for row in snapshot.set_aside).most_common()
    told = [f"{units.count(n, style)} set aside: {reason}" for reason, n in counts[:MOST_REASONS]]
    rest = sum(n for _, n in counts[MOST_REASONS:])
    more = (f"{units.count(rest, style)} more set aside for other reasons",) if rest else ()
    return (*told, *more)


def import_label(journeys: int, style: NumberStyle = ENGLISH) -> str:
    """Return what an import is called as a step to undo: import 8,000 journeys.

    One of spend or counts alone brings no journeys, and is just an import.
    """
    if not journeys:
        return "import"
    return f"import {units.count(journeys, style)} journey{'' if journeys == 1 else 's'}"


def gone_question(gone: int, style: NumberStyle = ENGLISH) -> str:
    """Return the question about journeys that are not in the files any more."""
    if gone == 1:
        return "1 journey is not in these files. Gone, or outside the filter?"
    many = units.count(gone, style)
    return f"{many} journeys are not in these files. Gone, or outside the filter?"


def _funnel(kept: Snapshot, found: Difference, first: bool, tongue: Tongue) -> TableSheet:
    """Return how many journeys reach each stage, and what is won, now and after the import."""
    after = Column("after", "Journeys" if first else "After", Kind.NUMBER)
    columns: tuple[Column, ...] = (Column("stage", "Funnel"), after)
    if not first:
        now, change = Column("before", "Now", Kind.NUMBER), Column("change", "Change", Kind.NUMBER)
        columns = (columns[0], now, after, change)
    reached, count = reached_by(kept.journeys), tongue.count
    rows = [
        _total(t.stage, heading(t.stage), t.before, reached.get(t.stage, 0), count)
        for t in found.stages
    ]
    before, won = found.won[0], won_amount(kept.journeys)
    if before or won:
        rows.append(_total(WON, "Won amount", before, won, tongue.short))

    def explain(row: str, _column: str) -> Explanation:
        what = "amounts of the journeys won" if row == WON else "journeys that reached this stage"
        return said(row, what)

    return TableSheet("Funnel before and after", columns, tuple(rows), explain)


def _total(
    key: str, title: str, before: float, after: float, show: Callable[[float], str]
) -> TableRow:
    change = after - before
    sign = "+" if change > 0 else ""
    text = f"{sign}{show(change)}" if change else ""
    cells = {
        "stage": Cell(title, key),
        "before": Cell(show(before), float(before)),
        "after": Cell(show(after), float(after)),
        "change": Cell(text, float(change), Tone.MUTED),
    }
    return TableRow(Row(key), cells)
