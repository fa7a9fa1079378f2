"""Volume and shares: months, groups and source teams add up, and lead to their journeys."""

import numpy as np
import pytest

from planner.evidence import Prepared, measure, plan_window
from planner.sample.company import journeys, make_company
from planner.sheets.monthly import MonthlyView, monthly_behind, monthly_view
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
