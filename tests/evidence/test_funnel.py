import math

import numpy as np
import pytest

from planner.base.days import iso, month_of, parse_day
from planner.base.problem import RefusedError
from planner.evidence import funnel_evidence, measure, plan_window, prepare
from planner.evidence.figures import FunnelEvidence
from planner.journeys.table import Journeys
from planner.sample import journeys, make_company
from tests.evidence.funnels import funnel, path


@pytest.fixture(scope="module")
def sample() -> Journeys:
    return journeys(make_company(7))


@pytest.fixture(scope="module")
def evidence(sample: Journeys) -> FunnelEvidence:
    return funnel_evidence(sample)


def window(first: str, as_of: str, months: int | None = 24) -> tuple[str, str]:
    start, end = plan_window(funnel([path(first)], as_of=as_of), months)
    return iso(start), iso(end)


def test_the_window_is_the_last_24_full_months() -> None:
    assert window("2020-05-05", "2026-10-20") == ("2024-10-01", "2026-09-30")


def test_an_as_of_date_at_a_months_end_makes_it_full() -> None:
    assert window("2020-05-05", "2026-02-28") == ("2024-03-01", "2026-02-28")
    assert window("2024-03-31", "2026-02-28") == ("2024-03-01", "2026-02-28")


def test_with_fewer_months_the_window_holds_all() -> None:
    assert window("2026-01-20", "2026-03-10") == ("2026-01-01", "2026-03-10")
    assert window("2020-05-05", "2026-10-20", None) == ("2020-05-01", "2026-10-20")
    assert window("2026-03-05", "2026-03-10") == ("2026-03-01", "2026-03-10")


def test_volume_counts_full_months_only() -> None:
    rows = [path("2026-01-05")] * 10 + [path("2026-02-05")] * 20 + [path("2026-03-05")] * 30
    line = funnel_evidence(funnel(rows, as_of="2026-03-10")).lines["(blank)"]
    assert line.months.tolist() == [10.0, 20.0]
    assert (line.volume.value, line.volume.n) == (15.0, 30)


def test_a_month_in_progress_is_all_there_is() -> None:
    line = funnel_evidence(funnel([path("2026-03-05")] * 30, as_of="2026-03-10")).lines["(blank)"]
    assert line.months.tolist() == [30.0]


def test_each_line_has_its_direct_rate_from_entry_to_the_end(
    sample: Journeys, evidence: FunnelEvidence
) -> None:
    rows = measure(sample, ("channel",), start=0, end=4, entered=plan_window(sample)).rows
    for row in rows:
        line, (found,) = evidence.lines[row.key[0]], row.transitions
        if row.entry == 0:
            assert line.direct.value == found.matured
            assert (line.direct.low, line.direct.high) == (found.low, found.high)
            assert line.direct.low <= line.by_stages <= line.direct.high
        else:
            assert not line.direct.known


def test_the_plan_may_let_a_line_enter_elsewhere_without_moving_its_siblings() -> None:
    calls = [path("- 2026-01-11", channel="Calls")] * 3
    web = [path("2026-01-02 2026-01-12", channel="Web"), path("2026-01-03", channel="Web")]
    data = funnel([*calls, *web], as_of="2026-01-31")
    natural = funnel_evidence(data).lines
    early = funnel_evidence(data, entering={"Calls": 0}).lines
    assert (natural["Calls"].transitions[0], natural["Calls"].entry) == (None, 1)
    assert (early["Calls"].entry, early["Calls"].volume.value) == (0, 3.0)
    assert early["Calls"].transitions[0].plain == 1.0
    assert early["Web"].transitions[0].rate == natural["Web"].transitions[0].rate
    late = funnel_evidence(data, entering={"Web": 1}).lines["Web"]
    assert (late.transitions[0], late.volume.value) == (None, 1.0)


def test_a_line_enters_where_most_of_its_journeys_begin() -> None:
    rows = [path("- 2026-01-11", channel="Calls")] * 3 + [path("2026-01-01", channel="Calls")] * 2
    line = funnel_evidence(funnel(rows, as_of="2026-01-31")).lines["Calls"]
    assert line.entry == 1
    assert line.transitions[0] is None
    assert line.transitions[1] is not None
    assert line.months.tolist() == [3.0]


