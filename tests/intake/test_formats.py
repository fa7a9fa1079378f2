"""Every kind of file a CRM calls a workbook: the same rows, or one sentence."""

from pathlib import Path

import pytest
import xlsxwriter

from planner.base.problem import RefusedError
from planner.intake.files.reading import read
from planner.intake.files.sheet import RawSheet
from planner.intake.propose import propose
from tests.intake.files import imported, path_of, write_book
from tests.libreoffice import convert
from tests.shared_data import shared_data

HEADER = ["Opportunity ID", "Stage", "Created Date", "Close Date", "Amount"]
DEALS = [
    HEADER,
    ["00712", "Closed Won", "2024-01-03", "2024-02-03", 100],
    ["00713", "Closed Lost", "2024-01-05", "2024-03-03", 200.5],
]


def rows_of(sheet: RawSheet) -> list[list[object]]:
    return [list(sheet.row(index)) for index in range(sheet.height)]


def page(folder: Path, text: str, encoding: str = "utf-8", name: str = "report.xls") -> Path:
    path = folder / name
    path.write_bytes(text.encode(encoding))
    return path


def refusal(path: Path) -> str:
    with pytest.raises(RefusedError) as error:
        imported(path)
    return str(error.value)


# workbooks


@pytest.mark.parametrize(
    "target",
    [
        "xls:MS Excel 97",
        "ods",
        "xlsm:Calc MS Excel 2007 VBA XML",
        "html:HTML (StarCalc)",
    ],
)
def test_the_same_rows_from_what_libreoffice_makes_of_them(tmp_path: Path, target: str) -> None:
    book = write_book(tmp_path, "deals.xlsx", DEALS)
    made = convert(book, target, tmp_path / "made")
    path = made.rename(made.with_name("named_by_somebody.csv"))
    assert path_of(imported(path), "00713") == path_of(imported(book), "00713")
    assert path_of(imported(path), "00713")["amount"] == 200.5


@pytest.mark.parametrize(
    ("name", "cell"), [("any_sheets.xlsb", 1.0), ("issues.xlsb", "aaa ' aaa"), ("date.xlsb", None)]
)
def test_binary_workbooks(name: str, cell: object) -> None:
    sheets = read(shared_data("corpora", "calamine", "tests", name))
    assert sheets
    assert cell is None or any(cell in row for sheet in sheets for row in rows_of(sheet))


def test_only_visible_worksheets_are_read(tmp_path: Path) -> None:
    path = tmp_path / "book.xlsx"
    with xlsxwriter.Workbook(path) as book:
        for name in ("Deals", "Hidden", "Very hidden"):
            sheet = book.add_worksheet(name)
            for number, row in enumerate(DEALS):
                sheet.write_row(number, 0, row)
        book.get_worksheet_by_name("Hidden").hide()
        book.get_worksheet_by_name("Very hidden").very_hidden()
        chart = book.add_chart({"type": "line"})
        chart.add_series({"values": "=Deals!$E$2:$E$3"})
        book.add_chartsheet("Chart").set_chart(chart)
    assert [sheet.name for sheet in read(path)] == ["Deals"]


def test_every_sheet_with_a_header_is_a_table(tmp_path: Path) -> None:
    path = tmp_path / "book.xlsx"
    with xlsxwriter.Workbook(path) as book:
        for name in ("North", "South"):
            sheet = book.add_worksheet(name)
            for number, row in enumerate([HEADER, [f"{name} 1", *DEALS[1][1:]]]):
                sheet.write_row(number, 0, row)
        book.add_worksheet("Notes").write(0, 0, "made on Monday")
    assert [table.sheet for table in propose([path]).tables] == ["North", "South"]
    assert imported(path).journeys.ids == ("North 1", "South 1")


def test_merged_groups_hold_for_their_rows(tmp_path: Path) -> None:
    """The stage stands once beside three deals, below a title over all columns."""
    path = tmp_path / "grouped.xlsx"
    with xlsxwriter.Workbook(path) as book:
        sheet = book.add_worksheet()
        sheet.merge_range(0, 0, 0, 4, "Deals of the quarter")
        sheet.write_row(1, 0, ["Stage", *HEADER[:1], *HEADER[2:]])
        for number in range(4):
            sheet.write_row(2 + number, 1, [f"O{number}", "2024-01-03", "2024-02-03", 10])
        sheet.merge_range(2, 0, 4, 0, "Closed Won")
        sheet.write(5, 0, "Closed Lost")
    outcomes = [path_of(imported(path), f"O{number}")["outcome"] for number in range(4)]
    assert outcomes == ["WON", "WON", "WON", "LOST"]


def test_a_heading_of_two_lines(tmp_path: Path) -> None:
    path = tmp_path / "two.xlsx"
    with xlsxwriter.Workbook(path) as book:
        sheet = book.add_worksheet()
        for place, name in enumerate(HEADER[:2]):
            sheet.merge_range(0, place, 1, place, name)
        sheet.merge_range(0, 2, 0, 3, "Dates")
        sheet.write_row(1, 2, ["Created Date", "Close Date"])
        for number, row in enumerate(DEALS[1:]):
            sheet.write_row(2 + number, 0, row[:4])
    table = propose([path]).tables[0]
    assert [column.header for column in table.columns] == HEADER[:4]
    assert (table.header_row, table.size) == (2, 2)


def test_columns_without_a_header_are_named_by_their_letter(tmp_path: Path) -> None:
    rows = [[None, *HEADER], *([None, *row, "north"] for row in DEALS[1:])]
    columns = propose([write_book(tmp_path, "d.xlsx", rows)]).tables[0].columns
    assert [column.header for column in columns] == [*HEADER, "Column G"]
    assert columns[-1].samples == ("north",)


