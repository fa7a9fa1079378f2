"""An assumption as resolved: what was measured, what the seats claim, and what the plan runs on."""

import math
from dataclasses import dataclass
from enum import StrEnum

from planner.base.days import Day, Month
from planner.base.stages import Owner
from planner.evidence.figures import Figure
from planner.plan.keys import Driver, Slot
from planner.plan.parking import Parked


class Status(StrEnum):
    """How far people have come with an assumption."""

    MEASURED = "measured"
    PROPOSED = "proposed"
    DISPUTED = "disputed"
    AGREED = "agreed"
    PARKED = "parked"


class View(StrEnum):
    """A whole plan: the working one, or a seat's."""

    WORKING = "working"
    MARKETING = "marketing"
    SALES = "sales"


@dataclass(frozen=True, slots=True)
class Assumption:
    """One driver of one line, of one month or (month None) of all without their own.

    `marketing`, `sales` are the positions that hold here, `agreed` what both accept. `provisional`
    marks a shared driver that runs on a position without agreement, for want of evidence.
    `parked` says why a parked one waits, `until` on which day it is to be taken up again.
    """

    slot: Slot
    key: str
    owner: Owner
    evidence: Figure
    marketing: float | None
    sales: float | None
    agreed: float | None
    working: float | None
    status: Status
    provisional: bool = False
    note: str = ""
    parked: str = ""
    until: Day | None = None

    @property
    def line(self) -> str:
        """The line's name."""
        return self.slot.line

    @property
    def driver(self) -> Driver:
        """The driver."""
        return self.slot.driver

    @property
    def month(self) -> Month | None:
        """The month, or None for every month without its own."""
        return self.slot.month

    @property
    def waits(self) -> Parked | None:
        """Why and until when a parked one waits, None for any other."""
        return Parked(self.parked, self.until) if self.status is Status.PARKED else None

    def view(self, which: View | str) -> float | None:
        """Return the value in a view: agreed, else the seat's own, else the working value."""
        view = which if type(which) is View else View(which)
        if self.agreed is not None or view is View.WORKING:
            return self.working
        own = self.marketing if view is View.MARKETING else self.sales
        return self.working if own is None else own

    @property
    def differs(self) -> bool:
        """Whether the two seats' views differ here, two positions or not."""
        return not equal(self.view(View.MARKETING), self.view(View.SALES))


def equal(one: float | None, other: float | None) -> bool:
    """Whether two values are the same but for the noise of arithmetic."""
    if one is None or other is None:
        return one is other
    return math.isclose(one, other, rel_tol=1e-12)
