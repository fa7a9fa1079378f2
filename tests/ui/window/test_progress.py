"""The Progress sheet at the window: what to do before there are actuals, then three parts."""

from pathlib import Path

import pytest

from planner.base.stages import Seat
from planner.intake import propose, take_in
from planner.plan.edits import Draft
from planner.sample import LATER, later, make_company, write_exports
from planner.sheets.arrangement import NOTHING, Holding, Sort
from planner.sheets.cells import Place
from tests.ui.window.conftest import new_plan
from tests.ui.window.driver import Driver
from ui.pages.frame import SAMPLE_YEAR


@pytest.fixture(scope="module")
def year_file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A saved plan of 400 leads, with what came of it by the end of March."""
    folder, company = tmp_path_factory.mktemp("year"), make_company(leads=400)
    session = new_plan(folder / "work")
    for known in (company, later(company, LATER[0])):
        exports = write_exports(known, folder / str(known.as_of))
        session.adopt(take_in(propose(exports)))
    session.submit([Draft(Seat.TOGETHER, "goal", 400_000.0)], "goal")
    path = session.save(folder / "year.fairlead")
    session.close()
    return path


def test_without_actuals_a_sentence_says_what_to_do(at: Driver) -> None:
    at.window.shown.show_sheet("Progress")
    frame = at.window.shown.frame_of(at.window.shown.progressing)
    assert frame.currentWidget() is frame.empty
    assert "once exports of a day after the plan began are imported" in frame.page.sentence
    asked: list[bool] = []
    frame.page.sample_requested.connect(asked.append)
    at.window.shown.sample_requested.disconnect()
    at.click(frame.empty.quiet)
    assert frame.empty.quiet.text() == SAMPLE_YEAR
    assert asked == [True]


def test_from_a_bar_of_the_bridge_to_its_row_and_on_to_the_claims(
    empty: Driver, year_file: Path
) -> None:
    empty.window.open_path(year_file)
    empty.rest()
    shown = empty.window.shown
    shown.show_sheet("Progress")
    page = shown.progressing
    bar = page.left.chart.bridge[1]
    assert bar.place is not None
    arranging = page.view.arranging
    arranging.arrange(NOTHING.with_filter(Holding("name", "no such measure")))
    page.left.place_clicked.emit(bar.place)
    assert page.view.place_at(*page.view.place()) == bar.place
    empty.until(lambda: "differ from the plan by" in shown.explain.explanation.text)
    shown.go(Place("Progress", "total", "expected"))
    assert page.part.value == "ahead"
    empty.until(lambda: "still to come" in shown.explain.explanation.text)
    arranging.arrange(NOTHING.sorted_by(Sort("month", descending=True)))
    keys = [page.view.grid_model().row(at).key for at in range(page.view.grid_model().rowCount())]
    assert keys == [*sorted(keys[:-1], reverse=True), "total"]
    empty.click(page.part.button("record"))
    assert page.view.grid_model().columns[0].title == "Claim"
