"""Goals of other measures than bookings as sentences: what is due, the gap, and whose deals win."""

from collections.abc import Callable
from functools import partial

import numpy as np

from planner.agreement.results import Results
from planner.base import units
from planner.base.days import date_of
from planner.base.units import Unit
from planner.forecast.booked import booked_by_marketing, created
from planner.plan.goals import Measure
from planner.sheets.cells import Part, Place
from planner.sheets.periods import Period
from planner.sheets.plan_figures import (
    GAP,
    GOAL,
    KEYS,
    WHOLE,
    held_figure,
    pipeline_of,
    stated_figure,
)
from planner.sheets.plan_money_words import largest
from planner.sheets.status import day_text
from planner.sheets.table import strong
from planner.sheets.whole_words import is_under_way
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


def _whole(measure: Measure, results: Results, period: Period, tongue: Tongue) -> Sentence:
    """Say what a plan under way brings with what came before the data's day."""
    plan, evidence, seen = results.plan, results.evidence, results.working
    whole = held_figure(results, seen, measure)(period.months)
    if np.isnan(whole) or evidence is None:
        return ("No ", Part("goal", Place("Plan", KEYS[measure] + GOAL, period.key)),
                " is stated for just this period.")  # fmt: skip
    day = day_text(date_of(evidence.as_of))
    total = strong(measure_text(whole, measure, tongue))
    to_come = Place("Plan", KEYS[measure], period.key)
    if measure is Measure.PIPELINE:
        past = float(created(plan, evidence)[period.months].sum())
        coming = Part(f"{tongue.short(whole - past)} to come", to_come)
        return (total, f" = {tongue.short(past)} created by {day}, by the data, + ", coming, ".")
    ours = float(booked_by_marketing(plan, evidence)[period.months].sum())
    booked = float(seen.booked[period.months].sum())
    every = booked + float(seen.bookings[:, period.months].sum())
    said = f" = {tongue.short(whole * every)} ÷ {tongue.short(every)} of bookings, of which "
    before = f"{tongue.short(ours)} of {tongue.short(booked)} were won by {day}, by the data, and "
    return (total, said, before, Part("the others are to come", to_come), ".")


def _gap(measure: Measure, results: Results, period: Period, tongue: Tongue) -> Sentence:
    due = stated_figure(results.plan, measure)(period.months)
    got = held_figure(results, results.working, measure)(period.months)
    under_way = is_under_way(results) and measure is not Measure.COVERAGE
    above = KEYS[measure] + (WHOLE if under_way else "")
    place = Place("Plan", KEYS[measure] + GOAL, period.key)
    if np.isnan(due):
        return ("No ", Part("goal", place), " is stated for just this period.")
    if np.isnan(got):
        return ("The plan brings nothing that the ", Part("goal", place), " could be held against.")
    said, aim = (measure_text(value, measure, tongue) for value in (got, due))
    return (
        strong(measure_text(got - due, measure, tongue, signed=True)),
        " = what came before and is planned " if under_way else " = planned ",
        Part(said, Place("Plan", above, period.key), bold=True),
        " − goal ",
        Part(aim, place, bold=True),
        ".",
    )


AGAINST: dict[str, Callable[[Results, Period, Tongue], Sentence]] = {
    "sourced": _sourced,
    **{key + GOAL: partial(_due, measure) for measure, key in KEYS.items()},
    **{key + GAP: partial(_gap, measure) for measure, key in KEYS.items()},
    **{key + WHOLE: partial(_whole, measure) for measure, key in KEYS.items()},
}
