"""A plan under way as a whole: what was booked by the data's day, and what is still to come."""

from planner.agreement.results import Results
from planner.base.days import date_of, first_day
from planner.forecast.booked import has_begun, still_ahead
from planner.forecast.results import Forecast
from planner.sheets.cells import Part
from planner.sheets.periods import Period
from planner.sheets.status import day_text
from planner.sheets.words import Tongue

Sentence = tuple[Part | str, ...]


def is_under_way(results: Results) -> bool:
    """Whether the data tell of days of the plan's own."""
    evidence = results.evidence
    return evidence is not None and evidence.as_of >= first_day(results.plan.start)


def whole_words(results: Results, seen: Forecast, tongue: Tongue, *, dated: bool = True) -> str:
    """Say what a view's whole is made of; nothing while the plan has not begun."""
    evidence = results.evidence
    if evidence is None or not is_under_way(results):
        return ""
    booked, to_come = tongue.short(float(seen.booked.sum())), tongue.short(seen.total)
    when = f" by {day_text(date_of(evidence.as_of))}" if dated else ""
    return f"{booked} booked{when} + {to_come} to come"


def told_to_come(results: Results, period: Period, parts: Sentence) -> Sentence:
    """Return the sentence behind a figure of what is to come, saying so where some is past.

    Of a period that is over nothing else is told: its figure is none of the plan's.
    """
    evidence = results.evidence
    if evidence is None or not has_begun(evidence, results.plan.start + period.first):
        return parts
    ahead = still_ahead(results.plan, evidence)[period.months]
    if (ahead == 1.0).all():
        return parts
    day = day_text(date_of(evidence.as_of))
    if ahead.any():
        return (*parts, f" Counted is what comes after {day}.")
    return (parts[0], f" is still to come: by {day}, the data’s last day, this was over.")
