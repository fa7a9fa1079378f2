"""Curves of entries by spend: straight where each costs the same, bent where returns diminish."""

import numpy as np
import pytest

from planner.sheets.spend_charts import curves, deal_cost_chart, returns_chart
from tests.sheets.plans import VOLUME, M, measured

COST, RETURNS, SPEND = (f"Paid search/{name}" for name in ("cost", "returns", "spend"))


def test_without_diminishing_returns_every_entry_costs_the_same() -> None:
    results = measured((M, VOLUME, 1000.0), (M, COST, 50.0), (M, SPEND, 10_000.0))
    (curve,) = curves(results)
    assert curve.planned == pytest.approx((60_000.0, 1000.0))
    assert np.diff(curve.spend) == pytest.approx(50.0 * 2000.0 / 40)
    assert curve.spend[0] == pytest.approx(10_000.0)
    assert returns_chart(results).title.startswith("Returns do not diminish")


def test_with_a_share_of_six_tenths_one_per_cent_more_spend_brings_less() -> None:
    results = measured((M, VOLUME, 1000.0), (M, COST, 50.0), (M, RETURNS, 0.6))
    (curve,) = curves(results)
    spend, entries = curve.planned
    assert (spend, entries) == pytest.approx((50_000.0, 1000.0))
    slope = np.gradient(np.log(curve.entries[1:]), np.log(curve.spend[1:]))
    assert slope[10:-10] == pytest.approx(0.6, abs=0.01)
    assert returns_chart(results).title == "1% more spend brings 0.60% more entries of Paid search"


def test_a_deal_costs_what_is_spent_by_deals_won() -> None:
    results = measured((M, VOLUME, 1000.0), (M, COST, 50.0))
    chart = deal_cost_chart(results)
    won = results.working.entries[0, -1].sum()
    assert chart.series[0].y == pytest.approx((12 * 50_000.0 / won,))
    assert chart.labels == ("Paid search",)
    assert [place.row for place in chart.series[0].places] == [COST]


def test_without_costs_it_says_what_to_state() -> None:
    for chart in (returns_chart(measured()), deal_cost_chart(measured())):
        assert not chart.series
        assert "state a cost per entry" in chart.empty
