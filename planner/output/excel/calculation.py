"""The Calculation sheet: day tables, and the three views forward in formulas."""

import numpy as np
import numpy.typing as npt

from planner.base.days import DAYS_PER_MONTH
from planner.forecast.carry import remaining_share
from planner.output.excel.content import Content, month_label
from planner.output.excel.kernels import DAYS, FIRST, REACH, Table
from planner.output.excel.line_block import AHEAD, LineBlock, LineRows, ViewFlow
from planner.output.excel.page import Page, column
from planner.output.excel.styles import Styles
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


def write_calculation(page: Page, styles: Styles, content: Content) -> Rows:
    """Write all three views; return where their entries and bookings stand."""
    _heads(page, styles, content)
    tables = _tables(page, styles, content)
    rows: Rows = {}
    row = BODY
    for view in View:
        page.text(row, 0, VIEW_NAMES[view], styles("section"))
        row += 2
        flow = ViewFlow.of(content, view)
        for index in range(len(content.lines)):
            block = LineBlock(page, styles, content, flow, index, tables=tables)
            rows[view, index], row = block.write(row)
    page.sheet.print_area(0, 0, row, FIRST + content.run.months - 1)
    page.sheet.repeat_rows(HEAD, REACH)
    return rows


def _heads(page: Page, styles: Styles, content: Content) -> None:
    months = content.run.months
    sheet = page.sheet
    sheet.set_column(0, 0, 26)
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
        page.sheet.set_column(f"{column(first)}:{column(col)}", 14)
    return places


def _knots(shares: Floats) -> Floats:
    """J at day 0, 1, … up to one day after the table's last rise; from there it is straight."""
    last = int(np.argmax(shares >= shares[-1]))
    return np.concatenate(([0.0], np.cumsum(shares[: last + 1])))


_HOW = (
    "Working plan, Marketing’s view and Sales’ view, month by month, from the Assumptions sheet. "
    "Months before the plan are the run-in: what enters there with the measured volume lands later."
)
