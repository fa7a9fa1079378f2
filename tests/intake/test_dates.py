from datetime import date, datetime
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from planner.base.days import NO_DAY, date_of, day_of, iso
from planner.intake.values.dates import read_days


def isos(cells: list[Any], fallback: str = "MDY") -> list[str | None]:
    return [iso(int(d)) if d != NO_DAY else None for d in read_days(cells, fallback).days]


def test_one_value_decides_the_order_of_the_whole_column() -> None:
    column = read_days(["03/04/2024", "13/04/2024", ""])
    assert (column.order, column.undecided) == ("DMY", False)
    assert isos(["03/04/2024", "13/04/2024", ""]) == ["2024-04-03", "2024-04-13", None]
    assert isos(["03/04/2024", "04/13/2024"]) == ["2024-03-04", "2024-04-13"]


def test_undecided_takes_the_locale_and_says_so() -> None:
    assert read_days(["03/04/2024"], "DMY").undecided
    assert isos(["03/04/2024"], "DMY") == ["2024-04-03"]
    assert isos(["03/04/2024"], "MDY") == ["2024-03-04"]
    assert read_days(["03.04.2024"], "MDY").order == "DMY"


@pytest.mark.parametrize(
    ("cell", "expected"),
    [
        ("2024-01-22T20:36:47.000+0000", "2024-01-22"),
        ("2018-02-26 19:58:54", "2018-02-26"),
        ("5/22/2026, 9:07 AM", "2026-05-22"),
        ("02/24/26 02:18 AM", "2026-02-24"),
        ("15 Apr, 2021 00:03:00", "2021-04-15"),
        ("Apr 15, 2021", "2021-04-15"),
        ("15. März 2021", "2021-03-15"),
        ("20210105", "2021-01-05"),
        (20210105, "2021-01-05"),
        (45631.0, "2024-12-05"),
        ("45631", "2024-12-05"),
        ("2026-05-22 09:07 AM", "2026-05-22"),
        ("2024-01-22T23:59:59-08:00", "2024-01-22"),
        ("2024-01-22Z", "2024-01-22"),
        ("20240122T203647Z", "2024-01-22"),
        ("01.10.2026 14:03", "2026-10-01"),
        ("01.10.2026, 14:03 Uhr", "2026-10-01"),
        ("01.10.2026 um 14:03 Uhr", "2026-10-01"),
        ("Do., 1. Okt. 2026", "2026-10-01"),
        ("Donnerstag, 1. Oktober 2026", "2026-10-01"),
        ("1er février 2024", "2024-02-01"),
        ("14 juil. 2024 à 18:30", "2024-07-14"),
        ("31 août 2024", "2024-08-31"),
        ("25/12/2024 14h30", "2024-12-25"),
        ("5 de enero de 2024", "2024-01-05"),
        ("05-ene-24", "2024-01-05"),
        ("3 de março de 2024", "2024-03-03"),
        ("Fri Apr 16 2021 02:00:00 GMT+0200", "2021-04-16"),
        ("Fri, 16 Apr 2021 10:00:00 GMT", "2021-04-16"),
        ("April 16th, 2021", "2021-04-16"),
        ("2021-Apr-16", "2021-04-16"),
        ("25/02/24", "2024-02-25"),
        ("13/02/98", "1998-02-13"),
        ("45631.75", "2024-12-05"),
        ("1611077007360", "2021-01-19"),
        (1611077007360.0, "2021-01-19"),
        ("2024-03", "2024-03-01"),
        ("03/2024", "2024-03-01"),
        ("Mar 2024", "2024-03-01"),
        ("März 2024", "2024-03-01"),
        ("mars-24", "2024-03-01"),
        (datetime.fromisoformat("2024-02-29T23:59"), "2024-02-29"),
        (date(2024, 2, 29), "2024-02-29"),
    ],
)
def test_every_way_of_writing_a_day(cell: Any, expected: str) -> None:
    assert isos([cell]) == [expected]


PLACEHOLDERS = (
    "1900-01-01", "01/01/1900", "9999-12-31", "1970-01-01", 0.0, "0000-00-00",
    "0000-00-00 00:00:00", "00.00.0000", "1970-01-01T00:00:00.000Z", "0001-01-01", "1/0/1900",
    "31.12.2099", "0",
)  # fmt: skip


@pytest.mark.parametrize("cell", PLACEHOLDERS)
def test_placeholders_are_missing_and_counted(cell: Any) -> None:
    column = read_days([cell, "2024-05-01"])
    assert column.days[0] == NO_DAY
    assert column.placeholders.tolist() == [True, False]
    assert not column.unreadable.any()


def test_what_is_no_date_is_missing_and_counted() -> None:
    column = read_days(["soon", "31/02/2024", "n/a", "13/02/2024", True])
    assert column.unreadable.tolist() == [True, True, False, False, True]
    assert isos(["31/02/2024", "13/02/2024"]) == [None, "2024-02-13"]


@pytest.mark.parametrize("cell", ["-", "NULL", "#N/A", "nan", "n/a", "None", "  "])
def test_a_cell_that_says_there_is_no_date(cell: str) -> None:
    column = read_days([cell, "2024-05-01"])
    assert column.days[0] == NO_DAY
    assert not (column.unreadable | column.placeholders).any()


@pytest.mark.parametrize("cell", ["Q1 2024", "marketing 5, 2024", "jui 2024", "12:30", "5", "1/2"])
def test_words_and_parts_are_no_dates(cell: str) -> None:
    assert read_days([cell]).unreadable.all()


@given(
    days=st.lists(st.integers(400, 40_000), min_size=1),
    style=st.sampled_from(["%Y-%m-%d", "%d %b %Y", "%Y/%m/%d 08:15", "%Y%m%d"]),
)
def test_reading_what_was_written(days: list[int], style: str) -> None:
    texts = [date_of(day).strftime(style) for day in days]
    assert read_days(texts).days.tolist() == days


@given(st.lists(st.integers(400, 40_000), min_size=1), st.sampled_from(["DMY", "MDY"]))
def test_the_locale_decides_only_what_the_values_leave_open(days: list[int], order: str) -> None:
    style = "%d/%m/%Y" if order == "DMY" else "%m/%d/%Y"
    texts = [date_of(day).strftime(style) for day in days]
    other = "MDY" if order == "DMY" else "DMY"
    assert read_days(texts, order).days.tolist() == days
    if any(date_of(day).day > 12 for day in days):
        assert read_days(texts, other).days.tolist() == days


def test_day_zero() -> None:
    assert day_of(date(1970, 1, 1)) == 0
