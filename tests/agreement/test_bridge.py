from dataclasses import replace
from itertools import permutations
from math import factorial

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from planner.agreement.bridge import bridge
from planner.forecast.forward import Flow
from planner.plan.keys import Driver, DriverKind
from tests.flows import flow

BLOCKS = {
    DriverKind.VOLUME: ("volume",),
    DriverKind.RATE: ("rates",),
    DriverKind.LAG: ("spreads", "opening_spread"),
    DriverKind.OPEN: ("opening",),
    DriverKind.DEAL_SIZE: ("deal_size",),
}


def test_the_worked_example() -> None:
    marketing = flow(1000, (0.15, 0.25), deal_size=40_000)
    sales = flow(1000, (0.10, 0.30), deal_size=50_000)
    result = bridge(marketing, sales)
    worth = {item.driver: item.worth for item in result.items}
    assert worth == pytest.approx(
        {
            Driver(DriverKind.RATE, 0): -620_833.333,
            Driver(DriverKind.RATE, 1): 279_166.667,
            Driver(DriverKind.DEAL_SIZE): 341_666.667,
        },
        abs=0.01,
    )
    assert result.gap == pytest.approx(0.0, abs=0.005)
    assert result.gross == pytest.approx(1_241_666.667, abs=0.01)
    assert result.worth("Paid search", Driver(DriverKind.VOLUME)) == 0.0


PLANS = st.builds(
    flow,
    volume=st.floats(0, 2000),
    rates=st.tuples(st.floats(0, 1), st.floats(0, 1), st.floats(0, 1)),
    lags=st.tuples(st.floats(0, 200), st.floats(0, 200), st.floats(0, 200)),
    deal_size=st.floats(0, 90_000),
    months=st.just(8),
    opening=st.tuples(st.floats(0, 50), st.floats(0, 50), st.floats(0, 50)),
)


@given(PLANS, PLANS)
def test_items_add_up_to_the_gap_to_the_cent(origin: Flow, target: Flow) -> None:
    result = bridge(origin, target)
    assert sum(i.worth for i in result.items) == pytest.approx(result.gap, abs=0.005, rel=1e-9)


@given(PLANS, PLANS)
def test_turning_the_bridge_round_turns_the_signs(origin: Flow, target: Flow) -> None:
    there, back = bridge(origin, target), bridge(target, origin)
    for item in there.items:
        assert back.worth(item.line, item.driver) == pytest.approx(-item.worth, rel=1e-6, abs=0.01)


def _swapped(flow_: Flow, other: Flow, driver: Driver) -> Flow:
    changed = {}
    for name in BLOCKS[driver.kind]:
        block = getattr(flow_, name).copy()
        if driver.kind in (DriverKind.RATE, DriverKind.LAG, DriverKind.OPEN):
            block[:, driver.index] = getattr(other, name)[:, driver.index]
        else:
            block = getattr(other, name)
        changed[name] = block
    return replace(flow_, **changed)


@settings(max_examples=3)
@given(PLANS, PLANS)
def test_worth_is_the_average_over_all_orders_of_swapping(origin: Flow, target: Flow) -> None:
    """The definition of Shapley values, by brute force over 6! orders of six drivers."""
    drivers = [
        Driver(DriverKind.VOLUME),
        Driver(DriverKind.RATE, 0),
        Driver(DriverKind.RATE, 2),
        Driver(DriverKind.LAG, 1),
        Driver(DriverKind.OPEN, 2),
        Driver(DriverKind.DEAL_SIZE),
    ]
    end = origin
    for driver in drivers:
        end = _swapped(end, target, driver)
    expected = dict.fromkeys(drivers, 0.0)
    for order in permutations(drivers):
        step = origin
        for driver in order:
            after = _swapped(step, target, driver)
            expected[driver] += after.total - step.total
            step = after
    result = bridge(origin, end)
    for driver in drivers:
        average = expected[driver] / factorial(len(drivers))
        assert result.worth("Paid search", driver) == pytest.approx(average, rel=1e-6, abs=0.01)


def test_equal_plans_have_no_items() -> None:
    result = bridge(flow(), flow())
    assert result.items == ()
    assert np.isclose(result.gross, 0.0)
