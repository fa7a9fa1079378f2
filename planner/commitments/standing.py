"""What is promised, how it now stands in the plan, and the leads by which it is measured."""

from dataclasses import dataclass
from functools import cached_property

from planner.base.days import first_day, last_day
from planner.commitments.agreed import Actuals, Agreed
from planner.commitments.breaches import Association, Breach, associations, breaches
from planner.commitments.compliance import compliances
from planner.commitments.handed import Handed, handed, within
from planner.evidence.cuts import plan_window
from planner.evidence.passages import Prepared
from planner.journeys.table import Activities
from planner.plan.signing import Version


@dataclass(frozen=True, eq=False)
class Commitments:
    """The plan as promised, and what came of it by the data of a later day, None without.

    `data` are the plan's own, prepared, None for a plan made by hand. `signed` is the version both
    seats signed, whose promise counts, and `now` the plan as it stands on the data it was made of;
    both are None while they have not signed: then the plan as it stands is promised.
    """

    agreed: Agreed
    found: Actuals | None
    activities: Activities | None = None
    data: Prepared | None = None
    signed: Version | None = None
    now: Agreed | None = None

    @property
    def current(self) -> Agreed:
        """The plan as it now stands."""
        return self.now or self.agreed

    @property
    def before(self) -> Prepared | None:
        """The journeys known, None without data."""
        return self.data if self.found is None else self.found.prepared

    @cached_property
    def leads(self) -> Handed | None:
        """The leads handed over in the plan's time, None without data of it."""
        if self.found is None:
            return None
        first = max(first_day(self.agreed.plan.start), self.agreed.since + 1)
        end = last_day(self.agreed.plan.horizon.stop - 1)
        return within(handed(self.found.prepared, self.activities), first, end)

    @cached_property
    def tied(self) -> tuple[Association, ...]:
        """How late leads compare with those in time, on all of the evidence's window and since."""
        if self.found is None or self.recent is None:
            return ()
        first = compliances(self.agreed.plan, self.recent)[0]
        return associations(self.found, self.recent, first)

    @cached_property
    def recent(self) -> Handed | None:
        """The leads handed over in the evidence's window and since, None without data."""
        if self.before is None:
            return None
        window = plan_window(self.before, self.current.plan.window)
        as_of = int(self.before.journeys.as_of)
        return within(handed(self.before, self.activities), window[0], as_of)

    @cached_property
    def late(self) -> tuple[Breach, ...]:
        """The leads of the plan's time that were touched late or never."""
        if self.found is None or self.leads is None:
            return ()
        first = compliances(self.agreed.plan, self.leads)[0]
        return breaches(self.found, self.leads, first, self.tied)

    @property
    def measured(self) -> Handed | None:
        """The leads by which Sales' side is told: of the plan's time, else of the evidence's."""
        return self.earlier if self.leads is None else self.leads

    @cached_property
    def earlier(self) -> Handed | None:
        """The leads handed over in the evidence window, before the promise, None without data."""
        if self.before is None:
            return None
        window = plan_window(self.before, self.current.plan.window)
        leads = handed(self.before, self.activities)
        return within(leads, window[0], min(window[1], self.agreed.since))
