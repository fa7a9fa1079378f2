"""Same mix: one factor on chosen lines that reaches the goal; and a calculator without lags."""

import math
from collections.abc import Sequence

import numpy as np
import numpy.typing as npt

from planner.base import problem as said
from planner.base.problem import RefusedError
from planner.forecast.backward import CLOSE, Problem, Solution, solution
from planner.forecast.business import of_business
from planner.forecast.targets import Target
from planner.forecast.team import LEADS
from planner.plan.goals import Measure

Floats = npt.NDArray[np.float64]
_FACTORS = np.unique(np.concatenate((np.linspace(0.0, 2.0, 33), np.geomspace(2.0, 64.0, 32))))
MOST = 2.0
"""The largest factor of a solution that does not reach the goals: the bounds of the cheapest."""
_TOGETHER = 16
"""Factors that are tried side by side."""
_HALVINGS = 48


def same_mix(problem: Problem, chosen: Sequence[bool] | None = None) -> Solution:
    """Return the smallest factor on the chosen lines, from the plan's start on, that reaches all.

    Without limits it is (goal - all other bookings) / theirs, with them found by search. Where no
    factor reaches them all, the one that comes nearest to the others within twice the working
    volume, of those that reach what can be reached; and what keeps it there.
    """
    picked = np.ones(len(problem.entry)) if chosen is None else np.asarray(chosen, dtype=float)
    factor, binding = _factor(problem, picked)
    volume = _scaled(problem, picked, np.array(factor))
    return solution(problem, "same-mix", volume, binding=binding, factor=factor)


def _factor(problem: Problem, picked: Floats) -> tuple[float, tuple[str, ...]]:
    if problem.gates:
        return _searched(problem, picked)
    none, once = (problem.entered(_scaled(problem, picked, np.array(f))) for f in (0.0, 1.0))
    lines = [(t, float(t.of(none)), float(t.of(once))) for t in problem.targets]
    needed = [
        (t.value - others) / (all_ - others)
        for t, others, all_ in lines
        if t.value > others and all_ > others
    ]
    factor = max(needed, default=0.0)
    missed = [
        t
        for t, others, all_ in lines
        if others + factor * (all_ - others) < t.value - CLOSE * max(1.0, abs(t.value))
    ]
    if missed and not needed:
        factor = 1.0
    return factor, tuple(_out_of_reach(t) for t in missed) or (LEADS,)


def _out_of_reach(target: Target) -> str:
    """Say why no factor reaches a target."""
    what = "the mix of lines" if _shared(target) else "no lead in time"
    return f"{what} for {target.name}"


