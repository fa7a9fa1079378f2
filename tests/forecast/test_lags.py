import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from planner.base.days import DAYS_PER_MONTH
from planner.evidence.figures import LagTable
from planner.forecast.lags import Lag, spread

COUNTS = st.lists(st.integers(0, 20), min_size=2, max_size=200).filter(lambda c: sum(c[1:]) > 0)


def table(counts: list[int]) -> LagTable:
    return LagTable(np.cumsum(counts) / sum(counts))


def test_a_lag_of_zero_lands_in_the_month_of_entry() -> None:
    assert Lag(0.0).kernel(3).tolist() == [1.0, 0.0, 0.0]


def test_a_lag_of_exactly_one_month_lands_in_the_next() -> None:
    thirty_days = LagTable(np.array([0.0] * 30 + [1.0]))
    kernel = Lag(DAYS_PER_MONTH, thirty_days).kernel(4)
    assert kernel == pytest.approx([0.0, 1.0, 0.0, 0.0], abs=1e-12)


def test_an_exponential_lag_is_averaged_over_the_day_of_entry() -> None:
    mean = 45.0
    entry = (np.arange(200_000) + 0.5) / 200_000 * DAYS_PER_MONTH
    within = [
        1.0 - np.exp(-np.maximum((k + 1) * DAYS_PER_MONTH - entry, 0) / mean) for k in range(4)
    ]
    shares = np.diff([0.0, *(float(w.mean()) for w in within)])
    assert Lag(mean).kernel(4) == pytest.approx(shares, abs=1e-8)


@given(COUNTS, st.floats(1.0, 300.0))
def test_the_kernel_keeps_the_mean_lag(counts: list[int], mean: float) -> None:
    longest = int(len(counts) * mean / max(table(counts).mean, 1e-9) / DAYS_PER_MONTH) + 3
    kernel = Lag(mean, table(counts)).kernel(min(longest, 20_000))
    if longest < 20_000:
        assert kernel.sum() == pytest.approx(1.0)
        assert (np.arange(len(kernel)) * kernel).sum() * DAYS_PER_MONTH == pytest.approx(mean)


@given(COUNTS, st.floats(1.0, 300.0))
def test_shares_are_never_negative(counts: list[int], mean: float) -> None:
    assert Lag(mean, table(counts)).kernel(60).min() >= -1e-12


def test_stretching_doubles_every_lag() -> None:
    measured = table([0, 3, 5, 2])
    doubled = Lag(2 * measured.mean, measured)
    assert doubled.share(np.array([2.0, 4.0, 6.0])) == pytest.approx([0.3, 0.8, 1.0])


def test_the_measured_lag_is_the_table_itself() -> None:
    measured = table([1, 3, 5, 2])
    days = np.arange(4.0)
    assert Lag(measured.mean, measured).share(days) == pytest.approx(measured.shares)


def test_spread_moves_entries_forward() -> None:
    landed = spread(np.array([0.5, 0.3, 0.2])) @ np.array([100.0, 0.0, 10.0])
    assert landed.tolist() == [50.0, 30.0, 25.0]
