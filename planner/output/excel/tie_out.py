"""The Tie-out sheet: every figure that stands on several sheets, compared where it stands."""

from collections.abc import Callable
from dataclasses import dataclass

from planner.base.palette import LIGHT
from planner.commitments.agreed import Agreed
from planner.commitments.promise import BASIC, promise
from planner.output.excel.bridge import WORTH
from planner.output.excel.bridge_figures import HEAD as CHART
from planner.output.excel.bridge_figures import chart_rows
from planner.output.excel.content import BRIDGE, PLAN, SCORECARDS, SLA, SUMMARY, Content
from planner.output.excel.page import Page, at, fixed
from planner.output.excel.plan import PlanPlaces
from planner.output.excel.plan_grid import PlanGrid
from planner.output.excel.scenario_places import ScenarioPlaces
from planner.output.excel.scenario_sums import BOOKINGS, COLUMNS, MARKETING, SALES
from planner.output.excel.scorecards import HEAD as OBJECTIVES
from planner.output.excel.styles import Styles
from planner.output.excel.summary import CARDS
from planner.plan.objectives import OBJECTIVES as NAMES

HEAD = 3
_HEADS = (("Figure", 34), ("Stands on", 44), ("Says", 20), ("And on", 44), ("Says", 20),
          ("Difference", 16), ("Tie-out", 14))  # fmt: skip
_HOW = "Every figure that stands in several places, as it now stands in each: all must agree."
AGREES, DIFFERS = "✓ agrees", "◆ differs"


@dataclass(frozen=True, slots=True)
class Pair:
    """A figure and two of its places, each a name and a formula."""

    name: str
    first: tuple[str, str]
    second: tuple[str, str]
    value: float
    unit: str


def write_tie_out(
    page: Page, styles: Styles, content: Content, plan: PlanPlaces, sla: PlanGrid
) -> None:
    """Write every pair with its difference, and what that means."""
    page.text(0, 0, "Tie-out", styles("title"))
    page.text(1, 0, _HOW, styles("muted"))
    page.sheet.set_row(0, 28)
    for column, (name, width) in enumerate(_HEADS):
        page.sheet.set_column(column, column, width)
        aligned = ("right",) if column in {2, 4, 5} else ("indent",) if column else ()
        page.text(HEAD, column, name, styles("head", *aligned))
    pairs = _pairs(content, plan, sla)
    for row, pair in enumerate(pairs, HEAD + 1):
        _pair(page, styles, row, pair)
    last = HEAD + len(pairs)
    rule = {"type": "text", "criteria": "containing", "value": DIFFERS[2:]}
    rule |= {"format": styles.mark(font_color=LIGHT.dispute)}
    page.sheet.conditional_format(HEAD + 1, 6, last, 6, rule)
    page.sheet.freeze_panes(HEAD + 1, 1)
    page.sheet.repeat_rows(HEAD)
    page.sheet.print_area(0, 0, last, len(_HEADS) - 1)


def _pair(page: Page, styles: Styles, row: int, pair: Pair) -> None:
    page.text(row, 0, pair.name, styles("grid", "bold"))
    for column, (where, formula) in ((1, pair.first), (3, pair.second)):
        page.text(row, column, where, styles("grid", "muted", "indent"))
        page.formula(row, column + 1, f"=N({formula})", pair.value, styles("grid", pair.unit))
    difference = f"=ROUND({at(row, 4)}-{at(row, 2)},2)"
    page.formula(row, 5, difference, 0.0, styles("grid", "exact"))
    said = f'=IF(ABS({at(row, 5)})<0.005,"{AGREES}","{DIFFERS}")'
    page.formula(row, 6, said, AGREES, styles("grid", "indent"))


def _pairs(content: Content, plan: PlanPlaces, sla: PlanGrid) -> list[Pair]:
    results, won = content.results, len(content.stages) - 1
    working = results.working

    def planned(key: str) -> tuple[str, str]:
        return "Plan, whole plan", f"{PLAN}!{fixed(plan.rows[key], plan.whole)}"

    def card(column: int) -> tuple[str, str]:
        return "Summary, score", f"{SUMMARY}!{fixed(CARDS + 1, column)}"

    def objective(name: str) -> tuple[str, str]:
        row = OBJECTIVES + 1 + NAMES.index(name)
        return "Scorecards, target", f"{SCORECARDS}!{fixed(row, 2)}"

    lower = CHART + chart_rows(content) + 2
    upper = lower + len(results.bridge.items) + 2
    deals = float(working.entries[:, won].sum())
    pairs = [
        Pair("Bookings", planned("bookings"), card(1), working.total, "cents"),
        Pair("Bookings", planned("bookings"), objective("bookings"), working.total, "cents"),
        Pair("Marketing’s view", planned("marketing"), card(3), results.marketing.total, "cents"),
        Pair("Marketing’s view", planned("marketing"),
             ("Bridge, upper end", f"{BRIDGE}!{fixed(upper, WORTH)}"),
             results.marketing.total, "cents"),
        Pair("Sales’ view", planned("sales"), card(4), results.sales.total, "cents"),
        Pair("Sales’ view", planned("sales"),
             ("Bridge, lower end", f"{BRIDGE}!{fixed(lower, WORTH)}"),
             results.sales.total, "cents"),
        Pair("Deals", planned(f"stage:{won}"), objective("deals"), deals, "exact"),
    ]  # fmt: skip
    if content.has_scenarios:
        pairs += _computed(content, planned)
    if working.gap is not None:
        pairs.insert(2, Pair("Gap to the goal", planned("gap"), card(2), working.gap, "cents"))
    promised = "SLA, whole plan", f"{SLA}!{fixed(sla.rows[BASIC], sla.whole)}"
    made = promise(Agreed(results.plan, results.evidence, working))
    leads = float(made.basic.sum())
    pairs.append(Pair("Leads brought in", promised, objective("inquiries"), leads, "exact"))
    return pairs


def _computed(content: Content, planned: Callable[[str], tuple[str, str]]) -> list[Pair]:
    """Return the figures of the scenario chosen: on the Plan sheet, and among all scenarios."""
    results, places = content.results, ScenarioPlaces(content)
    views = (
        ("Bookings", "bookings", BOOKINGS, results.working),
        ("Marketing’s view", "marketing", MARKETING, results.marketing),
        ("Sales’ view", "sales", SALES, results.sales),
    )
    return [
        Pair(
            name,
            planned(key),
            ("Scenarios, as computed", places.computed(COLUMNS.index(column) + 1)),
            seen.total,
            "cents",
        )
        for name, key, column, seen in views
    ]
