"""What a merge brings: nothing lost, both sayings beside each other, and one step to undo."""

import pytest
from hypothesis import given

from planner.base.stages import Seat
from planner.plan.edits import RETRACT, Draft
from planner.plan.fold import fold
from planner.plan.log import Log, live, merge, redo_step, undo_step
from planner.plan.merging import Change, Side, merge_drafts, unite_logs
from tests.plan.histories import ACTIONS, START, agreed_before, played, taken_in
from tests.plan_words import MARKETING, SALES, TOGETHER, gesture, says, take_back

pytestmark = pytest.mark.long
KEY = "Events/volume"


def histories(one, other, third=()) -> tuple[Log, Log, Log]:
    """Three people go on from one plan."""
    start = agreed_before()
    return played("Ada", one, start), played("Bob", other, start), played("Cem", list(third), start)


@given(ACTIONS, ACTIONS, ACTIONS)
def test_merging_is_a_union_in_any_order(one, other, third) -> None:
    a, b, c = histories(one, other, third)
    assert merge(a, b) == merge(b, a)
    assert merge(merge(a, b), c) == merge(a, merge(b, c)) == merge(merge(c, a), b)
    assert merge(a, a) == a
    assert fold(merge(a, b)) == fold(merge(b, a))


@given(ACTIONS, ACTIONS)
def test_nothing_is_lost_or_invented(one, other) -> None:
    a, b, _ = histories(one, other)
    union = unite_logs(a, b)
    assert set(union.log.edits) == set(a.edits) | set(b.edits)
    assert set(union.added) == set(b.edits) - set(a.edits)
    assert union.common == len(set(a.edits) & set(b.edits))


@given(ACTIONS, ACTIONS)
def test_what_is_said_of_a_merge_is_what_it_does(one, other) -> None:
    a, b, _ = histories(one, other)
    told = {(change.seat, change.key): change.after for change in unite_logs(a, b).changes}
    again = unite_logs(a, taken_in(a, b, "Ada"))
    assert {(c.seat, c.key): c.after for c in again.changes} == told


@given(ACTIONS, ACTIONS)
def test_a_conflict_is_one_whichever_copy_looks(one, other) -> None:
    a, b, _ = histories(one, other)
    here, there = unite_logs(a, b).conflicts, unite_logs(b, a).conflicts
    assert [(c.where, c.mine, c.theirs, c.counts) for c in here] == [
        (c.where, c.theirs, c.mine, c.counts) for c in there
    ]


@given(ACTIONS, ACTIONS)
def test_undoing_a_merge_brings_the_plan_back_and_redoing_the_merged(one, other) -> None:
    a, b, _ = histories(one, other)
    merged = taken_in(a, b, "Ada")
    if merged == a:
        return
    step = undo_step(merged, "Ada")
    assert step is not None
    assert step.label == "merge copy"
    undone = take_back(merged, step, "Ada")
    assert fold(undone) == fold(a)
    assert set(merged.edits) <= set(undone.edits)
    redo = redo_step(undone, "Ada")
    assert redo is not None
    assert fold(take_back(undone, redo, "Ada")) == fold(merged)


@given(ACTIONS, ACTIONS)
def test_an_undone_merge_takes_nothing_from_the_colleague(one, other) -> None:
    """Ada takes Bob's copy in and undoes that; Bob then merges hers and keeps all he said."""
    a, b, _ = histories(one, other)
    merged = taken_in(a, b, "Ada")
    step = undo_step(merged, "Ada") if merged != a else None
    if step is None:
        return
    undone = take_back(merged, step, "Ada")
    at_bobs = taken_in(b, undone, "Bob")
    assert fold(at_bobs) == fold(taken_in(b, merged, "Bob"))
    assert fold(taken_in(undone, b, "Ada")) == fold(merged)


def test_both_sayings_of_one_seat_stand_beside_each_other() -> None:
    start = says(START, SALES, KEY, 10.0)
    mine = says(start, SALES, KEY, 12.0, author="Ada")
    theirs = says(says(start, SALES, "goal", 1.0, "Bob"), SALES, KEY, 15.0, author="Bob")
    (conflict,) = unite_logs(mine, theirs).conflicts
    assert (conflict.seat, conflict.key) == (SALES, KEY)
    assert (conflict.mine.value, conflict.mine.author) == (12.0, "Ada")
    assert (conflict.theirs.value, conflict.theirs.author) == (15.0, "Bob")
    assert conflict.counts == 15.0


