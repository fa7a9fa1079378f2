"""The Calculation sheet: day tables, what is due, and the three views forward in formulas."""

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from planner.base.days import DAYS_PER_MONTH
from planner.base.letters import letters
from planner.base.stages import opportunity_stage
from planner.forecast.business import is_marketings
from planner.forecast.carry import remaining_share
from planner.output.excel.block import Block
from planner.output.excel.content import Content, month_label
from planner.output.excel.enough_block import EnoughBlock
from planner.output.excel.goal_block import write_due
from planner.output.excel.goal_inputs import GoalInputs
from planner.output.excel.kernels import DAYS, FIRST, REACH, Table
from planner.output.excel.lead_worth import write_worth
from planner.output.excel.line_block import AHEAD, Around, LineBlock
from planner.output.excel.line_lags import Tables
from planner.output.excel.line_money import write_pipeline, write_spend
from planner.output.excel.line_returns import write_days_open, write_payback
from planner.output.excel.page import Page
from planner.output.excel.styles import Styles
from planner.output.excel.team_block import TeamRows, team_rows, write_team
from planner.output.excel.totals import Totals, write_totals
from planner.output.excel.view_flow import LineRows, ViewFlow
from planner.output.excel.widths import lines_width
from planner.plan.assumption import View

Floats = npt.NDArray[np.float64]
HEAD, BODY = 3, 7
VIEW_NAMES = {
    View.WORKING: "Working plan",
    View.MARKETING: "Marketing’s view",
    View.SALES: "Sales’ view",
}
Rows = dict[tuple[View, int], LineRows]
"""Rows of each view's lines; lines by their place in the plan."""


@dataclass(frozen=True, eq=False)
class Calculated:
    """Where the figures stand: each view's lines, the working view's sums and team, what is due.

    `enough` is the cell that says whether leads suffice, with its text at export.
    """

    rows: Rows
    totals: Totals
    team: TeamRows
    due: int
    enough: tuple[str, str] | None = None


def write_calculation(page: Page, styles: Styles, content: Content) -> Calculated:
    """Write what is due and all three views; return where their figures stand."""
    _heads(page, styles, content)
    tables = _tables(page, styles, content)
    block = Block(page, styles, content, "Goals", BODY)
    due = write_due(block, GoalInputs(content))
    rows: Rows = {}
    row, teams = block.next + 1, {}
    for view in View:
        page.text(row, 0, VIEW_NAMES[view], styles("section"))
        made, teams[view], row = _view(page, styles, content, view, row + 2, tables)
        rows |= {(view, index): line for index, line in enumerate(made)}
    block = Block(page, styles, content, "All lines", row)
    lines = [rows[View.WORKING, i] for i in range(len(content.lines))]
    totals = write_totals(block, lines, len(content.stages) - 1)
    leads = EnoughBlock(block, lines, due)
    enough = leads.write()
    page.sheet.print_area(0, 0, leads.next, FIRST + content.run.months - 1)
    page.sheet.repeat_rows(HEAD, REACH)
    return Calculated(rows, totals, teams[View.WORKING], due, enough)


def _view(  # noqa: PLR0917 - where to write which view
    page: Page, styles: Styles, content: Content, view: View, row: int, tables: Tables
) -> tuple[list[LineRows], TeamRows, int]:
    """Write a view's team, queues and lines; return where they stand and the next free row."""
    flow = ViewFlow(view, content.results.view(view))
    team, row = team_rows(content, row)
    until = opportunity_stage(content.stages)
    until = len(content.stages) - 1 if view is View.WORKING else until
    around = Around(tables, team.queues, until if team.queues else 0)
    lines = []
    for index in range(len(content.lines)):
        block = LineBlock(page, styles, content, flow, index, row, around)
        lines.append(block.write())
        if team.queues:
            write_days_open(block)
        if view is View.WORKING:
            write_pipeline(block)
            write_spend(block)
            if is_marketings(block.line):
                write_worth(block)
            if block.rows.spend:
                write_payback(block)
        row = block.next + 1
    if team.queues:
        write_team(Block(page, styles, content, "Team", team.first), flow, team, lines)
    return lines, team, row


def _heads(page: Page, styles: Styles, content: Content) -> None:
    months = content.run.months
    sheet = page.sheet
    sheet.set_column(0, 0, lines_width(content, 26))
    sheet.set_column(1, 1, 34)
    sheet.set_column(2, 3, 11)
    sheet.set_column(FIRST, FIRST + months - 1, 11)
    sheet.freeze_panes(REACH + 1, FIRST)
    page.text(0, 0, "Calculation", styles("title"))
    sheet.set_row(0, 28)
    page.text(1, 0, _HOW, styles("muted"))
    page.text(2, 0, "Days per month", styles("muted"))
    page.number(2, 1, DAYS_PER_MONTH, styles("precise", "left"))
    for col, words in enumerate(("Line", "Figure", "Mean lag, days", "Stretch of table")):
        page.text(HEAD, col, words, styles("head"))
    page.text(AHEAD, 0, "Share of the month’s days after the data’s last", styles("muted"))
    page.text(REACH, 0, "Lags: days (k+1)·D, k counting backwards", styles("muted"))
    evidence = content.results.evidence
    for t, month in enumerate(content.run.run):
        page.text(HEAD, FIRST + t, month_label(month), styles("head", "right"))
        ahead = remaining_share(evidence.as_of, month) if evidence else 1.0
        page.number(AHEAD, FIRST + t, ahead, styles("precise", "muted"))
        k = months - t
        page.formula(REACH, FIRST + t, f"={k}*{DAYS}", k * DAYS_PER_MONTH, styles("days", "muted"))


def _tables(page: Page, styles: Styles, content: Content) -> dict[tuple[str, int], Table]:
    """Write J of every measured lag to the right of the months, one column each."""
    col = FIRST + content.run.months + 2
    if content.tables:
        page.text(2, col - 1, "Measured lags", styles("muted"))
        page.text(3, col - 1, "Day", styles("head", "right"))
        page.text(4, col - 1, "Mean", styles("muted", "right"))
    places: dict[tuple[str, int], Table] = {}
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
