"""Sales' promises: known answers, and lifelines as the second opinion."""

from collections.abc import Sequence

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from lifelines import KaplanMeierFitter

from planner.base.days import parse_day
from planner.base.units import show
from planner.commitments.compliance import Compliance, compliances, is_behind
from planner.commitments.handed import Handed, handed, within
from planner.commitments.kept_by import MONTH, parts_of
from planner.evidence.passages import prepare
from planner.journeys.activities import activities_of
from planner.plan.document import Plan
from planner.plan.edits import Draft
from planner.plan.fold import fold
from planner.plan.keys import DriverKind
from tests.evidence.funnels import funnel, path
from tests.plan_words import EMPTY, TOGETHER, gesture

STAGES = ("MQL", "SAL", "Won")
START = parse_day("2027-01-01")


def plan_of(**limits: float) -> Plan:
    """A plan in which both sides agreed on Sales' limits."""
    drafts = [Draft(TOGETHER, f"sla/{kind}", value) for kind, value in limits.items()]
    return fold(gesture(EMPTY, drafts) if drafts else EMPTY)


def leads(
    rows: Sequence[dict[str, object]], touches: Sequence[tuple[str, str]], as_of: str
) -> Handed:
    journeys = funnel(rows, as_of, STAGES, ("channel", "reason"))
    records = np.array([f"L{lead}" for lead, _ in touches])
    days = np.array([parse_day(day) for _, day in touches], dtype=np.int32)
    return handed(prepare(journeys), activities_of(records, days))


def kept(plan: Plan, found: Handed, kind: DriverKind) -> Compliance:
    return next(one for one in compliances(plan, found) if one.kind is kind)


def test_untouched_is_never_on_time_and_only_passed_limits_are_due() -> None:
    """Five leads, limit 2 days, as of 10 January:
    J0 touched on day 1, J1 on day 5, J2 never and closed, J3 never and open, J4 since yesterday."""
    found = leads(
        [
            path("2027-01-01"),
            path("2027-01-01"),
            path("2027-01-01", left="2027-01-02"),
            path("2027-01-03"),
            path("2027-01-09"),
        ],
        [("J0", "2027-01-02"), ("J1", "2027-01-06"), ("J4", "2027-01-09")],
        "2027-01-10",
    )
    one = kept(plan_of(first_touch_days=2.0), found, DriverKind.FIRST_TOUCH_DAYS)
    assert one.counts == (4, 1)
    assert one.rate == pytest.approx(0.25)
    worked = kept(plan_of(first_touch_days=2.0), found, DriverKind.WORKED_SHARE)
    assert worked.counts == (4, 2)
    assert show(worked.limit or 0.0, worked.unit) == "2"


def test_a_month_with_a_limit_of_its_own_holds_its_leads_to_it() -> None:
    """Both are touched on day 3; the limit is 2 days, in February 5."""
    found = leads(
        [path("2027-01-10"), path("2027-02-10")],
        [("J0", "2027-01-13"), ("J1", "2027-02-13")],
        "2027-03-31",
    )
    drafts = [
        Draft(TOGETHER, "sla/first_touch_days", 2.0),
        Draft(TOGETHER, "sla/first_touch_days/2027-02", 5.0),
    ]
    one = kept(fold(gesture(EMPTY, drafts)), found, DriverKind.FIRST_TOUCH_DAYS)
    assert (one.limit, one.counts) == (2.0, (2, 1))
    assert one.met.tolist() == [False, True]


def test_the_share_promised_is_that_of_the_months_due() -> None:
    """Three leads of January, 50 % promised, one of February, 90 %: 60 % of the four, 50 % kept."""
    found = leads(
        [*[path("2027-01-10")] * 3, path("2027-02-10")],
        [("J0", "2027-01-11"), ("J3", "2027-02-11")],
        "2027-03-31",
    )
    drafts = [
        Draft(TOGETHER, "sla/first_touch_days", 2.0),
        Draft(TOGETHER, "sla/first_touch_share", 0.5),
        Draft(TOGETHER, "sla/first_touch_share/2027-02", 0.9),
    ]
    plan = fold(gesture(EMPTY, drafts))
    one = kept(plan, found, DriverKind.FIRST_TOUCH_DAYS)
    assert one.share == pytest.approx(0.6)
    assert one.missed
    january, february = (part.kept for part in parts_of(plan, found, one) if part.by == MONTH)
    assert (january.share, february.share) == (0.5, 0.9)
    assert is_behind(january.rate, january.share)
    assert not is_behind(february.rate, february.share)


