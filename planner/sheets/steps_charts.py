"""Charts of one step: its rate by cohort of entry, and how each cohort moves on by age."""

import math

import numpy as np

from planner.base.days import month_name, month_text
from planner.base.units import Unit
from planner.evidence.figures import THIN
from planner.evidence.measure import MeasuredTransition
from planner.evidence.steps import StepGroup, StepTable
from planner.sheets.cells import Kind, Place
from planner.sheets.charts import Chart, Mark, Series
from planner.sheets.funnel import ALL, JOINED
from planner.sheets.periods import quarter_text
from planner.sheets.steps import cohort_text, group_key
from planner.sheets.words import Tongue, in_sentence, plural

MOST_CURVES = 6
FUNNEL = "Funnel"
SPANS = 3
"""Curves are drawn for so many times the age at which a cohort is mature."""


def cohorts_chart(found: StepTable, group: StepGroup, tongue: Tongue) -> Chart:
    """Return matured, plain and closed-only rates by cohort; the youngest hollow and dashed."""
    start, end = (found.stages[i] for i in found.pair)
    who = JOINED.join(group.key) or ALL
    steps = group.cohorts
    young = _young_from(found, group)
    kept = [i for i, step in enumerate(steps) if math.isfinite(step.matured)]
    x = tuple(float(i) for i in range(len(steps)))
    immature = young if young < len(steps) else None
    places = _places(found, group, "matured")
    matured = Series(
        "Matured", x, tuple(s.matured for s in steps), shade=0,
        low=tuple(s.low for s in steps), high=tuple(s.high for s in steps),
        immature_from=immature, label=_end("Matured", [s.matured for s in steps], tongue),
        places=places,
    )  # fmt: skip
    beside = tuple(
        Series(name, x, rates, Mark.THIN, shade=shade, label=_end(name, rates, tongue),
               places=places)
        for name, shade, rates in (
            ("Plain", 3, tuple(s.plain for s in steps)),
            ("Closed-only", 4, tuple(s.closed_only for s in steps)),
        )
        if name == "Plain" or any(s.lost for s in steps)
    )  # fmt: skip
    n = tongue.count(sum(step.entered for step in steps))
    span = "quarter" if found.size == 3 else "month"
    return Chart(
        cohorts_finding(found, group, tongue),
        f"{start} → {end}, {who}, by {span} of entry: matured with 90% interval, plain, "
        f"closed-only; hollow: still young; n = {n}",
        (matured, *beside) if kept else (),
        labels=_labels(found),
        values_as=Kind.RATE,
        empty="" if kept else f"Nobody entered {start} with a date in this window.",
    )  # fmt: skip


def cohorts_finding(found: StepTable, group: StepGroup, tongue: Tongue) -> str:
    """Say how the rate moved from the first to the last cohort that is mature and not thin."""
    told = [
        (first, step)
        for first, step in zip(found.firsts, group.cohorts, strict=False)
        if step.entered >= THIN and math.isfinite(step.matured) and not found.young(step)
    ]
    if len(told) < 2:
        return "Cohorts: too few are mature to compare"
    (before, old), (after, new) = told[0], told[-1]
    names = [cohort_text(found, first) for first in (before, after)]
    rates = [tongue.rate(step.matured, 0 if step.matured >= 0.1 else 1) for step in (old, new)]
    if old.low <= new.matured <= old.high:
        return f"Cohorts: {names[1]} converts at {rates[1]}, as {names[0]} did"
    moved = "up" if new.matured > old.matured else "down"
    return f"Cohorts: {moved} from {rates[0]} in {names[0]} to {rates[1]} in {names[1]}"


def curves_chart(found: StepTable, group: StepGroup, tongue: Tongue) -> Chart:
    """Return F(d) by age of the latest cohorts, each to its observed age; young ones dashed."""
    start, end = (found.stages[i] for i in found.pair)
    curves = group.curves
    enough = [
        i for i, step in enumerate(group.cohorts) if step.entered >= THIN and step.observed_days > 0
    ]
    drawn = enough[-MOST_CURVES:]
    series = tuple(
        _curve(found, group, i, len(drawn) - 1 - place, tongue) for place, i in enumerate(drawn)
    )
    return Chart(
        curves_finding(found, [group.cohorts[i] for i in drawn], tongue),
        f"{start} → {end} by days since {in_sentence(start)}, each cohort to its observed age, "
        f"{_span(found)} days at most; dashed: still young; ring: median",
        series if curves is not None else (),
        values_as=Kind.RATE,
        x_title="days",
        empty="" if series else f"No cohort has {THIN} dated {in_sentence(plural(start))} yet.",
    )


def curves_finding(found: StepTable, drawn: list[MeasuredTransition], tongue: Tongue) -> str:
    """Say by when half of those who move on have done so, in mature cohorts."""
    medians = [
        step.matured_median_days
        for step in drawn
        if not found.young(step) and math.isfinite(step.matured_median_days)
    ]
    if not medians:
        return "Pace: no cohort is mature yet"
    low, high = (tongue.show(days, Unit.DAYS) for days in (min(medians), max(medians)))
    span = f"{low} days" if low == high else f"{low} to {high} days"
    return f"Pace: half of those who move on do so within {span}"


def _curve(found: StepTable, group: StepGroup, i: int, shade: int, tongue: Tongue) -> Series:
    step, curves = group.cohorts[i], group.curves
    if curves is None:
        raise ValueError("only a group with cohorts has curves")
    y = curves.moved[i, : min(step.observed_days, _span(found)) + 1]
    young, median = found.young(step), step.matured_median_days
    name = cohort_text(found, found.firsts[i])
    ringed = not young and math.isfinite(median) and median < len(y)
    return Series(
        name,
        tuple(np.arange(len(y), dtype=np.float64).tolist()),
        tuple(y.tolist()),
        Mark.DASHED if young else Mark.STEPS,
        shade=min(5, shade),
        label=f"{name} {tongue.rate(float(y[-1]), 0)}",
        ring_at=(median, float(y[int(median)])) if ringed else None,
        places=(_places(found, group, "median")[i],) * len(y),
    )


def _span(found: StepTable) -> int:
    """Return the days drawn: after them next to nothing happens."""
    return max(30, SPANS * found.ripe)


def _young_from(found: StepTable, group: StepGroup) -> int:
    """Return the first of the last cohorts that are all young, or not entered."""
    place = len(group.cohorts)
    while place and (found.young(group.cohorts[place - 1]) or not group.cohorts[place - 1].entered):
        place -= 1
    return place


def _places(found: StepTable, group: StepGroup, column: str) -> tuple[Place, ...]:
    key = group_key(group)
    return tuple(Place(FUNNEL, f"{key}/{month_text(first)}", column) for first in found.firsts)


def _labels(found: StepTable) -> tuple[str, ...]:
    if found.size == 3:
        return tuple(quarter_text(first) for first in found.firsts)
    return tuple(f"{month_name(m)} {m // 12 % 100:02d}" for m in found.firsts)


def _end(name: str, rates: tuple[float, ...] | list[float], tongue: Tongue) -> str:
    known = [rate for rate in rates if math.isfinite(rate)]
    return f"{name} {tongue.rate(known[-1], 0)}" if known else name
