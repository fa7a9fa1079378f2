"""The selection summed up in the status line and explained in the explain bar."""

from PySide6.QtTest import QTest

from planner.base.stages import Seat
from tests.ui.window.driver import CTRL, SHIFT, Driver, Key

HAND_OFF = "Paid search/rate:MQL>SAL"


def click(at: Driver, row: int, column: int) -> None:
    """Click a cell with Ctrl held: it is selected beside the others."""
    index = at.grid.grid_model().index(row, column)
    at.grid.scrollTo(index)
    spot = at.grid.visualRect(index).center()
    QTest.mouseClick(at.grid.viewport(), Driver.LEFT, CTRL, spot)


def test_several_ranges_of_money_on_the_plan(at: Driver) -> None:
    at.go("Plan", "bookings", "2027-01")
    row, column = at.grid.place()
    at.press(Key.Key_Right, SHIFT)
    click(at, row, column + 2)
    at.until(lambda: "Count 3" in at.window.shown.status.text)
    assert "Sum $" in at.window.shown.status.text
    said = at.window.shown.explain.explanation
    assert said.name.startswith("3 numbers")
    assert "together" in said.text


def test_rates_on_the_assumptions_are_weighted_and_not_added_up(at: Driver) -> None:
    at.window.sit(Seat.SALES)
    at.go("Assumptions", HAND_OFF, "evidence")
    at.press(Key.Key_Down, SHIFT)
    at.until(lambda: "weighted" in at.window.shown.status.text)
    assert "Sum" not in at.window.shown.status.text
    assert "counts by its volume" in at.window.shown.explain.explanation.text


def test_the_cell_is_explained_again_when_it_is_alone(at: Driver) -> None:
    at.go("Plan", "bookings", "2027-02")
    before = at.window.shown.explain.explanation
    at.press(Key.Key_Right, SHIFT)
    at.until(lambda: at.window.shown.explain.explanation.name == "2 numbers")
    at.press(Key.Key_Left, SHIFT)
    at.until(lambda: at.window.shown.explain.explanation == before)
