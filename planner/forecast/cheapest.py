"""Cheapest: the least cost that reaches every goal, by a linear programme (HiGHS)."""

from dataclasses import dataclass
from functools import cached_property

import numpy as np
import numpy.typing as npt

from planner.base import problem as said
from planner.base.days import month_text
from planner.base.problem import RefusedError
from planner.forecast.backward import CLOSE, Problem, Solution, solution
from planner.forecast.prices import at_entry, prices

Floats = npt.NDArray[np.float64]
SEGMENTS = 16
"""Straight pieces that stand for a curve of diminishing returns."""
_SHADOW = 1e-9
"""A constraint whose price is below this part of the largest does not bind."""


def cheapest(problem: Problem) -> Solution:
    """Return the cheapest entries per line and month that reach all goals within the bounds.

    A line's entries stay between its bounds, 0 and twice the working volume unless set; what is
    spent within the budget; what the team takes in within its limits, without a queue, after what
    comes anyway. Lines without a cost per entry keep the working volume, which is said. Where the
    goals cannot be reached: the entries that come nearest, for the least cost, and what binds.
    RefusedError where no line has a cost per entry.
    """
    model = _Model(problem)
    if not model.priced.any():
        remedy = "State a cost per entry, or solve for the same mix"
        raise RefusedError(said.Problem("No line has a cost per entry", "", remedy))
    short, prices_of_reach = model.nearest()
    volumes, prices_of_cost = model.least(short)
    missed = short > CLOSE * np.maximum(1.0, np.abs(model.values))
    shadow = prices_of_reach if missed.any() else prices_of_cost
    binding = model.binding(shadow)
    return solution(problem, "cheapest", volumes, binding=binding, notes=model.notes)


@dataclass(frozen=True, eq=False)
class _Solved:
    """A solved programme: its columns, and the prices of rows and of upper bounds."""

    x: Floats
    rows: Floats
    upper: Floats


