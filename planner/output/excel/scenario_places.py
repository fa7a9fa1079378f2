"""Where the scenarios stand: their names and figures, and what each of them says."""

from dataclasses import dataclass
from functools import cached_property

from planner.base.stages import Seat
from planner.output.excel.content import SCENARIOS, Content
from planner.output.excel.goal_inputs import GoalInputs
from planner.output.excel.page import at, fixed
from planner.plan.goals import Goal

SCENARIO = (3, 1)
"""The cell on the Assumptions sheet in which a scenario is chosen."""
NUMBER = (3, 1)
"""The cell on the Scenarios sheet that says its number, 1 for Base."""
TABLE = 5
"""Row of the heads over the scenarios' figures."""
NAMES = TABLE + 1
LINE, DRIVER, INPUTS = 0, 1, 2
AGREED = 2
"""Place of what is agreed among the seats: there goals stand, which are no seat's own."""
LINE_HEAD, DRIVER_HEAD = "Line", "Assumption"
SEATS = {"Marketing": Seat.MARKETING, "Sales": Seat.SALES, "Agreed": Seat.TOGETHER}
"""What stands over the columns of each seat of a scenario."""


@dataclass(frozen=True, eq=False)
class ScenarioPlaces:
    """Rows and columns of the Scenarios sheet; scenarios are numbered from 0, which is Base."""

    content: Content

    @property
    def count(self) -> int:
        """How many there are, with Base."""
        return len(self.content.scenarios.names)

    @property
    def live(self) -> int:
        """Row of what this workbook computes; below it what changed since the export."""
        return NAMES + self.count

    @property
    def head(self) -> int:
        """Row of the scenarios' names over what they say; below it the seats."""
        return self.live + 4

    @cached_property
    def rows(self) -> dict[int, int]:
        """Row on this sheet of each row of the Assumptions sheet that a scenario speaks of."""
        touched = self.content.scenarios.touched
        found = [row for row, a in self.content.by_row.items() if (a.line, a.driver) in touched]
        return {row: self.head + 2 + i for i, row in enumerate(found)}

    @cached_property
    def goal_rows(self) -> dict[Goal, int]:
        """Row on this sheet of each goal that a scenario has its own of."""
        first = self.head + 2 + len(self.rows)
        return {goal: first + i for i, goal in enumerate(GoalInputs(self.content).touched)}

    def goal_counts(self, goal: Goal) -> str:
        """Return what counts as a goal, by scenario."""
        row = self.goal_rows[goal]
        return ",".join(
            f"{SCENARIOS}!{at(row, self.counted(n, AGREED))}" for n in range(self.count)
        )

    def column(self, number: int, seat: int) -> int:
        """Return the column of what a scenario says; Base says it on the Assumptions sheet."""
        return INPUTS + 3 * (number - 1) + seat

    def counted(self, number: int, seat: int) -> int:
        """Return the column of what counts in a scenario, its own or what it lies on."""
        return INPUTS + 3 * self.count - 2 + 3 * number + seat

    @property
    def key(self) -> int:
        """Column of the assumptions' keys."""
        return self.counted(self.count, 0)

    def counts(self, row: int, seat: int) -> str:
        """Return what counts as typed in a row of the Assumptions sheet, by scenario."""
        cells = (
            f"{SCENARIOS}!{at(self.rows[row], self.counted(n, seat))}" for n in range(self.count)
        )
        return ",".join(cells)

    @property
    def names(self) -> str:
        """Range of the scenarios' names."""
        return f"{SCENARIOS}!{fixed(NAMES, 0)}:{fixed(NAMES + self.count - 1, 0)}"
