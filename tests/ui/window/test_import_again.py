"""An import into a plan that has data, and mappings that are remembered."""

from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from planner.base.days import parse_day
from tests.ui.window.driver import CTRL, Driver, Key
from tests.ui.window.dropped import CSV, DEALS, written
from tests.ui.window.import_page import MEANS, ImportPage
from ui.main_window import PlanWindow
from ui.settings import Settings

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support")


def entered(page: ImportPage) -> str:
    """Return how many journeys the first stage would have."""
    return page.dialog.preview.funnel.grid_model().cell(0, 2).text


def import_files(at: Driver, page: ImportPage, path: Path) -> None:
    at.drop(path)
    page.wait()
    assert page.allowed, page.dialog.message.label.text()
    at.click(page.dialog.foot.accept_button)
    at.rest()


def leads_of(at: Driver) -> set[str]:
    journeys = at.window.shown.desk.session.journeys
    assert journeys is not None
    return set(journeys.ids)


def test_importing_again_shows_what_is_new_changed_and_gone(
    empty: Driver, page: ImportPage, leads: Path, tmp_path: Path
) -> None:
    import_files(empty, page, leads)
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
    assert leads_of(empty) == {"2", "3", "4", "5"}
    empty.press(Key.Key_Z, CTRL)
    assert leads_of(empty) == {"1", "2", "3", "4"}


def test_older_data_replace_the_plans_only_when_told(
    empty: Driver, page: ImportPage, leads: Path, tmp_path: Path
) -> None:
    import_files(empty, page, leads)
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
        import_files(empty, page, path)
    journeys = empty.window.shown.desk.session.journeys
    assert journeys is not None
    assert (len(journeys), journeys.as_of) == (6, parse_day("2026-03-20"))


def test_older_values_in_place_of_newer_ones_are_told_of(
    empty: Driver, page: ImportPage, leads: Path, tmp_path: Path
) -> None:
    import_files(empty, page, leads)
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
