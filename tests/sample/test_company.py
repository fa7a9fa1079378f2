"""The company is the same for the same seed, of a real company's size, and ends at its day."""

from datetime import date

import numpy as np
import pytest

from planner.base.day_columns import months_of
from planner.base.days import NO_DAY, day_of
from planner.journeys.table import Journeys, Outcome
from planner.sample import Company, journeys, make_company
from planner.sample import parameters as p
from planner.sample.paths import first_entry_day


def same(one: Journeys, other: Journeys) -> bool:
    arrays = ("entered", "reached", "outcome", "left", "amount", "opened_amount")
    return (
        one.ids == other.ids
        and all(np.array_equal(getattr(one, a), getattr(other, a), equal_nan=True) for a in arrays)
        and all(
            np.array_equal(d.codes, other.dimensions[k].codes)
            and d.labels == other.dimensions[k].labels
            for k, d in one.dimensions.items()
        )
    )


def test_same_seed_same_company(company: Company) -> None:
    assert same(journeys(company), journeys(make_company(7)))
    assert not same(journeys(company), journeys(make_company(8)))


def test_the_as_of_day_may_be_a_date_or_a_day_number() -> None:
    day = date(2025, 3, 31)
    assert same(
        journeys(make_company(leads=300, as_of=day)),
        journeys(make_company(leads=300, as_of=day_of(day))),
    )


@pytest.mark.parametrize("leads", [1, 2, 7, 333, 20_000])
def test_exactly_the_leads_asked_for(leads: int) -> None:
    assert int(make_company(leads=leads).paths.is_lead.sum()) == leads


def test_no_company_without_leads() -> None:
    with pytest.raises(ValueError, match="at least one lead"):
        make_company(leads=0)


def test_it_has_the_size_of_a_real_company(company: Company) -> None:
    table = journeys(company)
    won = table.outcome == Outcome.WON
    last_year = won & (table.entered[:, -1] > company.as_of - 365)
    assert 1_900 < int((table.entered[:, p.OPPORTUNITY] != NO_DAY).sum()) < 2_500
    assert 420 < int(won.sum()) < 560
    assert 14e6 < float(table.amount[last_year].sum()) < 20e6


def test_dimensions_are_filled(company: Company) -> None:
    used = {k: len(np.unique(d.codes)) for k, d in journeys(company).dimensions.items()}
    assert (used["channel"], used["segment"], used["region"], used["rep"]) == (8, 3, 3, 14)
    assert (used["source team"], used["type"]) == (3, 3)


@pytest.mark.parametrize(
    ("as_of", "first"),
    [
        (date(2026, 10, 31), date(2024, 11, 1)),
        (date(2026, 11, 1), date(2024, 11, 1)),
        (date(2026, 11, 29), date(2024, 11, 1)),
        (date(2028, 2, 29), date(2026, 3, 1)),
    ],
)
def test_it_covers_24_full_months(as_of: date, first: date) -> None:
    assert first_entry_day(day_of(as_of)) == day_of(first)
    months = np.unique(months_of(make_company(leads=3_000, as_of=as_of).entry_days))
    assert len(months) == (24 if as_of.day >= 29 and as_of.month != 11 else 25)


def test_nothing_happens_after_the_as_of_day(company: Company) -> None:
    table = journeys(company)
    assert int(table.entered.max()) <= company.as_of
    assert int(table.left.max()) <= company.as_of
    young = table.entered[:, 0] > company.as_of - 30
    assert (table.outcome[young] == Outcome.OPEN).mean() > 0.5


def test_journeys_keep_the_contract(company: Company) -> None:
    table = journeys(company)
    assert len(table) == company.truth.journeys == len(set(table.ids))
    assert not (table.reached[:, 1:] & ~table.reached[:, :-1]).any()
    assert ((table.left != NO_DAY) == (table.outcome == Outcome.LOST)).all()
    assert (table.reached[:, -1] == (table.outcome == Outcome.WON)).all()
    opportunity = table.reached[:, p.OPPORTUNITY]
    assert (np.isnan(table.amount) == ~opportunity).all()
    assert (table.amount[opportunity] <= table.opened_amount[opportunity]).all()
    waits = np.diff(table.effective.astype(np.int64), axis=1)
    assert (waits[table.reached[:, 1:]] >= 0).all()


def test_outbound_begins_at_opportunity(company: Company) -> None:
    outbound = company.paths.channel == company.truth.channels.index("Outbound")
    assert company.truth.entry("Outbound") == p.OPPORTUNITY
    assert (outbound == ~company.paths.is_lead).all()
    assert (journeys(company).entered[outbound, : p.OPPORTUNITY] == NO_DAY).all()


def test_volume_grows_and_has_seasons() -> None:
    months = months_of(make_company(leads=200_000).entry_days)
    counts = np.bincount(months - months.min())
    assert 1.05 < counts[12:].sum() / counts[:12].sum() < 1.25
    december, march = 1, 4
    assert counts[december] < 0.9 * counts[march]
