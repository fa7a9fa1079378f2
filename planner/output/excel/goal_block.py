"""What is due in each month, on the Calculation sheet: every goal spread over what is still open.

Shorter goals come first and keep their months; a longer one spreads what they left of it over its
other months by the weights of the fiscal year.
"""

from dataclasses import replace

import numpy as np
import numpy.typing as npt

from planner.output.excel.block import Block, month_at
from planner.output.excel.goal_inputs import GoalInputs
from planner.output.excel.kernels import FIRST, MEAN, STRETCH
from planner.output.excel.page import along, fixed
from planner.plan.goals import Goal, month_weights, phases

Floats = npt.NDArray[np.float64]


def write_due(block: Block, goals: GoalInputs) -> int:
    """Write weights, every goal's spread, and what is due; return the last row."""
    return _Due(block, goals).write()


class _Due:
    def __init__(self, block: Block, goals: GoalInputs) -> None:
        self.block, self.goals = block, goals
        self.plan = block.content.results.plan
        months = np.array(self.plan.horizon)
        self.weights = month_weights(months, self.plan.phasing, self.plan.fiscal_start)
        self.row = 0
        self.cells: dict[int, int] = {}
        """Row of the latest goal that can be due in a plan month."""

    def write(self) -> int:
        block, start = self.block, self.block.start
        self.row = block.row("weight of the month", "indent", "muted")
        formulas = (f"={self.goals.weight(month)}" for month in self.plan.horizon)
        block.formulas(self.row, formulas, self.weights, "precise", "muted", first=start)
        due = np.full(len(self.plan.horizon), np.nan)
        for goal in self.goals.spread:
            due = self._goal(goal, due)
        row = block.row("Bookings due", "bold")
        last = (self._before(t) or '""' for t in range(len(due)))
        block.formulas(
            row, (f'=IF({c}="","",{c})' for c in last), due, "money", "bold", first=start
        )
        return row

    def _before(self, t: int) -> str:
        return month_at(self.cells[t], self.block.start + t) if t in self.cells else ""

    def _goal(self, goal: Goal, due: Floats) -> Floats:
        """Write a goal's share in each of its months; return what is due by then."""
        block, start, plan = self.block, self.block.start, self.plan
        inside = [t for t, month in enumerate(plan.horizon) if _holds(goal, plan.horizon, month)]
        row = block.row(f"due by {goal.key(plan.fiscal_start)}", "indent", "muted")
        rest, weight, after = self._values(goal, due)
        typed, left, whole = self.goals.holds(goal), fixed(row, MEAN), fixed(row, STRETCH)
        earlier = [cell for t in inside if (cell := self._before(t))]
        known = f"-SUM({','.join(earlier)})" if earlier else ""
        style = block.styles("money", "muted")
        block.page.formula(row, MEAN, f"=MAX(0,N({typed}){known})", rest, style)
        open_weights = self._open(inside, goal)
        block.page.formula(row, STRETCH, open_weights, weight, block.styles("precise", "muted"))
        style = block.styles("money", "muted")
        for t in inside:
            cell, month = self._before(t), month_at(self.row, start + t)
            fresh = f'IF(OR({typed}="",{whole}<=0),"",{left}*{month}/{whole})'
            formula = f'=IF({cell}<>"",{cell},{fresh})' if cell else f"={fresh}"
            block.page.formula(row, FIRST + start + t, formula, float(after[t]), style)
        self.cells |= dict.fromkeys(inside, row)
        return after

    def _open(self, inside: list[int], goal: Goal) -> str:
        """Return the sum of the weights of a goal's months that no shorter goal holds."""
        start = self.block.start
        free = [start + t for t in inside if t not in self.cells]
        parts = [self.goals.outside(goal)]
        if free and free == list(range(free[0], free[-1] + 1)):
            parts.append(f"SUM({along(self.row, FIRST + free[0], FIRST + free[-1])})")
        else:
            parts += [month_at(self.row, t) for t in free]
        held = [t for t in inside if t in self.cells]
        parts += [f'IF({self._before(t)}="",{month_at(self.row, start + t)},0)' for t in held]
        return "=" + ("+".join(part for part in parts if part != "0") or "0")

    def _values(self, goal: Goal, due: Floats) -> tuple[float, float, Floats]:
        """Return a goal’s rest, the weights it is spread over, and what is due after it."""
        plan = self.plan
        known = [
            Goal(float(value), replace(goal.over(plan.horizon), start=plan.start + t, months=1))
            for t, value in enumerate(due)
            if not np.isnan(value)
        ]
        last = phases([*known, goal], plan.horizon, plan.phasing, plan.fiscal_start)[-1]
        return last.rest, last.weight, last.due if self.goals.stated(goal) else due


def _holds(goal: Goal, horizon: range, month: int) -> bool:
    period = goal.over(horizon)
    return period.start <= month < period.start + period.months
