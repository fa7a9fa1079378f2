"""The Plan sheet: months with quarters and years across, goal, bookings and the funnel down."""

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from planner.output.excel.calculation import Calculated
from planner.output.excel.content import Content
from planner.output.excel.goal_inputs import GoalInputs
from planner.output.excel.page import Page, at
from planner.output.excel.phrases import sign_of
from planner.output.excel.plan_grid import FIRST, HEAD, PlanGrid, Stated
from planner.output.excel.plan_luck import write_chance_row, write_draws
from planner.output.excel.plan_money import write_cost_rows, write_pipeline_rows
from planner.output.excel.plan_team import write_team_rows
from planner.output.excel.result_notes import write_plan_notes
from planner.output.excel.styles import Styles, short_of_goal
from planner.output.excel.totals import Figures
from planner.output.excel.widths import lines_width
from planner.plan.assumption import View
from planner.sheets.periods import Period, Span
from planner.sheets.plan_figures import goal_by_month, goal_due, period_of
from planner.sheets.whole_words import is_under_way
from planner.sheets.words import heading

Floats = npt.NDArray[np.float64]


@dataclass(frozen=True, eq=False)
class PlanPlaces:
    """Where the plan's totals stand: rows by name, and the column of the whole."""

    rows: dict[str, int]
    whole: int
    columns: tuple[Period, ...]


def write_plan(page: Page, styles: Styles, content: Content, calculated: Calculated) -> PlanPlaces:
    """Write the working view; return where its totals stand."""
    grid = PlanGrid(page, styles, content)
    _heads(grid)
    _money(grid, calculated)
    for stage in range(len(content.stages)):
        _stage(grid, calculated, stage)
    lines = list(range(len(content.lines)))
    rows = [calculated.rows[View.WORKING, i].bookings for i in lines]
    working = content.results.working
    row = grid.row("Bookings by line", "bold")
    grid.flow(row, grid.added(rows), working.bookings.sum(0), "money", "bold")
    grid.unfold(dict(zip(lines, rows, strict=True)), working.bookings, "money")
    write_pipeline_rows(grid, calculated)
    write_cost_rows(grid, calculated)
    write_team_rows(grid, calculated)
    write_draws(grid)
    write_plan_notes(grid)
    short_of_goal(page, styles, grid.rows["gap"], FIRST, grid.whole)
    page.sheet.print_area(0, 0, grid.next, grid.whole)
    return PlanPlaces(grid.rows, grid.whole, grid.columns)


def _heads(grid: PlanGrid) -> None:
    page, sheet = grid.page, grid.page.sheet
    page.text(0, 0, "Plan", grid.styles("title"))
    page.text(1, 0, _HOW, grid.styles("muted"))
    sheet.set_row(0, 28)
    sheet.set_column(0, 0, lines_width(grid.content, 34, beside=2.0))
    if not grid.content.has_scenarios:
        page.text(HEAD, 0, "Working plan", grid.styles("head"))
    else:
        value = f"Working plan · {grid.content.scenarios.names[0]}"
        page.formula(HEAD, 0, '="Working plan · "&scenario', value, grid.styles("head"))
    widths = MoneyWidths(grid.content)
    for col, period in enumerate(grid.columns, FIRST):
        style = grid.styles("head", "right", *(("whole_head",) if period.span else ()))
        page.text(HEAD, col, period.title, style)
        sheet.set_column(col, col, widths.of(period))
    page.wide = max(1, sum(period.span is Span.YEAR for period in grid.columns))
    sheet.freeze_panes(HEAD + 1, FIRST)
    sheet.repeat_rows(HEAD)
    sheet.repeat_columns(0)


class MoneyWidths:
    """How wide a column must be for its largest amount of money."""

    def __init__(self, content: Content) -> None:
        self.plan = content.results.plan
        pipeline = Figures(content).pipeline
        views = (content.results.view(view).bookings for view in View)
        self.rows = [rows.sum(0) for rows in (*views, *pipeline.rows)]
        self.due = goal_due(self.plan)

    def of(self, period: Period) -> float:
        """Return the width of a period's column."""
        largest = max(float(row[period.months].sum()) for row in self.rows)
        due = self.due(period.months)
        largest = largest if np.isnan(due) else max(largest, due)
        text = f"+{sign_of(self.plan.currency)}{largest:,.0f}"
        return max(9.5, len(text) * (1.15 if period.span else 1.08) + 0.5)


