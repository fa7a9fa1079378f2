"""Rows that stand on the Plan sheet only where something was stated: goals, team, cost, chance."""

import numpy as np
import pytest

from planner.base.days import parse_month
from planner.base.problem import RefusedError
from planner.plan.assumption import View
from planner.sheets.cells import Tone
from planner.sheets.charts import Mark
from planner.sheets.outlook import Late, outlook
from planner.sheets.outlook_words import chance_text
from planner.sheets.plan import plan_sheet
from planner.sheets.plan_charts import goal_chart, origin_chart
from planner.sheets.plan_words import deal_origins
from planner.sheets.strip import score_strip
from planner.sheets.words import Tongue
from tests.output.boards import argued
from tests.sheets.plans import M, T, measured
from tests.sheets.test_assumptions import at, cell, keys

GOAL = (T, "goal", 18e6)
TEAM = ((T, "team/reps", 10.0), (T, "team/open_per_rep", 6.0), (T, "team/days_open", 15.0))
"""10 reps hold 60 open for 15 days: 121.75 a month, where 150 opportunities come."""


def test_goals_of_shorter_periods_take_their_part_of_the_plans_goal() -> None:
    sheet = plan_sheet(measured(GOAL, (T, "goal:2027-Q1", 3e6), (T, "goal:2027-02", 2e6)))
    row = {k: cell(sheet, "goal", k).value for k in ("2027-01", "2027-02", "2027-Q1", "2027-Q2")}
    assert list(row.values()) == pytest.approx([0.5e6, 2e6, 3e6, 5e6])
    assert cell(sheet, "gap", "2027-02").text == "−0.50"
    assert "stated for just this period" in sheet.explain(*at(sheet, "goal", "2027-Q1")).text
    assert "spread by goals of shorter periods" in sheet.footnote


def test_a_plan_with_nothing_to_come_still_draws_what_is_booked() -> None:
    said = ((T, "plan:start", "2026-09"), (T, "Paid search/volume", 0.0))
    found = measured(GOAL, *said, booked={parse_month("2026-09"): 3e6})
    assert found.working.total == 0.0
    chart = goal_chart(found)
    assert not chart.empty
    assert chart.title == "The year ends $15.00m short"


def test_a_plan_under_way_shows_what_is_booked_beside_what_is_to_come() -> None:
    """3m were won in September, of which the goal's part is 1.5m."""
    found = measured(GOAL, (T, "plan:start", "2026-09"), booked={parse_month("2026-09"): 3e6})
    sheet = plan_sheet(found)
    assert cell(sheet, "booked", "2026-09").text == "3.00"
    assert cell(sheet, "bookings", "name").text == "To come $m"
    assert cell(sheet, "gap", "2026-09").value == pytest.approx(1.5e6)
    said = sheet.explain(*at(sheet, "gap", "2026-09")).text
    assert said.startswith("+$1.50m = $3.00m booked so far + to come $0 − goal $1.50m")
    won = sheet.explain(*at(sheet, "booked", "2026-09")).text
    assert "by 31 Oct 2026" in won
    whole = found.working.total + 3e6 - 18e6
    assert goal_chart(found).title.startswith(f"The year ends {Tongue().short(abs(whole))}")
    assert "booked" not in keys(plan_sheet(measured(GOAL)))
    assert cell(sheet, "coverage", "2026-10").text == ""
    assert cell(sheet, "coverage", "2026-11").text != ""
    past = sheet.explain(*at(sheet, "coverage", "2026-10")).text
    assert past.startswith("What was open when it began is past")


def test_of_a_plan_under_way_the_open_pipeline_brings_a_share_of_what_is_to_come() -> None:
    begun = (T, "plan:start", "2026-09")
    won = {parse_month("2026-09"): 3e6}
    plain, under_way = (measured(begun, open_ages=2000, booked=b) for b in (None, won))
    first = "Today’s open pipeline brings 59% of "
    assert origin_chart(plain).title == f"{first}bookings"
    assert origin_chart(under_way).title == f"{first}what is to come"
    lately = measured(begun, booked=won)
    assert origin_chart(lately).title == "Q2 entries bring 33% of what is to come"


