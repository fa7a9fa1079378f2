"""Attribution in the workbook: every rule shares out the same bookings, and the rule is stated."""

from io import BytesIO

import openpyxl
import pytest
from openpyxl import Workbook
from openpyxl.worksheet.worksheet import Worksheet

from planner.base.stages import Seat
from planner.evidence.touch_rules import Rule
from planner.intake import propose, take_in
from planner.journeys.aside import row_keys
from planner.output.workbook import workbook_bytes
from planner.plan.comments import area, result_spot
from planner.plan.edits import Draft
from planner.sample import make_company, write_exports
from planner.session import create_plan
from tests.people import person

Rows = list[list[object]]


@pytest.fixture(scope="module")
def book(tmp_path_factory: pytest.TempPathFactory) -> Workbook:
    folder = tmp_path_factory.mktemp("company")
    snapshot = take_in(propose(write_exports(make_company(leads=1500), folder / "exports")))
    session = create_plan(folder / "work", person(), "Small")
    session.adopt(snapshot)
    aside = result_spot(area("Data", "aside"), f"aside:{row_keys(snapshot)[0]}")
    drafts = (
        Draft(Seat.SALES, "plan:attribution", Rule.U.value),
        Draft(Seat.SALES, "comment:linear:at:Funnel/attribution:Events", "Too much"),
        Draft(Seat.MARKETING, f"comment:cell%3A0:{aside}", "Whose is it?"),
    )
    session.submit(drafts, "rule")
    try:
        made = workbook_bytes(session.results, session.snapshot)
    finally:
        session.close()
    return openpyxl.load_workbook(BytesIO(made), data_only=True)


@pytest.fixture(scope="module")
def rows(book: Workbook) -> Rows:
    return [list(row) for row in book["Evidence"].iter_rows(values_only=True)]


def notes(sheet: Worksheet) -> dict[tuple[int, int], str]:
    found = (cell for row in sheet.iter_rows() for cell in row if cell.comment is not None)
    return {(c.row, c.column): str(c.comment.text).partition(": ")[2] for c in found}


def test_comments_are_notes_at_a_channel_s_rule_and_at_the_cell_of_a_row_set_aside(
    book: Workbook, rows: Rows
) -> None:
    start = next(i for i, row in enumerate(rows) if row[0] == "Attribution of bookings")
    events = next(i for i in range(start, len(rows)) if rows[i][0] == "Events")
    linear = rows[start + 1].index("Linear")
    assert notes(book["Evidence"]) == {(events + 1, linear + 1): "Too much"}
    assert notes(book["Set aside"]) == {(5, 5): "Whose is it?"}


def test_the_rule_is_stated_above_the_lines(rows: Rows) -> None:
    assert rows[2][0] == (
        "Channels by the lead source field; their attribution by the U-shaped rule (40 · 20 · 40)."
    )


def test_every_rule_adds_up_to_all_bookings(rows: Rows) -> None:
    start = next(i for i, row in enumerate(rows) if row[0] == "Attribution of bookings")
    assert rows[start + 1][2:10] == [
        "Lead source field", "First touch", "Last touch", "Linear", "U-shaped", "W-shaped",
        "Time decay", "Full path",
    ]  # fmt: skip
    assert rows[start + 2][6] == "✓ 40 · 20 · 40"
    end = next(i for i in range(start, len(rows)) if rows[i][0] == "All")
    money = [[float(str(cell)) for cell in row[2:10]] for row in rows[start + 3 : end]]
    totals = [float(str(cell)) for cell in rows[end][2:10]]
    assert [sum(column) for column in zip(*money, strict=True)] == pytest.approx(totals)
    assert totals == pytest.approx([totals[0]] * 8)
    assert totals[0] > 0
