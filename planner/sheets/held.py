"""What came of an assumption's claims, in sentences for the card beside it."""

from planner.base.stages import Seat
from planner.base.units import ENGLISH, NumberStyle
from planner.commitments.track_record import Judged
from planner.plan.keys import DriverKind
from planner.sheets.words import SEAT_NAMES, Tongue

_WHOSE = {Seat.MARKETING: "Marketing’s", Seat.SALES: "Sales’"}


def held_words(
    one: Judged, *, signed: bool, style: NumberStyle = ENGLISH, currency: str = "USD"
) -> tuple[str, ...]:
    """Return what came, which claims the outcome's interval holds, and whose came closer."""
    plan = "signed plan" if signed else "plan"
    if not one.actual.known:
        return (f"Too early to tell what came of what the {plan} claimed here.",)
    tongue, came = Tongue(style, currency), one.actual
    unit = one.assumption.driver.unit
    interval = tongue.interval(came.low, came.high, unit)
    aged = one.assumption.driver.kind in {DriverKind.RATE, DriverKind.LAG}
    age = f" by the age of {one.days} days" if aged else ""
    first = (
        f"Since the {plan}: {tongue.show(came.value, unit)} came{age} (90% interval {interval}, "
        f"n = {tongue.count(came.n)})."
    )
    closer = (f"{SEAT_NAMES[one.closer]} came closer.",) if one.closer else ()
    said = (_claim(one, seat, tongue) for seat in _WHOSE)
    return (" ".join((first, *(text for text in said if text), *closer)),)


def _claim(one: Judged, seat: Seat, tongue: Tongue) -> str:
    value, unit = one.claim(seat), one.assumption.driver.unit
    if value is None:
        return ""
    shown, expected = tongue.show(value, unit), tongue.show(one.expected(value), unit)
    by_now = "" if shown == expected else f", {expected} by now,"
    return f"{_WHOSE[seat]} {shown}{by_now} {'held' if one.held(value) else 'did not hold'}."
