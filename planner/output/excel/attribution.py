"""The Evidence sheet's attribution: bookings by channel and rule, each rule's total equal."""

import numpy as np

from planner.evidence.attribution import RULES
from planner.output.excel.area_notes import write_area_notes
from planner.output.excel.content import Content
from planner.output.excel.page import Page
from planner.output.excel.styles import Styles
from planner.sheets.attribution_words import FIELD, RULE_NAMES, SOURCE, weights_text
from planner.sheets.funnel import TOTAL_KEY
from planner.sheets.words import Tongue

FIRST = 2
"""Column of the lead source field; the rules follow it."""


def write_attribution(page: Page, styles: Styles, content: Content, row: int) -> int:
    """Write channels by rule from a row on, the plan's rule marked; return the next free row."""
    found, plan = content.shared, content.results.plan
    if found is None:
        return row
    page.text(row, 0, "Attribution of bookings", styles("section"))
    page.sheet.set_row(row + 1, 30)
    page.text(row + 1, 0, "Channel", styles("head"))
    page.text(row + 1, 1, "", styles("head"))
    tongue = Tongue()
    for column, name in enumerate((FIELD, *RULE_NAMES.values()), FIRST):
        page.text(row + 1, column, name, styles("head", "right"))
    for column, rule in enumerate(RULES, FIRST + 1):
        mark = "✓ " if rule is plan.attribution else ""
        text = mark + weights_text(rule, plan.half_life, tongue)
        page.text(row + 2, column, text, styles("muted", "right"))
    page.text(row + 2, 0, "Weights, %; ✓ the plan’s rule", styles("muted"))
    money = np.concatenate([found.by_field[:, None], found.bookings], axis=1)
    order = np.argsort(-found.bookings[:, RULES.index(plan.attribution)], kind="stable")
    names = [*(found.channels[i] for i in order.tolist()), "All"]
    for at, (name, line) in enumerate(
        zip(names, [*money[order], money.sum(axis=0)], strict=True), row + 3
    ):
        page.text(at, 0, name, styles("grid", "bold"))
        for column, value in enumerate(line.tolist(), FIRST):
            page.number(at, column, value, styles("grid", "money"))
    keys = (*(found.channels[i] for i in order.tolist()), TOTAL_KEY)
    columns = {key: FIRST + i for i, key in enumerate((SOURCE, *(rule.value for rule in RULES)))}
    places = {key: row + 3 + i for i, key in enumerate(keys)}
    of = ("Funnel", "attribution")
    write_area_notes(page, content, of, places, lambda key: columns.get(key, 0))
    return row + 4 + len(names)