SPLIT = ("Paid search | Enterprise", "paid search | smb", "Events")


def test_a_split_channel_is_measured_by_segment_and_the_rest_together() -> None:
    paid = [("Paid search", segment) for segment in ("Enterprise", "SMB", "(blank)", "Public")]
    places = (*paid, ("Events", "SMB"), ("Events", "Public"), ("Radio", "SMB"))
    rows = [
        path("2026-01-05", channel=channel, segment=segment)
        for times, (channel, segment) in enumerate(places, 1)
        for _ in range(times)
    ]
    table = funnel(rows, dimensions=("channel", "segment"))
    found = funnel_evidence(table, ("channel", "segment"), names=SPLIT).lines
    assert {name: line.volume.n for name, line in found.items()} == {
        "Paid search | Enterprise": 1,
        "Paid search | SMB": 2,
        "Paid search | (other)": 3 + 4,
        "Events": 5 + 6,
        "Radio": 7,
    }


def test_segments_pool_with_their_siblings_and_a_join_measures_as_before() -> None:
    won = [path("2026-01-05 2026-02-01", channel="Paid", segment="A")] * 30
    lost = [path("2026-01-05", left="2026-02-01", channel="Paid", segment="A")] * 30
    few = [path("2026-01-05 2026-02-01", channel="Paid", segment="B")] * 2
    table = funnel([*won, *lost, *few], dimensions=("channel", "segment"))
    split = funnel_evidence(table, ("channel", "segment"), names=("Paid | A", "Paid | B")).lines
    rate = split["Paid | B"].transitions[0].rate
    assert rate.raw == 1.0
    assert split["Paid | A"].transitions[0].rate.figure.value < rate.figure.value < 1.0
    whole = funnel_evidence(table, ("channel",)).lines["Paid"]
    joined = funnel_evidence(table, ("channel", "segment"), names=("Paid",)).lines["Paid"]
    assert joined.transitions[0].rate == whole.transitions[0].rate
    assert split["Paid | A"].volume.n + split["Paid | B"].volume.n == whole.volume.n


def test_without_the_splitting_dimension_all_is_the_rest_of_its_channel() -> None:
    table = funnel([path("2026-01-05", channel="Paid search")] * 3)
    found = funnel_evidence(table, ("channel", "segment"), names=SPLIT).lines
    assert {name: line.volume.n for name, line in found.items()} == {"Paid search | (other)": 3}


def test_lines_are_cut_by_several_dimensions(sample: Journeys) -> None:
    found = funnel_evidence(sample, ("channel", "segment"))
    assert "Paid search | Enterprise" in found.lines
    assert found.lines["Outbound | SMB"].source_team == "Sales"


def test_without_channels_there_is_one_line() -> None:
    table = funnel([path("2026-01-01")], dimensions=())
    assert list(funnel_evidence(table).lines) == ["All"]
    with pytest.raises(RefusedError, match="no dimension 'segment'"):
        funnel_evidence(table, ("segment",))


def test_the_open_pipeline_is_that_of_any_age() -> None:
    rows = [path("2020-01-01"), path("2026-12-01"), path("?"), path("2026-11-01 2026-12-11")]
    line = funnel_evidence(funnel(rows)).lines["(blank)"]
    first, second = line.transitions
    assert first is not None
    assert second is not None
    assert first.open_ages.tolist() == [30, 2556]
    assert first.open_undated == 1
    assert second.open_ages.tolist() == [20]
    assert line.volume.n == 2


def test_the_plans_lags_take_a_skipped_stage_on_day_0_and_velocity_does_not() -> None:
    rows = [path("2026-01-01 2026-01-11 2026-01-31"), path("2026-01-01 - 2026-01-21")]
    first, second = funnel_evidence(funnel(rows)).lines["(blank)"].transitions
    assert first is not None
    assert second is not None
    assert (first.lag.value, second.lag.value) == (15.0, 10.0)
    assert (first.velocity.value, second.velocity.value) == (10.0, 20.0)


