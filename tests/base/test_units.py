"""Numbers as they are written, after the pictures and "Number entry" of the design."""

from planner.base import units
from planner.base.units import NumberStyle, Unit

GERMAN = NumberStyle(",", ".", spaced=True)
NAN = float("nan")


def test_rates_are_written_without_spaces_in_english() -> None:
    assert units.rate(0.58) == "58.0%"
    assert units.rate(0.58, GERMAN) == "58,0\u00a0%"
    assert units.rate(0.0005, digits=2) == "0.05%"


def test_money_in_full_has_its_sign_before_the_currency() -> None:
    assert units.money(31400) == "$31,400"
    assert units.money(-31400) == "\u2212$31,400"
    assert units.money(31400, signed=True) == "+$31,400"
    assert units.money(31400, "EUR") == "€31,400"
    assert units.money(31400, "EUR", GERMAN) == "31.400\u00a0€"
    assert units.money(31400, "CHF") == "CHF\u00a031,400"
    assert units.money(31400.5, digits=2) == "$31,400.50"


def test_money_is_shortened_by_its_size() -> None:
    assert units.money_short(12_000_000) == "$12.00m"
    assert units.money_short(450_000) == "$450k"
    assert units.money_short(29_500) == "$29.5k"
    assert units.money_short(9_900) == "$9,900"
    assert units.money_short(2_100_000_000) == "$2.10bn"
    assert units.money_short(-1_170_000) == "\u2212$1.17m"
    assert units.money_short(450_000, signed=True) == "+$450k"


def test_a_size_is_chosen_after_rounding() -> None:
    assert units.money_short(999_999) == "$1.00m"
    assert units.money_short(999_499) == "$999k"
    assert units.money_short(999_996_000) == "$1.00bn"
    assert units.money_short(99_960) == "$100k"
    assert units.money_short(9_999.6) == "$10.0k"


def test_what_rounds_to_zero_has_no_sign() -> None:
    assert units.money(-0.2) == "$0"
    assert units.points(-0.0001) == "0.0pt"
    assert units.percent_change(0.0) == "0%"
    assert units.money_short(-0.3, signed=True) == "$0"


def test_changes_carry_their_sign() -> None:
    assert units.points(0.02) == "+2.0pt"
    assert units.points(-0.15) == "\u221215.0pt"
    assert units.percent_change(0.08) == "+8%"
    assert units.percent_change(-0.2) == "\u221220%"


def test_intervals_say_their_unit_once() -> None:
    assert units.interval(1120, 1240) == "1,120–1,240"
    assert units.interval(0.213, 0.235, Unit.RATE) == "21.3–23.5%"
    assert units.interval(29_500, 33_300, "money") == "$29.5k–33.3k"
    assert units.interval(22, 29, Unit.DAYS) == "22–29"
    assert units.interval(29_500, 33_300, "money", GERMAN, "EUR") == "29,5k–33,3k\u00a0€"


def test_counts_and_days() -> None:
    assert units.count(46840) == "46,840"
    assert units.days(93.6) == "94"
    assert units.days(2.5) == "2.5"
    assert units.days(3.0) == "3"


def test_nothing_is_written_for_nothing() -> None:
    texts = [units.rate(NAN), units.money(NAN), units.money_short(NAN), units.count(NAN)]
    texts += [units.days(NAN), units.points(NAN), units.percent_change(NAN)]
    texts += [units.interval(NAN, 1.0), *(units.exact(NAN, u) + units.show(NAN, u) for u in Unit)]
    assert set(texts) == {""}


def test_a_cell_shows_rounded_and_edits_exact() -> None:
    assert units.show(0.1234567, "rate") == "12.3%"
    assert units.exact(0.1234567, "rate") == "12.34567%"
    assert units.exact(31400.25, "money", GERMAN) == "31400,25"
    assert units.exact(1e21, "number") == "1000000000000000000000"
    assert units.show(1300.4, "number") == "1,300"
    assert units.show(12.5, "number") == "12.5"
    assert units.show(96.0 - 1e-12, "number") == "96"
    assert units.show(96.04, "number") == "96.0"


def test_amounts_may_all_be_written_alike() -> None:
    def said(amounts: units.Amounts, *values: float) -> list[str]:
        style = units.NumberStyle(amounts=amounts)
        return [units.money_short(value, "USD", style) for value in values]

    assert said(units.Amounts.MILLIONS, 1_234_567.0, 450_000.0, 0.0) == [
        "$1.23m",
        "$0.45m",
        "$0.00",
    ]
    assert said(units.Amounts.THOUSANDS, 1_234_567.0, -450_000.0) == ["$1,235k", "−$450k"]
    assert said(units.Amounts.FULL, 1_234_567.4, 2e9) == ["$1,234,567", "$2,000,000,000"]
