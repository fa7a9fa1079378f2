"""The import page in small windows, with files that are no exports, and while it is being read."""

from collections.abc import Callable
from pathlib import Path

import psutil
import pytest
from PySide6.QtCore import Qt

from planner.intake.worker.process import ReadingProcess
from tests.ui.window.driver import Driver
from tests.ui.window.dropped import CSV, deals, written
from tests.ui.window.import_page import ImportPage

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support")
Readers = Callable[[], list[psutil.Process]]


def test_every_control_of_the_page_has_a_name(
    empty: Driver, page: ImportPage, tmp_path: Path
) -> None:
    empty.drop(deals(tmp_path / "deals.csv", "EUR", "USD"))
    page.wait()
    wanted = Qt.FocusPolicy.TabFocus
    unnamed = [
        widget
        for widget in page.dialog.findChildren(object)
        if hasattr(widget, "focusPolicy")
        and widget.focusPolicy() & wanted
        and widget.isVisible()
        and not (widget.accessibleName() or getattr(widget, "text", str)())
    ]
    assert not unnamed
    page.dialog.reject()


def test_what_is_missing_is_said_whole_in_a_small_window(
    empty: Driver, page: ImportPage, leads: Path
) -> None:
    empty.window.resize(1280, 720)
    empty.drop(leads)
    page.wait()
    page.columns()
    said = page.dialog.columns.missing
    assert said.text().startswith("Not here: ")
    assert said.fontMetrics().horizontalAdvance(said.text()) > said.width()
    assert said.height() >= said.heightForWidth(said.width())
    page.dialog.reject()


def test_the_page_fits_a_small_window(empty: Driver, page: ImportPage, leads: Path) -> None:
    empty.window.resize(1280, 720)
    empty.drop(leads)
    page.wait()
    assert page.dialog.width() <= 1280
    assert page.dialog.height() <= 720
    page.dialog.reject()


@pytest.mark.parametrize(
    ("name", "content"),
    [("empty.csv", b""), ("words.xlsx", b"just words"), ("cut.xlsx", b"PK\x03\x04 cut off")],
)
def test_a_file_that_is_no_export_is_refused_in_one_sentence(
    empty: Driver, tmp_path: Path, name: str, content: bytes
) -> None:
    (tmp_path / name).write_bytes(content)
    empty.drop(tmp_path / name)
    empty.rest()
    assert name in empty.message
    assert empty.window.load().importing.dialog is None
    assert empty.window.shown.desk.bare


def test_a_dropped_plan_is_opened(empty: Driver, plan_file: Path) -> None:
    empty.drop(plan_file)
    empty.rest()
    assert empty.window.windowTitle() == "Small plan[*] – Fairlead"


def test_data_without_a_channel_or_currency_fill_every_sheet(
    empty: Driver, page: ImportPage, tmp_path: Path
) -> None:
    rows = [
        f"{i},2026-0{i % 6 + 1}-05,{stage},2026-0{i % 6 + 3}-01,{i * 100}"
        for i, stage in enumerate(("Closed Won", "Closed Lost") * 40)
    ]
    text = "\n".join(("Opportunity ID,Created,Stage,Close Date,Amount", *rows))
    empty.drop(written(tmp_path / "deals.csv", text))
    page.wait()
    empty.click(page.dialog.foot.accept_button)
    empty.rest()
    plan = empty.window.shown.desk.session.plan
    (line,) = plan.line_names
    assert empty.text("Assumptions", f"{line}/deal_size", "evidence").startswith("$")
    assert empty.text("Funnel", "total", "bookings").startswith("$")
    empty.go("Data", "source:0", "crm")
    assert "no particular CRM" in empty.window.shown.explain.explanation.text


@pytest.fixture
def readers() -> Readers:
    """Returns the reading processes begun since the test began."""
    earlier = {child.pid for child in psutil.Process().children()}
    return lambda: [
        child
        for child in psutil.Process().children()
        if child.pid not in earlier
        and child.is_running()
        and child.status() != psutil.STATUS_ZOMBIE
    ]


@pytest.mark.parametrize("open_reader", [ReadingProcess])
def test_reading_shows_its_progress_and_is_cancelled_at_once(
    empty: Driver, page: ImportPage, tmp_path: Path, readers: Readers
) -> None:
    rows = "\n".join(f"{i},2026-01-05,Web,Open,,2026-02-01,{'x' * 60}" for i in range(200_000))
    empty.drop(written(tmp_path / "large.csv", f"{CSV.splitlines()[0]},Notes\n{rows}"))
    progress = empty.window.shown.progress
    empty.until(lambda: progress.isVisible() and "large.csv" in progress.label.text())
    assert readers()
    empty.click(progress.cancel)
    empty.rest()
    empty.until(lambda: not readers())
    assert empty.window.load().importing.dialog is None
    assert empty.window.shown.desk.bare


@pytest.mark.parametrize("open_reader", [ReadingProcess])
def test_closing_the_page_ends_the_reader(
    empty: Driver, page: ImportPage, leads: Path, readers: Readers
) -> None:
    empty.drop(leads)
    page.wait()
    assert readers()
    page.dialog.reject()
    empty.until(lambda: not readers())


def test_texts_of_the_crm_are_shown_as_they_stand(
    empty: Driver, page: ImportPage, tmp_path: Path
) -> None:
    head, *rows = CSV.splitlines()
    text = "\n".join((f"{head},<img src=x> & co", *(f"{row},<b>bold</b>" for row in rows)))
    empty.drop(written(tmp_path / "leads.csv", text))
    page.wait()
    columns = page.columns()
    assert page.text(columns, "<img src=x> & co", 0) == "<img src=x> & co"
    index = columns.model().index(columns.model().rowCount() - 1, 0)
    assert "&lt;img src=x&gt; &amp; co" in index.data(Qt.ItemDataRole.ToolTipRole)
    page.dialog.reject()


def test_files_dropped_while_an_import_is_measured_leave_it_alone(
    empty: Driver, page: ImportPage, leads: Path
) -> None:
    empty.drop(leads)
    page.wait()
    empty.click(page.dialog.foot.accept_button)
    empty.drop(leads)
    assert "An import is still being measured" in empty.message
    empty.rest()
    assert not empty.window.shown.desk.bare
    assert empty.window.shown.isEnabled()
