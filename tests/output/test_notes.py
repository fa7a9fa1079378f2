"""Comments of the plan stand as notes at the cells of the workbook they were made at."""

from pathlib import Path

import pytest
from openpyxl.worksheet.worksheet import Worksheet

from planner.output.workbook import write_workbook
from tests.output import boards
from tests.output.boards import M, S, T
from tests.output.front import front_of

RATE = "Paid search/rate:Inquiry>MQL"
SAID = (
    (S, f"comment:marketing:{RATE}", "Half of October’s were students"),
    (M, f"comment:marketing:{RATE}", "=1+1 new routing since August"),
    (T, f"comment:working:{RATE}", "Look again in March"),
    (M, "comment:sales:Events/deal_size", "x" * 300),
    (M, "comment:marketing:Paid search/volume/2027-06", "The fair"),
)


@pytest.fixture(scope="module")
def sheet(tmp_path_factory: pytest.TempPathFactory) -> Worksheet:
    path: Path = tmp_path_factory.mktemp("notes") / "plan.xlsx"
    write_workbook(boards.argued(*SAID), None, path)
    found = front_of(path)["Assumptions"]
    assert isinstance(found, Worksheet)
    return found


def note(sheet: Worksheet, key: str, title: str) -> str:
    """The note in the row of a key and the column of a title, '' without one."""
    titles = {str(cell.value): cell.column for cell in sheet[6]}
    rows = {str(sheet.cell(row, titles["Key"]).value): row for row in range(7, sheet.max_row + 1)}
    said = sheet.cell(rows[key], titles[title]).comment
    return "" if said is None else str(said.text)


def test_the_comments_of_a_cell_are_one_note_at_its_input(sheet: Worksheet) -> None:
    lines = note(sheet, RATE, "● Marketing").splitlines()
    assert [line.partition(": ")[2] for line in lines] == [
        "Half of October’s were students",
        "=1+1 new routing since August",
    ]
    assert lines[0].startswith("Sales, A. Rivera, 19 Nov")


def test_what_is_said_of_the_working_value_stands_where_it_is_agreed(sheet: Worksheet) -> None:
    assert note(sheet, RATE, "✓ Agreed").endswith(": Look again in March")
    assert note(sheet, RATE, "Working") == ""


def test_months_and_long_comments_have_their_notes(sheet: Worksheet) -> None:
    assert note(sheet, "Paid search/volume/2027-06", "● Marketing").endswith(": The fair")
    assert note(sheet, "Events/deal_size", "■ Sales").endswith("x" * 300)
    assert note(sheet, "Events/deal_size", "● Marketing") == ""


def test_nothing_else_has_a_note(sheet: Worksheet) -> None:
    noted = [cell for row in sheet.iter_rows() for cell in row if cell.comment is not None]
    assert len(noted) == 4
