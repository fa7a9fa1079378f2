"""An import by the dialog: proposal, correction, preview, one undoable step."""

from pathlib import Path

import pytest

from tests.ui.window.driver import CTRL, Driver, Key
from ui.dialogs.import_dialog import ImportDialog

CSV = """Lead ID,Created,Source,Status,MQL Date,Won on
1,2026-01-05,Web,Won,2026-01-10,2026-02-01
2,2026-01-07,Web,Lost,2026-01-12,
3,2026-02-03,Fair,Open,,
4,2026-02-09,Fair,Won,2026-02-10,2026-03-01
"""


def dialog_of(driver: Driver) -> ImportDialog:
    importing = driver.window.load().importing
    driver.until(lambda: importing.dialog is not None)
    dialog = importing.dialog
    assert dialog is not None
    driver.until(lambda: dialog.snapshot is not None or bool(dialog.message.problem))
    return dialog


@pytest.fixture
def leads(tmp_path: Path) -> Path:
    path = tmp_path / "leads.csv"
    path.write_text(CSV, "utf-8")
    return path


def test_dropped_reports_become_a_plan_in_one_undoable_step(
    empty: Driver, exports: tuple[Path, ...]
) -> None:
    empty.drop(*exports)
    dialog = dialog_of(empty)
    assert len(dialog.columns) == 6
    assert dialog.accept_button.text().startswith("Import 1,5")
    empty.click(dialog.accept_button)
    empty.rest()
    assert empty.window.shown.page.title == "Data"
    assert empty.window.shown.strip.isVisible()
    assert not empty.window.shown.desk.bare
    empty.press(Key.Key_Z, CTRL)
    assert empty.window.shown.desk.bare
    assert not empty.window.shown.strip.isVisible()
    empty.press(Key.Key_Y, CTRL)
    assert empty.window.shown.strip.isVisible()


def test_the_preview_accounts_for_every_row(empty: Driver, exports: tuple[Path, ...]) -> None:
    empty.drop(*exports)
    dialog = dialog_of(empty)
    found = dialog.snapshot
    assert found is not None
    assert found.rows_read == len(found.journeys) + found.merged + len(found.set_aside)
    assert dialog.preview.account.text().startswith(f"{found.rows_read:,} rows read")
    assert dialog.preview.funnel.grid_model().rowCount() == 5
    dialog.reject()


def test_cancelling_the_dialog_changes_nothing(empty: Driver, leads: Path) -> None:
    empty.drop(leads)
    dialog_of(empty).reject()
    empty.rest()
    assert empty.window.shown.desk.bare
    assert empty.window.shown.desk.session.undo_label is None


def test_a_column_is_corrected_by_one_choice(empty: Driver, leads: Path) -> None:
    empty.drop(leads)
    dialog = dialog_of(empty)
    meaning = dialog.columns[0].meaning("Won on")
    meaning.setCurrentIndex(meaning.findData("won_date"))
    meaning.activated.emit(meaning.currentIndex())
    empty.until(lambda: dialog.snapshot is not None)
    assert dialog.proposal.tables[0].mapped["Won on"] == "won_date"
    assert dialog.snapshot is not None
    assert dialog.snapshot.journeys.stages[-1] == "Won"
    dialog.reject()


def test_a_status_is_corrected_by_one_choice(empty: Driver, leads: Path) -> None:
    empty.drop(leads)
    dialog = dialog_of(empty)
    target = dialog.stages.target("Open")
    target.setCurrentIndex(target.findData("Lost"))
    target.activated.emit(target.currentIndex())
    empty.until(lambda: not dialog.waiting)
    assert {m.text: m.target for m in dialog.proposal.stage_map}["Open"] == "Lost"
    dialog.reject()


def test_two_quick_corrections_are_both_made(empty: Driver, leads: Path) -> None:
    empty.drop(leads)
    dialog = dialog_of(empty)
    for header in ("Source", "MQL Date"):
        meaning = dialog.columns[0].meaning(header)
        meaning.setCurrentIndex(0)
        meaning.activated.emit(0)
    empty.until(lambda: not dialog.waiting)
    assert not {"Source", "MQL Date"} & set(dialog.proposal.tables[0].mapped)
    dialog.reject()


def test_importing_again_shows_the_funnel_before_and_after(
    at: Driver, exports: tuple[Path, ...]
) -> None:
    at.drop(*exports)
    dialog = dialog_of(at)
    titles = [column.title for column in dialog.preview.funnel.grid_model().columns]
    assert titles == ["Funnel", "Now", "After", "Change"]
    dialog.reject()


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


def test_data_without_a_channel_or_currency_fill_every_sheet(empty: Driver, tmp_path: Path) -> None:
    path = tmp_path / "deals.csv"
    rows = [
        f"{i},2026-0{i % 6 + 1}-05,{stage},2026-0{i % 6 + 3}-01,{i * 100}"
        for i, stage in enumerate(("Closed Won", "Closed Lost") * 40)
    ]
    path.write_text("\n".join(("Opportunity ID,Created,Stage,Close Date,Amount", *rows)), "utf-8")
    empty.drop(path)
    empty.click(dialog_of(empty).accept_button)
    empty.rest()
    plan = empty.window.shown.desk.session.plan
    (line,) = plan.line_names
    assert empty.text("Assumptions", f"{line}/deal_size", "evidence").startswith("$")
    assert empty.text("Funnel", "total", "bookings").startswith("$")
    empty.go("Data", "source:0", "crm")
    assert "no particular CRM" in empty.window.shown.explain.explanation.text
