"""Disputed promises: what the past shows of each, and what lies between both limits in money."""

from collections.abc import Mapping
from dataclasses import dataclass, replace

from planner.agreement.deciding import as_if_said
from planner.commitments.record import past_record
from planner.commitments.standing import Commitments
from planner.evidence.figures import UNKNOWN
from planner.plan.assumption import Assumption, Status
from planner.plan.document import Plan
from planner.plan.keys import DriverKind
from planner.plan.pledges import stated_pledges


@dataclass(frozen=True, slots=True)
class Price:
    """What late leads are associated with in bookings, by each side's limit."""

    marketing: float
    sales: float

    @property
    def between(self) -> float:
        """Marketing's limit minus Sales'."""
        return self.marketing - self.sales


@dataclass(frozen=True, slots=True)
class DisputedPromise:
    """A promise with the past's record as its evidence; `price` is None where none exists."""

    assumption: Assumption
    price: Price | None


def recorded(
    made: Commitments, plan: Plan, said: Mapping[str, Assumption]
) -> dict[str, Assumption]:
    """Return promises with what the past would have made of each as their evidence."""
    measured = {} if made.earlier is None else past_record(plan, made.earlier)
    return {
        key: replace(one, evidence=measured.get(one.driver.kind, UNKNOWN))
        for key, one in said.items()
    }


def disputed_promises(made: Commitments, plan: Plan) -> dict[str, DisputedPromise]:
    """Return the promises and weights both seats state differently in a plan, by key."""
    said = {one.key: one for one in stated_pledges(plan) if one.status is Status.DISPUTED}
    if not said:
        return {}
    return {
        key: DisputedPromise(one, _price(made, one))
        for key, one in recorded(made, plan, said).items()
    }


def _price(made: Commitments, one: Assumption) -> Price | None:
    """Price both sides' days to the first touch: of all other promises no lead has a price."""
    if one.driver.kind is not DriverKind.FIRST_TOUCH_DAYS:
        return None
    if one.marketing is None or one.sales is None:
        return None
    ours, theirs = (_late(made, one, limit) for limit in (one.marketing, one.sales))
    return None if ours is None or theirs is None else Price(ours, theirs)


def _late(made: Commitments, one: Assumption, limit: float) -> float | None:
    """Return what the breaches of one limit come to; None where none of them has a price."""
    if made.leads is None:
        return None
    agreed = replace(made.agreed, plan=as_if_said(made.agreed.plan, one.slot, limit))
    late = replace(made, agreed=agreed).late
    priced = [breach.price for breach in late if breach.price is not None]
    return None if late and not priced else sum(priced)
