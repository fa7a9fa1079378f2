"""Lead values by group and stage: chance times size, interval, horizon, gems and gold."""

import math

import pytest

from planner.evidence import Prepared, measure, plan_window
from planner.evidence.figures import UNKNOWN, Figure
from planner.evidence.lead_value import (
    GEM,
    GOLD,
    LeadValue,
    flag_for,
    flagged,
    lead_values,
    value_figure,
)
from planner.sample import journeys, make_company
from tests.evidence.funnels import funnel, path

BY = ("channel",)


def of(found: tuple[LeadValue, ...], stage: int, *key: str) -> LeadValue:
    return next(one for one in found if (one.key, one.stage) == (key, stage))


@pytest.fixture(scope="module")
def source() -> Prepared:
    return Prepared(journeys(make_company()))


def test_a_lead_is_worth_the_chance_of_a_deal_times_its_size() -> None:
    """4 leads at 50 % are worth as much as 100 at 2 %: a lead's value 1 : 25."""
    won = "2026-01-02 2026-01-12 2026-02-01"
    rows = [path(won, amount=1000.0, channel="Good")] * 200
    rows += [path("2026-01-02", left="2026-01-20", channel="Good")] * 200
    rows += [path(won, amount=1000.0, channel="Many")] * 200
    rows += [path("2026-01-02", left="2026-01-20", channel="Many")] * 9800
    found = lead_values(funnel(rows), BY)
    good, many = of(found, 0, "Good"), of(found, 0, "Many")
    assert good.value.value == pytest.approx(500.0, rel=0.02)
    assert many.value.value == pytest.approx(20.0, rel=0.02)
    assert good.value.value / many.value.value == pytest.approx(25.0, rel=0.03)
    assert good.days.value == pytest.approx(30.0)
    assert of(found, 1, "Good").days.value == pytest.approx(20.0)
    assert of(found, 1, "Good").value.value == pytest.approx(1000.0, rel=0.02)
    assert (good.flag, many.flag) == (GEM, GOLD)
    assert flagged(found, GEM) == (good,)
    assert many.share == pytest.approx(10_000 / 10_400)


def test_values_at_the_entry_are_those_of_the_funnel_sheet(source: Prepared) -> None:
    window = plan_window(source.journeys)
    measures, found = (
        measure(source, BY, entered=window),
        lead_values(source, BY, window=window),
    )
    assert measures.total.value_per_entry == of(found, 0).value.value
    for row in measures.rows:
        if row.won:
            assert of(found, row.entry, *row.key).value.value == pytest.approx(row.value_per_entry)


def test_a_group_has_no_value_before_the_stage_where_it_enters(source: Prepared) -> None:
    found = lead_values(source, BY)
    assert {one.stage for one in found if one.key == ("Outbound",)} == {3}
    assert {one.stage for one in found if one.key == ()} == {0, 1, 2, 3}


def test_a_value_grows_from_stage_to_stage(source: Prepared) -> None:
    found = lead_values(source, BY, window=plan_window(source.journeys))
    for channel in ("Paid search", "Events", "Partner referral"):
        worth = [of(found, stage, channel).value.value for stage in range(4)]
        assert worth == sorted(worth)


def test_within_a_shorter_horizon_fewer_are_won(source: Prepared) -> None:
    full, short, none = (lead_values(source, BY, horizon=days) for days in (None, 60, 100_000))
    assert full == none
    one, other = of(full, 0, "Events"), of(short, 0, "Events")
    assert other.horizon == 60 < one.horizon
    assert other.chance.value < one.chance.value
    assert other.value.low < other.value.value < other.value.high


def test_without_a_deal_of_its_own_a_group_stands_at_the_companys_deal_size() -> None:
    rows = [path("2026-01-02 2026-01-12 2026-02-01", amount=500.0, channel="Web")] * 50
    rows += [path("2026-01-02", left="2026-01-20", channel="List")] * 50
    found = of(lead_values(funnel(rows), BY), 0, "List")
    assert not found.own_size
    assert found.size.value == 500.0
    assert 0 < found.value.value < 100.0


def test_flags_need_an_interval_wholly_apart_and_the_right_volume() -> None:
    company, above = Figure(100.0, 90.0, 110.0, 1000), Figure(200.0, 120.0, 300.0, 50)
    below = Figure(40.0, 20.0, 80.0, 50)
    assert flag_for(above, company, 0.1) == GEM
    assert flag_for(above, company, 0.11) == ""
    assert flag_for(below, company, 0.11) == GOLD
    assert flag_for(below, company, 0.1) == ""
    assert flag_for(Figure(200.0, 109.0, 300.0, 50), company, 0.05) == ""
    assert flag_for(UNKNOWN, company, 0.05) == ""


def test_the_interval_joins_both_uncertainties_on_the_log_scale() -> None:
    found = value_figure(Figure(0.1, 0.05, 0.2, 80), Figure(1000.0, 500.0, 2000.0, 8))
    factor = math.exp(math.hypot(math.log(2), math.log(2)))
    assert (found.value, found.n) == (pytest.approx(100.0), 80)
    assert (found.low, found.high) == (pytest.approx(100 / factor), pytest.approx(100 * factor))
