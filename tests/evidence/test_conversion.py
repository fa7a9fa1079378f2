import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from planner.evidence import Fate, incidence, prepare
from planner.evidence.conversion import Conversion, convert, trials_of
from planner.evidence.cuts import cut
from planner.evidence.figures import PooledRate
from planner.evidence.intervals import wilson
from planner.journeys.table import Journeys
from tests.evidence.funnels import funnel, path

PAIR = ("Lead", "Won")
WINS = ("2026-02-01", "2026-04-01", "2026-12-01", "")


@st.composite
def leads(draw) -> dict[str, object]:
    month, won = draw(st.integers(1, 12)), draw(st.sampled_from(WINS))
    entered = f"2026-{month:02d}-01"
    dates = f"{entered} {won}" if won >= entered else entered
    left = "" if won >= entered else draw(st.sampled_from(["", "2026-12-20"]))
    return path(dates, left=left, channel=draw(st.sampled_from("AB")))


def converted(table: Journeys) -> Conversion:
    groups = cut(table, ("channel",))
    return convert(prepare(table).passage(0, 1), groups.groups, groups.count)


@given(st.lists(leads(), min_size=1, max_size=60))
def test_trials_by_their_definition(rows: list[dict[str, object]]) -> None:
    """x moved on by tau, n_eff = max(x, Σ G(min(age, tau))), G and tau of all siblings together."""
    table = funnel(rows, stages=PAIR)
    passage = prepare(table).passage(0, 1)
    together = incidence(passage.day, passage.fate, passage.age)
    tau, shares = int(together.tau[0]), together.shares[0]
    found = converted(table)
    moved, trials = trials_of(found.counts, np.ones(len(found.curves.tau), dtype=np.bool_))
    for i, label in enumerate(key for (key,) in cut(table, ("channel",)).keys):
        code = table.dimensions["channel"].labels.index(label)
        own = np.flatnonzero(table.dimensions["channel"].codes == code)
        x = sum(passage.fate[r] == Fate.ADVANCED and passage.day[r] <= tau for r in own)
        if np.isnan(shares).any():
            n = sum(passage.age[r] >= tau for r in own)
        else:
            n = sum(shares[min(passage.age[r], tau)] for r in own)
        assert moved[i] == x
        assert trials[i] == pytest.approx(max(x, n))


def test_where_all_is_seen_the_interval_is_wilsons_of_the_count() -> None:
    rows = [path("2026-01-01 2026-02-01")] * 30 + [path("2026-01-01")] * 70
    found = converted(funnel(rows, stages=PAIR))
    low, high = wilson(np.array([0.3]), np.array([100.0]))
    assert (found.low[0], found.high[0]) == pytest.approx((low[0], high[0]))


def test_those_too_young_to_tell_change_neither_rate_nor_interval() -> None:
    seen = [path("2026-01-01 2026-05-01")] * 30 + [path("2026-01-01")] * 70
    young = [path("2026-12-01")] * 100
    whole, half = converted(funnel(seen, stages=PAIR)), converted(funnel(seen + young, stages=PAIR))
    assert half.curves.rate[0] == pytest.approx(0.3)
    assert half.plain[0] == 0.15
    assert half.high[0] == pytest.approx(whole.high[0])
    assert half.counts.dated[0] == 200


def test_at_none_and_at_all_the_interval_counts_trials() -> None:
    rows = [path("2026-01-01 2026-01-01", channel="All")] * 10 + [path("2026-01-01")] * 10
    found = converted(funnel(rows, stages=PAIR))
    low, high = wilson(np.array([1.0, 0.0]), np.array([10.0, 10.0]))
    assert found.curves.rate.tolist() == [1.0, 0.0]
    assert found.low == pytest.approx(low)
    assert found.high == pytest.approx(high)


def test_a_group_that_is_no_sibling_stands_alone() -> None:
    rows = [path("2026-01-01 2026-02-01", channel="A")] * 3 + [path("2026-01-01", channel="A")] * 9
    table = funnel([*rows, *[path("2026-01-01", channel="B")] * 50], stages=PAIR)
    groups = cut(table, ("channel",))
    alone: PooledRate = convert(
        prepare(table).passage(0, 1), groups.groups, groups.count, np.array([False, True])
    ).pooled[0]
    assert (alone.alpha, alone.beta) == pytest.approx((3.5, 9.5))


def test_moves_after_the_observed_age_are_counted_beside_it() -> None:
    late = [path("2025-01-01 2025-12-01")] * 4
    rows = [path("2026-06-01 2026-06-11")] * 30 + [path("2026-06-01")] * 66
    found = converted(funnel([*late, *rows], stages=PAIR))
    assert found.curves.tau[0] == 213
    assert found.advanced_later[0] == 4
    assert found.curves.rate[0] == pytest.approx(0.30)
    assert found.plain[0] == pytest.approx(0.34)
