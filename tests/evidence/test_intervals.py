import math

import numpy as np
import pytest

from planner.evidence.intervals import (
    Z,
    mean_of_amounts,
    mean_per_month,
    on_log_scale,
    wilson,
)


@pytest.mark.parametrize(("moved", "n"), [(0, 10), (3, 10), (10, 10), (842, 8000), (1, 100_000)])
def test_wilson_is_that_of_statsmodels(moved: int, n: int) -> None:
    proportion = pytest.importorskip("statsmodels.stats.proportion")
    expected = proportion.proportion_confint(moved, n, alpha=0.1, method="wilson")
    low, high = wilson(np.array([moved / n]), np.array([float(n)]))
    assert (low[0], high[0]) == pytest.approx(expected, abs=1e-12)


def test_wilson_without_trials_knows_nothing() -> None:
    low, high = wilson(np.array([0.0]), np.array([0.0]))
    assert (low[0], high[0]) == pytest.approx((0.0, 1.0))


def test_z_leaves_five_per_cent_above() -> None:
    from scipy.stats import norm

    assert pytest.approx(norm.ppf(0.95), abs=1e-15) == Z


def test_a_mean_has_its_interval_on_the_log_scale() -> None:
    found = on_log_scale(100.0, 10.0, 50)
    assert (found.low, found.high) == pytest.approx((84.83, 117.88), abs=0.01)
    assert found.low * found.high == pytest.approx(100.0**2)


def test_amounts_that_are_missing_or_0_are_left_out() -> None:
    found = mean_of_amounts(np.array([100.0, np.nan, 0.0, 300.0]))
    error = math.sqrt(2) * 100 / math.sqrt(2)
    assert (found.value, found.n) == (200.0, 2)
    assert found.high == pytest.approx(200 * math.exp(Z * error / 200))


def test_one_amount_has_no_interval() -> None:
    found = mean_of_amounts(np.array([75_000.0]))
    assert (found.value, found.n) == (75_000.0, 1)
    assert math.isnan(found.low)
    assert math.isnan(found.high)


def test_monthly_volume_has_students_interval() -> None:
    from scipy.stats import t

    counts = np.array([90.0, 110.0, 130.0, 70.0])
    found = mean_per_month(counts)
    low, high = t.interval(0.9, 3, loc=100.0, scale=counts.std(ddof=1) / 2)
    assert (found.value, found.n) == (100.0, 400)
    assert (found.low, found.high) == pytest.approx((low, high))


def test_monthly_volume_is_never_below_0() -> None:
    assert mean_per_month(np.array([0.0, 0.0, 3.0])).low == 0.0


@pytest.mark.parametrize(("count", "low", "high"), [(0, 0.0, 2.996), (5, 1.970, 10.513)])
def test_a_single_month_has_poissons_interval(count: int, low: float, high: float) -> None:
    """Limits from the table in Garwood (1936), 90 % two-sided."""
    found = mean_per_month(np.array([float(count)]))
    assert (found.value, found.low, found.high) == pytest.approx((count, low, high), abs=1e-3)
