import numpy as np
import pytest

from planner.base.days import first_day, last_day, parse_month
from planner.evidence import incidence_curve, matured_by_cohort, measure, volume_by_month
from planner.sample import journeys, make_company
from tests.evidence.funnels import funnel, path

PAIR = ("Lead", "Won")


def test_volume_by_stage_and_month() -> None:
    rows = [
        path("2026-01-31 2026-03-01", channel="Ads"),
        path("2026-02-01", channel="Ads"),
        path("2026-02-28", channel="Web"),
        path("?", channel="Web"),
    ]
    found = volume_by_month(funnel(rows, as_of="2026-03-15", stages=PAIR), ("channel",))
    assert found.keys == (("Ads",), ("Web",))
    assert found.months == tuple(parse_month(m) for m in ("2026-01", "2026-02", "2026-03"))
    assert found.counts.tolist() == [[[1, 1, 0], [0, 0, 1]], [[0, 1, 0], [0, 0, 0]]]


def test_volume_of_a_window() -> None:
    rows = [path("2026-01-31"), path("2026-02-01")]
    window = (first_day(parse_month("2026-02")), last_day(parse_month("2026-03")))
    found = volume_by_month(funnel(rows, stages=PAIR), entered=window)
    assert found.counts[0, 0].tolist() == [1, 0]


def test_cohorts_by_quarter() -> None:
    old = [path("2026-01-10 2026-02-09")] * 10 + [path("2026-02-10")] * 30
    young = [path("2026-12-20")] * 40
    first, *between, last = matured_by_cohort(funnel(old + young, stages=PAIR), None, 0, 1)
    assert (first.first, first.last) == (parse_month("2026-01"), parse_month("2026-03"))
    assert (first.matured.value, first.matured.n) == (pytest.approx(0.25), 40)
    assert first.matured.low < 0.25 < first.matured.high
    assert not first.immature
    assert [c.matured.known for c in between] == [False, False]
    assert last.immature
    assert last.observed_days == 11
    assert last.matured.value == 0.0


def test_cohorts_by_month_of_some_journeys() -> None:
    rows = [path("2026-01-10 2026-02-09"), path("2026-02-10"), path("2026-02-11")]
    keep = np.array([True, False, True])
    found = matured_by_cohort(funnel(rows, stages=PAIR), keep, 0, 1, "month")
    assert [(c.first, c.matured.n) for c in found] == [
        (parse_month("2026-01"), 1),
        (parse_month("2026-02"), 1),
    ]


def test_no_cohorts_of_nobody() -> None:
    assert matured_by_cohort(funnel([], stages=PAIR), None, 0, 1) == ()


def test_every_entrant_is_in_one_cohort() -> None:
    table = journeys(make_company(7, leads=3000))
    found = matured_by_cohort(table, None, 3, 4)
    assert sum(c.matured.n for c in found) == measure(table).total.entered[3]
    flags = [c.immature for c in found]
    assert flags == sorted(flags)
    assert True in flags
    assert False in flags


def test_a_curve_ends_at_the_matured_rate() -> None:
    table = journeys(make_company(7, leads=3000))
    total = measure(table).total.transitions[3]
    found = incidence_curve(table, None, 3, 4)
    assert len(found.moved) == len(found.shares) == total.observed_days + 1
    assert found.moved[-1] == pytest.approx(total.matured)
    assert found.quantiles[1] == total.matured_median_days
    assert found.lag == total.lag
    assert found.conversions == total.advanced - total.advanced_later


def test_a_curve_of_nobody_is_unknown() -> None:
    found = incidence_curve(funnel([path("2026-01-01")], stages=PAIR), np.array([False]), 0, 1)
    assert len(found.moved) == 0
    assert not found.lag.known
    assert np.isnan(found.quantiles).all()
