"""Beliefs and definitions in the log: each seat's own, merge-safe, taken back and undone."""

import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from planner.base.days import parse_day
from planner.base.stages import Seat
from planner.evidence.beliefs import Answer, Belief, Claim
from planner.evidence.figures import Figure
from planner.evidence.quality import Clause, Rule
from planner.evidence.standing import Aspect
from planner.plan import keys
from planner.plan.beliefs import answer_value, belief_key, read_belief
from planner.plan.definitions import definition_key, rule_value
from planner.plan.edits import RETRACT, Edit, Value
from planner.plan.fold import fold, is_setting
from planner.plan.log import Log, merge

EVENTS = Belief("channel", "Events", Claim.BEST, Aspect.VALUE)
ANSWER = Answer(0, Figure(0.05, 0.04, 0.06, 180), Figure(0.1, 0.08, 0.12, 60), "Web", 0.93, 4)
SAID = answer_value(ANSWER, parse_day("2026-10-31"))
SEATS = list(Seat)


def edit(clock: int, key: str, value: Value, seat: Seat = Seat.SALES, author: str = "Ann") -> Edit:
    at = f"2026-11-{clock:02d}T09:00:00+01:00"
    return Edit(clock, f"{author}-{clock}", at, author, seat, key, value)


def held(log: Log) -> list[tuple[Seat, Belief]]:
    return [(one.seat, one.belief) for one in fold(log).beliefs]


def test_a_belief_keeps_seat_author_time_and_its_answer() -> None:
    (one,) = fold(Log.of([edit(2, belief_key(EVENTS), SAID)])).beliefs
    assert (one.belief, one.seat, one.author) == (EVENTS, Seat.SALES, "Ann")
    assert one.time == "2026-11-02T09:00:00+01:00"
    assert one.then is not None
    assert (one.then.certainty, one.then.own, one.then.n) == (0.93, 0.05, 180)
    assert (one.then.as_of, one.then.rival) == (parse_day("2026-10-31"), "Web")


def test_an_answer_without_certainty_comes_back_as_it_was() -> None:
    nothing = answer_value(Answer(missing="Not enough data"), 20_000)
    (one,) = fold(Log.of([edit(2, belief_key(EVENTS), nothing)])).beliefs
    assert one.then is not None
    assert math.isnan(one.then.certainty)
    assert one.then.missing == "Not enough data"


@given(
    st.builds(
        Belief,
        st.text(max_size=12),
        st.text(max_size=12),
        st.sampled_from(Claim),
        st.sampled_from(Aspect),
        st.floats(0.01, 100),
    )
)
def test_every_belief_is_read_as_it_is_written(belief: Belief) -> None:
    found = read_belief(belief_key(belief))
    assert found is not None
    assert (found.dimension, found.value) == (belief.dimension, belief.value)
    assert (found.claim, found.aspect) == (belief.claim, belief.aspect)
    assert found.times == (belief.times if belief.claim is Claim.TIMES else 1.0)


@pytest.mark.parametrize(
    "key",
    [
        "belief:channel/Events/finest/value",
        "belief:channel/Events/best",
        "belief:channel/Events/best/value/2",
        "belief:channel/Events/times/value/0",
        "belief:channel/Events/times/value/nan",
        "Events/volume",
    ],
)
def test_what_is_no_belief_counts_for_nothing(key: str) -> None:
    assert read_belief(key) is None
    assert fold(Log.of([edit(2, key, SAID)])).beliefs == ()


def test_both_seats_hold_the_same_belief_side_by_side() -> None:
    mine = Log.of([edit(2, belief_key(EVENTS), SAID, Seat.MARKETING)])
    theirs = Log.of([edit(3, belief_key(EVENTS), SAID, Seat.SALES, "Bo")])
    assert held(merge(mine, theirs)) == [(Seat.MARKETING, EVENTS), (Seat.SALES, EVENTS)]


def test_a_belief_is_taken_back_and_that_is_undone() -> None:
    stated, gone = edit(2, belief_key(EVENTS), SAID), edit(3, belief_key(EVENTS), None)
    undone = edit(4, RETRACT, gone.id)
    assert held(Log.of([stated, gone])) == []
    assert held(Log.of([stated, gone, undone])) == [(Seat.SALES, EVENTS)]


def test_a_belief_is_neither_a_setting_nor_a_position() -> None:
    assert not is_setting(belief_key(EVENTS))
    assert not fold(Log.of([edit(2, belief_key(EVENTS), SAID)])).claims


@given(
    st.lists(
        st.tuples(st.integers(2, 9), st.sampled_from(SEATS), st.sampled_from("AB"), st.booleans()),
        unique_by=lambda said: (said[0], said[2]),
    ),
    st.data(),
)
def test_merging_does_not_depend_on_order(
    said: list[tuple[int, Seat, str, bool]], data: st.DataObject
) -> None:
    key = belief_key(EVENTS)
    edits = [edit(at, key, SAID if on else None, seat, who) for at, seat, who, on in said]
    cut = data.draw(st.integers(0, len(edits)))
    mine, theirs = Log.of(edits[:cut]), Log.of(edits[cut:])
    assert held(merge(mine, theirs)) == held(merge(theirs, mine)) == held(Log.of(edits))


RULE = Rule((Clause("channel", ("Events", "Web")), Clause("segment", ("SMB",), among=False)))


def test_a_definition_is_a_setting_of_its_stage() -> None:
    key = definition_key("MQL")
    (stage, one) = next(iter(fold(Log.of([edit(2, key, rule_value(RULE))])).definitions.items()))
    assert (stage, one.rule, one.author) == (1, RULE, "Ann")
    assert is_setting(key)


def test_the_last_proposal_of_either_seat_counts_and_can_be_withdrawn() -> None:
    key = definition_key("MQL")
    first, later = edit(2, key, rule_value(RULE)), edit(3, key, rule_value(Rule()), SEATS[0])
    assert fold(Log.of([later, first])).definitions[1].rule == Rule()
    assert not fold(Log.of([first, edit(4, key, None)])).definitions
    assert not fold(Log.of([edit(2, key, '{"rule": 5}')])).definitions
    assert not fold(Log.of([edit(2, definition_key("Nowhere"), rule_value(RULE))])).definitions


def test_a_definition_follows_its_stage_to_a_new_name() -> None:
    renamed = edit(5, keys.STAGES, "Inquiry>Qualified>SAL>Opportunity>Won")
    old = edit(1, keys.STAGES, "Inquiry>MQL>SAL>Opportunity>Won")
    said = edit(2, definition_key("MQL"), rule_value(RULE))
    assert fold(Log.of([old, said, renamed])).definitions[1].rule == RULE
