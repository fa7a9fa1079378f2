"""The Summary sheet: how to use the workbook, the score, charts, and that figures tie out."""

from typing import Any

import numpy as np

from planner.agreement.results import Results
from planner.base import units
from planner.base.days import date_of, month_name
from planner.output.excel.bridge_figures import BridgeChart
from planner.output.excel.charts import MonthFigures
from planner.output.excel.content import CALCULATION, PLAN, Content, month_label
from planner.output.excel.page import Page, at, quoted
from planner.output.excel.phrases import goal_formula, short
from planner.output.excel.plan import PlanPlaces
from planner.output.excel.plan_grid import FIRST
from planner.output.excel.plan_luck import luck_sentence
from planner.output.excel.score_cards import Card, cards
from planner.output.excel.styles import Styles, short_of_goal
from planner.output.excel.summary_ties import write_ties
from planner.sheets.periods import Span, months_text
from planner.sheets.plan_charts import goal_finding
from planner.sheets.plan_figures import goal_by_month, goal_running
from planner.sheets.status import day_text

CARDS, NOTES, CHARTS, BRIDGE_CHART = 7, 11, 14, 27
ONE_PAGE = 14
"""Rows that the bridge may cover to stay on the first page."""
LINE, SENTENCE = 15, 140
"""Points of a line of a sentence across the sheet, and how many letters it has room for."""
WIDTH = 6
LEVEL = 0.995
"""Months whose least bookings reach this share of the most are called the same."""
DATA = 8
"""First column of the charts' figures, to the right of what is printed."""
_LINES = (
    "1   Press “Enable Editing” if Excel shows the yellow bar.",
    "2   Change tinted cells on the sheet Assumptions: plan, bridge and charts follow.",
    "3   Save the file and mail it back: the sheet Bridge prices what you changed.",
)
_HEADS = ("Bookings", "Due", "Working plan", "Marketing’s view", "Sales’ view", "Goal")


def bridge_rows(bridge: BridgeChart) -> int:
    """Return the rows that the bridge covers on this sheet."""
    return max(ONE_PAGE, bridge.bars + 3)


def write_summary(  # noqa: PLR0917 - all that it sums up
    page: Page,
    styles: Styles,
    content: Content,
    plan: PlanPlaces,
    bridge: BridgeChart,
    enough: tuple[str, str] | None,
) -> MonthFigures:
    """Write everything but the charts; return the charts' figures.

    `enough` is the cell of the Calculation sheet that says whether leads suffice, and its text.
    """
    sheet = page.sheet
    sheet.set_column(0, WIDTH - 1, 26)
    _lines(page, styles)
    results = content.results
    whose = (results.plan.board.company, results.plan.name or "Plan")
    page.text(4, 0, " · ".join(filter(None, whose)), styles("title"))
    said = _subtitle(content)
    if content.has_scenarios:
        value = f"{said} · scenario {content.scenarios.names[0]}"
        page.formula(5, 0, f'={quoted(said)}&" · scenario "&scenario', value, styles("muted"))
    else:
        page.text(5, 0, said, styles("muted"))
    sheet.set_row(4, 30)
    _sentences(page, styles, content, enough)
    for row in (3, CARDS - 1, NOTES - 1, CHARTS - 1):
        sheet.set_row(row, 8)
    sheet.set_row(CARDS + 1, 26)
    for column, card in enumerate(cards(content)):
        _write_card(page, styles, column, card)
    short_of_goal(page, styles, CARDS + 1, 2, 2)
    figures = _month_figures(page, styles, content, plan)
    tie_out = BRIDGE_CHART + bridge_rows(bridge) + 1
    row = write_ties(page, styles, content, plan, tie_out)
    row = _unknown(page, styles, results, row)
    sheet.print_area(0, 0, row, WIDTH - 1)
    large = bridge_rows(bridge) > ONE_PAGE
    sheet.set_h_pagebreaks([BRIDGE_CHART] if large else [tie_out])
    return figures


def _subtitle(content: Content) -> str:
    plan, evidence = content.results.plan, content.results.evidence
    months = content.results.working.months
    day = day_text(date_of(evidence.as_of)) if evidence else ""
    data = f"data as of {day}" if day else "made by hand, without data"
    return f"{months_text(months[0], months[-1])} · bookings in {plan.currency} · {data}"


def _write_card(page: Page, styles: Styles, column: int, card: Card) -> None:
    page.text(CARDS, column, card.name, styles("card", "bold", card.tone))
    page.formula(CARDS + 1, column, card.formula, card.value, styles(card.style, "card", "big"))
    page.formula(CARDS + 2, column, card.below, card.said, styles("card", "muted", "small"))


