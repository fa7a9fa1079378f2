"""Chances: how likely each goal is, if the plan's values hold and on what was measured alone."""

from dataclasses import dataclass

import numpy as np

from planner.base.fiscal import QUARTER, YEAR
from planner.base.progress import Progress, silent
from planner.evidence.figures import FunnelEvidence
from planner.forecast.results import Forecast
from planner.forecast.targets import bookings_due
from planner.forecast.uncertainty import DRAWS, SEED, Draws, draws, evidence_alone
from planner.plan.document import Plan
from planner.plan.goals import Business, Measure, Period


@dataclass(frozen=True, slots=True)
class Chance:
    """A bookings goal and how likely it is; `on_evidence` None without evidence."""

    period: Period
    goal: float
    chance: float
    on_evidence: float | None


@dataclass(frozen=True, eq=False)
class Chances:
    """The draws of a view and of the evidence alone, and the chance of every goal."""

    draws: Draws
    alone: Draws | None
    by_goal: tuple[Chance, ...]

    def of(self, period: Period) -> Chance | None:
        """Return the chance of a period's goal; None where none is due."""
        return next((each for each in self.by_goal if each.period == period), None)


def chances(  # noqa: PLR0917 - what is drawn, and how
    plan: Plan,
    evidence: FunnelEvidence | None,
    seen: Forecast,
    count: int = DRAWS,
    seed: int = SEED,
    progress: Progress = silent,
) -> Chances:
    """Draw a view, and the evidence alone by the same seed, and say how likely each goal is.

    Goals are those of bookings: as stated, and per fiscal quarter and year as they are phased.
    """
    drawn = draws(plan, evidence, seen, count, seed, progress)
    alone = None
    if evidence is not None:
        measured, view = evidence_alone(plan, evidence, seen.view)
        alone = drawn
        if measured != plan:
            alone = draws(measured, evidence, view, count, seed, progress)
    by_goal = tuple(
        Chance(
            period,
            goal,
            drawn.chance(period.inside(plan.horizon), goal),
            None if alone is None else alone.chance(period.inside(plan.horizon), goal),
        )
        for period, goal in due(plan).items()
    )
    return Chances(drawn, alone, by_goal)


def due(plan: Plan) -> dict[Period, float]:
    """Return the bookings due per period: the whole plan, fiscal years and quarters, and as stated.

    A goal longer than the plan counts with the plan's part of it.
    """
    whole = plan.horizon
    stated = [g for g in plan.goals if g.measure is Measure.BOOKINGS and g.business is Business.ALL]
    by_month = bookings_due(plan)
    periods = [Period(whole.start, len(whole)), *(g.over(whole) for g in stated)]
    periods += [*_fiscal(plan, YEAR), *_fiscal(plan, QUARTER)]
    found = {}
    for period in periods:
        inside = period.inside(whole)
        if inside.any() and not np.isnan(by_month[inside]).any():
            found[period] = float(by_month[inside].sum())
    return found


def _fiscal(plan: Plan, length: int) -> list[Period]:
    """Return the fiscal periods of a length that lie wholly in the plan."""
    first = plan.start + (plan.fiscal_start - 1 - plan.start) % length
    end = plan.start + plan.months
    return [Period(start, length) for start in range(first, end - length + 1, length)]
