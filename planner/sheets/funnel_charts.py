"""Charts of the Funnel sheet: volume by month, conversion by group, velocity by age."""

import math

import numpy as np
import numpy.typing as npt

from planner.base import units
from planner.base.days import last_day, month_name, month_of
from planner.base.stages import hand_off
from planner.base.units import ENGLISH, NumberStyle, Unit
from planner.evidence.cohorts import volume_by_month
from planner.evidence.counted import Pair
from planner.evidence.cuts import Window
from planner.evidence.figures import THIN
from planner.evidence.incidence import Incidence
from planner.evidence.measure import MeasuredRow, MeasuredTransition, Measures
from planner.evidence.passages import Source, prepare
from planner.journeys.table import Mask
from planner.sheets.cells import Kind, Place
from planner.sheets.charts import Chart, Mark, Reference, Series
from planner.sheets.funnel import JOINED, TOTAL_KEY, closing_pair, window_text
from planner.sheets.words import Tongue, heading, in_sentence, plural

Counts = npt.NDArray[np.int64]
MOST_CURVES = 5
FUNNEL = "Funnel"


def volume_chart(
    source: Source, window: Window, where: Mask | None = None, style: NumberStyle = ENGLISH
) -> Chart:
    """Return entries per month by stage on a log scale, the running month hollow."""
    journeys = prepare(source).journeys
    found = volume_by_month(source, entered=(window[0], journeys.as_of), where=where)
    months, counts = found.months, found.counts[0]
    full = len(months) - (journeys.as_of != last_day(month_of(journeys.as_of)))
    last = len(journeys.stages) - 1
    tongue = Tongue(style, journeys.currency)
    series = tuple(
        Series(
            stage,
            tuple(float(m) for m in range(len(months))),
            tuple(float(n) if n else math.nan for n in counts[i]),
            shade=min(5, last - i),
            immature_from=full if full < len(months) else None,
            label=f"{heading(stage)} {tongue.count(float(counts[i, max(full - 1, 0)]))}",
            places=(Place(FUNNEL, TOTAL_KEY, f"stage:{i}"),) * len(months),
        )
        for i, stage in enumerate(journeys.stages)
        if counts[i].any()
    )
    labels = tuple(f"{month_name(m)} {m // 12 % 100:02d}" for m in months)
    hollow = ""
    if full < len(months):
        hollow = f"; figures: {labels[max(full - 1, 0)]}; hollow: month not over"
    return Chart(
        volume_finding(journeys.stages, counts[:, :full], style),
        f"Entries per month by stage, log scale{hollow}",
        series,
        labels=labels,
        log=True,
        empty="" if series else "Nothing entered the funnel in this window.",
    )


def volume_finding(stages: tuple[str, ...], counts: Counts, style: NumberStyle = ENGLISH) -> str:
    """Say how entries and deals changed in a year, or from the first half to the second."""
    months = counts.shape[1]
    span = 12 if months >= 24 else months // 2
    if span == 0:
        return "Volume by month"
    period = "in a year" if span == 12 else f"over {span} months"
    before = counts[:, months - 2 * span : months - span].sum(1)
    after = counts[:, months - span :].sum(1)
    first = int(np.argmax(before > 0))
    if not before[first] or not before[-1]:
        return f"Volume: {_amount(stages[first], int(after[first]))} in the last {span} months"
    moved = [float(after[i] / before[i] - 1.0) for i in (first, -1)]
    start, end = (_moved(change, style) for change in moved)
    name = in_sentence(plural(stages[first]))
    only = "only " if 0 < moved[1] < moved[0] / 2 else ""
    deals = end.removeprefix("up ") if only else end
    return f"Volume: {name} {start} {period}, deals {only}{deals}"


def _amount(stage: str, n: int) -> str:
    return f"{n:,} {in_sentence(plural(stage))}"


def _moved(change: float, style: NumberStyle) -> str:
    text = units.percent_change(change, style).lstrip("+" + units.MINUS)
    if text.startswith("0"):
        return "level"
    return f"{'up' if change > 0 else 'down'} {text}"


def conversion_chart(
    measures: Measures, transition: int | None = None, style: NumberStyle = ENGLISH
) -> Chart:
    """Return matured rates by group with intervals, the plain rate as a tick, the company's line.

    `transition` is the place among the measured ones; the hand-off without it.
    """
    place = _default_transition(measures) if transition is None else transition
    whole = measures.total.transitions[place]
    rows = _ranked(measures, place)
    name = f"{measures.stages[whole.start]} → {measures.stages[whole.end]}"
    found = [row.transitions[place] for row in rows]
    tongue = Tongue(style)
    series = Series(
        "Matured",
        tuple(float(i) for i in range(len(rows))),
        tuple(t.matured for t in found),
        Mark.DOTS,
        low=tuple(t.low for t in found),
        high=tuple(t.high for t in found),
        ticks=tuple(t.plain for t in found),
        places=tuple(Place(FUNNEL, JOINED.join(row.key), f"rate:{place}") for row in rows),
    )
    n = tongue.count(whole.entered)
    by = " × ".join(measures.by) or "all"
    return Chart(
        conversion_finding(measures, place, style),
        f"{name} by {by}: matured with 90% interval; tick: plain rate, still young; n = {n}",
        (series,) if rows else (),
        labels=tuple(JOINED.join(row.key) for row in rows),
        references=_company(whole, place, tongue),
        values_as=Kind.RATE,
        horizontal=True,
        empty="" if rows else _why_none(whole, name, measures.stages[whole.start]),
    )


