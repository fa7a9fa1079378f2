"""Claims beside what came of them: at the same age, and only once it can be told."""

import math

import pytest

from planner.base.stages import Seat
from planner.commitments.track_record import Judged, score, track_record
from planner.plan.document import Plan
from tests.commitments.outcomes import SAID, came, lead, plan_of

RATE, VOLUME, SIZE = "Web/rate:MQL>SAL", "Web/volume", "Web/deal_size"
SEATS = (Seat.MARKETING, Seat.SALES)


def forty_of_a_hundred(day: str, then: str) -> list[dict[str, object]]:
    """100 leads of one day: 40 accepted on another, 60 turned down on it."""
    return [lead(f"{day} {then}")] * 40 + [lead(day, left=then)] * 60


def judged(plan: Plan, rows: list[dict[str, object]], as_of: str) -> dict[str, Judged]:
    return {one.assumption.key: one for one in track_record(came(rows, as_of, plan))}


def test_the_closer_claim_and_the_one_that_the_outcome_holds() -> None:
    plan = plan_of({k: v for k, v in SAID.items() if k != RATE}, {RATE: 0.6}, {RATE: 0.4})
    one = judged(plan, forty_of_a_hundred("2027-01-05", "2027-01-05"), "2027-02-28")[RATE]
    assert one.actual.value == pytest.approx(0.4)
    assert one.closer is Seat.SALES
    assert [one.held(one.claim(seat)) for seat in SEATS] == [False, True]
    assert [score([one], seat).closer for seat in SEATS] == [0, 1]


def test_a_claim_about_a_slow_step_is_held_against_what_shows_by_then() -> None:
    """All leads are 30 days old, the lag is 30 days on average: 1 - 1/e of a claim shows."""
    said = {k: v for k, v in SAID.items() if k != RATE} | {"Web/lag:MQL>SAL": 30.0}
    rows = [lead("2027-01-01 2027-01-21")] * 30 + [lead("2027-01-01")] * 70
    one = judged(plan_of(said, {RATE: 0.5}), rows, "2027-01-31")[RATE]
    assert (one.days, one.share) == (30, pytest.approx(1.0 - math.exp(-1.0)))
    assert one.expected(0.5) == pytest.approx(0.5 * (1.0 - math.exp(-1.0)))
    assert one.actual.value == pytest.approx(0.3)
    assert one.held(0.5) is True
    assert one.closer is None


def test_too_early_to_tell() -> None:
    said = {k: v for k, v in SAID.items() if k != RATE} | {"Web/lag:MQL>SAL": 365.0}
    rows = [lead("2027-01-01 2027-01-21")] * 30 + [lead("2027-01-01")] * 70
    one = judged(plan_of(said, {RATE: 0.5}, {RATE: 0.4}), rows, "2027-01-31")[RATE]
    assert not one.actual.known
    assert (one.closer, one.held(0.5)) == (None, None)
    assert [score([one], seat).judged for seat in SEATS] == [0, 0]


def test_volume_by_the_months_that_are_over() -> None:
    """48 in January, 52 in February, 9 so far in March: 50 a month."""
    days = [("2027-01-10", 48), ("2027-02-10", 52), ("2027-03-02", 9)]
    rows = [lead(day) for day, n in days for _ in range(n)]
    one = judged(plan_of(SAID, {VOLUME: 90.0}, {VOLUME: 49.0}), rows, "2027-03-05")[VOLUME]
    assert one.actual.value == pytest.approx(50.0)
    assert one.closer is Seat.SALES


def test_only_what_somebody_claimed_is_judged() -> None:
    rows = forty_of_a_hundred("2027-01-05", "2027-01-05")
    assert set(judged(plan_of(SAID, {SIZE: 9_000.0}), rows, "2027-02-28")) == {SIZE}
