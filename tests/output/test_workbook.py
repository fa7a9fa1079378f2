"""What a person finds in the workbook, and what nobody may find in it."""

import errno
import os
import re
from pathlib import Path

import numpy as np
import openpyxl
import pytest
from openpyxl.workbook import Workbook
from openpyxl.worksheet.worksheet import Worksheet

from planner.agreement.results import results
from planner.base.days import parse_day
from planner.base.problem import RefusedError
from planner.base.progress import CancelledError
from planner.journeys.table import Journeys, SetAside, Snapshot
from planner.output.workbook import SHEETS, workbook_bytes, write_workbook
from planner.plan.fold import line_value
from tests.output import boards
from tests.output.boards import M, S, T
from tests.output.front import front_of

HOSTILE = ("=1+1", "+SUM(A1)", "-2", "@cmd", '=HYPERLINK("x")', "a/b:c=%", "'quoted' \"twice\"")
LONG = "Very long channel name " * 9


def snapshot(*rows: SetAside) -> Snapshot:
    """An import in which nothing became a journey."""
    none = np.zeros(0)
    journeys = Journeys(
        boards.STAGES,
        (),
        np.zeros((0, 4), np.int32),
        np.zeros((0, 4), np.bool_),
        np.zeros(0, np.int8),
        np.zeros(0, np.int32),
        none,
        none,
        {},
        parse_day("2026-11-19"),
        "USD",
        np.zeros(0, np.int32),
        (),
    )
    return Snapshot(journeys, (), len(rows), 0, rows, {}, ())


@pytest.fixture(scope="module")
def book(tmp_path_factory: pytest.TempPathFactory) -> Workbook:
    path = tmp_path_factory.mktemp("book") / "plan.xlsx"
    rows = [
        SetAside("leads.xlsx", "Sheet1", 7 + i, text, (text, "")) for i, text in enumerate(HOSTILE)
    ]
    said = [(T, f"line:{i}", line_value("MQL")) for i in range(3)]
    write_workbook(boards.argued(*said), snapshot(*rows), path)
    return openpyxl.load_workbook(path)


def sheet(book: Workbook, name: str) -> Worksheet:
    found = book[name]
    assert isinstance(found, Worksheet)
    return found


def test_the_sheets_stand_in_the_boards_order(book: Workbook) -> None:
    assert book.sheetnames[:5] == ["Summary", "Assumptions", "Goals", "Plan", "Bridge"]
    assert book.sheetnames == [name for name in SHEETS if not name.startswith("Scenario")]


def test_the_summary_opens_with_three_lines(book: Workbook) -> None:
    first = [str(sheet(book, "Summary").cell(row, 1).value) for row in (1, 2, 3)]
    assert "Enable Editing" in first[0]
    assert "tinted cells" in first[1]
    assert "mail it back" in first[2]


def test_the_summary_counts_the_journeys_nothing_is_expected_of(book: Workbook) -> None:
    (said,) = boards.argued().working.caveats
    assert f"{said}." in [cell.value for (cell,) in sheet(book, "Summary").iter_rows(max_col=1)]


def test_only_input_cells_are_open_and_no_password_is_asked(book: Workbook) -> None:
    for page in book.worksheets:
        assert page.protection.sheet
        assert not page.protection.password
        open_cells = {
            c.coordinate for row in page.iter_rows() for c in row if not c.protection.locked
        }
        if page.title == "Agenda and minutes":
            assert {re.sub(r"\d", "", place) for place in open_cells} == {"J"}
        elif page.title != "Assumptions":
            assert open_cells == set()
        else:
            last = page.max_row
            inputs = {f"{column}{row}" for column in "IJK" for row in range(7, last + 1)}
            assert open_cells == inputs | {"B3"}


def test_input_cells_refuse_what_no_rate_can_be(book: Workbook) -> None:
    rules = sheet(book, "Assumptions").data_validations.dataValidation
    bounds = {(rule.operator, rule.formula1, rule.formula2) for rule in rules}
    assert {(low, high) for _, low, high in bounds} == {("0", None), ("0", "1")}
    covered = {cell for rule in rules for cell in str(rule.sqref).split()}
    assert len(covered) == sheet(book, "Assumptions").max_row - 6 + 1


