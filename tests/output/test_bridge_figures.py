"""Which items of a bridge a chart names."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from planner.agreement.bridge import Bridge, BridgeItem
from planner.output.excel.bridge_figures import named
from planner.plan.keys import VOLUME

worths = st.lists(st.floats(-1e7, 1e7).filter(lambda x: abs(x) > 1.0), max_size=40)


def bridge(*worth: float) -> Bridge:
    ranked = sorted(worth, key=lambda w: -abs(w))
    items = tuple(BridgeItem(f"Line {i}", VOLUME, w) for i, w in enumerate(ranked))
    return Bridge(0.0, sum(worth), items)


def test_small_items_become_other() -> None:
    shown, other = named(bridge(100.0, -50.0, 6.0, 4.0, -5.0))
    assert [item.worth for item in shown] == [100.0, -50.0]
    assert other == 5.0


def test_other_is_never_the_largest() -> None:
    shown, other = named(bridge(*[1.0] * 40))
    assert len(shown) == 39
    assert other == 1.0


@given(worths)
def test_nine_tenths_are_named_and_nothing_is_lost(worth: list[float]) -> None:
    whole = bridge(*worth)
    shown, other = named(whole)
    sizes = [abs(item.worth) for item in shown]
    assert sum(sizes) >= 0.9 * whole.gross - 1e-6
    assert abs(other) <= max(sizes, default=0.0)
    assert sum(item.worth for item in shown) + other == pytest.approx(whole.gap, abs=1e-3)
