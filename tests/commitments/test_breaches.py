"""What a late touch is associated with in money: known answers, counted by hand."""

import pytest

from planner.commitments.agreed import Actuals
from planner.commitments.breaches import associations, breaches
from planner.commitments.compliance import Compliance, compliances
from planner.commitments.handed import Handed, handed
from planner.plan.keys import DriverKind
from tests.commitments.outcomes import SAID, came, lead, plan_of, touches

LIMIT = {"sla/first_touch_days": 2.0}


def watched(on_time: tuple[int, int], late: tuple[int, int]) -> tuple[Actuals, Handed, Compliance]:
    """Leads of 1 January, all undecided at the limit: (accepted, turned down) on the 20th.

    Those in time were touched on the 2nd, the late ones on the 10th.
    """
    rows, touched = [], []
    for (accepted, lost), day in ((on_time, "2027-01-02"), (late, "2027-01-10")):
        rows += [lead("2027-01-01 2027-01-20")] * accepted
        rows += [lead("2027-01-01", left="2027-01-20")] * lost
        touched += [day] * (accepted + lost)
    found = came(rows, "2027-02-28", plan_of(SAID | LIMIT))
    leads = handed(found.prepared, touches(*enumerate(touched)))
    kept = compliances(found.agreed.plan, leads)[0]
    assert kept.kind is DriverKind.FIRST_TOUCH_DAYS
    return found, leads, kept


def test_a_late_lead_costs_the_difference_in_acceptance_times_an_accepted_leads_worth() -> None:
    """15 of 25 accepted in time, 5 of 25 late: 40 points x 25 % x 10,000 = 1,000 each."""
    found, leads, kept = watched((15, 10), (5, 20))
    (tied,) = compared = associations(found, leads, kept)
    assert (tied.on_time, tied.late) == (pytest.approx(0.6), pytest.approx(0.2))
    assert tied.value == pytest.approx(2_500.0)
    late = breaches(found, leads, kept, compared)
    assert len(late) == 25
    assert {one.touched for one in late} == {9}
    assert [one.price for one in late] == pytest.approx([1_000.0] * 25)


def test_fewer_than_twenty_on_a_side_are_not_compared() -> None:
    found, leads, kept = watched((15, 10), (5, 14))
    late = breaches(found, leads, kept, associations(found, leads, kept))
    assert [one.price for one in late] == [None] * 19


def test_each_lead_is_judged_by_the_limit_of_the_month_it_entered() -> None:
    """The limit is 2 days, in February 5. Of January's leads all were accepted on day 4, after
    theirs; February's were accepted on day 4 too, before theirs, and none of those is undecided.
    """
    rows, days = [], []
    for month, when in (("01", "05"), ("02", "05")):
        rows += [lead(f"2027-{month}-01 2027-{month}-{when}")] * 40
        days += [f"2027-{month}-02"] * 20 + [f"2027-{month}-10"] * 20
    said = SAID | LIMIT | {"sla/first_touch_days/2027-02": 5.0}
    found = came(rows, "2027-03-31", plan_of(said))
    leads = handed(found.prepared, touches(*enumerate(days)))
    kept = compliances(found.agreed.plan, leads)[0]
    (tied,) = compared = associations(found, leads, kept)
    assert (tied.n_on_time, tied.late) == (20, pytest.approx(1.0))
    late = breaches(found, leads, kept, compared)
    assert [one.limit for one in late] == [5.0] * 20 + [2.0] * 20
    assert {one.price for one in late[:20]} == {0.0}, "decided before the limit of their month"


def test_what_was_decided_before_the_limit_costs_nothing() -> None:
    """A lead accepted on the second day without a touch is late, but its delay decided nothing."""
    rows = [lead("2027-01-01 2027-01-02"), *[lead("2027-01-01 2027-01-20")] * 40]
    found = came(rows, "2027-02-28", plan_of(SAID | LIMIT))
    days = ["2027-01-02"] * 20 + ["2027-01-10"] * 20
    leads = handed(found.prepared, touches(*enumerate(days, 1)))
    kept = compliances(found.agreed.plan, leads)[0]
    late = breaches(found, leads, kept, associations(found, leads, kept))
    prices = {one.id: one.price for one in late}
    assert prices["J0"] == 0.0
    assert set(prices.values()) == {0.0}
