"""What a plan may bring, in sentences: its chance, and until when a line's leads count."""

import math

from planner.agreement.results import Results
from planner.base.units import NumberStyle
from planner.forecast.last_useful import last_useful_day
from planner.forecast.results import together
from planner.plan.goals import Business
from planner.plan.goals import Period as Months
from planner.sheets.cells import Part, Place
from planner.sheets.enough_words import enough_sentences, line_sentence, when
from planner.sheets.outlook import Late, Outlook
from planner.sheets.periods import Period
from planner.sheets.table import strong
from planner.sheets.words import Tongue

Sentence = tuple[Part | str, ...]
WAIT = "Being drawn: thousands of futures of this plan."
SURE = 0.005
_TYPES = {Business.NEW: "New business of", Business.EXISTING: "Existing customers’"}


def chance_text(chance: float, tongue: Tongue) -> str:
    """Return a chance in whole per cent, such as 38%, <1% or >99%: none is sure."""
    if 0.0 <= chance < SURE:
        return f"<{tongue.rate(0.01, 0)}"
    return f">{tongue.rate(0.99, 0)}" if chance > 1.0 - SURE else tongue.rate(chance, 0)


def chance_words(late: Late, period: Period, tongue: Tongue) -> Sentence:
    """Return the sentence behind a chance up to a period's end."""
    found = late.outlook
    if found is None or period.last >= len(found.by_month):
        return (WAIT,)
    chance = float(found.by_month[period.last])
    if math.isnan(chance):
        return ("A month before has no goal, so nothing is due up to here.",)
    low, middle, high = (tongue.short(float(row[period.last])) for row in found.range)
    last = period.last == len(found.by_month) - 1
    return (
        strong(chance_text(chance, tongue)),
        " of the draws reach ",
        Part("what is due", Place("Plan", "goal", period.key)),
        f" from the plan’s start up to here. Eight in ten bring {low} to {high}, half of them more "
        f"than {middle}.",
        *((*_alone(found, tongue), *_by_type(found, tongue)) if last else ()),
        _drawn(found, tongue),
        *((" Being drawn anew: these are of the plan before the last change.",) * late.stale),
    )


def _alone(found: Outlook, tongue: Tongue) -> Sentence:
    if found.on_evidence is None:
        return ()
    return (f" On what was measured alone it is {chance_text(found.on_evidence, tongue)}.",)


def _by_type(found: Outlook, tongue: Tongue) -> Sentence:
    """Say how likely the goals of one type of business are."""
    start = found.results.plan.fiscal_start
    return tuple(
        f" {_TYPES[each.business]} {tongue.short(each.goal)} in {each.period.text(start)}: "
        f"{chance_text(each.chance, tongue)}."
        for each in found.chances.by_goal
        if each.business
    )


def _drawn(found: Outlook, tongue: Tongue) -> str:
    draws = found.chances.draws
    said = together(found.results.plan.line_names, draws.notes)
    notes = f" {'; '.join(said)}." if said else ""
    return f" {tongue.count(len(draws.bookings))} draws, seed {draws.seed}.{notes}"


def last_useful(results: Results, line: int, period: Period) -> str:
    """Say until when a line's leads count for the goal of the whole plan and of a quarter."""
    plan = results.plan
    if plan.goal is None:
        return ""
    whole = Months(plan.start, plan.months)
    count = period.last - period.first + 1
    asked = {"the whole plan’s goal": whole}
    if 1 < count < plan.months:
        asked = {f"{period.title}’s goal": Months(plan.start + period.first, count)} | asked
    days = {
        name: when(
            last_useful_day(plan, results.evidence, results.working.view, plan.lines[line], months)
        )
        for name, months in asked.items()
    }
    said = ", ".join(f"for {name} until {day}" for name, day in days.items())
    return f" They count {said}: nine in ten of their deals close in time."


def enough_text(late: Late, style: NumberStyle) -> str:
    """Answer in one sentence whether Marketing brings enough leads; nothing without a goal."""
    found = late.outlook
    if found is None or found.enough is None or found.results.plan.goal is None:
        return ""
    return " ".join(enough_sentences(found.enough, found.results.plan, style))


def enough_lines(late: Late, style: NumberStyle) -> str:
    """Say of each of Marketing's lines what it needs, what arrives, and until when leads count."""
    found = late.outlook
    if found is None or found.enough is None:
        return ""
    tongue = Tongue(style, found.results.plan.currency)
    said = (line_sentence(line, tongue) for line in found.enough.lines)
    return "\n".join((enough_text(late, style), *said))
