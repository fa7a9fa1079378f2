"""An import by the page: proposal, correction, preview, one undoable step."""

from pathlib import Path

import pytest
from PySide6.QtTest import QTest

from planner.intake.worker.process import ReadingProcess
from tests.ui.window.driver import CTRL, Driver, Key
from tests.ui.window.dropped import CSV, SLASHED, deals, written
from tests.ui.window.import_page import DATES, MEANS, ImportPage

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support")


@pytest.mark.parametrize("open_reader", [ReadingProcess])
def test_dropped_reports_become_a_plan_in_one_undoable_step(
    empty: Driver, page: ImportPage, exports: tuple[Path, ...]
) -> None:
    empty.drop(*exports)
    page.wait()
    assert page.dialog.files.count() == 6
    assert page.button.startswith("Import 1,5")
    label = page.button.replace("Import", "import")
    empty.click(page.dialog.foot.accept_button)
    empty.rest()
    assert empty.window.shown.page.title == "Data"
    assert empty.window.shown.strip.isVisible()
    assert not empty.window.shown.desk.bare
    assert empty.window.shown.desk.session.undo_label == label
    empty.press(Key.Key_Z, CTRL)
    assert empty.window.shown.desk.bare
    assert not empty.window.shown.strip.isVisible()
    empty.press(Key.Key_Y, CTRL)
    assert empty.window.shown.strip.isVisible()


def test_enter_imports_what_is_clear(empty: Driver, page: ImportPage, leads: Path) -> None:
    empty.drop(leads)
    page.wait()
    QTest.keyClick(page.dialog.focusWidget(), Key.Key_Return)
    empty.rest()
    assert not empty.window.shown.desk.bare


def test_the_preview_accounts_for_every_row(
    empty: Driver, page: ImportPage, exports: tuple[Path, ...]
) -> None:
    empty.drop(*exports)
    page.wait()
    words = page.account.partition(".")[0].replace(",", "").split()
    read, journeys, merged, aside = (int(word) for word in words if word.isdigit())
    assert read == journeys + merged + aside
    assert page.dialog.preview.reasons.text().count("set aside") >= (aside > 0)
    page.dialog.reject()


@pytest.mark.parametrize("open_reader", [ReadingProcess])
def test_cancelling_changes_nothing_and_ends_the_reader(
    empty: Driver, page: ImportPage, leads: Path
) -> None:
    empty.drop(leads)
    page.wait()
    QTest.keyClick(page.dialog, Key.Key_Escape)
    empty.rest()
    assert empty.window.load().importing.dialog is None
    assert empty.window.shown.desk.bare
    assert empty.window.shown.desk.session.undo_label is None


def test_a_column_is_corrected_by_one_click(empty: Driver, page: ImportPage, leads: Path) -> None:
    empty.drop(leads)
    page.wait()
    columns = page.columns()
    page.choose(columns, "Source", MEANS, "Campaign")
    assert page.text(columns, "Source", MEANS) == "Campaign"
    page.rest()
    assert page.dialog.proposal.tables[0].mapped["Source"] == "campaign"
    page.dialog.reject()


def test_a_column_is_corrected_by_keys_alone(empty: Driver, page: ImportPage, leads: Path) -> None:
    empty.drop(leads)
    page.wait()
    page.choose_by_keys(page.columns(), "Source", MEANS, "Region")
    page.rest()
    assert page.dialog.proposal.tables[0].mapped["Source"] == "region"
    page.dialog.reject()


def test_a_status_is_corrected_by_one_click(empty: Driver, page: ImportPage, leads: Path) -> None:
    empty.drop(leads)
    page.wait()
    page.choose(page.stages(), "Open", MEANS, "Lost")
    page.rest()
    assert {m.text: m.target for m in page.dialog.proposal.stage_map}["Open"] == "Lost"
    page.dialog.reject()


def test_two_quick_corrections_are_both_made(empty: Driver, page: ImportPage, leads: Path) -> None:
    empty.drop(leads)
    page.wait()
    columns = page.columns()
    for header in ("Source", "MQL Date"):
        page.choose(columns, header, MEANS, "not used")
    page.rest()
    assert not {"Source", "MQL Date"} & set(page.dialog.proposal.tables[0].mapped)
    page.dialog.reject()


def test_an_undecidable_order_is_asked_with_both_readings(
    empty: Driver, page: ImportPage, tmp_path: Path
) -> None:
    empty.drop(written(tmp_path / "leads.csv", SLASHED))
    page.wait()
    assert page.dialog.parts.button("decisions").text() == "Decisions  ◆ 2"
    created = page.dialog.questions[0]
    assert (
        created.sentence == "Is 03/04/2026 3 Apr 2026 or 4 Mar 2026? No value of the column tells."
    )
    page.answer(created.key, "DMY")
    page.rest()
    assert page.dialog.parts.button("decisions").text() == "Decisions  ◆ 1"
    columns = page.columns()
    assert page.text(columns, "Created", DATES) == "day/month/year"
    page.choose(columns, "MQL Date", DATES, "day/month/year")
    page.rest()
    assert page.dialog.parts.button("decisions").text() == "Decisions"
    page.dialog.reject()


