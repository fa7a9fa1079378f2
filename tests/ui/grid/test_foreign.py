"""What other programs put on the clipboard, read into texts that can be typed here.

Shapes as described publicly: Excel's HTML with its displayed separators and its hidden numbers
(univer pull request 6539, DataGridXL2 issue 33), Qt's name for Excel's XML on Windows (QMimeData's
documentation), XML Spreadsheet (Microsoft's "XML Spreadsheet Reference"), Google Sheets' cell
attributes (smitop.com/post/docs-html). LibreOffice's page is made by LibreOffice itself;
`libreoffice_clipboard.html` is what its window (7.4.7 on Linux) put on the clipboard on Ctrl+C. The
data are made up.
"""

from datetime import date
from pathlib import Path

import pytest
import xlsxwriter
from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtCore import QMimeData

from planner.base.units import NumberStyle
from planner.base.units_parse import parse_amount, parse_rate
from tests.libreoffice import convert
from ui.grid.clipboard import XML_SPREADSHEETS, from_mime
from ui.grid.foreign import number_text, read_html, read_xml_spreadsheet, respell

COMMA = NumberStyle(",", ".", spaced=True)
EXCEL_HTML = """<html xmlns:x="urn:schemas-microsoft-com:office:excel"><head>
<meta name=Generator content="Microsoft Excel 15">
<style><!--table {{mso-displayed-decimal-separator:"\\{decimal}";
 mso-displayed-thousand-separator:"\\{group}";}} td {{mso-number-format:General;}}--></style></head>
<body><!--StartFragment--><table border=0><col width=64>
<tr height=20><td height=20 class=xl65 align=right>{one}</td><td class=xl66>{two}</td></tr>
<!--EndFragment--></table></body></html>"""
EXCEL_XML = """<?xml version="1.0"?><?mso-application progid="Excel.Sheet"?>
<Workbook xmlns="urn:schemas-microsoft-com:office:spreadsheet"
 xmlns:ss="urn:schemas-microsoft-com:office:spreadsheet">
 <Styles><Style ss:ID="Default"/><Style ss:ID="s62"><NumberFormat ss:Format="0.0%"/></Style>
 <Style ss:ID="s63"><NumberFormat ss:Format="Percent"/></Style></Styles>
 <Worksheet ss:Name="Sheet1"><Table ss:ExpandedColumnCount="4">
  <Row><Cell ss:StyleID="s62"><Data ss:Type="Number">0.58123456789</Data></Cell>
   <Cell ss:Index="3"><Data ss:Type="Number">1234567.25</Data></Cell></Row>
  <Row ss:Index="3"><Cell ss:StyleID="s63"><Data ss:Type="Number">1.5</Data></Cell>
   <Cell ss:MergeAcross="1"><Data ss:Type="String">00712 &amp; more</Data></Cell>
   <Cell><Data ss:Type="DateTime">2026-01-05T00:00:00.000</Data></Cell></Row>
 </Table></Worksheet>
 <Worksheet ss:Name="Other"><Table><Row><Cell><Data ss:Type="Number">9</Data></Cell></Row></Table>
 </Worksheet></Workbook>"""
XML_READ = [
    ["58.123456789%", "", "1234567.25", ""],
    ["", "", "", ""],
    ["150%", "00712 & more", "", "2026-01-05"],
]
SHEETS_HTML = """<meta charset='utf-8'><google-sheets-html-origin><style type="text/css"><!--td
 {border: 1px solid #cccccc;}--></style><table dir="ltr" data-sheets-root="1"><colgroup>
<col width="100"/></colgroup><tbody><tr style="height:21px;">
<td data-sheets-value="{&quot;1&quot;:3,&quot;3&quot;:0.1256}"
 data-sheets-numberformat="{&quot;1&quot;:3,&quot;2&quot;:&quot;0%&quot;,&quot;3&quot;:1}">13%</td>
<td data-sheets-value="[null,3,null,3.25]"
 data-sheets-numberformat="[null,2,&quot;#,##0.0\\&quot; €\\&quot;&quot;,1]">3,3 €</td>
<td data-sheets-value="{&quot;1&quot;:2,&quot;2&quot;:&quot;00712&quot;}">00712</td>
<td data-sheets-value="{&quot;1&quot;:3,&quot;3&quot;:46027}"
 data-sheets-numberformat="{&quot;1&quot;:5,&quot;2&quot;:&quot;dd.mm.yyyy&quot;}">05.01.2026</td>
<td>1,200</td></tr></tbody></table></google-sheets-html-origin>"""


