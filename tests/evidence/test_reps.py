"""Reps: counts by hand, first touch against lifelines, and nothing depends on the rows' order."""

import math

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from lifelines import KaplanMeierFitter

from planner.base.days import parse_day
from planner.base.problem import RefusedError
from planner.evidence import measure, plan_window
from planner.evidence.intervals import wilson
from planner.evidence.picking import picking, ranked
from planner.evidence.reps import RepEvidence, RepRow, ownerless, rep_evidence
from planner.evidence.touch import FirstTouch, Waits, first_touch
from planner.journeys.activities import activities_of
from planner.journeys.table import Activities, Journeys
from planner.sample import journeys, make_company
from tests.evidence.funnels import funnel, path

STAGES = ("MQL", "SAL", "Opportunity", "Won")
ANN, BOB = {"rep": "Ann", "team": "Marketing"}, {"rep": "Bob", "team": "Partner"}


def leads(*rows: dict[str, object], stages: tuple[str, ...] = STAGES) -> Journeys:
    """Journeys with their rep and source team, as of the end of June 2026."""
    for row in rows:
        row["source team"] = row.pop("team", "(blank)")
    by = ("rep", "source team", "channel")
    return funnel(rows, "2026-06-30", stages, by)


def touched(**days: str) -> Activities:
    """Touches of journeys, J0="2026-01-02 2026-01-09"."""
    pairs = [(f"L{name}", parse_day(day)) for name, said in days.items() for day in said.split()]
    names = np.array([name for name, _ in pairs], dtype=object)
    return activities_of(names, np.array([day for _, day in pairs], np.int32))


WON = "2026-01-01 2026-01-05 2026-01-20 2026-03-01"


@pytest.fixture
def four() -> RepEvidence:
    """Of Ann's leads one is won, one accepted, one lost unaccepted; Bob has not touched his."""
    data = leads(
        path(WON, amount=1000.0, **ANN),
        path("2026-02-01 2026-02-03", **ANN),
        path("2026-02-01", left="2026-02-20", **ANN),
        path("2026-06-01", **BOB),
    )
    return rep_evidence(
        data, touched(J0="2026-01-02 2026-01-03", J1="2026-02-03", J2="2026-02-11 2026-02-12")
    )


def test_what_a_rep_received_worked_accepted_and_won(four: RepEvidence) -> None:
    ann, bob = four.reps
    assert (ann.rep, bob.rep) == ("Ann", "Bob")
    assert (ann.received, ann.worked, ann.accepted, ann.won) == (3, 3, 2, 1)
    assert (bob.received, bob.worked, bob.accepted, bob.won) == (1, 0, 0, 0)
    assert (four.received, four.accepted, four.won) == ("MQL", "SAL", "Won")
    assert [(team.source_team, team.received) for team in ann.teams] == [("Marketing", 3)]
    assert (four.total.received, four.total.won) == (4, 1)


def test_the_close_rate_is_won_of_accepted_with_wilsons_interval(four: RepEvidence) -> None:
    ann, bob = four.reps
    low, high = wilson(np.array([0.5]), np.array([2.0]))
    assert ann.closing.rate.value == 0.5
    assert (ann.closing.rate.low, ann.closing.rate.high, ann.closing.rate.n) == (low[0], high[0], 2)
    assert ann.closing.closed_only == 1.0
    assert ann.closing.median_days == 55.0
    assert math.isnan(bob.closing.rate.value)


def test_first_touch_and_touches_before_a_lead_was_dead(four: RepEvidence) -> None:
    ann, bob = four.reps
    assert ann.touch.share[0].tolist()[:11:2] == pytest.approx([0, 2 / 3, 2 / 3, 2 / 3, 2 / 3, 1])
    assert ann.first_touch_days == 2.0
    assert (ann.dead_touches.value, ann.dead_touches.n) == (2.0, 1)
    assert math.isnan(bob.first_touch_days)
    assert (bob.touch.leads[0], bob.touch.waiting[0]) == (1, 1)


def test_a_touch_after_the_as_of_date_has_not_happened_yet() -> None:
    found = rep_evidence(leads(path("2026-06-01", **ANN)), touched(J0="2026-07-01")).total
    assert (found.worked, found.touch.waiting[0]) == (0, 1)


def test_a_touch_before_the_hand_off_counts_as_day_0() -> None:
    found = rep_evidence(leads(path("2026-06-01", **ANN)), touched(J0="2026-05-20")).total
    assert (found.worked, found.first_touch_days) == (1, 0.0)


def test_closed_untouched_is_never_touched_and_open_untouched_is_censored() -> None:
    fast = [path("2026-01-01", **ANN) for _ in range(2)]
    dead = path("2026-01-01", left="2026-02-01", **ANN)
    young = path("2026-06-30", **ANN)
    done = touched(J0="2026-01-05", J1="2026-01-07")
    closed = rep_evidence(leads(*fast, dead), done).total.touch
    assert closed.share[0, -1] == pytest.approx(2 / 3)
    assert closed.never[0] == 1
    fast = [path("2026-01-01", **ANN) for _ in range(2)]
    censored = rep_evidence(leads(*fast, young), done).total.touch
    assert censored.share[0, -1] == pytest.approx(1.0)


def test_a_reps_own_opportunity_waits_for_no_first_touch() -> None:
    data = leads(path("- - 2026-03-01", **ANN), path("2026-03-01", **ANN))
    found = rep_evidence(data, touched(J1="2026-03-02")).total
    assert (found.received, found.touch.leads[0]) == (2, 1)


