"""What lies between two limits in money: the late leads of one that the other holds in time."""

import pytest

from planner.commitments.disputes import disputed_promises
from planner.commitments.standing import Commitments
from planner.plan.document import Plan
from tests.commitments.outcomes import came, lead, plan_of, touches

DAYS, ANSWER, WEIGHT = "sla/first_touch_days", "sla/answer_days", "sla/weight:bookings"


def made_of(plan: Plan, late: int = 25) -> Commitments:
    """50 leads of 1 January: 15 of 25 touched next day are accepted, 5 of 25 touched after nine."""
    rows, touched = [], []
    for accepted, n, day in ((15, 25, "2027-01-02"), (5, late, "2027-01-10")):
        rows += [lead("2027-01-01 2027-01-20")] * accepted
        rows += [lead("2027-01-01", left="2027-01-20")] * (n - accepted)
        touched += [day] * n
    found = came(rows, "2027-02-28", plan)
    return Commitments(found.agreed, found, touches(*enumerate(touched)), found.prepared)


def test_late_leads_of_one_limit_that_the_other_forgives_are_its_price() -> None:
    """25 late leads x (60 % - 20 %) x 25 % x 10,000; after ten days nobody is late."""
    plan = plan_of(marketing={DAYS: 2.0}, sales={DAYS: 10.0})
    (found,) = disputed_promises(made_of(plan), plan).values()
    assert found.assumption.key == DAYS
    assert found.price is not None
    assert (found.price.marketing, found.price.sales) == (pytest.approx(25_000.0), 0.0)
    assert found.price.between == pytest.approx(25_000.0)


def test_too_few_late_leads_to_compare_have_no_price() -> None:
    plan = plan_of(marketing={DAYS: 2.0}, sales={DAYS: 10.0})
    (found,) = disputed_promises(made_of(plan, late=10), plan).values()
    assert found.price is None


def test_other_promises_and_weights_are_in_dispute_without_a_price() -> None:
    plan = plan_of(marketing={ANSWER: 5.0, WEIGHT: 0.2}, sales={ANSWER: 9.0, WEIGHT: 0.4})
    found = disputed_promises(made_of(plan), plan)
    assert {key: one.price for key, one in found.items()} == {ANSWER: None, WEIGHT: None}


def test_what_both_agree_on_is_not_among_them() -> None:
    plan = plan_of({DAYS: 3.0}, marketing={DAYS: 2.0}, sales={DAYS: 10.0})
    assert disputed_promises(made_of(plan), plan) == {}
