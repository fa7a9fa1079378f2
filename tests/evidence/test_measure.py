import math
from datetime import date

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from planner.base.days import NO_DAY, day_of, parse_day
from planner.base.problem import RefusedError
from planner.evidence import MeasuredRow, MeasuredTransition, measure, prepare
from planner.journeys.table import Dimension, Journeys
from tests.evidence.funnels import funnel, path
from tests.shared_data import shared_data

PAIR = ("Lead", "Won")


def only(journeys: Journeys, **options) -> MeasuredTransition:
    (found,) = measure(journeys, **options).total.transitions
    return found


def cohort(entered: str, won: str) -> list[dict[str, object]]:
    """100 leads of one day, 10 of whom are won."""
    return [path(f"{entered} {won}")] * 10 + [path(entered)] * 90


def test_domain_8_a_lag_of_four_months() -> None:
    """100 leads on the 15th of each month, as of 31 December, true rate 10 %."""
    rows: list[dict[str, object]] = []
    for month in range(1, 13):
        entered, won = date(2026, month, 15), date(2026 + month // 9, (month + 3) % 12 + 1, 15)
        rows += cohort(f"{entered}", f"{won}") if month < 9 else [path(f"{entered}")] * 100
    found = only(funnel(rows, stages=PAIR))
    assert (found.entered, found.advanced) == (1200, 80)
    assert found.plain == pytest.approx(0.067, abs=5e-4)
    assert found.matured == pytest.approx(0.10, abs=1e-12)
    assert found.low < 0.10 < found.high
    assert found.pooled == pytest.approx(0.10, abs=0.005)
    assert 120 <= found.median_days <= 123


def olist() -> Journeys:
    """The journeys of olist's two files, joined by mql_id."""
    import pandas as pd

    folder = shared_data("data", "olist")
    leads = pd.read_csv(folder / "olist_marketing_qualified_leads_dataset.csv", dtype=str)
    deals = pd.read_csv(folder / "olist_closed_deals_dataset.csv", dtype=str)
    table = leads.merge(deals[["mql_id", "won_date"]], on="mql_id", how="left")
    dates = [pd.to_datetime(table[c]).dt.normalize() for c in ("first_contact_date", "won_date")]
    days = [d.to_numpy().astype("datetime64[D]").astype(np.int64) for d in dates]
    won = dates[1].notna().to_numpy()
    entered = np.stack((days[0], np.where(won, days[1], NO_DAY)), axis=1).astype(np.int32)
    origin = pd.Categorical(table["origin"].fillna("(blank)"))
    nothing = np.full(len(table), np.nan)
    return Journeys(
        stages=("MQL", "Won"),
        ids=tuple(table["mql_id"]),
        entered=entered,
        reached=np.stack((np.ones_like(won), won), axis=1),
        outcome=won.astype(np.int8),
        left=np.full(len(table), NO_DAY, dtype=np.int32),
        amount=nothing,
        opened_amount=nothing,
        dimensions={
            "channel": Dimension(origin.codes.astype(np.int32), tuple(map(str, origin.categories)))
        },
        as_of=day_of(date(2018, 11, 14)),
        currency="BRL",
        closing=entered[:, 1],
        deal_ids=("",) * len(table),
    )


def test_olist_published_figures() -> None:
    found = measure(olist(), ("channel",))
    total = found.total.transitions[0]
    assert (total.entered, total.advanced, total.out_of_order) == (8000, 842, 1)
    assert total.plain == 842 / 8000
    assert total.median_days == 14
    assert total.matured_median_days == 17
    assert found.total.won == 842
    assert found.total.lost == 0
    rows = {row.key[0]: (row.won, row.entered[0]) for row in found.rows}
    assert rows["organic_search"] == (271, 2296)
    assert rows["paid_search"] == (195, 1586)
    assert rows["social"] == (75, 1350)
    assert rows["unknown"] == (179, 1099)
    assert rows["(blank)"] == (14, 60)


def test_olist_wins_of_the_same_day_fall_on_day_0() -> None:
    passage = prepare(olist()).passage(0, 1)
    assert int(((passage.fate == 0) & (passage.day == 0)).sum()) == 33


def test_the_narrow_and_the_broad_rate_of_a_hundred_leads() -> None:
    """4 won, 2 lost, 94 still open: two of three among those decided, 4 % of all."""
    lost = path("2026-01-05", left="2026-03-01")
    rows = [path("2026-01-05 2026-02-04")] * 4 + [lost] * 2 + [path("2026-01-05")] * 94
    found = only(funnel(rows, stages=PAIR))
    assert (found.entered, found.advanced, found.lost, found.open) == (100, 4, 2, 94)
    assert found.closed_only == pytest.approx(0.667, abs=5e-4)
    assert found.plain == 0.04
    assert found.low < found.matured < found.high


def test_three_rates_side_by_side() -> None:
    rows = [path("2026-01-05 2026-02-04")] * 2 + [path("2026-01-05", left="2026-03-01")] * 3
    found = only(funnel([*rows, *[path("2026-01-05")] * 5], stages=PAIR))
    assert (found.entered, found.advanced, found.lost, found.open) == (10, 2, 3, 5)
    assert (found.plain, found.closed_only) == (0.2, 0.4)
    assert found.matured == pytest.approx(0.2)
    assert (found.median_days, found.mean_days) == (30.0, pytest.approx(30.0))
    assert found.lost_median_days == 55.0


def test_a_skipped_stage_counts_as_passed_on_the_next_dated_day() -> None:
    rows = [path("2026-01-01 2026-01-11 2026-01-31"), path("2026-01-01 - 2026-01-21")]
    first, second, direct = measure(funnel(rows)).total.transitions
    assert (first.entered, first.advanced) == (2, 2)
    assert (second.entered, second.advanced) == (2, 2)
    assert first.matured == second.matured == pytest.approx(1.0)
    assert (first.skipped, second.skipped, direct.skipped) == (1, 1, 0)
    assert (first.mean_days, second.mean_days) == (10.0, 20.0)
    assert direct.mean_days == pytest.approx(25.0)


def test_dates_out_of_order_count_in_plain_alone() -> None:
    rows = [path("2026-02-01 2026-01-20"), path("2026-02-01 2026-02-11"), path("2026-02-01")]
    found = only(funnel(rows, stages=PAIR))
    assert (found.entered, found.advanced, found.out_of_order) == (3, 2, 1)
    assert found.plain == pytest.approx(2 / 3)
    assert found.matured == pytest.approx(1 / 2)
    assert found.mean_days == 10.0


def test_a_stage_known_by_status_alone_counts_in_plain_alone() -> None:
    rows = [path("2026-02-01 ?"), path("2026-02-01 2026-02-11"), path("2026-02-01"), path("?")]
    found = only(funnel(rows, stages=PAIR))
    assert (found.entered, found.advanced, found.undated) == (4, 2, 2)
    assert found.plain == 0.5
    assert found.matured == pytest.approx(0.5)
    assert found.rate.figure.n == 2


def test_a_loss_without_a_day_counts_in_plain_and_closed_only_alone() -> None:
    rows = [path("2026-02-01 2026-02-11"), path("2026-02-01", left="lost"), path("2026-02-01")]
    found = only(funnel(rows, stages=PAIR))
    assert (found.lost, found.undated) == (1, 1)
    assert found.closed_only == 0.5
    assert found.matured == pytest.approx(0.5)


def test_a_journey_is_lost_from_its_last_stage() -> None:
    rows = [path("2026-01-01 2026-01-11", left="2026-02-01"), path("2026-01-01", left="2026-02-01")]
    first, second, direct = measure(funnel(rows)).total.transitions
    assert (first.lost, second.lost, direct.lost) == (1, 1, 2)


def test_what_happens_after_the_as_of_date_has_not_happened() -> None:
    rows = [
        path("2026-01-05 2026-03-01"),
        path("2026-01-05", left="2026-03-01"),
        path("2026-03-02"),
    ]
    found = only(funnel(rows, as_of="2026-02-28", stages=PAIR))
    assert (found.entered, found.advanced, found.lost, found.open) == (2, 0, 0, 2)


def test_a_window_holds_those_who_entered_in_it() -> None:
    rows = [path("2026-01-15 2026-03-10"), path("2026-02-01 2026-02-20"), path("2026-03-01")]
    window = (parse_day("2026-01-01"), parse_day("2026-02-28"))
    found = measure(funnel(rows, stages=PAIR), entered=window).total
    assert found.entered == (2, 1)
    assert (found.transitions[0].entered, found.transitions[0].advanced) == (2, 2)
    assert (found.won, found.lost, found.open) == (1, 0, 0)


def test_a_stage_without_a_day_belongs_where_the_stage_before_does() -> None:
    rows = [path("2026-01-15 ?"), path("2026-03-01 ?")]
    window = (parse_day("2026-01-01"), parse_day("2026-02-28"))
    assert measure(funnel(rows, stages=PAIR), entered=window).total.entered == (1, 1)


def test_any_from_to_pair() -> None:
    rows = [path("2026-01-01 2026-01-11 2026-01-31"), path("2026-01-01 2026-01-11")]
    found = only(funnel(rows), start=0, end=2)
    assert (found.start, found.end, found.advanced, found.mean_days) == (0, 2, 1, 30.0)
    with pytest.raises(ValueError, match="no transition"):
        measure(funnel(rows), start=2, end=1)


def test_cut_by_two_dimensions() -> None:
    rows = [
        path("2026-01-01 2026-02-01", channel="Ads", segment="SMB"),
        path("2026-01-01", channel="Ads", segment="Enterprise"),
        path("2026-01-01", channel="Web"),
    ]
    found = measure(
        funnel(rows, stages=PAIR, dimensions=("channel", "segment")), ("channel", "segment")
    )
    assert [(row.key, row.entered) for row in found.rows] == [
        (("Ads", "SMB"), (1, 1)),
        (("Ads", "Enterprise"), (1, 0)),
        (("Web", "(blank)"), (1, 0)),
    ]


def test_an_unknown_dimension_is_refused() -> None:
    with pytest.raises(RefusedError, match=r"no dimension 'chanel'.*Choose from: channel"):
        measure(funnel([path("2026-01-01")]), ("chanel",))


def test_a_filter_keeps_only_some() -> None:
    rows = [path("2026-01-01", channel="Ads"), path("2026-01-01", channel="Web")]
    found = measure(funnel(rows), ("channel",), where=np.array([False, True]))
    assert [row.key for row in found.rows] == [("Web",)]
    assert found.total.entered == (1, 0, 0)


def test_no_journeys_have_no_figures() -> None:
    found = measure(funnel([]))
    assert found.total.entered == (0, 0, 0)
    assert math.isnan(found.total.transitions[0].plain)
    assert math.isnan(found.total.transitions[0].matured)
    assert math.isnan(found.total.transitions[0].pooled)
    assert found.total.transitions[0].observed_days == -1
    assert measure(funnel([]), ("channel",)).rows == ()


def test_no_win_at_all_still_has_an_interval() -> None:
    old, young = path("2026-01-01", channel="Old"), path("2026-12-31", channel="Young")
    won = path("2026-01-01 2026-03-01", channel="Web")
    rows = [*[old] * 50, *[young] * 50, *[won] * 10, *[{**old, "channel": "Web"}] * 90]
    found = {
        r.key[0]: r.transitions[0] for r in measure(funnel(rows, stages=PAIR), ("channel",)).rows
    }
    assert found["Old"].matured == found["Young"].matured == 0.0
    assert found["Old"].high == pytest.approx(0.0514, abs=1e-3)
    assert found["Young"].high == 1.0
    assert found["Young"].rate.pool_weight > found["Old"].rate.pool_weight


DATES = st.integers(0, 300).map(lambda d: str(date.fromordinal(date(2026, 1, 1).toordinal() + d)))


@st.composite
def paths(draw) -> dict[str, object]:
    count = draw(st.integers(1, 3))
    dates = [draw(st.one_of(DATES, st.just("?"))) for _ in range(count)]
    left = "" if count == 3 else draw(st.one_of(st.just(""), st.just("lost"), DATES))
    return path(" ".join(dates), left=left, channel=draw(st.sampled_from("ABC")))


@given(st.lists(paths(), min_size=1, max_size=40))
def test_counts_add_up(rows: list[dict[str, object]]) -> None:
    found = measure(funnel(rows), ("channel",))
    for row in (*found.rows, found.total):
        assert row.won + row.lost + row.open == row.entered[0]
        for t in row.transitions:
            assert t.entered == t.advanced + t.lost + t.open == row.entered[t.start]
            assert t.advanced == row.entered[t.end]
            assert t.rate.figure.n == t.entered - t.undated - t.out_of_order
    assert _sums(found.rows) == _sums((found.total,))


def _sums(rows: tuple[MeasuredRow, ...]) -> list[int]:
    counts = [
        [*row.entered, row.won, row.lost, row.open]
        + [n for t in row.transitions for n in (t.entered, t.advanced, t.lost, t.open, t.undated)]
        for row in rows
    ]
    return [sum(column) for column in zip(*counts, strict=True)]


@given(st.lists(paths(), min_size=2, max_size=40), st.randoms(use_true_random=False))
def test_row_order_does_not_matter(rows: list[dict[str, object]], random) -> None:
    shuffled = random.sample(rows, len(rows))
    assert repr(measure(funnel(rows)).total) == repr(measure(funnel(shuffled)).total)