def _why_none(whole: MeasuredTransition, name: str, start: str) -> str:
    """Say why no group has a bar."""
    if not whole.entered:
        return f"Nobody entered {start} in this window."
    return f"No group’s own rate of {name} is known in this window."


def _company(whole: MeasuredTransition, place: int, tongue: Tongue) -> tuple[Reference, ...]:
    """Return the line of the whole company's rate, none where it is not known."""
    if not math.isfinite(whole.matured):
        return ()
    label = f"company {tongue.rate(whole.matured, 0)}"
    total = Place(FUNNEL, TOTAL_KEY, f"rate:{place}")
    return (Reference(whole.matured, label, vertical=True, dashed=True, place=total),)


def _default_transition(measures: Measures) -> int:
    start = hand_off(measures.stages).start
    parts = measures.total.transitions
    return next((i for i, t in enumerate(parts) if t.start == start), 0)


def _ranked(measures: Measures, place: int) -> list[MeasuredRow]:
    """Return the groups in which somebody entered the from-stage, the highest rate first."""
    start = measures.total.transitions[place].start
    known = [
        row
        for row in measures.rows
        if row.entry <= start and math.isfinite(row.transitions[place].matured)
    ]
    return sorted(known, key=lambda row: -row.transitions[place].matured)


def conversion_finding(measures: Measures, place: int, style: NumberStyle = ENGLISH) -> str:
    """Say which groups convert best and worst, thin ones aside."""
    whole = measures.total.transitions[place]
    tongue = Tongue(style)
    name = f"{measures.stages[whole.start]} → {measures.stages[whole.end]}"
    if whole.start == hand_off(measures.stages).start and whole.end == whole.start + 1:
        name = "the hand-off"
    verb = "takes"
    if whole.end == len(measures.stages) - 1:
        name, verb = "Sales", "wins"
    rows = [r for r in _ranked(measures, place) if r.transitions[place].entered >= THIN]
    if len(rows) < 2 and not math.isfinite(whole.matured):
        return "Conversion: nothing to tell yet"
    if len(rows) < 2:
        return f"Conversion: {name} {verb} {tongue.rate(whole.matured, 0)}"
    best, worst = rows[0], rows[-1]
    said = [
        f"{tongue.rate(row.transitions[place].matured, _digits(whole))} of {JOINED.join(row.key)}"
        for row in (best, worst)
    ]
    return f"Conversion: {name} {verb} {said[0]}, {said[1]}"


def _digits(whole: MeasuredTransition) -> int:
    return 0 if whole.matured >= 0.1 else 1


def velocity_chart(
    measures: Measures,
    window: Window | None = None,
    style: NumberStyle = ENGLISH,
    *,
    pair: Pair | None = None,
    column: str = "median",
) -> Chart:
    """Return F(d) of a step by group and age, each to its observed age, median ringed.

    The groups with most conversions are drawn; fewer than 30 conversions give no curve. Without
    `pair` the step is Opportunity → Won; `column` is that of the cells behind the curves.
    """
    stages = measures.stages
    start, end = pair or closing_pair(stages)
    curves = measures.velocity[start, end]
    order = np.argsort(-curves.conversions, kind="stable")[:MOST_CURVES].tolist()
    drawn = [i for i in order if curves.conversions[i] >= THIN]
    drawn.sort(key=lambda i: -float(curves.rate[i]))
    names = [JOINED.join(row.key) or "All" for row in measures.rows]
    tongue = Tongue(style)
    medians = {names[i]: float(curves.quantile(0.5)[i]) for i in drawn}
    series = tuple(
        _curve(curves, i, (names[i], column), min(5, place), tongue)
        for place, i in enumerate(drawn)
    )
    entered = f" entered {window_text(window)}," if window else ""
    return Chart(
        velocity_finding(medians, style, end == len(stages) - 1),
        f"{stages[start]} → {stages[end]} by age in days,{entered} open ones counted until their "
        "age; ring: median",
        series,
        values_as=Kind.RATE,
        x_title="days",
        empty="" if series else f"Fewer than {THIN} {in_sentence(plural(stages[start]))} moved on.",
    )


def _curve(curves: Incidence, i: int, cell: tuple[str, str], shade: int, tongue: Tongue) -> Series:
    name, column = cell
    length = max(int(curves.tau[i]), 0) + 1
    y = curves.moved[i, :length]
    median = int(curves.quantile(0.5)[i])
    return Series(
        name,
        tuple(float(d) for d in range(length)),
        tuple(y.tolist()),
        Mark.STEPS,
        shade=shade,
        label=f"{name} {tongue.rate(float(y[-1]), 0)}",
        ring_at=(float(median), float(y[median])),
        places=(Place(FUNNEL, name if name != "All" else TOTAL_KEY, column),) * length,
    )


def velocity_finding(
    medians: dict[str, float], style: NumberStyle = ENGLISH, closing: bool = True
) -> str:
    """Say which group closes, or moves on, fastest and slowest."""
    tongue = Tongue(style)
    known = sorted((days, name) for name, days in medians.items() if math.isfinite(days))
    if not known:
        return "Velocity: too few deals to tell"
    (fast, fastest), (slow, slowest) = known[0], known[-1]
    one, many = ("closes", "the deals close") if closing else ("moves on", "move on")
    if fast == slow:
        return f"Velocity: half {many} within {tongue.show(fast, Unit.DAYS)} days"
    return (
        f"Velocity: {fastest} {one} in {tongue.show(fast, Unit.DAYS)} days, "
        f"{slowest} in {tongue.show(slow, Unit.DAYS)}"
    )
