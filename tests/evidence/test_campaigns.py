"""From answers to won: each lead once per campaign, in the order in which things happened."""

import math

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from planner.base.days import NO_DAY, first_day, parse_day, parse_month
from planner.evidence.attribution import attribution
from planner.evidence.campaigns import CampaignRow, Campaigns
from planner.evidence.touch_rules import Rule
from planner.journeys.table import Dimension, Journeys, Spend
from planner.journeys.touches import JourneyTouches
from tests.evidence.funnels import funnel, path

STAGES = ("Inquiry", "MQL", "SAL", "Won")
JAN = parse_month("2026-01")
Row = tuple[int, str, str, str]


def coded(names: tuple[str, ...]) -> Dimension:
    labels = tuple(sorted(set(names)))
    return Dimension(np.array([labels.index(name) for name in names], np.int32), labels)


def touches(*each: Row) -> JourneyTouches:
    """Touches as (journey, day, channel, campaign)."""
    rows, days, channels, campaigns = zip(*each, strict=True)
    dimensions = [coded(names) for names in (channels, campaigns)]
    known = [parse_day(day) if day else NO_DAY for day in days]
    return JourneyTouches(np.array(rows, np.int64), np.array(known, np.int32), *dimensions)


def company() -> Journeys:
    """Three leads: one won, one that was MQL before the fair, one that only inquired."""
    return funnel(
        [
            path("2026-01-05 2026-01-20 2026-02-01 2026-03-01", amount=900.0, channel="Web"),
            path("2026-01-02 2026-01-06", channel="Web"),
            path("2026-02-03", channel="Web"),
        ],
        stages=STAGES, as_of="2026-04-30",
    )  # fmt: skip


ANSWERS = touches(
    (0, "2026-01-05", "Web", "Search"), (0, "2026-01-10", "Events", "Fair"),
    (1, "2026-01-10", "Events", "Fair"), (2, "2026-02-03", "Events", "Fair"),
    (0, "2026-02-10", "Events", "Fair"),
)  # fmt: skip


def row(found: Campaigns, channel: str = "", campaign: str = "") -> CampaignRow:
    return next(r for r in found.rows if (r.channel, r.campaign) == (channel, campaign))


def test_answers_are_followed_to_mql_and_won() -> None:
    found = Campaigns(company(), ANSWERS, rule=Rule.LINEAR)
    fair = row(found, "Events", "Fair")
    assert (fair.answers, fair.leads, fair.before, fair.qualified, fair.won) == (4, 3, 1, 1, 1)
    assert fair.bookings == pytest.approx(600.0)
    everything = row(found)
    assert (everything.answers, everything.leads, everything.won) == (5, 3, 1)
    assert everything.bookings == pytest.approx(900.0)


def test_only_answers_of_the_window_count_and_their_part_of_the_bookings() -> None:
    window = (parse_day("2026-02-01"), parse_day("2026-02-28"))
    found = Campaigns(company(), ANSWERS, rule=Rule.LINEAR, window=window)
    fair = row(found, "Events", "Fair")
    assert (fair.answers, fair.leads, fair.before, fair.qualified, fair.won) == (2, 2, 1, 0, 1)
    assert fair.bookings == pytest.approx(300.0)
    assert [(r.channel, r.campaign) for r in found.rows] == [
        ("", ""),
        ("Events", ""),
        ("Events", "Fair"),
    ]


def test_a_filter_leaves_out_the_answers_of_other_journeys() -> None:
    found = Campaigns(company(), ANSWERS, where=np.array([False, True, True]))
    assert (row(found).leads, row(found).won, row(found).bookings) == (2, 0, 0.0)


def test_cost_is_known_for_what_was_spent_in_a_campaigns_or_channels_name() -> None:
    spend = (Spend("Events", JAN, 1000.0), Spend("Fair", JAN, 500.0), Spend("Fair", JAN + 1, 70.0))
    window = (first_day(JAN), first_day(JAN + 1) - 1)
    found = Campaigns(company(), ANSWERS, spend, window=window)
    assert row(found, "Events", "Fair").cost == 500.0
    assert row(found, "Events").cost == row(found).cost == 1500.0
    assert row(found, "Events").cost_per_won == 1500.0
    assert math.isnan(row(found, "Web").cost)


def test_spend_by_channel_and_campaign_counts_once_in_each_sum() -> None:
    spend = (Spend("Events", JAN, 300.0, "Fair"), Spend("Events", JAN, 50.0, "Dinner"))
    found = Campaigns(company(), ANSWERS, (*spend, Spend("Events", JAN, 7.0)))
    assert row(found, "Events", "Fair").cost == 300.0
    assert row(found, "Events").cost == row(found).cost == 357.0


def test_the_journeys_behind_each_number() -> None:
    found = Campaigns(company(), ANSWERS)
    fair = row(found, "Events", "Fair")
    columns = ("leads", "before", "qualified", "won")
    assert [found.behind(fair, c).tolist() for c in columns] == [[0, 1, 2], [1], [0], [0]]


ROWS = st.lists(
    st.tuples(
        st.integers(0, 2),
        st.sampled_from(["", "2026-01-01", "2026-02-03", "2026-03-01", "2026-04-02"]),
        st.sampled_from(["Events", "Web"]),
        st.sampled_from(["Fair", "Search"]),
    ),
    min_size=1,
    max_size=10,
)


@settings(deadline=None)
@given(ROWS, st.sampled_from(Rule))
def test_campaigns_add_up_to_channels_and_these_to_the_bookings_credited_to_touches(
    each: list[Row], rule: Rule
) -> None:
    data, known = company(), touches(*each)
    found = Campaigns(data, known, rule=rule)
    shared = attribution(data, known)
    credited = shared.total - shared.from_source.sum()
    assert row(found).bookings == pytest.approx(credited)
    channels = [r for r in found.rows if r.channel and not r.campaign]
    for name in ("answers", "bookings"):
        assert sum(getattr(r, name) for r in channels) == pytest.approx(getattr(row(found), name))
    for channel in channels:
        own = [r for r in found.rows if r.channel == channel.channel and r.campaign]
        assert sum(r.answers for r in own) == channel.answers
        assert max(r.leads for r in own) <= channel.leads <= sum(r.leads for r in own)
