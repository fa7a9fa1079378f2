"""The Sign-off sheet: states that follow the workbook, who signed what, and lines to sign."""

from planner.base.stages import Owner, Seat
from planner.output.excel.columns import OWNER, STATUS
from planner.output.excel.content import ASSUMPTIONS, FIRST_ASSUMPTION, Content
from planner.output.excel.page import Page, at, fixed, quoted
from planner.output.excel.styles import Styles
from planner.output.excel.working import NOT_STATED, status_at_export
from planner.plan.assumption import Status
from planner.sheets.history import moment
from planner.sheets.words import OWNER_NAMES, SEAT_NAMES

HEAD = 3
STATES = (*(state.value for state in Status), NOT_STATED)
_HOW = "How far agreement has come, live; who signed which content, and where both leaders sign."
_SIGNED = (
    ("Version", ""), ("For", ""), ("Signed by", ""), ("When", ""), ("Bookings signed", "right"),
    ("Changed since, this workbook", "right"), ("Content signed", "indent"),
)  # fmt: skip


def write_sign_off(page: Page, styles: Styles, content: Content) -> None:
    """Write states by owner, signatures with what changed since, and a line for each leader."""
    page.text(0, 0, "Sign-off", styles("title"))
    page.text(1, 0, _HOW, styles("muted"))
    page.sheet.set_row(0, 28)
    for column, width in enumerate((20, 14, 24, 22, 18, 20, 68)):
        page.sheet.set_column(column, column, width)
    row = _states(page, styles, content)
    row = _signatures(page, styles, content, row + 1)
    row = _to_sign(page, styles, content, row + 1)
    page.sheet.freeze_panes(HEAD, 0)
    page.sheet.print_area(0, 0, row, len(_SIGNED) - 1)


def _states(page: Page, styles: Styles, content: Content) -> int:
    """Write how many assumptions stand in which state; return the row after them."""
    page.text(HEAD, 0, "Who answers for it", styles("head"))
    for column, state in enumerate(STATES, 1):
        page.text(HEAD, column, state.capitalize(), styles("head", "right"))
    owners, given = (_stretch(content, column) for column in (OWNER, STATUS))
    row = HEAD
    for owner in Owner:
        row += 1
        page.text(row, 0, OWNER_NAMES[owner], styles("grid", "bold"))
        for column, state in enumerate(STATES, 1):
            found = [a for a in content.assumed if (a.owner, status_at_export(a)) == (owner, state)]
            formula = f"=COUNTIFS({owners},{quoted(OWNER_NAMES[owner])},{given},{quoted(state)})"
            page.formula(row, column, formula, float(len(found)), styles("grid", "whole"))
    row += 1
    page.text(row, 0, "All", styles("band"))
    for column, state in enumerate(STATES, 1):
        count = float(sum(status_at_export(a) == state for a in content.assumed))
        added = f"=SUM({at(HEAD + 1, column)}:{at(row - 1, column)})"
        page.formula(row, column, added, count, styles("band", "whole"))
    return row + 1


def _stretch(content: Content, column: int) -> str:
    first, last = fixed(FIRST_ASSUMPTION, column), fixed(content.last_row, column)
    return f"{ASSUMPTIONS}!{first}:{last}"


def _signatures(page: Page, styles: Styles, content: Content, row: int) -> int:
    """Write every signature of every version; return the row after them."""
    page.text(row, 0, "Signed so far", styles("section"))
    for column, (name, word) in enumerate(_SIGNED):
        page.text(row + 1, column, name, styles("head", *((word,) if word else ())))
    page.sheet.set_row(row + 1, 30)
    row += 2
    versions = content.beside.signed.versions
    if not versions:
        page.text(row, 0, "Nobody has signed this plan yet.", styles("muted"))
        return row + 1
    for version in versions:
        for one in version.signatures:
            tone = f"{one.seat.value}_head"
            page.number(row, 0, version.number, styles("grid", "whole", "left"))
            page.text(row, 1, SEAT_NAMES[one.seat], styles("grid", "bold", tone))
            page.text(row, 2, one.name, styles("grid"))
            page.text(row, 3, moment(one.time), styles("grid"))
            page.number(row, 4, one.total, styles("grid", "cents"))
            if one.total is not None:
                since = content.results.working.total - one.total
                formula = f"=ROUND(Bookings_working-{at(row, 4)},2)"
                page.formula(row, 5, formula, round(since, 2), styles("grid", "cents"))
            page.text(row, 6, one.hash, styles("grid", "indent", "muted"))
            row += 1
    return row


def _to_sign(page: Page, styles: Styles, content: Content, row: int) -> int:
    """Write a line for each leader, and the content they would sign; return the last row."""
    now = content.beside.signed.now
    page.text(row, 0, "To be signed", styles("section"))
    for column, name in enumerate(("For", "", "Name", "Date", "Signature", "", "")):
        page.text(row + 1, column, name, styles("head"))
    for seat in (Seat.MARKETING, Seat.SALES):
        here = row + (2 if seat is Seat.MARKETING else 3)
        page.sheet.set_row(here, 36)
        page.text(here, 0, SEAT_NAMES[seat], styles("grid", "bold", f"{seat.value}_head"))
        for column in range(1, len(_SIGNED)):
            page.text(here, column, "", styles("grid"))
    said = f"Content at export: {now}" if now else ""
    page.text(row + 4, 0, said, styles("muted"))
    return row + 4
