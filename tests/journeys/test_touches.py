"""Touches by campaign and channel: said twice they are one, and each finds its journey."""

from dataclasses import replace

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from planner.base.days import NO_DAY, parse_day
from planner.journeys.table import BLANK, CampaignTouches, Dimension, Journeys
from planner.journeys.touches import all_touches, laid, touches_from
from tests.evidence.funnels import funnel, path

Row = tuple[str, int, str, str]
ROWS = st.lists(
    st.tuples(
        st.sampled_from("AB"),
        st.sampled_from([NO_DAY, 20_000, 20_001]),
        st.sampled_from(["", "Fair", "Clinic"]),
        st.sampled_from(["", "Events", "Webinar"]),
    ),
    max_size=8,
)


def said(*rows: Row) -> CampaignTouches:
    records, days, campaigns, channels = zip(*rows, strict=True) if rows else ((),) * 4
    return touches_from(
        np.array([f"L{name}" for name in records], dtype=object),
        np.array(days, np.int32),
        np.array(campaigns, dtype=object),
        np.array(channels, dtype=object),
    )


def listed(found: CampaignTouches | None) -> list[Row]:
    assert found is not None
    return sorted(
        (found.records[code], day, found.campaign.labels[a], found.channel.labels[b])
        for code, day, a, b in zip(
            found.codes.tolist(), found.days.tolist(), found.campaign.codes.tolist(),
            found.channel.codes.tolist(), strict=True,
        )
    )  # fmt: skip


def leads(campaigns: list[str], channels: list[str]) -> Journeys:
    """Return leads A, B, … as of 2026-02-28, each with its campaign and channel."""
    data = funnel([path("2026-01-01")] * len(campaigns), as_of="2026-02-28")
    names = tuple("ABCDEF"[: len(campaigns)])
    dimensions = {
        name: Dimension(
            np.array([sorted(set(v)).index(x) for x in v], np.int32), tuple(sorted(set(v)))
        )
        for name, v in (("campaign", campaigns), ("channel", channels))
    }
    return replace(data, ids=names, dimensions=dimensions)


def test_what_two_exports_hold_is_there_once() -> None:
    both = all_touches(said(("A", 1, "Fair", "Events")), None, said(("A", 1, "Fair", "Events")))
    assert listed(both) == [("LA", 1, "Fair", "Events")]
    assert all_touches(None, None) is None


def test_a_touch_that_says_less_is_the_one_that_says_more() -> None:
    full = said(("A", 1, "Fair", "Events"))
    assert listed(all_touches(said(("A", 1, "Fair", "")), full)) == listed(full)
    assert listed(all_touches(said(("A", NO_DAY, "Fair", "")), full)) == listed(full)
    other = said(("A", NO_DAY, "Clinic", ""))
    assert len(listed(all_touches(other, full))) == 2


@given(ROWS, ROWS, ROWS)
def test_uniting_is_commutative_associative_and_idempotent(
    one: list[Row], two: list[Row], three: list[Row]
) -> None:
    a, b, c = said(*one), said(*two), said(*three)
    assert listed(all_touches(a, b)) == listed(all_touches(b, a))
    assert listed(all_touches(all_touches(a, b), c)) == listed(all_touches(a, all_touches(b, c)))
    assert listed(all_touches(a, a)) == listed(a)
    assert listed(all_touches(a, b)) == listed(said(*one, *two))


def test_a_campaigns_channel_is_that_of_most_of_its_journeys() -> None:
    data = leads(["Fair", "Fair", "Fair", "Clinic"], ["Web", "Events", "Events", BLANK])
    day = parse_day("2026-01-05")
    found = laid(
        data,
        said(("A", day, "Fair", ""), ("A", day, "Clinic", ""), ("B", day, "Clinic", "Webinar")),
    )
    by_campaign = sorted(
        (found.campaign.labels[a], found.channel.labels[b])
        for a, b in zip(found.campaign.codes.tolist(), found.channel.codes.tolist(), strict=True)
    )
    assert by_campaign == [("Clinic", BLANK), ("Clinic", "Webinar"), ("Fair", "Events")]
    assert found.unplaced == 1


def test_strangers_are_counted_and_what_lies_after_the_as_of_date_is_left_out() -> None:
    data = leads(["Fair"], ["Web"])
    late, day = parse_day("2026-03-01"), parse_day("2026-01-05")
    found = laid(
        data, said(("A", late, "Fair", ""), ("A", day, "Fair", ""), ("Z", day, "Fair", ""))
    )
    assert (found.journey.tolist(), found.day.tolist(), found.strangers) == ([0], [day], 1)
    assert found.channel.labels[found.channel.codes[0]] == "Web"
    assert len(laid(data, None).journey) == 0
