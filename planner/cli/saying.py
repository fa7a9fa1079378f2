"""Values of edits and what a plan brings, as people read them on a terminal."""

from planner.base.units import money_short
from planner.forecast.results import Forecast
from planner.plan.document import Plan
from planner.plan.edits import Value
from planner.sheets.key_words import value_words
from planner.sheets.words import Tongue


def said(plan: Plan, key: str, value: Value) -> str:
    """Return a value in the unit of its key; nothing for a withdrawn one."""
    return value_words(plan, key, value, Tongue(currency=plan.currency)) or "nothing"


def bookings_words(seen: Forecast, currency: str) -> str:
    """Say what a view brings; of a plan under way the whole, and what it is made of."""
    whole = money_short(seen.whole, currency)
    if not seen.booked.any():
        return whole
    before = money_short(float(seen.booked.sum()), currency)
    return f"{whole} ({before} booked so far, {money_short(seen.total, currency)} to come)"
