"""Charts of attribution: the plan's rule against all others, and every rule side by side."""

import numpy as np

from planner.base.units import ENGLISH, NumberStyle
from planner.evidence.attribution import RULES, Attribution
from planner.evidence.cuts import Window
from planner.evidence.touch_rules import Rule
from planner.sheets.attribution_words import NO_TOUCHES, RULE_NAMES, SOURCE, rule_in_sentence
from planner.sheets.cells import Kind, Place
from planner.sheets.charts import BridgeBar, Chart, Mark, Series
from planner.sheets.funnel import window_text
from planner.sheets.words import Tongue

FUNNEL = "Funnel"
MOST_CHANNELS, MOST_LINES = 9, 5
NOTHING_WON = "No deal with an amount was won in this window."
LEVEL = 0.005
"""Channels whose rules differ by less of all bookings do not hang on the rule."""


def rules_chart(
    found: Attribution, chosen: Rule, window: Window | None = None,
    style: NumberStyle = ENGLISH, currency: str = "USD",
) -> Chart:  # fmt: skip
    """Return each channel's bookings by the plan's rule, from the least to the most by any rule."""
    tongue, column = Tongue(style, currency), RULES.index(chosen)
    when = f" won {window_text(window)}" if window else " won"
    subtitle = (
        f"Bookings of deals{when}, by {rule_in_sentence(chosen)}; line: least to most by all "
        f"seven rules; tick: lead source field; n = {tongue.count(found.by_touches)} with touches"
    )
    if not found.by_touches:
        return field_chart(found, when, tongue)
    order = np.argsort(-found.bookings[:, column], kind="stable")[:MOST_CHANNELS].tolist()
    series = Series(
        RULE_NAMES[chosen],
        tuple(float(i) for i in range(len(order))),
        tuple(float(found.bookings[i, column]) for i in order),
        Mark.DOTS,
        low=tuple(float(found.bookings[i].min()) for i in order),
        high=tuple(float(found.bookings[i].max()) for i in order),
        ticks=tuple(float(found.by_field[i]) for i in order),
        ticks_are="lead source field",
        places=tuple(Place(FUNNEL, found.channels[i], chosen.value) for i in order),
    )
    return Chart(
        rules_finding(found, tongue),
        subtitle,
        (series,),
        labels=tuple(found.channels[i] for i in order),
        values_as=Kind.MONEY,
        horizontal=True,
    )


def field_chart(found: Attribution, when: str, tongue: Tongue) -> Chart:
    """Return bookings by the lead source field, where no touch says more."""
    order = np.argsort(-found.by_field, kind="stable")[:MOST_CHANNELS].tolist()
    shown = [i for i in order if found.by_field[i] > 0]
    bars = tuple(
        BridgeBar(name, 0.0, value, tongue.short(value), "evidence", Place(FUNNEL, name, SOURCE))
        for name, value in ((found.channels[i], float(found.by_field[i])) for i in shown)
    )
    title = "Bookings by the lead source field"
    if shown:
        share = tongue.rate(float(found.by_field[shown[0]]) / found.total, 0)
        title = f"{found.channels[shown[0]]} has {share} of bookings by the lead source field"
    return Chart(
        title,
        f"Bookings of deals{when}, by lead source field; none of them has a touch",
        bridge=bars,
        values_as=Kind.MONEY,
        horizontal=True,
        empty="" if shown else NOTHING_WON,
    )


def rules_finding(found: Attribution, tongue: Tongue) -> str:
    """Say which channel hangs most on the rule."""
    spread = found.bookings.max(axis=1) - found.bookings.min(axis=1)
    at = int(np.argmax(spread))
    if spread[at] <= LEVEL * found.total:
        return "No channel hangs on the rule: all seven say the same"
    least, most = (int(f(found.bookings[at])) for f in (np.argmin, np.argmax))
    low, high = (tongue.short(float(found.bookings[at, i])) for i in (least, most))
    words = [rule_in_sentence(RULES[i]) for i in (least, most)]
    return f"{found.channels[at]} hangs most on the rule: {low} by {words[0]}, {high} by {words[1]}"


def side_by_side(found: Attribution, style: NumberStyle = ENGLISH, currency: str = "USD") -> Chart:
    """Return the largest channels' bookings by all seven rules, as lines."""
    tongue = Tongue(style, currency)
    subtitle = "Bookings of the largest channels by each rule; all rules share out the same total"
    if not found.by_touches:
        return Chart("Rules side by side", subtitle, values_as=Kind.MONEY, empty=NO_TOUCHES)
    order = np.argsort(-found.bookings.mean(axis=1), kind="stable")[:MOST_LINES].tolist()
    series = tuple(
        Series(
            found.channels[i],
            tuple(float(x) for x in range(len(RULES))),
            tuple(found.bookings[i].tolist()),
            shade=place,
            label=f"{found.channels[i]} {tongue.short(float(found.bookings[i, -1]))}",
            places=tuple(Place(FUNNEL, found.channels[i], rule.value) for rule in RULES),
        )
        for place, i in enumerate(order)
    )
    return Chart(
        leader_finding(found),
        subtitle,
        series,
        labels=tuple(
            RULE_NAMES[rule].removesuffix("-shaped").removesuffix(" touch") for rule in RULES
        ),
        values_as=Kind.MONEY,
    )


def leader_finding(found: Attribution) -> str:
    """Say which channel comes first, and by how many of the rules."""
    leaders = np.argmax(found.bookings, axis=0)
    counts = np.bincount(leaders, minlength=len(found.channels))
    best = int(np.argmax(counts))
    name, times = found.channels[best], int(counts[best])
    if times == len(RULES):
        return f"{name} comes first by every rule"
    other = next(i for i, leader in enumerate(leaders.tolist()) if leader != best)
    second = found.channels[leaders[other]]
    return (
        f"{name} comes first by {times} of {len(RULES)} rules, {second} by "
        f"{rule_in_sentence(RULES[other])}"
    )
