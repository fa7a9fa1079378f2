"""What moves the plan: the tornado, the levers, and what holds the funnel back, as shown."""

import pytest

from planner.sheets.cells import Place
from planner.sheets.moves import moves, planned_rate
from planner.sheets.moves_chart import UNMEASURED, tornado
from planner.sheets.moves_sheet import LEVERS, OUT, moves_sheet
from planner.sheets.moves_words import levers_finding, moves_text, regime
from tests.sheets.plans import RATE, SIZE, VOLUME, WIN, M, S, T, by_hand, measured
from tests.sheets.test_assumptions import at, cell, keys

GOAL = (T, "goal", 19_000_000.0)
TEAM = ((T, "team/reps", 10.0), (T, "team/open_per_rep", 6.0), (T, "team/days_open", 15.0))


def test_the_tornado_names_the_longest_bar_and_leads_to_its_assumption() -> None:
    found = moves(measured(GOAL))
    chart = tornado(found)
    assert chart.labels[0] == "Paid search · Opportunity → Won"
    (bars,) = chart.series
    sizes = [high - low for low, high in zip(bars.low, bars.high, strict=True)]
    assert sizes == sorted(sizes, reverse=True)
    assert bars.places[0] == Place("Assumptions", WIN, "working")
    longest = f"${sizes[0] / 1e6:.2f}m"
    assert chart.title == (
        f"The plan hangs most on Paid search · Opportunity → Won: {longest} within its evidence"
    )
    assert bars.y[0] == pytest.approx(found.results.working.total * 0.1, rel=1e-6)


def test_without_evidence_bars_are_a_tenth_more() -> None:
    chart = tornado(
        moves(by_hand((T, VOLUME, 1000.0), (T, RATE, 0.2), (T, WIN, 0.3), (T, SIZE, 5e4)))
    )
    assert chart.series[0].y == pytest.approx((3_600_000.0,) * 4)
    assert chart.title.endswith(": a tenth more is worth +$3.60m")
    assert (chart.subtitle, chart.bars_subtitle) == (UNMEASURED, UNMEASURED)


def test_without_evidence_no_line_is_called_the_best() -> None:
    """A study's win rate of 6 % is below the 30 % planned: it holds nothing back."""
    found = moves(by_hand((T, VOLUME, 1000.0), (T, RATE, 0.2), (T, WIN, 0.3), (T, SIZE, 5e4)))
    told = moves_text(found)
    assert told.startswith("No line was measured, and no published rate is above what is planned:")
    heads = {c.text for row in moves_sheet(found).rows for c in row.cells.values()}
    assert "Published" in heads
    assert "Best line’s" not in heads
    bare = moves(by_hand((T, VOLUME, 1000.0)))
    assert "No line was measured" in moves_text(bare)


def test_nothing_assumed_moves_nothing() -> None:
    assert tornado(moves(by_hand())).empty == "Nothing that is assumed moves bookings yet."
    assert tornado(None).empty.startswith("Moving every assumption")


def test_each_lever_says_what_it_must_change_alone() -> None:
    found = moves(measured(GOAL))
    sheet, pulled = moves_sheet(found), found.levers
    assert pulled is not None
    assert pulled.bigger == pytest.approx(19e6 / found.results.working.total - 1.0)
    assert cell(sheet, "bigger", "change").text == f"+{pulled.bigger:.1%}"
    assert cell(sheet, "bigger", "now").text == "$40.0k"
    told = sheet.explain(*at(sheet, "bigger", "change"))
    assert told.text.startswith(f"+{pulled.bigger:.1%} on every deal size, from the plan’s start")
    assert "$19.00m" in [part.text for part in told.parts if part.target]
    assert cell(sheet, "more", "now").text == "12,000"
    assert found.levers is not None
    assert f"{pulled.together:.1%} more, bigger and faster" in levers_finding(found)


