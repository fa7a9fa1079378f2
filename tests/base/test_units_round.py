"""parse(format(x)) = x: what is written in any locale is read back as the same number."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from planner.base import units
from planner.base.units import MINUS, NumberStyle, Unit
from planner.base.units_parse import (
    Change,
    Relative,
    formula_in,
    parse,
    parse_amount,
    parse_entry,
)

LOCALES = {
    "United States": NumberStyle(),
    "Germany": NumberStyle(",", ".", spaced=True),
    "Sweden": NumberStyle(",", "\u00a0", spaced=True),
    "France": NumberStyle(",", "\u202f", spaced=True),
    "Switzerland": NumberStyle(".", "\u2019"),
    "Liechtenstein": NumberStyle(".", "'"),
    "Canada, SI": NumberStyle(".", " "),
    "ungrouped": NumberStyle(".", ""),
    "ungrouped comma": NumberStyle(",", "", spaced=True),
}
STYLES = st.sampled_from(list(LOCALES.values()))
CURRENCIES = st.sampled_from(["USD", "EUR", "GBP", "JPY", "INR", "BRL", "CHF", "SEK", "PLN"])
WHOLE = st.integers(-(10**15), 10**15)
FLOATS = st.floats(1e-12, 1e15) | st.just(0.0)


def indian(value: Decimal) -> str:
    """Group as in India: 12,34,567.50."""
    whole, _, fraction = f"{abs(value):.2f}".partition(".")
    head, tail = whole[:-3], whole[-3:]
    pairs = [head[max(0, end - 2) : end] for end in range(len(head), 0, -2)][::-1]
    return ",".join([*pairs, tail]) + "." + fraction


@given(FLOATS, st.sampled_from(list(Unit)), STYLES)
def test_what_f2_and_the_clipboard_give(value: float, unit: Unit, style: NumberStyle) -> None:
    figure = value / 1e15 if unit is Unit.RATE else value
    assert parse_entry(units.exact(figure, unit, style), unit, style) == figure


@given(WHOLE, st.integers(0, 4), STYLES)
def test_grouped_numbers_with_decimals(digits: int, places: int, style: NumberStyle) -> None:
    value = float(Decimal(digits).scaleb(-4 - places))
    shown = units.number(value, style, places + 4)
    assert parse_amount(shown, style) == float(f"{value:.{places + 4}f}")


@given(WHOLE, CURRENCIES, STYLES)
def test_money(cents: int, currency: str, style: NumberStyle) -> None:
    value = cents / 100
    assert parse_amount(units.money(value, currency, style, 2), style) == float(f"{value:.2f}")
    signed = units.money(value, currency, style, 2, signed=True)
    assert parse_amount(signed, style) == float(f"{value:.2f}")


@given(WHOLE, STYLES)
def test_a_short_amount_is_read_as_what_it_shows(cents: int, style: NumberStyle) -> None:
    shown = units.money_short(cents / 100, "EUR", style)
    value = parse_amount(shown, style)
    assert units.money_short(value, "EUR", style) == shown
    assert value == pytest.approx(cents / 100, rel=0.01, abs=0.5)


@given(st.integers(0, 10**6), st.integers(1, 4), STYLES)
def test_rates(parts: int, places: int, style: NumberStyle) -> None:
    shown = units.rate(parts / 10**6, style, places)
    assert units.rate(parse_entry(shown, "rate", style) or 0.0, style, places) == shown


@given(st.integers(-(10**5), 10**5).filter(bool), STYLES)
def test_changes(tenths: int, style: NumberStyle) -> None:
    amount = tenths / 1000
    points = parse(units.points(amount, style), "rate", style)
    assert points == Relative(Change.POINTS, amount)
    percent = parse(units.percent_change(amount, style, 1), "money", style)
    assert percent == Relative(Change.PERCENT, amount)


@given(st.integers(0, 10**13), st.sampled_from(["{}", "₹{}", "₹ {}", "{} INR"]))
def test_indian_groups(cents: int, form: str) -> None:
    value = Decimal(cents) / 100
    assert parse_amount(form.format(indian(value))) == float(value)


@given(
    st.integers(1, 10**13),
    st.sampled_from(
        ["-{}", MINUS + "{}", "\u2013{}", "({})", "{}-", "-${}", "$-{}", "(${})", "({} €)", "-{} €"]
    ),
    STYLES,
)
def test_negative_forms(cents: int, form: str, style: NumberStyle) -> None:
    shown = units.number(cents / 100, style, 2)
    assert parse_amount(form.format(shown), style) == -float(f"{cents / 100:.2f}")


NUMBERS = st.decimals(0, 10**7, places=2)


@given(NUMBERS, NUMBERS, st.sampled_from("+-*/"), STYLES, STYLES)
def test_a_formula_typed_in_one_locale_means_the_same_in_another(
    one: Decimal, other: Decimal, sign: str, typed: NumberStyle, shown: NumberStyle
) -> None:
    parts = (f"{part:f}".replace(".", typed.decimal) for part in (one, other + 1))
    text = f"={sign.join(parts)}"
    value = parse_amount(text, typed)
    again = formula_in(text, value, Unit.MONEY, shown)
    assert again.startswith("=")
    assert parse_amount(again, shown) == value


@pytest.mark.parametrize(
    ("text", "value", "unit", "english", "german"),
    [
        ("=1200*1,1", 1320.0, Unit.NUMBER, "=1200*1.1", "=1200*1,1"),
        ("=1,200*1.1", 1320.0, Unit.MONEY, "=1,200*1.1", "=1200*1,1"),
        ("=(40,5+2)%", 0.425, Unit.RATE, "=(40.5+2)%", "=(40,5+2)%"),
        ("=1.2m / 2", 600_000.0, Unit.MONEY, "=1.2m / 2", "=1,2m / 2"),
        ("=5*7", 35.0, Unit.DAYS, "=5*7", "=5*7"),
        ("=1+1", 3.0, Unit.NUMBER, "", ""),
        ("1,5", 1.5, Unit.NUMBER, "", ""),
    ],
)
def test_a_formula_is_shown_in_the_style_of_now(
    text: str, value: float, unit: Unit, english: str, german: str
) -> None:
    assert formula_in(text, value, unit, LOCALES["United States"]) == english
    assert formula_in(text, value, unit, LOCALES["Germany"]) == german
