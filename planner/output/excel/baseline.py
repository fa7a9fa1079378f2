"""What the input cells held at export, on a sheet of its own that nobody sees.

A workbook that comes back is compared with it, so that only what a colleague changed counts, even
where rows were sorted, inserted or removed.
"""

from planner.output.excel import columns as col
from planner.output.excel import working as rules
from planner.output.excel.content import Content
from planner.output.excel.page import Page

BASELINE = "Baseline"
HEADS = (col.KEY_HEAD, "Marketing at export", "Sales at export", "Agreed at export")


def write_baseline(page: Page, content: Content) -> None:
    """Write the key of every assumption and its input cells as they leave."""
    for column, head in enumerate(HEADS):
        page.text(0, column, head)
    for row, assumption in enumerate(content.assumed, 1):
        given = rules.inputs(content.results.plan, assumption)
        page.text(row, 0, assumption.key)
        for column, value in enumerate((given.marketing, given.sales, given.agreed), 1):
            if value is not None:
                page.number(row, column, value)
    page.sheet.very_hidden()
