"""Working values, statuses and views (domain.md, "Words" and "Reconciling")."""

import numpy as np
import pytest

from planner.base.days import parse_month
from planner.base.stages import Owner, Seat
from planner.evidence.figures import FunnelEvidence
from planner.plan.assumption import Assumption, Status, View
from planner.plan.fold import fold
from planner.plan.keys import DEAL_SIZE, VOLUME, Driver, DriverKind, parse_driver
from planner.plan.log import Log
from planner.plan.resolve import assumptions, resolve, series
from tests.plan_words import MARKETING, SALES, TOGETHER, evidence_of, lines, measured_line, says

START = lines("Events", "Outbound")
DATA = evidence_of(measured_line("Events", volume=1000, rate=0.5, lag=20, deal=30_000))
MARCH = parse_month("2027-03")
Said = tuple[Seat, float | None]


def after(driver: str, *said: Said, data: FunnelEvidence | None = DATA, log: Log = START):
    """Return the assumption after these seats spoke in turn."""
    for seat, value in said:
        log = says(log, seat, f"Events/{driver}", value)
    plan = fold(log)
    name, _, month = driver.partition("/")
    return resolve(
        plan, data, "Events", parse_driver(name, plan.stages), parse_month(month) if month else None
    )


def facts(a: Assumption) -> tuple[Status, float | None, bool]:
    return a.status, a.working, a.provisional


def test_without_a_word_the_evidence_works() -> None:
    found = after("volume")
    assert facts(found) == (Status.MEASURED, 1000, False)
    assert found.owner is Owner.MARKETING
    assert found.evidence.n == 100
    assert not found.differs


def test_the_owners_position_works_before_evidence() -> None:
    found = after("volume", (MARKETING, 1300.0))
    assert facts(found) == (Status.PROPOSED, 1300, False)
    assert found.view(View.SALES) == 1300
    assert not found.differs


def test_a_non_owner_who_spoke_alone_moves_only_its_own_view() -> None:
    found = after("volume", (SALES, 1200.0))
    assert facts(found) == (Status.PROPOSED, 1000, False)
    assert (found.view("working"), found.view("marketing"), found.view("sales")) == (
        1000,
        1000,
        1200,
    )
    assert found.differs


def test_two_different_positions_are_a_dispute_the_owner_leads() -> None:
    found = after("deal_size", (MARKETING, 34_000.0), (SALES, 31_000.0))
    assert facts(found) == (Status.DISPUTED, 31_000, False)
    assert (found.view(View.MARKETING), found.view(View.SALES)) == (34_000, 31_000)


def test_equal_positions_are_agreed() -> None:
    found = after("volume", (MARKETING, 1100.0), (SALES, 1100.0))
    assert facts(found) == (Status.AGREED, 1100, False)
    assert found.agreed == 1100


def test_a_joint_edit_after_both_positions_agrees() -> None:
    found = after("volume", (MARKETING, 1300.0), (SALES, 1200.0), (TOGETHER, 1250.0))
    assert facts(found) == (Status.AGREED, 1250, False)
    assert {found.view(view) for view in View} == {1250}
    assert (found.marketing, found.sales) == (1300, 1200)


@pytest.mark.parametrize("seat", [MARKETING, SALES])
def test_a_later_position_of_either_seat_reopens(seat: Seat) -> None:
    found = after(
        "volume", (MARKETING, 1300.0), (SALES, 1200.0), (TOGETHER, 1250.0), (seat, 1400.0)
    )
    assert found.status is Status.DISPUTED
    assert found.agreed is None


def test_withdrawing_a_position_afterwards_does_not_reopen() -> None:
    found = after("volume", (MARKETING, 1300.0), (TOGETHER, 1250.0), (MARKETING, None))
    assert facts(found) == (Status.AGREED, 1250, False)


def test_withdrawing_the_agreement_brings_the_positions_back() -> None:
    found = after(
        "volume", (MARKETING, 1300.0), (SALES, 1200.0), (TOGETHER, 1250.0), (TOGETHER, None)
    )
    assert facts(found) == (Status.DISPUTED, 1300, False)


def test_a_withdrawn_position_falls_back_to_evidence() -> None:
    assert facts(after("volume", (MARKETING, 1300.0), (MARKETING, None))) == (
        Status.MEASURED,
        1000,
        False,
    )


def test_zero_is_a_position() -> None:
    assert facts(after("volume", (MARKETING, 0.0))) == (Status.PROPOSED, 0, False)


def test_the_shared_hand_off_works_on_evidence_until_agreed() -> None:
    said = ((MARKETING, 0.65), (SALES, 0.4))
    assert facts(after("rate:MQL>SAL", *said)) == (Status.DISPUTED, 0.5, False)
    assert facts(after("rate:MQL>SAL", *said, (TOGETHER, 0.6))) == (Status.AGREED, 0.6, False)


