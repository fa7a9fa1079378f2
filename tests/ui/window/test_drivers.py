"""What drives deals, in the window: chosen by a click, filtered, explained."""

import re

from PySide6.QtCore import Qt

from tests.ui.window.driver import Driver
from ui.pages.drivers_panel import DriversPanel


def opened(at: Driver) -> DriversPanel:
    at.window.shown.show_sheet("Funnel")
    page = at.window.shown.funnel
    page.shown.choose("drivers")
    at.rest()
    at.until(lambda: at.grid.grid_model().rowCount() > 5)
    panel = page.current
    assert isinstance(panel, DriversPanel)
    return panel


def test_a_click_shows_multipliers_over_their_grid(at: Driver) -> None:
    panel = opened(at)
    page = at.window.shown.funnel
    assert panel.isVisible()
    assert not page.part("journeys").isVisible()
    assert not page.filters.cut.isVisible()
    assert page.filters.window_pick.isVisible()
    assert "open leads and deals are expected to bring" in panel.standing.text()
    assert panel.charts[0].chart is not None
    assert panel.charts[0].chart.title.startswith("Win: ")
    page.shown.choose("journeys")
    assert page.part("journeys").isVisible()
    assert page.filters.cut.isVisible()


def test_the_current_multiplier_is_a_sentence(at: Driver) -> None:
    opened(at)
    at.go("Funnel", "segment | Mid-market", "won")
    assert "closed deals won." in at.window.shown.explain.explanation.text
    at.press(Qt.Key.Key_Right)
    text = at.window.shown.explain.explanation.text
    assert "times the odds of a win of SMB, all other factors alike (90% interval" in text


def test_a_filter_measures_anew_off_the_windows_thread(at: Driver) -> None:
    panel = opened(at)
    every = at.text("Funnel", "reference", "deals")
    at.window.shown.funnel.filters.filters["region"].choose("EMEA")
    assert at.window.tasks.busy
    assert panel.view.grid_model().rowCount() == 0
    at.rest()
    at.until(lambda: panel.view.grid_model().rowCount() > 0)
    assert int(at.text("Funnel", "reference", "deals")) < int(every.replace(",", ""))


def test_the_same_figures_are_not_measured_twice(at: Driver) -> None:
    panel = opened(at)
    page = at.window.shown.funnel
    page.shown.choose("journeys")
    page.shown.choose("drivers")
    assert not at.window.tasks.busy
    assert panel.view.grid_model().rowCount() > 5


def test_a_tenth_of_the_chances_leads_to_its_deals(at: Driver) -> None:
    panel = opened(at)
    view = panel.charts[-1]
    at.until(lambda: view.chart is not None and bool(view.chart.series))
    assert view.chart is not None
    n = re.fullmatch(r".*n = (\d+)", view.chart.subtitle)
    view.setFocus()
    for _ in range(3):
        at.press(Qt.Key.Key_Right)
    assert view.accessibleDescription().startswith("Tenth 3; Happened: ")
    at.press(Qt.Key.Key_Return)
    at.until(lambda: at.window.shown.page.title == "Data")
    assert n is not None
    assert abs(at.grid.grid_model().rowCount() - int(n[1]) / 10) < 1
