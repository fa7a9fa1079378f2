"""One step in full: every group of a cut and its cohorts, with all that is known of each rate."""

import math
from collections.abc import Iterator

from planner.base.days import Month, month_text
from planner.base.units import Unit
from planner.evidence.cuts import Window
from planner.evidence.figures import THIN
from planner.evidence.measure import MeasuredTransition
from planner.evidence.steps import StepGroup, StepTable
from planner.sheets.cells import EMPTY, Cell, Column, Explanation, Kind, Row, Tone
from planner.sheets.funnel import ALL, JOINED, TOTAL_KEY
from planner.sheets.periods import months_text, quarter_text
from planner.sheets.steps_words import explain_step
from planner.sheets.table import TableRow, TableSheet, unfolded
from planner.sheets.words import Tongue, heading, title

NAME = "Steps and cohorts"
YOUNG = "○ still young"
COLUMNS = (
    Column("lost", "Lost", Kind.NUMBER),
    Column("open", "Open", Kind.NUMBER),
    Column("matured", "Matured", Kind.RATE),
    Column("interval", "90% interval", Kind.TEXT),
    Column("pooled", "Pooled", Kind.RATE),
    Column("weight", "Weight of pool", Kind.RATE),
    Column("risk", "At risk", Kind.NUMBER),
    Column("observed", "Observed days", Kind.DAYS),
    Column("lower", "25% by day", Kind.DAYS),
    Column("median", "Half by day", Kind.DAYS),
    Column("upper", "75% by day", Kind.DAYS),
    Column("mean", "Mean days", Kind.DAYS),
    Column("young", "", Kind.TEXT, 100),
)


def steps_sheet(
    found: StepTable, window: Window, tongue: Tongue, *, folded: bool = False
) -> TableSheet:
    """Return all together with their cohorts, then the groups, those with most entrants first.

    `folded` leaves the cohorts of all together out.

    Row keys are those of `group_key`, a cohort's `GROUP/YYYY-MM` by its first month; column keys
    group, entered, advanced and those of COLUMNS.
    """
    known = dict(_steps(found))
    every = tuple(
        TableRow(_outline(found, key, folded), _cells(found, key, step, tongue))
        for key, step in known.items()
    )
    rows = unfolded(every)
    lowest = (row for row in rows if not row.row.folds or row.row.folded)
    flat = tuple(TableRow(Row(row.row.key), row.cells) for row in lowest)

    def explain(row: str, column: str) -> Explanation:
        who = spoken(found, row)
        return explain_step(found, known[row], who, column, window=window, tongue=tongue)

    return TableSheet(
        NAME,
        _columns(found),
        rows,
        explain,
        footnote=footnote(found),
        listing=lambda: flat,
        every=every,
    )


def group_key(group: StepGroup) -> str:
    """Return a group's row key."""
    return f"group:{JOINED.join(group.key)}" if group.key else TOTAL_KEY


def group_of(found: StepTable, row: str) -> StepGroup:
    """Return the group a row tells of."""
    key = row if row in _keys(found) else row.rpartition("/")[0]
    return _keys(found).get(key, found.total)


def cohort_of(found: StepTable, row: str) -> Month | None:
    """Return the first month of a row's cohort, None where it tells of a group as a whole."""
    if row in _keys(found):
        return None
    text = row.rpartition("/")[2]
    return next(first for first in found.firsts if month_text(first) == text)


def spoken(found: StepTable, row: str) -> str:
    """Return who a row tells of."""
    name = JOINED.join(group_of(found, row).key) or ALL
    first = cohort_of(found, row)
    return name if first is None else f"{name} · {cohort_text(found, first)}"


def cohort_text(found: StepTable, first: Month) -> str:
    """Return a cohort's name: a month or a quarter of entry."""
    return quarter_text(first) if found.size == 3 else months_text(first, first)


def _keys(found: StepTable) -> dict[str, StepGroup]:
    return {group_key(group): group for group in (found.total, *found.groups)}


def _columns(found: StepTable) -> tuple[Column, ...]:
    start, end = (found.stages[i] for i in found.pair)
    by = f"{title(' × '.join(found.by))} and cohort" if found.by else "Cohort"
    return (
        Column("group", by, Kind.TEXT),
        Column("entered", heading(start), Kind.NUMBER),
        Column("advanced", heading(end), Kind.NUMBER),
        *COLUMNS,
    )


