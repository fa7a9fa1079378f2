"""A plan under way as a whole: what was booked by the data's day, and what is still to come."""

from planner.agreement.results import Results
from planner.base.days import date_of, first_day
from planner.forecast.results import Forecast
from planner.sheets.status import day_text
from planner.sheets.words import Tongue


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
