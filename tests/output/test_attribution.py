"""Attribution in the workbook: every rule shares out the same bookings, and the rule is stated."""

from io import BytesIO

import openpyxl
import pytest

from planner.agreement.results import Results
from planner.base.stages import Seat
from planner.evidence.touch_rules import Rule
from planner.intake import propose, take_in
from planner.journeys.table import Snapshot
from planner.output.workbook import workbook_bytes
from planner.plan.edits import Draft
from planner.sample import make_company, write_exports
from planner.session import create_plan
from tests.people import person

Rows = list[list[object]]


def evidence(results: Results, snapshot: Snapshot | None) -> Rows:
    book = openpyxl.load_workbook(BytesIO(workbook_bytes(results, snapshot)), data_only=True)
    return [list(row) for row in book["Evidence"].iter_rows(values_only=True)]


@pytest.fixture(scope="module")
def rows(tmp_path_factory: pytest.TempPathFactory) -> Rows:
    folder = tmp_path_factory.mktemp("company")
    snapshot = take_in(propose(write_exports(make_company(leads=1500), folder / "exports")))
    session = create_plan(folder / "work", person(), "Small")
    session.adopt(snapshot)
    session.submit((Draft(Seat.SALES, "plan:attribution", Rule.U.value),), "rule")
    try:
        return evidence(session.results, session.snapshot)
    finally:
        session.close()


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
