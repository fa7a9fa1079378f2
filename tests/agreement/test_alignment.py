"""Bridges between plans of other lines, other data and other run-ins are as exact as any."""

from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from planner.agreement.alignment import aligned
from planner.agreement.bridge import bridge
from planner.base.problem import RefusedError
from planner.forecast.forward import Flow, bookings, stacked
from planner.plan.keys import VOLUME, Driver, DriverKind
from tests.flows import flow

MONTHS = 6


def named(name: str, **values) -> Flow:
    return replace(flow(months=MONTHS, lags=(40.0, 50.0), **values), lines=(name,))


def run_in(whole: Flow, months: int) -> Flow:
    """The same plan, planned from a later month on: what is before it runs in."""
    return replace(whole, start=months)


LINES = st.builds(
    named,
    st.sampled_from(["A", "B", "C"]),
    volume=st.floats(0, 500),
    rates=st.tuples(st.floats(0, 1), st.floats(0, 1)),
    deal_size=st.floats(0, 9_000),
    opening=st.tuples(st.floats(0, 20), st.floats(0, 20)),
)
PLANS = st.lists(LINES, min_size=1, max_size=3, unique_by=lambda f: f.lines).map(
    lambda flows: stacked(tuple(flows))
)


@given(PLANS, PLANS)
def test_plans_of_other_lines_bridge_to_the_cent(origin: Flow, target: Flow) -> None:
    found = bridge(origin, target)
    assert sum(item.worth for item in found.items) == pytest.approx(found.gap, abs=0.005, rel=1e-9)
    assert (found.from_total, found.to_total) == (
        pytest.approx(origin.total),
        pytest.approx(target.total),
    )


@given(PLANS, st.randoms(use_true_random=False))
def test_the_order_of_lines_does_not_matter(plan: Flow, random) -> None:
    lines = list(plan.lines)
    random.shuffle(lines)
    at = [plan.lines.index(line) for line in lines]
    arrays = {k: v[at] for k, v in vars(plan).items() if isinstance(v, np.ndarray)}
    shuffled = replace(plan, lines=tuple(lines), **arrays)
    other = replace(plan, volume=plan.volume * 1.1, deal_size=plan.deal_size * 0.9)
    one, two = bridge(other, plan), bridge(other, shuffled)
    assert {(i.line, i.driver): i.worth for i in two.items} == pytest.approx(
        {(i.line, i.driver): i.worth for i in one.items}, rel=1e-9, abs=1e-6
    )
    assert bridge(plan, shuffled).items == ()


def test_a_line_only_one_plan_has_is_worth_its_volume() -> None:
    one, two = named("A"), stacked((named("A"), named("B", volume=300.0)))
    (item,) = bridge(one, two).items
    assert (item.line, item.driver) == ("B", VOLUME)
    assert item.worth == pytest.approx(named("B", volume=300.0).total)


def test_a_longer_run_in_is_worth_what_enters_in_it() -> None:
    """Both plan the same three months; one as of a day three months earlier."""
    late = replace(flow(months=3, lags=(40.0, 50.0)), run_start=2027 * 12 + 3)
    early = run_in(flow(months=6, lags=(40.0, 50.0)), 3)
    assert late.months == early.months
    one, other = aligned(early, late)
    assert one.run_start == other.run_start
    assert other.total == pytest.approx(late.total)
    np.testing.assert_allclose(bookings(other), bookings(late))
    (item,) = bridge(late, early).items
    assert (item.driver, item.worth) == (VOLUME, pytest.approx(early.total - late.total))


def test_another_pipeline_open_today_is_an_item() -> None:
    one = flow(months=MONTHS, lags=(40.0, 50.0))
    more = replace(one, carried=one.carried + np.array([3.0, 1.0])[None, :, None])
    items = {item.driver: item.worth for item in bridge(one, more).items}
    assert set(items) == {Driver(DriverKind.OPEN, 0), Driver(DriverKind.OPEN, 1)}
    assert items[Driver(DriverKind.OPEN, 1)] == pytest.approx(MONTHS * 40_000.0)
    assert sum(items.values()) == pytest.approx(more.total - one.total)


def test_plans_of_other_months_or_stages_are_not_taken_apart() -> None:
    with pytest.raises(RefusedError, match="of other months: 2027-01 to 2027-01 and 2027-01 to"):
        bridge(flow(months=1), flow(months=2))
    with pytest.raises(RefusedError, match="have other stages"):
        bridge(flow(), flow(rates=(0.1, 0.2, 0.3)))