def test_without_activities_worked_means_moved_on() -> None:
    data = leads(path(WON, **ANN), path("2026-01-01", **ANN))
    found = rep_evidence(data, None)
    assert (found.total.worked, found.touched) == (1, False)
    assert found.total.touch is None
    assert found.total.dead_touches is None


def test_the_window_is_that_of_receipt() -> None:
    data = leads(path(WON, **ANN), path("2026-02-01", **ANN))
    january = parse_day("2026-01-01"), parse_day("2026-01-31")
    found = rep_evidence(data, None, january).total
    assert (found.received, found.won) == (1, 1)


def test_without_a_stage_of_acceptance_deals_are_measured_against_leads_received() -> None:
    data = leads(
        path("2026-01-01 2026-01-31", **ANN), path("2026-01-01", **ANN), stages=("MQL", "Won")
    )
    found = rep_evidence(data, None)
    assert (found.accepted, found.total.accepted) == (None, None)
    assert (found.total.closing.rate.value, found.total.closing.rate.n) == (0.5, 2)


def test_leads_without_an_owner_are_counted() -> None:
    data = leads(path("2026-01-01", **ANN), path("2026-01-01", rep="(blank)", team="Marketing"))
    assert ownerless(rep_evidence(data, None)) == 1


def test_without_owners_nothing_is_measured() -> None:
    with pytest.raises(RefusedError, match="No column of owners was imported"):
        rep_evidence(funnel([path("2026-01-01")]), None)


WAITS = st.lists(
    st.tuples(st.integers(0, 2), st.integers(0, 30), st.sampled_from(["touched", "open", "never"])),
    min_size=1,
    max_size=80,
)


def curves(rows: list[tuple[int, int, str]]) -> FirstTouch:
    groups, days, kinds = (list(column) for column in zip(*rows, strict=True))
    found = Waits(
        np.arange(len(rows)),
        np.array(days, np.intp),
        np.array([kind == "touched" for kind in kinds]),
        np.array([kind == "open" for kind in kinds]),
    )
    return first_touch(found, np.array(groups, np.intp), 3)


@given(WAITS)
def test_the_curve_is_that_of_lifelines(rows: list[tuple[int, int, str]]) -> None:
    found = curves(rows)
    for group in range(3):
        own = [(day, kind) for g, day, kind in rows if g == group]
        if not own:
            continue
        fitter = KaplanMeierFitter().fit(
            [10_000 if kind == "never" else day for day, kind in own],
            [kind == "touched" for _, kind in own],
        )
        days = np.arange(found.share.shape[1])
        expected = 1.0 - fitter.survival_function_at_times(days).to_numpy()
        assert found.share[group] == pytest.approx(expected)
        half = np.flatnonzero(expected > 0.5 - 1e-9)
        assert found.median[group] == pytest.approx(half[0] if len(half) else math.nan, nan_ok=True)


@given(WAITS, st.randoms())
def test_the_curve_does_not_depend_on_the_order_of_rows(
    rows: list[tuple[int, int, str]], random: object
) -> None:
    shuffled = rows.copy()
    random.shuffle(shuffled)  # type: ignore[attr-defined]
    assert np.array_equal(curves(rows).share, curves(shuffled).share)


def meter(values: list[float], worked: list[bool]) -> list[float]:
    n = len(values)
    leads = ranked(np.array(values), np.arange(n), np.arange(n))
    found = picking(leads, np.array(worked), np.zeros(n, dtype=np.intp), 1)
    assert found.leads.sum() == pytest.approx(n)
    assert found.leads[0] == pytest.approx([n / 10] * 10)
    return found.share[0].tolist()


def test_the_meter_by_hand() -> None:
    assert meter([float(v) for v in range(10)], [v >= 8 for v in range(10)]) == [0.0] * 8 + [1, 1]


def test_leads_of_equal_value_are_shared_out_evenly() -> None:
    assert meter([5.0] * 4, [True, False, False, False]) == pytest.approx([0.25] * 10)
    half = meter([1.0] * 15 + [2.0] * 5, [False] * 15 + [True] * 5)
    assert half == pytest.approx([0.0] * 7 + [0.5] + [1.0] * 2)


@given(
    st.lists(st.tuples(st.sampled_from([1.0, 2.0, 3.0]), st.booleans()), min_size=1, max_size=60),
    st.randoms(),
)
def test_the_meter_does_not_depend_on_the_order_of_rows(
    rows: list[tuple[float, bool]], random: object
) -> None:
    shuffled = rows.copy()
    random.shuffle(shuffled)  # type: ignore[attr-defined]
    both = [meter(*map(list, zip(*order, strict=True))) for order in (rows, shuffled)]
    assert both[0] == pytest.approx(both[1])


@pytest.fixture(scope="module")
def sample() -> RepEvidence:
    data = journeys(make_company(3))
    return rep_evidence(data, None, plan_window(data))


def test_reps_and_their_teams_add_up_to_the_funnel(sample: RepEvidence) -> None:
    data = journeys(make_company(3))
    whole = measure(data, start=1, entered=plan_window(data)).total

    def sums(rows: tuple[RepRow, ...]) -> tuple[int, ...]:
        found = [(r.received, r.worked, r.accepted or 0, r.won) for r in rows]
        return tuple(map(sum, zip(*found, strict=True)))

    assert sums(sample.reps) == sums((sample.total,))
    assert all(sums(rep.teams) == sums((rep,)) for rep in sample.reps)
    assert sample.total.received == whole.entered[1]
    assert sample.total.won == whole.transitions[0].advanced


def test_valuable_leads_are_accepted_more_often(sample: RepEvidence) -> None:
    """Without activities a lead is worked when it moved on, which better channels do more often."""
    assert sample.total.picks.lean[0] > 0.1
