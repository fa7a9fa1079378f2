"""Every locale's numbers are read as they are written."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtCore import QLocale

from planner.base import units
from planner.base.units import ENGLISH, NumberStyle, Unit
from planner.base.units_parse import parse_amount, parse_entry
from ui.number_choice import STYLES, number_style

ANY = (QLocale.Language.AnyLanguage, QLocale.Script.AnyScript, QLocale.Country.AnyCountry)
LOCALES = sorted({number_style(locale) for locale in QLocale.matchingLocales(*ANY)}, key=repr)
EVERY = st.sampled_from([*LOCALES, *STYLES.values()])


def test_the_systems_locales_differ() -> None:
    assert len(LOCALES) >= 5


@given(st.floats(1e-9, 1) | st.just(0.0), EVERY)
def test_rates(value: float, style: NumberStyle) -> None:
    assert parse_entry(units.exact(value, Unit.RATE, style), "rate", style) == value


@given(st.floats(1e-9, 1e15), st.sampled_from(["money", "number", "days"]), EVERY)
def test_amounts(value: float, unit: str, style: NumberStyle) -> None:
    assert parse_entry(units.exact(value, unit, style), unit, style) == value


@given(st.integers(-(10**12), 10**12), EVERY)
def test_money_as_it_is_shown(cents: int, style: NumberStyle) -> None:
    shown = units.money(cents / 100, "EUR", style, digits=2)
    assert parse_amount(shown, style) == cents / 100


@pytest.mark.parametrize(
    ("name", "style"),
    [
        ("en_US", ENGLISH),
        ("de_DE", NumberStyle(",", ".", spaced=True)),
        ("fr_FR", NumberStyle(",", "\u202f", spaced=True)),
        ("de_CH", NumberStyle(".", "'")),
        ("ar_EG", ENGLISH),
    ],
)
def test_a_locale_has_its_style(name: str, style: NumberStyle) -> None:
    made = number_style(QLocale(name))
    assert (made.decimal, made.group) == (style.decimal, style.group)
