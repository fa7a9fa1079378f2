from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from planner.forecast.forward import bookings, bookings_by_origin, entries, left, open_after
from tests.flows import flow


def test_rates_multiply_when_there_is_no_lag() -> None:
    assert bookings(flow()).tolist() == [[1_500_000.0]]


@pytest.mark.parametrize(("leads", "rate"), [(100.0, 0.02), (4.0, 0.5)])
def test_two_ways_to_two_customers(leads: float, rate: float) -> None:
    assert entries(flow(leads, rates=(rate,)))[0, -1].sum() == pytest.approx(2.0)


def test_a_leads_value_is_its_rate() -> None:
    few, many = (bookings(flow(1.0, rates=(r,))).sum() for r in (0.02, 0.5))
    assert many / few == pytest.approx(25.0)


def test_one_of_bookings_needs_forty_of_marketing_pipeline() -> None:
    assert bookings(flow(40.0, rates=(0.10, 0.25), deal_size=1.0)).sum() == pytest.approx(1.0)


def test_a_shorter_cycle_with_constant_inflow_is_a_one_off_pull_forward() -> None:
    slow = bookings(flow(10, rates=(0.2,), lags=(270.0,), months=60)).sum()
    fast = bookings(flow(10, rates=(0.2,), lags=(180.0,), months=60)).sum()
    steady = 10 * 0.2 * 40_000
    assert (fast - slow) / steady == pytest.approx(90 / 30.4375, rel=0.01)


def test_an_opening_pipeline_moves_on_from_the_first_day() -> None:
    planned = flow(0.0, rates=(0.5, 0.2), lags=(0.0, 0.0), months=2, opening=(0.0, 30.0))
    assert entries(planned)[0, 2].tolist() == [6.0, 0.0]


def test_a_line_may_enter_late() -> None:
    n = entries(flow(50.0, rates=(0.15, 0.25), entry=1))
    assert n[0, :, 0].tolist() == [0.0, 50.0, 12.5]


@given(
    st.lists(st.floats(0, 1), min_size=2, max_size=5),
    st.lists(st.floats(0, 400), min_size=5, max_size=5),
    st.floats(0, 5_000),
    st.integers(1, 36),
)
def test_nobody_is_made_or_lost_on_the_way(rates, lags, volume, months) -> None:
    planned = flow(volume, tuple(rates), lags=tuple(lags[: len(rates)]), months=months)
    n = entries(planned)
    still_open = open_after(planned, n)[..., -1]
    balance = n[:, :-1].sum(-1) - n[:, 1:].sum(-1) - left(planned, n).sum(-1)
    assert still_open == pytest.approx(balance, abs=1e-6)
    assert still_open.min() >= -1e-6


def test_bookings_by_month_of_entry_add_up() -> None:
    planned = flow(lags=(20.0, 60.0), months=12, opening=(5.0, 3.0))
    parts = bookings_by_origin(planned, np.arange(12) // 3)
    assert parts.shape == (5, 12)
    assert parts.sum(0) == pytest.approx(bookings(planned).sum(0))
    assert parts[4, :9].sum() == 0.0


def test_the_run_in_stays_outside_the_plan() -> None:
    whole = flow(lags=(20.0, 60.0), months=12)
    late = replace(whole, start=2)
    assert bookings(late)[0].tolist() == bookings(whole)[0, 2:].tolist()
