"""Fills: known answers, laws, and which cells of a sheet a series of months takes."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from planner.base.days import parse_month
from planner.base.units import NumberStyle
from planner.base.units_parse import parse_amount
from planner.sheets.cells import Cell, Column, Kind, Row
from planner.sheets.fill import (
    Block,
    Pattern,
    Series,
    carry_on,
    copies,
    mean_growth,
    month_series,
    possible,
    series_entries,
)
from planner.sheets.table import TableRow, TableSheet

VALUE = st.floats(1e-3, 1e6)
KNOWN = st.dictionaries(st.integers(0, 40), VALUE, min_size=2, max_size=6)
AHEAD = st.lists(st.integers(41, 52), min_size=1, max_size=12, unique=True).map(sorted)


def test_hold_repeats_the_last_value() -> None:
    assert carry_on(Pattern.HOLD, {1: 5.0, 2: 7.0}, [3, 4]) == [7, 7]


def test_a_line_goes_on_through_gaps_between_the_months() -> None:
    assert carry_on(Pattern.LINEAR, {1: 10.0, 2: 12.0}, [3, 5]) == pytest.approx([14, 18])
    # least squares through (1, 1), (2, 2), (3, 6): slope 2.5, at month 4 eight
    assert carry_on(Pattern.LINEAR, {1: 1.0, 2: 2.0, 3: 6.0}, [4]) == pytest.approx([8])


def test_growth_compounds_by_the_month() -> None:
    assert carry_on(Pattern.GROWTH, {1: 100.0}, [2, 3], growth=0.1) == pytest.approx([110, 121])
    assert carry_on(Pattern.GROWTH, {1: 100.0, 3: 121.0}, [4]) == pytest.approx([133.1])


def test_the_shape_of_last_year_is_scaled_to_the_last_value() -> None:
    year = {0: 10.0, 1: 20.0, 2: 30.0}
    assert carry_on(Pattern.SHAPE, {12: 50.0}, [13, 14], year=year) == pytest.approx([100, 150])


@pytest.mark.parametrize(
    ("pattern", "known", "year"),
    [
        (Pattern.LINEAR, {1: 5.0}, {}),
        (Pattern.GROWTH, {1: 5.0}, {}),
        (Pattern.GROWTH, {1: 0.0, 2: 5.0}, {}),
        (Pattern.SHAPE, {12: 5.0}, {0: 1.0}),
        (Pattern.SHAPE, {12: 5.0}, {0: 0.0, 1: 1.0}),
    ],
)
def test_a_pattern_without_its_values_is_not_offered(
    pattern: Pattern, known: dict[int, float], year: dict[int, float]
) -> None:
    ahead = {13: (0, 1)}
    with pytest.raises(ValueError, match=r"line|growth|year"):
        carry_on(pattern, known, list(ahead), year=year)
    assert pattern not in possible([Series(known, ahead, year)])
    assert Pattern.HOLD in possible([Series(known, ahead, year)])


@given(st.floats(-100, 100), st.floats(-100, 100), st.sets(st.integers(0, 40), min_size=2), AHEAD)
def test_a_line_is_carried_on_as_itself(
    level: float, slope: float, months: set[int], ahead: list[int]
) -> None:
    known = {month: level + slope * month for month in months}
    expected = [level + slope * month for month in ahead]
    assert carry_on(Pattern.LINEAR, known, ahead) == pytest.approx(expected, abs=1e-6)


@given(VALUE, st.floats(-0.3, 0.3), AHEAD)
def test_growth_is_found_again_in_what_it_made(
    start: float, growth: float, ahead: list[int]
) -> None:
    made = carry_on(Pattern.GROWTH, {40: start}, ahead, growth)
    known = {40: start, **dict(zip(ahead, made, strict=True))}
    assert mean_growth(known) == pytest.approx(growth, abs=1e-9)


@given(st.lists(VALUE, min_size=12, max_size=12), st.floats(0.1, 10))
def test_shape_keeps_the_ratios_of_the_year_before(year: list[float], factor: float) -> None:
    known = {12: year[0] * factor}
    made = carry_on(Pattern.SHAPE, known, range(13, 24), year=dict(enumerate(year)))
    assert made == pytest.approx([value * factor for value in year[1:]])


@given(KNOWN, AHEAD)
def test_hold_ignores_all_but_the_last(known: dict[int, float], ahead: list[int]) -> None:
    assert set(carry_on(Pattern.HOLD, known, ahead)) == {known[max(known)]}


COLUMNS = (
    Column("name", "Line"),
    Column("2027-11", "Nov", Kind.NUMBER),
    Column("2027-12", "Dec", Kind.NUMBER),
    Column("2027-Q4", "Q4", Kind.NUMBER),
    Column("2028-01", "Jan", Kind.RATE),
)


def a_sheet() -> TableSheet:
    numbers = {"2027-11": Cell("10", 10.0), "2027-12": Cell("12", 12.0, edit_text="=6*2")}
    rows = [TableRow(Row("ads"), {"name": Cell("Ads", "Ads"), **numbers})]
    rows += [
        TableRow(Row(f"ads/rate:A>B/2027-{month:02d}"), {"2027-11": Cell(f"{month}", float(month))})
        for month in (2, 3, 5)
    ]
    rows.append(TableRow(Row("fair/rate:A>B/2027-06"), {}))
    return TableSheet("Plan", COLUMNS, tuple(rows))


def test_a_copy_repeats_the_block_with_its_formulas() -> None:
    made = copies(a_sheet(), Block(range(1), range(1, 3)), Block(range(1, 2), range(1, 5)))
    assert made == [(1, 1, "10"), (1, 2, "=6*2"), (1, 3, "10"), (1, 4, "=6*2")]


def test_months_across_leave_the_quarter_alone() -> None:
    (series,) = month_series(
        a_sheet(), Block(range(1), range(1, 3)), Block(range(1), range(3, 5)), down=False
    )
    november = parse_month("2027-11")
    assert series.known == {november: 10, november + 1: 12}
    assert series.ahead == {november + 2: (0, 4)}
    assert series_entries(a_sheet(), [series], Pattern.LINEAR) == [(0, 4, "1400%")]


def test_months_down_belong_to_one_driver_only() -> None:
    (series,) = month_series(
        a_sheet(), Block(range(1, 3), range(1, 2)), Block(range(3, 5), range(1, 2)), down=True
    )
    may = parse_month("2027-05")
    assert series.ahead == {may: (3, 1)}
    assert series_entries(a_sheet(), [series], Pattern.LINEAR) == [(3, 1, "5")]


def test_what_falls_below_zero_is_written_as_a_formula_not_as_a_change() -> None:
    series = Series({0: 0.5, 1: 0.25}, {3: (0, 4)}, {})
    assert series_entries(a_sheet(), [series], Pattern.LINEAR) == [(0, 4, "=-25%")]


@given(VALUE)
def test_entries_read_back_as_the_same_number(value: float) -> None:
    comma = NumberStyle(",", ".", spaced=True)
    series = Series({0: value}, {1: (0, 1)}, {})
    ((_, _, text),) = series_entries(a_sheet(), [series], Pattern.HOLD, style=comma)
    assert parse_amount(text, comma) == value


def test_other_columns_are_no_months() -> None:
    source, target = Block(range(1), range(1)), Block(range(1, 2), range(1))
    assert month_series(a_sheet(), source, target, down=True) == ()
