"""Is Marketing producing enough leads? What is needed, what arrives in time, and what is short."""

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from planner.base.days import Day
from planner.evidence.figures import FunnelEvidence
from planner.forecast.business import is_marketings
from planner.forecast.forward import entries
from planner.forecast.last_useful import last_useful_day
from planner.forecast.prices import at_entry, prices
from planner.forecast.results import Forecast
from planner.forecast.targets import Target, targets
from planner.plan.document import Plan
from planner.plan.goals import Goal

Floats = npt.NDArray[np.float64]
WHOLE = 0.5
"""Less than half a lead is none."""


@dataclass(frozen=True, slots=True)
class LineLeads:
    """Of one of Marketing's lines, in leads of full worth to the goal.

    `planned` are all up to the goal's end, `arriving` those of them that count: a lead whose deals
    would close too late counts only with the part that closes in time. `needed` is the line's
    share, by the planned mix, of what the goal needs. `last_day` is the last useful lead date,
    `worth` one lead's bookings.
    """

    line: str
    needed: float
    planned: float
    arriving: float
    last_day: Day
    worth: float

    @property
    def short(self) -> float:
        """Leads missing; below 0 there are more than needed."""
        return self.needed - self.arriving


@dataclass(frozen=True, slots=True)
class EnoughLeads:
    """Whether Marketing's leads suffice for a bookings goal; without the team's limits.

    `worth` = goal - planned bookings = sum over lines of short x worth of a lead, below 0 where
    the plan brings more. `held` are bookings that the team's limits keep beside. `as_of` is the
    data's day, None without data.
    """

    goal: Goal
    worth: float
    held: float
    lines: tuple[LineLeads, ...]
    as_of: Day | None = None

    @property
    def needed(self) -> float:
        """Leads needed."""
        return sum(line.needed for line in self.lines)

    @property
    def arriving(self) -> float:
        """Leads that arrive in time."""
        return sum(line.arriving for line in self.lines)

    @property
    def short(self) -> float:
        """Leads missing in all; below 0 there are more than needed."""
        return self.needed - self.arriving

    @property
    def exact(self) -> bool:
        """Whether the goal is met to less than half a lead, in number and in worth."""
        dearest = max(line.worth for line in self.lines)
        return abs(self.short) <= WHOLE and abs(self.worth) <= WHOLE * dearest

    @property
    def worst(self) -> LineLeads | None:
        """The line whose missing leads are worth most; None where no line is short."""
        missing = [line for line in self.lines if line.short > WHOLE]
        return max(missing, key=lambda line: line.short * line.worth, default=None)


def enough_leads(
    plan: Plan, evidence: FunnelEvidence | None, seen: Forecast, goal: Goal | None = None
) -> EnoughLeads | None:
    """Return whether Marketing's leads suffice for a bookings goal, the whole plan's unless told.

    None without a goal, or where no lead of Marketing's is worth anything.
    """
    aim = goal or (None if plan.goal is None else Goal(plan.goal))
    ours = [i for i, line in enumerate(plan.lines) if is_marketings(line)]
    worth = _full_worth(plan, seen)
    ours = [i for i in ours if worth[i] > 0.0]
    if aim is None or not ours:
        return None
    target = targets(plan, evidence, seen.flow, (aim,))[0]
    planned, booked = _coming(plan, seen, target)
    total = float(target.of(entries(seen.flow)))
    mix = _shares(planned[ours])
    others = total - float(booked[ours].sum())
    leads = max(0.0, target.value - others) / float(mix @ worth[ours])
    found = tuple(
        LineLeads(
            plan.lines[i].name,
            float(share * leads),
            float(planned[i]),
            float(booked[i] / worth[i]),
            last_useful_day(plan, evidence, seen.view, plan.lines[i], target.period),
            float(worth[i]),
        )
        for i, share in zip(ours, mix, strict=True)
    )
    held = 0.0 if seen.capacity is None else seen.capacity.loss
    as_of = None if evidence is None else evidence.as_of
    return EnoughLeads(aim, target.value - total, held, found, as_of)


def _coming(plan: Plan, seen: Forecast, target: Target) -> tuple[Floats, Floats]:
    """Entries per line up to a target's end, and what they bring to it, both (L,)."""
    flow, entry = seen.flow, tuple(line.entry for line in plan.lines)
    volume = flow.volume[np.arange(len(entry)), list(entry), flow.start :]
    end = target.period.start + target.period.months
    volume = np.where(np.asarray(plan.horizon) < end, volume, 0.0)
    worth = at_entry(flow, entry, prices(flow, target.weights))
    return volume.sum(axis=1), (worth * volume).sum(axis=1)


def _shares(planned: Floats) -> Floats:
    """Return the mix of the leads planned; all lines alike where none are."""
    total = planned.sum()
    return np.asarray(planned / total if total > 0.0 else np.full(len(planned), 1 / len(planned)))


def _full_worth(plan: Plan, seen: Forecast) -> Floats:
    """Bookings of one lead of each line whenever they come, (L,): rates times deal size."""
    flow, start = seen.flow, seen.flow.start
    means = flow.rates[..., start:].mean(axis=-1)
    rates = [means[i, line.entry :].prod() for i, line in enumerate(plan.lines)]
    return np.asarray(np.array(rates) * flow.deal_size[:, start:].mean(axis=1))
