"""Where the scenarios stand: their names and figures, and what each of them says."""

from collections.abc import Callable
from dataclasses import dataclass
from functools import cached_property

from planner.base.stages import Seat
from planner.output.excel.content import SCENARIOS, Content
from planner.output.excel.goal_inputs import GoalInputs
from planner.output.excel.page import at, fixed
from planner.output.excel.working import SCENARIO_NUMBER
from planner.plan.assumption import View
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


BEFORE, KEPT, HOLDS = 0, 3, 4
"""Where a scenario's columns of what was at export begin, of what stays agreed, of what holds."""
VIEWS = {View.WORKING: 7, View.MARKETING: 8, View.SALES: 9}
"""Where each view's value stands among them."""
HELD = 10


@dataclass(frozen=True, eq=False)
class ScenarioPlaces:
    """Rows and columns of the Scenarios sheet; scenarios are numbered from 0, which is Base."""

    content: Content

    @property
    def count(self) -> int:
        """How many there are, with Base."""
        return len(self.content.scenarios.names)

    @property
    def exported(self) -> int:
        """Row of the program's figures of Base; the scenarios' follow below it."""
        return NAMES + self.count + 3

    @property
    def changed(self) -> int:
        """Row of what changed in Base since export; the scenarios' follow below it."""
        return self.exported + self.count + 3

    @property
    def head(self) -> int:
        """Row of the scenarios' names over what they say; below it the seats."""
        return self.changed + self.count + 3

    @cached_property
    def rows(self) -> dict[int, int]:
        """Row on this sheet of each row of the Assumptions sheet that a scenario speaks of."""
        first = self.head + 2
        return {row: first + place for row, place in self.content.scenario_rows.items()}

    def row(self, row: int) -> int | None:
        """Return the row of a row of the Assumptions sheet, None where no scenario speaks of it."""
        place = self.content.scenario_rows.get(row)
        return None if place is None else self.head + 2 + place

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

    def held(self, number: int, place: int) -> int:
        """Return the column of what holds in a scenario, by its place among them."""
        return self.counted(self.count, 0) + HELD * number + place

    @property
    def key(self) -> int:
        """Column of the assumptions' keys."""
        return self.held(self.count, 0)

    def counts(self, row: int, seat: int) -> str:
        """Return what counts as typed in a row of the Assumptions sheet, by scenario."""
        return self._each(row, lambda number: self.counted(number, seat))

    def holding(self, row: int, seat: int) -> str:
        """Return what holds in a row of the Assumptions sheet, by scenario."""
        return self._each(row, lambda number: self.held(number, HOLDS + seat))

    def _each(self, row: int, column: Callable[[int], int]) -> str:
        here = self.rows[row]
        return ",".join(f"{SCENARIOS}!{at(here, column(n))}" for n in range(self.count))

    def computed(self, column: int) -> str:
        """Return the scenario's that is chosen of a column of what each brings."""
        last = NAMES + self.count - 1
        cells = f"{SCENARIOS}!{fixed(NAMES, column)}:{fixed(last, column)}"
        return f"INDEX({cells},{SCENARIO_NUMBER})"

    @property
    def names(self) -> str:
        """Range of the scenarios' names."""
        return f"{SCENARIOS}!{fixed(NAMES, 0)}:{fixed(NAMES + self.count - 1, 0)}"
