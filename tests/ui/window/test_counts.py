"""Counts above the first record and responses, on the Data and the Funnel sheet."""

from pathlib import Path

import pytest
from PySide6.QtTest import QTest

from planner.base.days import parse_day
from planner.intake import propose, take_in
from planner.session import create_plan
from planner.sheets.funnel_charts import conversion_finding
from planner.sheets.volumes import RATIO_NOTE
from tests.intake.files import write_text
from tests.people import person
from tests.ui.window.driver import CTRL, Driver, Key
from tests.ui.window.import_page import ImportPage
from ui.pages.counts import CountsPanel

COUNTS = """Channel,Measure,Jun 2026,Jul 2026
Events,Attendees,240,180
Paid search,Visits,12000,14000"""


@pytest.fixture(scope="module")
def counted_file(exports: tuple[Path, ...], tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A saved plan on the small company with monthly counts beside its reports."""
    folder = tmp_path_factory.mktemp("counted")
    path = folder / "counts.csv"
    path.write_text(COUNTS, "utf-8")
    session = create_plan(folder / "work", person(), "Counted")
    session.adopt(take_in(propose((*exports, path))))
    saved = session.save(folder / "counted.fairlead")
    session.close()
    return saved


@pytest.fixture
def counted(empty: Driver, counted_file: Path) -> Driver:
    """A window of that plan."""
    empty.window.open_path(counted_file)
    empty.rest()
    return empty


def shown_in(panel: CountsPanel, row: str, column: str) -> tuple[str, str]:
    sheet = panel.volumes.grid_model().sheet
    assert sheet is not None
    keys = [c.key for c in sheet.columns]
    rows = [sheet.row(i).key for i in range(sheet.row_count)]
    cell = sheet.cell(rows.index(row), keys.index(column))
    return cell.text, cell.small


def test_the_responses_and_every_part_are_found_by_name(counted: Driver) -> None:
    for text, found in (("responses", "Responses to campaigns"), ("aside data", "Set aside")):
        counted.window.shown.show_sheet("Plan")
        counted.press(Key.Key_K, CTRL)
        QTest.keyClicks(counted.window.focusWidget(), text)
        assert counted.window.finder.palette.texts[0] == (found, "Part of Data")
        counted.press(Key.Key_Return)
        assert counted.window.shown.page.title == "Data"
        assert counted.window.focusWidget() in counted.window.shown.data.grids()
        assert counted.window.focusWidget().isVisible()


def test_the_data_sheet_shows_counts_beside_responses(counted: Driver) -> None:
    page = counted.window.shown.data
    counted.window.shown.show_sheet("Data")
    page.show_part("counts")
    assert page.counts.note.text() == RATIO_NOTE
    text, ratio = shown_in(page.counts, "Attendees|Events", "2026-06")
    assert text == "240"
    assert ratio.endswith("%")
    assert page.counts.responses.grid_model().rowCount() > 3
    assert "4 monthly counts" in page.account.text


def test_the_funnel_sheet_shows_the_counts_of_its_window(counted: Driver) -> None:
    counted.window.shown.show_sheet("Funnel")
    page = counted.window.shown.funnel
    page.shown.choose("counts")
    assert page.part("counts").isVisible()
    assert not page.filters.cut.isVisible()
    assert page.filters.window_pick.isVisible()
    assert "ratio of counts" in counted.window.shown.explain.explanation.text
    page.shown.choose("journeys")
    assert page.part("journeys").isVisible()
    assert page.filters.cut.isVisible()


def test_data_without_any_counts_offer_no_such_part(empty: Driver, tmp_path: Path) -> None:
    path = tmp_path / "deals.csv"
    path.write_text(
        "Opportunity ID,Opportunity Name,Created Date,Close Date,Stage,Amount\n"
        "D1,A,2026-02-01,2026-03-01,Closed Won,5000\nD2,B,2026-02-01,2026-03-05,Closed Lost,10",
        "utf-8",
    )
    session = create_plan(tmp_path / "work", person(), "Bare")
    session.adopt(take_in(propose([path])))
    saved = session.save(tmp_path / "bare.fairlead")
    session.close()
    empty.window.open_path(saved)
    empty.rest()
    shown = empty.window.shown
    shown.show_sheet("Data")
    assert not shown.data.parts.button("counts").isVisible()
    shown.show_sheet("Funnel")
    offered = [action.text() for action in shown.funnel.shown.list.actions()]
    assert "Journeys" in offered
    assert "Counts" not in offered


def test_counts_dropped_alone_are_laid_beside_the_plans_data(at: Driver, tmp_path: Path) -> None:
    path = write_text(tmp_path, "visits.csv", "Month,Channel,Visits\n2026-01,Events,100")
    at.drop(path)
    page = ImportPage(at).wait()
    assert (page.button, page.allowed) == ("Import", True)
    page.dialog.foot.accept_button.click()
    at.rest()
    session = at.window.shown.desk.session
    assert session.snapshot is not None
    assert [one.count for one in session.snapshot.volumes] == [100]
    assert len(session.snapshot.journeys) > 1000
    assert session.undo_label == "import"


def test_counts_dropped_on_an_empty_window_wait_for_journeys(empty: Driver, tmp_path: Path) -> None:
    path = write_text(tmp_path, "visits.csv", "Month,Channel,Visits\n2026-01,Events,100")
    empty.drop(path)
    page = ImportPage(empty).wait()
    assert (page.button, page.allowed) == ("Import", True)
    page.dialog.foot.accept_button.click()
    empty.rest()
    shown = empty.window.shown
    for sheet in ("Data", "Funnel", "Assumptions", "Plan", "Data"):
        shown.show_sheet(sheet)
        empty.rest()
    assert shown.data.parts.button("counts").isVisible()
    assert conversion_finding(shown.desk.session.measure(), 0) == "Conversion: nothing to tell yet"
    records = "Lead ID,Created,Source,Converted Date\nL1,2026-01-05,Events,2026-01-20"
    empty.drop(write_text(tmp_path, "leads.csv", records))
    ImportPage(empty).wait().dialog.foot.accept_button.click()
    empty.rest()
    session = shown.desk.session
    assert session.snapshot is not None
    assert [one.count for one in session.snapshot.volumes] == [100]
    assert session.journeys is not None
    assert (len(session.journeys), session.journeys.as_of) == (1, parse_day("2026-01-20"))
    assert session.plan.stages == ("Inquiry", "Opportunity")
