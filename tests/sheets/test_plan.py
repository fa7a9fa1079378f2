"""The Plan sheet: its figures tie out with strip, charts and sentences."""

from dataclasses import replace

import numpy as np
import pytest

from planner.agreement.results import results as results_of
from planner.base.problem import RefusedError
from planner.evidence.figures import Figure
from planner.plan.fold import fold, line_value
from planner.plan.resolve import View
from planner.sheets.cells import Tone
from planner.sheets.plan import plan_sheet
from planner.sheets.plan_charts import goal_chart, origin_chart
from planner.sheets.plan_words import deal_origins, most_of
from planner.sheets.strip import score_strip
from tests.sheets.plans import (
    RATE,
    VOLUME,
    WORKED,
    M,
    S,
    T,
    by_hand,
    evidence,
    log_of,
    measured,
)
from tests.sheets.test_assumptions import at, cell, keys

GOAL = (T, "goal", 19_000_000.0)
COST = "Paid search/cost"


def test_the_worked_example_by_month_quarter_and_year() -> None:
    sheet = plan_sheet(by_hand(*WORKED, GOAL))
    titles = [column.title for column in sheet.columns]
    assert titles[:5] == ["", "Jan", "Feb", "Mar", "Q1"]
    assert titles[-2:] == ["Q4", "FY27"]
    assert cell(sheet, "bookings", "name").text == "Bookings $m"
    assert [cell(sheet, "bookings", k).text for k in ("2027-03", "2027-Q1", "FY2027")] == [
        "1.50",
        "4.50",
        "18.00",
    ]
    assert cell(sheet, "gap", "FY2027").text == "−1.00"
    assert cell(sheet, "gap", "FY2027").tone is Tone.DISPUTE
    assert cell(sheet, "stage:2", "2027-03").text == "30"
    assert cell(sheet, "goal", "FY2027").value == pytest.approx(19_000_000.0)


def test_months_add_up_to_quarters_and_to_the_year_in_every_row() -> None:
    sheet = plan_sheet(measured(GOAL, (M, COST, 12.0)))
    months = [c.key for c in sheet.columns if len(c.key) == 7 and "Q" not in c.key]
    levels = {"coverage", "cac", "return"}
    for key in set(keys(sheet)) - levels:
        parts = [cell(sheet, key, month).value for month in months]
        total = cell(sheet, key, "FY2027").value
        assert sum(v for v in parts if isinstance(v, float)) == pytest.approx(total)


def test_strip_grid_chart_and_sentence_say_the_same() -> None:
    results = measured(GOAL, (M, RATE, 0.20), (S, RATE, 0.12))
    sheet = plan_sheet(results)
    goal, gap, marketing, sales, dispute = score_strip(results)
    year = cell(sheet, "bookings", "FY2027")
    assert year.value == pytest.approx(results.working.total)
    missed = cell(sheet, "gap", "FY2027").text.removeprefix("−")
    assert gap.headline == f"−${missed}m"
    assert gap.detail.startswith(f"${year.text}m")
    chart = goal_chart(results)
    ends = {series.name: series.y[-1] for series in chart.series}
    assert ends["Working"] == pytest.approx(results.working.total)
    assert ends["Goal"] == pytest.approx(19_000_000.0)
    labels = {series.name: series.label for series in chart.series}
    assert labels["Marketing"].endswith(marketing.headline)
    assert labels["Sales"].endswith(sales.headline)
    assert labels["Goal"].endswith(goal.headline)
    assert chart.title == f"The year ends ${missed}m short"
    said = sheet.explain(*at(sheet, "bookings", "FY2027")).text
    assert said.startswith(f"${year.text}m = ")
    assert dispute.detail == f"worth ${results.bridge.gross / 1e6:.2f}m gross"


def test_bookings_are_explained_by_deals_and_by_when_they_entered() -> None:
    results = measured(open_ages=60)
    sheet = plan_sheet(results)
    said = sheet.explain(*at(sheet, "bookings", "2027-03"))
    assert said.name == "Bookings · Mar 2027"
    assert said.text == (
        "$1.50m = 37.5 deals × $40,000. All from journeys that enter in Nov 2026–Mar 2027, "
        "most in Jan–Mar 2027."
    )
    deals = next(part for part in said.parts if part.target)
    assert (deals.target.row, deals.target.column) == ("stage:2", "2027-03")


def test_deals_by_entry_add_up_to_all_deals() -> None:
    results = measured(open_ages=60)
    origins = deal_origins(results.working)
    assert origins.sum(0) == pytest.approx(results.working.entries[:, -1].sum(0))


def test_most_is_the_shortest_run_with_four_fifths() -> None:
    assert most_of(np.array([1.0, 4.0, 4.0, 1.0])) == (1, 2)
    assert most_of(np.array([10.0])) == (0, 0)
    assert most_of(np.array([5.0, 0.0, 5.0])) == (0, 2)


