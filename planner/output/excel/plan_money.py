"""The Plan sheet’s rows of money: the pipeline, whose bookings, and what spend brings back."""

from dataclasses import replace

import numpy as np
import numpy.typing as npt

from planner.base.fiscal import QUARTER
from planner.forecast.booked import booked, booked_by_marketing, created, has_begun
from planner.forecast.spend import returns
from planner.output.excel.block import assumption
from planner.output.excel.calculation import Calculated
from planner.output.excel.columns import WORKING
from planner.output.excel.content import CALCULATION
from planner.output.excel.goal_inputs import GOAL_UNITS, GoalInputs
from planner.output.excel.kernels import FIRST as FIRST_MONTH
from planner.output.excel.page import at, fixed
from planner.output.excel.plan_grid import PlanGrid
from planner.output.excel.totals import Figures
from planner.output.excel.view_flow import LineRows
from planner.plan.assumption import View
from planner.plan.goals import Measure
from planner.plan.keys import TEAM, Driver, DriverKind
from planner.sheets.plan_figures import GAP, GOAL, KEYS, WHOLE, held_figure, stated_goal
from planner.sheets.whole_words import is_under_way

Floats = npt.NDArray[np.float64]
LATER = "later"
"""What is not paid back within the plan."""


def write_pipeline_rows(grid: PlanGrid, calculated: Calculated) -> None:
    """Write marketing pipeline, pipeline created, their ratio, and coverage."""
    totals, figures = calculated.totals, Figures(grid.content)
    marketing, created = (row.sum(axis=0) for row in figures.pipeline.rows)
    promised = grid.calculation(totals.marketing), grid.calculation(totals.created)
    row = grid.row("Marketing pipeline", "bold", key="marketing_pipeline")
    grid.flow(row, grid.added([totals.marketing]), marketing, "money", "bold")
    row = grid.row("Pipeline created", "bold", key="pipeline")
    grid.flow(row, grid.added([totals.created]), created, "money", "bold")
    row = grid.row("Created for one of marketing pipeline", "muted")
    grid.ratio(row, promised[1], promised[0], "rate", "muted", values=(created, marketing))
    _promised(grid, marketing)
    _against(grid, Measure.PIPELINE)
    _coverage(grid, calculated, figures)
    _against(grid, Measure.COVERAGE)
    _sourced(grid, calculated, figures)
    _against(grid, Measure.SOURCED)


def _sourced(grid: PlanGrid, calculated: Calculated, figures: Figures) -> None:
    """Write the share of bookings that Marketing sources."""
    totals, pipeline = calculated.totals, figures.pipeline
    row = grid.row("Sourced by Marketing", "bold", key="sourced")
    ours, booked = grid.calculation(totals.sourced), grid.calculation(totals.bookings)
    values = pipeline.sourced, pipeline.seen.bookings.sum(axis=0)
    grid.ratio(row, ours, booked, "rate", "bold", values=values)


def _against(grid: PlanGrid, measure: Measure) -> None:
    """Write a measure's goals into the periods that they are stated for, and the gap to them."""
    plan, inputs = grid.content.results.plan, GoalInputs(grid.content)
    every = replace(plan, goals=inputs.goals)
    stated = {p.key: stated_goal(every, measure, p.months) for p in grid.columns}
    if not any(stated.values()):
        return
    unit, change = GOAL_UNITS[measure.unit]
    name, above = KEYS[measure], grid.rows[KEYS[measure]]
    results = grid.content.results
    if is_under_way(results) and measure is not Measure.COVERAGE:
        above = _with_before(grid, measure, {key for key, goal in stated.items() if goal})
    goals = grid.row("Goal", "indent", "muted", key=name + GOAL)
    gaps = grid.row("Gap", "indent", "muted", key=name + GAP)
    got = held_figure(results, results.working, measure)
    for period in grid.columns:
        goal = stated[period.key]
        if goal is None:
            for row in (goals, gaps):
                grid.page.text(row, grid.place(period), "", grid.style(period, unit))
            continue
        typed, due = inputs.holds(goal), at(goals, grid.place(period))
        value = goal.value if inputs.stated(goal) else None
        grid.cell(goals, period, f'=IF({typed}="","",{typed})', value, unit, "muted")
        brings = at(above, grid.place(period))
        missed = np.nan if value is None else got(period.months) - value
        known = f'=IF(OR({brings}="",{due}=""),"",{brings}-{due})'
        grid.cell(gaps, period, known, None if np.isnan(missed) else missed, change, "muted")


def _with_before(grid: PlanGrid, measure: Measure, periods: set[str]) -> int:
    """Write what a plan under way brings with what came before, where goals are; return the row."""
    results, (unit, _) = grid.content.results, GOAL_UNITS[measure.unit]
    plan, evidence = results.plan, results.evidence
    above, bookings = grid.rows[KEYS[measure]], grid.rows["bookings"]
    row = grid.row("With what came before", "indent", "muted", key=KEYS[measure] + WHOLE)
    got = held_figure(results, results.working, measure)
    for period in grid.columns:
        if period.key not in periods:
            grid.page.text(row, grid.place(period), "", grid.style(period, unit))
            continue
        brings, won = (at(r, grid.place(period)) for r in (above, bookings))
        past, ours, made = (
            float(figure(plan, evidence)[period.months].sum())
            for figure in (booked, booked_by_marketing, created)
        )
        formula = f"={brings}+{made!r}"
        if measure is Measure.SOURCED:
            every = f"({won}+{past!r})"
            formula = f'=IF({every}>0,(N({brings})*{won}+{ours!r})/{every},"")'
        value = got(period.months)
        grid.cell(row, period, formula, None if np.isnan(value) else value, unit, "muted")
    return row