def excel(one: str, two: str, decimal: str = ".", group: str = ",") -> str:
    return EXCEL_HTML.format(one=one, two=two, decimal=decimal, group=group)


def copied(html: str = "", text: str = "", xml: str = "", name: str = "") -> QMimeData:
    made = QMimeData()
    if html:
        made.setHtml(html)
    if text:
        made.setText(text)
    if xml:
        made.setData(name, xml.encode())
    return made


def test_excels_table_is_read_as_shown() -> None:
    assert from_mime(copied(excel("12.5%", "$1,200.00"), "x\ty\r\n")) == [["12.5%", "$1,200.00"]]


def test_excels_separators_are_those_of_the_computer_it_runs_on() -> None:
    german = copied(excel("12,5%", "1.200,00", ",", "."))
    assert from_mime(german) == [["12.5%", "1200.00"]]
    assert from_mime(german, COMMA) == [["12,5%", "1.200,00"]]
    assert from_mime(copied(excel("12.5%", "Fall, 2026")), COMMA) == [["12,5%", "Fall, 2026"]]


@pytest.mark.parametrize("name", XML_SPREADSHEETS)
def test_numbers_hidden_by_narrow_columns_come_from_excels_xml(name: str) -> None:
    assert from_mime(copied(excel("####", "x"), "", EXCEL_XML, name)) == XML_READ
    assert from_mime(copied(excel("5", "6"), "", EXCEL_XML, name)) == [["5", "6"]]
    assert from_mime(copied("", "1\t2", EXCEL_XML, name)) == XML_READ


def test_hidden_numbers_come_from_the_plain_text_where_there_is_no_xml() -> None:
    both = copied(excel("#######", "#1"), "1200.5\t#1\r\n")
    assert from_mime(both) == [["1200.5", "#1"]]
    assert from_mime(copied(excel("####", "2"), "other shape")) == [["####", "2"]]
    assert from_mime(copied(excel("####", "2"))) == [["####", "2"]]


FULL_XML = """<?xml version="1.0"?><Workbook xmlns="urn:schemas-microsoft-com:office:spreadsheet"
 xmlns:ss="urn:schemas-microsoft-com:office:spreadsheet">
 <Styles><Style ss:ID="s62"><NumberFormat ss:Format="0.0%"/></Style></Styles>
 <Worksheet ss:Name="Sheet1"><Table><Row><Cell ss:StyleID="s62"><Data ss:Type="Number">0.1253</Data>
 </Cell><Cell><Data ss:Type="{kind}">{value}</Data></Cell></Row></Table></Worksheet></Workbook>"""


@pytest.mark.parametrize(
    ("shown", "kind", "value", "read"),
    [
        ("$1,200", "Number", "1200.4321", "1200.4321"),
        ("1.2E+03", "Number", "1200.4321", "1200.4321"),
        ("-", "Number", "0", "0"),
        ("####", "Number", "1200.4321", "1200.4321"),
        ("00712", "Number", "712", "00712"),
        ("5 days", "Number", "5.25", "5 days"),
        ("1,200", "String", "1,200", "1,200"),
        ("5 Jan", "DateTime", "2026-01-05T00:00:00.000", "5 Jan"),
    ],
)
def test_excels_numbers_come_in_full_from_the_xml_of_the_same_cells(
    shown: str, kind: str, value: str, read: str
) -> None:
    xml = FULL_XML.format(kind=kind, value=value)
    both = copied(excel("12.5%", shown), "", xml, XML_SPREADSHEETS[0])
    assert from_mime(both) == [["12.53%", read]]


