"""The Funnel sheet: volume, conversion, velocity and value of every group of a cut."""

import math
from collections.abc import Mapping
from dataclasses import replace

import numpy as np
import numpy.typing as npt

from planner.base import units
from planner.base.days import Month, first_day, last_day, month_of
from planner.base.units import ENGLISH, NumberStyle, Unit
from planner.evidence.counted import Pair
from planner.evidence.cuts import Window, plan_window
from planner.evidence.figures import THIN
from planner.evidence.measure import MeasuredRow, MeasuredTransition, Measures
from planner.evidence.money import opportunity_stage
from planner.evidence.passages import Source, prepare
from planner.journeys.table import Journeys, Mask
from planner.sheets.cells import EMPTY, Cell, Column, Kind, Row, Tone
from planner.sheets.funnel_value import flag_cell, flag_of
from planner.sheets.funnel_words import explain_funnel
from planner.sheets.periods import months_text
from planner.sheets.table import TableRow, TableSheet
from planner.sheets.words import Tongue, brief, heading, title

ALL = "All"
TOTAL_KEY = "total"
JOINED = " | "
Rows = npt.NDArray[np.intp]
Span = int | None | tuple[Month, Month]
"""A window of entry: so many full months, None for all, or the first and the last month."""


def funnel_sheet(
    measures: Measures,
    window: Window | None = None,
    style: NumberStyle = ENGLISH,
    currency: str = "USD",
) -> TableSheet:
    """Return the measured groups, the most valuable first, and all together at the end.

    Groups that enter later than most stand last, for their entries are worth more by nature.

    Row keys are the groups' labels joined by " | ", and "total"; column keys `stage:I`,
    `rate:I` (I-th measured transition), median, deal_size, pipeline, bookings, value, flag.
    `window` (first day, last day) is that of the measures.
    """
    tongue = Tongue(style, currency)
    ranked = sorted(measures.rows, key=_worth, reverse=True)
    ranked.sort(key=lambda row: row.entry != measures.total.entry)
    largest = _largest(measures)
    rows = [_row(measures, row, largest, tongue) for row in ranked] if measures.by else []
    rows.append(_row(measures, measures.total, largest, tongue))
    found = {key_of(measures, row): row for row in (*measures.rows, measures.total)}
    return TableSheet(
        "Funnel",
        funnel_columns(measures),
        tuple(rows),
        lambda row, column: explain_funnel(
            measures, found[row], row, column, window=window, tongue=tongue
        ),
        footnote=footnote(measures, tongue),
    )


def _worth(row: MeasuredRow) -> tuple[bool, float, float]:
    """Order rows by value per entry; those without one by their entries."""
    value = row.value_per_entry
    return math.isfinite(value), value if math.isfinite(value) else 0.0, row.entered[row.entry]


def key_of(measures: Measures, row: MeasuredRow) -> str:
    """Return a row's key."""
    return TOTAL_KEY if row is measures.total else JOINED.join(row.key)


def funnel_columns(measures: Measures) -> tuple[Column, ...]:
    """Return the columns: group, stages, transitions, then time and money."""
    stages = measures.stages
    by = " × ".join(measures.by) if measures.by else "cut"
    return (
        Column("group", title(by), Kind.TEXT),
        *(Column(f"stage:{i}", _heading(name), Kind.NUMBER) for i, name in enumerate(stages)),
        *(
            Column(f"rate:{i}", f"{brief(stages[t.start])} → {brief(stages[t.end])}", Kind.RATE)
            for i, t in enumerate(measures.total.transitions)
        ),
        Column("median", "Median days", Kind.DAYS),
        Column("deal_size", "Deal size", Kind.MONEY),
        Column("pipeline", "Pipeline", Kind.MONEY),
        Column("bookings", "Bookings", Kind.MONEY),
        Column("value", "Value / entry", Kind.MONEY),
        Column("flag", "", Kind.STATUS, 102),
    )


def _heading(stage: str) -> str:
    """Return a stage's heading, short where the name is long."""
    return heading(stage) if brief(stage) == stage else brief(stage)


def closing_pair(stages: tuple[str, ...]) -> Pair:
    """Return the step from Opportunity to the last stage."""
    return opportunity_stage(stages), len(stages) - 1


def _row(
    measures: Measures, row: MeasuredRow, largest: tuple[float, ...], tongue: Tongue
) -> TableRow:
    total = row is measures.total
    name = ALL if total else JOINED.join(row.key)
    cells = {"group": Cell(name, name, Tone.TOTAL if total else Tone.PLAIN, bold=True)}
    for i, n in enumerate(row.entered):
        cells[f"stage:{i}"] = Cell(tongue.count(n), float(n))
    for i, transition in enumerate(row.transitions):
        cells[f"rate:{i}"] = _rate(row, transition, largest[i], tongue)
    cells |= _money(measures, row, tongue)
    cells["flag"] = flag_cell(flag_of(measures, row))
    if total:
        cells = {
            key: _as_total(cells.get(key, EMPTY))
            for key in (c.key for c in funnel_columns(measures))
        }
    return TableRow(Row(key_of(measures, row)), cells)


