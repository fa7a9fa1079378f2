"""What the status line says of the plan: as of when, how many journeys, how many set aside."""

from datetime import date

from planner.base import units
from planner.base.days import date_of, month_name
from planner.base.units import ENGLISH, NumberStyle
from planner.commitments.agreed import Agreed
from planner.journeys.table import Snapshot


def data_standing(snapshot: Snapshot | None, style: NumberStyle = ENGLISH) -> str:
    """Return 'Data as of 31 Oct 2026 · 46,840 journeys · 37 set aside'; without data a word."""
    if snapshot is None:
        return "No data imported"
    journeys = units.count(len(snapshot.journeys), style)
    aside = units.count(len(snapshot.set_aside), style)
    as_of = day_text(date_of(snapshot.as_of))
    return f"Data as of {as_of} · {journeys} journeys · {aside} set aside"


def promised_on(agreed: Agreed) -> str:
    """Return what was known when a plan was promised, such as 'on data as of 31 Oct 2026'."""
    if agreed.evidence is None:
        return "without data"
    return f"on data as of {day_text(date_of(agreed.since))}"


def scenario_standing(name: str) -> str:
    """Return in which scenario one looks and types; '' for the plan itself."""
    return f"Scenario {name}" if name else ""


def day_text(day: date) -> str:
    """Return a date for reading, such as 31 Oct 2026."""
    return f"{day.day} {month_name(day.month - 1)} {day.year}"
