"""Copied cells as other programs find them: LibreOffice reads them itself.

Excel's attributes are those of Microsoft's "Excel HTML Reference" (num attribute, number formats);
Excel itself runs nowhere near these tests.
"""

from pathlib import Path

import openpyxl
import pytest
from PySide6.QtGui import QGuiApplication

from planner.base.units import NumberStyle
from planner.sheets.cells import Cell, Kind
from tests.libreoffice import convert
from tests.ui.grid.hands import CTRL, Key, drag, press
from tests.ui.sheets import Desk
from ui.grid.clipboard import OWN_FORMAT, from_mime, to_mime
from ui.grid.outgoing import attributes, plain_text

CELLS = (
    (Cell("58.1%", 0.58123456789), Kind.RATE),
    (Cell("−$1.17m", -1_170_123.25), Kind.MONEY),
    (Cell("1,300", 1300.4), Kind.NUMBER),
    (Cell("2.5", 2.5), Kind.DAYS),
    (Cell("00712", "00712"), Kind.TEXT),
    (Cell("0.17", 166_666.0, scaled=True), Kind.MONEY),
    (Cell("30.0%", None), Kind.RATE),
    (Cell("=1+1 <b>", "=1+1 <b>"), Kind.TEXT),
)


@pytest.fixture
def page() -> str:
    shown = [[plain_text(*cell) for cell in CELLS]]
    return to_mime(shown, shown, stated=[[attributes(*cell) for cell in CELLS]]).html()


def test_libreoffice_gets_every_number_in_full(page: str, soffice: Path, tmp_path: Path) -> None:
    copied = tmp_path / "copied.xls"  # LibreOffice opens a page of this name as a table
    copied.write_text(page, "utf-8")
    (tmp_path / "out").mkdir()
    book = openpyxl.load_workbook(convert(copied, "xlsx", tmp_path / "out"))
    (row,) = book.worksheets[0].iter_rows()
    values = [cell.value for cell in row]
    assert values[:5] == [0.58123456789, -1_170_123.25, 1300.4, 2.5, "00712"]
    assert values[5:7] == [0.17, "30.0%"]
    assert row[7].data_type == "s"


def test_excel_is_told_the_number_and_how_it_is_written(page: str) -> None:
    assert 'xmlns:x="urn:schemas-microsoft-com:office:excel"' in page
    assert 'x:num="0.58123456789"' in page
    assert 'mso-number-format:"0\\.0\\%"\'>58.1%</td>' in page
    for text in ("00712", "=1+1 &lt;b&gt;"):
        assert f'mso-number-format:"\\@"\'>{text}</td>' in page


def test_minus_and_spaces_are_those_that_other_programs_read() -> None:
    german = Cell("−58,0\u00a0%", -0.58)
    assert plain_text(german, Kind.RATE) == "-58,0 %"
    assert plain_text(Cell("a − b"), Kind.TEXT) == "a − b"


def test_without_our_own_format_the_full_numbers_come_back(either: Desk) -> None:
    drag(either, (1, 1), (2, 2))
    press(either, Key.Key_C, modifier=CTRL)
    mime = QGuiApplication.clipboard().mimeData()
    exact = from_mime(mime)
    plain = to_mime([[""]], [[""]])
    plain.removeFormat(OWN_FORMAT)
    plain.setHtml(mime.html())
    assert from_mime(plain) == exact
    comma = NumberStyle(",", ".")
    assert from_mime(plain, comma) == from_mime(mime, comma)
