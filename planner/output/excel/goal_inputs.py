"""Where the plan's goals and the weights of its year are typed."""

from dataclasses import dataclass, replace
from functools import cached_property

import numpy as np

from planner.base.days import Month
from planner.base.units import Unit
from planner.output.excel.content import ASSUMPTIONS, GOALS, Content
from planner.output.excel.page import fixed
from planner.plan.goals import Business, Goal, Measure, Period, in_order

GOAL = (2, 1)
"""The cell of the whole plan's goal on the Assumptions sheet."""
WHOLE_HEAD, GOAL_HEAD = "Goal, bookings in all", "Goal"
"""What stands before the whole plan's goal, and over all others."""
HEAD = 3
VALUE, COUNTS = 3, 9
"""Row of the heads, and columns of what is typed and of what counts, on the Goals sheet."""

GOAL_UNITS = {Unit.MONEY: ("money", "gap"), Unit.RATE: ("rate", "signed_rate"),
              Unit.NUMBER: ("level", "signed")}  # fmt: skip
"""How a goal of each unit is written, and a difference from it."""


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
        """Every goal of the plan or a scenario, the whole plan's bookings first."""
        plan = self.content.results.plan
        found = {goal.place: replace(goal, value=0.0) for goal in self._in_scenarios}
        found |= {goal.place: goal for goal in plan.goals}
        rest = in_order(goal for goal in found.values() if not _is_whole(goal))
        return (Goal(self.whole or 0.0), *rest)

    @property
    def _in_scenarios(self) -> tuple[Goal, ...]:
        return tuple(
            goal for own in self.content.results.plan.adjusted.values() for goal in own.goals
        )

    @cached_property
    def touched(self) -> tuple[Goal, ...]:
        """The goals that a scenario has its own of."""
        places = {goal.place for goal in self._in_scenarios}
        return tuple(goal for goal in self.goals if goal.place in places)

    def holds(self, goal: Goal) -> str:
        """Return the cell of what counts as a goal: typed, or the chosen scenario's own."""
        if goal in self.touched:
            return f"{GOALS}!{fixed(self.row(goal), COUNTS)}"
        return self.place(goal)

    def row(self, goal: Goal) -> int:
        """Return a goal's row on the Goals sheet."""
        return HEAD + 1 + self.goals.index(goal)

    def place(self, goal: Goal) -> str:
        """Return the cell into which a goal is typed."""
        if _is_whole(goal):
            return f"{ASSUMPTIONS}!{fixed(*GOAL)}"
        return f"{GOALS}!{fixed(self.row(goal), VALUE)}"

    def stated(self, goal: Goal) -> bool:
        """Whether the plan itself states a goal at export."""
        return goal.place in {own.place for own in self.content.results.plan.goals}

    @property
    def spread(self) -> tuple[Goal, ...]:
        """The goals that bookings of all business are due by, the shortest first."""
        horizon = self.content.results.plan.horizon
        about = [g for g in self.goals if is_bookings(g)]
        return tuple(sorted(about, key=lambda g: g.over(horizon).months))

    def whole_due(self, due: str) -> str:
        """Return the whole plan's goal, as stated, else the sum of `due` where all months have one.

        A fiscal year's goal is stated of the whole plan where that is the year.
        """
        horizon = self.content.results.plan.horizon
        found = f'IF(COUNT({due})={len(horizon)},SUM({due}),"")'
        for goal in reversed(self.goals):
            if is_bookings(goal) and goal.over(horizon) == Period(horizon.start, len(horizon)):
                cell = self.holds(goal)
                found = f'IF({cell}<>"",{cell},{found})'
        return found

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
