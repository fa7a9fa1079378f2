"""Intervals of 90 % hold the sample company's truth about 90 % of the time."""

from collections.abc import Callable

import numpy as np
import pytest

from planner.evidence import measure
from planner.evidence.measure import MeasuredTransition
from planner.sample import Truth, journeys, make_company

Rounds = Callable[[int, int], int]
Found = list[tuple[str, MeasuredTransition, Truth]]


@pytest.fixture(scope="module")
def found(request: pytest.FixtureRequest) -> Found:
    """Every own transition of every channel, over many companies."""
    result: Found = []
    for seed in range(300 if request.config.getoption("--long") else 25):
        company = make_company(seed)
        for row in measure(journeys(company), ("channel",)).rows:
            own = row.transitions[row.entry : len(company.truth.stages) - 1]
            result += [(row.key[0], t, company.truth) for t in own if t.rate.figure.known]
    return result


def coverage(inside: list[bool]) -> float:
    return float(np.mean(inside))


@pytest.mark.long
def test_matured_rates_with_their_wilson_interval(found: Found) -> None:
    inside = [
        t.low <= truth.rate_within(channel, t.start, t.observed_days) <= t.high
        for channel, t, truth in found
    ]
    assert coverage(inside) == pytest.approx(0.90, abs=0.03)


@pytest.mark.long
def test_pooled_rates_with_their_beta(found: Found) -> None:
    inside = [
        t.rate.figure.low
        <= truth.rate_within(channel, t.start, t.observed_days)
        <= t.rate.figure.high
        for channel, t, truth in found
    ]
    assert coverage(inside) == pytest.approx(0.90, abs=0.03)


@pytest.mark.long
def test_mean_lags(found: Found) -> None:
    inside = [
        t.lag.low <= truth.mean_lag_within(channel, t.start, t.observed_days) <= t.lag.high
        for channel, t, truth in found
        if t.conversions >= 30
    ]
    assert coverage(inside) == pytest.approx(0.90, abs=0.03)


@pytest.mark.long
def test_plain_rates_are_too_low_where_cohorts_are_young(found: Found) -> None:
    """The reason for matured: the slowest transition's plain rate misses what is still to come."""
    short = [t.plain < truth.rate(channel, 3) for channel, t, truth in found if t.start == 3]
    right = [t.matured < truth.rate(channel, 3) for channel, t, truth in found if t.start == 3]
    assert coverage(short) > 0.7
    assert coverage(right) == pytest.approx(0.5, abs=0.1)
