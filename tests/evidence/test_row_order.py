"""No figure depends on the order of rows, to the last digit: many ties, gaps and equal leads."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from planner.base.days import iso, parse_day
from planner.evidence import matured_by_cohort, measure, rep_evidence
from planner.evidence.attribution import attribution
from planner.evidence.lead_value import lead_values
from planner.evidence.mix import rate_change
from planner.evidence.regression import expected_values
from planner.evidence.reps import RepRow
from planner.journeys.activities import activities_of
from planner.journeys.table import BLANK, Activities, Dimension, Journeys
from planner.journeys.touches import JourneyTouches
from planner.sample import journeys as true_journeys
from planner.sample import make_company
from tests.evidence.funnels import funnel, path
from tests.evidence.regression.deals import shuffled

STAGES = ("MQL", "SAL", "Opportunity", "Won")
FIRST = parse_day("2026-01-01")
CHOICES = {"channel": "AB", "segment": "xy", "rep": "PQR", "source team": "MS"}
SEEDS = st.integers(0, 1_000_000)
few = settings(max_examples=settings.default.max_examples // 6)
"""Whole companies are measured twice for every example."""


@st.composite
def leads(draw: st.DrawFn) -> dict[str, object]:
    """A lead on few days and of few amounts, so that much falls together."""
    count = draw(st.integers(1, 4))
    days = [draw(st.sampled_from(["-", *range(0, 180, 20)])) for _ in range(count)]
    dates = " ".join(day if day == "-" else iso(FIRST + day) for day in days)
    left = "" if count == 4 else draw(st.sampled_from(["", "lost", "2026-06-20", "2026-06-28"]))
    labels = {name: draw(st.sampled_from(of)) for name, of in CHOICES.items()}
    return path(dates, left=left, amount=draw(st.sampled_from([0.1, 0.7, 100.3])), **labels)


COMPANIES = st.lists(leads(), min_size=1, max_size=40).map(
    lambda rows: funnel(rows, "2026-06-30", STAGES, tuple(CHOICES))
)


def touched(company: Journeys) -> Activities:
    """Some touches of every second lead, by its id."""
    names = [f"L{name}" for name in company.ids for _ in range(int(name[1:]) % 2 * 2)]
    days = [FIRST + len(name) * 7 + place % 5 for place, name in enumerate(sorted(names))]
    return activities_of(np.array(sorted(names), dtype=object), np.array(days, np.int32))


def campaigns(company: Journeys) -> JourneyTouches:
    """Touches of every lead but each third, by its id, in the order of the rows."""
    rows = [i for i, name in enumerate(company.ids) if int(name[1:]) % 3 for _ in range(2)]
    numbers = np.array([int(company.ids[i][1:]) for i in rows], dtype=np.int64)
    codes = (numbers + np.arange(len(rows)) % 2) % 3
    days = (FIRST + numbers % 4 * 20).astype(np.int32)
    channel = Dimension(codes.astype(np.int32), ("Ads", "Fair", "Mail"))
    campaign = Dimension(np.zeros(len(rows), np.int32), (BLANK,))
    return JourneyTouches(np.array(rows, np.int64), days, channel, campaign)


def told(row: RepRow) -> list[object]:
    """Everything a row of reps says."""
    curves = (row.touch.share.tolist(), repr(row.touch.median)) if row.touch else None
    picks = (repr(row.picks.share), repr(row.picks.lean)) if row.picks else None
    counts = (row.rep, row.source_team, row.received, row.worked, row.accepted, row.won)
    return [counts, repr(row.closing), curves, repr(row.dead_touches), picks, *map(told, row.teams)]


@few
@given(COMPANIES, SEEDS)
def test_conversion_lags_and_money(company: Journeys, seed: int) -> None:
    other = shuffled(company, seed)
    assert repr(measure(company, ("channel", "segment"))) == repr(
        measure(other, ("channel", "segment"))
    )
    assert repr(matured_by_cohort(company, None, 0, 3)) == repr(
        matured_by_cohort(other, None, 0, 3)
    )


@few
@given(COMPANIES, SEEDS)
def test_lead_values(company: Journeys, seed: int) -> None:
    other = shuffled(company, seed)
    assert repr(lead_values(company, ("channel",))) == repr(lead_values(other, ("channel",)))


@few
@given(COMPANIES, SEEDS)
def test_reps_first_touch_and_picking(company: Journeys, seed: int) -> None:
    activities = touched(company)
    one, other = (rep_evidence(x, activities) for x in (company, shuffled(company, seed)))
    assert told(one.total) == told(other.total)
    assert [told(row) for row in one.reps] == [told(row) for row in other.reps]


@few
@given(COMPANIES, SEEDS)
def test_attribution(company: Journeys, seed: int) -> None:
    other = shuffled(company, seed)
    one, same = (attribution(x, campaigns(x)) for x in (company, other))
    assert one.channels == same.channels
    assert one.bookings.tolist() == same.bookings.tolist()


@few
@given(COMPANIES, SEEDS)
def test_a_change_of_rate(company: Journeys, seed: int) -> None:
    windows = (FIRST, FIRST + 59), (FIRST + 60, FIRST + 180)
    one, other = (
        rate_change(x, ("channel",), (0, 1), *windows) for x in (company, shuffled(company, seed))
    )
    assert repr(one) == repr(other)


@pytest.mark.parametrize("seed", range(2))
def test_expected_values_of_the_sample_company(seed: int) -> None:
    """Regressions themselves are held in their own tests."""
    company = true_journeys(make_company(seed, leads=4_000))
    other = shuffled(company, seed)
    one, same = expected_values(company), expected_values(other)
    assert one.total == same.total
    ids = [other.ids[row] for row in same.rows.tolist()]
    mine = [company.ids[row] for row in one.rows.tolist()]
    assert dict(zip(mine, one.value.tolist(), strict=True)) == pytest.approx(
        dict(zip(ids, same.value.tolist(), strict=True)), nan_ok=True, rel=0, abs=0
    )
