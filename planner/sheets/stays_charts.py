"""Charts of time and ageing: days per step, ages of what is open, and money per day."""

import math

import numpy as np

from planner.base.units import Unit
from planner.evidence.counted import Pair
from planner.evidence.stays import Stay, Stays
from planner.sheets.cells import Kind, Place
from planner.sheets.charts import Chart, Mark, Reference, Series
from planner.sheets.funnel import ALL, JOINED
from planner.sheets.stays import closing_of, step_key, step_name
from planner.sheets.words import Tongue, in_sentence, plural

FUNNEL = "Funnel"
MOST_BINS, MOST_GROUPS = 24, 12
WIDTHS = (7, 14, 30, 60, 90, 180, 365)


def stages_chart(found: Stays, tongue: Tongue) -> Chart:
    """Return by when half have gone from every step, from a quarter to three quarters."""
    last = len(found.stages) - 1
    steps = [
        (pair, stays[-1])
        for pair, stays in zip(found.pairs, found.steps, strict=True)
        if pair[1] - pair[0] < last and math.isfinite(stays[-1].left[1])
    ]
    series = Series(
        "Half gone",
        tuple(float(i) for i in range(len(steps))),
        tuple(stay.left[1] for _, stay in steps),
        Mark.DOTS,
        low=tuple(_known(stay.left[0], stay) for _, stay in steps),
        high=tuple(_known(stay.left[2], stay) for _, stay in steps),
        places=tuple(Place(FUNNEL, step_key(found, pair), "left50") for pair, _ in steps),
    )
    title = "Time: fewer than half have left any stage"
    if steps:
        pair, stay = max(steps, key=lambda each: each[1].left[1])
        days = tongue.show(stay.left[1], Unit.DAYS)
        title = f"Time: {found.stages[pair[0]]} takes longest, half are gone after {days} days"
    return Chart(
        title,
        "Days until half have moved on or were lost; line: a quarter to three quarters; those "
        "still there counted until their age",
        (series,) if steps else (),
        labels=tuple(step_name(found, pair) for pair, _ in steps),
        values_as=Kind.DAYS,
        horizontal=True,
        empty="" if steps else "Fewer than half have left any stage within what was observed.",
    )


def _known(days: float, stay: Stay) -> float:
    return days if math.isfinite(days) else float(max(stay.step.observed_days, 0))


def ageing_chart(found: Stays, pair: Pair, stay: Stay, tongue: Tongue) -> Chart:
    """Return how old what is still there is, beside the age by which 90 % of others had closed."""
    start = found.stages[pair[0]]
    who = JOINED.join(stay.key) or ALL
    entered = in_sentence(plural(start))
    series, labels, references = _bars(found, pair, stay, tongue)
    return Chart(
        ageing_finding(stay, entered, tongue),
        f"{step_name(found, pair)}, {who}: {entered} still there by age in days; dark: older than "
        f"90% of those that closed; n = {tongue.count(len(stay.ages))}",
        series,
        labels=labels,
        references=references,
        stacked=True,
        empty="" if series else f"No {in_sentence(start)} is open with a date.",
    )


def _bars(
    found: Stays, pair: Pair, stay: Stay, tongue: Tongue
) -> tuple[tuple[Series, ...], tuple[str, ...], tuple[Reference, ...]]:
    """Return the ages in bins, young and old stacked, their labels, and the age of being old."""
    ages, place = stay.ages, Place(FUNNEL, step_key(found, pair, stay.key), "older")
    if not len(ages):
        return (), (), ()
    width = next((w for w in WIDTHS if ages[-1] < w * MOST_BINS), WIDTHS[-1])
    bins = int(ages[-1]) // width + 1
    limit = stay.limit if math.isfinite(stay.limit) else math.inf
    parts = [("Within", ages[ages <= limit], 3), ("Older", ages[ages > limit], 0)]
    series = tuple(
        Series(
            name,
            tuple(float(i) for i in range(bins)),
            tuple(np.bincount(part // width, minlength=bins).astype(float).tolist()),
            Mark.BARS,
            shade=shade,
            places=(place,) * bins,
        )
        for name, part, shade in parts
    )
    labels = tuple(str(i * width) for i in range(bins))
    if not math.isfinite(limit):
        return series, labels, ()
    at = min(limit / width - 0.5, bins - 0.5)
    label = f"90% closed by day {tongue.show(limit, Unit.DAYS)}"
    return series, labels, (Reference(at, label, vertical=True, dashed=True, place=place),)


def ageing_finding(stay: Stay, entered: str, tongue: Tongue) -> str:
    """Say how many of what is open are old."""
    if not len(stay.ages) or not math.isfinite(stay.limit):
        return "Ageing: nothing to tell yet"
    n, share = tongue.count(stay.older), tongue.rate(stay.older / len(stay.ages), 0)
    return f"Ageing: {n} open {entered}, {share}, are older than 90% of those that closed"


def velocity_chart(found: Stays, tongue: Tongue) -> Chart:
    """Return money per day by group, the most first."""
    pair = closing_of(found)
    known = [each for each in found.velocity if math.isfinite(each.money)]
    groups = sorted((each for each in known if each.key), key=lambda each: -each.money)
    drawn = groups[:MOST_GROUPS] or known
    whole = next((each for each in known if not each.key), None)
    series = Series(
        "Money per day",
        tuple(float(i) for i in range(len(drawn))),
        tuple(each.money for each in drawn),
        Mark.DOTS,
        places=tuple(Place(FUNNEL, step_key(found, pair, each.key), "velocity") for each in drawn),
    )
    title = "Sales velocity: not known yet"
    if whole is not None:
        title = f"Sales velocity: {tongue.short(whole.money)} a day"
        if groups:
            most = JOINED.join(groups[0].key)
            title += f", most in {most}: {tongue.short(groups[0].money)}"
    return Chart(
        title,
        "Open opportunities × win rate × deal size ÷ days to close, money per day",
        (series,) if drawn else (),
        labels=tuple(JOINED.join(each.key) or ALL for each in drawn),
        values_as=Kind.MONEY,
        horizontal=True,
        empty="" if drawn else "No deal was won with an amount and dates yet.",
    )