def _searched(problem: Problem, picked: Floats) -> tuple[float, tuple[str, ...]]:
    """Find the smallest factor on a grid that reaches all, then halve towards it from below.

    A share that no factor reaches is left aside. Where another goal is out of reach, the factor
    that comes nearest within the bounds of a solution, and 1 where no factor helps.
    """
    parts = np.array_split(_FACTORS, len(_FACTORS) // _TOGETHER)
    missing = np.concatenate([_missing(problem, picked, part) for part in parts], axis=1)
    within = np.asarray((missing <= 0.0).any(axis=1))
    gates = tuple(gate.name for gate in problem.gates)
    lost = [t for t, inside in zip(problem.targets, within, strict=True) if not inside]
    binding = tuple(name for t in lost for name in ((_out_of_reach(t),) if _shared(t) else gates))
    chosen = np.flatnonzero(within)
    worst = missing[chosen].max(axis=0, initial=-np.inf)
    reaching = np.flatnonzero(worst <= 0.0)
    if not len(reaching):
        return _nearest(missing[chosen]), gates + binding
    out = [i for i, target in enumerate(problem.targets) if not (within[i] or _shared(target))]
    bounded = reaching[_FACTORS[reaching] <= MOST]
    if out and len(bounded):
        return _nearest(missing[out], bounded), binding
    if not len(chosen):
        return 1.0, binding
    first = int(reaching[0])
    if first == 0:
        return 0.0, binding or (LEADS,)
    low, high = float(_FACTORS[first - 1]), float(_FACTORS[first])
    for _ in range(_HALVINGS):
        middle = (low + high) / 2
        if _missing(problem, picked, np.array([middle]))[chosen].max() <= 0.0:
            high = middle
        else:
            low = middle
    return high, binding or (LEADS,)


def _nearest(missing: Floats, among: npt.NDArray[np.intp] | None = None) -> float:
    """Return the factor that misses least: within the bounds, or of those chosen."""
    inside = np.flatnonzero(_FACTORS <= MOST) if among is None else among
    return float(_FACTORS[inside][missing[:, inside].max(axis=0).argmin()])


def _shared(target: Target) -> bool:
    return target.goal.measure is Measure.SOURCED


def _missing(problem: Problem, picked: Floats, factors: Floats) -> Floats:
    """Return the relative miss of each target per factor, (K, F); at most 0 where it is met."""
    entered = problem.entered(_scaled(problem, picked, factors))
    sums = (-3, -2, -1)
    short = []
    for target in problem.targets:
        shared = None if target.shared is None else (entered * target.shared).sum(axis=sums)
        whole = np.maximum(1.0, abs(target.value) if shared is None else shared)
        short.append((target.value - target.of(entered)) / whole - 1e-12)
    return np.asarray(short)


def _scaled(problem: Problem, picked: Floats, factors: Floats) -> Floats:
    """Return the entries, (..., L, H), of each factor on the chosen lines."""
    scale = 1.0 + picked * (factors[..., None] - 1.0)
    return np.asarray(problem.working * scale[..., None])


def basic(problem: Problem) -> Solution:
    """The arithmetic of a calculator: goal / deal size / rates, no lags, no limits, no carry.

    Each line brings the share of the goal that it has of the planned bookings without lags; its
    leads come evenly over the plan's months. Of a plan under way it is what the goal still misses,
    over the months still to come. The largest goal of bookings counts, for the lines of
    its type of business; what the others reach is not known, NaN. RefusedError without one.
    """
    flow = problem.flow
    steps = [flow.rates[i, e:, flow.start :].mean(axis=-1) for i, e in enumerate(problem.entry)]
    sizes = flow.deal_size[:, flow.start :].mean(axis=-1)
    each = np.array([math.prod(step) for step in steps]) * sizes
    counted = _largest(problem)
    goal, plan = max(0.0, counted.value - counted.beside), problem.plan
    chosen = np.array([of_business(plan, line, counted.goal.business) for line in plan.lines])
    steady = chosen * each * problem.working.sum(axis=1)
    share = steady / steady.sum() if steady.sum() > 0.0 else np.zeros_like(steady)
    wanted = np.divide(goal * share, each, out=np.zeros_like(each), where=each > 0.0)
    volume = problem.per_month(wanted[:, None])[:, None] * problem.ahead
    deals = np.divide(goal * share, sizes, out=np.zeros_like(sizes), where=sizes > 0.0)
    at = [max(0, problem.opportunity - entry) for entry in problem.entry]
    reached = np.array([math.prod(step[:k]) for step, k in zip(steps, at, strict=True)])
    met = bool(share.sum() > 0.0) or goal == 0.0
    got = goal if met else 0.0
    brought = tuple(got + t.beside if t is counted else math.nan for t in problem.targets)
    return Solution(
        how="basic",
        volume=volume,
        reached=brought,
        figures=brought,
        met=met,
        binding=() if met else ("no line brings bookings",),
        bookings=got,
        deals=float(deals.sum()),
        opportunities=float((wanted * reached).sum()),
        cost=problem.paid(volume),
    )


def _largest(problem: Problem) -> Target:
    aims = [t for t in problem.targets if t.goal.measure is Measure.BOOKINGS]
    if not aims:
        remedy = "Solve for the same mix or the cheapest"
        raise RefusedError(said.Problem("The basic calculator knows bookings alone", "", remedy))
    return max(aims, key=lambda target: target.value)