def test_a_line_is_explained_by_rate_and_lag_of_its_assumptions() -> None:
    sheet = plan_sheet(measured())
    said = sheet.explain(*at(sheet, "stage:1/Paid search", "2027-05"))
    assert said.text == (
        "150 arrive from Leads: Lead → Opportunity at 15.0%, after the working lag."
    )
    rate = next(part for part in said.parts if part.text == "15.0%")
    assert (rate.target.sheet, rate.target.row) == ("Assumptions", RATE)


def test_folded_stages_hide_their_lines() -> None:
    sheet = plan_sheet(measured(), folded=frozenset({"stage:0", "stage:1"}))
    assert [k for k in keys(sheet) if "/" in k] == ["stage:2/Paid search"]


def test_spend_stands_only_where_stated() -> None:
    assert "spend" not in keys(plan_sheet(measured()))
    sheet = plan_sheet(measured((M, COST, 12.0)))
    assert cell(sheet, "spend", "FY2027").value == pytest.approx(144_000.0)
    assert cell(sheet, "spend", "name").text == "Spend $k"


def test_pipeline_created_is_opportunities_at_their_opened_amount() -> None:
    sheet = plan_sheet(measured())
    assert cell(sheet, "pipeline", "2027-05").value == pytest.approx(150 * 44_000.0)


def test_without_opened_amounts_pipeline_is_created_at_the_deal_size() -> None:
    sheet = plan_sheet(by_hand(*WORKED))
    created = cell(sheet, "pipeline", "2027-05").value
    assert created == pytest.approx(100 * 50_000.0)
    said = sheet.explain(*at(sheet, "pipeline", "2027-05")).text
    assert "at each line’s deal size, as no opened amounts are known" in said


def test_another_view_stands_small_beside_the_working_plan() -> None:
    results = measured((S, RATE, 0.12), (M, RATE, 0.20))
    sheet = plan_sheet(results, compare=View.SALES)
    assert cell(sheet, "stage:1", "2027-05").text == "150"
    assert cell(sheet, "stage:1", "2027-05").small == "120"
    assert cell(sheet, "stage:0", "2027-05").small == ""


def test_any_seat_types_goals_of_the_plan_a_quarter_or_a_month() -> None:
    sheet = plan_sheet(by_hand(*WORKED), seat=S)
    assert cell(sheet, "goal", "FY2027").text == "set goal"
    (draft,) = sheet.change(*at(sheet, "goal", "FY2027"), "19m")
    assert (draft.seat, draft.key, draft.value) == (S, "goal", 19_000_000.0)
    (draft,) = sheet.change(*at(sheet, "goal", "2027-Q2"), "5m")
    assert (draft.key, draft.value) == ("goal:2027-Q2", 5_000_000.0)
    (draft,) = sheet.change(*at(sheet, "goal", "2027-03"), "1m")
    assert (draft.key, draft.value) == ("goal:2027-03", 1_000_000.0)
    with pytest.raises(RefusedError, match="Change the assumptions it follows from"):
        sheet.change(*at(sheet, "bookings", "FY2027"), "1m")


def test_the_goal_is_shown_to_be_typed_on_as_it_was_typed() -> None:
    for goal in (2_000_000.0, 2_750_000.0, 19_999_999.99):
        shown = cell(plan_sheet(by_hand(*WORKED, (T, "goal", goal))), "goal", "FY2027")
        assert (shown.value, float(shown.edit_text)) == (goal, goal)


def test_without_a_goal_there_is_no_gap_and_the_title_says_what_is_booked() -> None:
    results = by_hand(*WORKED)
    assert "gap" not in keys(plan_sheet(results))
    assert goal_chart(results).title == "The working plan books $18.00m in Jan–Dec 2027"


def test_what_is_missing_is_said_under_the_grid() -> None:
    footnote = plan_sheet(by_hand((M, VOLUME, 100.0))).footnote
    assert "Paid search: no deal size, so no bookings." in footnote
    assert "spread evenly" not in footnote
    assert "spread evenly" in plan_sheet(by_hand((T, "goal", 1e6))).footnote


def test_a_plan_that_wins_deals_of_unknown_worth_says_so_wherever_it_shows_nothing() -> None:
    results = by_hand(*(said for said in WORKED if not said[1].endswith("deal_size")))
    assert "wins 360 deals in Jan–Dec 2027, of unknown worth" in goal_chart(results).title
    assert "what a deal is worth" in goal_chart(results).empty
    assert "what a deal is worth" in origin_chart(results).empty
    details = [item.detail for item in score_strip(results)]
    assert details[1:4] == ["no deal size is known"] * 3


