"""One view on a calculation sheet: its team and queues, then its lines, one below the other."""

from collections.abc import Callable
from dataclasses import dataclass, replace

from planner.base.days import DAYS_PER_MONTH
from planner.base.stages import opportunity_stage
from planner.forecast.carry import remaining_share
from planner.output.excel.block import Block
from planner.output.excel.content import Content, month_label
from planner.output.excel.kernels import DAYS, FIRST, REACH
from planner.output.excel.line_block import AHEAD, Around, LineBlock
from planner.output.excel.line_lags import Tables
from planner.output.excel.line_returns import write_days_open
from planner.output.excel.page import Page
from planner.output.excel.styles import Styles
from planner.output.excel.team_block import TeamRows, team_rows, write_team
from planner.output.excel.view_flow import Like, LineRows, ViewFlow
from planner.output.excel.widths import lines_width
from planner.plan.assumption import View

HEAD = 3
VIEW_NAMES = {
    View.WORKING: "Working plan",
    View.MARKETING: "Marketing’s view",
    View.SALES: "Sales’ view",
}


@dataclass(frozen=True, eq=False)
class CalculationSheet:
    """A sheet of months across on which views are written; `tables` are the measured lags."""

    page: Page
    styles: Styles
    content: Content
    tables: Tables

    def block(self, name: str, row: int) -> Block:
        """Return rows from `row` on, all of a name."""
        return Block(self.page, self.styles, self.content, name, row)

    def end(self, row: int) -> None:
        """Print the months down to a row, their heads on every page."""
        self.page.sheet.print_area(0, 0, row, FIRST + self.content.run.months - 1)
        self.page.sheet.repeat_rows(HEAD, REACH)


@dataclass(frozen=True, eq=False)
class ViewRows:
    """Where a view's lines and team stand, and the next free row."""

    lines: list[LineRows]
    team: TeamRows
    next: int


def write_view(  # noqa: PLR0917 - where, which view, and what is wanted of it
    sheet: CalculationSheet,
    flow: ViewFlow,
    row: int,
    more: Callable[[LineBlock], None],
    free_until: int = 0,
    like: Callable[[int], Like | None] = lambda _: None,
) -> ViewRows:
    """Write a view from a row on; `more` writes what else is wanted of each line.

    Journeys without the team's limits are followed to the opportunity, or `free_until`. `like`
    returns by its number the line that was written before and is the same in part.
    """
    content = sheet.content
    team, row = team_rows(content, row)
    until = max(free_until, opportunity_stage(content.stages))
    around = Around(sheet.tables, team.queues, until if team.queues else 0)
    lines = []
    for index in range(len(content.lines)):
        same = like(index)
        if same is not None and same.whole:
            lines.append(replace(same.rows, sheet=same.sheet))
            continue
        block = LineBlock(sheet.block("", row), flow, index, around, same)
        lines.append(block.write())
        if team.queues:
            write_days_open(block)
        more(block)
        row = block.next + 1
    if team.queues:
        write_team(sheet.block("Team", team.first), flow, team, lines)
    return ViewRows(lines, team, row)


def write_heads(page: Page, styles: Styles, content: Content, title: str, how: str) -> None:
    """Write what stands over the months, and the days at which lags are taken."""
    months, sheet = content.run.months, page.sheet
    sheet.set_column(0, 0, lines_width(content, 26))
    sheet.set_column(1, 1, 34)
    sheet.set_column(2, 3, 11)
    sheet.set_column(FIRST, FIRST + months - 1, 11)
    sheet.freeze_panes(REACH + 1, FIRST)
    page.text(0, 0, title, styles("title"))
    sheet.set_row(0, 28)
    page.text(1, 0, how, styles("muted"))
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
