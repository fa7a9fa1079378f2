"""What a plan may bring: its chances, whether leads suffice, what one more rep is worth.

It takes longer than a frame, so it arrives after the plan's own figures.
"""

from collections.abc import Iterable
from dataclasses import dataclass, field
from functools import cached_property

import numpy as np
import numpy.typing as npt

from planner.agreement.results import Results
from planner.base.days import Day
from planner.base.memo import Memo
from planner.base.progress import Progress, silent
from planner.forecast.chances import Chances, chances
from planner.forecast.enough_leads import EnoughLeads, enough_leads
from planner.forecast.last_useful import last_useful_day
from planner.forecast.results import forecast
from planner.plan.assumption import View
from planner.plan.document import Plan
from planner.plan.goals import Period
from planner.sheets.plan_figures import chance_by_month

Floats = npt.NDArray[np.float64]


@dataclass(frozen=True, eq=False)
class Ghost:
    """Bookings by month of the plan in another scenario, (H,)."""

    name: str
    bookings: Floats


@dataclass(frozen=True, eq=False)
class Outlook:
    """What was worked out for one state of the plan."""

    results: Results
    chances: Chances
    enough: EnoughLeads | None
    last_days: dict[str, Day] = field(default_factory=dict)
    """Per line, the last day on which a lead still counts for the whole plan."""
    ghosts: tuple[Ghost, ...] = ()

    @cached_property
    def by_month(self) -> Floats:
        """Chance that bookings up to each month's end reach what is due by then, (H,)."""
        drawn = self.chances.draws.bookings + self.chances.booked
        return chance_by_month(self.results.plan, drawn)

    @property
    def chance(self) -> float:
        """Chance of the whole plan's goal, NaN without one."""
        return float(self.by_month[-1])

    @property
    def on_evidence(self) -> float | None:
        """The same on what was measured alone, None where nothing was or no goal is stated."""
        plan = self.results.plan
        whole = self.chances.of(Period(plan.start, plan.months))
        return None if whole is None or plan.goal is None else whole.on_evidence

    @cached_property
    def range(self) -> Floats:
        """P10, P50 and P90 of bookings up to each month's end, (3, H)."""
        return self.chances.cumulative


@dataclass(frozen=True, eq=False)
class Late:
    """The outlook there is, perhaps of an earlier state of the plan: then it is stale."""

    outlook: Outlook | None = None
    stale: bool = True


def outlook(
    results: Results, progress: Progress = silent, others: Iterable[tuple[str, Plan]] = ()
) -> Outlook:
    """Work out what the working plan may bring; `others` are the plan in other scenarios."""
    plan, evidence, working = results.plan, results.evidence, results.working
    enough = enough_leads(plan, evidence, working)
    if working.capacity is not None:
        working.capacity.shadow_prices  # noqa: B018 - kept there for the sentences that name it
    drawn = chances(plan, evidence, working, progress=progress)
    whole = Period(plan.start, plan.months)
    last_days = {
        line.name: last_useful_day(plan, evidence, working.view, line, whole) for line in plan.lines
    }
    found = Outlook(results, drawn, enough, last_days, _ghosts(results, others))
    found.by_month, found.range  # noqa: B018
    return found


def _ghosts(results: Results, others: Iterable[tuple[str, Plan]]) -> tuple[Ghost, ...]:
    """Compute the other scenarios' bookings."""
    memo = Memo()
    seen = ((name, forecast(p, results.evidence, View.WORKING, memo)) for name, p in others)
    return tuple(Ghost(name, found.bookings.sum(axis=0)) for name, found in seen)
