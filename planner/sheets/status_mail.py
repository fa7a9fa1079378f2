"""A short status for e-mail: how far both sides are, and what it does to the plan."""

import math
from collections.abc import Iterator

from planner.agreement.results import Results
from planner.base.days import date_of
from planner.base.units import ENGLISH, NumberStyle
from planner.commitments.promise import ACCEPTED, BASIC, QUALIFIED, VALUE, shortfall_later
from planner.commitments.standing import Commitments
from planner.sheets.contract import standing_words
from planner.sheets.prose import Prose, Section
from planner.sheets.sla_marketing import Deliveries, Sums, deliveries, pace_of
from planner.sheets.sla_sales import Working, working_leads
from planner.sheets.sla_words import LEVEL_NAMES, MEASURE_NAMES
from planner.sheets.status import day_text
from planner.sheets.whole_words import whole_words
from planner.sheets.words import values_are


def status_mail(
    made: Commitments, results: Results, name: str, style: NumberStyle = ENGLISH
) -> Prose:
    """Return where both sides stand by the last data, in a few lines."""
    found, working = deliveries(made, style), working_leads(made, results, style)
    data = made.before
    when = f"as of {day_text(date_of(data.journeys.as_of))}" if data else "without data"
    return Prose(
        f"{name}: status {when}",
        (
            Section("Plan", tuple(_plan(results, working))),
            Section("Marketing", tuple(_marketing(found))),
            Section("Sales", tuple(_sales(made, working))),
            Section("", (standing_words(made),)),
        ),
    )


def _plan(results: Results, working: Working) -> Iterator[str]:
    show = working.tongue.short
    whole, goal = results.working.whole, results.plan.goal
    parts = whole_words(results, results.working, working.tongue)
    said = f"{show(whole)} ({parts})" if parts else show(whole)
    if goal is None:
        yield f"Bookings {said}; no goal is stated."
    else:
        gap = show(whole - goal, signed=True)
        yield f"Bookings {said} against a goal of {show(goal)}: {gap}."
    disputed = len(results.disputed)
    if disputed:
        gross = show(results.bridge.gross)
        yield f"{values_are(disputed)} in dispute; differences are worth {gross} gross."


def _marketing(found: Deliveries) -> Iterator[str]:
    if not found.attained:
        yield "No data of a day after the plan began yet: nothing is measured."
        return
    for level in (BASIC, QUALIFIED, VALUE, ACCEPTED):
        month, whole = found.this_month(level, ""), found.sums(level, "")
        yield (
            f"{LEVEL_NAMES[level]}: {found.show(level, month['actual'])} this month of "
            f"{found.show(level, month['due'])} due{_pace(found, month)}; since the plan began "
            f"{found.show(level, whole['actual'])} of {found.show(level, whole['due'])}"
            f"{_pace(found, whole)}."
        )
    if found.made.found is not None:
        later = float(shortfall_later(found.made.found).sum())
        changed = found.tongue.short(later, signed=True)
        yield f"What came of qualified leads so far changes the plan’s bookings by {changed}."


def _pace(found: Deliveries, sums: Sums) -> str:
    pace = pace_of(sums)
    return f" ({found.tongue.rate(pace, 0)})" if math.isfinite(pace) else ""


def _sales(made: Commitments, working: Working) -> Iterator[str]:
    show = working.tongue
    if made.leads is None:
        yield "No lead of the plan’s own time was handed over yet."
        return
    for kept in working.kept:
        due, _ = kept.counts
        name = MEASURE_NAMES[kept.kind]
        if not due:
            yield f"{name}: {kept.why[:1].lower()}{kept.why[1:] or 'nothing is due yet'}."
            continue
        promised = "" if kept.share is None else f", {show.rate(kept.share, 0)} promised"
        yield f"{name}: {show.rate(kept.rate, 0)} of {show.count(due)} due{promised}."
    priced = [one.price for one in made.late if one.price is not None]
    if made.late:
        yield (
            f"{show.count(len(made.late))} leads were touched late or never; {len(priced)} of them "
            f"are priced, at {show.short(sum(priced))}: an association, not a proof."
        )
