"""Values between two positions: nearer to what was measured, and what they would mean."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from planner.agreement.deciding import at_stake, halfway, split, supposed
from planner.base.stages import Owner
from planner.evidence.figures import UNKNOWN, Figure
from planner.plan.assumption import Assumption, Status
from planner.plan.keys import VOLUME, Slot
from tests.output.boards import T, argued

RATE = "Paid search/rate:MQL>Opportunity"
UNIT = st.floats(0.0, 1.0)


def said(ours: float | None, theirs: float | None, measured: float | None) -> Assumption:
    """An assumption of which both seats spoke."""
    figure = UNKNOWN if measured is None else Figure(measured, measured, measured, 100)
    slot = Slot("Web", VOLUME)
    return Assumption(
        slot, "Web/volume", Owner.SHARED, figure, ours, theirs, None, ours, Status.DISPUTED
    )


@pytest.mark.parametrize(
    ("ours", "theirs", "measured", "value"),
    [
        (0.5, 0.3, 0.38, 0.38),  # between: the evidence
        (0.5, 0.3, 0.2, 0.35),  # beyond one: it is 0.3 and 0.1 away, so that one counts 1 : 3
        (0.5, 0.3, None, 0.4),  # nothing measured: the middle
        (0.4, 0.4, 0.4, 0.4),
    ],
)
def test_a_difference_is_split_by_how_near_each_lies_to_the_evidence(
    ours: float, theirs: float, measured: float | None, value: float
) -> None:
    assert split(said(ours, theirs, measured)) == pytest.approx(value)


def test_a_split_is_the_evidence_to_the_last_digit_or_has_four() -> None:
    assert halfway(said(60_000.0, 45_000.0, 53_937.25)) == 53_937.25
    assert halfway(said(60_000.0, 54_321.0, 53_937.25)) == 54_660.0


def test_one_position_cannot_be_split() -> None:
    assert split(said(0.5, None, 0.4)) is None


@given(UNIT, UNIT, UNIT)
def test_a_split_lies_between_the_positions(ours: float, theirs: float, measured: float) -> None:
    value = split(said(ours, theirs, measured))
    assert value is not None
    assert min(ours, theirs) - 1e-12 <= value <= max(ours, theirs) + 1e-12


def test_a_value_tried_is_what_agreeing_on_it_gives() -> None:
    now = argued()
    one = next(a for a in now.said if a.key == RATE)
    then, agreed = supposed(now, one, 0.33), argued((T, RATE, 0.33))
    for view in ("working", "marketing", "sales"):
        assert getattr(then, view).total == pytest.approx(getattr(agreed, view).total, rel=1e-12)
    assert now.working.total != pytest.approx(then.working.total)


def test_what_is_at_stake_counts_each_driver_once() -> None:
    now = argued()
    worths = {(a.line, a.driver): abs(now.worth(a)) for a in now.disputed}
    assert at_stake(now) == pytest.approx(sum(worths.values()))
    assert at_stake(now) > 0.0
