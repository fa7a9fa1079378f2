from fractions import Fraction
from itertools import accumulate

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from planner.evidence import Fate, incidence
from planner.evidence.incidence import observed_age

MOVED, LOST, OPEN = Fate.ADVANCED, Fate.LOST, Fate.OPEN
Case = list[tuple[int, Fate, int]]

CASES = st.lists(
    st.tuples(st.integers(0, 12), st.sampled_from([MOVED, LOST, OPEN]), st.integers(0, 9)),
    min_size=1,
    max_size=60,
).map(lambda rows: [(d, f, d + (0 if f is OPEN else wait)) for d, f, wait in rows])
"""Journeys as (day, fate, age): many ties, all ages."""


def curves(case: Case, tau: int | None = None):
    days, fates, ages = zip(*case, strict=True)
    return incidence(days, fates, ages, tau=tau)


def hazards(case: Case, tau: int) -> list[tuple[Fraction, Fraction, int]]:
    """By day, the shares of those at risk who move on and are lost, and the number at risk."""
    result = []
    for d in range(tau + 1):
        at_risk = sum(day >= d for day, _, _ in case)
        events = [sum(day == d and fate is k for day, fate, _ in case) for k in (MOVED, LOST)]
        result.append((*(Fraction(e, at_risk or 1) for e in events), at_risk))
    return result


def functional(hazard: list[tuple[Fraction, Fraction, int]], phi: list[Fraction]) -> Fraction:
    """Σ phi(d)·ΔF(d), one day after the other."""
    staying, total = Fraction(1), Fraction(0)
    for (h1, h2, _), weight in zip(hazard, phi, strict=True):
        total += weight * staying * h1
        staying *= 1 - h1 - h2
    return total


def exact_variance(case: Case, tau: int, phi: list[Fraction]) -> Fraction:
    """The delta method by brute force: days are independent multinomials, the sum linear in each.

    A linear function's slope is its difference between 0 and 1.
    """
    hazard, total = hazards(case, tau), Fraction(0)
    for d, (h1, h2, at_risk) in enumerate(hazard):
        ends = [(Fraction(0), Fraction(0)), (Fraction(1), Fraction(0)), (Fraction(0), Fraction(1))]
        none, one, two = (
            functional([*hazard[:d], (*end, at_risk), *hazard[d + 1 :]], phi) for end in ends
        )
        a, b = one - none, two - none
        spread = a * a * h1 + b * b * h2 - (a * h1 + b * h2) ** 2
        total += spread / (at_risk or 1)
    return total


@given(CASES)
def test_curves_are_exact_with_ties(case: Case) -> None:
    found = curves(case)
    tau = int(found.tau[0])
    hazard = hazards(case, tau)
    for d in range(tau + 1):
        phi = [Fraction(int(j <= d)) for j in range(tau + 1)]
        assert found.moved[0, d] == pytest.approx(float(functional(hazard, phi)), abs=1e-12)
        assert found.at_risk[0, d] == hazard[d][2]
    staying = accumulate((1 - h1 - h2 for h1, h2, _ in hazard), Fraction.__mul__)
    assert found.survival[0] == pytest.approx([float(s) for s in staying], abs=1e-12)


@given(CASES)
def test_everyone_moves_on_is_lost_or_stays(case: Case) -> None:
    found = curves(case)
    assert found.moved + found.lost + found.survival == pytest.approx(1.0, abs=1e-12)


@given(CASES)
def test_the_variance_is_that_of_the_delta_method(case: Case) -> None:
    found = curves(case)
    tau = int(found.tau[0])
    exact = exact_variance(case, tau, [Fraction(1)] * (tau + 1))
    assert found.variance()[0] == pytest.approx(float(exact), abs=1e-12)


@given(CASES.filter(lambda case: any(f is MOVED and d == 0 for d, f, _ in case)))
def test_the_variance_of_the_mean_lag_is_that_of_the_delta_method(case: Case) -> None:
    found = curves(case)
    tau = int(found.tau[0])
    hazard = hazards(case, tau)
    rate = functional(hazard, [Fraction(1)] * (tau + 1))
    mean = functional(hazard, [Fraction(d) for d in range(tau + 1)]) / rate
    assert found.mean[0] == pytest.approx(float(mean), abs=1e-12)
    exact = exact_variance(case, tau, [(d - mean) / rate for d in range(tau + 1)])
    assert found.variance_of_mean()[0] == pytest.approx(float(exact), abs=1e-9)


@given(CASES, st.randoms(use_true_random=False))
def test_row_order_does_not_matter(case: Case, random) -> None:
    shuffled = random.sample(case, len(case))
    one, other = curves(case), curves(shuffled)
    assert np.array_equal(one.moved, other.moved)
    assert np.array_equal(one.variance(), other.variance())
    assert np.array_equal(one.tau, other.tau)


