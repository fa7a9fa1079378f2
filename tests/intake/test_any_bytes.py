"""Laws of the readers: what was written is read, and any bytes end in sheets or one sentence."""

from html import escape
from pathlib import Path
from tempfile import TemporaryDirectory
from xml.sax.saxutils import escape as xml_escape

from hypothesis import assume, given
from hypothesis import strategies as st

from planner.base.problem import RefusedError
from planner.base.progress import silent
from planner.intake.files.html import read_html
from planner.intake.files.package import OLE
from planner.intake.files.reading import read
from planner.intake.files.sheet import RawSheet
from planner.intake.files.spreadsheetml import NAMESPACE, read_spreadsheetml

WORDS = st.text("abcÄ€<>&\"' 0195;:/-", max_size=12).map(lambda text: " ".join(text.split()))
GRIDS = st.integers(1, 4).flatmap(
    lambda width: st.lists(st.lists(WORDS, min_size=width, max_size=width), min_size=1, max_size=5)
)


def rows_of(sheet: RawSheet) -> list[list[object]]:
    return [list(sheet.row(index)) for index in range(sheet.height)]


@given(GRIDS, st.data())
def test_a_page_is_read_as_it_was_written(grid: list[list[str]], data: st.DataObject) -> None:
    """Whatever the tags' case and attributes, and whether or not cells and rows are closed."""
    cell = st.sampled_from(["<td>{}</td>", "<TD nowrap>{}", "<th class='x'>{}</th>\n", "<td><b>{}"])
    row = st.sampled_from(["<tr>{}</tr>", "<TR bgcolor=#fff>{}", "<tbody><tr>{}</tr>"])
    text = "".join(
        data.draw(row).format("".join(data.draw(cell).format(escape(word)) for word in words))
        for words in grid
    )
    (sheet,) = read_html("page", f"<html><table>{text}</table></html>", silent)
    assert rows_of(sheet) == grid


@given(GRIDS, st.data())
def test_an_xml_workbook_is_read_as_it_was_written(
    grid: list[list[str]], data: st.DataObject
) -> None:
    """Blank cells may be left out, if the next one tells its place."""
    assume(any(grid[-1]) and any(row[-1] for row in grid))
    rows = ""
    for words in grid:
        cells = ""
        for place, word in enumerate(words, 1):
            if word or data.draw(st.booleans()):
                content = f'<Data ss:Type="String">{xml_escape(word)}</Data>'
                cells += f'<Cell ss:Index="{place}">{content}</Cell>'
        rows += f"<Row>{cells}</Row>"
    text = (
        f'<Workbook xmlns="{NAMESPACE}" xmlns:ss="{NAMESPACE}"><Worksheet ss:Name="A"><Table>'
        f"{rows}</Table></Worksheet></Workbook>"
    )
    (sheet,) = read_spreadsheetml("book", text.encode(), silent)
    assert rows_of(sheet) == grid


STARTS = st.sampled_from(
    [b"", b"PK\x03\x04", OLE, b"<table><tr>", b"<?xml version='1.0'?>", b"sep=;\n", b"\xff\xfe"]
)
PIECES = st.lists(
    st.sampled_from(
        [b"<td", b">", b"</tr>", b"<!--", b'"', b"colspan=9 ", b"a;b\n", b"&#x;", b"\0"]
    )
    | st.binary(max_size=8),
    max_size=30,
).map(b"".join)


@given(STARTS, PIECES)
def test_any_bytes_end_in_sheets_or_one_sentence(start: bytes, rest: bytes) -> None:
    with TemporaryDirectory() as folder:
        path = Path(folder) / "any"
        path.write_bytes(start + rest)
        try:
            said = [sheet.height for sheet in read(path)]
        except RefusedError as refused:
            said = str(refused).splitlines()
            assert len(said) == 1
        assert said is not None
