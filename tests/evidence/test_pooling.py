import math

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from planner.evidence import percentile, pooled_rates
from planner.evidence.figures import PooledRate

GROUPS = [
    [(3, 10), (4, 10), (2, 10)],
    [(271, 2296), (195, 1586), (75, 1350), (179, 1099), (14, 60)],
    [(0, 5), (1, 8), (0, 30), (40, 400)],
    [(5.0, 12.7), (0.0, 0.0), (90.0, 310.4)],
    [(12, 12), (7, 7), (30, 31)],
    [(1500, 30_000)] * 12,
]


def quadrature(groups: list[tuple[float, float]]) -> list[tuple[float, float]]:
    """Mixture mean and variance of each group by Gauss-Legendre in the arcsine and the logarithm.

    Beta(½, ½) is uniform in the arcsine; strength^(-3/2) in the logarithm is strength^(-1/2).
    """
    from scipy.special import betaln

    nodes, weights = np.polynomial.legendre.leggauss(500)
    mean = np.sin((nodes + 1) * np.pi / 4) ** 2
    lognodes, logweights = np.polynomial.legendre.leggauss(80)
    strength = np.exp((lognodes + 1) / 2 * np.log(3000.0))
    a, b = np.outer(mean, strength), np.outer(1 - mean, strength)
    log = sum(betaln(a + x, b + n - x) - betaln(a, b) for x, n in groups) - np.log(strength) / 2
    weight = np.exp(log - np.max(log)) * np.outer(weights, logweights)
    weight /= weight.sum()
    result = []
    for x, n in groups:
        m, s = (a + x) / (strength + n), strength + n
        centre = float((weight * m).sum())
        second = m * (1 - m) / (s + 1) + (m - centre) ** 2
        result.append((centre, float((weight * second).sum())))
    return result


def pool(groups: list[tuple[float, float]]) -> tuple[PooledRate, ...]:
    x, n = zip(*groups, strict=True)
    return pooled_rates(x, n)


def variance(rate: PooledRate) -> float:
    total = rate.alpha + rate.beta
    return rate.alpha * rate.beta / total**2 / (total + 1)


@pytest.mark.parametrize("groups", GROUPS)
def test_the_grid_is_fine_enough(groups: list[tuple[float, float]]) -> None:
    for rate, (mean, spread) in zip(pool(groups), quadrature(groups), strict=True):
        assert rate.figure.value == pytest.approx(mean, rel=2e-3)
        assert variance(rate) == pytest.approx(spread, rel=1e-2)


def test_a_lone_group_takes_beta_half_half() -> None:
    from scipy.stats import beta

    (rate,) = pool([(3, 12)])
    assert (rate.alpha, rate.beta) == (3.5, 9.5)
    assert rate.figure.value == pytest.approx(3.5 / 13)
    assert (rate.figure.low, rate.figure.high) == pytest.approx(beta(3.5, 9.5).interval(0.9))
    assert rate.figure.n == 12


def test_groups_that_were_not_measured_are_no_siblings() -> None:
    lone, absent = pooled_rates([3, 0], [12, np.nan])
    assert (lone.alpha, lone.beta) == (3.5, 9.5)
    assert not absent.figure.known
    assert math.isnan(percentile(absent, 0.2))


def test_strong_evidence_ignores_the_pool() -> None:
    strong, *_ = pool([(30_000, 100_000), (1, 100), (2, 100), (1, 90)])
    assert strong.figure.value == pytest.approx(0.3, abs=1e-4)
    assert strong.pool_weight < 0.02


def test_a_small_group_leans_on_its_siblings() -> None:
    small, *_ = pool([(2, 4), *[(100, 1000)] * 6])
    assert small.raw == 0.5
    assert 0.1 < small.figure.value < 0.14
    assert small.pool_weight > 0.9


def test_siblings_that_differ_pool_less_than_siblings_that_agree() -> None:
    agreeing, *_ = pool([(2, 10), (100, 1000), (101, 1000), (99, 1000)])
    differing, *_ = pool([(2, 10), (20, 1000), (100, 1000), (400, 1000)])
    assert differing.pool_weight < agreeing.pool_weight


def test_nothing_known_anywhere_is_the_prior() -> None:
    one, other = pool([(0, 0), (0, 0)])
    assert one.figure.value == pytest.approx(0.5)
    assert other.figure.low < 0.05


def test_a_claim_has_its_percentile() -> None:
    (rate,) = pool([(10, 100)])
    assert percentile(rate, rate.figure.low) == pytest.approx(0.05)
    assert percentile(rate, rate.figure.high) == pytest.approx(0.95)
    assert percentile(rate, 1.2) == 1.0
    assert percentile(rate, 0.0) == 0.0


def test_no_more_move_on_than_entered() -> None:
    with pytest.raises(ValueError, match="than entered"):
        pool([(3, 2)])


@given(st.lists(st.tuples(st.integers(0, 50), st.integers(0, 50)), min_size=2, max_size=6))
def test_a_pooled_rate_lies_between_its_own_and_its_siblings(rows: list[tuple[int, int]]) -> None:
    groups = [(float(x), float(x + rest)) for x, rest in rows]
    own = [x / n for x, n in groups if n]
    for rate in pool(groups):
        assert 0 < rate.figure.low < rate.figure.value < rate.figure.high < 1
        assert 0 < rate.pool_weight <= 1
        assert min([*own, 0.5]) - 0.02 <= rate.figure.value <= max([*own, 0.5]) + 0.02


@given(st.permutations(range(5)))
def test_order_of_siblings_does_not_matter(order: list[int]) -> None:
    groups = GROUPS[1]
    plain, shuffled = pool(groups), pool([groups[i] for i in order])
    for place, i in enumerate(order):
        assert shuffled[place] == plain[i]


def test_a_pool_known_already_is_told_with_each_ones_own_raw_rate_and_entrants() -> None:
    once = pooled_rates([3, 4], [10, 10], raw=[0.25, 0.5], entrants=[12, 8])
    again = pooled_rates([4, 3], [10, 10], raw=[0.75, 0.125], entrants=[9, 11])
    assert [rate.raw for rate in once] == [0.25, 0.5]
    assert [rate.raw for rate in again] == [0.75, 0.125]
    assert [rate.figure.n for rate in again] == [9, 11]
    assert [rate.figure.value for rate in again] == [rate.figure.value for rate in once][::-1]
