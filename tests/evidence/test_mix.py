"""What changed a rate: the effects of rates and of the mix always add up to the change."""

import math

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from planner.base.days import parse_day
from planner.evidence import measure
from planner.evidence.mix import RateChange, decomposed, rate_change
from planner.sample import journeys, make_company
from tests.evidence.funnels import funnel, path

PAIR = ("Lead", "Won")
Side = tuple[tuple[int, float], ...]


def split(before: Side, after: Side) -> RateChange:
    """Groups A, B, … as (entrants, rate)."""
    keys = tuple((chr(65 + i),) for i in range(len(before)))
    sides = [tuple(np.array(column, float) for column in zip(*side, strict=True))
             for side in (before, after)]  # fmt: skip
    return decomposed(keys, (sides[0][0], sides[0][1]), (sides[1][0], sides[1][1]))


def test_from_8_to_15_percent_adds_up() -> None:
    """The better group fell from 35 to 25 %, but has half of all entries instead of a tenth."""
    found = split(((900, 0.05), (100, 0.35)), ((500, 0.05), (500, 0.25)))
    assert (found.before, found.after) == pytest.approx((0.08, 0.15), abs=1e-15)
    assert (found.rate_effect, found.mix_effect) == pytest.approx((-0.03, 0.10), abs=1e-15)
    assert found.rate_effect + found.mix_effect == pytest.approx(found.change, abs=1e-15)
    weak, good = found.groups
    assert (weak.rate_effect, good.rate_effect) == pytest.approx((0.0, -0.03))
    assert (weak.mix_effect, good.mix_effect) == pytest.approx((0.026, 0.074))
    assert (good.share_before, good.share_after) == (0.1, 0.5)


def test_every_group_can_fall_while_the_whole_rises() -> None:
    """Simpson's paradox, told apart."""
    found = split(((900, 0.05), (100, 0.50)), ((500, 0.04), (500, 0.40)))
    assert found.change > 0
    assert found.rate_effect < 0 < found.mix_effect


def test_a_new_group_is_a_change_of_mix() -> None:
    found = split(((100, 0.1), (0, math.nan)), ((100, 0.1), (100, 0.3)))
    assert found.change == pytest.approx(0.10)
    assert found.rate_effect == 0.0
    assert math.isnan(found.groups[1].rate_before)


SIDES = st.lists(
    st.tuples(st.integers(0, 1000), st.floats(0, 1), st.integers(0, 1000), st.floats(0, 1)),
    min_size=1,
    max_size=12,
).filter(lambda rows: any(row[0] for row in rows) and any(row[2] for row in rows))


def sides(rows: list[tuple[int, float, int, float]]) -> tuple[Side, Side]:
    """Both sides, without a rate where nobody entered."""
    made = [((n, r if n else math.nan), (m, s if m else math.nan)) for n, r, m, s in rows]
    before, after = zip(*made, strict=True)
    return before, after


@given(SIDES)
def test_effects_add_up_to_the_change(rows: list[tuple[int, float, int, float]]) -> None:
    before, after = sides(rows)
    found = split(before, after)
    overall = [sum(n * r for n, r in side if n) / sum(n for n, _ in side)
               for side in (before, after)]  # fmt: skip
    assert (found.before, found.after) == pytest.approx(overall, abs=1e-12)
    assert found.rate_effect + found.mix_effect == pytest.approx(found.change, abs=1e-12)
    assert sum(group.effect for group in found.groups) == pytest.approx(found.change, abs=1e-12)


@given(SIDES)
def test_the_way_back_is_the_way_there_with_every_sign_turned(
    rows: list[tuple[int, float, int, float]],
) -> None:
    there, back = split(*sides(rows)), split(*reversed(sides(rows)))
    for one, other in zip(there.groups, back.groups, strict=True):
        assert one.rate_effect == pytest.approx(-other.rate_effect, abs=1e-15)
        assert one.mix_effect == pytest.approx(-other.mix_effect, abs=1e-15)


@given(SIDES, st.floats(0, 1))
def test_with_one_rate_for_all_there_is_no_effect_of_mix(
    rows: list[tuple[int, float, int, float]], rate: float
) -> None:
    found = split(*sides([(n, rate, m, rate) for n, _, m, _ in rows]))
    assert (found.rate_effect, found.mix_effect) == pytest.approx((0, 0), abs=1e-12)


def days(first: str, last: str) -> tuple[int, int]:
    return parse_day(first), parse_day(last)


def test_the_plain_change_of_the_sample_company_is_that_of_the_funnel() -> None:
    company = journeys(make_company(3, leads=4000))
    windows = days("2025-01-01", "2025-06-30"), days("2026-01-01", "2026-06-30")
    found = rate_change(company, ("channel",), (1, 4), *windows, rates="plain")
    plain = [measure(company, start=1, end=4, entered=w).total.transitions[0] for w in windows]
    assert (found.before, found.after) == pytest.approx([t.plain for t in plain])
    assert sum(g.entered_after for g in found.groups) == plain[1].entered
    assert found.rate_effect + found.mix_effect == pytest.approx(found.change, abs=1e-14)


def test_young_entries_are_compared_within_the_days_both_sides_were_seen() -> None:
    """All who win do so on day 60, a fifth; of the second quarter's entries none could yet."""
    rows = []
    for month, entered in ((1, "2026-01-01"), (5, "2026-05-01")):
        rows += [path(f"{entered} 2026-03-02" if month == 1 else entered)] * 20
        rows += [path(entered)] * 80
    company = funnel(rows, as_of="2026-05-31", stages=PAIR)
    windows = days("2026-01-01", "2026-03-31"), days("2026-04-01", "2026-06-30")
    plain = rate_change(company, ("channel",), (0, 1), *windows, rates="plain")
    fair = rate_change(company, ("channel",), (0, 1), *windows)
    assert (plain.before, plain.after) == (0.2, 0.0)
    assert (fair.within, fair.before, fair.after) == (30, 0.0, 0.0)


def test_a_side_nobody_entered_has_no_rate() -> None:
    company = funnel([path("2026-01-01 2026-01-31"), path("2026-01-01")], stages=PAIR)
    windows = days("2026-01-01", "2026-03-31"), days("2026-04-01", "2026-06-30")
    for rates in ("plain", "matured"):
        found = rate_change(company, (), (0, 1), *windows, rates=rates)  # type: ignore[arg-type]
        assert found.before == 0.5
        assert math.isnan(found.after)
        assert math.isnan(found.change)