def test_what_only_one_copy_changed_is_no_conflict() -> None:
    start = says(START, SALES, KEY, 10.0)
    theirs = says(says(start, SALES, KEY, 15.0, "Bob"), MARKETING, KEY, 11.0, "Bob")
    union = unite_logs(says(start, SALES, "Web/volume", 1.0), theirs)
    assert union.conflicts == ()
    assert union.changes == (Change(MARKETING, KEY, None, 11.0), Change(SALES, KEY, 10.0, 15.0))


def test_two_seats_that_differ_are_in_dispute_not_in_conflict() -> None:
    mine, theirs = says(START, SALES, KEY, 10.0), says(START, MARKETING, KEY, 20.0, "Bob")
    assert unite_logs(mine, theirs).conflicts == ()


def test_an_undo_against_a_new_value_names_who_undid() -> None:
    start = says(says(START, SALES, KEY, 10.0), SALES, KEY, 12.0)
    step = undo_step(start, "Ada")
    assert step is not None
    mine = take_back(start, step, "Ada")
    (conflict,) = unite_logs(mine, says(start, SALES, KEY, 15.0, "Bob")).conflicts
    assert (conflict.mine.value, conflict.mine.author) == (10.0, "Ada")
    assert conflict.theirs.value == 15.0


def test_keeping_mine_says_it_again() -> None:
    start = says(START, SALES, KEY, 10.0)
    mine = says(start, SALES, KEY, 12.0, author="Ada")
    theirs = says(says(start, SALES, "goal", 1.0, "Bob"), SALES, KEY, 15.0, author="Bob")
    union = unite_logs(mine, theirs)
    drafts = merge_drafts(union, TOGETHER, {(SALES, KEY): Side.HERE})
    merged = gesture(union.log, list(drafts), "Ada", "merge copy")
    assert {e.value for e in live(merged) if e.key == KEY and e.seat is SALES} == {10, 12, 15}
    assert unite_logs(mine, merged).changes == (Change(None, "goal", None, 1.0),)


def test_taking_theirs_says_it_again_where_mine_is_later() -> None:
    start = says(START, SALES, KEY, 10.0)
    mine = says(says(start, SALES, "goal", 1.0), SALES, KEY, 12.0, author="Ada")
    union = unite_logs(mine, says(start, SALES, KEY, 15.0, author="Bob"))
    assert union.conflicts[0].counts == 12.0
    drafts = merge_drafts(union, TOGETHER, {(SALES, KEY): Side.THERE})
    merged = gesture(union.log, list(drafts), "Ada", "merge copy")
    assert unite_logs(mine, merged).changes == (Change(SALES, KEY, 12.0, 15.0),)


def test_a_merged_copy_brings_nothing_the_second_time() -> None:
    mine, theirs = says(START, SALES, KEY, 10.0), says(START, MARKETING, KEY, 20.0, "Bob")
    merged = taken_in(mine, theirs, "Ada")
    union = unite_logs(merged, theirs)
    assert union.nothing_new
    assert merge_drafts(union, TOGETHER) == ()


def test_one_id_with_two_contents_keeps_both_and_is_told() -> None:
    mine = says(START, SALES, KEY, 10.0)
    theirs = says(START, SALES, KEY, 11.0)
    union = unite_logs(mine, theirs)
    assert union.doubled == (mine.edits[-1].id,)
    assert {e.value for e in union.log.edits if e.key == KEY} == {10.0, 11.0}


def test_a_retraction_in_the_copy_holds_after_the_merge() -> None:
    shared = says(START, SALES, KEY, 10.0)
    theirs = gesture(shared, [Draft(Seat.SALES, RETRACT, shared.edits[-1].id)], "Bob")
    (change,) = unite_logs(shared, theirs).changes
    assert (change.before, change.after) == (10.0, None)
