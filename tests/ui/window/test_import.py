"""An import by the page: proposal, correction, preview, one undoable step."""

from pathlib import Path

import psutil
import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from planner.base.days import parse_day
from tests.ui.window.driver import CTRL, Driver, Key
from tests.ui.window.import_page import DATES, MEANS, ImportPage
from ui.main_window import PlanWindow
from ui.settings import Settings

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support")

CSV = """Lead ID,Created,Source,Status,MQL Date,Won on
1,2026-01-05,Web,Won,2026-01-10,2026-02-01
2,2026-01-07,Web,Lost,2026-01-12,
3,2026-02-03,Fair,Open,,
4,2026-02-09,Fair,Won,2026-02-10,2026-03-01
"""
SLASHED = """Lead ID,Created,Source,MQL Date
1,03/04/2026,Web,05/06/2026
2,04/05/2026,Web,07/08/2026
3,05/06/2026,Fair,
"""
DEALS = ("Opportunity ID", "Created", "Stage", "Close Date", "Amount", "Amount Currency")


@pytest.fixture
def page(empty: Driver) -> ImportPage:
    return ImportPage(empty)


@pytest.fixture
def leads(tmp_path: Path) -> Path:
    return written(tmp_path / "leads.csv", CSV)


def written(path: Path, text: str) -> Path:
    path.write_text(text, "utf-8")
    return path


def deals(path: Path, *currencies: str) -> Path:
    """Write a won deal of 1,000 in each currency."""
    rows = [
        f"D{i},2026-01-0{i + 1},Closed Won,2026-03-0{i + 1},1000,{code}"
        for i, code in enumerate(currencies)
    ]
    return written(path, "\n".join((",".join(DEALS), *rows)))


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


