from typing import Any

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from planner.intake.money import currency_code, read_flags, read_money, share_scale


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
        (15_000, 15_000, ""),
        (0.5, 0.5, ""),
    ],
)
def test_every_way_of_writing_money(cell: Any, value: float, currency: str) -> None:
    column = read_money([cell])
    assert column.values[0] == pytest.approx(value)
    assert column.currencies[0] == currency


@pytest.mark.parametrize("cell", ["", None, "-", "n/a"])
def test_no_amount(cell: Any) -> None:
    column = read_money([cell, "5"])
    assert np.isnan(column.values[0])
    assert column.unreadable == 0


def test_the_column_decides_its_decimal_mark() -> None:
    assert read_money(["1.200", "950,50"]).values.tolist() == [1200, 950.5]
    assert read_money(["1.200", "950.5"]).values.tolist() == [1.2, 950.5]
    assert read_money(["1,200", "950"]).values.tolist() == [1200, 950]


def test_what_is_no_amount_is_counted() -> None:
    column = read_money(["User Provided", "10"])
    assert (column.unreadable, column.example) == (1, "User Provided")


@given(st.lists(st.integers(0, 10**9), min_size=1))
def test_grouped_cents_come_back(cents: list[int]) -> None:
    english = [f"{c / 100:,.2f}" for c in cents]
    german = [t.translate(str.maketrans(",.", ".,")) for t in english]
    assert read_money(english).values.tolist() == pytest.approx([c / 100 for c in cents])
    assert read_money(german).values.tolist() == pytest.approx([c / 100 for c in cents])


@pytest.mark.parametrize(
    ("text", "code"),
    [("US Dollar", "USD"), ("eur", "EUR"), ("EUR - Euro", "EUR"), ("€", "EUR"), ("Deal", "")],
)
def test_currencies(text: str, code: str) -> None:
    assert currency_code(text) == code


def test_flags() -> None:
    flags = read_flags([True, "FALSE", "ja", 1.0, 0, "", "maybe"])
    assert flags.tolist() == [1, 0, 1, 1, 0, -1, -1]


def test_shares_are_decided_once_per_column() -> None:
    assert share_scale(["0.1", 0.75, "1"]) == "0-1"
    assert share_scale([1, 50, ""]) == "0-100"
    assert share_scale(["0.5%", ""]) == "0-100"
    assert share_scale(["", None]) == ""
