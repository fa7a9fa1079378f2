"""What can be done with an assumption beside typing a value, and which value each deed states."""

from enum import StrEnum

from planner.agreement.deciding import cheapest, halfway
from planner.base.stages import Seat
from planner.plan.assumption import Assumption, Status, equal
from planner.plan.document import Plan
from planner.plan.edits import Draft
from planner.plan.keys import PARK
from planner.plan.parking import parked_value

OTHER = {Seat.MARKETING: Seat.SALES, Seat.SALES: Seat.MARKETING}
"""The seat across the table; both together have none."""


class Deed(StrEnum):
    """What a seat, or both together, can do with the rows chosen."""

    PROPOSE = "propose"
    ACCEPT = "accept"
    EVIDENCE = "take_evidence"
    SPLIT = "split"
    WAY_OUT = "way_out"
    WITHDRAW = "withdraw"
    PARK = "park"
    UNPARK = "unpark"


def accepted_seat(one: Assumption, seat: Seat, pointed: Seat | None = None) -> Seat | None:
    """Return whose position accepting takes: a seat the other's, both together the one pointed at.

    Together without pointing at either it is the only position, or what both say; None where there
    is nothing to accept, or two to choose from.
    """
    said = {Seat.MARKETING: one.marketing, Seat.SALES: one.sales}
    stated = [whose for whose, value in said.items() if value is not None]
    if seat is not Seat.TOGETHER:
        return OTHER[seat] if OTHER[seat] in stated else None
    if pointed in stated:
        return pointed
    alike = len(stated) == 1 or (stated and equal(one.marketing, one.sales))
    return stated[0] if alike else None


def value_of(one: Assumption, deed: Deed, seat: Seat, pointed: Seat | None = None) -> float | None:
    """Return the value a deed would state, None where it has none."""
    match deed:
        case Deed.ACCEPT:
            whose = accepted_seat(one, seat, pointed)
            return one.marketing if whose is Seat.MARKETING else one.sales if whose else None
        case Deed.EVIDENCE:
            return one.evidence.value if one.evidence.known else None
        case Deed.SPLIT:
            return halfway(one)
        case Deed.WAY_OUT:
            return cheapest(one)
    return None


def states_anew(plan: Plan, one: Assumption, value: float, seat: Seat) -> bool:
    """Whether stating a value changes anything: it is not agreed, nor the seat's own, already."""
    if seat is Seat.TOGETHER:
        return not equal(one.agreed, value)
    stated = plan.position(one.slot, seat)
    return stated is None or not equal(stated.value, value)


def stating(plan: Plan, one: Assumption, value: float, seat: Seat) -> tuple[Draft, ...]:
    """Return the edits that state a value; what is agreed by it waits no more."""
    other = OTHER.get(seat)
    theirs = {Seat.MARKETING: one.marketing, Seat.SALES: one.sales}
    agrees = other is None or equal(theirs[other], value)
    ends = agrees and one.slot in plan.parked
    return Draft(seat, one.key, value), *(unparking(one, seat) if ends else ())


def withdrawing(plan: Plan, one: Assumption, seat: Seat) -> tuple[Draft, ...]:
    """Return the edit that takes the seat's own position back, none where it has none."""
    stated = plan.position(one.slot, seat) is not None
    return (Draft(seat, one.key, None),) if stated else ()


def parking(one: Assumption, seat: Seat, why: str, until: int | None) -> tuple[Draft, ...]:
    """Return the edit that parks what somebody spoke about and is not agreed, none elsewhere.

    RefusedError without a reason.
    """
    value = parked_value(why, until)
    return (Draft(seat, PARK + one.key, value),) if is_open(one) else ()


def is_open(one: Assumption) -> bool:
    """Whether somebody spoke and nothing is agreed: it can be parked, or parked otherwise."""
    return one.status in {Status.PROPOSED, Status.DISPUTED, Status.PARKED}


def unparking(one: Assumption, seat: Seat) -> tuple[Draft, ...]:
    """Return the edit that takes a parked assumption up again, none for one that is not."""
    return (Draft(seat, PARK + one.key, None),) if one.parked else ()
