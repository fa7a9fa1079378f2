"""Time and ageing: how long each stage takes, what is still there, and money per day."""

import math
from collections.abc import Iterator

from planner.base.units import Unit
from planner.evidence.counted import Pair
from planner.evidence.cuts import Window
from planner.evidence.figures import THIN
from planner.evidence.money import opportunity_stage
from planner.evidence.stays import SalesVelocity, Stay, Stays
from planner.sheets.cells import Cell, Column, Explanation, Kind, Row
from planner.sheets.funnel import ALL, JOINED
from planner.sheets.stays_words import explain_stay
from planner.sheets.table import TableRow, TableSheet, unfolded
from planner.sheets.words import Tongue

NAME = "Time and ageing"
COLUMNS = (
    Column("entered", "Entered", Kind.NUMBER),
    Column("advanced", "Moved on", Kind.NUMBER),
    Column("lost", "Lost", Kind.NUMBER),
    Column("left25", "A quarter gone", Kind.DAYS),
    Column("left50", "Half gone", Kind.DAYS),
    Column("left75", "75% gone", Kind.DAYS),
    Column("lower", "25% moved on", Kind.DAYS),
    Column("median", "Half moved on", Kind.DAYS),
    Column("upper", "75% moved on", Kind.DAYS),
    Column("still", "Still there", Kind.NUMBER),
    Column("age", "Median age", Kind.DAYS),
    Column("limit", "90% closed by", Kind.DAYS),
    Column("older", "Older", Kind.NUMBER),
    Column("velocity", "Money per day", Kind.MONEY),
)


def stays_sheet(found: Stays, window: Window, folded: frozenset[str], tongue: Tongue) -> TableSheet:
    """Return every step of all together, its groups below it.

    Row keys are `step:I` and `step:I/LABEL`; column keys step and those of COLUMNS.
    """
    known = dict(_stays(found))
    rows = [
        TableRow(
            Row(key, int("/" in key), bool(found.by) and "/" not in key, key in folded),
            _cells(found, key, stay, tongue),
        )
        for key, stay in known.items()
    ]
    flat = tuple(TableRow(Row(row.row.key), row.cells) for row in rows)

    def explain(row: str, column: str) -> Explanation:
        stay = known[row]
        name = f"{JOINED.join(stay.key) or ALL} · {step_name(found, pair_of(found, row))}"
        speed = velocity_of(found, pair_of(found, row), stay)
        return explain_stay(found, stay, speed, name, column, window=window, tongue=tongue)

    return TableSheet(
        NAME,
        (Column("step", "Step", Kind.TEXT), *COLUMNS),
        unfolded(rows),
        explain,
        footnote=FOOTNOTE,
        listing=lambda: flat,
        every=tuple(rows),
    )


FOOTNOTE = (
    "Gone: moved on or lost, those still there counted until their age. Moved on: of those who "
    "move on within the observed age. Still there: whenever they entered; older than 90% of those "
    "that closed. The whole way is measured, not added up from its stages."
)


def step_key(found: Stays, pair: Pair, key: tuple[str, ...] = ()) -> str:
    """Return the row of a group's step, of all together without a group."""
    row = f"step:{found.pairs.index(pair)}"
    return f"{row}/{JOINED.join(key)}" if key else row


def pair_of(found: Stays, row: str) -> Pair:
    """Return the step a row tells of."""
    return found.pairs[int(row.partition("/")[0].partition(":")[2])]


def label_of(row: str) -> str:
    """Return the group a row tells of, '' for all together."""
    return row.partition("/")[2]


def stay_of(found: Stays, row: str) -> Stay:
    """Return the stay a row tells of."""
    return dict(_stays(found))[row]


def step_name(found: Stays, pair: Pair) -> str:
    """Return a step's name; the whole way and the closing say what they are."""
    return f"{found.stages[pair[0]]} → {found.stages[pair[1]]}"


def closing_of(found: Stays) -> Pair:
    """Return the step from Opportunity to the last stage."""
    return opportunity_stage(found.stages), len(found.stages) - 1


def velocity_of(found: Stays, pair: Pair, stay: Stay) -> SalesVelocity | None:
    """Return the money per day of a group, at its closing step only."""
    if pair != closing_of(found):
        return None
    return next((each for each in found.velocity if each.key == stay.key), None)


def _stays(found: Stays) -> Iterator[tuple[str, Stay]]:
    for pair, each in zip(found.pairs, found.steps, strict=True):
        yield step_key(found, pair), each[-1]
        for stay in sorted(each[:-1], key=lambda stay: -stay.step.entered):
            yield step_key(found, pair, stay.key), stay


def _cells(found: Stays, key: str, stay: Stay, tongue: Tongue) -> dict[str, Cell]:
    step, pair = stay.step, pair_of(found, key)
    name = JOINED.join(stay.key) or step_name(found, pair)
    cells = {"step": Cell(name, name, bold=not stay.key)}
    counts = (
        ("entered", step.entered),
        ("advanced", step.advanced),
        ("lost", step.lost),
        ("still", stay.still),
    )
    cells |= {column: Cell(tongue.count(n), float(n)) for column, n in counts}
    if math.isfinite(stay.limit):
        cells["older"] = Cell(tongue.count(stay.older), float(stay.older))
    cells |= _days(stay, tongue)
    speed = velocity_of(found, pair, stay)
    if speed is not None and math.isfinite(speed.money):
        cells["velocity"] = Cell(tongue.show(speed.money, Unit.MONEY), speed.money)
    return cells


def _days(stay: Stay, tongue: Tongue) -> dict[str, Cell]:
    step, n = stay.step, len(stay.ages)
    shown = {
        "left25": (stay.left[0], step.entered),
        "left50": (stay.left[1], step.entered),
        "left75": (stay.left[2], step.entered),
        "lower": (step.lower_quartile_days, step.conversions),
        "median": (step.matured_median_days, step.conversions),
        "upper": (step.upper_quartile_days, step.conversions),
        "age": (float(stay.ages[n // 2]) if n else math.nan, n),
        "limit": (stay.limit, step.advanced + step.lost),
    }
    return {
        key: Cell(tongue.show(days, Unit.DAYS), days, weight=float(n), thin=n < THIN)
        for key, (days, n) in shown.items()
        if math.isfinite(days)
    }