@dataclass(frozen=True, eq=False)
class _Model:
    """The programme's rows and columns: a column is a piece of a line's entries in a month."""

    problem: Problem

    @cached_property
    def priced(self) -> npt.NDArray[np.bool_]:
        """Lines whose entries may change: those with a cost per entry in every month."""
        return np.asarray(~np.isnan(self.problem.costs.each).any(axis=1))

    @property
    def notes(self) -> tuple[str, ...]:
        """Which lines stay as they are, in sentences."""
        names = [n for n, p in zip(self.problem.plan.line_names, self.priced, strict=True) if not p]
        kept = ", ".join(names)
        return (f"{kept}: no cost per entry, so kept as planned",) if names else ()

    @cached_property
    def bounds(self) -> tuple[Floats, Floats]:
        """Least and most entries per line and month, (L, H)."""
        working = self.problem.working
        least, most = np.zeros_like(working), 2.0 * working
        for i, name in enumerate(self.problem.plan.line_names):
            bounds = self.problem.plan.bounds.get(name)
            if bounds is not None and bounds.least is not None:
                least[i] = bounds.least * self.problem.ahead
            if bounds is not None and bounds.most is not None:
                most[i] = bounds.most * self.problem.ahead
        most = np.maximum(least, most)
        kept = ~self.priced
        least[kept], most[kept] = working[kept], working[kept]
        return least, most

    @cached_property
    def pieces(self) -> tuple[Floats, Floats]:
        """Length and cost per entry of each piece, (K, L, H); one piece without a curve."""
        least, most = self.bounds
        costs = self.problem.costs
        count = SEGMENTS if (costs.power[self.priced] > 1.0).any() else 1
        knots = least + (most - least) * np.linspace(0.0, 1.0, count + 1)[:, None, None]
        paid = np.array([costs.varying(knot) for knot in knots])
        length = np.diff(knots, axis=0)
        slope = np.divide(
            np.diff(paid, axis=0), length, out=np.zeros_like(length), where=length > 0
        )
        return length, slope

    @cached_property
    def base(self) -> Floats:
        """What enters every stage, (L, S, T), with the least entries: they are served first."""
        return self.problem.entered(self.bounds[0])

    @cached_property
    def values(self) -> Floats:
        """The targets' values, (G,)."""
        return np.array([target.value for target in self.problem.targets])

    @cached_property
    def scale(self) -> Floats:
        """What brings each target's figures near 1, (G,): the solver takes no tiny coefficients."""
        return np.asarray(1.0 / np.maximum(1.0, np.abs(self.values)))

    @cached_property
    def reach(self) -> tuple[Floats, Floats]:
        """Worth of an entry for each target, (G, L, H), and what the least entries reach, (G,)."""
        flow, entry = self.problem.flow, self.problem.entry
        worth = [at_entry(flow, entry, prices(flow, t.weights)) for t in self.problem.targets]
        got = [float(target.of(self.base)) for target in self.problem.targets]
        return np.array(worth).reshape(len(got), *self.problem.working.shape), np.array(got)

    @cached_property
    def limits(self) -> tuple[Floats, Floats, tuple[str, ...]]:
        """Rows, (R, L, H), with room, (R,), and names: the team's months and the budget."""
        flow, rows, room, names = self.problem.flow, [], [], []
        for gate in self.problem.gates:
            taken = self.base[:, gate.stage].sum(axis=0)
            for t in range(flow.start, flow.volume.shape[-1]):
                if np.isfinite(gate.limit[t]):
                    weights = np.zeros_like(flow.volume)
                    weights[:, gate.stage, t] = 1.0
                    rows.append(at_entry(flow, self.problem.entry, prices(flow, weights)))
                    room.append(max(0.0, gate.limit[t] - taken[t]))
                    names.append(f"{gate.name} {month_text(flow.run_start + t)}")
        shape = (len(room), *self.problem.working.shape)
        return np.array(rows).reshape(shape), np.array(room), tuple(names)

    def nearest(self) -> tuple[Floats, Floats]:
        """Return by how much each target must be missed, (G,), and the constraints' prices."""
        columns, goals = self._columns(), len(self.values)
        cost = np.concatenate((np.zeros(columns), np.ones(goals)))
        found = self._solved(cost, slack=True, short=np.zeros(goals))
        return np.maximum(found.x[columns:], 0.0) / self.scale, self._shadow(found)

    def least(self, short: Floats) -> tuple[Floats, Floats]:
        """Return the cheapest entries, (L, H), that miss no target by more, and the prices."""
        found = self._solved(self.pieces[1].ravel(), slack=False, short=short)
        pieces = found.x.reshape(self.pieces[0].shape)
        return np.asarray(self.bounds[0] + pieces.sum(axis=0)), self._shadow(found)

    def binding(self, shadow: Floats) -> tuple[str, ...]:
        """Return the names of the constraints that have a price: goals, limits, budget, bounds."""
        if not shadow.max(initial=0.0) > 0.0:
            return ()
        return tuple(
            name
            for name, price in zip(self._names, shadow, strict=True)
            if price > _SHADOW * shadow.max()
        )

    def _columns(self) -> int:
        return int(self.pieces[0].size)

    @property
    def _names(self) -> tuple[str, ...]:
        goals = tuple(target.name for target in self.problem.targets)
        budget = ("budget",) if self.problem.plan.budget is not None else ()
        most = tuple(f"most: {name}" for name in self.problem.plan.line_names)
        return (*goals, *self.limits[2], *budget, *most)

    def _solved(self, cost: Floats, *, slack: bool, short: Floats) -> "_Solved":
        """Solve for the pieces, and with `slack` for the scaled part of each target missed."""
        from scipy.optimize import linprog

        worth, got = self.reach
        limits, room, _ = self.limits
        count, columns, goals, scale = len(self.pieces[0]), self._columns(), len(got), self.scale
        cells = columns // count
        rows = [-np.tile((worth * scale[:, None, None]).reshape(goals, cells), count)]
        right = [-(self.values - got - short * (1.0 + 1e-12)) * scale]
        rows.append(np.tile(limits.reshape(len(room), cells), count))
        right.append(room)
        if self.problem.plan.budget is not None:
            rows.append(self.pieces[1].reshape(1, -1))
            right.append(np.array([self._left()]))
        matrix = np.concatenate([row.reshape(-1, columns) for row in rows])
        upper = self.pieces[0].ravel()
        if slack:
            missed = np.zeros((len(matrix), goals))
            missed[:goals] = -np.eye(goals)
            matrix = np.hstack((matrix, missed))
            upper = np.concatenate((upper, np.full(goals, np.inf)))
        bounds = [(0.0, most) for most in upper.tolist()]
        found = linprog(cost, matrix, np.concatenate(right), bounds=bounds, method="highs")
        if found.x is None:
            what = "What comes anyway is beyond the budget"
            raise RefusedError(
                said.Problem(what, "budget", "Raise the budget, or lower least:LINE")
            )
        return _Solved(found.x, -found.ineqlin.marginals, -found.upper.marginals)

    def _left(self) -> float:
        """Return the budget less what is spent whatever is solved."""
        costs, budget = self.problem.costs, self.problem.plan.budget or 0.0
        return budget - float(np.nansum(costs.of(self.bounds[0])))

    def _shadow(self, found: "_Solved") -> Floats:
        """Return the price of each named constraint; a line's upper bounds share one."""
        columns = self._columns()
        upper = found.upper[:columns].reshape(self.pieces[0].shape)
        by_line = upper.sum(axis=(0, 2)) * self.priced
        return np.concatenate((found.rows, by_line))