def _promised(grid: PlanGrid, marketing: Floats) -> None:
    """Write what the marketing pipeline promises by the ratio that was assumed."""
    place = grid.content.rows.get((TEAM, Driver(DriverKind.PIPELINE_RATIO), None))
    if place is None:
        return
    ratio = grid.content.by_row[place].view(View.WORKING)
    cell, source = assumption(place, WORKING), grid.rows["marketing_pipeline"]
    row = grid.row("Pipeline that it promises, as agreed", "muted")
    values = np.full(len(marketing), np.nan) if ratio is None else marketing * ratio
    promise = f'IF({cell}="","",{{}}*{cell})'.format
    grid.flow(
        row, lambda t: "=" + promise(grid.month(source, t)), values, "money", "muted", gaps=True
    )


def _coverage(grid: PlanGrid, calculated: Calculated, figures: Figures) -> None:
    """Write what is open when a period begins over what is due in it, or in a month's quarter."""
    row = grid.row("Coverage ×", "bold", key="coverage")
    opens, due = grid.calculation(calculated.totals.still_open), grid.calculation(calculated.due)
    plan, evidence = grid.content.results.plan, grid.content.results.evidence
    for period in grid.columns:
        months = period.months
        last = period.first + QUARTER - 1 if period.first == period.last else period.last
        formula = '=""'
        if last < len(due) and not has_begun(evidence, plan.start + period.first):
            owed = f"{due[period.first]}:{due[last].partition('!')[2]}"
            known = f"COUNT({owed})={last - period.first + 1}"
            covered = f"{opens[period.first]}/SUM({owed})"
            formula = f'=IF(AND({known},SUM({owed})>0),{covered},"")'
        value = figures.pipeline.covered(months)
        grid.cell(row, period, formula, None if np.isnan(value) else value, "level")


def write_cost_rows(grid: PlanGrid, calculated: Calculated) -> None:
    """Write spend, cost per deal, return and payback, in all and by line with a cost."""
    totals, figures = calculated.totals, Figures(grid.content)
    if not totals.spend:
        return
    working, priced = grid.content.results.working, figures.priced
    lines = [(i, calculated.rows[View.WORKING, i]) for i in range(len(grid.content.lines))]
    lines = [(i, rows) for i, rows in lines if rows.spend]
    won = len(grid.content.stages) - 1
    deals = working.entries[:, won]
    row = grid.row("Spend", "bold", key="spend")
    grid.flow(row, grid.taken(totals.spend), figures.spend, "money", "bold", gaps=True)
    grid.unfold({i: rows.spend for i, rows in lines}, working.spend, "money", gaps=True)
    sums = figures.spend, deals[priced].sum(0), working.bookings[priced].sum(0)
    places = totals.spend, totals.deals, totals.booked
    for name, key, unit, over, under in (
        ("Cost per deal", "cac", "money", 0, 1),
        ("Return ×", "return", "level", 2, 0),
    ):
        cells = [grid.calculation(place) for place in places]
        row = grid.row(name, "bold", key=key)
        grid.ratio(row, cells[over], cells[under], unit, "bold", values=(sums[over], sums[under]))
        for i, rows in lines:
            row = grid.row(grid.content.lines[i].name, "indent", "muted", level=1)
            own = [grid.calculation(r) for r in (rows.spend, rows.entries[won], rows.bookings)]
            shown = working.spend[i], deals[i], working.bookings[i]
            pair = shown[over], shown[under]
            grid.ratio(row, own[over], own[under], unit, "muted", values=pair)
    _payback(grid, calculated, lines)


def _payback(grid: PlanGrid, calculated: Calculated, lines: list[tuple[int, LineRows]]) -> None:
    """Write after how many months the first month's entries have brought what it cost."""
    working, totals = grid.content.results.working, calculated.totals
    found, together = returns(working)
    by_name = {each.line: each.payback for each in found}
    row = grid.row("Payback of the first month, months", "bold", key="payback")
    spent = float(np.nansum(working.spend[:, 0]))
    _months_to(grid, row, totals.back, totals.spend, _paid(spent, together.payback))
    for i, rows in lines:
        name = grid.content.lines[i].name
        row = grid.row(name, "indent", "muted", level=1)
        spent = float(np.nan_to_num(working.spend[i, 0]))
        _months_to(grid, row, rows.back, rows.spend, _paid(spent, by_name.get(name)))


def _paid(spent: float, months: int | None) -> float | str:
    return "" if spent <= 0.0 else LATER if months is None else float(months)


def _months_to(grid: PlanGrid, row: int, back: int, spend: int, value: float | str) -> None:
    """Write the months until what came back reaches what the first month cost, once for all."""
    for period in grid.columns[:-1]:
        grid.page.text(row, grid.place(period), "", grid.style(period, "whole"))
    first = FIRST_MONTH + grid.content.run.start
    last = FIRST_MONTH + grid.content.run.months - 1
    cost = f"{CALCULATION}!{fixed(spend, first)}"
    brought = f"{CALCULATION}!{fixed(back, first)}:{fixed(back, last)}"
    months = f"SUMPRODUCT(({brought}<{cost})*1)"
    late = f'IF({months}={last - first + 1},"{LATER}",{months})'
    formula = f'=IF(N({cost})<=0,"",{late})'
    grid.cell(row, grid.columns[-1], formula, value, "whole", "bold")
