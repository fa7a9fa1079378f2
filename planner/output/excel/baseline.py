"""What the input cells held at export, on a sheet of its own that nobody sees.

A workbook that comes back is compared with it, so that only what a colleague changed counts, even
where rows were sorted, inserted or removed. Goals and scenarios stand below the assumptions, a
scenario's name in a column of its own.
"""

from collections.abc import Iterator

from planner.output.excel import columns as col
from planner.output.excel import working as rules
from planner.output.excel.content import Content
from planner.output.excel.goal_inputs import GoalInputs
from planner.output.excel.page import Page
from planner.output.excel.scenario_places import ScenarioPlaces
from planner.output.pack.names import as_it_is, names_mark
from planner.plan.scenarios import position_key, scenario_key

BASELINE = "Baseline"
HEADS = (col.KEY_HEAD, "Marketing at export", "Sales at export", "Agreed at export")
NAMED = len(HEADS)
"""Column of the scenarios' names."""
MARKED = NAMED + 1
"""Column of the mark, in the first row, that tells which names are hidden in the keys."""
Held = tuple[str, tuple[float | None, ...]]
"""A key, and what the cells of Marketing, Sales and what is agreed held."""


def write_baseline(page: Page, content: Content) -> None:
    """Write the key of every input cell and what it holds as the workbook leaves."""
    for column, head in enumerate((*HEADS, "Named at export")):
        page.text(0, column, head)
    if page.said is not as_it_is:
        page.text(0, MARKED, names_mark(content.snapshot))
    held = (*_assumptions(content), *_goals(content), *_scenarios(content))
    for row, (key, values) in enumerate(held, 1):
        page.text(row, 0, key)
        for column, value in enumerate(values, 1):
            if value is not None:
                page.number(row, column, value)
    for row, scenario in enumerate(content.results.plan.scenarios, len(held) + 1):
        page.text(row, 0, scenario_key(scenario))
        page.text(row, NAMED, scenario.name)
    page.sheet.very_hidden()


def _assumptions(content: Content) -> Iterator[Held]:
    for assumption in content.assumed:
        given = rules.inputs(content.results.plan, assumption)
        yield assumption.key, (given.marketing, given.sales, given.agreed)


def _goals(content: Content) -> Iterator[Held]:
    inputs, plan = GoalInputs(content), content.results.plan
    for goal in inputs.goals:
        value = goal.value if inputs.stated(goal) else None
        yield goal.key(plan.fiscal_start), (None, None, value)


def _scenarios(content: Content) -> Iterator[Held]:
    plan = content.results.plan
    if not content.has_scenarios:
        return
    for number, scenario in enumerate(plan.scenarios, 1):
        for row in ScenarioPlaces(content).rows:
            assumption = content.by_row[row]
            own = content.scenarios.own(assumption.slot, number)
            yield position_key(scenario, assumption.key), own
        for goal in ScenarioPlaces(content).goal_rows:
            value = content.scenarios.own_goal(goal, number)
            yield position_key(scenario, goal.key(plan.fiscal_start)), (None, None, value)
