"""Is Marketing producing enough leads? The answer as one sentence, true in every direction."""

from planner.base.days import Day, date_of
from planner.base.units import ENGLISH, NumberStyle
from planner.forecast.enough_leads import WHOLE, EnoughLeads, LineLeads
from planner.plan.document import Plan
from planner.plan.goals import Goal, Period
from planner.sheets.periods import months_text, plan_title
from planner.sheets.status import day_text
from planner.sheets.words import Tongue

PAST = ", which is past"
"""Follows a last day before the data's: what is missing can no longer be made up there."""


def enough_sentences(
    found: EnoughLeads, plan: Plan, style: NumberStyle = ENGLISH
) -> tuple[str, ...]:
    """Say what the goal needs, what arrives and what is short; then where and by when."""
    tongue = Tongue(style, plan.currency)
    answer = _answer(found, _aim(found, plan, tongue), tongue)
    return (f"{answer}.", *_where(found, tongue), *_held(found, tongue))


def line_sentence(line: LineLeads, tongue: Tongue) -> str:
    """Say of one line what is needed of it, what arrives, until when leads count, their worth."""
    return (
        f"{line.line}: {tongue.count(line.needed)} needed, {tongue.count(line.arriving)} arrive in "
        f"time; leads count until {when(line.last_day)}, each worth {tongue.short(line.worth)}"
    )


def when(day: Day) -> str:
    """Return a day for reading, such as 25 Jun 2027."""
    return day_text(date_of(day))


def until_words(day: Day, as_of: Day | None) -> str:
    """Return a line's last useful day, and that it is past where the data's day is later."""
    return f"{when(day)}{PAST if as_of is not None and day < as_of else ''}"


def _aim(found: EnoughLeads, plan: Plan, tongue: Tongue) -> str:
    return f"{tongue.short(found.goal.value)} in {aim_period(plan, found.goal)}"


def aim_period(plan: Plan, goal: Goal | None = None) -> str:
    """Return the months of a goal, the whole plan's without one: FY27, or Jan–Mar 2027."""
    period = Period(plan.start, plan.months) if goal is None else goal.over(plan.horizon)
    months = tuple(range(period.start, period.start + period.months))
    year = plan_title(months, plan.fiscal_start) if period.months == 12 else ""
    return year or months_text(months[0], months[-1])


def _answer(found: EnoughLeads, aim: str, tongue: Tongue) -> str:
    need, come = tongue.count(found.needed), tongue.count(found.arriving)
    apart, worth = tongue.count(abs(found.short)), tongue.short(abs(found.worth))
    missing = found.worth > 0.0
    if found.exact:
        return f"Just enough leads for {aim}: the {need} that Marketing must bring arrive in time"
    if worth == tongue.short(0.0):
        return (
            f"Leads enough in worth for {aim}: {come} arrive in time, {need} of the planned mix "
            "are needed, and the mix that comes is worth as much"
        )
    if missing and found.short > WHOLE:
        return (
            f"Not enough leads for {aim}: of {need} that Marketing must bring {come} arrive in "
            f"time, {apart} short, worth {worth}"
        )
    if not missing and found.short < -WHOLE:
        return (
            f"Enough leads for {aim}: {come} of Marketing’s arrive in time, {apart} more than the "
            f"{need} needed, worth {worth}"
        )
    mix = f"{come} arrive in time, {need} of the planned mix are needed, but the mix that comes"
    if missing:
        return f"Leads enough in number, not in worth, for {aim}: {mix} is worth {worth} too little"
    return f"Leads enough in worth for {aim}: {mix} is worth {worth} more than needed"


def _where(found: EnoughLeads, tongue: Tongue) -> tuple[str, ...]:
    """Name the line whose missing leads are worth most."""
    worst = found.worst
    if worst is None:
        return ()
    leads, day = tongue.count(worst.short), until_words(worst.last_day, found.as_of)
    if found.short <= WHOLE or found.worth <= 0.0:
        return (f"Yet {leads} are missing in {worst.line}, due by {day}.",)
    if len(found.lines) == 1:
        return (f"They are due by {day}.",)
    return (f"Dearest are the {leads} missing in {worst.line}, due by {day}.",)


def _held(found: EnoughLeads, tongue: Tongue) -> tuple[str, ...]:
    """Say what the team's limits keep beside: no lead makes up for it."""
    said = tongue.short(found.held)
    if found.held <= 0.0 or said == tongue.short(0.0):
        return ()
    return (f"The team’s limits keep {said} of bookings out besides.",)
