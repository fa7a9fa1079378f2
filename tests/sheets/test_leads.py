"""The leads that reach the goals, on the Plan sheet: taken over, they reach them."""

import pytest

from planner.base.stages import Seat
from planner.sheets.leads import (
    WAYS,
    goal_choices,
    leads,
    leads_drafts,
    leads_finding,
    leads_sheet,
    leads_text,
)
from tests.output.boards import argued, begun
from tests.sheets.plans import VOLUME, M, S, T, measured

GOAL = 30_000_000.0


def test_taking_the_same_mix_makes_the_plan_reach_its_goal() -> None:
    said = [(M, VOLUME, 1000.0), (T, "goal", GOAL)]
    found = leads(measured(*said))
    drafts = leads_drafts(found, "same-mix", Seat.MARKETING)
    assert [(d.seat, d.key) for d in drafts] == [(M, VOLUME)]

    then = measured(*said, *((d.seat, d.key, d.value) for d in drafts))
    assert then.working.total == pytest.approx(GOAL, rel=1e-9)
    assert leads_finding(leads(then)) == "The leads planned reach the goal"
    assert leads_drafts(leads(then), "same-mix", Seat.MARKETING) == ()


def test_a_month_that_has_its_own_value_is_taken_month_by_month() -> None:
    said = [(M, VOLUME, 1000.0), (M, f"{VOLUME}/2027-03", 500.0), (T, "goal", GOAL)]
    drafts = leads_drafts(leads(measured(*said)), "same-mix", Seat.SALES)
    assert len(drafts) == 12
    assert {d.seat for d in drafts} == {S}
    then = measured(*said, *((T, d.key, d.value) for d in drafts))
    assert then.working.total == pytest.approx(GOAL, rel=1e-9)


def test_every_way_stands_in_a_column_and_says_what_it_reaches() -> None:
    found = leads(measured((M, VOLUME, 1000.0), (T, "goal", GOAL)))
    sheet = leads_sheet(found)
    assert [c.title for c in sheet.columns][1:-1] == ["Planned", *WAYS.values()]
    assert sheet.cell(0, 1).value == pytest.approx(1000.0)
    factor = found.ways["same-mix"].factor
    assert factor is not None
    assert sheet.cell(0, 2).value == pytest.approx(1000.0 * factor)
    assert "all lines by one factor" in sheet.explain(0, 2).text
    assert "Same mix: $30.00m of bookings." in leads_text(found)


def test_without_a_goal_it_says_what_to_state() -> None:
    found = leads(measured((M, VOLUME, 1000.0)))
    assert not leads_sheet(found).row_count
    assert "state one in the plan’s settings" in leads_text(found)
    assert leads_drafts(found, "same-mix", Seat.MARKETING) == ()


def test_a_way_that_cannot_be_solved_says_what_it_lacks() -> None:
    found = leads(measured((M, VOLUME, 1000.0), (T, "goal", GOAL)))
    cheapest = leads_sheet(found).find("leads:Paid search", "cheapest")
    assert cheapest is not None
    assert leads_sheet(found).cell(*cheapest).text == "–"
    assert "State a cost per entry" in leads_sheet(found).explain(*cheapest).text
    assert leads_drafts(found, "cheapest", Seat.MARKETING) == ()


def test_one_goal_alone_can_be_solved_for() -> None:
    plan = measured(
        (M, VOLUME, 1000.0),
        (T, "goal", 19e6),
        (T, "goal:2027/pipeline_created", 160e6),
        (T, "goal:2027-Q3/bookings/new", 4e6),
    )
    assert goal_choices(plan.plan) == (
        ("", "All goals"),
        ("goal", "Whole plan, bookings"),
        ("goal:2027-Q3/bookings/new", "2027-Q3, bookings, new business"),
        ("goal:2027/pipeline_created", "2027, pipeline created"),
    )
    every = leads(plan)
    bookings, pipeline = (leads(plan, chosen=k) for k in ("goal", "goal:2027/pipeline_created"))
    assert leads_finding(every).startswith("The goals need 10")
    alone = leads(measured((M, VOLUME, 1000.0), (T, "goal", 19e6)))
    assert leads_finding(bookings) == leads_finding(alone)
    assert leads_finding(pipeline).startswith("The goal needs 10")
    assert "Same mix: $160.00m of pipeline created with $3" in leads_text(pipeline)
    assert leads_finding(leads(plan, chosen="goal:2028")) == leads_finding(every)


def test_coverage_of_months_in_which_nothing_is_due_says_what_to_state() -> None:
    found = leads(measured((M, VOLUME, 1000.0), (T, "goal:2027-Q2/coverage", 3.0)))
    assert found.problem is None
    assert "state a goal of bookings" in leads_text(found)


def test_a_goal_out_of_reach_is_named_as_people_call_it() -> None:
    found = leads(argued((T, "goal:2027/marketing_sourced", 0.99)))
    assert leads_finding(found) == "No number of leads in the same mix reaches all goals"
    assert (
        "Same mix: $9.00m of bookings, but out of reach: 2027, marketing-sourced share; what "
        "binds: the mix of lines for 2027, marketing-sourced share."
    ) in leads_text(found)


def test_what_is_taken_of_a_plan_under_way_reaches_the_whole_goal_in_the_months_to_come() -> None:
    """The data end on 19 November: 11 of its 30 days and nine months are still to come."""
    goal = (T, "goal", 4_000_000.0)
    found = leads(begun(goal))
    assert found.problem is not None
    assert found.problem.ahead.tolist() == [0.0, 0.0, pytest.approx(11 / 30), *[1.0] * 9]
    drafts = leads_drafts(found, "same-mix", T)
    assert {d.key[-7:] for d in drafts} == {
        *(f"2026-{month}" for month in (11, 12)), *(f"2027-{month:02d}" for month in range(1, 9))
    }  # fmt: skip
    then = begun(goal, *((d.seat, d.key, d.value) for d in drafts))
    assert then.working.gap == pytest.approx(0.0, abs=0.01)
    assert leads_drafts(leads(then), "same-mix", T) == ()
    sheet, search = leads_sheet(found), found.results.working.flow.coming[0]
    assert sheet.cell(0, 1).value == pytest.approx(search.sum() / (9 + 11 / 30))
    assert " of bookings still to come." in leads_text(found)


def test_the_calculator_counts_what_a_plan_under_way_still_misses() -> None:
    found = leads(begun((T, "goal", 4_000_000.0)))
    solved = found.ways["basic"]
    missing = 4_000_000.0 - found.results.working.booked.sum()
    assert solved.bookings == pytest.approx(missing)
    assert solved.figures == pytest.approx((4_000_000.0,))
    assert not solved.volume[:, :2].any()
    assert solved.volume[0, 2] == pytest.approx(solved.volume[0, 3] * 11 / 30)


def test_the_cheapest_asks_for_nothing_of_months_that_are_over() -> None:
    costs = (M, "Paid search/cost", 50.0), (T, "least:Paid search", 300.0)
    solved = leads(begun((T, "goal", 1_000_000.0), *costs)).ways["cheapest"]
    assert solved.volume[0, :3] == pytest.approx([0.0, 0.0, 300.0 * 11 / 30])