def test_phasing_spreads_the_goal() -> None:
    sheet = plan_sheet(measured(GOAL, (T, "plan:phasing", "1, 2, 3, 3")))
    assert cell(sheet, "goal", "2027-Q1").value == pytest.approx(2e6)
    assert cell(sheet, "goal", "2027-Q4").value == pytest.approx(6e6)
    assert (
        "spread by its phasing"
        in goal_chart(measured(GOAL, (T, "plan:phasing", "1,2,3,3"))).subtitle
    )


def test_a_goal_of_a_part_of_a_quarter_is_not_typed_into_the_quarter() -> None:
    sheet = plan_sheet(measured(GOAL, (T, "plan:start", "2027-02")))
    with pytest.raises(RefusedError, match="only a part of Q1"):
        sheet.change(*at(sheet, "goal", "2027-Q1"), "1m")


def test_a_team_shows_what_it_takes_what_waits_and_what_binds() -> None:
    results = measured(GOAL, *TEAM)
    sheet = plan_sheet(results)
    assert cell(sheet, "reps", "2027-Q1").text == "10.0"
    assert cell(sheet, "limit:closing", "2027-03").text == "122"
    assert cell(sheet, "limit:closing", "name").text == "Opportunities they can take"
    assert cell(sheet, "stage:1", "2027-03").text == "122"
    waiting = results.working.capacity
    assert waiting is not None
    assert cell(sheet, "waiting", "FY2027").value == pytest.approx(waiting.queue[-1])
    assert cell(sheet, "waiting", "2027-06").tone is Tone.DISPUTE
    assert cell(sheet, "binding", "2027-Q1").text == "Closing"
    said = sheet.explain(*at(sheet, "binding", "2027-03")).text
    assert said.startswith("Closing: opportunities wait for a rep. One more ramped rep in this")
    item = score_strip(results)[-1]
    assert (item.name, item.headline) == ("Binding constraint", "Closing")
    assert item.detail.startswith("from Jan, up to ")


def test_without_team_cost_or_goal_their_rows_do_not_stand() -> None:
    rows = keys(plan_sheet(measured()))
    assert not {"reps", "waiting", "binding", "spend", "cac", "return", "coverage"} & set(rows)
    assert {"marketing", "pipeline"} <= set(rows)


def test_what_a_deal_costs_and_brings_is_a_ratio_of_sums() -> None:
    results = measured((T, "Paid search/cost", 12.0))
    sheet = plan_sheet(results)
    spent, won = 144_000.0, results.working.entries[:, -1].sum()
    assert cell(sheet, "cac", "FY2027").value == pytest.approx(spent / won)
    assert cell(sheet, "return", "FY2027").value == pytest.approx(results.working.total / spent)
    assert "what is spent now wins later" in sheet.explain(*at(sheet, "cac", "2027-05")).text


def test_the_chance_of_a_goal_of_one_type_stands_in_the_plans_sentence() -> None:
    results = measured(GOAL, (T, "goal:2027/bookings/new", 12e6))
    found = outlook(results)
    (typed,) = (each for each in found.chances.by_goal if each.business)
    sheet = plan_sheet(results, late=Late(found, stale=False))
    told = sheet.explain(*at(sheet, "chance", "FY2027")).text
    assert f" New business of $12.00m in 2027: {chance_text(typed.chance, Tongue())}." in told
    assert "New business" not in sheet.explain(*at(sheet, "chance", "2027-05")).text


