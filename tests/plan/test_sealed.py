"""A sealed round: nobody sees what the other seat says before both are done."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from planner.base.stages import Seat
from planner.plan.edits import Draft
from planner.plan.fold import fold
from planner.plan.log import Log, live, merge, undo_step
from planner.plan.sealed import (
    open_round,
    opening,
    revealing,
    rounds,
    saying_done,
    seen_by,
    undoable,
)
from tests.plan.histories import ACTIONS, POSITIONS, REDO, UNDO, agreed_before, played
from tests.plan_words import MARKETING, SALES, TOGETHER, gesture, says, take_back

pytestmark = pytest.mark.long
KEY = "Events/volume"
_SALES_SAYS = st.builds(
    Draft,
    st.just(SALES),
    st.sampled_from(POSITIONS).flatmap(
        lambda key: st.sampled_from([key, f"scenario:low/{key}", f"comment:sales:{key}"])
    ),
    st.none() | st.sampled_from([1.0, 2.0]),
)
SALES_SPEAKS = st.lists(
    st.lists(_SALES_SAYS, min_size=1, max_size=3) | st.sampled_from([UNDO, REDO]), max_size=8
)


def sealed(before: Log | None = None) -> Log:
    """A plan in which Ada opened a round after Sales had said something."""
    start = says(before or agreed_before(), SALES, KEY, 11.0, "Bob")
    return gesture(start, [opening(TOGETHER, "one", "Budget")], "Ada", "open")


def done(log: Log, seat: Seat, author: str = "Ada") -> Log:
    return gesture(log, list(saying_done(log, seat)), author, "done")


def seen(log: Log, seat: Seat) -> Log:
    """What a seat sees: all of it where no round is open."""
    found = open_round(log)
    return log if found is None else seen_by(log, seat, found.began)


@given(SALES_SPEAKS)
def test_whatever_sales_says_marketing_sees_the_plan_as_it_was(spoken) -> None:
    start = sealed()
    log = played("Bob", spoken, start)
    for seat in (MARKETING, TOGETHER):
        assert fold(seen(log, seat)) == fold(start)
    assert seen(log, SALES) == log


@given(SALES_SPEAKS, ACTIONS)
def test_copies_merge_as_ever_and_a_seat_sees_the_same_in_both(spoken, others) -> None:
    mine, theirs = played("Bob", spoken, sealed()), played("Cem", others, sealed())
    for seat in Seat:
        assert seen(merge(mine, theirs), seat) == seen(merge(theirs, mine), seat)
    assert set(merge(mine, theirs).edits) == set(mine.edits) | set(theirs.edits)


@given(SALES_SPEAKS)
def test_once_both_are_done_all_is_seen(spoken) -> None:
    log = done(done(played("Bob", spoken, sealed()), SALES, "Bob"), MARKETING)
    assert [seen(log, seat) for seat in Seat] == [log, log, log]


def test_one_seat_alone_reveals_nothing_until_it_says_why() -> None:
    log = done(says(sealed(), SALES, KEY, 20.0, "Bob"), SALES, "Bob")
    assert fold(seen(log, MARKETING)) == fold(sealed())
    log = gesture(log, list(revealing(log, MARKETING, "the meeting begins")), "Ada", "reveal")
    assert open_round(log) is None
    assert [one.reason for one in rounds(log)] == ["the meeting begins"]
    assert seen(log, MARKETING) == log


def test_what_was_said_before_the_round_stays_seen_and_what_is_agreed_too() -> None:
    log = says(says(sealed(), TOGETHER, KEY, 15.0), SALES, KEY, 20.0, "Bob")
    found = fold(seen(log, MARKETING)).claims
    ((claims,),) = (tuple(by_month.values()) for by_month in found.values())
    assert claims.sales is not None
    assert claims.together is not None
    assert (claims.sales.value, claims.together.value) == (11.0, 15.0)


def test_undo_takes_back_being_done_but_neither_the_opening_nor_what_was_revealed() -> None:
    one = done(sealed(), MARKETING)
    step = undo_step(undoable(one), "Ada")
    assert step is not None
    assert step.label == "done"
    back = take_back(one, step)
    (found,) = rounds(back)
    assert not found.done
    later = undo_step(undoable(back), "Ada")
    assert later is None or later.label != "open"
    both = done(one, SALES, "Bob")
    for author in ("Ada", "Bob"):
        step = undo_step(undoable(both), author)
        assert step is None or step.label == "edit"


def test_a_seat_that_is_not_done_after_all_says_so() -> None:
    log = done(sealed(), MARKETING)
    log = gesture(log, list(saying_done(log, MARKETING, done=False)), "Ada", "not yet")
    log = done(log, SALES, "Bob")
    found = open_round(log)
    assert found is not None
    assert found.done == {SALES}


def test_two_who_open_a_round_at_once_end_both_together() -> None:
    start = agreed_before()
    a = gesture(start, [opening(MARKETING, "a", "Budget")], "Ada", "open")
    b = gesture(start, [opening(SALES, "b", "Volumes")], "Bob", "open")
    log = says(merge(a, b), SALES, KEY, 20.0, "Bob")
    assert fold(seen(log, MARKETING)) == fold(start)
    log = done(done(log, MARKETING), SALES, "Bob")
    assert all(one.over for one in rounds(log))


def test_a_round_is_no_part_of_the_plan() -> None:
    assert fold(done(sealed(), MARKETING)) == fold(says(agreed_before(), SALES, KEY, 11.0, "Bob"))
    assert live(sealed())[-1].key == "round:one"
