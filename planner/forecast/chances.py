"""Chances: how likely each goal is, if the plan's values hold and on what was measured alone."""

from dataclasses import dataclass

import numpy as np

from planner.base.fiscal import QUARTER, YEAR
from planner.base.progress import Progress, silent
from planner.evidence.figures import Floats, FunnelEvidence
from planner.forecast.booked import booked
from planner.forecast.results import Forecast
from planner.forecast.targets import bookings_due, stated_due
from planner.forecast.uncertainty import DRAWS, SEED, Draws, draws, evidence_alone
from planner.plan.document import Plan
from planner.plan.goals import Business, Measure, Period


@dataclass(frozen=True, slots=True)
class Chance:
    """A goal of bookings, of one type of business or all; `on_evidence` None without evidence."""

    period: Period
    goal: float
    chance: float
    on_evidence: float | None
    business: Business = Business.ALL


@dataclass(frozen=True, eq=False)
class Chances:
    """The draws of a view and of the evidence alone, and the chance of every goal.

    Draws are of what is still to come; `booked` (H,) is what was won before. Percentiles, like the
    chances, are of both: a goal asks for the whole.
    """

    draws: Draws
    alone: Draws | None
    by_goal: tuple[Chance, ...]
    booked: Floats

    @property
    def by_month(self) -> Floats:
        """P10, P50 and P90 of each month's bookings, (3, H)."""
        return np.asarray(self.draws.by_month + self.booked)

    @property
    def cumulative(self) -> Floats:
        """P10, P50 and P90 of bookings up to each month's end, (3, H)."""
        return np.asarray(self.draws.cumulative + self.booked.cumsum())

    def of(self, period: Period, business: Business = Business.ALL) -> Chance | None:
        """Return the chance of a period's goal; None where none is due."""
        place = period, business
        return next((e for e in self.by_goal if (e.period, e.business) == place), None)


def chances(  # noqa: PLR0917 - what is drawn, and how
    plan: Plan,
    evidence: FunnelEvidence | None,
    seen: Forecast,
    count: int = DRAWS,
    seed: int = SEED,
    progress: Progress = silent,
) -> Chances:
    """Draw a view, and the evidence alone by the same seed, and say how likely each goal is.

    Goals are those of bookings: as stated, of one type of business too, and per fiscal quarter and
    year as they are phased.
    """
    drawn = draws(plan, evidence, seen, count, seed, progress)
    alone = None
    if evidence is not None:
        measured, view = evidence_alone(plan, evidence, seen.view)
        alone = drawn
        if measured != plan:
            alone = draws(measured, evidence, view, count, seed, progress)
    by_goal = tuple(
        _chance(plan, evidence, drawn, alone, business, due)
        for business in Business
        for due in due_of(plan, business).items()
    )
    return Chances(drawn, alone, by_goal, seen.booked)


def _chance(  # noqa: PLR0917 - a goal, and what it is drawn from
    plan: Plan, evidence: FunnelEvidence | None, drawn: Draws, alone: Draws | None,
    business: Business, due: tuple[Period, float],
) -> Chance:  # fmt: skip
    inside, goal = due[0].inside(plan.horizon), due[1]
    missing = goal - float(booked(plan, evidence, business) @ inside)
    measured = None if alone is None else alone.chance(inside, missing, business)
    return Chance(due[0], goal, drawn.chance(inside, missing, business), measured, business)


def due_of(plan: Plan, business: Business = Business.ALL) -> dict[Period, float]:
    """Return the bookings of a type of business due per period: as stated.

    Of all business also of the whole plan, and of fiscal years and quarters. A goal longer than the
    plan counts with the plan's part of it.
    """
    whole = plan.horizon
    place = Measure.BOOKINGS, business
    periods = [g.over(whole) for g in plan.goals if (g.measure, g.business) == place]
    if not business:
        fiscal = (*_fiscal(plan, YEAR), *_fiscal(plan, QUARTER))
        periods = [Period(whole.start, len(whole)), *periods, *fiscal]
    by_month, found = bookings_due(plan, business), {}
    for period in periods:
        inside = period.inside(whole)
        if inside.any() and not np.isnan(by_month[inside]).any():
            stated = stated_due(plan, period, business)
            found[period] = float(by_month[inside].sum()) if stated is None else stated
    return found


def _fiscal(plan: Plan, length: int) -> list[Period]:
    """Return the fiscal periods of a length that lie wholly in the plan."""
    first = plan.start + (plan.fiscal_start - 1 - plan.start) % length
    end = plan.start + plan.months
    return [Period(start, length) for start in range(first, end - length + 1, length)]
