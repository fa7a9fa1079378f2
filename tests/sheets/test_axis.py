import pytest
from hypothesis import given
from hypothesis import strategies as st

from planner.base.units import NumberStyle
from planner.sheets.axis import MOST, log_ticks, value_ticks
from planner.sheets.cells import Kind


def texts(*arguments: object) -> list[str]:
    return [text for _, text in value_ticks(*arguments)]  # type: ignore[arg-type]


def test_rates_are_in_per_cent() -> None:
    assert texts(0.47, 0.66, Kind.RATE) == ["50%", "55%", "60%", "65%"]
    assert texts(0.0, 0.012, Kind.RATE) == ["0%", "0.25%", "0.50%", "0.75%", "1.00%"]


def test_large_numbers_are_in_k_and_m() -> None:
    assert texts(0.0, 2.05e6, Kind.MONEY) == ["0", "0.5m", "1.0m", "1.5m", "2.0m"]
    assert texts(0.0, 3.4e4) == ["0", "10k", "20k", "30k"]
    assert texts(0.0, 3200.0) == ["0", "1,000", "2,000", "3,000"]


def test_a_locale_writes_its_own_decimals() -> None:
    german = NumberStyle(",", ".", True)
    assert texts(0.0, 1.3e6, Kind.MONEY, german)[1] == "0,25m"
    assert texts(0.0, 0.5, Kind.RATE, german)[1] == "10\u00a0%"


def test_a_log_axis_has_tens_or_parts_of_them() -> None:
    assert [text for _, text in log_ticks(20, 4000)] == ["30", "100", "300", "1,000", "3,000"]
    assert [text for _, text in log_ticks(30, 90)] == ["50"]


@given(st.floats(-1e9, 1e9), st.floats(1e-3, 1e9))
def test_never_more_than_six_ticks_and_all_inside(low: float, span: float) -> None:
    high = low + span
    ticks = value_ticks(low, high)
    slack = 1e-6 * max(abs(low), abs(high), span)
    assert len(ticks) <= MOST
    assert all(low - slack <= value <= high + slack for value, _ in ticks)


@pytest.mark.parametrize("span", [0.3, 1.0, 2.6, 7.0, 44.0, 880.0])
def test_an_axis_from_zero_has_at_least_three_ticks(span: float) -> None:
    assert len(value_ticks(0.0, span)) >= 3
