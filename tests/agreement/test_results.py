import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from planner.agreement.results import WayOut, results, way_out
from planner.base.memo import Memo
from planner.plan.fold import fold
from planner.plan.keys import DriverKind
from planner.plan.log import Log
from tests.plan_words import (
    MARKETING,
    SALES,
    TOGETHER,
    evidence_of,
    lines,
    measured_line,
    says,
)

DATA = evidence_of(measured_line("Events"), measured_line("Webinar", volume=300))
PLAN = lines("Events", "Webinar")
RATE = "Events/rate:MQL>SAL"


def disputed(marketing: float, sales: float, data: bool = True) -> WayOut:
    log = says(says(PLAN, MARKETING, RATE, marketing), SALES, RATE, sales)
    (dispute,) = results(fold(log), DATA if data else None).disputed
    return way_out(dispute)


def test_two_positions_inside_the_evidence_are_split() -> None:
    assert disputed(0.47, 0.53) is WayOut.SPLIT


def test_a_position_outside_the_evidence_yields_to_it() -> None:
    assert disputed(0.47, 0.70) is WayOut.EVIDENCE


def test_without_data_a_dispute_is_parked_or_tested() -> None:
    assert disputed(0.47, 0.53, data=False) is WayOut.TEST


def test_the_agenda_begins_with_the_dearest_dispute() -> None:
    log = PLAN
    for key, marketing, sales in ((RATE, 0.55, 0.45), ("Webinar/rate:MQL>SAL", 0.6, 0.4)):
        log = says(says(log, MARKETING, key, marketing), SALES, key, sales)
    found = results(fold(log), DATA)
    assert [a.key for a in found.disputed] == [RATE, "Webinar/rate:MQL>SAL"]
    assert found.worth(found.disputed[0]) > found.worth(found.disputed[1]) > 0


def test_a_difference_without_two_positions_counts_in_gap_and_gross() -> None:
    found = results(fold(says(PLAN, SALES, RATE, 0.4)), DATA)
    assert found.disputed == ()
    assert found.bridge.gap == pytest.approx(found.marketing.total - found.sales.total)
    assert found.bridge.gross == pytest.approx(abs(found.bridge.gap))
    assert found.bridge.gap > 0


def test_a_silent_seat_follows_the_owner() -> None:
    found = results(fold(says(PLAN, MARKETING, "Events/volume", 2000.0)), DATA)
    assert found.sales.total == found.marketing.total == found.working.total


KEYS = ("Events/volume", RATE, "Webinar/lag:SAL>Opportunity", "Webinar/volume/2028-03")
EDITS = st.lists(
    st.tuples(
        st.sampled_from((MARKETING, SALES, TOGETHER)),
        st.sampled_from(KEYS),
        st.sampled_from((None, 0.2, 0.5, 1.0)),
    ),
    max_size=8,
)


@given(EDITS)
def test_remembered_lines_give_what_a_fresh_computation_gives(edits) -> None:
    log: Log = PLAN
    memo = Memo()
    for seat, key, value in edits:
        log = says(log, seat, key, value)
        known, fresh = results(fold(log), DATA, memo), results(fold(log), DATA)
        assert known.assumptions == fresh.assumptions
        assert known.bridge == fresh.bridge
        np.testing.assert_array_equal(known.working.bookings, fresh.working.bookings)


def test_what_a_team_cannot_take_in_is_the_bridges_last_item() -> None:
    """Marketing brings twice as much as Sales expects; the team can take in only Sales' part."""
    log = says(says(lines("Paid"), SALES, "team/reps", 10.0), SALES, "team/leads_per_rep", 25.0)
    log = says(says(log, MARKETING, "Paid/volume", 2000.0), SALES, "Paid/volume", 1000.0)
    evidence = evidence_of(measured_line("Paid"))
    found = results(fold(log), evidence)
    last = found.bridge.items[-1]
    assert (last.line, last.driver.kind) == ("team", DriverKind.CAPACITY)
    assert found.sales.capacity is not None
    assert last.worth == pytest.approx(-(found.marketing.flow.total - found.marketing.total))
    items = sum(item.worth for item in found.bridge.items)
    assert items == pytest.approx(found.bridge.gap, abs=0.005)
    assert found.bridge.gap == pytest.approx(found.marketing.total - found.sales.total)
