"""The Goals sheet: every goal with what the plan brings of it, and the weights of the year."""

import math
from collections.abc import Callable, Iterable

from planner.base.days import month_name
from planner.base.fiscal import QUARTER
from planner.base.units import Unit, count
from planner.evidence.figures import Floats, FunnelEvidence
from planner.forecast.booked import booked, booked_by_marketing, created, has_begun
from planner.forecast.business import is_marketings, of_business
from planner.forecast.pipeline import Pipeline
from planner.output.excel.block import over
from planner.output.excel.calculation import Calculated
from planner.output.excel.columns import KEY_HEAD
from planner.output.excel.content import CALCULATION, Content
from planner.output.excel.goal_inputs import (
    COUNTS,
    GOAL_HEAD,
    GOAL_UNITS,
    HEAD,
    VALUE,
    GoalInputs,
    is_bookings,
)
from planner.output.excel.kernels import FIRST
from planner.output.excel.page import Page, at, fixed
from planner.output.excel.scenario_places import ScenarioPlaces
from planner.output.excel.styles import Styles
from planner.output.excel.working import SCENARIO_NUMBER, validation
from planner.plan.assumption import View
from planner.plan.document import Plan
from planner.plan.goals import Business, Goal, Measure
from planner.sheets.goal_words import MEASURES, TYPES

Past = Callable[[Plan, FunnelEvidence | None, Business], Floats]
"""What came in the plan's months before the data's day, by month."""
PERIOD, MEASURE, BUSINESS, PLANNED, GAP, CHANCE, ALONE, KEY = 0, 1, 2, 4, 5, 6, 7, 8
_HEADS = (
    ("Period", 24, ()),
    ("Of what", 26, ()),
    ("Business", 12, ()),
    (GOAL_HEAD, 18, ("right",)),
    ("The plan brings", 18, ("right",)),
    ("Gap", 18, ("right",)),
)
_CHANCE_HEADS = (
    ("Chance, at export", 16, ("right",)),
    ("On evidence alone", 16, ("right",)),
)
QUARTERS = 4
_HOW = (
    "Type goals into the tinted cells; that of the whole plan stands on the sheet Assumptions. A "
    "shorter goal takes its part out of a longer one, the rest is spread by the weights."
)


def write_goals(page: Page, styles: Styles, content: Content, calculated: Calculated) -> None:
    """Write all goals and the weights of the fiscal year."""
    page.text(0, 0, "Goals", styles("title"))
    page.text(1, 0, _HOW, styles("muted"))
    page.sheet.set_row(0, 28)
    heads = _HEADS if content.outlook is None else (*_HEADS, *_CHANCE_HEADS)
    for col, (name, width, words) in enumerate(heads):
        page.text(HEAD, col, name, styles("head", *words))
        page.sheet.set_column(col, col, width)
    page.text(HEAD, KEY, KEY_HEAD, styles("head"))
    page.sheet.set_column(KEY, KEY, 30, None, {"hidden": True})
    page.sheet.freeze_panes(HEAD + 1, 0)
    sheet = _GoalSheet(page, styles, content, calculated)
    last = sheet.write()
    if sheet.inputs.touched:
        page.text(HEAD, COUNTS, "Counts, scenario computed", styles("head", "right"))
        page.sheet.set_column(COUNTS, COUNTS, 26)
    page.sheet.print_area(0, 0, last, COUNTS if sheet.inputs.touched else len(heads) - 1)


