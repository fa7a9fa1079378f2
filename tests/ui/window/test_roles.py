"""Who works here: a name asked once, a seat held by a passphrase, and a plan open for reading."""

from pathlib import Path

from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from planner.base.stages import Seat
from tests.ui.window.driver import CTRL, SHIFT, Driver, Key
from ui.main_window import PlanWindow
from ui.settings import Settings

RATE = "Paid search/rate:MQL>SAL"


def test_the_name_is_asked_once_and_what_was_said_before_is_still_ones_own(
    qtbot: QtBot, plan_file: Path, tmp_path: Path
) -> None:
    window = PlanWindow(Settings(tmp_path / "new home"))
    window.show()
    at = Driver(window, qtbot)
    window.open_path(plan_file)
    at.until(lambda: window.reconciling.roles.asked is not None)
    asked = window.reconciling.roles.asked
    assert asked is not None
    asked.fields[0].selectAll()
    QTest.keyClicks(asked.fields[0], "Ada Moss")
    QTest.keyClick(asked.fields[0], Key.Key_Return)
    session = window.shown.desk.session
    session.submit(session.typed(Seat.SALES, RATE, "40%"), "type 40%")
    assert session.log.edits[-1].author == "Ada Moss"
    assert Settings(tmp_path / "new home").author == "Ada Moss"
    assert Settings(tmp_path / "new home").named
    window.reconciling.roles.show()
    dialog = window.reconciling.roles.dialog
    assert dialog is not None
    QTest.keyClicks(dialog.name, "-Lund")
    QTest.keyClick(dialog.name, Key.Key_Return)
    assert session.identity.author == "Ada Moss-Lund"
    assert session.undo_label == "type 40%"
    window.forget()


def test_a_seat_with_a_passphrase_is_taken_by_who_knows_it(at: Driver) -> None:
    roles, desk = at.window.reconciling.roles, at.window.shown.desk
    at.press(Key.Key_N, CTRL | SHIFT)
    dialog = roles.dialog
    assert dialog is not None
    row = dialog.seats[Seat.SALES]
    QTest.keyClick(row.set_button, Key.Key_Space)
    assert dialog.asked is not None
    for field in dialog.asked.fields:
        QTest.keyClicks(field, "correct horse")
    QTest.keyClick(dialog.asked.fields[1], Key.Key_Return)
    assert row.label.text() == "Has a passphrase, given here"
    dialog.reject()
    desk.session.keys.forget()
    at.press(Key.Key_2, CTRL)
    assert desk.seat is Seat.TOGETHER
    asked = roles.asked
    assert asked is not None
    QTest.keyClicks(asked.fields[0], "wrong")
    QTest.keyClick(asked.fields[0], Key.Key_Return)
    assert "not the passphrase of Sales" in asked.message.label.text()
    asked.reject()
    assert at.window.toolbar.seat.seat is Seat.TOGETHER
    at.type("Assumptions", RATE, "working", "60")
    assert at.text("Assumptions", RATE, "working") != "60.0%"
    at.press(Key.Key_Escape)
    at.press(Key.Key_Escape)
    at.press(Key.Key_2, CTRL)
    asked = roles.asked
    assert asked is not None
    QTest.keyClicks(asked.fields[0], "correct horse")
    QTest.keyClick(asked.fields[0], Key.Key_Return)
    assert desk.seat is Seat.SALES
    at.type("Assumptions", RATE, "sales", "40")
    assert at.text("Assumptions", RATE, "sales") == "40.0%"
    desk.session.keys.forget()
    at.press(Key.Key_Z, CTRL)
    assert "Sales has a passphrase, and this speaks for it" in at.message
    assert at.text("Assumptions", RATE, "sales") == "40.0%"


def test_a_plan_open_for_reading_says_so_and_takes_no_value(empty: Driver, plan_file: Path) -> None:
    at = empty
    at.window.load().open_path(plan_file, reading=True)
    at.rest()
    before = at.text("Assumptions", RATE, "sales")
    assert at.window.windowTitle().startswith("Small plan, for reading")
    assert "For reading: nothing can be changed" in at.window.shown.status.text
    at.press(Key.Key_2, CTRL)
    at.type("Assumptions", RATE, "sales", "40")
    at.press(Key.Key_Escape)
    assert at.text("Assumptions", RATE, "sales") == before
    at.press(Key.Key_J, CTRL | SHIFT)
    dialog = at.window.shown.round.dialog
    assert dialog is not None
    QTest.keyClicks(dialog.fields[0], "Rates")
    QTest.keyClick(dialog.fields[0], Key.Key_Return)
    assert "open for reading" in dialog.message.label.text()
    dialog.reject()