def test_a_month_alone_may_have_a_limit() -> None:
    found = leads([path("2027-01-10"), path("2027-02-10")], [], "2027-03-31")
    drafts = [Draft(TOGETHER, "sla/answer_days/2027-02", 5.0)]
    one = kept(fold(gesture(EMPTY, drafts)), found, DriverKind.ANSWER_DAYS)
    assert one.due.tolist() == [False, True]
    assert (one.limit, one.all.limits) == (5.0, (5.0, 5.0))


def test_without_a_limit_nothing_is_due() -> None:
    found = leads([path("2027-01-01")], [], "2027-01-10")
    for one in compliances(plan_of(), found):
        assert one.counts == (0, 0)
        assert one.why == "No limit is stated"


def test_an_answer_needs_a_reason_where_reasons_are_known() -> None:
    found = leads(
        [
            path("2027-01-01 2027-01-03", reason="(blank)"),
            path("2027-01-01", left="2027-01-03", reason="student"),
            path("2027-01-01", left="2027-01-03", reason="(blank)"),
            path("2027-01-01", left="2027-01-09", reason="student"),
            path("2027-01-01", reason="(blank)"),
        ],
        [],
        "2027-01-20",
    )
    one = kept(plan_of(answer_days=5.0, answer_share=0.9), found, DriverKind.ANSWER_DAYS)
    assert one.counts == (5, 2)
    assert one.share == pytest.approx(0.9)


def test_touches_before_a_lead_was_given_up() -> None:
    found = leads(
        [path("2027-01-01", left="2027-01-20"), path("2027-01-01", left="2027-01-20")],
        [("J0", "2027-01-02"), ("J0", "2027-01-05"), ("J0", "2027-01-08"), ("J1", "2027-01-02")],
        "2027-01-31",
    )
    one = kept(plan_of(touches_before_dead=3.0), found, DriverKind.TOUCHES_BEFORE_DEAD)
    assert one.counts == (2, 1)


LEAD = st.tuples(st.integers(0, 40), st.none() | st.integers(0, 30), st.none() | st.integers(0, 30))
"""Day handed over, days to the first touch, days until it was closed untouched."""


@settings(max_examples=15)
@given(st.lists(LEAD, min_size=1, max_size=40), st.integers(0, 15))
def test_compliance_and_percentiles_are_those_of_lifelines(
    drawn: list[tuple[int, int | None, int | None]], limit: int
) -> None:
    """Among leads whose limit has passed, on time / due is 1 - S(limit) of Kaplan-Meier."""
    end = 50
    rows, touches, day, seen = [], [], [], []
    for i, (start, touch, closed) in enumerate(drawn):
        touched = touch is not None and start + touch <= end
        lost = not touched and closed is not None and start + closed <= end
        date = str(np.datetime64("2027-01-01") + start)
        left = str(np.datetime64("2027-01-01") + start + (closed or 0)) if lost else ""
        rows.append(path(date, left=left))
        if touched:
            touches.append((f"J{i}", str(np.datetime64(date) + (touch or 0))))
        day.append(touch if touched else 10_000 if lost else end - start)
        seen.append(touched)
    found = leads(rows, touches, str(np.datetime64("2027-01-01") + end))
    durations, events = np.array(day, dtype=float), np.array(seen)
    one = kept(plan_of(first_touch_days=float(limit)), found, DriverKind.FIRST_TOUCH_DAYS)
    due = np.array([end - start >= limit for start, _, _ in drawn])
    assert np.array_equal(one.due, due)
    if due.any():
        fitted = KaplanMeierFitter().fit(durations[due], events[due])
        assert one.rate == pytest.approx(1.0 - float(fitted.predict(limit)))
    whole = KaplanMeierFitter().fit(durations, events)
    expected = float(whole.percentile(0.5 + 1e-9))
    assert (
        found.percentile(0.5) == pytest.approx(expected, nan_ok=True)
        or expected >= 10_000
        or (np.isinf(expected) and np.isnan(found.percentile(0.5)))
    )


def test_what_is_given_up_in_a_month_without_a_least_number_of_touches_is_not_due() -> None:
    rows = [path("2027-01-10", left="2027-01-20"), path("2027-02-10", left="2027-02-20")]
    plan = plan_of(**{"touches_before_dead/2027-02": 3.0})
    one = kept(plan, leads(rows, [], "2027-03-31"), DriverKind.TOUCHES_BEFORE_DEAD)
    assert one.due.tolist() == [False, True]


def test_leads_of_some_days() -> None:
    found = leads([path("2027-01-01"), path("2027-02-01")], [], "2027-03-01")
    assert len(within(found, START, START + 5).rows) == 1
