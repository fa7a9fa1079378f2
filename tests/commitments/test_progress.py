"""Plan against actual ties out: lines with the whole, the re-forecast with both its parts."""

import math

import numpy as np
import pytest

from planner.commitments.against import Against
from planner.commitments.agreed import Agreed, actuals
from planner.commitments.progress import Progress, reforecast
from planner.commitments.scorecard import scorecard, targets
from planner.evidence import funnel_evidence
from planner.forecast.results import forecast
from planner.plan.assumption import View
from tests.commitments.outcomes import came, lead, plan_of

ROWS = [
    *[lead("2027-01-05 2027-01-06 2027-01-07", amount=20_000.0)] * 2,
    *[lead("2027-01-05 2027-01-06", left="2027-01-20")] * 6,
    *[lead("2027-01-05", left="2027-01-06")] * 8,
    *[lead("2027-02-03 2027-02-04")] * 4,
    lead("2027-02-03 2027-02-04 2027-02-05", amount=30_000.0),
]
AS_OF = "2027-02-14"


@pytest.fixture(scope="module")
def progress() -> Progress:
    found = came(ROWS, AS_OF)
    evidence = funnel_evidence(found.prepared)
    return Progress(found, forecast(plan_of(), evidence, View.WORKING))


def test_a_month_that_is_over_and_one_that_is_not(progress: Progress) -> None:
    """Ten leads a month are planned; half of February is over."""
    january, february = (progress.month(month) for month in progress.months)
    assert january.volume([0]) == (pytest.approx(10.0), 16.0)
    assert february.volume([0]) == (pytest.approx(5.0), 5.0)
    assert january.bookings([0]) == (pytest.approx(12_500.0), 40_000.0)
    assert january.deal_size([0]) == (pytest.approx(10_000.0), pytest.approx(20_000.0))
    assert january.rate(0, [0]) == (pytest.approx(0.5), pytest.approx(0.5))
    assert january.days((0,), [0])[1] == pytest.approx(1.0)
    planned, actual = february.rate(0, [0])
    assert planned == pytest.approx(0.5)
    assert math.isnan(actual)


def test_the_re_forecast_is_what_happened_and_what_is_to_come(progress: Progress) -> None:
    ahead = progress.ahead
    assert ahead.actual[:2].tolist() == [40_000.0, 30_000.0]
    assert not ahead.actual[2:].any()
    assert ahead.to_come[0] == 0.0
    assert (ahead.to_come[1:] > 0.0).all()
    assert np.array_equal(ahead.expected, ahead.actual + ahead.to_come)
    assert ahead.to_come.sum() == pytest.approx(progress.now.total)
    assert ahead.planned.sum() == pytest.approx(progress.found.agreed.seen.total)


def test_the_re_forecast_is_the_whole_that_the_plan_shows(progress: Progress) -> None:
    assert progress.now.booked[:2].tolist() == [40_000.0, 30_000.0]
    assert progress.now.whole == pytest.approx(progress.ahead.total)


def test_what_was_booked_before_the_promise_stands_in_both() -> None:
    """Promised on 31 January, when 40,000 were booked; February is the first month promised."""
    then = came(ROWS, "2027-01-31").prepared
    plan = plan_of()
    evidence = funnel_evidence(then)
    agreed = Agreed(plan, evidence, forecast(plan, evidence, View.WORKING))
    later = came(ROWS, AS_OF).prepared
    newest = forecast(plan, funnel_evidence(later), View.WORKING)
    ahead = reforecast(actuals(agreed, later), newest)
    assert ahead.planned[0] == ahead.actual[0] == 40_000.0
    assert ahead.total == pytest.approx(newest.whole)


def test_what_came_outside_the_lines_is_part_of_the_whole() -> None:
    rows = [*ROWS, replace_channel(lead("2027-01-02 2027-01-03 2027-01-04", amount=7_000.0))]
    found = came(rows, "2027-01-31")
    against = Against(found.agreed, found.months, found)
    assert against.bookings()[1] == pytest.approx(47_000.0)
    assert against.bookings([0])[1] == pytest.approx(40_000.0)
    assert (against.entries(2)[1], against.entries(2, [0])[1]) == (3.0, 2.0)
    shares = {row.name: row.actual for row in scorecard(found)}
    assert shares["sourced_share"] == pytest.approx(40 / 47)
    assert shares["self_sourced_share"] == 0.0


def replace_channel(row: dict[str, object]) -> dict[str, object]:
    return row | {"channel": "Fair"}


def test_scorecards_show_the_same_figures(progress: Progress) -> None:
    rows = {row.name: (row.target, row.actual) for row in scorecard(progress.found)}
    to_date = progress.to_date
    assert rows["hand_off"] == to_date.rate(0, [0])
    assert rows["bookings"] == to_date.bookings()
    assert rows["deals"] == to_date.entries(2)


def test_no_rate_is_told_where_the_funnel_has_no_step(progress: Progress) -> None:
    """The first step of this funnel is the hand-off: no lead becomes qualified before it."""
    for rows in (targets(progress.found.agreed), scorecard(progress.found)):
        (qualified,) = [row for row in rows if row.name == "qualified_rate"]
        assert math.isnan(qualified.target)
        assert math.isnan(qualified.attainment)
