"""What a value tried in a meeting would mean: bookings, how far a promise is kept, or scores."""

import math
from collections.abc import Iterator
from dataclasses import dataclass

from planner.agreement.deciding import as_if_said
from planner.agreement.results import Results
from planner.base import units
from planner.base.days import first_day, last_day
from planner.base.stages import Owner
from planner.base.units import DASH, ENGLISH, NumberStyle
from planner.commitments.compliance import compliances
from planner.commitments.handed import within
from planner.commitments.standing import Commitments
from planner.plan.assumption import Assumption, View
from planner.plan.document import Plan
from planner.plan.keys import DriverKind
from planner.sheets.scorecards import CARDS, cards_of
from planner.sheets.sla_charts import measure_at
from planner.sheets.words import Tongue


@dataclass(frozen=True, slots=True)
class Outlook:
    """One figure with the value tried, and what that changes."""

    name: str
    total: str
    change: str


AS_NOW = "as now"


def outlooks(now: Results, then: Results, style: NumberStyle = ENGLISH) -> tuple[Outlook, ...]:
    """Return bookings of all three views with the value tried, and what it changes."""
    tongue = Tongue(style, now.plan.currency)
    made = []
    for view, name in (
        (View.WORKING, "Working plan"),
        (View.MARKETING, "Marketing’s view"),
        (View.SALES, "Sales’ view"),
    ):
        before, after = now.view(view).total, then.view(view).total
        change = tongue.short(after - before, signed=True) if abs(after - before) >= 0.5 else ""
        made.append(Outlook(name, tongue.short(after), change or AS_NOW))
    return tuple(made)


def promise_outlooks(
    made: Commitments, now: Results, then: Results, one: Assumption, style: NumberStyle = ENGLISH
) -> tuple[Outlook, ...]:
    """Return the share kept with a limit tried beside both positions', or scores with a weight."""
    if one.driver.kind is DriverKind.WEIGHT:
        return tuple(_scores(made, now, then, style))
    return tuple(_kept(made, now, then, one, style))


def _scores(
    made: Commitments, now: Results, then: Results, style: NumberStyle
) -> Iterator[Outlook]:
    before, after = cards_of(made, now, style), cards_of(made, then, style)
    for card in (Owner.MARKETING.value, Owner.SALES.value, Owner.SHARED.value):
        name = f"{CARDS[card].partition(':')[0]}, attained"
        new, old = after.score(card), before.score(card)
        if not math.isfinite(new):
            yield Outlook(name, DASH, "no month is over yet")
            continue
        moved = abs(new - old) >= 0.0005
        change = units.points(new - old, style) if moved else AS_NOW
        yield Outlook(name, after.tongue.rate(new), change)


def _kept(
    made: Commitments, now: Results, then: Results, one: Assumption, style: NumberStyle
) -> Iterator[Outlook]:
    tongue = Tongue(style, now.plan.currency)
    yield _kept_by("Kept with this value", made, then.plan, one, tongue)
    for name, value in (("With Marketing’s", one.marketing), ("With Sales’", one.sales)):
        plan = now.plan if value is None else as_if_said(now.plan, one.slot, value)
        yield _kept_by(name, made, plan, one, tongue)


def _kept_by(name: str, made: Commitments, plan: Plan, one: Assumption, tongue: Tongue) -> Outlook:
    """Return the share of the due leads for which a promise was kept, as a plan states it."""
    leads, kind, month = made.measured, measure_at(one.key), one.month
    if leads is not None and month is not None:
        leads = within(leads, first_day(month), last_day(month))
    kept = () if leads is None else compliances(plan, leads)
    found = next((each for each in kept if each.kind is kind and each.counts[0]), None)
    if found is None:
        return Outlook(name, DASH, "nothing is due")
    due, met = found.counts
    promised = "" if found.share is None else f", {tongue.rate(found.share, 0)} promised"
    return Outlook(
        name, tongue.rate(found.rate), f"{tongue.count(met)} of {tongue.count(due)}{promised}"
    )
