"""Factors that tell the same, levels that nothing connects, and odd records."""

import math

import numpy as np
import pytest

from planner.evidence.regression import (
    Target,
    drivers,
)
from planner.sample import journeys as true_journeys
from planner.sample import make_company
from planner.sample.truth import segment_sizes
from tests.evidence.regression.deals import LOST, OPEN, WON, deals
from tests.evidence.regression.test_drivers import level


def test_the_sample_companys_segments_are_found_again() -> None:
    """Deal sizes of the segments stand in their true proportion: 26, 54 and 104 thousand."""
    model = drivers(true_journeys(make_company()), Target.SIZE)
    sizes = segment_sizes()[0]
    for name, size in (("Mid-market", sizes[1]), ("Enterprise", sizes[2])):
        ratio = level(model, "segment", name).ratio
        assert ratio.low <= size / sizes[0] <= ratio.high


def test_a_reference_is_never_taken_from_what_another_factor_tells() -> None:
    """Booth scan is what Events leave; the offers of the web are compared with one another."""
    channel = ["Events"] * 120 + ["Web"] * 60 + ["Ads"] * 60
    offer = ["Booth scan"] * 120 + ["Guide", "Tour"] * 60
    outcome = [WON, LOST, LOST] * 40 + [WON, LOST, WON, WON, LOST, LOST] * 20
    model = drivers(deals(outcome, {"channel": channel, "offer": offer}), Target.WIN)
    assert level(model, "offer", "Guide").reference
    assert level(model, "offer", "Booth scan").told_by == ("channel",)
    web = [(c, o, w == WON) for c, o, w in zip(channel, offer, outcome, strict=True) if c == "Web"]
    ads = [(c, o, w == WON) for c, o, w in zip(channel, offer, outcome, strict=True) if c == "Ads"]
    alone = drivers(
        deals(
            [WON if w else LOST for _, _, w in web + ads],
            {"channel": [c for c, _, _ in web + ads], "offer": [o for _, o, _ in web + ads]},
        ),
        Target.WIN,
    )
    tour, told = (level(m, "offer", "Tour").ratio for m in (model, alone))
    assert (tour.value, tour.low, tour.high) == pytest.approx((told.value, told.low, told.high))


def test_levels_that_no_deal_connects_are_not_compared() -> None:
    """A and B are offers of Web, C and D of Ads: no deal tells how C compares with A."""
    channel = ["Web"] * 80 + ["Ads"] * 80
    offer = ["A", "B"] * 40 + ["C", "D"] * 40
    outcome = [WON, LOST, LOST, WON, LOST] * 32
    model = drivers(deals(outcome, {"channel": channel, "offer": offer}), Target.WIN)
    assert math.isfinite(level(model, "offer", "B").ratio.value)
    assert level(model, "offer", "C").told_by == level(model, "offer", "D").told_by == ("channel",)


def test_the_reference_deal_is_one_that_there_is() -> None:
    channel = ["Calls"] * 100 + ["Web"] * 40 + ["Ads"] * 40
    offer = ["(blank)"] * 100 + ["Guide", "Tour"] * 40
    model = drivers(deals([WON, LOST, LOST] * 60, {"channel": channel, "offer": offer}), Target.WIN)
    assert model.design is not None
    assert model.design.deal == ("Calls",)
    assert level(model, "offer", "Guide").reference


def test_a_penalised_search_that_would_jump_to_and_fro_settles() -> None:
    """The one deal of its kind was won: a half more on either side, so odds of 3 to 1."""
    from planner.evidence.regression.models import logistic

    fit = logistic(
        np.array([[1.0, 0.0], [1.0, 1.0]]), np.array([400.0, 1.0]), np.array([90.0, 1.0])
    )
    assert fit.penalised
    assert fit.estimates.sum() == pytest.approx(math.log(3.0))


def test_an_odd_record_does_not_tell_a_factor_from_what_tells_it() -> None:
    """One Web deal carries the offer of the events by mistake; a thousand others do not."""
    channel = ["Events"] * 300 + ["Web"] * 700
    offer = ["Booth scan"] * 301 + ["Guide", "Tour", "Price"] * 233
    model = drivers(deals([WON, LOST] * 500, {"channel": channel, "offer": offer}), Target.WIN)
    assert level(model, "offer", "Booth scan").told_by == ("channel",)
    events = level(model, "channel", "Events").ratio
    assert events.high / events.low < 2


@pytest.mark.parametrize("target", [Target.WIN, Target.CYCLE])
def test_a_field_filled_in_on_the_way_to_a_win_is_no_factor(target: Target) -> None:
    """The segment is asked for when a deal is won: nobody else has one."""
    outcome = [WON] * 60 + [OPEN] * 200 + [LOST] * 60
    segment = ["Home", "Garden"] * 30 + ["(blank)"] * 260
    names = {"channel": ["Web", "Ads"] * 160, "segment": segment}
    days = [10, 20, 30, 40] * 80
    model = drivers(deals(outcome, names, days=days), target)
    assert model.filled_later == ("segment",)
    assert {m.factor for m in model.multipliers} == {"channel"}
