"""Charts of what drives a win, a size, a cycle, and of chances come true."""

import math

from planner.base.units import ENGLISH, NumberStyle
from planner.evidence.regression import Calibration, Drivers, Multiplier, Target
from planner.journeys.table import BLANK
from planner.sheets.cells import Kind, Place
from planner.sheets.charts import Chart, Mark, Reference, Series
from planner.sheets.drivers import JOINED, REFERENCE_KEY, apart
from planner.sheets.drivers_words import TITLES, ratio
from planner.sheets.words import Tongue, title

FUNNEL, TENTH = "Funnel", "tenth:"
MOST_LEVELS = 9
_SAID = {
    Target.WIN: ("Win", "times the odds"),
    Target.SIZE: ("Deal size", "times the amount"),
    Target.CYCLE: ("Cycle", "times the days"),
}


def drivers_chart(model: Drivers, style: NumberStyle = ENGLISH) -> Chart:
    """Return the multipliers that differ most from 1 with their intervals, on a log scale.

    Those whose interval leaves out 1 come before all others; the greatest multiplier stands first.
    The last row is left free for the name of the reference's line.
    """
    tongue, name = Tongue(style), TITLES[model.target].removesuffix(" ×")
    known = [m for m in model.multipliers if m.ratio.known and not m.reference]
    chosen = sorted(known, key=lambda m: (not apart(m.ratio), -abs(math.log(m.ratio.value))))
    shown = sorted(chosen[:MOST_LEVELS], key=lambda m: -m.ratio.value)
    series = Series(
        name,
        tuple(float(i) for i in range(len(shown))),
        tuple(m.ratio.value for m in shown),
        Mark.DOTS,
        low=tuple(m.ratio.low for m in shown),
        high=tuple(m.ratio.high for m in shown),
        places=tuple(
            Place(FUNNEL, f"{m.factor}{JOINED}{m.level}", model.target.value) for m in shown
        ),
    )
    place = Place(FUNNEL, REFERENCE_KEY, model.target.value)
    return Chart(
        drivers_finding(model, style),
        f"{name} against each factor’s reference, all else alike, 90% interval, log scale; "
        f"n = {tongue.count(model.n)}",
        (series,) if shown else (),
        labels=(*(_label(m) for m in shown), ""),
        references=(Reference(1.0, "reference", vertical=True, dashed=True, place=place),)
        if shown
        else (),
        horizontal=True,
        log=True,
        empty="" if shown else model.missing or "There is nothing to compare: every deal is alike.",
    )


def _label(one: Multiplier) -> str:
    """Return a level's name; what it is of, where the name alone does not say it."""
    if one.pooled:
        return f"{title(one.factor)}: other"
    return f"{title(one.factor)}: {BLANK}" if one.level == BLANK else one.level


def _spoken(one: Multiplier) -> str:
    """Return a level as the subject of a sentence."""
    if one.pooled:
        return f"any other {one.factor}"
    return f"{one.factor} {BLANK}" if one.level == BLANK else one.level


def drivers_finding(model: Drivers, style: NumberStyle = ENGLISH) -> str:
    """Say which level differs most from its reference, of those that surely differ."""
    topic, times = _SAID[model.target]
    sure = [m for m in model.multipliers if apart(m.ratio)]
    if not sure:
        return f"{topic}: no factor surely makes a difference"
    most = max(sure, key=lambda m: abs(math.log(m.ratio.value)))
    references = {m.factor: m.level for m in model.multipliers if m.reference}
    text = ratio(most.ratio.value, Tongue(style))
    return f"{topic}: {_spoken(most)} has {text} {times} of {references[most.factor]}"


def calibration_chart(found: Calibration, style: NumberStyle = ENGLISH) -> Chart:
    """Return what happened in each tenth of the held-out deals, the prediction as a tick.

    Its points are of no one level: they lead to the deals of their tenth.
    """
    tongue, tenths = Tongue(style), found.tenths
    inside = sum(t.happened.low <= t.predicted <= t.happened.high for t in tenths)
    series = Series(
        "Happened",
        tuple(float(i) for i in range(len(tenths))),
        tuple(t.happened.value for t in tenths),
        Mark.DOTS,
        low=tuple(t.happened.low for t in tenths),
        high=tuple(t.happened.high for t in tenths),
        ticks=tuple(t.predicted for t in tenths),
        ticks_are="predicted",
        places=tuple(Place(FUNNEL, f"{TENTH}{i}", "won") for i in range(len(tenths))),
    )
    return Chart(
        f"Chances came true in {inside} of {len(tenths)} tenths" if tenths else "Chances",
        "Share won of deals held out, by tenth of their chance, with 90% interval; tick: "
        f"predicted; n = {tongue.count(found.held_out)}",
        (series,) if tenths else (),
        labels=tuple(tongue.count(i + 1) for i in range(len(tenths))),
        values_as=Kind.RATE,
        x_title="Tenth",
        empty=found.missing,
    )
