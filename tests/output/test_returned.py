"""Workbooks that come back: as LibreOffice saves them after a colleague's hour with them."""

import re
from dataclasses import replace
from pathlib import Path
from zipfile import ZipFile

import pytest
from openpyxl import Workbook, load_workbook

from planner.agreement.results import Results
from planner.base.problem import RefusedError
from planner.base.stages import Seat
from planner.intake.files.package import OLE
from planner.output.excel import columns as col
from planner.output.excel.content import Content
from planner.output.excel.page import at
from planner.output.returned import Comparison, compare, left_here, read_returned
from planner.output.workbook import write_workbook
from tests.libreoffice_hands import (
    insert_column,
    insert_rows,
    remove_row,
    sort_rows,
    type_in,
    work,
)
from tests.output.boards import OUTBOUND, M, S, T, argued

HAND_OFF = "Paid search/rate:MQL>Opportunity"
WON = "Paid search/rate:Opportunity>Won"
VOLUME = "Paid search/volume"
JUNE = "Paid search/volume/2027-06"
EVENTS = "Events/volume"
DEAL = f"{OUTBOUND}/deal_size"


@pytest.fixture
def board(tmp_path: Path) -> Path:
    """The workbook of what both leaders said."""
    path = tmp_path / "plan.xlsx"
    write_workbook(argued(), None, path)
    return path


def row_of(key: str) -> int:
    """Row of an assumption on its sheet, from 0."""
    return next(row for row, a in Content(argued(), None).by_row.items() if a.key == key)


def cell(key: str, column: int) -> str:
    """Address of an input cell."""
    return at(row_of(key), column)


def held_against(path: Path, now: Results, seat: Seat | None = None) -> Comparison:
    """The workbook held against a plan."""
    found = {a.slot: a for a in now.assumptions}
    return compare(read_returned(path), now.plan, found, seat)


def said(found: Comparison) -> list[tuple[str, Seat, float | None, float | None]]:
    """Key, seat, what was and what came back."""
    return [(c.key, c.seat, c.at_export, c.returned) for c in found.changes]


def test_a_workbook_nobody_touched_brings_nothing(board: Path, tmp_path: Path) -> None:
    saved = work(board, tmp_path / "saved.xlsx")

    for path in (board, saved):
        assert held_against(path, argued()) == Comparison()
        assert left_here(path)


def test_what_a_colleague_typed_comes_back_wherever_its_row_now_stands(
    board: Path, tmp_path: Path
) -> None:
    rows = Content(argued(), None).by_row
    saved = work(
        board,
        tmp_path / "back.xlsx",
        type_in(cell(HAND_OFF, col.SALES), "31,5%"),
        type_in(cell(VOLUME, col.SALES), "=1200*1,1"),
        type_in(cell(JUNE, col.MARKETING), ""),
        type_in(cell(WON, col.AGREED), "0,26"),
        type_in(cell(DEAL, col.SALES), "wir reden noch"),
        type_in(cell(EVENTS, col.MARKETING), "=1/0"),
        remove_row(row_of("Events/deal_size")),
        sort_rows(min(rows), max(rows) - 1, col.DRIVER, col.AGREED_HOLDS),
        insert_rows(1, 2),
        insert_rows(min(rows) + 4, 1),
        insert_column(0),
    )

    found = held_against(saved, argued())

    assert set(said(found)) == {
        (HAND_OFF, S, 0.35, 0.315),
        (VOLUME, S, 1150.0, 1320.0),
        (JUNE, M, 2000.0, None),
        (WON, T, None, 0.26),
    }
    assert next(c.formula for c in found.changes if c.key == VOLUME) == "=1200*1.1"
    assert found.changes[-1].seat is T, "an agreement stands only on the positions it follows"
    assert not any(c.contested for c in found.changes)
    assert sorted(r.reason for r in found.refused) == [
        "'wir reden noch' is not a number that fits here",
        "The cell shows #DIV/0!",
    ]
    assert found.missing == ("Events/deal_size",)


def test_excel_stores_a_formula_with_its_value(board: Path, tmp_path: Path) -> None:
    """As ECMA-376, part 1, 18.3.1.4 and 18.3.1.40 have it: `f` and, beside it, the last `v`."""
    place = cell(HAND_OFF, col.SALES)
    back = rewritten(board, tmp_path, cells={place: "<f>0.9*0.35</f><v>0.315</v>"})

    found = held_against(back, argued())

    assert said(found) == [(HAND_OFF, S, 0.35, 0.315)]
    assert found.changes[0].formula == "=0.9*0.35"


def test_google_sheets_shows_the_hidden_sheet_in_its_list(board: Path, tmp_path: Path) -> None:
    """It knows hidden sheets alone, no very hidden ones, and writes texts in their cells.

    ECMA-376, part 1, 18.18.68 (states of a sheet) and 18.18.11 (`inlineStr`).
    """
    place = cell(HAND_OFF, col.SALES)
    text = "<is><t>31.5%</t></is>"
    back = rewritten(board, tmp_path, cells={place: text}, hidden=True, kind=' t="inlineStr"')

    assert said(held_against(back, argued())) == [(HAND_OFF, S, 0.35, 0.315)]
    assert left_here(back)


