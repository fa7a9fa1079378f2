"""Where what holds in a view stands: in the scenario that is chosen, or in one of its own."""

from dataclasses import dataclass
from functools import cached_property

from planner.base.days import Month
from planner.evidence.figures import FunnelEvidence
from planner.output.excel.block import assumption
from planner.output.excel.columns import COLUMN_OF
from planner.output.excel.content import SCENARIOS, Content
from planner.output.excel.page import fixed
from planner.output.excel.scenario_places import VIEWS, ScenarioPlaces
from planner.output.excel.working import PLAIN
from planner.plan.assumption import View
from planner.plan.document import Plan
from planner.plan.keys import Driver


@dataclass(frozen=True, eq=False)
class Holding:
    """What a view assumes: `number` is a scenario's, None for the one chosen in the workbook."""

    content: Content
    view: View
    number: int | None = None

    @cached_property
    def _places(self) -> ScenarioPlaces:
        return ScenarioPlaces(self.content)

    @property
    def plan(self) -> Plan:
        """The plan that the values at export are of."""
        return self.content.scenarios.plans[self.number or 0]

    @property
    def evidence(self) -> FunnelEvidence | None:
        """What was measured, in whatever scenario."""
        return self.content.results.evidence

    def cell(self, row: int) -> str:
        """Return the cell of what holds in a row of the Assumptions sheet."""
        here = None if self.number is None else self._places.row(row)
        if self.number is None or here is None:
            return assumption(row, COLUMN_OF[self.view])
        column = self._places.held(self.number, VIEWS[self.view])
        return f"{SCENARIOS}!{fixed(here, column)}"

    def counting(self, line: str, driver: Driver, month: Month) -> str:
        """Return the assumption that holds in a month; blank counts 0."""
        row = self.content.row(line, driver, month)
        return "0" if row is None else f"N({self.cell(row)})"

    def stretch(self, rows: list[int]) -> str:
        """Return the range of what holds in rows of one driver, which stand below each other."""
        return f"{self.cell(min(rows))}:{self.cell(max(rows)).partition('!')[2]}"

    def typed(self, row: int) -> list[str]:
        """Return the cells of what counts as typed in a row."""
        here = None if self.number is None else self._places.row(row)
        if self.number is None or here is None:
            return [assumption(row, column) for column in self.content.typed]
        columns = (self._places.counted(self.number, seat) for seat in range(len(PLAIN)))
        return [f"{SCENARIOS}!{fixed(here, column)}" for column in columns]

    def value(self, row: int) -> float | None:
        """Return what holds in a row at export, None where nothing does."""
        found = self.content.by_row[row]
        if self.number:
            found = self.content.scenarios.found(found.slot, self.number)
        return found.view(self.view)
