"""What the import page shows whole: long names of files and of columns."""

from pathlib import Path

import pytest
from PySide6.QtGui import QFontMetrics
from PySide6.QtWidgets import QApplication

from tests.ui.window.driver import Driver
from tests.ui.window.import_page import ImportPage
from ui.theme import BODY, font

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support")

LONG = "Became a Marketing Qualified Lead Date"
LEADS = f"""Record ID,Create Date,Original Source,Lifecycle Stage,{LONG}
501,2026-01-05,Web,Lead,2026-01-09
502,2026-01-06,Web,Lead,
"""


@pytest.fixture
def page(empty: Driver, tmp_path: Path) -> ImportPage:
    names = ("contacts", "customers")
    files = [tmp_path / f"hubspot-crm-exports-all-{name}-2026-10-31.csv" for name in names]
    for file in files:
        file.write_text(LEADS, "utf-8")
    empty.drop(*files)
    return ImportPage(empty).wait()


def test_names_that_differ_in_their_middle_are_shown_whole(page: ImportPage) -> None:
    files = page.dialog.files
    entry = files.itemDelegate()
    lines = [entry.lines(files.model().index(row, 0)) for row in range(2)]
    assert ["".join(shown) for shown in lines] == [files.item(row).text() for row in range(2)]
    assert [len(shown) for shown in lines] == [2, 2]
    heights = [files.visualItemRect(files.item(row)).height() for row in range(2)]
    assert heights == [entry.sizeHint(None, files.model().index(0, 0)).height()] * 2


def test_a_long_header_takes_the_room_that_samples_can_spare(page: ImportPage) -> None:
    table = page.columns()
    assert table.columnWidth(0) > QFontMetrics(font(BODY)).horizontalAdvance(LONG)
    widths = [table.columnWidth(column) for column in range(table.model().columnCount())]
    assert sum(widths) == table.viewport().width()
    page.dialog.resize(1000, 600)
    page.rest()
    QApplication.processEvents()
    assert sum(table.columnWidth(c) for c in range(len(widths))) == table.viewport().width()
