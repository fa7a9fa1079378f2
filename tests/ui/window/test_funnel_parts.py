"""The parts of the Funnel sheet in the window: chosen, explained, and led to their journeys."""

from dataclasses import replace

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from planner.base.days import month_of, parse_day
from planner.sheets.drivers_chart import TENTH
from tests.ui.window.driver import SHIFT, Driver, Key
from tests.ui.window.test_charts import click_on
from ui.charts.marked import places
from ui.charts.plot import Plot
from ui.charts.view import ChartView
from ui.pages.monthly_part import MonthlyPart
from ui.pages.steps_part import StepsPart

PARTS = ("journeys", "cohorts", "time", "volume")


def show(at: Driver, part: str) -> None:
    at.window.shown.show_sheet("Funnel")
    at.rest()
    at.window.shown.funnel.show_part(part)
    at.rest()
    at.until(lambda: not at.grid.grid_model().stale and at.grid.grid_model().rowCount() > 0)


@pytest.mark.parametrize("part", PARTS)
def test_a_number_of_every_part_leads_to_its_journeys(at: Driver, part: str) -> None:
    show(at, part)
    assert at.grid.hasFocus()
    at.grid.go(0, 1)
    said = at.window.shown.explain.explanation
    counted = int(at.grid.grid_model().cell(0, 1).text.replace(",", ""))
    assert len(said.text) > 10
    at.grid.place_requested.emit(at.grid.place_at(0, 1))
    at.rest()
    assert at.window.shown.page.title == "Data"
    assert at.grid.grid_model().rowCount() == counted


@pytest.mark.parametrize(
    "part",
    ["cohorts", "time", "lead value", "open", "drivers", "quality", "attribution", "campaigns"],
)
def test_a_cell_is_marked_in_the_charts_of_its_part(here: Driver, part: str) -> None:
    show(here, part)
    views = here.window.shown.funnel.current.findChildren(ChartView)
    here.until(lambda: any(view.chart is not None and places(view.chart) for view in views))
    linked = [view for view in views if view.chart is not None and places(view.chart)]
    for view in linked:
        at = sorted(places(view.chart), key=str)[0]  # type: ignore[arg-type]
        if at.row.startswith(TENTH):
            continue  # it leads to its deals
        assert here.window.shown.funnel.go_to(at)
        here.end_gesture()
        now = view.findChild(Plot)._shown
        assert now.points or now.runs


def test_a_source_teams_bar_leads_to_its_row_and_from_there_to_its_journeys(at: Driver) -> None:
    show(at, "volume")
    part = at.window.shown.funnel.current
    assert isinstance(part, MonthlyPart)
    at.until(lambda: part.shares.findChild(Plot) is not None)
    assert part.shares.chart is not None
    plot, team = part.shares.findChild(Plot), part.shares.chart.series[0]
    whole = int(at.text("Funnel", "stage:0", "total").replace(",", ""))
    sal = next(i for i in range(at.grid.grid_model().rowCount())
               if at.grid.grid_model().row(i).key == "stage:2")  # fmt: skip
    at.grid.go(sal, 1)
    ((across, up),) = plot._shown.runs
    assert (round(sum(across[:4]) / 4), min(up), round(max(up), 9)) == (2, 0.0, 1.0)
    spot = plot._to_pixels(team.x[0], team.y[0] / 2).toPoint()
    at.click(plot.viewport(), spot)
    here = at.grid.place_at(*at.grid.place())
    assert (here.row, here.column) == ("stage:0", "total")
    assert at.grid.hasFocus()
    QTest.mouseDClick(plot.viewport(), at.LEFT, pos=spot)
    at.rest()
    assert at.window.shown.page.title == "Data"
    assert at.grid.grid_model().rowCount() == round(team.y[0] * whole)


def test_a_stage_marks_all_that_entered_in_a_month_and_a_line_leads_to_its_folded_row(
    here: Driver,
) -> None:
    show(here, "volume")
    part = here.window.shown.funnel.current
    assert isinstance(part, MonthlyPart)
    here.until(lambda: part.months.chart is not None and bool(part.months.chart.series))
    assert part.months.chart is not None
    plot, lines = part.months.findChild(Plot), part.months.chart.series
    place = lines[1].places[3]
    here.grid.all_folded.emit(True)
    here.rest()
    assert here.window.shown.funnel.grid().go_to(replace(place, row="stage:0"))
    here.end_gesture()
    assert {across for across, _ in plot._shown.points} == {3.0}
    assert len(plot._shown.points) == len({line.y[3] for line in lines})
    click_on(part.months, place)
    here.end_gesture()
    now = here.grid.place_at(*here.grid.place())
    assert (now.row, now.column) == (place.row, place.column)
    assert plot._shown.points == ((3.0, lines[1].y[3]),)