def test_losses_are_a_share_of_those_who_never_move_on() -> None:
    rows = [path("2026-01-01 2026-01-11")] * 2 + [path("2026-01-01", left="2026-01-06")] * 2
    first, second = (
        funnel_evidence(funnel([*rows, path("2026-01-01")] * 4)).lines["(blank)"].transitions
    )
    assert first is not None
    assert first.losses is not None
    assert first.losses[4] == 0.0
    assert first.losses[5:] == pytest.approx(2 / 3)
    assert len(first.losses) == first.observed_days + 1
    assert second is not None
    assert second.losses is None


def test_every_lag_table_is_a_distribution_with_the_mean_lag(evidence: FunnelEvidence) -> None:
    for line in evidence.lines.values():
        for found in line.transitions[line.entry :]:
            assert found is not None
            if found.lags is None:
                assert math.isnan(found.lag.value)
                continue
            assert found.lags.shares[-1] == 1.0
            assert (np.diff(found.lags.shares) >= 0).all()
            assert found.lags.mean == pytest.approx(found.lag.value, rel=1e-9)
            assert found.lag.low < found.lag.value < found.lag.high


def test_survival_of_the_carry_is_that_of_the_curves(sample: Journeys) -> None:
    """S(a) = 1 - c·G(a) - (1 - c)·L(a) with the raw rate is the Aalen–Johansen survival."""
    from planner.evidence.cuts import cut
    from planner.evidence.measure import converted

    curves = converted(prepare(sample), cut(sample, ()), plan_window(sample), (0, 1)).curves
    (line,) = funnel_evidence(sample, ()).lines.values()
    found = line.transitions[0]
    assert found is not None
    assert found.lags is not None
    assert found.losses is not None
    c = found.rate.raw
    ages = np.minimum(np.arange(len(found.losses)), len(found.lags.shares) - 1)
    survival = 1 - c * found.lags.shares[ages] - (1 - c) * found.losses
    assert survival == pytest.approx(curves.survival[0], abs=1e-9)


def test_evidence_is_what_measure_says_of_the_same_window(
    sample: Journeys, evidence: FunnelEvidence
) -> None:
    found = measure(sample, ("channel",), entered=evidence.window)
    for row in found.rows:
        line = evidence.lines[row.key[0]]
        assert line.entry == row.entry
        assert line.deal_size.n == row.deal_size.n == row.won
        assert line.volume.n == row.entered[row.entry]
        for j in range(line.entry, len(found.stages) - 1):
            own, shown = line.transitions[j], row.transitions[j]
            assert own is not None
            assert own.rate.figure == shown.rate.figure
            assert own.rate.raw == shown.matured
            assert (own.plain, own.closed_only) == (shown.plain, shown.closed_only)


def test_every_channel_and_stage_of_the_sample_company(evidence: FunnelEvidence) -> None:
    assert evidence.window == (parse_day("2024-11-01"), parse_day("2026-10-31"))
    assert len(evidence.lines) == 8
    assert evidence.lines["Outbound"].entry == 3
    assert evidence.lines["Partner referral"].source_team == "Partner"
    assert all(len(line.months) == 24 for line in evidence.lines.values())


def test_wins_without_a_date_or_an_amount_are_booked_in_no_month() -> None:
    dated, undated = "2026-01-01 2026-01-11 2026-02-20", "2026-01-01 2026-01-11 ?"
    rows = [path(dated, amount=300.0), path(undated, amount=500.0), path(dated)]
    (line,) = funnel_evidence(funnel(rows)).lines.values()
    assert line.booked == {month_of(parse_day("2026-02-20")): 300.0}


def test_what_became_an_opportunity_is_created_in_that_month_at_what_it_was_opened_with() -> None:
    """Without an opened amount at its own; undated, or of no amount, in no month."""
    rows = [
        path("2026-01-01 2026-01-11 2026-02-20", amount=300.0, opened=450.0),
        path("2026-01-01 2026-01-31", amount=200.0),
        path("2026-01-01 ?", amount=800.0),
        path("2026-01-01 2026-02-11"),
    ]
    (line,) = funnel_evidence(funnel(rows)).lines.values()
    assert line.created == {month_of(parse_day("2026-01-11")): 650.0}
