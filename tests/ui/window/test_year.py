"""The sample company's year as a person lives it: exports dropped, signed, then two later ones."""

from pathlib import Path

import pytest
from PySide6.QtTest import QTest

from planner.base.stages import Seat
from planner.sample import LATER, later, make_company, write_exports
from planner.sheets.cells import Cell
from tests.ui.window.driver import CTRL, SHIFT, Driver, Key
from tests.ui.window.import_page import ImportPage
from ui.pages.commitments import CommitmentsPage
from ui.pages.progress import ProgressPage

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support")
CLAIM = "Paid search/volume"
LIMITS = {"first_touch_days": "2", "first_touch_share": "90%", "worked_share": "95%"}
MONTHS = tuple(f"2027-{month:02d}" for month in range(1, 13))
Cells = dict[str, dict[str, Cell]]


@pytest.fixture(scope="module")
def exports(tmp_path_factory: pytest.TempPathFactory) -> list[tuple[Path, ...]]:
    """What the company exports before it plans, at the end of March and in the middle of June."""
    company = make_company(leads=500)
    known = (company, *(later(company, day) for day in LATER))
    return [write_exports(one, tmp_path_factory.mktemp("exports")) for one in known]


def take(at: Driver, page: ImportPage, files: tuple[Path, ...]) -> None:
    """Drop files, and import what the page proposes."""
    at.drop(*files)
    page.wait()
    assert page.allowed, page.dialog.message.label.text()
    at.click(page.dialog.foot.accept_button)
    at.rest()


def sign_both(at: Driver) -> None:
    at.press(Key.Key_U, CTRL | SHIFT)
    dialog = at.window.reconciling.signing
    assert dialog is not None
    for seat in (Seat.MARKETING, Seat.SALES):
        QTest.keyClick(dialog.buttons[seat], Key.Key_Space)
    assert dialog.title.text() == "Both seats have signed this plan: version 1"
    dialog.reject()


def show(at: Driver, sheet: str, part: str) -> Cells:
    """Go to a part of a sheet, and return what stands in it by row and column."""
    at.window.shown.show_sheet(sheet)
    page = at.window.shown.page
    at.rest()
    if isinstance(page, ProgressPage):
        at.click(page.part.button(part))
    elif isinstance(page, CommitmentsPage):
        at.click(page.shown.button(part))
    at.rest()
    model = at.grid.grid_model()
    return {
        model.row(i).key: {c.key: model.cell(i, j) for j, c in enumerate(model.columns)}
        for i in range(model.rowCount())
    }


def value(cells: Cells, row: str, column: str) -> float:
    found = cells[row][column].value
    assert isinstance(found, float), (row, column)
    return found


def test_two_later_exports_show_what_came_of_what_was_signed(
    empty: Driver, page: ImportPage, exports: list[tuple[Path, ...]]
) -> None:
    first, march, june = exports
    take(empty, page, first)
    empty.window.sit(Seat.MARKETING)
    empty.type("Assumptions", CLAIM, "marketing", "8")
    empty.window.sit(Seat.TOGETHER)
    show(empty, "SLA", "sales")
    for key, text in LIMITS.items():
        empty.type("SLA", f"sla/{key}", "working", text)
    sign_both(empty)
    before: dict[str, str] = {}
    late = 0
    for files, known, over in ((march, "31 Mar 2027", 3), (june, "15 Jun 2027", 5)):
        take(empty, page, files)
        assert f"Data as of {known}" in empty.window.shown.status.text
        delivered = show(empty, "SLA", "marketing")
        lines = [row for row in delivered if row.startswith("basic/")]
        came = {month: cell.small for month, cell in delivered["basic"].items() if cell.small}
        assert {month: came[month] for month in before} == before, "what was known stays so"
        before = {month: came[month] for month in MONTHS[:over]}
        for month in before:
            by_line = [int(delivered[row][month].small) for row in lines]
            assert sum(by_line) == int(before[month]) > 0
        assert set(came) >= set(MONTHS[:over])
        assert not set(came) & set(MONTHS[over + 1 :])
        breached = show(empty, "SLA", "breaches")
        assert len(breached) > late
        assert {cells["limit"].text for cells in breached.values()} == {"2"}
        late = len(breached)
        variance = show(empty, "Progress", "actual")
        parts = [row for row in variance if row != "bookings" and variance[row]["worth"].value]
        whole = value(variance, "bookings", "worth")
        assert sum(value(variance, row, "worth") for row in parts) == pytest.approx(whole)
        assert whole != 0.0
        ahead = show(empty, "Progress", "ahead")
        assert ahead["total"]["expected"].text == empty.score["Working plan"]
        record = show(empty, "Progress", "record")
        assert value(record, f"claim:{CLAIM}", "n") > 10.0
