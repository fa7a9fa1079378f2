"""What all sheets share: protection, paper, footer, no gridlines."""

from planner.output.excel.page import Page
from planner.output.signs import printable
from planner.plan.board import Paper
from planner.plan.document import Plan

PAPERS = {Paper.A4: 9, Paper.LETTER: 1}
"""What Excel calls a paper."""
FOOTER_LIMIT = 100
"""Characters of a name that still fit a footer if each must be written twice."""


def set_up(page: Page, plan: Plan) -> None:
    """Protect all but the input cells, without a password, and set up print for the board."""
    sheet = page.sheet
    allowed = ("format_columns", "format_rows", "sort", "autofilter", "objects", "scenarios")
    sheet.protect("", dict.fromkeys(allowed, True))
    sheet.hide_gridlines(2)
    sheet.set_landscape()
    sheet.set_paper(PAPERS[plan.board.paper])
    sheet.fit_to_pages(page.wide, 0)
    sheet.set_margins(left=0.5, right=0.5, top=0.4, bottom=0.6)
    whose = " · ".join(filter(None, (plan.board.company, page.said(plan.name))))
    name = printable(whose)[:FOOTER_LIMIT].replace("&", "&&")
    sheet.set_footer(f"&L&9{name}&C&9{page.name}&R&9Page &P of &N")
