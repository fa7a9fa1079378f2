"""Pasting by keys on a real grid: shapes, paste special, and what does not fit."""

import pytest
from PySide6.QtCore import QMimeData, Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest

from planner.sheets.cells import Cell
from planner.sheets.gesture import Gesture
from tests.ui.grid.hands import ALT, CTRL, LEFT, SHIFT, Key, click, drag, press
from tests.ui.grid.test_foreign import SHEETS_HTML, excel
from tests.ui.sheets import Desk
from ui.grid.blocks import Area
from ui.grid.clipboard import XML_SPREADSHEETS
from ui.grid.paste_menu import PasteMenu

NUMBERS_XML = """<Workbook xmlns="urn:schemas-microsoft-com:office:spreadsheet"
 xmlns:ss="urn:schemas-microsoft-com:office:spreadsheet"><Worksheet ss:Name="a"><Table><Row>
 <Cell><Data ss:Type="Number">1234567.25</Data></Cell>
 <Cell><Data ss:Type="Number">60</Data></Cell></Row></Table></Worksheet></Workbook>"""


def copy_text(text: str) -> None:
    QGuiApplication.clipboard().setText(text)


def paste(desk: Desk) -> None:
    press(desk, Key.Key_V, modifier=CTRL)


def row(desk: Desk, line: str, *months: int) -> list[float | None]:
    return [desk.book.figures.get((line, f"2027-{month:02d}")) for month in months]


def test_one_value_fills_every_selected_range(months: Desk) -> None:
    copy_text("7")
    drag(months, (2, 3), (3, 3))
    click(months, (1, 5), CTRL)
    paste(months)
    assert row(months, "fair", 3) + row(months, "mail", 3) + row(months, "ads", 5) == [7, 7, 7]
    assert months.labels == ["paste 3 cells in Plan"]


def test_a_block_spills_from_one_cell_and_is_selected(months: Desk) -> None:
    copy_text("1\t2\n3\t4\n")
    click(months, (2, 3))
    paste(months)
    assert row(months, "fair", 3, 4) + row(months, "mail", 3, 4) == [1, 2, 3, 4]
    assert months.grid.areas() == [Area(2, 3, 3, 4)]
    assert months.grid.place() == (2, 3)


def test_a_whole_multiple_tiles(months: Desk) -> None:
    copy_text("1\t2\n")
    drag(months, (2, 3), (3, 6))
    paste(months)
    assert row(months, "fair", 3, 4, 5, 6) == row(months, "mail", 3, 4, 5, 6) == [1, 2, 1, 2]


def test_another_shape_starts_at_the_top_left_and_says_so(months: Desk) -> None:
    said: list[str] = []
    months.grid.remark.connect(said.append)
    copy_text("1\t2\n")
    drag(months, (2, 3), (2, 5))
    paste(months)
    assert row(months, "fair", 3, 4, 5) == [1, 2, None]
    drag(months, (3, 3), (3, 4))
    click(months, (2, 7), CTRL)
    paste(months)
    assert row(months, "fair", 7, 8) + row(months, "mail", 3, 4) == [1, 2, None, None]
    assert said == [
        "Pasted from the top left: 1 × 2 does not fit 1 × 3",
        "Pasted from the top left: 1 × 2 does not fit every selected area",
    ]


def test_what_falls_off_the_sheet_is_said(either: Desk) -> None:
    said: list[str] = []
    either.grid.remark.connect(said.append)
    copy_text("1\n2\n3\n")
    last = either.grid.grid_model().rowCount() - 1
    click(either, (last, 2))
    paste(either)
    assert len(either.gestures) == 1
    assert said == ["Part of the pasted block lies outside the sheet and was left out"]


