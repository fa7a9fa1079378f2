"""Both seats sign at the window, what changes later shows, and the log says who said what."""

from PySide6.QtTest import QTest

from planner.base.stages import Seat
from planner.session.signing import sign
from tests.ui.window.driver import CTRL, SHIFT, Driver, Key
from tests.ui.window.test_charts import click_on
from ui.charts.plot import Plot

RATE = "Paid search/rate:MQL>SAL"


def test_both_sign_and_what_changes_since_is_shown(at: Driver) -> None:
    at.press(Key.Key_U, CTRL | SHIFT)
    dialog = at.window.reconciling.signing
    assert dialog is not None
    assert dialog.title.text() == "Nobody has signed this plan yet"
    QTest.keyClick(dialog.buttons[Seat.MARKETING], Key.Key_Space)
    assert dialog.title.text() == "Marketing signed this plan, Sales did not yet"
    assert not dialog.buttons[Seat.MARKETING].isVisible()
    dialog.name.selectAll()
    QTest.keyClicks(dialog.name, "Bo Rand")
    QTest.keyClick(dialog.buttons[Seat.SALES], Key.Key_Space)
    assert dialog.title.text() == "Both seats have signed this plan: version 1"
    sheet = dialog.grid.grid_model().sheet
    assert sheet is not None
    assert sheet.cell(0, 2).text.startswith("Bo Rand, ")
    dialog.reject()
    at.type("Assumptions", RATE, "working", "70")
    at.press(Key.Key_U, CTRL | SHIFT)
    again = at.window.reconciling.signing
    assert again is not None
    assert again.title.text().startswith("Changed since version 1 was signed on ")
    assert again.chart.chart is not None
    assert "than signed; one assumption makes it" in again.chart.chart.title
    assert not again.message.isVisible()
    plot, bars = again.chart.findChild(Plot), again.chart.chart.bridge
    assert [(place.sheet, place.row) for bar in bars[:2] if (place := bar.place)] == [
        ("Signatures", "1"), ("Assumptions", RATE),
    ]  # fmt: skip
    assert len(plot._shown.runs) == 1, "the level of the current row's version"
    click_on(again.chart, bars[0].place)
    assert again.focusWidget() is again.grid
    assert again.grid.place_at(*again.grid.place()).column == "total"
    click_on(again.chart, bars[1].place)
    assert not again.isVisible()
    assert at.grid.place_at(*at.grid.place()).row == RATE
    at.press(Key.Key_Z, CTRL)
    assert at.window.deeds["undo"].text() == "Undo sign as Sales"


def test_the_bridge_is_of_the_version_of_the_current_row(at: Driver) -> None:
    session = at.window.shown.desk.session
    for volume, seat in (("600", Seat.MARKETING), ("700", Seat.SALES)):
        at.type("Assumptions", "Paid search/volume", "working", volume)
        sign(session, seat, "Ann")
    at.type("Assumptions", "Paid search/volume", "working", "800")
    at.press(Key.Key_U, CTRL | SHIFT)
    dialog = at.window.reconciling.signing
    assert dialog is not None
    dialog.grid.setFocus()
    titles = []
    for key in (Key.Key_Up, Key.Key_Down):
        QTest.keyClick(dialog.grid, key)
        at.end_gesture()
        assert dialog.chart.chart is not None
        titles.append(dialog.chart.chart.title)
        assert len(dialog.chart.findChild(Plot)._shown.runs) == 1
    assert [" more than signed; " in titles[0], " more than in version 1; " in titles[1]] == [
        True
    ] * 2
    dialog.reject()


def test_the_log_is_searched_and_says_what_an_edit_was_worth(at: Driver) -> None:
    at.press(Key.Key_2, CTRL)
    at.type("Assumptions", RATE, "sales", "50")
    at.press(Key.Key_H, CTRL | SHIFT)
    dialog = at.window.reconciling.log
    assert dialog is not None
    model = dialog.grid.grid_model()
    assert model.row(0).key
    every = model.rowCount()
    QTest.keyClicks(dialog.search, "paid mql ann")
    at.until(lambda: 0 < model.rowCount() < every)
    assert dialog.count.text() == f"{model.rowCount()} edits"
    texts = [model.cell(0, column).text for column in range(6)]
    assert texts[1:] == ["Sales", "Ann", "Paid search · MQL → SAL", "52.0%", "50.0%"]
    at.until(lambda: "Its step was worth −$" in dialog.said.toPlainText())
    assert dialog.said.toPlainText().endswith("of bookings in Sales’ view then.")