# web pages and XML

SALESFORCE = """<html><head><META http-equiv="Content-Type" content="text/html; charset={charset}">
<style>td {{ mso-number-format: "\\@" }}</style></head><body><table border=1 class="reportTable">
<tr bgcolor="#cccccc"><th>Opportunity ID</th><th>Account Name<th>Stage</th><th>Created Date</th>
<th>Close Date</th><th>Amount</th></tr>
<tr><td>00712</td><td>M&uuml;ller &amp; S&#246;hne<br>K&ouml;ln<td nowrap>Closed Won</td>
<td>1/13/2024</td><td>2/3/2024</td><td align='right'>USD 1,200.50</td></tr>
<!-- <tr><td>no</td><td>row</td></tr> -->
</table>Copyright &copy; 2000-2025 salesforce.com, inc. All rights reserved.</body></html>"""


@pytest.mark.parametrize("charset", ["UTF-8", "windows-1252", "no-such-charset"])
def test_a_web_page_named_xls(tmp_path: Path, charset: str) -> None:
    encoding = "cp1252" if charset == "windows-1252" else "utf-8"
    path = page(tmp_path, SALESFORCE.format(charset=charset), encoding)
    assert rows_of(read(path)[0])[1][:3] == ["00712", "Müller & Söhne\nKöln", "Closed Won"]
    assert path_of(imported(path), "00712")["amount"] == 1200.5


@pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-16"])
def test_a_web_page_with_a_byte_order_mark(tmp_path: Path, encoding: str) -> None:
    text = "<table><tr><td>Größe</td></tr></table>"
    assert rows_of(read(page(tmp_path, text, encoding))[0]) == [["Größe"]]


def test_cells_that_span_rows_and_columns(tmp_path: Path) -> None:
    text = """<table>
        <tr><td colspan="2">a</td><td rowspan=2>b</td></tr>
        <tr><td>c</td><td>d</td></tr>
        <tr><td rowspan="9">e<td>f<td>g</tr>
        <tr><td>h</td></tr></table>"""
    assert rows_of(read(page(tmp_path, text))[0]) == [
        ["a", "", "b"], ["c", "d", "b"], ["e", "f", "g"], ["e", "h", ""],
    ]  # fmt: skip


def test_a_table_inside_a_table_stands_apart(tmp_path: Path) -> None:
    text = """<table><tr><td>menu</td><td>left <table><tr><th>x</th><th>y</th></tr>
        <tr><td>1</td><td>2</td></tr></table> right</td></tr></table>"""
    inner, outer = read(page(tmp_path, text))
    assert rows_of(inner) == [["x", "y"], ["1", "2"]]
    assert rows_of(outer) == [["menu", "left right"]]


def test_scripts_are_no_cells_and_what_is_not_closed_still_counts(tmp_path: Path) -> None:
    text = "<table><tr><td>a<script>if (1 < 2) '<td>'</script><td>b <b>bold</b> 1 < 2<tr><td>c"
    assert rows_of(read(page(tmp_path, text))[0])[0] == ["a", "b bold 1 < 2"]


XML = """<?xml version="1.0"?><?mso-application progid="Excel.Sheet"?>
<Workbook xmlns="urn:schemas-microsoft-com:office:spreadsheet"
 xmlns:ss="urn:schemas-microsoft-com:office:spreadsheet"
 xmlns:x="urn:schemas-microsoft-com:office:excel">
 <Worksheet ss:Name="Deals"><Table>
  <Row><Cell><Data ss:Type="String">name</Data></Cell>
   <Cell ss:Index="3"><Data ss:Type="String">value</Data></Cell></Row>
  <Row ss:Index="3"><Cell ss:MergeDown="1"><Data ss:Type="String">A &amp; B</Data></Cell>
   <Cell><Data ss:Type="DateTime">2024-05-06T00:00:00.000</Data></Cell>
   <Cell><Data ss:Type="Number">1.5</Data></Cell></Row>
  <Row><Cell ss:Index="3"><Data ss:Type="Boolean">1</Data></Cell></Row>
 </Table></Worksheet>
 <Worksheet ss:Name="Lists"><Table><Row><Cell><Data ss:Type="String">x</Data></Cell></Row></Table>
  <x:WorksheetOptions><x:Visible>SheetHidden</x:Visible></x:WorksheetOptions></Worksheet>
</Workbook>"""


def test_a_workbook_written_as_xml(tmp_path: Path) -> None:
    (sheet,) = read(page(tmp_path, "\n" + XML))
    assert sheet.name == "Deals"
    rows = rows_of(sheet)
    assert (rows[0], rows[1]) == (["name", "", "value"], ["", "", ""])
    assert [str(cell) for cell in rows[2]] == ["A & B", "2024-05-06 00:00:00", "1.5"]
    assert rows[3][0] == "A & B"
    assert str(rows[3][2]).upper() == "TRUE"


LAUGHS = '<!DOCTYPE b [<!ENTITY a "ha"><!ENTITY c "&a;&a;">]>'


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        (XML.replace("<Workbook", LAUGHS + "<Workbook", 1), "declares entities"),
        (XML[:-200], "damaged or incomplete"),
        (XML.replace('ss:Index="3"', 'ss:Index="999999999"'), "too many cells"),
        ("<?xml version='1.0'?><feed/>", "XML, but not a workbook"),
    ],
)
def test_xml_that_is_broken_or_hostile(tmp_path: Path, text: str, sentence: str) -> None:
    assert sentence in refusal(page(tmp_path, text))


# damaged, locked and hostile files
