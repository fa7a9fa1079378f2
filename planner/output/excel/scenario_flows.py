"""Every scenario forward in all views, whichever is chosen: a calculation sheet of their own.

Of each line only what a scenario can change is written again: what arrives before that, and lags
that no scenario speaks of, are those of the Calculation sheet.
"""

from collections.abc import Mapping
from functools import partial

from planner.base.stages import opportunity_stage
from planner.output.excel.calculation import Calculated
from planner.output.excel.content import CALCULATION, SCENARIO_CALCULATION, Content
from planner.output.excel.goal_block import write_due
from planner.output.excel.holding import Holding
from planner.output.excel.kernels import FIRST, REACH
from planner.output.excel.line_block import LineBlock
from planner.output.excel.line_money import write_created, write_spend
from planner.output.excel.page import Page, fixed
from planner.output.excel.scenario_goals import ScenarioGoals
from planner.output.excel.scenario_sums import OWN_SHEET, Told, write_sums
from planner.output.excel.styles import Styles
from planner.output.excel.team_block import gates_of
from planner.output.excel.view_block import (
    VIEW_NAMES,
    CalculationSheet,
    ViewRows,
    write_heads,
    write_view,
)
from planner.output.excel.view_flow import Like, ViewFlow
from planner.plan.assumption import View
from planner.plan.keys import Driver, DriverKind

MOST = 100_000
"""Formulas that the scenarios' own calculation may take: no more of them are written as fit."""
_FLOWING = (DriverKind.RATE, DriverKind.LAG, DriverKind.OPEN)


def write_scenario_flows(
    page: Page, styles: Styles, content: Content, calculated: Calculated
) -> tuple[Mapping[str, str], ...]:
    """Write the plan and as many scenarios as fit; return each one's figures as formulas."""
    write_heads(page, styles, content, SCENARIO_CALCULATION, _HOW)
    tables = {key: table.on(f"{CALCULATION}!") for key, table in calculated.tables.items()}
    flows = _Flows(CalculationSheet(page, styles, content, tables), calculated)
    found = [flows.write(0)]
    fits = MOST // max(page.written, 1)
    found += [flows.write(number) for number in range(1, min(len(content.scenarios.names), fits))]
    flows.sheet.end(flows.row)
    return tuple(found)


class _Flows:
    """Writes one scenario below the other; the plan itself comes first."""

    def __init__(self, sheet: CalculationSheet, calculated: Calculated) -> None:
        self.sheet, self.content, self.calculated = sheet, sheet.content, calculated
        self.row = REACH + 2

    def write(self, number: int) -> Mapping[str, str]:
        """Write a scenario in all views; return its figures, each as a formula."""
        made = {view: self._view(number, view) for view in View}
        due, name = self._due(number), self.content.scenarios.names[number]
        block = self.sheet.block(name, self.row)
        plan, seen = self.content.scenarios.plans[number], self.content.forecasts[number]
        sums = write_sums(block, Told(plan, seen, made), due)
        self.row = block.next + 1
        return sums

    def _view(self, number: int, view: View) -> ViewRows:
        title = f"{self.content.scenarios.names[number]} · {VIEW_NAMES[view]}"
        self.sheet.page.text(self.row, 0, title, self.sheet.styles("section"))
        flow = ViewFlow(Holding(self.content, view, number), self.content.forecasts[number][view])

        more = _money if view is View.WORKING else _nothing
        made = write_view(self.sheet, flow, self.row + 2, more, like=partial(self._like, view))
        self.row = made.next
        return made

    def _like(self, view: View, index: int) -> Like:
        """Return what a line shares with the scenario chosen, in which no scenario has a say."""
        line, rows = self.content.lines[index], self.calculated.rows[view, index]
        touched = self.content.scenarios.touched
        own = [driver for name, driver in touched if name == line.name]
        changed = {driver.index for driver in own if driver.kind is DriverKind.LAG}
        lags = frozenset(range(line.entry, len(self.content.stages) - 1)) - changed
        queues = self._queues(line.entry)
        until = self._until(own, line.entry, view, queues)
        whole = until > -1 and not own and not queues
        return Like(rows, until, lags, f"{CALCULATION}!", whole)

    def _queues(self, entry: int) -> list[int]:
        """Return the stages at which what enters at a stage may have to wait."""
        gates = gates_of(self.content.stages).values() if self.content.has_team else ()
        return [stage for stage in gates if stage >= entry]

    def _until(self, own: list[Driver], entry: int, view: View, queues: list[int]) -> int:
        """Return the stage up to which a line's arrivals are the same, -1 if not even there."""
        if self.content.seasons_differ() or any(d.kind is DriverKind.VOLUME for d in own):
            return -1
        stages = [len(self.content.stages) - 1, *queues]
        stages += [driver.index for driver in own if driver.kind in _FLOWING]
        if view is View.WORKING:
            stages.append(max(opportunity_stage(self.content.stages), entry))
        return min(stages)

    def _due(self, number: int) -> str:
        """Return the whole plan's goal in a scenario, as a formula part."""
        goals = ScenarioGoals(self.content, number=number)
        row, sheet = self.calculated.due, f"{CALCULATION}!"
        if goals.touched:
            block = self.sheet.block("Goals", self.row)
            row, sheet = write_due(block, goals), OWN_SHEET
            self.row = block.next + 1
        first, last = FIRST + self.content.run.start, FIRST + self.content.run.months - 1
        return goals.whole_due(f"{sheet}{fixed(row, first)}:{fixed(row, last)}")


def _money(block: LineBlock) -> None:
    write_created(block)
    write_spend(block)


def _nothing(_: LineBlock) -> None:
    pass


_HOW = (
    "The plan itself and every scenario, month by month, whichever is chosen: the sheet Scenarios "
    "adds them up. What no scenario changes is taken from the sheet Calculation."
)
