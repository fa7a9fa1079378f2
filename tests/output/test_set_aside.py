"""Rows set aside leave as a table, are corrected elsewhere, and come back to their places."""

from pathlib import Path

import openpyxl
import pytest

from planner.base.problem import RefusedError
from planner.intake.records.returned import read_returned
from planner.intake.worker.process import ReadingProcess
from planner.journeys.aside import ReturnedRow, returned_fixes, row_keys
from planner.journeys.table import SetAside, Snapshot, SourceFile
from planner.output.set_aside import write_set_aside
from tests.intake.files import write_rows
from tests.journeys.tables import Deal, snapshot

LEADS = SourceFile("in/leads.xlsx", "leads", "generic", "Q1/Q2", 1, 3, {"No": "lead_id"}, {},
                   ("No", "Company"))  # fmt: skip
DEALS = SourceFile("in/deals.csv", "opportunities", "generic", "", 1, 1, {}, {}, ("ID", "Amount"))
ROWS = (
    SetAside("leads.xlsx", "Q1/Q2", 14, "no lead id", ("", "=1+1")),
    SetAside("deals.csv", "", 2, "no opportunity id", ("", "-5")),
    SetAside("leads.xlsx", "Q1/Q2", 9, "deleted in the CRM", ("00712", "Bolt")),
)


@pytest.fixture
def data() -> Snapshot:
    return snapshot(Deal("L1"), files=(LEADS, DEALS), aside=ROWS)


@pytest.mark.parametrize("name", ["aside.xlsx", "aside.csv"])
def test_what_is_written_comes_back_the_same(data: Snapshot, tmp_path: Path, name: str) -> None:
    path = tmp_path / name
    write_set_aside(data, path)
    back = {(row.file, row.sheet, row.row): row.cells for row in read_returned(path)}
    assert set(back) == {
        ("leads.xlsx", "Q1/Q2", 14),
        ("deals.csv", "", 2),
        ("leads.xlsx", "Q1/Q2", 9),
    }
    assert back["leads.xlsx", "Q1/Q2", 14]["Company"] == "=1+1"
    assert back["leads.xlsx", "Q1/Q2", 9]["No"] == "00712"
    assert back["deals.csv", "", 2]["Amount"] == "-5"
    assert returned_fixes(data, {}, read_returned(path)) == ({}, 0)


def test_a_workbook_has_a_sheet_for_each_file_and_no_formula(
    data: Snapshot, tmp_path: Path
) -> None:
    write_set_aside(data, tmp_path / "aside.xlsx", {row_keys(data)[0]: {0: "L2"}})
    book = openpyxl.load_workbook(tmp_path / "aside.xlsx")
    assert book.sheetnames == ["leads.xlsx Q1 Q2", "deals.csv"]
    rows = [[cell.value for cell in row] for row in book["leads.xlsx Q1 Q2"].iter_rows()]
    assert rows == [
        ["Reason", "File", "Sheet", "Row", "No", "Company"],
        ["no lead id", "leads.xlsx", "Q1/Q2", 14, "L2", "=1+1"],
        ["deleted in the CRM", "leads.xlsx", "Q1/Q2", 9, "00712", "Bolt"],
    ]
    kinds = {cell.data_type for row in book["leads.xlsx Q1 Q2"].iter_rows() for cell in row}
    assert kinds == {"s", "n"}


def test_what_came_back_corrects_takes_back_and_ignores(data: Snapshot) -> None:
    first, deal, _ = row_keys(data)
    returned = (
        ReturnedRow("leads.xlsx", "Q1/Q2", 14, {"No": "L2", "Company": "Acme", "Other": "x"}),
        ReturnedRow("deals.csv", "", 2, {"ID": "", "Amount": "-5"}),
        ReturnedRow("deals.csv", "", 99, {"ID": "D9"}),
    )
    fixes = {first: {0: "L2"}, deal: {0: "D1"}}
    changed, unknown = returned_fixes(data, fixes, returned)
    assert changed == {(first, 1): "Acme", (deal, 0): None}
    assert unknown == 1


def test_any_other_table_is_refused_also_in_a_process_of_its_own(
    data: Snapshot, tmp_path: Path
) -> None:
    other = write_rows(tmp_path, "leads.csv", (("Lead ID", "Create Date"), ("L1", "2026-01-01")))
    path = tmp_path / "aside.xlsx"
    write_set_aside(data, path)
    with ReadingProcess() as reading:
        assert reading.returned([path]) == read_returned(path)
        with pytest.raises(RefusedError, match="This is no table of rows set aside"):
            reading.returned([other])


def test_nothing_set_aside_is_a_table_of_headers(tmp_path: Path) -> None:
    path = tmp_path / "aside.xlsx"
    write_set_aside(snapshot(Deal("L1")), path)
    assert read_returned(path) == ()