def test_chance_in_strip_row_chart_and_sentence_is_the_same_and_stale_until_drawn_anew() -> None:
    results = measured(GOAL)
    found = outlook(results)
    late = Late(found, stale=False)
    sheet = plan_sheet(results, late=late)
    shown = cell(sheet, "chance", "FY2027")
    item = next(i for i in score_strip(results, late=late) if i.name == "Chance of goal")
    whole = found.chances.draws.bookings.sum(axis=1)
    assert shown.value == pytest.approx((whole >= 18e6).mean(), abs=1e-3)
    assert item.headline == shown.text
    assert item.hint == f"On the evidence alone {shown.text}"
    assert sheet.explain(*at(sheet, "chance", "FY2027")).text.startswith(f"{shown.text} of the")
    chart = goal_chart(results, late=late)
    assert chart.title.endswith(f"the chance of the goal is {shown.text}")
    band = chart.series[0]
    assert np.all(np.array(band.low) <= np.array(band.high))
    stale = Late(found, stale=True)
    assert cell(plan_sheet(results, late=stale), "chance", "FY2027").tone is Tone.STALE
    assert "chance" not in goal_chart(results, late=stale).title


def test_before_the_first_draws_the_strip_says_that_they_are_under_way() -> None:
    results = measured(GOAL)
    item = next(i for i in score_strip(results, late=Late()) if i.name == "Chance of goal")
    assert (item.headline, item.detail, item.tone) == ("…", "being drawn", Tone.STALE)
    assert cell(plan_sheet(results, late=Late()), "chance", "FY2027").text == ""


def test_a_lines_leads_count_until_a_day() -> None:
    sheet = plan_sheet(measured(GOAL))
    said = sheet.explain(*at(sheet, "stage:0/Paid search", "FY2027")).text
    assert "for the whole plan’s goal until 13 Nov 2027" in said


FULL = (
    GOAL,
    *TEAM,
    (T, "team/reps/2027-04", 2.0),
    (T, "team/leads_per_rep", 90.0),
    (M, "Paid search/cost", 12.0),
)


def test_every_number_explains_itself_by_factors_that_lead_to_their_cells() -> None:
    results = measured(*FULL, open_ages=60)
    sheet = plan_sheet(results, late=Late(outlook(results), stale=False))
    shown = set(keys(sheet))
    stated = {a.key for a in results.assumptions} | {"team/reps"}
    assert {"goal", "gap", "chance", "coverage", "cac", "limit:closing", "waiting"} <= shown
    for row, key in enumerate(keys(sheet)):
        for column in range(1, len(sheet.columns)):
            said = sheet.explain(row, column)
            places = [part.target for part in said.parts if part.target]
            assert said.name, key
            assert said.text.endswith("."), said.text
            assert places or key == "chance", (key, said.text)
            for place in places:
                assert place.row in (shown if place.sheet == "Plan" else stated), place


def test_what_a_quarter_lets_in_says_in_which_quarters_its_deals_are_won() -> None:
    results = measured(GOAL)
    sheet = plan_sheet(results)
    said = sheet.explain(*at(sheet, "stage:0", "2027-Q1"))
    assert " Of all that enters the plan then, deals are won: " in said.text
    start = results.working.flow.start + 1
    won = deal_origins(results.working)[start : start + 3, :3].sum()
    assert f"won: {won:.1f} in Q1, " in said.text
    there = [
        part.target.column for part in said.parts if part.target and part.target.row == "stage:2"
    ]
    assert there == ["2027-Q1", "2027-Q2"]


def test_deals_by_entry_add_up_to_all_deals_where_the_team_cannot_take_all_in() -> None:
    seen = measured(GOAL, *TEAM, open_ages=60).working
    assert seen.capacity is not None
    assert seen.capacity.loss > 0.0
    assert deal_origins(seen).sum(0) == pytest.approx(seen.entries[:, -1].sum(0))


def test_every_line_says_until_when_its_leads_count_where_it_enters() -> None:
    results = measured(GOAL)
    assert "until" not in [c.key for c in plan_sheet(results).columns]
    sheet = plan_sheet(results, late=Late(outlook(results), stale=False))
    assert sheet.columns[-1].title == "Leads until"
    assert cell(sheet, "stage:0/Paid search", "until").text == "13 Nov 2027"
    assert cell(sheet, "stage:1/Paid search", "until").text == ""
    said = sheet.explain(*at(sheet, "stage:0/Paid search", "until")).text
    assert "for the whole plan’s goal until 13 Nov 2027" in said
    with pytest.raises(RefusedError, match="This is a result"):
        sheet.change(*at(sheet, "goal", "until"), "5m")