def test_several_currencies_wait_for_a_rate_or_are_set_aside(
    empty: Driver, page: ImportPage, tmp_path: Path
) -> None:
    empty.drop(deals(tmp_path / "deals.csv", "EUR", "EUR", "USD", "GBP"))
    page.wait()
    assert not page.allowed
    assert page.dialog.foot.said.text == (
        "State what GBP on 1 row and USD on 1 row is worth in EUR, or set those rows aside."
    )
    rates = page.question("currencies")
    page.write(rates, "USD", 2, "none")
    assert "not a number" in page.dialog.message.label.text()
    page.write(rates, "USD", 2, "0.5")
    page.rest()
    assert not page.allowed
    page.answer("currencies", "aside")
    assert page.allowed
    empty.click(page.dialog.foot.accept_button)
    empty.rest()
    journeys = empty.window.shown.desk.session.journeys
    assert journeys is not None
    assert journeys.currency == "EUR"
    assert sorted(journeys.amount.tolist()) == [500.0, 1000.0, 1000.0]


def test_names_spelt_alike_are_merged_by_a_tick(
    empty: Driver, page: ImportPage, tmp_path: Path
) -> None:
    text = CSV.replace("3,2026-02-03,Fair,", "3,2026-02-03,WEB,")
    empty.drop(written(tmp_path / "leads.csv", text))
    page.wait()
    spellings = page.question("clusters")
    page.click(spellings, "channel|Web", 0)
    page.rest()
    assert page.dialog.proposal.hints.merges == (("channel", "WEB", "Web"),)
    spellings.setFocus()
    QTest.keyClick(spellings, Key.Key_Space)
    page.rest()
    assert page.dialog.proposal.hints.merges == ()
    page.write(page.question("clusters"), "channel|Web", 1, "Website")
    page.rest()
    assert ("channel", "WEB", "Website") in page.dialog.proposal.hints.merges
    page.dialog.reject()


def test_stage_against_status_is_decided_by_a_click(
    empty: Driver, page: ImportPage, tmp_path: Path
) -> None:
    rows = ("1,2026-01-05,Closed Won,1,0,2026-02-01,5", "2,2026-01-05,Closed Won,1,1,2026-02-01,5")
    head = "Opportunity ID,Created,Stage,Closed,Won,Close Date,Amount"
    empty.drop(written(tmp_path / "deals.csv", "\n".join((head, *rows))))
    page.wait()
    won = page.dialog.preview.funnel.grid_model
    assert won().cell(1, 1).text == "1"
    page.answer("conflicts", "stage")
    page.rest()
    assert won().cell(1, 1).text == "2"
    page.dialog.reject()


def test_the_as_of_date_is_typed(empty: Driver, page: ImportPage, leads: Path) -> None:
    empty.drop(leads)
    page.wait()
    day = page.dialog.head.day
    assert day.text() == "1 Mar 2026"
    day.setFocus()
    day.selectAll()
    QTest.keyClicks(day, "no day")
    QTest.keyClick(day, Key.Key_Return)
    assert "'no day' is not a date" in page.dialog.message.label.text()
    day.selectAll()
    QTest.keyClicks(day, "2026-02-05")
    QTest.keyClick(day, Key.Key_Return)
    page.rest()
    assert day.text() == "5 Feb 2026"
    assert page.dialog.proposal.hints.as_of is not None
    page.dialog.reject()


def test_unreadable_files_are_told_of_and_the_others_go_on(
    empty: Driver, page: ImportPage, leads: Path, tmp_path: Path
) -> None:
    (tmp_path / "other").mkdir()
    bad = written(tmp_path / "none.csv", "just words"), tmp_path / "away.csv"
    namesake = written(tmp_path / "other" / "leads.csv", "")
    empty.drop(bad[0], leads, namesake, bad[1])
    page.wait()
    assert sorted(page.dialog.message.label.text().splitlines()) == [
        "No header row was found (none.csv). Export a table with one line of column names above "
        "the rows.",
        "The file is empty (leads.csv). Export it again.",
        f"There is no such file ({bad[1]}).",
    ]
    assert page.dialog.files.count() == 1
    assert (page.button, page.allowed) == ("Import 4 journeys", True)
    page.dialog.reject()


def test_files_of_which_none_can_be_read_open_no_page(
    empty: Driver, page: ImportPage, tmp_path: Path
) -> None:
    away = tmp_path / "away.csv"
    empty.drop(written(tmp_path / "none.csv", "just words"), away)
    empty.until(lambda: bool(empty.message))
    assert empty.window.load().importing.dialog is None
    assert [line.split(")")[0] for line in empty.message.splitlines()] == [
        "No header row was found (none.csv",
        f"There is no such file ({away}",
    ]


def test_more_files_join_the_page_and_a_bad_one_is_left_out(
    empty: Driver, page: ImportPage, leads: Path, tmp_path: Path
) -> None:
    empty.drop(leads)
    page.wait()
    empty.drop(deals(tmp_path / "deals.csv", "EUR"))
    page.rest()
    assert page.dialog.files.count() == 2
    empty.drop(written(tmp_path / "none.xlsx", "just words"))
    empty.rest()
    assert "none.xlsx" in page.dialog.message.label.text()
    assert page.dialog.files.count() == 2
    assert page.allowed
    page.dialog.reject()