def _month_figures(page: Page, styles: Styles, content: Content, plan: PlanPlaces) -> MonthFigures:
    """Write the charts' figures month by month, contiguous as charts need them."""
    results, head, months = content.results, 3, content.results.working.months
    page.text(head - 1, DATA, "Figures of the charts", styles("muted"))
    page.text(head, DATA, "Month", styles("head"))
    page.sheet.set_column(DATA, DATA, 12)
    page.sheet.set_column(DATA + 1, DATA + len(_HEADS), 17)
    columns = {name: DATA + 1 + i for i, name in enumerate(_HEADS)}
    for name, column in columns.items():
        page.text(head, column, name, styles("head", "right"))
    booked = {
        "Bookings": ("bookings", results.working.bookings.sum(0)),
        "Working plan": ("bookings", results.working.bookings.sum(0)),
        "Marketing’s view": ("marketing", results.marketing.bookings.sum(0)),
        "Sales’ view": ("sales", results.sales.bookings.sum(0)),
    }
    due, running = goal_by_month(results.plan), goal_running(results.plan)
    won = results.working.booked
    spans, style = [(p.span, p.first) for p in plan.columns], styles("money", "muted")
    for t, month in enumerate(months):
        row = head + 1 + t
        label = month_name(month) if len(months) <= 12 else month_label(month)
        page.text(row, DATA, label, styles("muted"))
        source_col = FIRST + spans.index((Span.MONTH, t))
        for name, (key, values) in booked.items():
            source = f"{PLAN}!{at(plan.rows[key], source_col)}"
            summed = name != "Bookings"
            before = f"{at(row - 1, columns[name])}+" if summed and t else ""
            more = f"+{float(won[t])!r}" if summed and won[t] else ""
            value = float(np.sum((won + values)[: t + 1]) if summed else values[t])
            page.formula(row, columns[name], f"={before}{source}{more}", value, style)
        owed = f"{PLAN}!{at(plan.rows['goal'], source_col)}"
        for name, formula, value in (
            ("Due", f'=IF({owed}="",NA(),{owed})', due[t]),
            ("Goal", _running(columns, head + 1, t, len(months) - 1), running[t]),
        ):
            shown = float(value) if np.isfinite(value) else "#N/A"
            page.formula(row, columns[name], formula, shown, style)
    titles = _titles(page, styles, content, head + len(months) + 2, columns)
    return MonthFigures(page, head + 1, head + len(months), DATA, columns, titles)


def _running(columns: dict[str, int], first: int, t: int, last: int) -> str:
    """Return what is due up to a month, not available where a month before has no goal.

    In the last month it is the whole plan's goal.
    """
    due, total = at(first + t, columns["Due"]), at(first + t - 1, columns["Goal"])
    sofar = f"{total}+{due}" if t else due
    return f'=IF(Goal="",{sofar},Goal)' if t == last else f"={sofar}"


def _titles(
    page: Page, styles: Styles, content: Content, row: int, columns: dict[str, int]
) -> dict[str, str]:
    """Write each chart's finding as a live sentence; return their addresses."""
    results = content.results
    currency, months = results.plan.currency, results.working.months
    page.text(row - 1, DATA, "Titles of the charts", styles("muted"))
    page.formula(row, DATA, goal_formula(results), goal_finding(results), styles())
    first, last = row - 1 - len(months), row - 2
    booked = f"{at(first, columns['Bookings'])}:{at(last, columns['Bookings'])}"
    names = f"{at(first, DATA)}:{at(last, DATA)}"
    best = f"INDEX({names},MATCH(MAX({booked}),{booked},0))"
    most = short(f"MAX({booked})", currency)
    values = results.working.bookings.sum(0)
    top = int(values.argmax()) if len(values) else 0
    label = month_name(months[top]) if len(months) <= 12 else month_label(months[top])
    amount = units.money_short(float(values[top]), currency) if len(values) else ""
    level = len(values) and values.min() >= LEVEL * values.max()
    said = f"Every month books about {amount}" if level else f"{label} books most, {amount}"
    about = f'"Every month books about "&{most}'
    formula = f'=IF(MIN({booked})>={LEVEL}*MAX({booked}),{about},{best}&" books most, "&{most})'
    page.formula(row + 1, DATA, formula, said, styles())
    return {"cumulative": page.place(row, DATA), "monthly": page.place(row + 1, DATA)}


def _lines(page: Page, styles: Styles) -> None:
    """Write how the workbook is used."""
    for row, line in enumerate(_LINES):
        for column in range(WIDTH):
            page.text(row, column, line if column == 0 else "", styles("lines"))


def _sentences(
    page: Page, styles: Styles, content: Content, enough: tuple[str, str] | None
) -> None:
    """Write whether leads suffice, live, and what chances the plan has."""
    said = luck_sentence(content)
    _sentence(page, styles("wrap", "muted"), NOTES + 1, said)
    if enough is not None:
        cell, text = enough
        _sentence(page, styles("wrap", "bold"), NOTES, text, f"={CALCULATION}!{cell}")


def _sentence(page: Page, look: Any, row: int, text: str, formula: str = "") -> None:
    """Write a sentence across the sheet, in as many lines as it takes; `formula` keeps it live."""
    page.sheet.merge_range(row, 0, row, WIDTH - 1, "", look)
    if formula:
        page.formula(row, 0, formula, text, look)
    else:
        page.text(row, 0, text, look)
    least = 2 if formula else 1  # what is typed may make it longer
    page.sheet.set_row(row, LINE * max(-(-len(text) // SENTENCE), least))


def _unknown(page: Page, styles: Styles, results: Results, row: int) -> int:
    """Write what could not be computed and the caveats, a row each; return the last row."""
    sentences = (*results.working.missing, *results.working.caveats)
    if not sentences:
        return row
    page.text(row, 0, "What the plan does not know", styles("section"))
    for sentence in sentences:
        row += 1
        page.text(row, 0, f"{sentence}.", styles("muted", "left"))
    return row
