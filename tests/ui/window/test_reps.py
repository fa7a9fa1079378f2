"""The Reps sheet in the window: reached by key, names hidden and remembered, charts follow."""

from dataclasses import replace

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication

from tests.ui.window.driver import Driver, Key
from ui.main_window import PlanWindow
from ui.pages.reps import MEASURING, RepsPage

ALT = Qt.KeyboardModifier.AltModifier


def page_of(at: Driver) -> RepsPage:
    at.press(Key.Key_6, ALT)
    QApplication.processEvents()
    assert at.window.shown.page.title == "Reps"
    return at.window.shown.reps


def names(at: Driver) -> list[str]:
    model = at.grid.grid_model()
    return [model.cell(row, 0).text for row in range(model.rowCount())]


def test_alt_6_shows_every_rep_and_all_together(at: Driver) -> None:
    page_of(at)
    assert "Maya Okafor" in names(at)
    assert names(at)[-1] == "All"
    assert "Marketing" not in names(at)


def test_a_rep_unfolds_into_source_teams(at: Driver) -> None:
    page_of(at)
    at.grid.go(0, 0)
    at.press(Key.Key_Space)
    assert "Marketing" in names(at)


def test_names_are_hidden_in_grid_charts_and_sentence_and_stay_so(at: Driver) -> None:
    page = page_of(at)
    at.grid.go(0, 5)
    first = names(at)[0]
    assert first in {series.name for series in page.picking.chart.series}
    at.click(page.hide_names)
    QApplication.processEvents()
    assert all(name.startswith("Rep ") for name in names(at)[:-1])
    told = (
        repr(page.picking.chart) + repr(page.touch.chart) + at.window.shown.explain.accessibleName()
    )
    assert first not in told
    again = PlanWindow(at.window.settings)
    again.load()
    assert again.shown.reps.hide_names.isChecked()
    again.forget()
    again.deleteLater()
    at.click(page.hide_names)
    assert names(at)[0] == first
    assert not at.window.settings.names_hidden


def test_the_charts_follow_the_current_rep(at: Driver) -> None:
    page = page_of(at)
    for row in (0, 3):
        at.grid.go(row, 1)
        at.until(lambda row=row: names(at)[row] in {s.name for s in page.picking.chart.series})
    at.grid.go(len(names(at)) - 1, 1)
    at.until(lambda: [s.name for s in page.picking.chart.series] == ["All"])


def test_many_journeys_are_measured_while_the_window_stays_free(
    at: Driver, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("ui.pages.reps.MEASURING", replace(MEASURING, at_once=0))
    page_of(at)
    at.rest()
    at.until(lambda: names(at)[-1:] == ["All"])
    assert at.window.shown.reps.window_line.text.startswith("Received ")


def test_without_data_it_says_what_will_be_here(empty: Driver) -> None:
    empty.window.shown.show_sheet("Reps")
    page = empty.window.shown.reps
    assert page.has_nothing()
    assert "column of owners" in page.sentence
    assert empty.window.shown.frame_of(page).empty.isVisible()
