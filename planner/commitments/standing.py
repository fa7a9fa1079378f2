"""What is promised, and the leads by which it is measured."""

from dataclasses import dataclass
from functools import cached_property

from planner.base.days import first_day, last_day
from planner.commitments.agreed import Actuals, Agreed
from planner.commitments.compliance import Handed, handed, within
from planner.journeys.table import Activities


@dataclass(frozen=True, eq=False)
class Commitments:
    """The plan as promised, and what came of it by the data of a later day, None without."""

    agreed: Agreed
    found: Actuals | None
    activities: Activities | None = None

    @cached_property
    def leads(self) -> Handed | None:
        """The leads handed over in the plan's time, None without data of it."""
        if self.found is None:
            return None
        first = max(first_day(self.agreed.plan.start), self.agreed.since + 1)
        end = last_day(self.agreed.plan.horizon.stop - 1)
        return within(handed(self.found.prepared, self.activities), first, end)
