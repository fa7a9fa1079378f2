"""The Bridge sheet: from Sales' view to Marketing's, driver by driver."""

from planner.agreement.bridge import BridgeItem
from planner.output.excel.bridge_figures import (
    CHANGED,
    MARKETING_NAME,
    SALES_NAME,
    BridgeChart,
    chart_rows,
    write_figures,
)
from planner.output.excel.bridge_figures import HEAD as CHART
from planner.output.excel.content import Content
from planner.output.excel.page import Page, at
from planner.output.excel.styles import Styles, unit_of
from planner.output.excel.widths import lines_width
from planner.plan.assumption import View
from planner.sheets.words import OWNER_NAMES, driver_name, line_title

LABEL, LINE, OWNER, FROM, TO, WORTH = range(6)


def write_bridge(page: Page, styles: Styles, content: Content) -> BridgeChart:
    """Write the chart's figures and the table of all items."""
    page.text(0, 0, "Bridge", styles("title"))
    page.text(1, 0, _HOW, styles("muted"))
    page.sheet.set_row(0, 28)
    line = lines_width(content, 26)
    for column, width in enumerate((52, line, 12, 14, 14, 20)):
        page.sheet.set_column(column, column, width)
    head = CHART + chart_rows(content) + 1
    last = _table(page, styles, content, head)
    page.sheet.print_area(0, 0, last, WORTH)
    return write_figures(page, styles, content, head + 2, WORTH)


def _table(page: Page, styles: Styles, content: Content, head: int) -> int:
    """Write every item between the live ends; return the last row."""
    for column, words in enumerate(
        ("Driver", "Line", "Owner", "Sales’ view", "Marketing’s view", "Worth, bookings")
    ):
        page.text(head, column, words, styles("head", *(("right",) if column >= FROM else ())))
    results, bridge = content.results, content.results.bridge
    row = head + 1
    total = styles("band", "money")
    page.text(row, LABEL, SALES_NAME, styles("band"))
    for column in range(LINE, WORTH):
        page.text(row, column, "", styles("band"))
    page.formula(row, WORTH, "=Bookings_sales", results.sales.total, total)
    for item in bridge.items:
        row += 1
        _item(page, styles, content, row, item)
    row += 1
    page.text(row, LABEL, CHANGED, styles("grid"))
    for column in range(LINE, WORTH):
        page.text(row, column, "", styles("grid"))
    items = f"-SUM({at(head + 2, WORTH)}:{at(row - 1, WORTH)})" if bridge.items else ""
    formula = f"=ROUND(Bookings_marketing-Bookings_sales{items},2)"
    page.formula(row, WORTH, formula, 0.0, styles("grid", "signed_level"))
    row += 1
    page.text(row, LABEL, MARKETING_NAME, styles("band"))
    for column in range(LINE, WORTH):
        page.text(row, column, "", styles("band"))
    page.formula(row, WORTH, "=Bookings_marketing", results.marketing.total, total)
    return row


def _item(page: Page, styles: Styles, content: Content, row: int, item: BridgeItem) -> None:
    results, plan = content.results, content.results.plan
    place = content.rows.get((item.line, item.driver, None))
    entry = plan.line(item.line).entry
    page.text(row, LABEL, driver_name(item.driver, plan.stages, entry), styles("grid"))
    page.text(row, LINE, line_title(item.line), styles("grid"))
    page.text(row, OWNER, OWNER_NAMES[results.plan.owner(item.line, item.driver)], styles("grid"))
    unit = unit_of(item.driver)
    for column, view in ((FROM, View.SALES), (TO, View.MARKETING)):
        value = None if place is None else content.by_row[place].view(view)
        page.number(row, column, value, styles("grid", unit, "muted"))
    page.number(row, WORTH, item.worth, styles("grid", "signed_money"))


_HOW = (
    "What each difference is worth in bookings: Marketing’s view less Sales’. Items are the "
    "program’s values at export; both ends, and the bar “changed in this workbook”, are live."
)