def test_importing_again_shows_what_is_new_changed_and_gone(
    empty: Driver, page: ImportPage, leads: Path, tmp_path: Path
) -> None:
    empty.drop(leads)
    page.wait()
    empty.click(page.dialog.foot.accept_button)
    empty.rest()
    later = CSV.replace("3,2026-02-03,Fair,Open,,", "3,2026-02-03,Fair,Lost,2026-03-02,")
    later = later.replace("1,2026-01-05,Web,Won,2026-01-10,2026-02-01\n", "")
    empty.drop(written(tmp_path / "next month.csv", f"{later}5,2026-03-20,Web,Open,,\n"))
    page.wait()
    assert "remembered" in page.dialog.head.remembered.text
    counts = [number.text() for number, _ in page.dialog.preview.changes.counts]
    assert counts == ["1", "1", "2", "1"]
    titles = [column.title for column in page.dialog.preview.funnel.grid_model().columns]
    assert titles == ["Funnel", "Now", "After", "Change"]
    assert entered(page) == "5"
    drop = page.dialog.preview.changes.drop
    QTest.mouseClick(drop, page.LEFT, pos=QPoint(8, drop.height() // 2))
    assert entered(page) == "4"
    empty.click(page.dialog.foot.accept_button)
    empty.rest()
    journeys = empty.window.shown.desk.session.journeys
    assert journeys is not None
    assert len(journeys) == 4
    empty.press(Key.Key_Z, CTRL)
    journeys = empty.window.shown.desk.session.journeys
    assert journeys is not None
    assert len(journeys) == 4


def test_older_data_replace_the_plans_only_when_told(
    empty: Driver, page: ImportPage, leads: Path, tmp_path: Path
) -> None:
    empty.drop(leads)
    page.wait()
    empty.click(page.dialog.foot.accept_button)
    empty.rest()
    older = "\n".join(line for line in CSV.splitlines() if not line.startswith("4,"))
    older = older.replace("1,2026-01-05,Web,Won,2026-01-10,2026-02-01", "1,2026-01-05,Web,Open,,")
    empty.drop(written(tmp_path / "older.csv", older))
    page.wait()
    assert "are older than the plan’s own" in page.dialog.message.label.text()
    assert not page.allowed
    drop = page.dialog.preview.changes.drop
    QTest.mouseClick(drop, page.LEFT, pos=QPoint(8, drop.height() // 2))
    said = "These data are as of 2026-02-03 and replace newer ones, as of 2026-03-01: "
    assert page.dialog.message.label.text() == f"{said}1 journey changed back, 1 left out."
    assert page.allowed
    page.dialog.reject()


def test_leads_alone_that_changed_before_the_opportunities_go_in_as_they_are(
    empty: Driver, page: ImportPage, leads: Path, tmp_path: Path
) -> None:
    deals = "7,2026-02-20,Closed Won,2026-03-20,100,USD\n8,2026-03-01,Open,2026-06-01,50,USD\n"
    for path in (written(tmp_path / "deals.csv", f"{','.join(DEALS)}\n{deals}"), leads):
        empty.drop(path)
        page.wait()
        assert page.allowed, page.dialog.message.label.text()
        empty.click(page.dialog.foot.accept_button)
        empty.rest()
    journeys = empty.window.shown.desk.session.journeys
    assert journeys is not None
    assert (len(journeys), journeys.as_of) == (6, parse_day("2026-03-20"))


def test_older_values_in_place_of_newer_ones_are_told_of(
    empty: Driver, page: ImportPage, leads: Path, tmp_path: Path
) -> None:
    empty.drop(leads)
    page.wait()
    empty.click(page.dialog.foot.accept_button)
    empty.rest()
    empty.drop(written(tmp_path / "older.csv", CSV.replace("Won,2026-02-10,2026-03-01", "Open,,")))
    page.wait()
    said = "These data are as of 2026-02-09 and replace newer ones, as of 2026-03-01: "
    assert page.dialog.message.label.text() == f"{said}1 journey changed back."
    assert page.allowed
    page.dialog.reject()


def test_the_day_a_file_states_is_proposed_and_can_be_changed(
    empty: Driver, page: ImportPage, tmp_path: Path
) -> None:
    empty.drop(written(tmp_path / "leads.csv", f"Leads\nStand: 01.10.2026 14:03\n{CSV}"))
    page.wait()
    day = page.dialog.head.day
    assert day.text() == "1 Oct 2026"
    day.selectAll()
    QTest.keyClicks(day, "2 Oct 2026")
    QTest.keyClick(day, Qt.Key.Key_Return)
    page.rest()
    assert page.dialog.proposal.as_of == parse_day("2026-10-02")
    page.dialog.reject()


def test_the_page_opens_at_what_is_used(empty: Driver, page: ImportPage, tmp_path: Path) -> None:
    empty.drop(
        written(tmp_path / "a.csv", "Colour,Size\nred,3\nblue,4\n"),
        written(tmp_path / "b.csv", CSV),
    )
    page.wait()
    assert page.dialog.files.currentItem().text() == "b.csv"
    page.dialog.reject()


def entered(page: ImportPage) -> str:
    """Return how many journeys the first stage would have."""
    return page.dialog.preview.funnel.grid_model().cell(0, 2).text


def test_corrections_are_remembered_for_the_next_export(
    empty: Driver, page: ImportPage, leads: Path, tmp_path: Path
) -> None:
    empty.drop(leads)
    page.wait()
    page.choose(page.columns(), "Source", MEANS, "Region")
    page.rest()
    page.choose(page.stages(), "Open", MEANS, "Lost")
    page.rest()
    empty.click(page.dialog.foot.accept_button)
    empty.rest()
    empty.drop(written(tmp_path / "next.csv", CSV))
    page.wait()
    assert page.dialog.proposal.tables[0].mapped["Source"] == "region"
    assert {m.text: m.target for m in page.dialog.proposal.stage_map}["Open"] == "Lost"
    assert page.dialog.head.remembered.text.startswith("Mapping remembered from ")
    page.dialog.reject()


def test_a_mapping_is_handed_on_as_a_file(
    empty: Driver, page: ImportPage, leads: Path, tmp_path: Path
) -> None:
    importing = empty.window.load().importing
    empty.drop(leads)
    page.wait()
    page.choose(page.columns(), "Source", MEANS, "Region")
    page.rest()
    importing.save_mapping(tmp_path / "shared.json")
    page.dialog.reject()
    empty.drop(leads)
    page.wait()
    assert page.dialog.proposal.tables[0].mapped["Source"] == "lead_source"
    importing.load_mapping(written(tmp_path / "bad.json", "{}"))
    assert "This is no mapping (bad.json)" in page.dialog.message.label.text()
    importing.load_mapping(tmp_path / "shared.json")
    page.rest()
    assert page.dialog.proposal.tables[0].mapped["Source"] == "region"
    page.dialog.reject()


def test_a_mapping_of_somebody_else_leaves_one_click(
    empty: Driver, page: ImportPage, tmp_path: Path, qtbot: QtBot
) -> None:
    """A column's other meaning, and what stands where stage and status contradict each other."""
    text = f"{','.join(DEALS)},Status,Source\nD9,2026-01-09,Closed Won,2026-03-09,1000,USD,Lost,Web"
    deals = written(tmp_path / "deals.csv", text)
    empty.drop(deals)
    page.wait()
    page.choose(page.columns(), "Source", MEANS, "Region")
    page.rest()
    assert any(question.wanted for question in page.dialog.questions)
    shared = tmp_path / "shared.json"
    empty.window.load().importing.save_mapping(shared)
    page.dialog.reject()
    other = PlanWindow(Settings(tmp_path / "another"))
    with qtbot.waitActive(other):
        other.show()
    theirs = Driver(other, qtbot)
    their_page = ImportPage(theirs)
    theirs.drop(deals)
    their_page.wait()
    assert their_page.dialog.proposal.tables[0].mapped["Source"] == "lead_source"
    other.load().importing.load_mapping(shared)
    their_page.rest()
    assert not any(question.wanted for question in their_page.dialog.questions)
    theirs.click(their_page.dialog.foot.accept_button)
    theirs.rest()
    journeys = other.shown.desk.session.journeys
    assert journeys is not None
    assert set(journeys.dimensions["region"].labels) == {"Web"}
    other.forget()
    other.deleteLater()


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


def readers() -> list[psutil.Process]:
    """Return the reading processes of this one."""
    return [
        child
        for child in psutil.Process().children()
        if child.is_running() and child.status() != psutil.STATUS_ZOMBIE
    ]


def test_reading_shows_its_progress_and_is_cancelled_at_once(
    empty: Driver, page: ImportPage, tmp_path: Path
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


def test_closing_the_page_ends_the_reader(empty: Driver, page: ImportPage, leads: Path) -> None:
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
