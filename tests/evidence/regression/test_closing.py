"""Days left of open deals: half of those that lasted as long are won by then."""

import math

import numpy as np
import pytest
from scipy import stats

from planner.evidence import Prepared
from planner.evidence.regression import Target, days_left, drivers, expected_values
from planner.evidence.regression.closing import still_to_go
from tests.evidence.regression.deals import LOST, OPEN, WON, deals


def company(open_days: list[int]) -> Prepared:
    """200 deals won after about 60 days, 200 lost, and some still open for so many days."""
    draw = np.random.default_rng(4)
    won = np.maximum(np.rint(60 * np.exp(0.5 * draw.standard_normal(200))), 1).astype(int)
    days = [*won.tolist(), *[30] * 200, *open_days]
    outcome = [WON] * 200 + [LOST] * 200 + [OPEN] * len(open_days)
    return Prepared(deals(outcome, {"channel": ["Web", "Fair"] * (len(days) // 2)}, days=days))


def test_a_new_deal_takes_the_median_and_an_old_one_what_is_left_of_it() -> None:
    prepared = company([0, 60, 200, 4000])
    found = expected_values(prepared)
    model = drivers(prepared, Target.CYCLE, start=0)
    assert model.fit is not None
    left = days_left(prepared, found)
    medians = model.predict(prepared.journeys.dimensions, found.rows)
    assert left[0] == pytest.approx(medians[0])
    for i, age in enumerate((60, 200, 4000), start=1):
        cycle = stats.lognorm(model.fit.spread, scale=medians[i])
        wanted = cycle.isf(cycle.sf(age) / 2) - age
        if cycle.sf(age) > 1e-12:
            assert left[i] == pytest.approx(wanted, rel=1e-6)
    assert np.isfinite(left).all()
    assert (left > 0).all()


def test_without_a_date_or_enough_wins_nothing_is_foretold() -> None:
    few = Prepared(deals([WON] * 5 + [LOST] * 40 + [OPEN] * 5, {"channel": ["Web"] * 50}))
    assert np.isnan(days_left(few, expected_values(few))).all()
    prepared = company([10, 20])
    model = drivers(prepared, Target.CYCLE, start=0)
    unknown = still_to_go(model, prepared, np.array([400, 401]), np.array([math.nan, 5.0]))
    assert np.isnan(unknown).tolist() == [True, False]
