"""Deeds on rows by keys, menu and list: each one step of undo, said in the status line."""

import pytest
from PySide6.QtTest import QTest

from tests.ui.window.driver import CTRL, SHIFT, Driver, Key
from ui.cell_menu import open_menu

RATE, WIN = "Paid search/rate:MQL>SAL", "Paid search/rate:SAL>Opportunity"
ROW = ("Assumptions", RATE)


def status(at: Driver, row: str = RATE) -> str:
    return at.text("Assumptions", row, "status")


def test_keys_act_on_all_rows_selected(at: Driver) -> None:
    at.press(Key.Key_2, CTRL)
    at.go(*ROW, "sales")
    at.press(Key.Key_Down, SHIFT)
    at.press(Key.Key_E, CTRL | SHIFT)

    for row in (RATE, WIN):
        assert at.text("Assumptions", row, "sales") == at.text("Assumptions", row, "evidence")
    session = at.window.shown.desk.session
    assert session.undo_label == "take the evidence in 2 rows"
    at.press(Key.Key_Z, CTRL)
    assert at.text(*ROW, "sales") == "52.0%"


@pytest.mark.qt_log_ignore("This plugin does not support")
def test_the_menu_says_what_each_deed_would_do_here(at: Driver) -> None:
    at.press(Key.Key_1, CTRL)
    at.go(*ROW, "marketing")
    menu = open_menu(at.window, at.grid, at.grid.visualRect(at.grid.currentIndex()).center())
    lines = {a.text(): a for a in menu.actions()}
    assert not lines["Take up again"].isEnabled()
    lines["Accept Sales’ 52.0%"].trigger()
    menu.close()
    assert status(at) == "agreed"
    assert at.window.deeds["unpark"].isEnabled()  # its key says why it does nothing
    at.press(Key.Key_R, CTRL | SHIFT)
    assert "Nothing is parked here" in at.grid.editing.bubble.text


def test_a_reason_and_a_day_are_asked_for_and_a_value_shows_what_it_would_do(at: Driver) -> None:
    at.press(Key.Key_2, CTRL)
    at.go(*ROW, "sales")
    at.press(Key.Key_P, CTRL | SHIFT)
    QTest.keyClick(at.window.focusWidget(), Key.Key_Return)
    box = at.window.shown.assumptions.deeds.box
    assert box is not None
    assert "reason" in box.wrong.text()
    QTest.keyClicks(at.window.focusWidget(), "the fair")
    QTest.keyClick(at.window.focusWidget(), Key.Key_Return)
    assert status(at).startswith("parked until ")
    at.press(Key.Key_R, CTRL | SHIFT)
    assert status(at) == "disputed"

    at.press(Key.Key_F2, CTRL)
    seen = at.window.shown.assumptions.deeds.box
    QTest.keyClicks(at.window.focusWidget(), "60%")
    at.until(lambda: "Your view: $" in seen.seen.text())  # type: ignore[union-attr]
    QTest.keyClick(at.window.focusWidget(), Key.Key_Tab)
    QTest.keyClicks(at.window.focusWidget(), "half were students")
    QTest.keyClick(at.window.focusWidget(), Key.Key_Return)
    assert at.text(*ROW, "sales") == "60.0%"
    assert at.window.shown.desk.session.undo_label.startswith("counter with 60.0% for Paid search")
    at.press(Key.Key_Z, CTRL)
    assert at.text(*ROW, "sales") == "52.0%"


def test_the_list_of_everything_offers_deeds_on_this_sheet_only(at: Driver) -> None:
    at.press(Key.Key_2, CTRL)
    at.go(*ROW, "sales")
    at.press(Key.Key_K, CTRL)
    QTest.keyClicks(at.window.focusWidget(), "take the cheapest")
    QTest.keyClick(at.window.focusWidget(), Key.Key_Return)
    assert at.text(*ROW, "sales") == at.text(*ROW, "evidence")
    at.window.shown.show_sheet("Plan")
    assert not at.window.deeds["way_out"].isEnabled()
