"""Goals of other measures than bookings as sentences: what is due, the gap, and whose deals win."""

from collections.abc import Callable
from functools import partial

import numpy as np

from planner.agreement.results import Results
from planner.base import units
from planner.base.units import Unit
from planner.plan.goals import Measure
from planner.sheets.cells import Part, Place
from planner.sheets.periods import Period
from planner.sheets.plan_figures import (
    GAP,
    GOAL,
    KEYS,
    measure_figure,
    pipeline_of,
    stated_figure,
)
from planner.sheets.plan_money_words import largest
from planner.sheets.table import strong
from planner.sheets.words import Tongue

Sentence = tuple[Part | str, ...]
MEASURE_WORDS = {
    Measure.PIPELINE: "of pipeline created",
    Measure.COVERAGE: "of what is due, open when the period begins",
    Measure.SOURCED: "of bookings sourced by Marketing",
}
"""What follows a figure of each measure in a sentence."""


def measure_text(value: float, measure: Measure, tongue: Tongue, *, signed: bool = False) -> str:
    """Return a figure of a measure, such as 62.0%, 3.1 × or $4.20m; signed: a difference."""
    if measure.unit is Unit.MONEY:
        return tongue.short(value, signed=signed)
    if measure.unit is Unit.RATE:
        return units.points(value, tongue.style) if signed else tongue.rate(value)
    return f"{units.number(value, tongue.style, 1, signed=signed)} ×"


def _sourced(results: Results, period: Period, tongue: Tongue) -> Sentence:
    """Say whose bookings a period's are, and whose pipeline."""
    seen, pipeline = results.working, pipeline_of(results, results.working)
    share = pipeline.sourced_share(period.months)
    if np.isnan(share):
        return ("Nothing is ", Part("booked", _bookings(period)), " in this period.")
    won = len(seen.stages) - 1
    by_line = np.where(pipeline.ours, seen.bookings[:, period.months].sum(axis=1), 0.0)
    created = pipeline.rows[1][:, period.months].sum(axis=1)
    beside = (
        f" Of pipeline created it is {tongue.rate(created[pipeline.ours].sum() / created.sum())}."
        if created.any()
        else ""
    )
    return (
        strong(tongue.rate(share)),
        f" = {tongue.short(float(by_line.sum()))} ÷ ",
        Part(tongue.short(float(seen.bookings[:, period.months].sum())), _bookings(period)),
        " of bookings. Marketing sources ",
        *largest(
            seen.lines,
            by_line,
            tongue.short,
            lambda line: Place("Plan", f"stage:{won}/{line}", period.key),
        ),
        f".{beside}",
    )


def _bookings(period: Period) -> Place:
    return Place("Plan", "bookings", period.key)


def _due(measure: Measure, results: Results, period: Period, tongue: Tongue) -> Sentence:
    due = stated_figure(results.plan, measure)(period.months)
    got = Part("what the plan brings", Place("Plan", KEYS[measure], period.key))
    if np.isnan(due):
        return ("No goal is stated for just this period, to be held against ", got,
                ". Type one here; any seat may.")  # fmt: skip
    what = f" {MEASURE_WORDS[measure]}, stated for just this period, against "
    return (strong(measure_text(due, measure, tongue)), what, got, "; any seat may change it.")


def _gap(measure: Measure, results: Results, period: Period, tongue: Tongue) -> Sentence:
    due = stated_figure(results.plan, measure)(period.months)
    got = measure_figure(results, results.working, measure)(period.months)
    place = Place("Plan", KEYS[measure] + GOAL, period.key)
    if np.isnan(due):
        return ("No ", Part("goal", place), " is stated for just this period.")
    if np.isnan(got):
        return ("The plan brings nothing that the ", Part("goal", place), " could be held against.")
    said, aim = (measure_text(value, measure, tongue) for value in (got, due))
    return (
        strong(measure_text(got - due, measure, tongue, signed=True)),
        " = planned ",
        Part(said, Place("Plan", KEYS[measure], period.key), bold=True),
        " − goal ",
        Part(aim, place, bold=True),
        ".",
    )


AGAINST: dict[str, Callable[[Results, Period, Tongue], Sentence]] = {
    "sourced": _sourced,
    **{key + GOAL: partial(_due, measure) for measure, key in KEYS.items()},
    **{key + GAP: partial(_gap, measure) for measure, key in KEYS.items()},
}
