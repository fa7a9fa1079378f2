"""What arrives after the figures: the chance of the goal, and whether leads suffice."""

import pytest

from tests.ui.endless import Drawing
from tests.ui.window.driver import Driver, Key
from ui.tasks import COMPARE

VOLUME = "Paid search/volume"


def test_the_chance_arrives_late_is_stale_after_an_edit_and_is_drawn_anew(at: Driver) -> None:
    ahead, plan = at.window.shown.desk.ahead, at.window.shown.plan
    at.window.shown.show_sheet("Plan")
    at.until(lambda: not ahead.late.stale)
    before = at.score["Chance of goal"]
    assert before.endswith("%"), before
    assert at.text("Plan", "chance", "FY2027") == before
    assert "leads" in plan.enough.text
    assert plan.goal.chart.series[0].name == "P10 to P90"

    at.type("Assumptions", VOLUME, "working", "2000")
    assert ahead.late.stale
    assert at.score["Chance of goal"] == before
    at.until(lambda: not ahead.late.stale)
    assert at.score["Chance of goal"] != before
    assert at.text("Plan", "chance", "FY2027") == at.score["Chance of goal"]


def test_a_goal_is_typed_into_a_month_and_the_others_share_the_rest(at: Driver) -> None:
    at.type("Plan", "goal", "2027-03", "0.5m")
    assert at.text("Plan", "goal", "2027-03") == "0.50"
    assert at.text("Plan", "goal", "FY2027") == "2.00"
    assert at.text("Plan", "goal", "2027-Q2") == "0.41"


@pytest.mark.parametrize("gesture", ["a sheet", "a key", "a wheel"])
def test_looking_ahead_gives_way_to_hands(
    at: Driver, monkeypatch: pytest.MonkeyPatch, gesture: str
) -> None:
    at.go("Assumptions", VOLUME, "working")
    at.window.resize(1280, 500)
    drawing, tasks = Drawing(), at.window.tasks
    tasks.run(COMPARE, "Drawing", drawing, lambda _nothing: None)
    at.until(lambda: drawing.steps > 10)
    monkeypatch.setattr("ui.tasks.STANDS_STILL", 600.0)
    if gesture == "a sheet":
        at.window.shown.show_sheet("Data")
    elif gesture == "a key":
        at.press(Key.Key_Down)
    else:
        at.window.shown.page.grid().verticalScrollBar().setValue(40)
    before = drawing.steps
    at.qtbot.wait(50)
    assert drawing.steps <= before + 1
    tasks.cancel(COMPARE)
