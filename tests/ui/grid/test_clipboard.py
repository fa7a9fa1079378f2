import pytest
from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtCore import QMimeData

from planner.base.units import NumberStyle
from ui.grid.clipboard import OWN_FORMAT, from_mime, to_mime

CELL = st.text(st.characters(blacklist_categories=("Cs", "Cc")), max_size=8)


def without(data: QMimeData, *formats: str) -> QMimeData:
    left = QMimeData()
    for name in data.formats():
        if name not in formats:
            left.setData(name, data.data(name))
    return left


def test_our_own_windows_exchange_full_precision() -> None:
    data = to_mime([["58.1%"]], [["58.123456789%"]])
    assert from_mime(data) == [["58.123456789%"]]
    assert data.text() == "58.1%\n"


@pytest.mark.parametrize(("typed", "here"), [
    ("=1200.5*2", "=1200,5*2"), ("=1,250.500*2", "=1250,5*2"), ("=-0.125", "=-0,125"),
    ("=(40+2.5)%", "=(40+2,5)%"), ("=1.5 apples", "=1.5 apples"), ("0.125", "0,125"),
])  # fmt: skip
def test_formulas_of_a_window_with_other_numbers_keep_their_value(typed: str, here: str) -> None:
    german = NumberStyle(",", ".")
    assert from_mime(to_mime([["x"]], [[typed]]), german) == [[here]]
    if here != typed and "," not in typed:
        assert from_mime(to_mime([["x"]], [[here]], style=german)) == [[typed]]


def test_excel_gets_a_table_and_tab_separated_text() -> None:
    data = to_mime([["a<b", "12.5%"], ["", "3"]], [["", ""]])
    assert "<td>a&lt;b</td><td>12.5%</td>" in data.html()
    assert data.text() == "a<b\t12.5%\n\t3\n"


def test_empty_cells_of_one_column_leave_as_empty_lines() -> None:
    data = to_mime([["1"], [""], ["3"]], [["1"], [""], ["3"]])
    assert data.text() == "1\n\n3\n"
    assert from_mime(without(data, OWN_FORMAT, "text/html")) == [["1"], [""], ["3"]]


@given(st.lists(st.lists(CELL, min_size=2, max_size=2), min_size=1, max_size=4))
def test_a_block_comes_back_whole(block: list[list[str]]) -> None:
    assert from_mime(to_mime(block, block)) == block


def test_a_table_of_excel_is_read_with_spans_and_line_breaks() -> None:
    data = QMimeData()
    data.setHtml(
        "<html><table><tr><td rowspan=2>a</td><td colspan=2>\r\n  b c</td></tr>"
        "<tr><td>1</td><td>2<br>3</td></tr></table><table><tr><td>other</td></tr></table></html>"
    )
    assert from_mime(data) == [["a", "b c", ""], ["", "1", "2 3"]]


def test_text_is_read_by_tabs_and_keeps_quoted_lines() -> None:
    data = QMimeData()
    data.setText('1\t2\r\n"two\r\nlines"\t\r\n')
    assert from_mime(data) == [["1", "2"], ["two\nlines", ""]]


def test_a_text_longer_than_any_cell_is_read() -> None:
    data = QMimeData()
    data.setText(200_000 * "x" + "\t1\nlast")
    assert from_mime(data) == [[200_000 * "x", "1"], ["last", ""]]


def test_foreign_data_in_our_format_is_nothing() -> None:
    data = QMimeData()
    data.setData(OWN_FORMAT, b"{broken")
    assert from_mime(data) == []
    assert from_mime(QMimeData()) == []


def test_the_richest_format_wins() -> None:
    data = to_mime([["1"]], [["1.25"]])
    assert from_mime(data) == [["1.25"]]
    assert from_mime(without(data, OWN_FORMAT)) == [["1"]]
