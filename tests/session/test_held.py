"""The claims judged are those that were signed last, whatever is said later."""

from pathlib import Path

import pytest

from planner.base.stages import Seat
from planner.intake import propose, take_in
from planner.plan.edits import Draft
from planner.sample import LATER, later, make_company, write_exports
from planner.session import PlanSession
from planner.session.held import Held
from planner.session.signing import sign
from tests.session.conftest import Opener

VOLUME = "Paid search/volume"


@pytest.fixture
def year(opening: Opener, tmp_path: Path) -> PlanSession:
    """A small company's plan, in which Marketing claims 5 inquiries a month and both sign that."""
    session, company = opening(), make_company(leads=400)
    session.adopt(take_in(propose(write_exports(company, tmp_path / "then"))))
    session.submit([Draft(Seat.MARKETING, VOLUME, 5.0)], "claim")
    sign(session, Seat.MARKETING, "Ada")
    sign(session, Seat.SALES, "Bob")
    assert Held(session).claims().judged == {}
    session.adopt(take_in(propose(write_exports(later(company, LATER[0]), tmp_path / "now"))))
    return session


def test_the_signed_claim_is_held_against_what_came_not_what_is_said_since(
    year: PlanSession,
) -> None:
    year.submit([Draft(Seat.MARKETING, VOLUME, 50.0)], "claim otherwise")
    held = Held(year)
    assert held.pending
    claims = held.claims()
    assert claims.signed
    assert not held.pending
    one = claims.judged[VOLUME]
    assert one.assumption.marketing == 5.0
    assert one.actual.known
    assert held.claims() is claims
