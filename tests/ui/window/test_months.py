"""Months that unfold to the right of the Assumptions sheet, by keys and by mouse."""

import json

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from planner.base.stages import Seat
from planner.plan.edits import Draft
from planner.sheets.cells import Tone
from tests.ui.grid.hands import drag_points
from tests.ui.window.driver import CTRL, SHIFT, Driver, Key
from ui.grid.fill_menu import FillMenu

ALT = Qt.KeyboardModifier.AltModifier
VOLUME, YEAR = "Paid search/volume", "year:2027"


def shown(at: Driver) -> list[str]:
    """The months seen, by their columns' keys."""
    return [c.key for c in at.grid.grid_model().columns if c.group]


def column(at: Driver) -> str:
    return at.grid.place_at(*at.grid.place()).column


def test_alt_shift_arrows_unfold_and_fold_the_months_at_their_head(at: Driver) -> None:
    at.go("Assumptions", VOLUME, YEAR)
    at.press(Key.Key_Right, ALT | SHIFT)
    assert shown(at) == [f"2027-{month:02d}" for month in range(1, 13)]
    assert column(at) == YEAR
    at.press(Key.Key_Right)
    at.press(Key.Key_Right)
    assert column(at) == "2027-02"
    at.press(Key.Key_Left, ALT | SHIFT)
    assert shown(at) == []
    assert column(at) == YEAR
    assert at.grid.hasFocus()


