"""Tables from the clipboard are imported like files."""

from pathlib import Path

import pytest

from planner.base.problem import RefusedError
from planner.intake import propose, take_in
from planner.session.pasted import drop_pasted, keep_pasted

TEXT = (
    "Opportunity ID\tStage\tCreated Date\tClose Date\tOwner\r\n"
    '00712\tClosed Won\t2024-01-13\t2024-02-03\t"Müller\nand sons"\r\n'
    "00713\tClosed Lost\t2024-01-15\t2024-03-03\tAda\r\n"
)
EXCEL = """Version:1.0
StartHTML:0000000105
<html xmlns:x="urn:schemas-microsoft-com:office:excel"><head><style>td {mso-number-format:"0"}
</style></head><body><table border=0><!--StartFragment--><col width=64>
<tr height=20><td>Opportunity ID</td><td>Stage</td><td>Created Date</td><td>Close Date</td></tr>
<tr><td x:num>00712</td><td rowspan=2 class=xl65>Closed Won</td><td>2024-01-13</td>
<td>2024-02-03</td></tr><tr><td>00713</td><td>2024-01-15</td><td>2024-03-03</td></tr>
<!--EndFragment--></table></body></html>"""
SHEETS = (
    '<meta charset="utf-8"><google-sheets-html-origin><style>td{}</style><table dir="ltr"><tbody>'
    "<tr><td>Opportunity ID</td><td>Stage</td><td>Created Date</td><td>Close Date</td></tr>"
    '<tr><td data-sheets-value="{&quot;1&quot;:2}">00712</td><td>Closed Won</td>'
    "<td>2024-01-13</td><td>2024-02-03</td></tr></tbody></table>"
)


@pytest.mark.parametrize(
    ("html", "text", "ids"),
    [
        ("", TEXT, ("00712", "00713")),
        (EXCEL, TEXT, ("00712", "00713")),
        (SHEETS, "", ("00712",)),
        ("<p>no table here</p>", TEXT, ("00712", "00713")),
    ],
)
def test_a_pasted_table_is_imported(
    tmp_path: Path, html: str, text: str, ids: tuple[str, ...]
) -> None:
    path = keep_pasted(tmp_path / "private", html, text)
    snapshot = take_in(propose([path]))
    assert path.name == "Pasted table"
    assert snapshot.journeys.ids == ids
    drop_pasted(path)
    assert list((tmp_path / "private").iterdir()) == []


def test_two_pasted_tables_do_not_meet(tmp_path: Path) -> None:
    first, second = keep_pasted(tmp_path, text=TEXT), keep_pasted(tmp_path, html=SHEETS)
    drop_pasted(first)
    assert second.exists()


def test_files_of_other_names_are_not_removed(tmp_path: Path) -> None:
    path = tmp_path / "Pasted table"
    path.write_text(TEXT)
    drop_pasted(path)
    assert path.exists()


@pytest.mark.parametrize("text", ["", "Dear all", "one\ntwo\nthree", "a\tb"])
def test_a_clipboard_without_a_table(tmp_path: Path, text: str) -> None:
    with pytest.raises(RefusedError, match="no table"):
        keep_pasted(tmp_path, text=text)
