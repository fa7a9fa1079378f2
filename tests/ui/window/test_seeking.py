"""Goal seek as a person does it: from a figure of the Plan sheet to one step that undo names."""

from PySide6.QtTest import QTest

from tests.ui.window.driver import CTRL, SHIFT, Driver, Key
from ui.dialogs.seek_dialog import SeekDialog


def asked(here: Driver, row: str, column: str, text: str) -> SeekDialog:
    """Go to a figure and ask by keys for what it is to be."""
    here.go("Plan", row, column)
    here.press(Key.Key_K, CTRL | SHIFT)
    dialog = here.window.planning.sought
    assert dialog is not None
    QTest.keyClicks(dialog.wanted, text)
    QTest.keyClick(dialog.wanted, Key.Key_Return)
    return dialog


def test_a_figure_is_sought_applied_by_enter_and_taken_back_as_one_step(here: Driver) -> None:
    before = here.text("Plan", "stage:4", "2027-Q3")
    dialog = asked(here, "stage:4", "2027-Q3", "+10%")
    here.until(lambda: dialog.answer is not None)
    assert dialog.figure.text() == "Won, Jul–Sep 2027"
    assert "must be" in dialog.said.text()
    wanted = here.window.shown.desk.results.working.entries[:, 4, 6:9].sum() * 1.1
    QTest.keyClick(dialog.apply_button, Key.Key_Return)
    here.rest()
    brought = here.window.shown.desk.results.working.entries[:, 4, 6:9].sum()
    assert abs(brought / wanted - 1.0) < 1e-5
    assert here.window.deeds["undo"].text().startswith("Undo goal seek ")
    here.press(Key.Key_Z, CTRL)
    assert here.text("Plan", "stage:4", "2027-Q3") == before


def test_a_chance_takes_long_to_seek_and_escape_ends_it(here: Driver) -> None:
    here.until(lambda: not here.window.shown.desk.ahead.late.stale)
    shown = here.text("Plan", "chance", "FY2027")
    dialog = asked(here, "chance", "FY2027", "60%")
    assert dialog.figure.text() == "Chance of goal up to Dec 2027"
    assert dialog.wanted.placeholderText().startswith(f"Now {shown};")
    assert here.window.tasks.busy
    QTest.keyClick(dialog, Key.Key_Escape)
    assert not here.window.tasks.busy
    assert here.text("Plan", "chance", "FY2027") == shown
