"""What a person does all day: type, undo, change seats, follow links."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from planner.base.stages import Seat
from tests.ui.window.driver import CTRL, Driver, Key

HAND_OFF = "Paid search/rate:MQL>SAL"
LEADS = "Paid search/rate:Inquiry>MQL"


@pytest.fixture
def at(here: Driver) -> Driver:
    return here


def test_typing_a_rate_and_undoing_it(at: Driver) -> None:
    at.window.sit(Seat.MARKETING)
    before = at.text("Assumptions", LEADS, "marketing")
    at.type("Assumptions", LEADS, "marketing", "65")
    assert at.text("Assumptions", LEADS, "marketing") == "65.0%"
    assert at.window.deeds["undo"].text().startswith("Undo type 65 in Marketing")
    at.press(Key.Key_Z, CTRL)
    assert at.text("Assumptions", LEADS, "marketing") == before
    at.press(Key.Key_Y, CTRL)
    assert at.text("Assumptions", LEADS, "marketing") == "65.0%"


def test_strip_grid_and_chart_follow_an_edit_at_once(at: Driver) -> None:
    at.window.sit(Seat.MARKETING)
    before, bridge = at.score, at.window.shown.assumptions.bridge.chart
    at.type("Assumptions", HAND_OFF, "marketing", "90%")
    assert at.score["Marketing’s view"] != before["Marketing’s view"]
    assert at.score["Sales’ view"] == before["Sales’ view"]
    at.until(lambda: at.window.shown.assumptions.bridge.chart != bridge)


def test_agreeing_takes_a_value_off_the_agenda(at: Driver) -> None:
    assert at.score["In dispute"] == "2 values"
    at.type("Assumptions", HAND_OFF, "working", "58")
    assert at.text("Assumptions", HAND_OFF, "status") == "agreed"
    assert at.score["In dispute"] == "1 value"


def test_nonsense_is_refused_at_the_cell_and_the_old_value_stays(at: Driver) -> None:
    at.window.sit(Seat.SALES)
    at.go("Assumptions", HAND_OFF, "sales")
    QTest.keyClicks(at.grid, "x")
    QTest.keyClick(at.window.focusWidget(), Key.Key_Return)
    assert "not a" in at.grid.editing.bubble.text
    QTest.keyClick(at.window.focusWidget(), Key.Key_Escape)
    assert at.text("Assumptions", HAND_OFF, "sales") == "52.0%"


def test_the_other_seats_column_takes_no_typing(at: Driver) -> None:
    at.window.sit(Seat.SALES)
    at.go("Assumptions", HAND_OFF, "marketing")
    QTest.keyClicks(at.grid, "7")
    assert at.grid.editing.bubble.text
    assert at.text("Assumptions", HAND_OFF, "marketing") == "66.0%"


def test_ctrl_1_2_3_change_the_seat(at: Driver) -> None:
    for key, seat in ((Key.Key_1, "marketing"), (Key.Key_2, "sales"), (Key.Key_3, "together")):
        at.press(key, CTRL)
        assert at.window.shown.desk.seat.value == seat
        assert at.window.deeds[seat].isChecked()
    seats = [column for column in at.grid.grid_model().columns if column.seat]
    assert seats
    assert not any(column.dimmed for column in seats)


def test_ctrl_page_keys_walk_through_the_sheets(alone: Driver) -> None:
    alone.window.shown.show_sheet("Data")
    seen = []
    for _ in range(9):
        seen.append(alone.window.shown.page.title)
        alone.press(Key.Key_PageDown, CTRL)
    assert seen == [
        "Data", "Funnel", "Assumptions", "Plan", "SLA", "Reps", "Scorecards", "Progress", "Board",
    ]  # fmt: skip
    assert alone.window.shown.page.title == "Board"
    alone.press(Key.Key_PageUp, CTRL)
    assert alone.window.shown.page.title == "Progress"


def test_the_strip_leads_to_the_dearest_dispute(at: Driver) -> None:
    at.window.shown.show_sheet("Data")
    at.click(at.window.shown.strip.tiles[-1])
    assert at.window.shown.page.title == "Assumptions"
    assert at.text("Assumptions", at.grid.place_at(*at.grid.place()).row, "status") == "disputed"


def test_the_goal_is_typed_into_the_plan(at: Driver) -> None:
    at.click(at.window.shown.strip.tiles[0])
    assert at.window.shown.page.title == "Plan"
    QTest.keyClicks(at.grid, "3")
    QTest.keyClicks(at.window.focusWidget(), ".5m")
    QTest.keyClick(at.window.focusWidget(), Key.Key_Return)
    assert at.score["Goal FY27"] == "$3.50m"


def test_a_link_in_the_explain_bar_leads_to_its_cell(at: Driver) -> None:
    at.go("Plan", "bookings", "FY2027")
    at.window.shown.explain.sentence.linkActivated.emit("2")
    place = at.grid.place_at(*at.grid.place())
    assert (place.row, place.column) == ("stage:4", "FY2027")


def test_by_worth_the_dearest_dispute_stands_first(alone: Driver) -> None:
    page = alone.window.shown.assumptions
    page.order.choose("worth")
    model = alone.grid.grid_model()
    worths = [model.cell(i, _column(alone, "worth")).value or 0.0 for i in range(model.rowCount())]
    sizes = [abs(float(worth)) for worth in worths]
    assert sizes == sorted(sizes, reverse=True)
    assert sizes[0] > 0


def test_a_bar_of_the_bridge_leads_to_its_assumption_and_back(at: Driver) -> None:
    bridge = at.window.shown.assumptions.bridge
    bar = next(bar for bar in bridge.chart.bridge if "MQL" in bar.label)
    at.window.shown.show_sheet("Plan")
    bridge.place_clicked.emit(bar.place)
    assert at.grid.place_at(*at.grid.place()).row == HAND_OFF
    explain = at.window.shown.explain
    at.until(lambda: explain.explanation.name.startswith("Paid search · MQL → SAL"))


def test_who_decided_this_follows_the_row(at: Driver) -> None:
    history = at.window.shown.assumptions.history
    at.go("Assumptions", HAND_OFF, "working")
    at.until(lambda: "66.0%" in history.accessibleName())
    assert "52.0%" in history.accessibleName()
    at.go("Assumptions", LEADS, "working")
    at.until(lambda: "66.0%" not in history.accessibleName())


def test_folding_a_line_hides_its_rows_until_a_link_leads_there(at: Driver) -> None:
    page = at.window.shown.assumptions
    before = at.grid.grid_model().rowCount()
    page.view.fold_toggled.emit("line:Paid search")
    assert at.grid.grid_model().rowCount() < before
    at.go("Assumptions", HAND_OFF, "sales")
    assert at.grid.grid_model().rowCount() == before


def test_the_status_line_sums_the_selection_up(at: Driver) -> None:
    at.go("Plan", "bookings", "2027-01")
    for _ in range(2):
        QTest.keyClick(at.grid, Key.Key_Right, Qt.KeyboardModifier.ShiftModifier)
    at.until(lambda: "Count 3" in at.window.shown.status.text)
    assert "Sum $" in at.window.shown.status.text
    assert "Data as of 31 Oct 2026" in at.window.shown.status.text


def _column(at: Driver, key: str) -> int:
    return [c.key for c in at.grid.grid_model().columns].index(key)
