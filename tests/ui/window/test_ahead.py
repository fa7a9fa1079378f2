"""What arrives after the figures: the chance of the goal, and whether leads suffice."""

from tests.ui.window.driver import Driver

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