def _money(grid: PlanGrid, calculated: Calculated) -> None:
    """Write goal, bookings, gap, running totals and both seats' views."""
    results, due = grid.content.results, goal_by_month(grid.content.results.plan)
    booked = results.working.bookings.sum(0)
    goal = grid.row("Goal", "bold", key="goal")
    stated = _stated(grid)
    grid.flow(goal, grid.taken(calculated.due), due, "money", "bold", gaps=True, stated=stated)
    name = "Bookings to come" if is_under_way(results) else "Bookings"
    row = grid.row(name, "bold", key="bookings")
    grid.flow(row, grid.added(_bookings(grid, calculated, View.WORKING)), booked, "money", "bold")
    before = results.working.booked
    won = _booked(grid, before) if is_under_way(results) else None

    def whole(month: int) -> str:
        return grid.month(row, month) + (f"+{grid.month(won, month)}" if won is not None else "")

    gap = grid.row("Gap", "bold", key="gap")

    def missed(month: int) -> str:
        owed = grid.month(goal, month)
        return f'=IF({owed}="","",{whole(month)}-{owed})'

    brings = before + booked
    missing = _missing(grid, [row] if won is None else [row, won], brings, stated)
    grid.flow(gap, missed, brings - due, "gap", "bold", gaps=True, stated=missing)
    write_chance_row(grid)
    running = grid.row("Bookings, running total", "muted", key="running")

    def total(month: int) -> str:
        sofar = f"{grid.month(running, month - 1)}+" if month else ""
        return f"={sofar}{whole(month)}"

    grid.levels(running, total, np.cumsum(brings), "money", "muted")
    for view, name in _VIEWS.items():
        row = grid.row(name, "muted", key=view.value)
        values = results.view(view).bookings.sum(0)
        grid.flow(row, grid.added(_bookings(grid, calculated, view)), values, "money", "muted")
    grid.next += 1


def _stated(grid: PlanGrid) -> dict[str, Stated]:
    """Return the goals of periods that have a column, by its key: shorter ones change none."""
    inputs, plan, found = GoalInputs(grid.content), grid.content.results.plan, {}
    goals = {goal.over(plan.horizon): goal for goal in inputs.spread}
    for period in grid.columns:
        here = period_of(plan, period.months)
        if here.months == plan.months:
            found[period.key] = Stated("Goal", "Goal", plan.goal)
        elif here in goals and period.span is not Span.MONTH:
            cell, goal = inputs.holds(goals[here]), goals[here]
            value = goal.value if inputs.stated(goal) else None
            found[period.key] = Stated(cell, cell, value)
    return found


def _missing(
    grid: PlanGrid, rows: list[int], brings: Floats, stated: dict[str, Stated]
) -> dict[str, Stated]:
    """Return what is above the goals of periods: the sum of rows, `brings` by month, less each."""
    found = {}
    for period in grid.columns:
        if period.key in stated:
            own, every = stated[period.key], "+".join(at(r, grid.place(period)) for r in rows)
            whole = float(brings[period.months].sum())
            value = None if own.value is None else whole - own.value
            found[period.key] = Stated(own.goal, f"{every}-{own.goal}", value)
    return found


def _booked(grid: PlanGrid, values: Floats) -> int:
    """Write what was booked by the data's day, as the program found it; return the row."""
    row = grid.row("Booked so far, by the data", key="booked")
    grid.flow(row, lambda month: f"={float(values[month])!r}", values, "money")
    return row


def _bookings(grid: PlanGrid, calculated: Calculated, view: View) -> list[int]:
    return [calculated.rows[view, i].bookings for i in range(len(grid.content.lines))]


def _stage(grid: PlanGrid, calculated: Calculated, stage: int) -> None:
    """Write a stage: all lines, then each line that passes it, folding under the total."""
    counts = grid.content.results.working.entries[:, stage]
    lines = [i for i, line in enumerate(grid.content.lines) if line.entry <= stage]
    rows = [calculated.rows[View.WORKING, i].entries[stage] for i in lines]
    row = grid.row(heading(grid.content.stages[stage]), "bold", key=f"stage:{stage}")
    grid.flow(row, grid.added(rows), counts.sum(0), "count", "bold")
    grid.unfold(dict(zip(lines, rows, strict=True)), counts, "count", key=f"stage:{stage}")


_VIEWS = {
    View.MARKETING: "Bookings, Marketing’s view",
    View.SALES: "Bookings, Sales’ view",
}
_HOW = (
    "Bookings and entries per month of the working plan; every figure follows the Assumptions "
    "sheet. The goal is met or missed over the whole plan; one stated for a quarter or year counts "
    "in its column as stated, whatever shorter ones add up to."
)