def test_names_lead_to_the_plans_figures(book: Workbook) -> None:
    assert {"Goal", "Gap", "Bookings_working", "Bookings_marketing", "Bookings_sales"} <= set(
        book.defined_names
    )


def test_every_sheet_prints_on_the_boards_paper(book: Workbook) -> None:
    for page in book.worksheets:
        assert page.page_setup.orientation == "landscape"
        assert page.sheet_properties.pageSetUpPr.fitToPage
        assert page.page_setup.fitToHeight == 0
        assert "Page" in page.oddFooter.right.text


def test_rows_set_aside_stay_as_they_were(book: Workbook) -> None:
    page = sheet(book, "Set aside")
    rows = [[cell.value for cell in row] for row in page.iter_rows(min_row=5)]
    assert [row[:5] for row in rows] == [
        ["leads.xlsx", "Sheet1", 7 + i, text, text] for i, text in enumerate(HOSTILE)
    ]
    assert {cell.data_type for row in page.iter_rows(min_row=5) for cell in row} <= {"s", "n"}


@pytest.mark.parametrize("name", [*HOSTILE, LONG, "Événements 🙂", "tab\there", "bell\x07"])
def test_a_lines_name_is_text_whatever_it_holds(name: str, tmp_path: Path) -> None:
    from planner.plan.keys import line_key

    said = ((T, line_key(name.strip()), line_value("MQL")),)
    path = tmp_path / "plan.xlsx"
    write_workbook(results(boards.plan_of(*said), None), None, path)
    page = front_of(path)["Assumptions"]
    found = {cell.value: cell.data_type for (cell,) in page.iter_rows(min_row=7, max_col=1)}
    assert found.get(name.strip().replace("\x07", " ")) == "s"


def test_the_same_results_give_the_same_file() -> None:
    assert workbook_bytes(boards.argued(), None) == workbook_bytes(boards.argued(), None)


def test_a_full_disk_leaves_the_old_file_and_nothing_else(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "plan.xlsx"
    path.write_text("last week's")

    def full(handle: int) -> None:
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

    monkeypatch.setattr(os, "fsync", full)
    with pytest.raises(RefusedError, match="The disk is full"):
        write_workbook(boards.by_hand(), None, path)
    assert path.read_text() == "last week's"
    assert list(tmp_path.iterdir()) == [path]


def test_a_missing_folder_is_refused_in_one_sentence(tmp_path: Path) -> None:
    with pytest.raises(RefusedError, match=r"There is no such folder.*Choose one that exists"):
        write_workbook(boards.by_hand(), None, tmp_path / "nowhere" / "plan.xlsx")
    assert list(tmp_path.iterdir()) == []


def test_a_folder_in_its_place_is_refused(tmp_path: Path) -> None:
    (tmp_path / "plan.xlsx").mkdir()
    with pytest.raises(RefusedError):
        write_workbook(boards.by_hand(), None, tmp_path / "plan.xlsx")
    assert [path.name for path in tmp_path.iterdir()] == ["plan.xlsx"]


def test_cancelling_writes_nothing(tmp_path: Path) -> None:
    def stop(what: str, done: int, total: int) -> None:
        if done >= 3:
            raise CancelledError

    with pytest.raises(CancelledError):
        write_workbook(boards.by_hand(), None, tmp_path / "plan.xlsx", stop)
    assert list(tmp_path.iterdir()) == []


def test_a_month_that_follows_an_agreement_leaves_its_own_cell_empty() -> None:
    rate = "Paid search/rate:MQL>Opportunity"
    said = ((M, f"{rate}/2027-03", 0.4), (S, rate, 0.3), (T, rate, 0.33))
    found = results(boards.plan_of(*said), boards.evidence())
    by_key = {a.key: a for a in found.assumptions}
    assert by_key[f"{rate}/2027-03"].agreed == 0.33
    from planner.output.excel.working import inputs

    month = inputs(found.plan, by_key[f"{rate}/2027-03"])
    assert (month.marketing, month.sales, month.agreed, month.follows) == (0.4, None, None, True)