def test_a_lever_out_of_reach_says_so() -> None:
    found = moves(measured((T, "goal", 90e6)))
    sheet = moves_sheet(found)
    assert cell(sheet, "faster", "change").text == OUT
    said = sheet.explain(*at(sheet, "faster", "change")).text
    assert said.startswith("Faster deals alone cannot bring the plan from $18.0")


def test_a_plan_that_reaches_its_goal_must_change_nothing() -> None:
    found = moves(measured((T, "goal", 9e6)))
    assert levers_finding(found) == "The plan reaches its goal of $9.00m: nothing must change"
    assert {cell(moves_sheet(found), name, "change").value for name in LEVERS} == {0.0}


def test_without_a_goal_there_are_no_levers() -> None:
    sheet = moves_sheet(moves(measured()))
    assert not set(LEVERS) & set(keys(sheet))
    assert cell(sheet, "rate:0", "now").text == "15.0%"


def test_the_constraint_is_the_step_that_gains_most_by_its_best_line() -> None:
    found = moves(measured(GOAL, (M, RATE, 0.05), (S, RATE, 0.05), (T, RATE, 0.05)))
    assert planned_rate(found.results.working, 0) == pytest.approx(0.05)
    worth = f"${found.constraints[0].gain / 1e6:.2f}m"
    assert moves_text(found).startswith(
        "The constraint in the funnel is Lead → Opportunity: at Paid search’s 15.0% in every line "
        f"it would bring {worth} more."
    )
    best = next(
        p
        for p in moves_sheet(found).explain(*at(moves_sheet(found), "rate:0", "now")).parts
        if p.target
    )
    assert best.target == Place("Assumptions", RATE, "evidence")


def test_the_regime_is_said_of_a_team_that_closes_too_little_and_of_one_that_waits() -> None:
    assert "no limits of the team are stated" in regime(moves(measured(GOAL)))
    assert regime(moves(measured(GOAL, *TEAM))).startswith("In all months closing binds")
    many = (T, "team/reps", 100.0)
    assert regime(moves(measured(GOAL, many, *TEAM[1:]))).startswith(
        "Here what flows in binds, nobody waits"
    )


def test_published_rates_stand_beside_ones_own_with_their_source_and_are_no_target() -> None:
    found = moves(measured(GOAL))
    sheet = moves_sheet(found)
    assert cell(sheet, "beside:0:1", "name").text == "Lead → Opportunity"
    first, _, third, fourth, *_ = (
        row.row.key for row in sheet.rows if row.row.key.startswith("published:")
    )
    assert cell(sheet, first, "name").text == "Implisit, 2014"
    assert cell(sheet, first, "now").text == cell(sheet, "rate:0", "now").text
    assert cell(sheet, first, "then").text == "13.0%"
    said = sheet.explain(*at(sheet, first, "then")).text
    assert said == (
        "13.0%: lead to opportunity, about 500 US B2B companies. Implisit, as reported by "
        "eMarketer, 2014. The plan has 15.0%. Sources define their stages differently: it stands "
        "here as context, not as a target."
    )
    assert cell(sheet, third, "then").text == "15.0–22.0%"
    assert "undated, an anecdote" in sheet.explain(*at(sheet, fourth, "then")).text
    assert found.constraints == moves(measured(GOAL)).constraints


def test_where_no_line_was_measured_the_reference_is_the_published_rate_and_says_so() -> None:
    plan = by_hand(GOAL, (T, VOLUME, 1000.0), (T, RATE, 0.05), (T, WIN, 0.3), (T, SIZE, 5e4))
    found = moves(plan)
    assert moves_text(found).startswith(
        "The constraint in the funnel is Lead → Opportunity: at a published 13.0% in every line it "
    )
    said = moves_sheet(found).explain(*at(moves_sheet(found), "rate:0", "change")).text
    assert (
        "no line was measured, and Implisit, as reported by eMarketer, 2014, states 13.0%" in said
    )
