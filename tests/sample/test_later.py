"""Later exports tell more of the same company: nothing that stood in earlier ones is another."""

from datetime import date
from itertools import pairwise
from pathlib import Path

import numpy as np
import pytest

from planner.base.day_columns import months_of
from planner.base.days import NO_DAY, month_of
from planner.journeys.table import Journeys, Outcome
from planner.sample import LATER, Company, journeys, later, make_company, write_exports
from planner.sample.layout import ACTIVITIES, HISTORY, LEADS, MEMBERS, OPPORTUNITIES, SPEND
from tests.sample.reading import read_report

Row = tuple[object, ...]
SMALL = make_company(leads=900)
DAYS = (date(2026, 11, 10), date(2026, 12, 31), *LATER)


@pytest.fixture(scope="module")
def exports(tmp_path_factory: pytest.TempPathFactory) -> list[dict[str, list[Row]]]:
    """The rows of every report, export by export, in their order."""
    return [_rows(known, tmp_path_factory.mktemp("exports")) for known in _companies()]


def _companies() -> tuple[Company, ...]:
    return (SMALL, *(later(SMALL, day) for day in DAYS))


def _rows(company: Company, folder: Path) -> dict[str, list[Row]]:
    read = {path.name: read_report(path).columns for path in write_exports(company, folder)}
    return {name: list(zip(*columns.values(), strict=True)) for name, columns in read.items()}


@pytest.mark.parametrize("day", DAYS)
def test_what_was_known_stays_as_it_was(day: date) -> None:
    before, after = journeys(SMALL), journeys(later(SMALL, day))
    n = len(before)
    assert len(after) > n
    assert _names(after)[:n] == _names(before)
    for name in ("entered", "left"):
        was, now = getattr(before, name), getattr(after, name)[:n]
        assert (now[was != NO_DAY] == was[was != NO_DAY]).all()
        assert (now[(was == NO_DAY) & (now != NO_DAY)] > before.as_of).all()
    closed = before.outcome != Outcome.OPEN
    assert (after.outcome[:n][closed] == before.outcome[closed]).all()
    for name, dimension in before.dimensions.items():
        was, now = np.array(dimension.labels), np.array(after.dimensions[name].labels)
        known = was[dimension.codes] != "(blank)"
        same = was[dimension.codes] == now[after.dimensions[name].codes[:n]]
        assert same[known].all(), name


def _names(table: Journeys) -> tuple[tuple[int, str], ...]:
    """Return day of entry and id."""
    first = np.where(table.entered == NO_DAY, np.iinfo(np.int32).max, table.entered).min(axis=1)
    return tuple(zip(first.tolist(), table.ids, strict=True))


def test_what_was_open_moves_on() -> None:
    before, after = journeys(SMALL), journeys(later(SMALL, LATER[-1]))
    still = after.outcome[: len(before)][before.outcome == Outcome.OPEN] == Outcome.OPEN
    assert 0.0 < still.mean() < 0.3
    new = after.outcome[len(before) :]
    assert (new == Outcome.WON).sum() > 0


def test_an_export_may_be_left_out() -> None:
    step = later(later(SMALL, LATER[0]), LATER[1])
    assert journeys(step).ids == journeys(later(SMALL, LATER[1])).ids
    assert np.array_equal(step.paths.entered, later(SMALL, LATER[1]).paths.entered)


def test_no_company_before_its_first_exports() -> None:
    with pytest.raises(ValueError, match="before its first exports"):
        later(SMALL, date(2026, 10, 30))


@pytest.mark.parametrize("report", [HISTORY, ACTIVITIES, MEMBERS, SPEND])
def test_rows_of_events_stay_for_ever(exports: list[dict[str, list[Row]]], report: str) -> None:
    """November is not over in the second export: money spent in it is only part of it."""
    for before, after in pairwise(exports):
        kept = set(before[report])
        if report == SPEND:
            unfinished = max(row[0] for row in before[report])
            kept = {row for row in kept if row[0] != unfinished}
        assert kept <= set(after[report])
        assert len(after[report]) > len(before[report])


LASTING = {
    LEADS: (0, 1, 2, 3, 5, 12, 13, 16, 17, 18),
    OPPORTUNITIES: (0, 1, 2, 3, 6, 8, 11, 13, 14, 20, 21, 22, 23),
}
"""Columns that hold what never changes: ids, names, sources, the day of creation."""


@pytest.mark.parametrize("report", [LEADS, OPPORTUNITIES])
def test_records_keep_their_rows(exports: list[dict[str, list[Row]]], report: str) -> None:
    for before, after in pairwise(exports):
        ours, theirs = (
            [tuple(row[place] for place in LASTING[report]) for row in rows[report]]
            for rows in (before, after)
        )
        assert theirs[: len(ours)] == ours
        assert len(theirs) > len(ours)


def test_the_year_brings_what_its_growth_and_its_turns_say() -> None:
    """The lists are bought no more from March on, while the company's other leads grow."""
    big = later(make_company(leads=200_000), LATER[-1])
    channel = big.paths.channel
    lists = np.array(big.truth.channels)[channel] == "List purchase"
    months = months_of(big.entry_days)
    this, last = month_of(big.as_of) - 1, month_of(big.as_of) - 13
    assert (lists & (months == this)).sum() < 0.5 * (lists & (months == last)).sum()
    assert (~lists & (months == this)).sum() > 1.05 * (~lists & (months == last)).sum()
