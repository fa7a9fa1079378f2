from typing import Any

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from planner.intake.values.money import currency_code, read_flags, read_money, share_scale


@pytest.mark.parametrize(
    ("cell", "value", "currency"),
    [
        ("$1,77,000.00", 177_000, "USD"),
        ("16 500 €", 16_500, "EUR"),
        ("16\u202f500 €", 16_500, "EUR"),
        ("130.000 €", 130_000, "EUR"),
        ("USD 12,000.00", 12_000, "USD"),
        ("1.234,56 €", 1_234.56, "EUR"),
        ("141.56K", 141_560, ""),
        ("2,5 Mio", 2_500_000, ""),
        ("1'200.50", 1_200.5, ""),
        ("(300)", -300, ""),
        ("300-", -300, ""),
        ("-42", -42, ""),
        ("1e3", 1_000, ""),
        ("£ 99.90", 99.9, "GBP"),
        ("CHF 1’200.–", 1_200, "CHF"),
        ("1.200,- €", 1_200, "EUR"),
        ("12,000.00 USD", 12_000, "USD"),
        ("USD12,000.00", 12_000, "USD"),
        ("R$ 1.234,56", 1_234.56, "BRL"),
        ("US$ 5,000.50", 5_000.5, "USD"),
        ("A$99.90", 99.9, "AUD"),
        ("Rs. 1,00,000", 100_000, "INR"),
        ("12.000 Euro", 12_000, "EUR"),
        ("12 TEUR", 12_000, "EUR"),
        ("€2.5m", 2_500_000, "EUR"),
        ("2,5 Mio. €", 2_500_000, "EUR"),
        ("1\u00a0234\u00a0567,89", 1_234_567.89, ""),
        ("1.234.567", 1_234_567, ""),
        ("-€ 5.00", -5, "EUR"),
        ("$(1,234.50)", -1_234.5, "USD"),
        ("−300", -300, ""),
        (".5", 0.5, ""),
        ("0.125", 0.125, ""),
        ("1234.567", 1_234.567, ""),
        ("1 200 kr", 1_200, ""),
        (15_000, 15_000, ""),
        (1.125, 1.125, ""),
        (0.5, 0.5, ""),
    ],
)
def test_every_way_of_writing_money(cell: Any, value: float, currency: str) -> None:
    column = read_money([cell])
    assert column.values[0] == pytest.approx(value)
    assert column.currencies[0] == currency


@pytest.mark.parametrize("cell", ["", None, "-", "n/a", "NULL", "#N/A", "nan", "NA"])
def test_no_amount(cell: Any) -> None:
    column = read_money([cell, "5"])
    assert np.isnan(column.values[0])
    assert not column.unreadable.any()


def test_the_column_decides_its_decimal_mark() -> None:
    assert read_money(["1.200", "950,50"]).values.tolist() == [1200, 950.5]
    assert read_money(["1.200", "950.5"]).values.tolist() == [1.2, 950.5]
    assert read_money(["1,200", "950"]).values.tolist() == [1200, 950]


def test_an_amount_that_can_be_read_in_one_way_only_is_read_so() -> None:
    cells = ["1,234.50", "0.99", "12,5", "1.234"]
    assert read_money(cells).values.tolist() == [1234.5, 0.99, 12.5, 1.234]
    assert read_money([1.125, "1,250.00"]).values.tolist() == [1.125, 1250]


def test_thousands_and_decimals_that_no_value_tells_apart_are_named() -> None:
    column = read_money(["1.234", "250"])
    assert column.values.tolist() == [1234, 250]
    assert column.doubt("Amount") == (
        "No value of 'Amount' tells thousands from decimals; 1.234 was read as 1,234 (thousands)."
    )
    for decided in (["1.234", "0.5"], ["1.234 €"], ["250"], [1.234], ["1.234.567", "1.234"]):
        assert not read_money(decided).doubt("Amount")
    assert not read_money([f"{n}.234" for n in range(1, 6)]).doubt("Amount")


@pytest.mark.parametrize(
    "cell", ["45%", "2024-01-05", "12 pieces", "Q1 2024", "1.2.3", "10-20", True]
)
def test_what_looks_like_an_amount_and_is_none(cell: Any) -> None:
    assert read_money([cell, "5,00"]).unreadable.tolist() == [True, False]


def test_what_is_no_amount_is_counted() -> None:
    column = read_money(["User Provided", "10"])
    assert column.unreadable.tolist() == [True, False]


@given(st.lists(st.integers(0, 10**9), min_size=1))
def test_grouped_cents_come_back(cents: list[int]) -> None:
    english = [f"{c / 100:,.2f}" for c in cents]
    german = [t.translate(str.maketrans(",.", ".,")) for t in english]
    assert read_money(english).values.tolist() == pytest.approx([c / 100 for c in cents])
    assert read_money(german).values.tolist() == pytest.approx([c / 100 for c in cents])


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("US Dollar", "USD"),
        ("US Dollar (USD)", "USD"),
        ("R$", "BRL"),
        ("won", ""),
        ("Fr.", "CHF"),
        ("eur", "EUR"),
        ("EUR - Euro", "EUR"),
        ("€", "EUR"),
        ("Deal", ""),
    ],
)
def test_currencies(text: str, code: str) -> None:
    assert currency_code(text) == code


def test_flags() -> None:
    flags = read_flags([True, "FALSE", "ja", 1.0, 0, "", "maybe"])
    assert flags.tolist() == [1, 0, 1, 1, 0, -1, -1]
    assert set(read_flags(["TRUE", "t", "Y", "Wahr", "vrai", "SÍ", "Verdadero", "☑", "1.0"])) == {1}
    assert set(read_flags(["f", "N", "Falsch", "Non", "Falso", "não", "☐", "0.0", "No"])) == {0}


def test_shares_are_decided_once_per_column() -> None:
    assert share_scale(["0.1", 0.75, "1"]) == "0-1"
    assert share_scale([1, 50, ""]) == "0-100"
    assert share_scale(["0.5%", ""]) == "0-100"
    assert share_scale(["45%"]) == "0-100"
    assert share_scale(["0,45", "1"]) == "0-1"
    assert share_scale(["45 %", 0.45]) == "0-100"
    assert share_scale(["", None]) == ""
