"""Seven rules: known weights, and money that always adds up to all bookings."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from planner.base.days import NO_DAY, parse_day
from planner.evidence import measure
from planner.evidence.attribution import attribution
from planner.evidence.touch_rules import Rule, touch_weights
from planner.journeys.table import BLANK, Dimension, Journeys
from planner.journeys.touches import JourneyTouches
from planner.sample import journeys, make_company
from tests.evidence.funnels import funnel, path

CHANNELS = ("Ads", "Events", "Mail", "Web")


def weights(
    days: list[int], lead: int = 10, opportunity: int = 40, half_life: float = 30
) -> dict[Rule, list[float]]:
    """The weights of one deal's touches."""
    found = touch_weights(
        np.zeros(len(days), np.intp), np.array(days, np.int32), np.array([lead], np.int32),
        np.array([opportunity], np.int32), half_life,
    )  # fmt: skip
    return dict(zip(Rule, found.tolist(), strict=True))


def touches(*each: tuple[int, str, str]) -> JourneyTouches:
    """Touches as (journey, day, channel); a day of "" is unknown."""
    rows, days, names = zip(*each, strict=True)
    return JourneyTouches(
        np.array(rows, np.int64),
        np.array([parse_day(day) if day else NO_DAY for day in days], np.int32),
        Dimension(np.array([CHANNELS.index(name) for name in names], np.int32), CHANNELS),
        Dimension(np.zeros(len(rows), np.int32), (BLANK,)),
    )


def one_deal(amount: float = 1000.0) -> Journeys:
    return funnel([path("2026-01-10 2026-02-10 2026-03-10", amount=amount, channel="Web")])


def money(journeys: Journeys, found: JourneyTouches, **more: float) -> dict[Rule, dict[str, float]]:
    shared = attribution(journeys, found, **more)
    columns = zip(Rule, shared.bookings.T.tolist(), strict=True)
    return {rule: dict(zip(shared.channels, column, strict=True)) for rule, column in columns}


def test_six_touches_by_every_rule() -> None:
    """First at 0, lead at 10, opportunity at 40, won after 60: four milestones, two others."""
    found = weights([0, 10, 20, 40, 50, 60])
    assert found[Rule.FIRST] == [1, 0, 0, 0, 0, 0]
    assert found[Rule.LAST] == [0, 0, 0, 0, 0, 1]
    assert found[Rule.LINEAR] == pytest.approx([1 / 6] * 6)
    assert found[Rule.U] == pytest.approx([0.4, 0.05, 0.05, 0.05, 0.05, 0.4])
    assert found[Rule.W] == pytest.approx([0.3, 0.3, 0.1 / 3, 0.3, 0.1 / 3, 0.1 / 3])
    assert found[Rule.FULL_PATH] == pytest.approx([0.225, 0.225, 0.05, 0.225, 0.05, 0.225])


def test_a_half_life_earlier_counts_half() -> None:
    assert weights([0, 7], half_life=7)[Rule.DECAY] == pytest.approx([1 / 3, 2 / 3])
    assert weights([0, 30, 60])[Rule.DECAY] == pytest.approx([1 / 7, 2 / 7, 4 / 7])


def test_one_touch_has_all_and_two_have_half_each_under_u() -> None:
    assert all(weight == [1.0] for weight in weights([5]).values())
    assert weights([5, 50])[Rule.U] == pytest.approx([0.5, 0.5])


def test_milestones_on_one_touch_add_up_there() -> None:
    """First and lead created fall on the first touch: 60 of 90 under W, 45 of 90 on a full path."""
    found = weights([5, 30])
    assert found[Rule.W] == pytest.approx([2 / 3, 1 / 3])
    assert found[Rule.FULL_PATH] == pytest.approx([0.5, 0.5])


def test_a_milestone_before_any_touch_or_without_a_day_gets_nothing() -> None:
    """Touched only after the lead was there: first and opportunity created share W alike."""
    assert weights([20, 30])[Rule.W] == pytest.approx([0.5, 0.5])
    assert weights([0, 20, 60], lead=NO_DAY, opportunity=NO_DAY)[Rule.W] == pytest.approx(
        [0.75, 0.125, 0.125]
    )


