"""Comments at commitments stand as notes in the workbook, and promises in dispute on its agenda."""

from pathlib import Path

import pytest
from openpyxl import Workbook
from openpyxl.worksheet.worksheet import Worksheet

from planner.output.excel.plan_grid import HEAD
from planner.output.workbook import write_workbook
from tests.output import boards
from tests.output.boards import M, S
from tests.output.front import front_of

LIMIT, WEIGHT = "sla/first_touch_days", "sla/weight:bookings"
SAID = (
    (M, "comment:2027-03:sla/marketing:qualified/Paid search", "The fair moved"),
    (S, "comment:rate:sla/sales:first_touch_days", "Weekends count"),
    (S, f"comment:sales:{LIMIT}", "No fewer"),
    (M, "comment:actual:sla/cards:bookings", "Without renewals"),
    (S, "comment:price:sla/breaches:L 17", "=He was ill"),
    (M, "comment:x:sla/sales:no such promise", "kept too"),
    (S, "comment:2027-03:figure:bookings", "The trade show"),
    (M, "comment:2027-03:figure:stage:1/Paid search", "From the autumn campaign"),
    (M, "comment:all:figure:chance:whole", "Too low"),
    (S, "comment:stage%3A1:at:Funnel/journeys/channel:Events", "=Only the fair in May"),
    (M, "comment:working:Closed line/volume", "We left that market"),
    (M, "comment:linear:at:Funnel/attribution:total", "By which rule?"),
    (M, LIMIT, 1.0),
    (S, LIMIT, 4.0),
    (M, WEIGHT, 0.3),
    (S, WEIGHT, 0.5),
)


@pytest.fixture(scope="module")
def book(tmp_path_factory: pytest.TempPathFactory) -> Workbook:
    path: Path = tmp_path_factory.mktemp("notes") / "plan.xlsx"
    write_workbook(boards.argued(*SAID), None, path)
    return front_of(path)


def notes(sheet: Worksheet) -> dict[tuple[str, int], str]:
    """The notes of a sheet without who said them, by the text at the left and their column."""
    found = (cell for row in sheet.iter_rows() for cell in row if cell.comment is not None)
    return {(str(sheet.cell(c.row, 1).value), c.column): c.comment.text for c in found}


def test_each_comment_is_a_note_at_its_figure(book: Workbook) -> None:
    found = notes(book["SLA"])
    months = {book["SLA"].cell(HEAD + 1, column).value: column for column in range(2, 20)}
    march = next(column for title, column in months.items() if str(title).startswith("Mar"))
    (line,) = (text for (name, at), text in found.items() if (name, at) == ("Paid search", march))
    assert line.endswith(": The fair moved")
    first = next(name for name, _ in found if name.startswith("First touch"))
    assert found[first, 3].endswith(": Weekends count")
    assert found[first, 2].endswith(": No fewer")


def test_a_comment_on_the_plan_stands_at_its_figure_or_at_the_title(book: Workbook) -> None:
    sheet = book["Plan"]
    found = notes(sheet)
    march = next(c.column for c in sheet[HEAD + 1] if str(c.value).startswith("Mar"))
    assert found["Bookings", march].endswith(": The trade show")
    assert found["Paid search", march].endswith(": From the autumn campaign")
    assert found["Plan", 1].startswith("Plan, chance:whole: Marketing")


def test_what_has_no_cell_in_the_workbook_stands_at_the_title(book: Workbook) -> None:
    title = notes(book["SLA"])["SLA", 1]
    assert "SLA: Breaches, L 17: Sales, A. Rivera" in title
    assert "=He was ill" in title
    assert "kept too" in title


def test_what_stands_on_no_sheet_of_the_workbook_is_listed_below_the_minutes(
    book: Workbook,
) -> None:
    rows = [[c.value for c in row] for row in book["Agenda and minutes"].iter_rows()]
    start = next(i for i, row in enumerate(rows) if str(row[0]).startswith("Comments on what"))
    said = {row[1]: str(row[3]).partition(": ")[2] for row in rows[start + 1 :]}
    assert said == {
        "Funnel, channel, Events": "=Only the fair in May",
        "Closed line/volume": "We left that market",
        "Attribution, total": "By which rule?",
    }


def test_objectives_carry_theirs_on_the_scorecards(book: Workbook) -> None:
    (((_, column), text),) = notes(book["Scorecards"]).items()
    assert (column, text.endswith(": Without renewals")) == (3, True)


def test_disputed_promises_close_the_agenda_and_are_counted(book: Workbook) -> None:
    agenda = book["Agenda and minutes"]
    rows = [[cell.value for cell in row] for row in agenda.iter_rows(min_row=6)]
    listed = [row for row in rows if str(row[1]).startswith("Commitments")]
    assert [(row[1], row[3], row[4], row[7]) for row in listed] == [
        ("Commitments · First touch within, days", 4, 1, "disputed"),
        ("Commitments · Weight of bookings", 0.5, 0.3, "disputed"),
    ]
    count = next(
        cell.value
        for row in book["Summary"].iter_rows()
        for cell in row
        if "COUNTIF" in str(cell.value) and "disputed" in str(cell.value)
    )
    assert str(count).endswith("+2")
