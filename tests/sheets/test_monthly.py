"""Volume and shares: months, groups and source teams add up, and lead to their journeys."""

from dataclasses import replace

import numpy as np
import pytest

from planner.base.days import parse_month
from planner.evidence import Prepared, measure, plan_window
from planner.journeys.table import Dimension
from planner.plan.document import Plan
from planner.plan.goals import goals_of
from planner.sample.company import journeys, make_company
from planner.sheets.monthly import MonthlyView, monthly_behind, monthly_view
from planner.sheets.source_teams import ShareGoal, share_goal
from planner.sheets.words import Tongue
from tests.evidence.funnels import funnel, path
from tests.sheets.test_assumptions import at, cell, keys


@pytest.fixture(scope="module")
def view() -> MonthlyView:
    source = Prepared(journeys(make_company(leads=6000)))
    return monthly_view(source, ("channel",), plan_window(source.journeys), (), Tongue())


def test_months_and_groups_add_up(view: MonthlyView) -> None:
    sheet = view.sheet(frozenset())
    months = [column.key for column in sheet.columns[3:]]
    assert len(months) == 24
    for i in range(6):
        row, total = f"stage:{i}", cell(sheet, f"stage:{i}", "total").value
        groups = [key for key in keys(sheet) if key.startswith(f"{row}/")]
        assert sum(cell(sheet, row, m).value for m in months) == pytest.approx(total)
        assert sum(cell(sheet, g, "total").value for g in groups) == pytest.approx(total)
        assert sum(cell(sheet, g, "share").value for g in groups) == pytest.approx(1.0)


def test_bookings_are_those_of_the_funnel(view: MonthlyView) -> None:
    total = measure(view.source, entered=view.window).total
    shown = cell(view.sheet(frozenset()), "stage:5", "total")
    assert shown.value == pytest.approx(total.bookings)
    won = monthly_behind(view, "stage:5", "total")
    assert np.nansum(view.source.journeys.amount[won]) == pytest.approx(total.bookings)


def test_every_count_leads_to_as_many_journeys(view: MonthlyView) -> None:
    sheet = view.sheet(frozenset())
    for row in ("stage:0", "stage:3/Events", "stage:4"):
        for column in ("total", "2026-03"):
            assert len(monthly_behind(view, row, column)) == cell(sheet, row, column).value


def test_source_teams_share_deals_and_bookings(view: MonthlyView) -> None:
    _, shares = view.charts("stage:0")
    assert shares.title.startswith("Source teams: ")
    assert shares.labels[-1] == "Bookings"
    stacked = np.array([series.y for series in shares.series]).sum(axis=0)
    assert stacked == pytest.approx(1.0)


def test_data_without_source_teams_say_so() -> None:
    source = Prepared(funnel([path("2026-01-05 2026-02-01 2026-03-01", amount=10.0)]))
    view = monthly_view(source, (), plan_window(source.journeys), (), Tongue())
    assert view.charts("stage:0")[1].empty == "The data name no source team."
    sheet = view.sheet(frozenset())
    assert cell(sheet, "stage:3", "2026-03").value == 10.0
    assert "won in Mar 2026" in sheet.explain(*at(sheet, "stage:3", "2026-03")).text


def test_the_share_goal_stands_beside_what_marketing_sources(view: MonthlyView) -> None:
    assert "sourced" not in keys(view.sheet(frozenset()))
    held = replace(view, goal=ShareGoal(0.9, "FY27"))
    sheet, (_, shares) = held.sheet(frozenset()), held.charts("sourced")
    shown = cell(sheet, "sourced", "total")
    marketing = monthly_behind(held, "sourced", "total")
    money = view.source.journeys.amount
    total = cell(sheet, "stage:5", "total").value
    assert shown.value == pytest.approx(np.nansum(money[marketing]) / total)
    gap = f"{abs(round(shown.value, 3) - 0.9) * 100:.1f}pt"
    assert shown.small == f"−{gap}"
    assert shares.title == f"Marketing sources {shown.text} of bookings, goal 90.0%: {gap} short"
    assert [line.value for line in shares.references] == [0.9]
    said = sheet.explain(*at(sheet, "sourced", "total")).text
    assert said.endswith(f"The plan’s goal for FY27 is 90.0%: {gap} short.")
    assert cell(sheet, "sourced", "2026-03").small == ""
    assert "bookings in Mar 2026" in sheet.explain(*at(sheet, "sourced", "2026-03")).text


def test_the_goal_is_the_one_stated_for_the_longest_period() -> None:
    goals = goals_of({"goal:2027-Q2/marketing_sourced": 0.7, "goal:plan/marketing_sourced": 0.6}, 1)
    plan = Plan(start=parse_month("2027-01"), goals=goals)
    assert share_goal(plan) == ShareGoal(0.6, "FY27")
    assert share_goal(Plan(goals=goals_of({"goal": 1e6}, 1))) is None


def test_every_part_of_a_team_bar_leads_to_its_journeys(view: MonthlyView) -> None:
    _, shares = view.charts("stage:0")
    behind = {
        series.name: [len(monthly_behind(view, p.row, p.column)) for p in series.places]
        for series in shares.series
    }
    whole = [cell(view.sheet(frozenset()), f"stage:{i}", "total").value for i in range(5)]
    assert np.array(list(behind.values()))[:, :5].sum(axis=0).tolist() == whole
    for series in shares.series:
        expected = [n / all_ for n, all_ in zip(behind[series.name][:5], whole, strict=True)]
        assert list(series.y[:5]) == pytest.approx(expected)


def test_data_without_amounts_have_no_bookings_to_share() -> None:
    source = Prepared(funnel([path("2026-01-05 2026-02-01 2026-03-01", amount=np.nan)]))
    journeys = source.journeys
    teams = {"source team": Dimension(np.zeros(1, np.int32), ("Marketing",))}
    source = Prepared(replace(journeys, dimensions=journeys.dimensions | teams))
    view = monthly_view(source, (), plan_window(source.journeys), (), Tongue())
    assert keys(view.sheet(frozenset())) == ["stage:0", "stage:1", "stage:2"]
    shares = view.charts("stage:2")[1]
    assert shares.title == "Source teams: Marketing sources 100% of won"
    assert "bookings are not known" in shares.subtitle
