"""The card of inside sales: held to what its months promise, and told what came of it."""

import pytest

from planner.commitments.inside_sales import sdr_card
from planner.commitments.standing import Commitments
from tests.commitments.outcomes import SAID, came, lead, plan_of, touches

PROMISED = {
    "sla/first_touch_days": 2.0,
    "sla/first_touch_share": 0.5,
    "sla/first_touch_share/2027-02": 0.9,
}


def test_the_share_promised_is_that_of_the_months_due() -> None:
    """Three leads of January, 50 % promised, one of February, 90 %: 60 % of the four."""
    rows = [*[lead("2027-01-10")] * 3, lead("2027-02-10")]
    found = came(rows, "2027-03-31", plan_of(SAID | PROMISED))
    made = Commitments(found.agreed, found, touches((0, "2027-01-11")), found.prepared)
    touched = next(row for row in sdr_card(made) if row.name == "first_touch")
    assert (touched.target, touched.actual) == (pytest.approx(0.6), 0.25)
