"""The Agenda and minutes sheet: what is in dispute, dearest first, and what was decided."""

from planner.agreement.results import WayOut, way_out
from planner.commitments.disputes import DisputedPromise
from planner.output.excel import columns as col
from planner.output.excel.area_notes import write_others
from planner.output.excel.block import assumption
from planner.output.excel.content import Content, month_label
from planner.output.excel.page import Page
from planner.output.excel.styles import Styles, unit_of
from planner.output.excel.widths import lines_width
from planner.plan.assumption import Assumption
from planner.plan.keys import SLA
from planner.sheets.words import OWNER_NAMES, driver_name, line_title, values_are

HEAD = 4
_HEADS = (
    ("No.", 6, ""),
    ("Assumption", 46, ""),
    ("Owner", 11, ""),
    ("■ Sales", 13, "sales_head"),
    ("● Marketing", 13, "marketing_head"),
    ("Evidence", 13, "right"),
    ("Worth at export", 17, "right"),
    ("State now", 13, "indent"),
    ("Cheapest way out at export", 24, "indent"),
    ("Decision and reason", 46, "indent"),
)
DRIVER = 24
"""What a driver takes of the column of assumptions, after its line."""
_WAYS = {
    WayOut.SPLIT: "split the difference",
    WayOut.EVIDENCE: "take the evidence",
    WayOut.TEST: "park it, or test it",
}
_MINUTES = ("No.", "About", "", "Decided", "", "", "At stake", "By", "", "Sides, and why")


def write_agenda(page: Page, styles: Styles, content: Content) -> None:
    """Write the disputes with a cell for each decision, then the minutes of earlier meetings."""
    page.text(0, 0, "Agenda and minutes", styles("title"))
    page.sheet.set_row(0, 28)
    ranked = content.results.disputed
    page.text(1, 0, _said(len(ranked)), styles("muted"))
    page.text(HEAD - 1, 0, "Agenda", styles("section"))
    page.sheet.set_row(HEAD, 30)
    for column, (name, width, *words) in enumerate(_HEADS):
        page.sheet.set_column(column, column, width)
        aligned = [word for word in (*words, "right" if words[0].endswith("head") else "") if word]
        page.text(HEAD, column, name, styles("head", *aligned))
    page.sheet.set_column(1, 1, lines_width(content, _HEADS[1][1] - DRIVER, DRIVER))
    for number, one in enumerate(ranked, 1):
        write = _promise if one.line == SLA else _dispute
        write(page, styles, content, HEAD + number, number, one)
    page.sheet.freeze_panes(HEAD + 1, 2)
    page.sheet.repeat_rows(HEAD)
    last = _minutes(page, styles, content, HEAD + len(ranked) + 2)
    last = write_others(page, styles, content, last)
    page.sheet.print_area(0, 0, last, len(_HEADS) - 1)


def _said(count: int) -> str:
    if not count:
        return "Nothing is in dispute: the agenda is empty."
    ranked = "the dearest first. Positions and state follow Assumptions."
    return f"{values_are(count)} in dispute, {ranked}"


def _dispute(  # noqa: PLR0917 - where to write which
    page: Page, styles: Styles, content: Content, row: int, number: int, one: Assumption
) -> None:
    plan, unit = content.results.plan, unit_of(one.driver)
    slot = one.slot
    name = driver_name(one.driver, plan.stages, plan.line(one.line).entry)
    month = "" if slot.month is None else f", {month_label(slot.month)}"
    place = content.rows[slot.line, slot.driver, slot.month]
    page.number(row, 0, number, styles("grid", "whole", "left"))
    page.text(row, 1, f"{line_title(one.line)} · {name}{month}", styles("grid"))
    page.text(row, 2, OWNER_NAMES[one.owner], styles("grid", "muted"))
    for column, source, value in (
        (3, col.SALES_VIEW, one.view("sales")),
        (4, col.MARKETING_VIEW, one.view("marketing")),
    ):
        cell = assumption(place, source)
        page.formula(row, column, f'=IF({cell}="","",{cell})', value, styles("grid", unit))
    known = one.evidence.value if one.evidence.known else None
    page.number(row, 5, known, styles("grid", unit, "muted"))
    page.number(row, 6, content.results.worth(one), styles("grid", "signed_money", "bold"))
    status = assumption(place, col.STATUS)
    page.formula(row, 7, f"={status}", str(one.status), styles("grid", "indent"))
    page.text(row, 8, _WAYS[way_out(one)], styles("grid", "indent"))
    page.text(row, 9, "", styles("agreed", "wrap"))


def _promise(  # noqa: PLR0917 - where to write which
    page: Page, styles: Styles, content: Content, row: int, number: int, one: Assumption
) -> None:
    """Write a disputed promise or weight: no row of the Assumptions sheet, so as it stood."""
    plan, unit = content.results.plan, unit_of(one.driver)
    known = content.beside.promises.get(one.key, DisputedPromise(one, None))
    one, price = known.assumption, known.price
    month = "" if one.month is None else f", {month_label(one.month)}"
    page.number(row, 0, number, styles("grid", "whole", "left"))
    page.text(row, 1, f"{line_title(one.line)} · {driver_name(one.driver, plan.stages)}{month}",
              styles("grid"))  # fmt: skip
    page.text(row, 2, OWNER_NAMES[one.owner], styles("grid", "muted"))
    page.number(row, 3, one.sales, styles("grid", unit))
    page.number(row, 4, one.marketing, styles("grid", unit))
    measured = one.evidence.value if one.evidence.known else None
    page.number(row, 5, measured, styles("grid", unit, "muted"))
    between = None if price is None else price.between
    page.number(row, 6, between, styles("grid", "signed_money", "bold"))
    page.text(row, 7, str(one.status), styles("grid", "indent"))
    way = _WAYS[way_out(one)] + (" (worth by association)" if price else "")
    page.text(row, 8, way, styles("grid", "indent"))
    page.text(row, 9, "", styles("agreed", "wrap"))


def _minutes(page: Page, styles: Styles, content: Content, row: int) -> int:
    """Write every decision of the meetings so far; return the last row."""
    page.text(row, 0, "Minutes", styles("section"))
    for column, name in enumerate(_MINUTES):
        aligned = ("right",) if column == 6 else ("indent",) if column > 6 else ()
        page.text(row + 1, column, name, styles("head", *aligned))
    lines = content.beside.minutes
    if not lines:
        page.text(row + 2, 0, "Nothing was decided in a meeting yet.", styles("muted"))
        return row + 2
    for number, line in enumerate(lines, 1):
        here = row + 1 + number
        for column in range(len(_MINUTES)):
            page.text(here, column, "", styles("grid"))
        page.number(here, 0, number, styles("grid", "whole", "left"))
        for column, text in ((1, line.about), (3, line.decided)):
            page.text(here, column, text, styles("grid"))
        page.text(here, 7, line.by, styles("grid", "indent"))
        page.text(here, 6, line.worth, styles("grid", "right"))
        why = f" Why: {line.why}" if line.why else ""
        page.text(here, 9, f"{line.sides}.{why}", styles("grid", "indent"))
    return row + 1 + len(lines)
