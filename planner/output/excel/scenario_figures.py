"""What each scenario brings, on the Scenarios sheet: computed here, at export, and the change."""

from collections.abc import Mapping

import numpy as np

from planner.base.palette import LIGHT
from planner.output.excel.content import PLAN, Content
from planner.output.excel.page import Page, at, fixed
from planner.output.excel.plan import PlanPlaces
from planner.output.excel.scenario_flows import MOST
from planner.output.excel.scenario_places import NAMES, NUMBER, ScenarioPlaces
from planner.output.excel.scenario_sums import (
    BOOKINGS,
    CREATED,
    GAP,
    MARKETING,
    SALES,
    SPEND,
    WAITING,
    WON,
    scenario_values,
)
from planner.output.excel.styles import Styles
from planner.output.excel.working import SCENARIO_NUMBER

BRINGS = "What each scenario brings, computed in this workbook"
AT_EXPORT = "What the program computed at export"
CHANGED = "Changed since export"
_EXACT = {"money": "cents", "gap": "cents", "count": "exact"}
Live = tuple[Mapping[str, str], ...]
"""Formulas of the figures of the plan and the scenarios that are calculated in full."""


class Brings:
    """Three tables with a row for each scenario."""

    def __init__(
        self, page: Page, styles: Styles, content: Content, plan: PlanPlaces, live: Live
    ) -> None:
        self.page, self.styles, self.content, self.live = page, styles, content, live
        self.places = ScenarioPlaces(content)
        self.columns = _columns(content, plan)

    def write(self) -> None:
        """Write all three tables."""
        places, names = self.places, self.content.scenarios.names
        tops = ((NAMES, BRINGS), (places.exported, AT_EXPORT), (places.changed, CHANGED))
        for top, title in tops:
            self._heads(top, title)
        for number, name in enumerate(names):
            for top, _ in tops:
                self.page.text(top + number, 0, name, self.styles("grid", "bold"))
            plan, seen = self.content.scenarios.plans[number], self.content.forecasts[number]
            values = scenario_values(plan, self.content.results.evidence, seen)
            for column, (key, (_, unit, _)) in enumerate(self.columns.items(), 1):
                self._figure(number, column, key, unit, values[key])
        self._chosen(len(names))
        if len(self.live) < len(names):
            self.page.text(
                NAMES + len(names), 0, _beyond(names[len(self.live)]), self.styles("warning")
            )

    def _heads(self, top: int, title: str) -> None:
        page, styles = self.page, self.styles
        page.text(top - 2, 0, title, styles("section"))
        page.sheet.set_row(top - 1, 30)
        page.text(top - 1, 0, "Scenario", styles("head"))
        for column, (name, _, _) in enumerate(self.columns.values(), 1):
            page.text(top - 1, column, name, styles("head", "right"))

    def _figure(self, number: int, column: int, key: str, unit: str, value: float) -> None:
        """Write a figure as it is computed here, as it was at export, and the difference."""
        page, styles, places = self.page, self.styles, self.places
        known = None if np.isnan(value) else value
        live, then = at(NAMES + number, column), at(places.exported + number, column)
        if number < len(self.live):
            formula = self.live[number][key]
        else:
            formula = f"IF({SCENARIO_NUMBER}={number + 1},{self.columns[key][2]},{then})"
        page.formula(NAMES + number, column, f"={formula}", known, styles("grid", unit))
        page.number(places.exported + number, column, value, styles("grid", unit))
        apart = f'=IF(OR({live}="",{then}=""),"",ROUND({live}-{then},2))'
        shown = None if known is None else 0.0
        style = styles("grid", _EXACT[unit])
        page.formula(places.changed + number, column, apart, shown, style)

    def _chosen(self, count: int) -> None:
        """Let the scenario that all sheets compute stand out."""
        rule = {"type": "formula", "criteria": f"=ROW()-{NAMES}={fixed(*NUMBER)}"}
        rule |= {"format": self.styles.mark(bold=True, bg_color=LIGHT.header)}
        last = NAMES + count - 1
        self.page.sheet.conditional_format(NAMES, 0, last, len(self.columns), rule)


def _beyond(name: str) -> str:
    return (
        f"From {name} on a row follows what is typed only while its scenario is the one computed, "
        f"else it holds the program’s figures at export: more would take over {MOST:,} formulas."
    )


def _columns(content: Content, plan: PlanPlaces) -> dict[str, tuple[str, str, str]]:
    """Return every figure's name, unit, and cell where it stands for the scenario chosen."""
    found = {
        BOOKINGS: ("Bookings", "money", "Bookings_working"),
        GAP: ("Gap", "gap", "Gap"),
        MARKETING: ("Marketing’s view", "money", "Bookings_marketing"),
        SALES: ("Sales’ view", "money", "Bookings_sales"),
    }
    won = len(content.stages) - 1
    for key, name, unit, place in (
        (WON, content.stages[won], "count", f"stage:{won}"),
        (CREATED, "Pipeline created", "money", "pipeline"),
        (SPEND, "Spend", "money", "spend"),
        (WAITING, "Waiting at the end", "count", "waiting"),
    ):
        if place in plan.rows:
            cell = f"{PLAN}!{fixed(plan.rows[place], plan.whole)}"
            found[key] = (name, unit, cell)
    return found
