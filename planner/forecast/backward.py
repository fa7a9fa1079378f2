"""Backward: from goals to the leads that reach them."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

import numpy as np
import numpy.typing as npt

from planner.base.stages import opportunity_stage
from planner.evidence.figures import FunnelEvidence
from planner.forecast.booked import still_ahead
from planner.forecast.forward import Flow
from planner.forecast.queueing import Gate, run
from planner.forecast.results import Forecast
from planner.forecast.spend import Costs, costs_of
from planner.forecast.targets import Target
from planner.plan.document import Plan

Floats = npt.NDArray[np.float64]
CLOSE = 1e-6
"""A goal missed by less than this part of it is reached."""


@dataclass(frozen=True, eq=False)
class Problem:
    """What is to be solved: a view of a plan, and the targets to be reached in it."""

    plan: Plan
    evidence: FunnelEvidence | None
    seen: Forecast
    targets: tuple[Target, ...]

    @property
    def flow(self) -> Flow:
        """The flow of the view."""
        return self.seen.flow

    @property
    def entry(self) -> tuple[int, ...]:
        """Each line's entry stage."""
        return tuple(line.entry for line in self.plan.lines)

    @property
    def opportunity(self) -> int:
        """The stage of opportunities."""
        return opportunity_stage(self.flow.stages)

    @cached_property
    def costs(self) -> Costs:
        """What entries cost."""
        return costs_of(self.plan, self.evidence, self.seen.view)

    def paid(self, volume: Floats) -> Floats:
        """Return what entries (L, H) cost by line, (L,); NaN where no cost is stated."""
        known = self.costs.known.any(axis=1)
        return np.where(known, np.nansum(self.costs.of(volume), axis=1), np.nan)

    @cached_property
    def gates(self) -> list[Gate]:
        """The team's limits."""
        team = self.seen.capacity.team if self.seen.capacity else None
        return [] if team is None else team.gates(self.flow.stages, self.flow.start)

    @cached_property
    def working(self) -> Floats:
        """Entries planned per line and plan month, (L, H)."""
        return self.flow.coming

    @cached_property
    def ahead(self) -> Floats:
        """Share of each plan month that is still to come by the data's day, (H,)."""
        return still_ahead(self.plan, self.evidence)

    def per_month(self, volume: Floats) -> Floats:
        """Return entries (L, H) per whole month that is still to come, (L,)."""
        return np.asarray(volume.sum(axis=1) / max(float(self.ahead.sum()), 1e-9))

    def volume(self, entered: Floats) -> Floats:
        """Return the run's volumes, (..., L, S, T), with so many entries (..., L, H)."""
        lines = np.arange(len(self.entry))
        shape = (*entered.shape[:-2], *self.flow.volume.shape)
        volume = np.broadcast_to(self.flow.volume, shape).copy()
        start = self.flow.start
        volume[..., lines, list(self.entry), start:] = entered
        return volume

    def entered(self, volumes: Floats) -> Floats:
        """Return what enters every stage, (..., L, S, T), with so many entries (..., L, H)."""
        return run(self.flow, self.gates, self.volume(volumes)).entered


@dataclass(frozen=True, eq=False)
class Solution:
    """Entries per line and plan month, (L, H), and what they bring.

    `reached[k]` of target k, `figures[k]` the same in its goal's unit, `met` whether all are.
    `binding` names what holds it there. `cost` (L,), NaN where none is stated. `factor`: the one of
    `same mix`.
    """

    how: str
    volume: Floats
    reached: tuple[float, ...]
    figures: tuple[float, ...]
    met: bool
    binding: tuple[str, ...]
    bookings: float
    deals: float
    opportunities: float
    cost: Floats
    factor: float | None = None
    notes: tuple[str, ...] = ()


def solution(
    problem: Problem,
    how: str,
    volume: Floats,
    *,
    binding: Sequence[str],
    factor: float | None = None,
    notes: Sequence[str] = (),
) -> Solution:
    """Run volumes forward and say what they reach."""
    flow, entered = problem.flow, problem.entered(volume)
    reached = tuple(float(target.of(entered)) for target in problem.targets)
    planned = entered[..., flow.start :]
    won = planned[:, -1]
    return Solution(
        how,
        volume,
        reached,
        tuple(target.figure(entered) for target in problem.targets),
        is_met(problem.targets, reached),
        tuple(dict.fromkeys(binding)),
        float((won * flow.deal_size[:, flow.start :]).sum()),
        float(won.sum()),
        float(planned[:, problem.opportunity].sum()),
        problem.paid(volume),
        factor,
        tuple(notes),
    )


def is_met(targets: Sequence[Target], reached: Sequence[float]) -> bool:
    """Whether every target is reached."""
    return all(
        got >= target.value - CLOSE * max(1.0, abs(target.value))
        for target, got in zip(targets, reached, strict=True)
    )


def missed(problem: Problem, found: Solution) -> tuple[Target, ...]:
    """Return the targets that a solution does not reach, or of which it is not known."""
    pairs = zip(problem.targets, found.reached, strict=True)
    return tuple(target for target, got in pairs if not is_met((target,), (got,)))