def test_the_triangle_of_a_year_unfolds_it_by_mouse(at: Driver) -> None:
    at.go("Assumptions", VOLUME, YEAR)
    header = at.grid.header()
    left = header.sectionViewportPosition(at.grid.place()[1])
    QTest.mouseClick(header.viewport(), at.LEFT, pos=QPoint(left + 9, header.height() // 2))
    assert len(shown(at)) == 12
    at.press(Key.Key_M, ALT | SHIFT)
    assert shown(at) == []


def test_a_month_typed_holds_for_that_month_and_the_plan_follows(at: Driver) -> None:
    before = at.text("Plan", "stage:0/Paid search", "2027-04")
    at.press(Key.Key_1, CTRL)
    at.go("Assumptions", VOLUME, "2027-03")
    rows = at.grid.grid_model().rowCount()
    QTest.keyClicks(at.grid, "9")
    QTest.keyClicks(at.window.focusWidget(), "99")
    at.press(Key.Key_Tab)
    assert column(at) == "2027-04"
    assert at.grid.grid_model().rowCount() == rows
    assert at.text("Assumptions", VOLUME, "2027-03") == "999"
    assert at.text("Plan", "stage:0/Paid search", "2027-03") == "999"
    assert at.text("Plan", "stage:0/Paid search", "2027-04") == before
    assert at.window.deeds["undo"].text() == "Undo type 999 in Mar"
    at.go("Assumptions", VOLUME, "2027-03")
    at.press(Key.Key_Delete)
    cell = at.grid.grid_model().cell(*at.grid.place())
    assert (cell.tone, cell.value) == (Tone.GHOST, None)


def typed_months(at: Driver, *texts: str) -> None:
    """Type into the first months of the volume, and select them."""
    at.go("Assumptions", VOLUME, "2027-01")
    for text in texts:
        QTest.keyClicks(at.grid, text[0])
        QTest.keyClicks(at.window.focusWidget(), text[1:])
        at.press(Key.Key_Tab)
    at.go("Assumptions", VOLUME, "2027-01")
    for _ in texts[1:]:
        at.press(Key.Key_Right, SHIFT)


def pull_to(at: Driver, months: int) -> FillMenu:
    """Pull the handle of the selection so many columns on from its first, over what is folded."""
    model, (row, first) = at.grid.grid_model(), at.grid.place()
    last = model.index(row, first + months)
    at.grid.scrollTo(last)
    target = at.grid.visualRect(last).center()
    drag_points(at.grid.viewport(), at.grid.filling.handle().center(), target)
    menu = at.grid.filling.menu
    assert menu is not None
    return menu


@pytest.mark.parametrize(
    ("choice", "march"),
    [
        ("Hold the last value", "110"),
        ("Go on in a straight line", "120"),
        ("Go on growing, +10.0% a month", "121"),
        ("5%", "116"),
    ],
)
def test_the_handle_pulled_right_carries_the_months_on(
    here: Driver, choice: str, march: str
) -> None:
    typed_months(here, "100", "110")
    menu = pull_to(here, 3)
    if choice.endswith("%"):
        menu.growth.setFocus()
        QTest.keyClicks(menu.growth, choice)
        QTest.keyClick(menu.growth, Key.Key_Return)
    else:
        button = next(b for b in menu.choices.values() if b.text() == choice)
        here.click(button, button.rect().center())
    QApplication.processEvents()
    assert here.text("Assumptions", VOLUME, "2027-03") == march
    assert here.window.deeds["undo"].text() == "Undo fill 2 cells in Assumptions"


def test_the_second_year_takes_the_shape_of_the_first(at: Driver) -> None:
    """January grows from 200 to 220, so February's 100 becomes 110 and March's 150 is 165."""
    known = {"2027-01": 200.0, "2027-02": 100.0, "2027-03": 150.0}
    said = [Draft(Seat.TOGETHER, f"{VOLUME}/{month}", value) for month, value in known.items()]
    at.window.shown.desk.submit([Draft(Seat.TOGETHER, "plan:months", 24.0), *said], "two years")
    at.window.shown.show_sheet("Assumptions")
    at.window.shown.assumptions.months.click()
    at.type("Assumptions", VOLUME, "2028-01", "220")
    at.go("Assumptions", VOLUME, "2028-01")
    menu = pull_to(at, 2)
    button = next(b for b in menu.choices.values() if b.text() == "Take last year’s shape")
    at.click(button, button.rect().center())
    QApplication.processEvents()
    found = [at.text("Assumptions", VOLUME, f"2028-0{month}") for month in (1, 2, 3)]
    assert found == ["220", "110", "165"]


@pytest.mark.parametrize(
    ("choice", "march"),
    [("Hold the last value", 110e3), ("Go on in a straight line", 120e3), ("growth", 132e3)],
)
def test_the_months_of_a_goal_are_carried_on_the_same_way(
    here: Driver, choice: str, march: float
) -> None:
    for month, text in (("2027-01", "100k"), ("2027-02", "110k")):
        here.type("Plan", "goal", month, text)
    here.go("Plan", "goal", "2027-01")
    here.press(Key.Key_Right, SHIFT)
    model, (row, first) = here.grid.grid_model(), here.grid.place()
    target = here.grid.visualRect(model.index(row, first + 2)).center()
    drag_points(here.grid.viewport(), here.grid.filling.handle().center(), target)
    menu = here.grid.filling.menu
    assert menu is not None
    if choice == "growth":
        here.click(menu.growth, menu.growth.rect().center())
        QTest.keyClicks(menu.growth, "20%")
        QTest.keyClick(menu.growth, Key.Key_Return)
    else:
        button = next(b for b in menu.choices.values() if b.text() == choice)
        here.click(button, button.rect().center())
    QApplication.processEvents()
    here.go("Plan", "goal", "2027-03")
    assert here.grid.grid_model().cell(*here.grid.place()).value == pytest.approx(march)
    assert here.window.deeds["undo"].text().startswith("Undo fill 1 cell in ")


def test_unfolded_months_are_remembered(at: Driver) -> None:
    at.window.shown.show_sheet("Assumptions")
    at.window.shown.assumptions.months.click()
    assert len(shown(at)) == 12
    kept = json.loads(at.window.settings.layout_of("Assumptions"))
    assert kept["unfolded"] == [YEAR]
    path = at.window.shown.desk.session.path
    assert path is not None
    at.window.open_path(path)
    at.rest()
    at.window.shown.show_sheet("Assumptions")
    assert len(shown(at)) == 12
    assert at.window.shown.assumptions.months.isChecked()


def test_ctrl_r_fills_months_from_months_and_states_no_quarter(here: Driver) -> None:
    here.type("Plan", "goal", "2027-01", "100k")
    here.go("Plan", "goal", "2027-01")
    for _ in range(3):
        here.press(Key.Key_Right, SHIFT)
    here.press(Key.Key_R, CTRL)
    assert here.window.deeds["undo"].text() == "Undo fill 2 cells in Plan"
    assert here.text("Plan", "goal", "2027-Q1") == "0.30"
    here.go("Plan", "goal", "2027-04")
    here.press(Key.Key_R, CTRL)
    assert here.text("Plan", "goal", "2027-04") == "0.10"
