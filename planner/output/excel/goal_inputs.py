"""Where the plan's goals and the weights of its year are typed."""

from dataclasses import dataclass
from functools import cached_property

import numpy as np

from planner.base.days import Month
from planner.output.excel.content import ASSUMPTIONS, GOALS, Content
from planner.output.excel.page import fixed
from planner.plan.goals import Business, Goal, Measure

GOAL = (2, 1)
"""The cell of the whole plan's goal on the Assumptions sheet."""
WHOLE_HEAD, GOAL_HEAD = "Goal, bookings in all", "Goal"
"""What stands before the whole plan's goal, and over all others."""
HEAD = 3
VALUE = 3
"""Row of the heads, and column of the values, on the Goals sheet."""


@dataclass(frozen=True, eq=False)
class GoalInputs:
    """All goals in their order, the whole plan's bookings first whether stated or not."""

    content: Content

    @property
    def whole(self) -> float | None:
        """The goal of the whole plan as it was stated, None where it was not."""
        return next((g.value for g in self.content.results.plan.goals if _is_whole(g)), None)

    @cached_property
    def goals(self) -> tuple[Goal, ...]:
        """Every goal, the whole plan's bookings first."""
        stated = self.content.results.plan.goals
        return (Goal(self.whole or 0.0), *(goal for goal in stated if not _is_whole(goal)))

    def row(self, goal: Goal) -> int:
        """Return a goal's row on the Goals sheet."""
        return HEAD + 1 + self.goals.index(goal)

    def place(self, goal: Goal) -> str:
        """Return the cell into which a goal is typed."""
        if _is_whole(goal):
            return f"{ASSUMPTIONS}!{fixed(*GOAL)}"
        return f"{GOALS}!{fixed(self.row(goal), VALUE)}"

    def stated(self, goal: Goal) -> bool:
        """Whether a goal has a value at export."""
        return not _is_whole(goal) or self.whole is not None

    @property
    def spread(self) -> tuple[Goal, ...]:
        """The goals that bookings of all business are due by, the shortest first."""
        horizon = self.content.results.plan.horizon
        about = [g for g in self.goals if is_bookings(g)]
        return tuple(sorted(about, key=lambda g: g.over(horizon).months))

    @property
    def weights(self) -> int:
        """Row of the first weight of the fiscal year."""
        return HEAD + len(self.goals) + 3

    def weight(self, month: Month) -> str:
        """Return the weight of a month: a cell, or 1 where goals are spread evenly."""
        place = self._place(month)
        return "1" if place is None else f"{GOALS}!{fixed(self.weights + place, VALUE)}"

    def outside(self, goal: Goal) -> str:
        """Return the weights of a goal's months that lie outside the plan."""
        plan = self.content.results.plan
        period = goal.over(plan.horizon)
        months = range(period.start, period.start + period.months)
        places = [self._place(month) for month in months if month not in plan.horizon]
        if not plan.phasing:
            return str(len(places))
        counts = np.bincount([p for p in places if p is not None], minlength=1)
        parts = [f"{n}*{GOALS}!{fixed(self.weights + p, VALUE)}" for p, n in enumerate(counts) if n]
        return "+".join(parts) or "0"

    def _place(self, month: Month) -> int | None:
        plan = self.content.results.plan
        if not plan.phasing:
            return None
        return (month - (plan.fiscal_start - 1)) % 12 * len(plan.phasing) // 12


def is_bookings(goal: Goal) -> bool:
    """Whether a goal is about bookings of all business, so that it is spread over months."""
    return (goal.measure, goal.business) == (Measure.BOOKINGS, Business.ALL)


def _is_whole(goal: Goal) -> bool:
    return goal.period is None and is_bookings(goal)