def test_journeys_nothing_is_expected_of_are_counted_and_said() -> None:
    """Whoever moves on does so within 29 days: three of five are that old."""
    found = evidence()
    line = found.lines["Paid search"]
    lead, won = line.transitions
    old = replace(won, open_ages=np.array([0, 10, 29, 40, 90], dtype=np.int32))
    aged = replace(found, lines={line.line: replace(line, transitions=(lead, old))})
    sheet = plan_sheet(results_of(fold(log_of()), aged))
    said = "Nothing is expected of 3 of 5 journeys open today: older than any that moved on"
    assert said in sheet.footnote
    assert said in sheet.explain(*at(sheet, "bookings", "name")).text
    assert "Nothing is expected" not in plan_sheet(measured(open_ages=5)).footnote


@pytest.mark.parametrize(
    ("ages", "said"),
    [((10, 40), "1 of 2 open in Opportunity is"), ((40, 90), "2 of 2 open in Opp")],
)
def test_where_they_stay_is_said_in_the_number_they_are(ages: tuple[int, ...], said: str) -> None:
    found = evidence()
    line = found.lines["Paid search"]
    old = replace(line.transitions[1], open_ages=np.array(ages, dtype=np.int32))
    aged = replace(found, lines={line.line: replace(line, transitions=(line.transitions[0], old))})
    (note,) = results_of(fold(log_of()), aged).working.flow.notes
    assert note.startswith(f"Paid search: {said}")
    assert note.endswith(" and stays there" if "is" in said else " and stay there")


def test_a_direct_rate_beyond_its_interval_is_said() -> None:
    """15 % of 25 % is 3.75 % stage by stage."""
    found = evidence()
    line = found.lines["Paid search"]

    def footnote(low: float, high: float) -> str:
        direct = replace(line, direct=Figure(0.025, low, high, 900))
        lines = replace(found, lines={line.line: direct})
        return plan_sheet(results_of(fold(log_of()), lines)).footnote

    said = "Paid search: Lead → Won is 3.75% stage by stage, but 2.50% (2.0–3.0%)"
    assert said in footnote(0.02, 0.03)
    assert "stage by stage" not in footnote(0.02, 0.04)
    assert "stage by stage" not in plan_sheet(measured()).footnote


def test_origins_stack_up_to_each_months_bookings() -> None:
    results = measured(open_ages=400)
    chart = origin_chart(results)
    bars = [s for s in chart.series if s.name != "Goal"]
    stacked = np.sum([s.y for s in bars], axis=0)
    assert stacked == pytest.approx(results.working.bookings.sum(0))
    assert chart.stacked


def test_entries_other_than_the_working_volume_say_why() -> None:
    said = (T, "plan:season:03", 1.2), (T, "Paid search/volume/2027-04", 700.0)
    sheet = plan_sheet(measured(*said))
    told = {
        column: sheet.explain(*at(sheet, "stage:0/Paid search", column)).text
        for column in ("2027-02", "2027-03", "2027-04", "FY2027")
    }
    assert "1,000 enter here this month, the working volume." in told["2027-02"]
    assert "1,200 enter here this month, the working volume × 1.20 by season." in told["2027-03"]
    assert "700 enter here this month, the working volume." in told["2027-04"]
    assert "over 12 months, the working volume, by season." in told["FY2027"]


def test_what_waits_where_a_line_enters_and_what_was_open_at_the_start_are_told() -> None:
    """The team takes 60 of 100 in; of 30 open at the start a tenth is won at once."""
    team = (T, "team/reps", 3.0), (T, "team/open_per_rep", 20.0), (T, "team/days_open", 30.4375)
    calls = (
        (T, "line:Calls", line_value("Opportunity", "Sales")),
        (T, "Calls/volume", 100.0),
        (T, "Calls/rate:Opportunity>Won", 0.1),
        (T, "Calls/open:Opportunity", 30.0),
    )
    sheet = plan_sheet(by_hand(*team, *calls))
    told = sheet.explain(*at(sheet, "stage:1/Calls", "2027-01")).text
    assert "60 enter here this month, the working volume; 40 of 100 that come wait" in told
    won = sheet.explain(*at(sheet, "stage:2/Calls", "2027-01")).text
    assert won.endswith("; 3 of them open there at the start.")


def test_a_column_is_as_wide_as_its_longest_figure() -> None:
    """110,000 leads in a year need more pixels than 1,000 in a month."""
    few, many = (plan_sheet(measured((T, VOLUME, volume))) for volume in (1000.0, 110_000.0))
    widths = [{c.key: c.width for c in sheet.columns} for sheet in (few, many)]
    assert widths[1]["FY2027"] > widths[0]["FY2027"]
    assert widths[1]["FY2027"] >= 8 * len("1,320,000")