def test_cut_by_source_team_row_and_part_of_a_bar_lead_to_each_other(at: Driver) -> None:
    show(at, "volume")
    at.window.shown.funnel.filters.cut.choose("source team")
    at.rest()
    part = at.window.shown.funnel.current
    assert isinstance(part, MonthlyPart)
    assert part.shown is not None
    at.until(lambda: part.shares.chart is not None)
    assert part.shares.chart is not None
    place = part.shares.chart.series[1].places[0]
    assert part.shown.bar_of(part.shown.row_of(place)) == place


def test_a_rep_leads_to_the_leads_received(at: Driver) -> None:
    at.window.shown.show_sheet("Reps")
    at.rest()
    counted = int(at.grid.grid_model().cell(0, 1).text.replace(",", ""))
    at.grid.place_requested.emit(at.grid.place_at(0, 1))
    at.rest()
    assert at.window.shown.page.title == "Data"
    assert at.grid.grid_model().rowCount() == counted


def test_what_was_shown_stays_stale_until_the_new_cut_is_there(at: Driver) -> None:
    show(at, "journeys")
    page = at.window.shown.funnel
    before = at.grid.grid_model().columns[0].title
    page.filters.cut.choose("region")
    assert at.grid.grid_model().stale
    assert at.grid.grid_model().columns[0].title == before
    spoken = at.grid.grid_model().data(at.grid.currentIndex(), Qt.ItemDataRole.AccessibleTextRole)
    assert spoken.endswith("Being measured anew.")
    page.filters.cut.choose("segment")
    at.rest()
    assert not at.grid.grid_model().stale
    assert at.grid.grid_model().columns[0].title == "Segment"


def test_a_group_unfolds_into_its_cohorts_by_key(at: Driver) -> None:
    show(at, "cohorts")
    part = at.window.shown.funnel.current
    assert isinstance(part, StepsPart)
    rows = [at.grid.grid_model().row(i).key for i in range(at.grid.grid_model().rowCount())]
    group = next(key for key in rows if key.startswith("group:"))
    at.grid.go(rows.index(group), 0)
    at.press(Key.Key_Space)
    at.rest()
    shown = [at.grid.grid_model().row(i).key for i in range(at.grid.grid_model().rowCount())]
    assert any(key.startswith(f"{group}/") for key in shown)
    named = group.removeprefix("group:")
    at.until(lambda: part.rates.chart is not None and named in part.rates.chart.subtitle)


def test_all_cohorts_fold_and_unfold_by_key(here: Driver) -> None:
    show(here, "cohorts")
    model, held = here.grid.grid_model(), Qt.KeyboardModifier.AltModifier | SHIFT

    def pressed(key: Key) -> list[bool]:
        here.press(key, held)
        here.rest()
        return [row.folded for row in map(model.row, range(model.rowCount())) if row.folds]

    here.grid.go(0, 1)
    assert pressed(Key.Key_Left)[0]
    assert not pressed(Key.Key_Right)[0]
    assert all(folded := pressed(Key.Key_A))
    assert model.rowCount() == len(folded)
    assert not any(pressed(Key.Key_A))


def test_any_months_of_entry_can_be_asked_for(at: Driver) -> None:
    show(at, "journeys")
    filters = at.window.shown.funnel.filters
    whole = int(at.text("Funnel", "total", "stage:0").replace(",", ""))
    dialog = filters.months_dialog()
    dialog.open()
    first, last = (month_of(parse_day(day)) for day in ("2026-02-01", "2026-04-01"))
    dialog.first.setCurrentIndex(dialog.first.findData(first))
    dialog.last.setCurrentIndex(dialog.last.findData(last))
    dialog.accept()
    QApplication.processEvents()
    assert "Feb–Apr 2026" in filters.window_pick.text()
    assert 0 < int(at.text("Funnel", "total", "stage:0").replace(",", "")) < whole / 3
