"""What spend brings: each channel's curve of entries by spend, and what its deals cost."""

from dataclasses import dataclass

import numpy as np

from planner.agreement.results import Results
from planner.base.units import ENGLISH, NumberStyle, number
from planner.forecast.booked import still_ahead
from planner.forecast.spend import Costs, Floats, costs_of, returns
from planner.plan.assumption import View
from planner.plan.document import Line
from planner.plan.keys import COST, RETURNS, Driver
from planner.plan.resolve import resolve
from planner.sheets.cells import Kind, Place
from planner.sheets.charts import Chart, Mark, Series
from planner.sheets.words import Tongue, driver_key

NO_COST = "No channel has a cost yet: state a cost per entry, or a fixed spend, on Assumptions."
POINTS, FARTHEST, MOST = 41, 2.0, 6
"""Of a curve, how many times the planned entries it reaches, and how many channels are drawn."""
THOUSAND = 1000.0


@dataclass(frozen=True, eq=False)
class Curve:
    """A channel's entries per month (P,) and what so many cost per month (P,); the last is twice
    what is planned. `share` of one per cent more spend arrives as entries, 1 without diminishing
    returns.
    """

    line: Line
    entries: Floats
    spend: Floats
    share: float

    @property
    def planned(self) -> tuple[float, float]:
        """Spend and entries per month as planned."""
        middle = POINTS // 2
        return float(self.spend[middle]), float(self.entries[middle])


def curves(results: Results) -> tuple[Curve, ...]:
    """Return the curves of channels whose entries cost something, the dearest first."""
    plan, seen = results.plan, results.working
    costs = costs_of(plan, results.evidence, View.WORKING)
    ahead, found = still_ahead(plan, results.evidence), []
    there = ahead == ahead.max()
    for i, line in enumerate(plan.lines):
        planned = float(seen.flow.coming[i].sum()) / max(float(ahead.sum()), 1e-9)
        if planned > 0.0 and not np.isnan(costs.each[i]).all():
            share = resolve(plan, results.evidence, line, RETURNS).working or 1.0
            entries = np.linspace(0.0, FARTHEST * planned, POINTS)
            spent = _spent(costs, i, entries)[:, there].mean(axis=1)
            found.append(Curve(line, entries, spent, share))
    return tuple(sorted(found, key=lambda c: -c.planned[0]))


def _spent(costs: Costs, i: int, entries: Floats) -> Floats:
    """Return the spend per month, (P, H), of entries that are the same in every month."""
    shape = (len(entries), *costs.each.shape)
    volume = np.broadcast_to(entries[:, None, None], shape).copy()
    return np.nan_to_num(costs.of(volume)[:, i])


def returns_chart(results: Results, style: NumberStyle = ENGLISH) -> Chart:
    """Return entries per month by spend per month, with a dot at what is planned."""
    found = curves(results)[:MOST]
    tongue = Tongue(style, results.plan.currency)
    subtitle = "Entries per month by spend per month, to twice the plan; ring: as planned"
    if not found:
        return Chart("What more spend would bring", subtitle, empty=NO_COST)
    series = []
    for shade, curve in enumerate(found):
        spend = tuple((curve.spend / THOUSAND).tolist())
        series.append(
            Series(
                curve.line.name,
                spend,
                tuple(curve.entries.tolist()),
                Mark.LINE,
                "marketing",
                shade,
                label=curve.line.name,
                places=(_place(results, curve.line),) * POINTS,
                ring_at=(curve.planned[0] / THOUSAND, curve.planned[1]),
            )
        )
    return Chart(
        _finding(found, tongue),
        subtitle,
        tuple(series),
        x_title=f"spend per month, thousands of {results.plan.currency}",
    )


def _place(results: Results, line: Line) -> Place:
    """Return the cell that says how a channel's entries cost."""
    stated: Driver = RETURNS if results.plan.claims_of(line.name, RETURNS) else COST
    return Place("Assumptions", driver_key(results.plan, line.name, stated), "working")


def _finding(found: tuple[Curve, ...], tongue: Tongue) -> str:
    bent = [curve for curve in found if curve.share < 1.0]
    if not bent:
        return "Returns do not diminish: every further entry costs what the last one did"
    most = min(bent, key=lambda c: c.share)
    share = tongue.rate(most.share / 100.0, 2)
    return f"1% more spend brings {share} more entries of {most.line.name}"


def deal_cost_chart(results: Results, style: NumberStyle = ENGLISH) -> Chart:
    """Return what a won deal costs by channel, the dearest first."""
    tongue = Tongue(style, results.plan.currency)
    lines, whole = returns(results.working)
    known = sorted((one for one in lines if np.isfinite(one.cac)), key=lambda one: -one.cac)
    subtitle = "Spend over the plan by deals won in it, by channel"
    if not known:
        return Chart("What a deal costs", subtitle, empty=NO_COST)
    dots = Series(
        "Cost per deal",
        tuple(float(i) for i in range(len(known))),
        tuple(one.cac for one in known),
        Mark.DOTS,
        "text",
        places=tuple(_place(results, results.plan.line(one.line)) for one in known),
    )
    times = number(whole.ratio, style, 1)
    paid = f"; bookings are {times} times what is spent" if whole.ratio > 0.0 else ""
    return Chart(
        f"A deal costs {tongue.short(whole.cac)} on average{paid}",
        subtitle,
        (dots,),
        labels=tuple(one.line for one in known),
        values_as=Kind.MONEY,
        horizontal=True,
    )
