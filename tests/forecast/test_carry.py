import numpy as np
import pytest

from planner.base.days import parse_day, parse_month
from planner.evidence.figures import UNKNOWN, Figure, LagTable, PooledRate, TransitionEvidence
from planner.forecast.carry import carry_of, month_bounds, remaining_share


def evidence(
    rate: float, shares: list[float], ages: list[int], losses: list[float] | None = None
) -> TransitionEvidence:
    figure = Figure(rate, rate, rate, 100)
    return TransitionEvidence(
        rate=PooledRate(figure, rate, 1.0, 1.0, 0.0),
        plain=rate,
        closed_only=rate,
        observed_days=len(shares) - 1,
        lag=UNKNOWN,
        lags=LagTable(np.array(shares)),
        losses=None if losses is None else np.array(losses),
        open_ages=np.array(ages, dtype=np.int32),
        open_undated=0,
        out_of_order=0,
    )


def test_month_bounds_count_days_after_the_as_of_date() -> None:
    bounds = month_bounds(parse_day("2018-11-14"), parse_month("2018-11"), 3)
    assert bounds.tolist() == [0.0, 16.0, 47.0, 78.0]


def test_the_as_of_month_has_its_remaining_days_share() -> None:
    assert remaining_share(parse_day("2018-11-14"), parse_month("2018-11")) == 16 / 30
    assert remaining_share(parse_day("2026-10-31"), parse_month("2026-10")) == 0.0


def test_a_fresh_journey_moves_on_with_the_whole_rate() -> None:
    shares = [0.0] * 10 + [0.5] * 30 + [1.0]
    carry = carry_of(evidence(0.4, shares, [0]), np.array([0.0, 31.0, 59.0]))
    assert carry.advanced == pytest.approx([0.2, 0.2])


def test_an_old_journey_is_less_likely_to_move_on() -> None:
    shares = [0.0] * 10 + [0.5] * 30 + [1.0]
    carry = carry_of(evidence(0.4, shares, [20]), np.array([0.0, 31.0]))
    assert carry.advanced == pytest.approx([0.4 * 0.5 / (1 - 0.4 * 0.5)])


def test_losses_already_survived_raise_the_chance() -> None:
    shares = [0.0] * 10 + [0.5] * 30 + [1.0]
    carry = carry_of(evidence(0.4, shares, [20], losses=[0.0, 0.9]), np.array([0.0, 31.0]))
    assert carry.advanced == pytest.approx([0.4 * 0.5 / (1 - 0.4 * 0.5 - 0.6 * 0.9)])


def test_journeys_older_than_any_conversion_stay_and_are_counted() -> None:
    carry = carry_of(evidence(0.4, [0.5, 1.0], [0, 5, 9]), np.array([0.0, 31.0]))
    assert (carry.open, carry.stuck) == (3, 2)
    assert carry.advanced == pytest.approx([0.4 * 0.5 / (1 - 0.4 * 0.5)])