def _steps(found: StepTable) -> Iterator[tuple[str, MeasuredTransition]]:
    ranked = sorted(found.groups, key=lambda group: -group.whole.entered)
    for group in (found.total, *ranked):
        key = group_key(group)
        yield key, group.whole
        for first, cohort in zip(found.firsts, group.cohorts, strict=False):
            yield f"{key}/{month_text(first)}", cohort


def _outline(found: StepTable, key: str, folded: bool) -> Row:
    groups = _keys(found)
    if key not in groups:
        return Row(key, 1)
    whole = key == TOTAL_KEY
    return Row(key, 0, bool(found.firsts), folded if whole else not groups[key].cohorts)


def _cells(found: StepTable, key: str, step: MeasuredTransition, tongue: Tongue) -> dict[str, Cell]:
    first, group = cohort_of(found, key), group_of(found, key)
    name = JOINED.join(group.key) or ALL if first is None else cohort_text(found, first)
    total = first is None and not group.key
    young = first is not None and found.young(step)
    cells = {"group": Cell(name, name, Tone.TOTAL if total else Tone.PLAIN, bold=first is None)}
    for column, n in (
        ("entered", step.entered),
        ("advanced", step.advanced),
        ("lost", step.lost),
        ("open", step.open),
    ):
        cells[column] = Cell(tongue.count(n), float(n))
    cells |= _rates(step, young, tongue) | _days(step, tongue)
    if young:
        cells["young"] = Cell(YOUNG, YOUNG, Tone.MUTED)
    return cells


def _rates(step: MeasuredTransition, young: bool, tongue: Tongue) -> dict[str, Cell]:
    """Return the rates of a step; those of a young cohort are muted, for they will still rise."""
    if not step.entered:
        return {}
    tone, thin = Tone.MUTED if young else Tone.PLAIN, step.entered < THIN
    cells = {"risk": Cell(tongue.count(step.at_risk), float(step.at_risk), tone)}
    if not math.isfinite(step.matured):
        return cells
    small = " · ".join(_bare(rate, tongue) for rate in (step.plain, step.closed_only))
    weight = float(step.entered)
    text = tongue.interval(step.low, step.high, Unit.RATE)
    return cells | {
        "matured": Cell(
            tongue.rate(step.matured), step.matured, tone, small=small, weight=weight, thin=thin
        ),
        "interval": Cell(text, text, tone),
        "pooled": Cell(tongue.rate(step.pooled), step.pooled, tone, weight=weight),
        "weight": Cell(tongue.rate(step.rate.pool_weight, 0), step.rate.pool_weight, Tone.MUTED),
    }


def _bare(rate: float, tongue: Tongue) -> str:
    return tongue.rate(rate).rstrip("%\u00a0") or "–"


def _days(step: MeasuredTransition, tongue: Tongue) -> dict[str, Cell]:
    weight, thin = float(step.conversions), step.conversions < THIN
    shown = {
        "lower": step.lower_quartile_days,
        "median": step.matured_median_days,
        "upper": step.upper_quartile_days,
        "mean": step.mean_days,
    }
    cells = {
        key: Cell(tongue.show(days, Unit.DAYS), days, weight=weight, thin=thin)
        for key, days in shown.items()
        if math.isfinite(days)
    }
    if step.observed_days >= 0:
        days = float(step.observed_days)
        cells["observed"] = Cell(tongue.show(days, Unit.DAYS), days)
    return {key: cells.get(key, EMPTY) for key in (*shown, "observed")}


def footnote(found: StepTable) -> str:
    """Say what stands large and small, and when a cohort is young."""
    text = (
        "Matured: within the observed age; small: plain to date · of those closed. Days: of those "
        "who move on within it."
    )
    if found.firsts:
        text += (
            f" ○ still young: observed for less than {found.ripe} days, within which 90% of those "
            "who move on do so."
        )
    if found.total.whole.undated and found.firsts:
        text += f" {found.total.whole.undated} without a date are in no cohort."
    return text