def test_matured_is_lifelines_aalen_johansen_where_no_ties_disturb_it() -> None:
    lifelines = pytest.importorskip("lifelines")
    rng = np.random.default_rng(5)
    for _ in range(5):
        days = rng.permutation(np.arange(1, 401))[:150]
        fates = rng.choice([MOVED, LOST, OPEN], 150, p=[0.4, 0.3, 0.3])
        ages = np.where(fates == OPEN, days, days + rng.integers(0, 200, 150))
        found = incidence(days, fates, ages, tau=int(days.max()))
        events = np.select([fates == MOVED, fates == LOST], [1, 2], 0)
        oracle = lifelines.AalenJohansenFitter(calculate_variance=False)
        oracle.fit(days, events, event_of_interest=1)
        expected = oracle.cumulative_density_.iloc[:, 0]
        at = expected.index.to_numpy().astype(int)
        assert found.moved[0, at] == pytest.approx(expected.to_numpy(), abs=1e-12)


@given(CASES)
def test_matured_is_statsmodels_cumulative_incidence_ties_and_all(case: Case) -> None:
    from statsmodels.duration.survfunc import CumIncidenceRight

    days, fates, _ = (np.array(column) for column in zip(*case, strict=True))
    last = int(days.max())
    found = curves(case, tau=last)
    status = np.select([fates == MOVED, fates == LOST], [1, 2], 0)
    if not status.any():
        assert found.moved[0].tolist() == [0.0] * (last + 1)
        return
    oracle = CumIncidenceRight(days + 1, status)
    at = np.searchsorted(oracle.times, np.arange(last + 1) + 1, side="right")
    for ours, k in ((found.moved, 1), (found.lost, 2)):
        if k <= len(oracle.cinc) and (status == k).any():
            theirs = np.concatenate(([0.0], oracle.cinc[k - 1]))
            assert ours[0] == pytest.approx(theirs[at], abs=1e-12)


@settings(max_examples=settings.default.max_examples // 4)
@given(CASES)
def test_without_losses_it_is_kaplan_meiers_curve(case: Case) -> None:
    lifelines = pytest.importorskip("lifelines")
    kept = [(day, MOVED if fate is MOVED else OPEN, age) for day, fate, age in case]
    days, fates, _ = (np.array(column) for column in zip(*kept, strict=True))
    found = curves(kept, tau=int(days.max()))
    oracle = lifelines.KaplanMeierFitter().fit(days, fates == MOVED)
    theirs = oracle.survival_function_at_times(np.arange(int(days.max()) + 1)).to_numpy()
    assert found.survival[0] == pytest.approx(theirs, abs=1e-12)


def test_without_losses_the_variance_is_greenwoods() -> None:
    case = [(d, MOVED, 40) for d in (1, 3, 3, 7, 9)] + [(d, OPEN, d) for d in (2, 5, 8, 20, 20)]
    found = curves(case, tau=9)
    terms = [1 / (10 * 9), 2 / (8 * 6), 1 / (5 * 4), 1 / (3 * 2)]
    assert found.variance()[0] == pytest.approx(found.survival[0, -1] ** 2 * sum(terms))


def test_without_censoring_it_is_counting() -> None:
    case = [(0, MOVED, 30)] * 2 + [(4, MOVED, 30)] * 3 + [(2, LOST, 30)] * 5 + [(30, OPEN, 30)] * 10
    found = curves(case)
    assert found.rate[0] == pytest.approx(5 / 20)
    assert found.variance()[0] == pytest.approx(0.25 * 0.75 / 20)
    assert found.mean[0] == pytest.approx(12 / 5)
    assert found.quantile(0.4)[0] == 0
    assert found.quantile(0.41)[0] == 4


def test_day_0_counts() -> None:
    assert curves([(0, MOVED, 0), (0, OPEN, 0)]).rate[0] == 0.5


def test_a_journey_open_at_an_age_is_at_risk_on_that_day() -> None:
    assert curves([(3, MOVED, 3), (3, OPEN, 3), (2, OPEN, 2)], tau=3).rate[0] == 0.5


@pytest.mark.parametrize(
    ("ages", "tau"),
    [
        ([5], 5),
        ([5, 9], 9),
        ([5, 7, 9], 7),
        (list(range(39)), 19),
        (list(range(40)), 20),
        (list(range(200)), 180),
        (list(range(205)), 184),
        (list(range(1000)), 900),
        ([0] * 50, 0),
    ],
)
def test_observed_age(ages: list[int], tau: int) -> None:
    assert observed_age(np.bincount(ages)[None]).tolist() == [tau]


@given(st.lists(st.integers(0, 400), min_size=1, max_size=300))
def test_observed_age_by_its_definition(ages: list[int]) -> None:
    n = len(ages)
    need = n / 2 if n < 40 else max(20, n / 10)
    expected = max(a for a in ages if sum(b >= a for b in ages) >= need)
    assert observed_age(np.bincount(ages)[None]).tolist() == [expected]


def test_nothing_is_extrapolated_beyond_the_observed_age() -> None:
    case = [(10, MOVED, 60)] * 30 + [(100, MOVED, 200)] * 4 + [(50, OPEN, 50)] * 66
    found = curves(case)
    assert found.tau[0] == 60
    assert found.conversions[0] == 30
    assert found.rate[0] == pytest.approx(0.3)


def test_no_journey_outlives_its_age() -> None:
    with pytest.raises(ValueError, match="entry and its age"):
        incidence([5], [OPEN], [4])