def test_touches_after_the_win_and_without_a_day_are_left_out_and_counted() -> None:
    found = attribution(
        one_deal(),
        touches((0, "2026-01-01", "Ads"), (0, "2026-03-11", "Mail"), (0, "", "Events")),
    )
    assert (found.channels, found.after_win, found.undated) == (("Ads", "Web"), 1, 1)
    assert (found.by_touches, found.by_source) == (1, 0)
    assert found.bookings.tolist() == [[1000.0] * 7, [0.0] * 7]
    assert found.by_field.tolist() == [0.0, 1000.0]


def test_the_deals_behind_a_number_are_those_credited_by_its_rule() -> None:
    deal = "2026-01-10 2026-02-10 2026-03-10"
    company = funnel([path(deal, amount=a, channel="Web") for a in (100.0, 200.0, 400.0)])
    found = attribution(
        company,
        touches(
            (0, "2026-01-01", "Ads"), (0, "2026-02-01", "Web"), (0, "2026-02-02", "Web"),
            (1, "2026-02-01", "Ads"),
        ),
    )  # fmt: skip
    assert found.channels == ("Ads", "Web")
    assert found.behind("Ads", Rule.LAST).tolist() == [1]
    assert found.behind("Web", Rule.LAST).tolist() == [0, 2]
    assert found.behind("Ads", Rule.LINEAR).tolist() == [0, 1]
    assert found.behind(None, Rule.FIRST).tolist() == [0, 1, 2]
    assert (found.touched.tolist(), found.touches.tolist()) == ([2, 1], [2, 2])
    assert found.from_source.tolist() == [0.0, 400.0]


def test_touches_of_one_day_stand_in_the_order_of_their_channels() -> None:
    for order in ((0, 1), (1, 0)):
        same = [(0, "2026-01-05", "Web"), (0, "2026-01-05", "Ads")]
        found = money(one_deal(), touches(*(same[i] for i in order)))
        assert found[Rule.FIRST] == {"Ads": 1000.0, "Web": 0.0}
        assert found[Rule.LAST] == {"Ads": 0.0, "Web": 1000.0}


def test_without_touches_the_lead_source_field_counts_under_every_rule() -> None:
    company = journeys(make_company())
    found = attribution(company)
    by_channel = {row.key[0]: row.bookings for row in measure(company, ("channel",)).rows}
    assert found.by_touches == 0
    for i, channel in enumerate(found.channels):
        assert found.bookings[i] == pytest.approx([by_channel[channel]] * 7)
    assert found.total == pytest.approx(measure(company).total.bookings)


def test_a_half_life_is_positive() -> None:
    with pytest.raises(ValueError, match="half-life"):
        attribution(one_deal(), half_life=0.0)


DEALS = st.lists(
    st.tuples(
        st.sampled_from(["2026-01-10 2026-02-10 2026-03-10", "2026-01-10 2026-02-10", "? - ?"]),
        st.floats(1, 1e7),
        st.sampled_from(CHANNELS),
    ),
    min_size=1,
    max_size=8,
)
TOUCHED = st.lists(
    st.tuples(
        st.integers(0, 7),
        st.sampled_from(["", "2025-12-01", "2026-01-10", "2026-02-10", "2026-03-10", "2026-05-01"]),
        st.sampled_from(CHANNELS),
    ),
    min_size=1,
    max_size=30,
)


@settings(deadline=None)
@given(DEALS, TOUCHED, st.floats(0.5, 400), st.randoms())
def test_money_adds_up_to_all_bookings_in_any_order(
    each: list[tuple[str, float, str]],
    touched: list[tuple[int, str, str]],
    half_life: float,
    random: object,
) -> None:
    company = funnel([path(d, amount=a, channel=c) for d, a, c in each])
    known = [one for one in touched if one[0] < len(each)] or [(0, "", "Web")]
    found = attribution(company, touches(*known), half_life=half_life)
    bookings = measure(company).total.bookings
    assert found.bookings.sum(axis=0) == pytest.approx([bookings] * 7, rel=1e-9)
    assert (found.bookings >= 0).all()
    random.shuffle(known)  # type: ignore[attr-defined]
    again = attribution(company, touches(*known), half_life=half_life)
    assert (again.bookings == found.bookings).all()