class _GoalSheet:
    def __init__(
        self, page: Page, styles: Styles, content: Content, calculated: Calculated
    ) -> None:
        self.page, self.styles, self.content = page, styles, content
        self.calculated, self.inputs = calculated, GoalInputs(content)
        self.plan, self.seen = content.results.plan, content.results.working
        self.pipeline = Pipeline(self.plan, content.results.evidence, self.seen)

    def write(self) -> int:
        """Write everything; return the last row."""
        for goal in self.inputs.goals:
            self._goal(goal)
        last = self._weights() if self.plan.phasing else self.inputs.weights - 2
        return self._chances(last + 2)

    def _chances(self, row: int) -> int:
        """Write the chance of every period that bookings are due in; return the last row."""
        found = self.content.outlook
        if found is None or not found.chances.by_goal:
            return row - 2
        page, styles, draws = self.page, self.styles, found.chances.draws
        said = f"{count(len(draws.bookings))} draws, seed {draws.seed}: the program’s at export"
        page.text(row, 0, f"Chance of what is due ({said})", styles("section"))
        for each in found.chances.by_goal:
            row += 1
            months = each.period.months == len(self.plan.horizon)
            when = "The whole plan" if months else each.period.text(self.plan.fiscal_start)
            page.text(row, PERIOD, when, styles("grid", "bold"))
            for col in (MEASURE, BUSINESS, PLANNED, GAP):
                page.text(row, col, "", styles("grid"))
            page.number(row, VALUE, each.goal, styles("grid", "money"))
            page.number(row, CHANCE, each.chance, styles("grid", "chance"))
            page.number(row, ALONE, each.on_evidence, styles("grid", "chance"))
        return row

    def _goal(self, goal: Goal) -> None:
        page, row, plan = self.page, self.inputs.row(goal), self.plan
        whole = goal.period is None
        when = "The whole plan" if whole else goal.over(plan.horizon).text(plan.fiscal_start)
        unit, change = GOAL_UNITS[goal.measure.unit]
        grid = ("grid",)
        page.text(row, PERIOD, when, self.styles(*grid, "bold"))
        page.text(row, MEASURE, MEASURES[goal.measure], self.styles(*grid))
        page.text(row, BUSINESS, TYPES[goal.business].lower(), self.styles(*grid, "muted"))
        page.text(row, KEY, goal.key(plan.fiscal_start), self.styles(*grid, "muted"))
        value = goal.value if self.inputs.stated(goal) else math.nan
        if row == HEAD + 1:
            value = math.nan if plan.goal is None else plan.goal
            self._whole(row, plan.goal)
        else:
            page.number(row, VALUE, value, self.styles("agreed", unit))
            what = "The goal"
            page.sheet.data_validation(row, VALUE, row, VALUE, validation(goal.measure.unit, what))
        reached = self.pipeline.reached(goal)
        brings = at(row, PLANNED)
        formula = self._planned(goal)
        page.formula(row, PLANNED, formula, _shown(reached), self.styles(*grid, unit, "bold"))
        due = at(row, VALUE)
        if goal in self.inputs.touched:
            self._counts(row, goal, value, unit)
            due = due if row == HEAD + 1 else at(row, COUNTS)
        formula = f'=IF(OR({due}="",{brings}=""),"",{brings}-{due})'
        page.formula(row, GAP, formula, _shown(reached - value), self.styles(*grid, change))
        found = self.content.outlook
        if found is not None:
            here = found.chances.of(goal.over(plan.horizon)) if is_bookings(goal) else None
            for col, name in ((CHANCE, "chance"), (ALONE, "on_evidence")):
                chance = None if here is None else getattr(here, name)
                page.number(row, col, chance, self.styles(*grid, "chance"))

    def _counts(self, row: int, goal: Goal, value: float, unit: str) -> None:
        """Write what counts as a goal in the scenario that is computed."""
        cells = ScenarioPlaces(self.content).goal_counts(goal)
        stated = value if self.inputs.stated(goal) else math.nan
        formula = f"=CHOOSE({SCENARIO_NUMBER},{cells})"
        self.page.formula(row, COUNTS, formula, _shown(stated), self.styles("grid", unit))

    def _whole(self, row: int, goal: float | None) -> None:
        """Write the whole plan's goal: as stated, else the sum of those that fill the plan."""
        due = self._range(self.calculated.due, range(len(self.plan.horizon)))
        formula = f"={self.inputs.whole_due(due)}"
        self.page.formula(row, VALUE, formula, goal, self.styles("grid", "money"))

    def _range(self, row: int, months: range) -> str:
        """Return the cells of plan months in a row of the Calculation sheet."""
        first = FIRST + self.content.run.start
        cells = f"{fixed(row, first + months[0])}:{fixed(row, first + months[-1])}"
        return f"{CALCULATION}!{cells}"

    def _sum(self, lines: Iterable[int], name: str, months: range) -> str:
        rows = (getattr(self.calculated.rows[View.WORKING, i], name) for i in lines)
        ranges = [self._range(row, months) for row in rows if row]
        return over("SUM", ranges)

    def _planned(self, goal: Goal) -> str:
        """Return what the plan brings of a goal's measure, empty text where it cannot be told."""
        horizon = self.plan.horizon
        period = goal.over(horizon)
        months = range(
            max(period.start, horizon.start) - horizon.start,
            min(period.start + period.months, horizon.stop) - horizon.start,
        )
        if not months:
            return "=0" if goal.measure in {Measure.BOOKINGS, Measure.PIPELINE} else '=""'
        lines = range(len(self.content.lines))
        chosen = [i for i in lines if of_business(self.plan, self.plan.lines[i], goal.business)]
        if goal.measure is Measure.COVERAGE:
            return self._covered(months)
        if goal.measure is Measure.PIPELINE:
            return "=" + self._sum(chosen, "created", months) + self._before(created, goal, months)
        if goal.measure is Measure.BOOKINGS:
            return "=" + self._sum(chosen, "bookings", months) + self._before(booked, goal, months)
        ours = [i for i in chosen if is_marketings(self.plan.lines[i])]
        sourced, every = (
            self._sum(who, "bookings", months) + self._before(past, goal, months)
            for who, past in ((ours, booked_by_marketing), (chosen, booked))
        )
        return f'=IF(({every})>0,({sourced})/({every}),"")'

    def _before(self, past: Past, goal: Goal, months: range) -> str:
        """Return what came before the data's day, to be added; nothing where nothing did."""
        found = past(self.plan, self.content.results.evidence, goal.business)
        before = float(found[months.start : months.stop].sum())
        return f"+{before!r}" if before else ""

    def _covered(self, months: range) -> str:
        begins = self._range(self.calculated.totals.still_open, months[:1])
        last = months[0] + QUARTER if len(months) == 1 else months[-1] + 1
        begun = has_begun(self.content.results.evidence, self.plan.start + months[0])
        if begun or last > len(self.plan.horizon):
            return '=""'
        due = self._range(self.calculated.due, range(months[0], last))
        known = f"AND(COUNT({due})={last - months[0]},SUM({due})>0)"
        return f'=IF({known},SUM({begins})/SUM({due}),"")'

    def _weights(self) -> int:
        """Write the weights of the fiscal year's quarters or months; return the last row."""
        page, first, weights = self.page, self.inputs.weights, self.plan.phasing
        page.text(first - 1, 0, "Weights of the fiscal year", self.styles("section"))
        for i, weight in enumerate(weights):
            start = (self.plan.fiscal_start - 1 + i * 12 // len(weights)) % 12
            name = f"Q{i + 1}" if len(weights) == QUARTERS else month_name(start)
            page.text(first + i, PERIOD, name, self.styles("grid", "bold"))
            for col in (MEASURE, BUSINESS):
                page.text(first + i, col, "", self.styles("grid"))
            page.number(first + i, VALUE, weight, self.styles("agreed", "level"))
            page.text(first + i, KEY, f"plan:phasing:{i}", self.styles("muted"))
        cells = (first, VALUE, first + len(weights) - 1, VALUE)
        page.sheet.data_validation(*cells, validation(Unit.NUMBER, "A weight"))
        return first + len(weights) - 1


def _shown(value: float) -> float | None:
    return value if math.isfinite(value) else None


def goal_cell() -> tuple[int, int]:
    """Return the cell of the whole plan's goal, stated or the sum of shorter ones."""
    return HEAD + 1, VALUE
