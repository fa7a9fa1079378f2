"""The Scenarios sheet: what each scenario brings, and what it says on top of what it lies on."""

from planner.output.excel.content import ASSUMPTIONS, SCENARIO_CALCULATION, Content
from planner.output.excel.page import Page, fixed
from planner.output.excel.plan import PlanPlaces
from planner.output.excel.scenario_figures import Brings, Live
from planner.output.excel.scenario_places import (
    DRIVER,
    INPUTS,
    LINE,
    NAMES,
    NUMBER,
    SCENARIO,
    ScenarioPlaces,
)
from planner.output.excel.scenario_says import Says
from planner.output.excel.styles import Styles

_HOW = (
    "Choose the scenario that all sheets compute in the tinted cell beside “Scenario computed” on "
    "the sheet Assumptions. The first table computes all of them, whichever is chosen, on the "
    f"sheet {SCENARIO_CALCULATION}. An empty cell below says: as in what the scenario lies on."
)


def write_scenarios(
    page: Page, styles: Styles, content: Content, plan: PlanPlaces, live: Live
) -> None:
    """Write figures and positions of every scenario; `live` are the formulas of the figures."""
    places = ScenarioPlaces(content)
    page.text(0, 0, "Scenarios", styles("title"))
    page.text(1, 0, _HOW, styles("muted"))
    page.sheet.set_row(0, 28)
    page.sheet.set_column(LINE, LINE, 30)
    page.sheet.set_column(DRIVER, DRIVER, 34)
    page.sheet.set_column(INPUTS, max(places.counted(0, 0) - 1, INPUTS + 7), 17)
    chosen = f"{ASSUMPTIONS}!{fixed(*SCENARIO)}"
    page.text(NUMBER[0], 0, "Number of the scenario computed", styles("muted"))
    rows = f"ROW({places.names.partition('!')[2]})-{NAMES}"
    which = f"=MAX(1,SUMPRODUCT(({places.names.partition('!')[2]}={chosen})*({rows})))"
    page.formula(*NUMBER, which, 1.0, styles("whole", "left"))
    Brings(page, styles, content, plan, live).write()
    Says(page, styles, content, places).write()
