"""How the axes of slides' own charts write their values."""

import pytest

from planner.output.slides.charts import number_format
from planner.sheets.axis import label_step
from planner.sheets.cells import Kind
from planner.sheets.charts import BridgeBar, Chart


def bridge(start: float, end: float, kind: Kind = Kind.MONEY) -> Chart:
    bars = (BridgeBar("Sales", start, start, "", "sales"), BridgeBar("All", start, end, "", "text"))
    return Chart("", "", bridge=bars, values_as=kind)


@pytest.mark.parametrize(
    ("start", "end", "form"),
    [
        (13_943_000.0, 13_950_000.0, '0.000,,"m"'),
        (14_000_000.0, 16_000_000.0, '0.0,,"m"'),
        (0.0, 40_000_000.0, '0,,"m"'),
        (20_000.0, 90_000.0, '0,"k"'),
        (1.2e9, 3.4e9, '0.0,,,"bn"'),
        (10.0, 900.0, "#,##0"),
    ],
)
def test_two_ticks_of_money_never_read_the_same(start: float, end: float, form: str) -> None:
    assert number_format(bridge(start, end), "USD").startswith(f'"$"{form};')


def test_rates_close_together_have_decimals() -> None:
    assert number_format(bridge(0.10, 0.90, Kind.RATE), "USD") == "0%"
    assert number_format(bridge(0.101, 0.104, Kind.RATE), "USD") == "0.0%"


@pytest.mark.parametrize(("fewest", "step"), [(1, 1), (5, 6), (7, 12), (10, 12), (30, 36)])
def test_positions_are_named_so_that_years_repeat(fewest: int, step: int) -> None:
    assert label_step(fewest) == step
