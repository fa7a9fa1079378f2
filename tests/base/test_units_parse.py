"""Numbers as people type them ("Number entry" of the design)."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from planner.base import units
from planner.base.problem import RefusedError
from planner.base.units import NumberStyle, Unit
from planner.base.units_parse import FREEZE, Change, Relative, parse, parse_amount, parse_entry
from planner.base.units_parse import parse_rate as rate

ENGLISH = NumberStyle()
GERMAN = NumberStyle(",", ".", spaced=True)
FRENCH = NumberStyle(",", "\u202f", spaced=True)
SWISS = NumberStyle(".", "’")
STYLES = st.sampled_from([ENGLISH, GERMAN, FRENCH, SWISS])


@pytest.mark.parametrize("text", ["12%", "12", "0.12", ".12", " 12 % ", "12.0", "=10+2", "=12%"])
def test_twelve_per_cent(text: str) -> None:
    assert rate(text) == 0.12


def test_from_one_on_rates_are_per_cent_and_below_fractions() -> None:
    assert rate("1") == 0.01
    assert rate("0.5") == 0.5
    assert rate("0.5%") == 0.005
    assert rate("100") == 1.0
    assert rate("=(40+2)%") == 0.42
    assert rate("=100%") == 1.0
    assert rate("12,5%", GERMAN) == 0.125


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("1.2m", 1_200_000),
        ("450k", 450_000),
        ("2bn", 2_000_000_000),
        ("$1,200", 1200),
        ("€1.200,50", 1200.5),
        ("1 200", 1200),
        ("1'200", 1200),
        ("1’200.5", 1200.5),
        ("(300)", -300),
        ("300-", -300),
        ("1'200.-", 1200),
        ("CHF 1’200.–", 1200),
        ("500,-- €", 500),
        ("-500,-", -500),
        ("\u2212300", -300),
        ("-$300", -300),
        ("($1.2m)", -1_200_000),
        ("$1,77,000.00", 177_000),
        ("16 500 €", 16_500),
        ("1\u202f200,50", 1200.5),
        ("1.234.567", 1_234_567),
        ("USD 12,000.00", 12_000),
        ("450k EUR", 450_000),
        ("1.2 Mio", 1_200_000),
        ("+50", 50),
        ("=1200*1.1", 1320),
        ("=(40+2)%", 0.42),
        ("=1.2m/2", 600_000),
        ("=-(2+3)*-4", 20),
        ("=2,000.5*2", 4001),
    ],
)
def test_amounts(text: str, value: float) -> None:
    assert parse_amount(text) == value


def test_a_single_separator_is_read_by_the_locale() -> None:
    assert parse_amount("1,200") == 1200
    assert parse_amount("1,200", GERMAN) == 1.2
    assert parse_amount("1.200", GERMAN) == 1200
    assert parse_amount("1.200") == 1.2


@pytest.mark.parametrize(
    "text",
    [
        *("", "abc", "1,20", "12%", "1.2.3", "1,2,3.4.5", "--3", "1e6", "$", ".", ",", "1 2", "٣"),
        *("12 apples", "25 MQL", "1200 k m", "9" * 400),
        *("=", "=1/0", "=0/0", "=2**3", "=2^3", "=a1", "=(1", "=1)", "=1 2", "=9bn9"),
        "=__import__('os')",
    ],
)
def test_anything_else_is_refused_with_one_sentence(text: str) -> None:
    with pytest.raises(RefusedError, match=r"is not a number that fits here\."):
        parse_amount(text)


@pytest.mark.parametrize("text", ["$12", "12k", "12 days", "1.2m", "12%%", "x%"])
def test_a_rate_has_neither_currency_nor_size(text: str) -> None:
    with pytest.raises(RefusedError, match=r"Type a rate such as 12%"):
        rate(text)


def test_relative_entries() -> None:
    assert parse("+10%", "money") == Relative(Change.PERCENT, 0.1)
    assert parse("-5%", "rate") == Relative(Change.PERCENT, -0.05)
    assert parse("\u22125 %", "rate") == Relative(Change.PERCENT, -0.05)
    assert parse("+2pt", "rate") == Relative(Change.POINTS, 0.02)
    assert parse("+=50", "number") == Relative(Change.AMOUNT, 50)
    assert parse("-=1.2k", "number") == Relative(Change.AMOUNT, -1200)
    assert parse("+=5", "rate") == Relative(Change.AMOUNT, 0.05)
    assert parse("?", "rate") is FREEZE
    assert parse("  ", "rate") is None


def test_relative_entries_change_the_base() -> None:
    assert parse_entry("+10%", "money", base=1200) == 1320
    assert parse_entry("-5%", "rate", base=0.4) == 0.38
    assert parse_entry("+2pt", "rate", base=0.58) == 0.6
    assert parse_entry("+=50", "number", base=1300) == 1350
    assert parse_entry("+0,5pt", "rate", GERMAN, base=0.5) == 0.505


def test_a_question_mark_takes_the_evidence_and_empty_withdraws() -> None:
    assert parse_entry("?", "rate", evidence=0.583) == 0.583
    assert parse_entry("", "rate", base=0.4, evidence=0.5) is None
    assert parse_entry("25 days", "days") == 25
    assert parse_entry("25d", "days") == 25


@pytest.mark.parametrize(
    ("text", "unit", "says"),
    [
        ("120", "rate", "120% is not a rate between 0% and 100%"),
        ("-300", "money", "-300 is below zero"),
        ("(300)", "number", "-300 is below zero"),
        ("-1", "days", "-1 is below zero"),
        ("+10%", "money", "changes a value, and there is none yet"),
        ("?", "rate", "There is no evidence to take here"),
        ("+2pt", "money", "adds points, which only rates have"),
        ("12%", "days", "is not a number that fits here"),
        ("+=", "rate", "is not a number that fits here"),
    ],
)
def test_refusals_say_what_and_what_instead(text: str, unit: str, says: str) -> None:
    with pytest.raises(RefusedError, match=says) as refusal:
        parse_entry(text, unit)
    assert refusal.value.problem.remedy.startswith("Type a")


def test_a_change_may_not_leave_the_bounds() -> None:
    with pytest.raises(RefusedError, match="110% is not a rate"):
        parse_entry("+10%", "rate", base=1.0)


@given(st.floats(1e-12, 1) | st.just(0.0), STYLES)
def test_rates_survive_writing_and_reading(value: float, style: NumberStyle) -> None:
    assert parse_entry(units.exact(value, Unit.RATE, style), "rate", style) == value


@given(st.floats(1e-12, 1e30) | st.just(0.0), st.sampled_from(["money", "number", "days"]), STYLES)
def test_amounts_survive_writing_and_reading(value: float, unit: str, style: NumberStyle) -> None:
    assert parse_entry(units.exact(value, unit, style), unit, style) == value


@given(st.integers(-(10**12), 10**12), st.sampled_from(["USD", "EUR", "GBP", "CHF"]), STYLES)
def test_money_as_shown_reads_back(cents: int, currency: str, style: NumberStyle) -> None:
    shown = units.money(cents / 100, currency, style, digits=2)
    assert parse_amount(shown, style) == cents / 100


@given(st.integers(0, 1000), STYLES)
def test_rates_as_shown_read_back(tenths: int, style: NumberStyle) -> None:
    assert rate(units.rate(tenths / 1000, style), style) == tenths / 1000


@given(st.text(max_size=30), st.sampled_from(list(Unit)), STYLES)
def test_every_text_is_a_number_or_a_refusal(text: str, unit: Unit, style: NumberStyle) -> None:
    try:
        value = parse_entry(text, unit, style, base=0.5, evidence=0.5)
    except RefusedError:
        return
    assert value is None or value >= 0