def test_unreadable_cells_stop_the_whole_paste_and_are_listed(either: Desk) -> None:
    refused: list[Gesture] = []
    either.grid.paste_refused.connect(refused.append)
    before = dict(either.book.figures)
    copy_text("0.5\nnonsense\n")
    click(either, (2, 2))
    paste(either)
    assert either.book.figures == before
    assert [(r.row, r.column, r.text) for r in refused[0].refused] == [(3, 2, "nonsense")]
    assert refused[0].fitting == 1


def test_a_pasted_percentage_with_a_sign_is_a_value_and_no_change(desk: Desk) -> None:
    copy_text("+30%")
    click(desk, (1, 2))
    paste(desk)
    assert desk.text("mql", "marketing") == "30.0%"
    refused: list[Gesture] = []
    desk.grid.paste_refused.connect(refused.append)
    copy_text("-5%")
    paste(desk)
    assert desk.text("mql", "marketing") == "30.0%"
    assert "not a rate between" in str(refused[0].refused[0].problem)


def copy_formula(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    """Copy a month whose value was typed as a formula."""
    made = Cell("110", 110.0, editable=True, edit_text="=100*1.1")
    model = desk.grid.grid_model()
    cells = list(model.cells(1))
    cells[2] = made
    monkeypatch.setitem(model._known, 1, tuple(cells))
    click(desk, (1, 2))
    press(desk, Key.Key_C, modifier=CTRL)
    monkeypatch.undo()


@pytest.mark.parametrize(("keys", "typed"), [(CTRL, "=100*1.1"), (CTRL | SHIFT, "110")])
def test_ctrl_shift_v_leaves_the_formula_behind(
    months: Desk,
    monkeypatch: pytest.MonkeyPatch,
    keys: Qt.KeyboardModifier,
    typed: str,
) -> None:
    copy_formula(months, monkeypatch)
    click(months, (2, 5))
    press(months, Key.Key_V, modifier=keys)
    ((drafts, _),) = months.gestures
    assert drafts[0].typed == typed
    assert row(months, "fair", 5) == [pytest.approx(110)]


def test_ctrl_alt_v_offers_to_transpose(months: Desk) -> None:
    copy_text("1\t2\n")
    click(months, (2, 3))
    press(months, Key.Key_V, modifier=CTRL | ALT)
    (menu,) = (m for m in months.grid.window().findChildren(PasteMenu) if m.isVisible())
    assert [b.text() for b in menu.choices][1] == "Transposed"
    QTest.mouseClick(menu.choices[1], LEFT)
    assert row(months, "fair", 3) + row(months, "mail", 3) == [1, 2]
    assert months.labels == ["paste 2 cells in 2027-03"]


def test_excels_xml_is_pasted_where_its_page_hides_numbers(months: Desk) -> None:
    data = QMimeData()
    data.setHtml(excel("######", "60"))
    click(months, (2, 5))
    QGuiApplication.clipboard().setMimeData(data)
    paste(months)
    assert months.labels == []
    data = QMimeData()
    data.setHtml(excel("######", "60"))
    data.setData(XML_SPREADSHEETS[0], NUMBERS_XML.encode())
    QGuiApplication.clipboard().setMimeData(data)
    paste(months)
    assert row(months, "fair", 5, 6) == [1234567.25, 60]


def test_google_sheets_is_pasted_in_full_precision(desk: Desk) -> None:
    data = QMimeData()
    data.setHtml(SHEETS_HTML.split('<td data-sheets-value="[null')[0] + "</tr></table>")
    QGuiApplication.clipboard().setMimeData(data)
    click(desk, (2, 2))
    paste(desk)
    assert desk.book.figures["sal", "marketing"] == 0.1256


def test_ctrl_x_copies_and_clears_as_one_step(either: Desk) -> None:
    drag(either, (1, 2), (1, 2))
    before = dict(either.book.figures)
    press(either, Key.Key_X, modifier=CTRL)
    assert len(either.book.figures) == len(before) - 1
    click(either, (3, 2))
    paste(either)
    assert len(either.gestures) == 2
    assert sorted(either.book.figures.values()) == sorted(before.values())
