"""What is assumed of the team, on the Assumptions sheet below the lines."""

import pytest

from planner.agreement.results import results as worked_out
from planner.base.problem import RefusedError
from planner.plan.edits import Draft
from planner.plan.fold import fold
from planner.plan.keys import VOLUME
from planner.plan.log import Log
from planner.sheets.assumptions import assumptions_sheet
from planner.sheets.cells import Tone
from planner.sheets.plan import plan_sheet
from planner.sheets.seeking import answer
from planner.sheets.seeking_figures import figure_at
from planner.sheets.targets import assumption_region
from tests.sheets.plans import WORKED, M, S, T, by_hand, measured
from tests.sheets.test_assumptions import at, cell, keys, typed

REPS, LEADS, RATIO = "team/reps", "team/leads_per_rep", "team/pipeline_ratio"
YEAR = frozenset({"year:2027"})


def test_both_leaders_state_the_team_side_by_side_below_the_lines() -> None:
    results = by_hand(*WORKED, (M, REPS, 8.0), (S, REPS, 5.0), (S, LEADS, 15.0))
    sheet = assumptions_sheet(results)
    below = keys(sheet)[keys(sheet).index("line:team") :]
    assert [cell(sheet, k, "name").text for k in below] == [
        "Team", "Reps", "Ramp in month 1", "Reps leaving a year", "Leads per rep and month",
        "Open opportunities per rep", "Opportunities open, days", "Quota a year", "Quota attained",
        "Pipeline ratio",
    ]  # fmt: skip
    reps = [cell(sheet, REPS, c).text for c in ("owner", "marketing", "sales", "working", "status")]
    assert reps == ["Sales", "8", "5", "5", "disputed"]
    assert cell(sheet, RATIO, "owner").text == "Hand-off"
    assert cell(sheet, RATIO, "status").text == "not stated"
    (worth,) = results.team_worths.values()
    assert worth > 0.0
    assert cell(sheet, REPS, "worth").value == pytest.approx(worth)


def test_what_limits_nothing_has_no_worth() -> None:
    sheet = assumptions_sheet(by_hand(*WORKED, (M, "team/quota", 900.0), (S, "team/quota", 800.0)))
    assert (cell(sheet, "team/quota", "status").text, cell(sheet, "team/quota", "worth").text) == (
        "disputed",
        "",
    )


def test_typing_states_a_position_and_together_agrees() -> None:
    results = by_hand(*WORKED)
    assert typed(assumptions_sheet(results, seat=S), REPS, "sales", "12") == (
        Draft(S, REPS, 12.0, "12"),
    )
    agreed = assumptions_sheet(by_hand((S, REPS, 12.0), (T, RATIO, 0.4)))
    assert (cell(agreed, RATIO, "working").text, cell(agreed, RATIO, "working").tone) == (
        "40.0%",
        Tone.AGREED,
    )


def test_a_month_of_reps_holds_those_who_start_then() -> None:
    results = by_hand((S, REPS, 12.0), (S, f"{REPS}/2027-04", 3.0))
    sheet = assumptions_sheet(results, seat=S, months=YEAR)
    assert [cell(sheet, REPS, m).text for m in ("year:2027", "2027-03", "2027-04")] == [
        "3",
        "",
        "3",
    ]
    assert typed(sheet, REPS, "2027-05", "2") == (Draft(S, f"{REPS}/2027-05", 2.0, "2"),)
    told = sheet.explain(sheet.places[REPS], [c.key for c in sheet.columns].index("2027-03"))
    assert told.text == "Nobody starts in this month: type how many reps do."


def test_the_ramp_is_the_same_in_every_month_and_goes_on_by_one() -> None:
    sheet = assumptions_sheet(by_hand((S, "team/ramp:0", 0.25)), seat=S, months=YEAR)
    assert [k for k in keys(sheet) if "ramp" in k] == ["team/ramp:0", "team/ramp:1"]
    assert not cell(sheet, "team/ramp:0", "2027-03").editable
    with pytest.raises(RefusedError, match="No month has one of its own here"):
        typed(sheet, "team/ramp:0", "2027-03", "50%")


def test_the_team_is_found_by_its_name_and_folds() -> None:
    results = by_hand(*WORKED, (M, REPS, 8.0), (S, REPS, 5.0))
    (first, *_) = assumption_region(results).find("team reps")
    assert first.place.row == REPS
    folded = assumptions_sheet(results, folded=frozenset({"line:team"}))
    assert not any(k.startswith("team/") for k in keys(folded))
    assert cell(folded, "line:team", "status").text == "1 disputed"
    assert "nothing is limited" in folded.explain(folded.places["line:team"], 0).text


def test_a_plan_without_lines_has_no_team_yet() -> None:
    assert assumptions_sheet(worked_out(fold(Log()), None)).row_count == 0


def test_the_ratio_of_pipelines_says_on_the_plan_what_marketings_promises() -> None:
    """1,000 leads of 40,000 a month are 40 m of marketing pipeline; a tenth of it is promised."""
    assert "promised" not in keys(plan_sheet(measured()))
    results = measured((T, RATIO, 0.1))
    sheet = plan_sheet(results)
    march, quarter = (cell(sheet, "promised", key).value for key in ("2027-03", "2027-Q1"))
    assert march == pytest.approx(cell(sheet, "marketing", "2027-03").value * 0.1)
    assert quarter == pytest.approx(cell(sheet, "marketing", "2027-Q1").value * 0.1)
    told = sheet.explain(*at(sheet, "promised", "2027-03")).text
    assert " of marketing pipeline × 10.0%, the working ratio; by rates and amounts " in told
    found = answer(figure_at(results, "promised", "2027-Q1"), "+10%", "Paid search", VOLUME, T)
    assert found.found, found.text
