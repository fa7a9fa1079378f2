"""Goals of a plan under way on the Plan sheet: what came before the data's day counts."""

import pytest

from planner.base.days import DAYS_PER_MONTH
from planner.sheets.plan import plan_sheet
from planner.sheets.seeking_figures import figure_at
from planner.sheets.spend_charts import curves
from tests.output.boards import argued, begun
from tests.sheets.plans import T
from tests.sheets.test_assumptions import at, cell, keys


def test_goals_of_a_plan_under_way_are_held_against_what_came_before_too() -> None:
    """Of 592 k booked Marketing's won as much, and 3.06 m of pipeline had been created."""
    goals = (T, "goal:plan/pipeline_created", 40e6), (T, "goal:plan/marketing_sourced", 0.5)
    results = begun(*goals)
    sheet, end = plan_sheet(results), plan_sheet(results).columns[-1].key
    ours, booked = results.working.bookings[[0, 2]].sum(), results.working.bookings.sum()
    before = results.working.booked.sum()
    for row, whole, goal in (
        ("pipeline", cell(sheet, "pipeline", end).value + 3_060_000.25, 40e6),
        ("sourced", (ours + 592_000.5) / (booked + before), 0.5),
    ):
        assert cell(sheet, f"{row}:whole", end).value == pytest.approx(whole)
        assert cell(sheet, f"{row}:gap", end).value == pytest.approx(whole - goal)
        assert figure_at(results, f"{row}:gap", end).of(
            results.working, results.plan
        ) == pytest.approx(whole)
        told = sheet.explain(*at(sheet, f"{row}:whole", end)).text
        assert " by 19 Nov 2026, by the data, " in told
    assert "pipeline:whole" not in keys(plan_sheet(argued(*goals)))


def test_figures_of_months_that_are_over_say_so_and_those_of_the_month_under_way() -> None:
    """The data end on 19 November."""
    sheet = plan_sheet(begun())
    for row in ("stage:0", "stage:0/Paid search", "stage:3", "bookings", "marketing", "pipeline"):
        over, under_way, ahead = (
            sheet.explain(*at(sheet, row, month)).text
            for month in ("2026-10", "2026-11", "2027-01")
        )
        assert over.endswith(
            "0 is still to come: by 19 Nov 2026, the data’s last day, this was over."
        )
        assert under_way.endswith(" Counted is what comes after 19 Nov 2026.")
        assert "19 Nov" not in ahead


def test_what_is_fixed_per_month_counts_with_the_part_that_is_to_come() -> None:
    """The data end on 19 November, 11 of its 30 days are to come: spend of 30 k a month."""
    found = begun((T, "Paid search/spend", 30_000.0))
    assert found.working.spend[0].tolist() == pytest.approx([0.0, 0.0, 11_000.0, *[30_000.0] * 9])
    costs = begun((T, "Paid search/cost", 10.0), (T, "Paid search/spend", 30_000.0))
    (curve,) = (each for each in curves(costs) if each.line.name == "Paid search")
    spend, entries = curve.planned
    assert spend == pytest.approx(10.0 * entries + 30_000.0)
    assert entries == pytest.approx(costs.working.flow.coming[0].sum() / (9 + 11 / 30))


def test_a_team_takes_in_what_the_days_to_come_have_room_for() -> None:
    """Eleven of November's thirty days are to come, and no limit is stated for the hand-off."""
    said = (T, "team/reps", 6.0), (T, "team/open_per_rep", 20.0), (T, "team/days_open", 60.0)
    results = begun(*said)
    sheet, month = plan_sheet(results), 6.0 * 20.0 * DAYS_PER_MONTH / 60.0
    room = [cell(sheet, "limit:closing", key).value for key in ("2026-10", "2026-11", "2026-12")]
    assert room == pytest.approx([0.0, month * 11 / 30, month])
    limited = results.working.capacity
    assert limited is not None
    assert limited.shadow_prices["rep"][:2].tolist() == [0.0, 0.0]
    told = sheet.explain(*at(sheet, "limit:closing", "2026-11")).text
    assert told.endswith(" Counted is what comes after 19 Nov 2026.")
