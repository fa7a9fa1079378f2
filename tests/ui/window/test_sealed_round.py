"""A sealed round at the window: opened, stated in by both seats unseen, and revealed by keys."""

from PySide6.QtTest import QTest

from tests.ui.window.driver import CTRL, SHIFT, Driver, Key

RATE = "Paid search/rate:MQL>SAL"
VOLUME = "Events/volume"


def opened(at: Driver, name: str = "Rates") -> None:
    """Open a round by keys."""
    at.press(Key.Key_J, CTRL | SHIFT)
    dialog = at.window.shown.round.dialog
    assert dialog is not None
    QTest.keyClicks(dialog.fields[0], name)
    QTest.keyClick(dialog.fields[0], Key.Key_Return)


def test_each_seat_states_its_own_unseen_and_both_show_at_once(at: Driver) -> None:
    banner = at.window.shown.round
    assert not banner.isVisible()
    opened(at)
    assert banner.isVisible()
    assert "what either seat has said in it is not shown" in banner.title.text()
    at.press(Key.Key_2, CTRL)
    at.type("Assumptions", RATE, "sales", "41")
    assert at.text("Assumptions", RATE, "sales") == "41.0%"
    at.press(Key.Key_I, CTRL | SHIFT)
    assert banner.done_button.text() == "Not done yet"
    at.press(Key.Key_1, CTRL)
    assert at.text("Assumptions", RATE, "sales") == "52.0%"
    assert "Sales is done" in banner.text.text()
    at.press(Key.Key_H, CTRL | SHIFT)
    log = at.window.reconciling.log
    assert log is not None
    model = log.grid.grid_model()
    assert all(model.cell(0, column).text != "41.0%" for column in range(6))
    log.reject()
    at.type("Assumptions", VOLUME, "marketing", "90")
    at.press(Key.Key_I, CTRL | SHIFT)
    assert not banner.isVisible()
    assert at.message.startswith("The sealed round “Rates” is revealed")
    assert at.text("Assumptions", RATE, "sales") == "41.0%"


def test_a_round_is_revealed_early_with_a_reason_and_undo_does_not_seal_it_again(
    at: Driver,
) -> None:
    opened(at)
    at.press(Key.Key_2, CTRL)
    at.type("Assumptions", RATE, "sales", "41")
    at.press(Key.Key_1, CTRL)
    at.press(Key.Key_F11)
    assert "the meeting needs both seats’ positions" in at.message
    QTest.mouseClick(at.window.shown.round.reveal_button, Driver.LEFT)
    dialog = at.window.shown.round.dialog
    assert dialog is not None
    QTest.keyClick(dialog.fields[0], Key.Key_Return)
    assert "with a reason" in dialog.message.label.text()
    QTest.keyClicks(dialog.fields[0], "the board waits")
    QTest.keyClick(dialog.fields[0], Key.Key_Return)
    assert at.text("Assumptions", RATE, "sales") == "41.0%"
    at.press(Key.Key_Z, CTRL)
    assert not at.window.shown.round.isVisible()
    assert at.text("Assumptions", RATE, "sales") == "52.0%"