def _as_total(cell: Cell) -> Cell:
    return replace(cell, tone=Tone.TOTAL, bold=True)


def _largest(measures: Measures) -> tuple[float, ...]:
    """Return the highest rate of each transition among the groups that begin before it."""
    return tuple(
        max(
            (
                found
                for row in measures.rows
                if row.entry <= whole.start and math.isfinite(found := row.transitions[i].matured)
            ),
            default=whole.matured,
        )
        for i, whole in enumerate(measures.total.transitions)
    )


def _rate(row: MeasuredRow, transition: MeasuredTransition, largest: float, tongue: Tongue) -> Cell:
    """Return the matured rate large, plain and closed-only small, shaded within its column."""
    if transition.start < row.entry or not transition.entered:
        return EMPTY
    value = transition.matured
    small = f"{_bare(transition.plain, tongue)} · {_bare(transition.closed_only, tongue)}"
    heat = value / largest if math.isfinite(value) and largest > 0 else 0.0
    return Cell(
        tongue.rate(value),
        value if math.isfinite(value) else None,
        Tone.HEAT,
        small=small,
        weight=float(transition.entered),
        heat=heat,
        thin=transition.entered < THIN,
    )


def _bare(rate: float, tongue: Tongue) -> str:
    """Return a rate without its sign, for the small figures beside the large one."""
    return units.bare_rate(rate, tongue.style) or "–"


def _money(measures: Measures, row: MeasuredRow, tongue: Tongue) -> dict[str, Cell]:
    cells: dict[str, Cell] = {}
    closing = closing_pair(measures.stages)
    found = next((t for t in row.transitions if (t.start, t.end) == closing), None)
    if found is not None and math.isfinite(found.matured_median_days):
        text = tongue.show(found.matured_median_days, Unit.DAYS)
        thin = found.conversions < THIN
        weight = float(found.conversions)
        cells["median"] = Cell(text, found.matured_median_days, weight=weight, thin=thin)
    size = row.deal_size
    if row.won and size.n:
        text = tongue.show(size.mean, Unit.MONEY)
        cells["deal_size"] = Cell(text, size.mean, weight=float(size.n), thin=size.n < THIN)
    for key, amount in (("pipeline", row.pipeline_created), ("bookings", row.bookings)):
        if amount > 0.0 or not row.won:
            cells[key] = Cell(tongue.short(amount), amount)
    if math.isfinite(row.value_per_entry):
        weight = float(row.entered[row.entry])
        text = tongue.show(row.value_per_entry, Unit.MONEY)
        cells["value"] = Cell(text, row.value_per_entry, weight=weight)
    return cells


def footnote(measures: Measures, tongue: Tongue) -> str:
    """Say what stands large and small, how far the rates were observed, and what they leave out."""
    parts = measures.total.transitions
    observed = [t.observed_days for t in parts if t.observed_days >= 0]
    text = "Large: matured rate. Small: plain to date · of those closed."
    if parts and not any(t.lost for t in parts):
        text += " The data record no losses, so all of those closed moved on."
    if observed:
        low, high = min(observed), max(observed)
        span = f"{low} days" if low == high else f"{low} to {high} days"
        text += f" Matured rates are observed to {span}."
    wrong = sum(t.out_of_order for t in parts if t.end == t.start + 1)
    if wrong:
        which = "1 step has" if wrong == 1 else f"{tongue.count(wrong)} steps have"
        text += f" {which} dates out of order and {'is' if wrong == 1 else 'are'} left out of them."
    return text


def window_text(window: Window) -> str:
    """Return a window as months, such as Nov 2024–Oct 2026."""
    return months_text(month_of(window[0]), month_of(window[1]))


def entered_window(source: Source, span: Span) -> Window:
    """Return the days of a window; one of months ends with the data at the latest."""
    if not isinstance(span, tuple):
        return plan_window(source, span)
    return first_day(span[0]), min(last_day(span[1]), prepare(source).journeys.as_of)


def entered_months(source: Source) -> tuple[Month, Month]:
    """Return the first and the last month in which journeys can have entered."""
    first, last = plan_window(source, None)
    return month_of(first), month_of(last)


def filter_choices(journeys: Journeys) -> dict[str, tuple[str, ...]]:
    """Return the labels to filter by, per dimension, the most frequent first."""
    made = {}
    for name, dimension in journeys.dimensions.items():
        counts = np.bincount(dimension.codes, minlength=len(dimension.labels))
        order = np.argsort(-counts, kind="stable")
        made[name] = tuple(dimension.labels[i] for i in order if counts[i])
    return made


def filter_mask(journeys: Journeys, chosen: Mapping[str, str]) -> Mask | None:
    """Return the journeys that have the chosen label in every filtered dimension; None for all."""
    mask: Mask | None = None
    for name, label in chosen.items():
        dimension = journeys.dimensions[name]
        code = dimension.labels.index(label) if label in dimension.labels else -1
        same = np.asarray(dimension.codes == code)
        mask = same if mask is None else mask & same
    return mask