def test_other_scenarios_are_thin_dashed_lines_labelled_at_their_end() -> None:
    results = measured(GOAL)
    better = measured(GOAL, (T, "Paid search/volume", 2000.0))
    late = Late(outlook(results, others=[("Stretch", better.plan)]), stale=False)
    ghost = next(s for s in goal_chart(results, late=late).series if s.mark is Mark.GHOST)
    reached = ghost.y[-1]
    assert reached == pytest.approx(better.working.total)
    assert ghost.label == f"Stretch ${reached / 1e6:.2f}m"
    months = origin_chart(results, late=late, compare=View.SALES)
    lines = {s.name: s for s in months.series if s.mark in {Mark.GHOST, Mark.THIN}}
    assert list(lines) == ["Sales", "Stretch"]
    assert lines["Stretch"].y == pytest.approx(better.working.bookings.sum(0))
    assert lines["Sales"].y == pytest.approx(results.sales.bookings.sum(0))
    assert months.subtitle.endswith("; thin lines: Sales, Stretch")


def test_whose_bookings_they_are_stands_where_not_all_lines_are_marketings() -> None:
    assert "sourced" not in keys(plan_sheet(measured(GOAL)))
    results = argued()
    sheet = plan_sheet(results)
    ours = results.working.bookings[[0, 2]].sum(0)
    booked = results.working.bookings.sum(0)
    share = cell(sheet, "sourced", "FY2027")
    assert share.value == pytest.approx(ours.sum() / booked.sum())
    assert cell(sheet, "sourced", "2027-Q2").value == pytest.approx(
        ours[3:6].sum() / booked[3:6].sum()
    )
    said = sheet.explain(*at(sheet, "sourced", "FY2027"))
    assert said.text.startswith(f"{share.text} = ${ours.sum() / 1e6:.2f}m ÷ ")
    assert " of bookings. Marketing sources Paid search $" in said.text
    assert " Of pipeline created it is " in said.text


@pytest.mark.parametrize(
    ("row", "goal", "typed", "value", "gap"),
    [
        ("sourced", "goal:2027/marketing_sourced", "70%", 0.7, "pt"),
        ("pipeline", "goal:2027/pipeline_created", "60m", 60e6, ""),
        ("coverage", "goal:2027-Q2/coverage", "3.5", 3.5, ""),
    ],
)
def test_a_measure_with_a_goal_shows_goal_and_gap_where_it_is_stated(
    row: str, goal: str, typed: str, value: float, gap: str
) -> None:
    results = argued((T, goal, value / 2))
    sheet = plan_sheet(results)
    period = "2027-Q2" if "Q2" in goal else "FY2027"
    planned, due = cell(sheet, row, period).value, cell(sheet, f"{row}:goal", period)
    assert due.value == value / 2
    missed = cell(sheet, f"{row}:gap", period)
    assert missed.value == pytest.approx(planned - value / 2)
    assert missed.text.endswith(gap)
    assert cell(sheet, f"{row}:goal", "2027-Q3").text == ""
    (draft,) = sheet.change(*at(sheet, f"{row}:goal", period), typed)
    assert (draft.key, draft.value) == (goal, value)
    (draft,) = sheet.change(*at(sheet, f"{row}:goal", "2027-Q3"), typed)
    assert draft.key == f"goal:2027-Q3/{goal.partition('/')[2]}"
    said = sheet.explain(*at(sheet, f"{row}:gap", period))
    assert [part.target.row for part in said.parts if part.target] == [row, f"{row}:goal"]
    assert "is stated for just this period" in (
        sheet.explain(*at(sheet, f"{row}:gap", "2027-Q3")).text
    )