def test_a_seat_brings_back_its_own_column_alone(board: Path, tmp_path: Path) -> None:
    typed = {
        cell(HAND_OFF, col.MARKETING): 0.36,
        cell(HAND_OFF, col.SALES): 0.31,
        cell(WON, col.AGREED): 0.26,
    }
    back = typed_over(board, tmp_path, typed)

    found = held_against(back, argued(), S)

    assert said(found) == [(HAND_OFF, S, 0.35, 0.31)]
    assert [r.where for r in found.refused] == [
        f"Assumptions!{cell(HAND_OFF, col.MARKETING)}",
        f"Assumptions!{cell(WON, col.AGREED)}",
    ]


def test_what_the_plan_changed_meanwhile_is_contested_or_known(board: Path, tmp_path: Path) -> None:
    typed = {cell(HAND_OFF, col.SALES): 0.31, cell(VOLUME, col.SALES): 1200.0}
    back = typed_over(board, tmp_path, typed)

    found = held_against(back, argued((S, HAND_OFF, 0.33), (S, VOLUME, 1200.0)))

    assert [(c.key, c.at_export, c.now, c.returned) for c in found.changes] == [
        (HAND_OFF, 0.35, 0.33, 0.31)
    ]
    assert found.changes[0].contested
    assert [c.key for c in found.known] == [VOLUME]


@pytest.mark.parametrize(
    ("value", "reason"),
    [
        (12, "1200% is not a rate between 0% and 100%"),
        (-0.1, "-10% is not a rate between 0% and 100%"),
        (True, "The cell holds a date or a truth value, not a number"),
        ("=I9*2", "The formula was saved without its value"),
        ("#REF!", "The cell shows #REF!"),
    ],
)
def test_what_is_no_position_is_refused_with_its_reason(
    board: Path, tmp_path: Path, value: object, reason: str
) -> None:
    back = typed_over(board, tmp_path, {cell(HAND_OFF, col.SALES): value})

    found = held_against(back, argued())

    assert not found.changes
    assert [r.reason.replace("\N{MINUS SIGN}", "-") for r in found.refused] == [reason]


def test_a_row_copied_with_another_value_is_refused(board: Path, tmp_path: Path) -> None:
    book = load_workbook(board)
    sheet = book["Assumptions"]
    last = sheet.max_row + 1
    for column in range(1, sheet.max_column + 1):
        sheet.cell(last, column, sheet.cell(row_of(HAND_OFF) + 1, column).value)
    sheet[cell(HAND_OFF, col.SALES)] = 0.31
    sheet.cell(last, col.SALES + 1, 0.29)
    book.save(tmp_path / "back.xlsx")

    found = held_against(tmp_path / "back.xlsx", argued())

    assert not found.changes
    assert "stands several times with different values" in found.refused[0].reason


def test_what_another_plan_calls_by_a_name_this_one_lacks_is_refused(
    board: Path, tmp_path: Path
) -> None:
    back = typed_over(board, tmp_path, {cell(EVENTS, col.SALES): 55.0})
    plan = replace(argued().plan, lines=argued().plan.lines[:2])

    found = compare(read_returned(back), plan, {})

    assert [r.reason for r in found.refused] == ["The plan has no line 'Events'"]


@pytest.mark.parametrize(
    ("name", "content", "sentence"),
    [
        ("plan.csv", b"a,b", "A returned workbook ends in .xlsx (plan.csv)."),
        ("plan.xlsx", b"PK\x03\x04 cut off", "damaged"),
        ("plan.xlsx", OLE + "EncryptedPackage".encode("utf-16-le"), "password"),
    ],
)
def test_a_file_that_is_no_returned_workbook_is_refused(
    tmp_path: Path, name: str, content: bytes, sentence: str
) -> None:
    (tmp_path / name).write_bytes(content)

    with pytest.raises(RefusedError, match=re.escape(sentence)):
        read_returned(tmp_path / name)


def test_a_workbook_that_was_not_exported_is_refused(tmp_path: Path) -> None:
    Workbook().save(tmp_path / "mine.xlsx")

    assert not left_here(tmp_path / "mine.xlsx")
    with pytest.raises(RefusedError, match="does not say what it was"):
        read_returned(tmp_path / "mine.xlsx")


def typed_over(board: Path, folder: Path, values: dict[str, object]) -> Path:
    """The workbook with cells typed over, saved without any computed value."""
    book = load_workbook(board)
    for address, value in values.items():
        book["Assumptions"][address] = value
    book.save(folder / "back.xlsx")
    return folder / "back.xlsx"


def rewritten(
    board: Path, folder: Path, cells: dict[str, str], kind: str = "", hidden: bool = False
) -> Path:
    """The workbook with the inside of cells exchanged, and as another program hides a sheet."""
    back = folder / "back.xlsx"
    with ZipFile(board) as old, ZipFile(back, "w") as new:
        for name in old.namelist():
            text = old.read(name)
            if name == "xl/worksheets/sheet2.xml":
                for place, inside in cells.items():
                    made = rf'<c r="{place}"\1{kind}>{inside}</c>'
                    pattern = rf'<c r="{place}"( s="\d+")(?:/>|>.*?</c>)'
                    replaced, count = re.subn(pattern, made, text.decode())
                    assert count == 1
                    text = replaced.encode()
            if name == "xl/workbook.xml" and hidden:
                text = text.replace(b"veryHidden", b"hidden")
            new.writestr(name, text)
    return back