def test_excels_xml_of_other_cells_is_left() -> None:
    xml = FULL_XML.format(kind="Number", value="7")
    for other in ("Fair", ""):
        both = copied(excel("12.5%", other), "", xml, XML_SPREADSHEETS[0])
        assert from_mime(both) == [["12.5%", other]]
    wider = xml.replace("</Row>", '<Cell><Data ss:Type="Number">1</Data></Cell></Row>')
    assert from_mime(copied(excel("5", "6"), "", wider, XML_SPREADSHEETS[0])) == [["5", "6"]]


def test_german_excels_numbers_come_in_full_too() -> None:
    xml = FULL_XML.format(kind="String", value="1.200")
    both = copied(excel("12,5%", "1.200", ",", "."), "", xml, XML_SPREADSHEETS[0])
    assert from_mime(both) == [["12.53%", "1200"]]
    assert from_mime(both, COMMA) == [["12,53%", "1.200"]]


def test_xml_is_written_in_the_style_of_the_grid() -> None:
    assert read_xml_spreadsheet(EXCEL_XML.encode() + b"\0", COMMA)[0][0] == "58,123456789%"


@pytest.mark.parametrize(
    "xml",
    [
        EXCEL_XML[:-40],
        EXCEL_XML.replace("<Workbook", '<!DOCTYPE a [<!ENTITY b "c">]><Workbook', 1),
        EXCEL_XML.replace('ss:Index="3"', 'ss:Index="2000000000"'),
        EXCEL_XML.replace('ss:Index="3"', 'ss:Index="x"'),
        "",
    ],
)
def test_broken_and_hostile_xml_is_nothing(xml: str) -> None:
    assert read_xml_spreadsheet(xml.encode()) == []


def test_google_sheets_states_its_numbers_in_full() -> None:
    assert read_html(SHEETS_HTML) == [["12.56%", "3.25", "00712", "05.01.2026", "1,200"]]


def test_libreoffice_states_its_numbers_in_full(soffice: Path, tmp_path: Path) -> None:
    book = xlsxwriter.Workbook(str(tmp_path / "figures.xlsx"))
    sheet = book.add_worksheet()
    formats = ("0%", "#,##0", "yyyy-mm-dd", "@")
    percent, amount, day, text = (book.add_format({"num_format": f}) for f in formats)
    sheet.write_number(0, 0, 0.58123456789, percent)
    sheet.write_number(0, 1, 1234.5678, amount)
    sheet.write_datetime(1, 0, date(2026, 1, 5), day)
    sheet.write_string(1, 1, "00712", text)
    book.close()
    (tmp_path / "out").mkdir()
    page = convert(tmp_path / "figures.xlsx", "html:HTML (StarCalc)", tmp_path / "out")
    html = page.read_text("utf-8")
    assert "sdval" in html
    assert from_mime(copied(html)) == [["58.123456789%", "1234.5678"], ["2026-01-05", "00712"]]


def test_what_libreoffices_window_copied_is_read_in_full() -> None:
    html = Path(__file__).with_name("libreoffice_clipboard.html").read_text("utf-8")
    assert 'content="LibreOffice' in html
    assert from_mime(copied(html)) == [
        ["58.123456789%", "1234.5678", "31400.25"],
        ["2026-01-05", "00712", "-5%"],
        ["2469.1356", 'two lines & "x"', ""],
    ]
    assert from_mime(copied(html), COMMA)[0] == ["58,123456789%", "1234,5678", "31400,25"]


@given(st.floats(1e-9, 1e9), st.sampled_from([NumberStyle(), COMMA]))
def test_a_stated_number_is_read_back_as_itself(value: float, style: NumberStyle) -> None:
    assert parse_amount(number_text("1", value, "0", style), style) == value
    assert parse_rate(number_text("1%", value, "0.0%", style), style) == value


@given(st.text(max_size=12))
def test_respelling_in_the_same_style_changes_nothing(text: str) -> None:
    assert respell(text, ".", ",") == text


@given(st.floats(0, 1e9))
def test_a_number_respelled_keeps_its_value(value: float) -> None:
    german = f"{value:,.3f}".translate(str.maketrans(",.", ".,"))
    assert parse_amount(respell(german, ",", ".")) == parse_amount(f"{value:.3f}")
