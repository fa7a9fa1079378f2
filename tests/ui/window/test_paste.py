"""A table from the clipboard, imported on the Data sheet."""

from pathlib import Path

import pytest
from PySide6.QtCore import QMimeData, QUrl
from PySide6.QtGui import QGuiApplication

from tests.ui.window.driver import CTRL, SHIFT, Driver, Key
from tests.ui.window.import_page import ImportPage

ROWS = """Lead ID\tCreated\tLead Source\tMQL Date
1\t2026-01-05\tWeb\t2026-02-01
2\t2026-01-06\tFair\t
"""


def copied(text: str = "", html: str = "", file: Path | None = None) -> None:
    """Put something on the clipboard as another program does."""
    data = QMimeData()
    if text:
        data.setText(text)
    if html:
        data.setHtml(html)
    if file:
        data.setUrls([QUrl.fromLocalFile(str(file))])
    QGuiApplication.clipboard().setMimeData(data)


def test_a_copied_table_is_imported_and_its_file_removed(empty: Driver) -> None:
    copied(ROWS)
    empty.press(Key.Key_V, CTRL)
    page = ImportPage(empty).wait()
    assert page.button == "Import 2 journeys"
    assert page.dialog.files.item(0).text() == "Pasted table"
    workspace = empty.window.settings.workspace
    assert list(workspace.rglob("Pasted table"))
    empty.click(page.dialog.foot.accept_button)
    empty.rest()
    assert not empty.window.shown.desk.bare
    assert not list(workspace.rglob("Pasted table"))


def test_an_html_table_is_taken_before_its_text(empty: Driver) -> None:
    rows = ROWS.strip("\n").replace("\t", "<td>").replace("\n", "<tr><td>")
    copied("Lead ID", f"<table><tr><td>{rows}</table>")
    empty.press(Key.Key_V, CTRL | SHIFT)
    assert ImportPage(empty).wait().button == "Import 2 journeys"
    ImportPage(empty).dialog.reject()


def test_copied_files_are_imported(empty: Driver, tmp_path: Path) -> None:
    file = tmp_path / "leads.tsv"
    file.write_text(ROWS, "utf-8")
    copied(file=file)
    empty.press(Key.Key_V, CTRL)
    assert ImportPage(empty).wait().dialog.files.item(0).text() == "leads.tsv"
    ImportPage(empty).dialog.reject()


@pytest.mark.parametrize("text", ["", "just words", "one line\tof two cells"])
def test_what_is_no_table_is_refused_in_one_sentence(empty: Driver, text: str) -> None:
    copied(text)
    empty.press(Key.Key_V, CTRL)
    empty.rest()
    assert empty.message.startswith("The clipboard holds no table")
    assert empty.window.load().importing.dialog is None


def test_pasting_on_another_sheet_types_into_its_cells(at: Driver) -> None:
    at.go("Assumptions", "Paid search/rate:MQL>SAL", "working")
    copied("61%")
    at.press(Key.Key_V, CTRL)
    at.rest()
    assert at.text("Assumptions", "Paid search/rate:MQL>SAL", "working") == "61.0%"
    assert at.window.load().importing.dialog is None
