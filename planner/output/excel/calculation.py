"""The Calculation sheet: day tables, what is due, and the three views forward in formulas."""

from collections.abc import Mapping
from dataclasses import dataclass, field

import numpy as np
import numpy.typing as npt

from planner.base.days import DAYS_PER_MONTH
from planner.base.letters import letters
from planner.forecast.business import is_marketings
from planner.output.excel.content import CALCULATION, Content
from planner.output.excel.enough_block import EnoughBlock
from planner.output.excel.goal_block import write_due
from planner.output.excel.goal_inputs import GoalInputs
from planner.output.excel.holding import Holding
from planner.output.excel.kernels import FIRST, Table
from planner.output.excel.lead_times import write_lead_times
from planner.output.excel.lead_worth import write_brought, write_worth
from planner.output.excel.line_block import AHEAD, LineBlock
from planner.output.excel.line_lags import Tables
from planner.output.excel.line_money import write_pipeline, write_spend
from planner.output.excel.line_returns import write_payback
from planner.output.excel.one_more import write_one_more
from planner.output.excel.page import Page
from planner.output.excel.styles import Styles
from planner.output.excel.team_block import TeamRows
from planner.output.excel.totals import Totals, write_totals
from planner.output.excel.view_block import (
    VIEW_NAMES,
    CalculationSheet,
    ViewRows,
    write_heads,
    write_view,
)
from planner.output.excel.view_flow import LineRows, ViewFlow
from planner.plan.assumption import View

Floats = npt.NDArray[np.float64]
BODY = 7
Rows = dict[tuple[View, int], LineRows]
"""Rows of each view's lines; lines by their place in the plan."""


@dataclass(frozen=True, eq=False)
class Calculated:
    """Where the figures stand: each view's lines, the working view's sums and team, what is due.

    `tables` are the measured lags; `enough` is the cell that says whether leads suffice, with its
    text at export; `one_more` are the rows of what one more rep, and one more lead, bring.
    """

    rows: Rows
    totals: Totals
    team: TeamRows
    due: int
    tables: Tables
    enough: tuple[str, str] | None = None
    one_more: Mapping[str, int] = field(default_factory=dict)


def write_calculation(
    page: Page, styles: Styles, content: Content, times: Page | None
) -> Calculated:
    """Write what is due and all three views; return where their figures stand.

    `times` is the page of Marketing's lead times, None where no line is Marketing's.
    """
    write_heads(page, styles, content, CALCULATION, _HOW)
    page.text(2, 0, "Days per month", styles("muted"))
    page.number(2, 1, DAYS_PER_MONTH, styles("precise", "left"))
    sheet = CalculationSheet(page, styles, content, _tables(page, styles, content))
    block = sheet.block("Goals", BODY)
    due = write_due(block, GoalInputs(content))
    row, views = block.next + 1, {}
    for view in View:
        page.text(row, 0, VIEW_NAMES[view], styles("section"))
        views[view] = _view(sheet, view, row + 2)
        row = views[view].next
    block, working = sheet.block("All lines", row), views[View.WORKING]
    totals = write_totals(block, working.lines, len(content.stages) - 1)
    until = write_lead_times(times, styles, content, sheet.tables) if times else {}
    leads = EnoughBlock(block, working.lines, until)
    enough = leads.write()
    flow = _flow(sheet, View.WORKING)
    one_more, row = write_one_more(sheet, flow, working, leads.next + 1)
    sheet.end(row)
    rows = {(view, i): line for view in View for i, line in enumerate(views[view].lines)}
    return Calculated(rows, totals, working.team, due, sheet.tables, enough, one_more)


def _flow(sheet: CalculationSheet, view: View) -> ViewFlow:
    return ViewFlow(Holding(sheet.content, view), sheet.content.results.view(view))


def _view(sheet: CalculationSheet, view: View, row: int) -> ViewRows:
    """Write a view; the working one with what else the sheets show of each line."""
    content, flow = sheet.content, _flow(sheet, view)
    if view is View.WORKING:
        return write_view(sheet, flow, row, _money, len(content.stages) - 1)
    return write_view(sheet, flow, row, lambda _: None)


def _money(block: LineBlock) -> None:
    """Write a line's pipeline, spend and what its leads, or all that a team works, are worth."""
    write_pipeline(block)
    write_spend(block)
    marketings = is_marketings(block.line)
    if marketings or block.content.has_team:
        write_worth(block)
    if marketings:
        write_brought(block)
    if block.rows.spend:
        write_payback(block)


def _tables(page: Page, styles: Styles, content: Content) -> Tables:
    """Write J of every measured lag to the right of the months, one column each."""
    col = FIRST + content.run.months + 2
    if content.tables:
        page.text(2, col - 1, "Measured lags", styles("muted"))
        page.text(3, col - 1, "Day", styles("head", "right"))
        page.text(4, col - 1, "Mean", styles("muted", "right"))
    places: Tables = {}
    longest = 0
    for (line, j), table in content.tables.items():
        knots = _knots(table.shares)
        places[line, j] = Table(col, BODY, len(knots) - 2, AHEAD)
        page.text(1, col, line, styles("muted"))
        page.text(2, col, " → ".join(content.stages[j : j + 2]), styles("muted"))
        page.text(3, col, "∫ share", styles("head", "right"))
        page.number(AHEAD, col, table.mean, styles("precise"))
        page.sheet.write_column(BODY, col, knots.tolist(), styles("precise", "muted"))
        longest = max(longest, len(knots))
        col += 1
    if places:
        first = FIRST + content.run.months + 1
        page.sheet.write_column(BODY, first, list(range(longest)), styles("whole", "muted"))
        page.sheet.set_column(f"{letters(first)}:{letters(col)}", 14)
    return places


def _knots(shares: Floats) -> Floats:
    """J at day 0, 1, … up to one day after the table's last rise; from there it is straight."""
    last = int(np.argmax(shares >= shares[-1]))
    return np.concatenate(([0.0], np.cumsum(shares[: last + 1])))


_HOW = (
    "Working plan, Marketing’s view and Sales’ view, month by month, from the Assumptions sheet. "
    "Months before the plan are the run-in: what enters there with the measured volume lands later."
)
