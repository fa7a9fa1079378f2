"""The goals as they are in one scenario, whichever is chosen in the workbook."""

from dataclasses import dataclass, replace
from functools import cached_property

from planner.output.excel.content import SCENARIOS
from planner.output.excel.goal_inputs import GoalInputs
from planner.output.excel.page import fixed
from planner.output.excel.scenario_places import AGREED, ScenarioPlaces
from planner.plan.goals import Goal


@dataclass(frozen=True, eq=False)
class ScenarioGoals(GoalInputs):
    """Where what counts as a goal in a scenario stands, and its value there at export."""

    number: int = 0

    @cached_property
    def goals(self) -> tuple[Goal, ...]:
        """Every goal, with what counts in the scenario, 0 where none does."""
        counts = self.content.scenarios.goal
        every = GoalInputs(self.content).goals
        return tuple(replace(goal, value=counts(goal, self.number) or 0.0) for goal in every)

    def holds(self, goal: Goal) -> str:
        """Return the cell of what counts as a goal in the scenario."""
        places = ScenarioPlaces(self.content)
        rows = {other.place: row for other, row in places.goal_rows.items()}
        if goal.place not in rows:
            return self.place(goal)
        return f"{SCENARIOS}!{fixed(rows[goal.place], places.counted(self.number, AGREED))}"

    def stated(self, goal: Goal) -> bool:
        """Whether the scenario has a goal at export."""
        return self.content.scenarios.goal(goal, self.number) is not None