def test_a_shared_driver_without_evidence_takes_the_one_with_fewer_bookings() -> None:
    assert facts(after("rate:MQL>SAL", (MARKETING, 0.65), data=None)) == (
        Status.PROPOSED,
        0.65,
        True,
    )
    both = ((MARKETING, 0.65), (SALES, 0.4))
    assert facts(after("rate:MQL>SAL", *both, data=None)) == (Status.DISPUTED, 0.4, True)
    slow = ((MARKETING, 10.0), (SALES, 30.0))
    assert facts(after("lag:MQL>SAL", *slow, data=None)) == (Status.DISPUTED, 30, True)


def test_an_owned_driver_without_evidence_runs_on_the_only_position_provisionally() -> None:
    found = after("volume", (SALES, 1200.0), data=None)
    assert facts(found) == (Status.PROPOSED, 1200, True)
    assert found.view(View.SALES) == 1200
    assert not found.evidence.known


def test_parking_keeps_the_working_value_and_says_why() -> None:
    log = says(START, SALES, "Events/volume", 1200.0)
    log = says(log, MARKETING, "Events/volume", 1300.0)
    log = says(log, TOGETHER, "park:Events/volume", "after the fair")
    found = after("volume", log=log)
    assert facts(found) == (Status.PARKED, 1300, False)
    assert found.parked == "after the fair"
    assert after("volume/2027-03", log=log).status is Status.PARKED
    assert after("volume", (TOGETHER, 1250.0), log=log).status is Status.AGREED
    unparked = says(log, SALES, "park:Events/volume", None)
    assert after("volume", log=unparked).status is Status.DISPUTED


def test_a_month_takes_each_seats_own_value_else_the_general_one() -> None:
    log = says(START, MARKETING, "Events/volume", 1300.0)
    log = says(log, SALES, "Events/volume", 1200.0)
    found = after("volume/2027-03", (SALES, 900.0), log=log)
    assert (found.marketing, found.sales, found.status) == (1300, 900, Status.DISPUTED)
    back = after("volume/2027-03", (SALES, 900.0), (SALES, None), log=log)
    assert back.sales == 1200


def test_a_month_is_reopened_alone() -> None:
    log = says(START, MARKETING, "Events/volume", 1300.0)
    log = says(log, TOGETHER, "Events/volume", 1250.0)
    reopened = says(log, MARKETING, "Events/volume/2027-03", 1500.0)
    assert after("volume", log=reopened).status is Status.AGREED
    assert facts(after("volume/2027-03", log=reopened)) == (Status.PROPOSED, 1500, False)
    settled = says(reopened, TOGETHER, "Events/volume/2027-03", 1400.0)
    assert facts(after("volume/2027-03", log=settled)) == (Status.AGREED, 1400, False)


def test_a_series_holds_the_general_value_and_the_months_of_their_own() -> None:
    log = says(START, SALES, "Events/deal_size", 31_000.0)
    log = says(log, MARKETING, "Events/deal_size/2027-03", 40_000.0)
    plan = fold(log)
    months = range(MARCH - 1, MARCH + 2)
    for view, expected in (
        (View.WORKING, [31_000] * 3),
        (View.MARKETING, [31_000, 40_000, 31_000]),
        (View.SALES, [31_000] * 3),
    ):
        assert series(plan, DATA, "Events", DEAL_SIZE, view, months).tolist() == expected
    nothing = series(plan, DATA, "Outbound", VOLUME, View.WORKING, months)
    assert np.isnan(nothing).all()


def test_all_assumptions_in_the_funnels_order() -> None:
    log = lines("Events", entry="SAL")
    log = says(log, SALES, "Events/cost", 12.0)
    log = says(log, SALES, "Events/volume/2027-03", 12.0)
    keys = [a.key.removeprefix("Events/") for a in assumptions(fold(log), None)]
    assert keys == [
        "volume",
        "volume/2027-03",
        "rate:SAL>Opportunity",
        "rate:Opportunity>Won",
        "lag:SAL>Opportunity",
        "lag:Opportunity>Won",
        "deal_size",
        "cost",
    ]


def test_evidence_speaks_only_of_the_same_stages_and_line() -> None:
    plan = fold(lines("events", entry="MQL"))
    assert resolve(plan, DATA, "events", VOLUME).working is None
    assert resolve(plan, DATA, "events", Driver(DriverKind.RATE, 1)).working == 0.5
    shorter = says(lines("Events"), SALES, "plan:stages", "Inquiry>MQL>Opportunity>Won")
    plan = fold(shorter)
    assert resolve(plan, DATA, "Events", Driver(DriverKind.RATE, 1)).working is None
    assert resolve(plan, DATA, "Events", Driver(DriverKind.LAG, 2)).working == 20


def test_notes_stand_beside_their_assumption() -> None:
    log = says(START, SALES, "note:Events/volume", "half were students")
    assert after("volume", log=log).note == "half were students"
