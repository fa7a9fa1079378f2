"""Scenarios at the window: made, typed in, compared, renamed and taken back with real keys."""

from PySide6.QtTest import QTest

from tests.ui.window.driver import CTRL, SHIFT, Driver, Key
from tests.ui.window.test_settings import settings_of
from ui.charts.hits import points
from ui.charts.plot import Plot

RATE = "Paid search/rate:MQL>SAL"


def name_it(at: Driver, action: str, name: str) -> None:
    """Choose an action of the Plan menu, type a name and press Enter."""
    at.window.deeds[action].trigger()
    dialog = at.window.planning.dialog
    assert dialog is not None
    dialog.name.selectAll()
    QTest.keyClicks(dialog.name, name)
    QTest.keyClick(dialog.name, Key.Key_Return)


def choices(at: Driver) -> dict[str, bool]:
    """The list under the toolbar's button: names and which is ticked."""
    menu = at.window.planning.choice
    menu.aboutToShow.emit()
    return {action.text().strip(): action.isChecked() for action in menu.actions()}


def test_a_scenario_is_made_typed_in_left_and_taken_back(at: Driver) -> None:
    base = at.text("Assumptions", RATE, "working"), at.score["Gap, working plan"]
    name_it(at, "new_scenario", "Stretch")
    assert at.window.toolbar.scenario.text().startswith("Stretch")
    assert "Scenario Stretch" in at.window.shown.status.text
    at.type("Assumptions", RATE, "working", "70")
    assert at.text("Assumptions", RATE, "working") == "70.0%"
    assert at.score["Gap, Stretch"] != base[1]
    at.window.planning.choose("")
    assert at.text("Assumptions", RATE, "working") == base[0]
    assert at.score["Gap, working plan"] == base[1]
    assert choices(at) == {"Base": True, "Stretch": False}
    for _ in range(2):
        at.press(Key.Key_Z, CTRL)
    assert choices(at) == {"Base": True}


def test_a_taken_name_keeps_the_dialog_open_and_promoting_moves_positions(at: Driver) -> None:
    name_it(at, "new_scenario", "Stretch")
    name_it(at, "duplicate_scenario", "stretch")
    dialog = at.window.planning.dialog
    assert dialog is not None
    assert "There is a scenario 'stretch' already" in dialog.message.label.text()
    dialog.reject()
    at.type("Assumptions", RATE, "working", "70")
    at.window.deeds["promote_scenario"].trigger()
    assert choices(at) == {"Base": True}
    assert at.text("Assumptions", RATE, "working") == "70.0%"
    assert not at.window.deeds["promote_scenario"].isEnabled()
    at.press(Key.Key_Z, CTRL)
    assert choices(at) == {"Base": True, "Stretch": False}


def test_a_scenario_is_compared_with_what_it_lies_on(at: Driver) -> None:
    at.press(Key.Key_B, CTRL | SHIFT)
    views = at.window.planning.comparison
    assert views is not None
    assert views.left.currentText() == "Sales’ view"
    assert views.right.currentText() == "Marketing’s view"
    assert views.chart.chart.title.startswith("Marketing’s view brings ")
    views.reject()
    name_it(at, "new_scenario", "Stretch")
    at.type("Assumptions", RATE, "working", "70")
    at.press(Key.Key_B, CTRL | SHIFT)
    dialog = at.window.planning.comparison
    assert dialog is not None
    assert (dialog.left.currentText(), dialog.right.currentText()) == ("Base", "Stretch")
    sheet = dialog.grid.grid_model().sheet
    assert sheet is not None
    assert sheet.rows[-1].row.key == RATE
    plot = dialog.chart.findChild(Plot)
    dialog.grid.go(0, 0)
    assert not plot._shown.runs
    dialog.grid.go(len(sheet.rows) - 1, 1)
    assert len(plot._shown.runs) == 1
    dialog.grid.go(0, 0)
    (bar,) = [hit for hit in points(dialog.chart.chart) if hit.place and hit.place.row == RATE]
    QTest.mouseClick(plot.viewport(), at.LEFT, pos=plot._to_pixels(bar.x, bar.y).toPoint())
    assert dialog.grid.place() == (len(sheet.rows) - 1, 4)
    assert {"Copy image", "Copy data", "Show as table"} <= {
        action.text() for action in dialog.chart.menu().actions()
    }
    dialog.left.setCurrentIndex(dialog.left.findText("Stretch"))
    sheet = dialog.grid.grid_model().sheet
    assert sheet is not None
    assert RATE not in [row.row.key for row in sheet.rows]
    dialog.reject()


def test_a_goal_is_sought_and_applied_as_one_step(at: Driver) -> None:
    at.go("Plan", "bookings", "FY2027")
    before = at.text("Plan", "bookings", "FY2027")
    at.press(Key.Key_K, CTRL | SHIFT)
    dialog = at.window.planning.sought
    assert dialog is not None
    assert dialog.figure.text().startswith("Bookings, Jan")
    QTest.keyClicks(dialog.wanted, "+10%")
    QTest.keyClick(dialog.wanted, Key.Key_Return)
    at.until(lambda: dialog.answer is not None)
    assert " must be " in dialog.said.text()
    QTest.keyClick(dialog.apply_button, Key.Key_Space)
    assert at.text("Plan", "bookings", "FY2027") != before
    at.press(Key.Key_Z, CTRL)
    assert at.text("Plan", "bookings", "FY2027") == before


def test_a_goal_a_budget_and_a_season_of_the_scenario_leave_the_plan_alone(at: Driver) -> None:
    base = at.text("Plan", "goal", "FY2027"), at.score["Gap, working plan"]
    name_it(at, "new_scenario", "Stretch")
    at.type("Plan", "goal", "FY2027", "3m")
    assert at.text("Plan", "goal", "FY2027") == "3.00"
    at.go("Plan", "goal", "FY2027")
    said = at.window.shown.explain.explanation.text
    assert "Stretch states this itself; Base has $2.00m." in said
    assert at.score["Gap, Stretch"] != base[1]
    dialog = settings_of(at)
    dialog.parts.choose("limits")
    QTest.keyClicks(dialog.limits.budget, "1.2m")
    assert dialog.limits.season.currentText() == "As in Base: all months alike"
    QTest.keyClicks(dialog.limits.months[6], "0.5")
    at.click(dialog.accept_button)
    again = settings_of(at)
    limits = again.planned().limits
    assert (limits.budget, limits.months[6]) == ("1200000", "0.5")
    again.reject()
    plan = at.window.shown.desk.session.plan
    assert (plan.budget, dict(plan.season)) == (None, {})
    at.go("Plan", "goal", "FY2027")
    at.press(Key.Key_Delete)
    assert at.text("Plan", "goal", "FY2027") == base[0]
