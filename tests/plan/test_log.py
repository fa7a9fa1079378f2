"""Laws of the edit log: merge, replay, undo and redo."""

import itertools

from hypothesis import given
from hypothesis import strategies as st

from planner.base.stages import Seat
from planner.plan.edits import RETRACT, Draft, Edit
from planner.plan.fold import fold
from planner.plan.log import Log, live, merge, redo_step, undo_step
from tests.plan_words import EMPTY, MARKETING, NOON, SALES, gesture, lines, says, take_back

KEYS = ("Events/volume", "Events/deal_size", "goal", "plan:months", "Events/rate:MQL>SAL")
VALUES = st.none() | st.sampled_from([0.0, 0.25, 1.0, 24.0])
DRAFTS = st.lists(
    st.builds(Draft, st.sampled_from(Seat), st.sampled_from(KEYS), VALUES), min_size=1, max_size=3
)
ACTIONS = st.lists(st.tuples(st.sampled_from(["Ada", "Bob"]), DRAFTS | st.just(None)), max_size=8)
START = lines("Events")


def played(actions: list[tuple[str, list[Draft] | None]], log: Log = START) -> Log:
    """Return the log after gestures; None stands for an undo."""
    for author, drafts in actions:
        if drafts is not None:
            log = gesture(log, drafts, author)
        elif (step := undo_step(log, author)) is not None:
            log = take_back(log, step, author)
    return log


LOGS = ACTIONS.map(played)


@given(LOGS, LOGS, LOGS)
def test_merge_is_commutative_associative_and_idempotent(a: Log, b: Log, c: Log) -> None:
    assert merge(a, b) == merge(b, a)
    assert merge(merge(a, b), c) == merge(a, merge(b, c))
    assert merge(a, a) == a
    assert merge(merge(a, b), b) == merge(a, b)


@given(LOGS, LOGS)
def test_merge_loses_nothing_and_invents_nothing(a: Log, b: Log) -> None:
    assert set(merge(a, b).edits) == set(a.edits) | set(b.edits)


@given(LOGS, st.randoms(use_true_random=False))
def test_a_plan_does_not_depend_on_the_order_of_replay(log: Log, random) -> None:
    shuffled = list(log.edits)
    random.shuffle(shuffled)
    one_by_one = EMPTY
    for edit in shuffled:
        one_by_one = one_by_one.add([edit])
    assert one_by_one == Log.of(shuffled) == log
    assert fold(one_by_one) == fold(log)


@given(LOGS, ACTIONS)
def test_undoing_all_restores_and_redoing_all_restores_again(before: Log, later) -> None:
    mine = [("Cem", drafts) for _, drafts in later if drafts is not None]
    after = played(mine, before)
    log, undone = after, 0
    while (step := undo_step(log, "Cem")) is not None:
        log, undone = take_back(log, step, "Cem"), undone + 1
    assert undone == len(mine)
    assert fold(log) == fold(before)
    for _ in range(undone):
        step = redo_step(log, "Cem")
        assert step is not None
        log = take_back(log, step, "Cem")
    assert redo_step(log, "Cem") is None
    assert fold(log) == fold(after)
    assert set(after.edits) <= set(log.edits)


def test_one_gesture_is_one_step_and_has_a_name() -> None:
    both = [Draft(SALES, "Events/volume", 10.0), Draft(SALES, "Events/deal_size", 5.0)]
    log = gesture(START, both, "Ada", "paste 2 cells in Sales")
    step = undo_step(log, "Ada")
    assert step is not None
    assert step.label == "paste 2 cells in Sales"
    assert fold(take_back(log, step)) == fold(START)


def test_nobody_undoes_a_colleagues_step() -> None:
    log = says(START, SALES, "Events/volume", 10.0, author="Bob")
    assert undo_step(log, "Ada") is None
    assert redo_step(log, "Ada") is None


def test_a_new_edit_after_an_undo_leaves_nothing_to_redo() -> None:
    log = says(START, SALES, "Events/volume", 10.0)
    step = undo_step(log, "Ada")
    assert step is not None
    log = take_back(log, step)
    assert redo_step(log, "Ada") is not None
    log = says(log, SALES, "Events/deal_size", 5.0)
    assert redo_step(log, "Ada") is None
    newest = undo_step(log, "Ada")
    assert newest is not None
    assert newest.ids != step.ids


def test_an_undo_in_one_copy_holds_after_merging() -> None:
    shared = says(START, SALES, "Events/volume", 10.0)
    step = undo_step(shared, "Ada")
    assert step is not None
    mine = take_back(shared, step)
    theirs = says(shared, MARKETING, "Events/volume", 20.0, author="Bob")
    united = fold(merge(mine, theirs))
    assert [c.sales for by in united.claims.values() for c in by.values()] == [None]


def test_the_last_edit_wins_by_clock_then_id() -> None:
    def at(clock: int, name: str, value: float) -> Edit:
        return Edit(clock, name, NOON, "Ada", SALES, "goal", value)

    edits = [at(4, "b", 2.0), at(3, "z", 1.0), at(4, "a", 3.0)]
    plans = {fold(Log.of(order)).goal for order in itertools.permutations(edits)}
    assert plans == {2.0}


def test_clocks_run_on_from_what_was_merged() -> None:
    far = Log.of([Edit(40, "x", NOON, "Bob", SALES, "goal", 1.0)])
    log = says(merge(START, far), SALES, "goal", 2.0)
    assert log.edits[-1].clock == 41
    assert fold(log).goal == 2.0


def test_a_retraction_reaches_only_what_came_before_it() -> None:
    before = Edit(1, "r", NOON, "Ada", SALES, RETRACT, "e")
    after = Edit(2, "e", NOON, "Ada", SALES, "goal", 7.0)
    assert live(Log.of([before, after])) == (after,)


def test_of_two_edits_under_one_id_the_last_in_the_log_counts() -> None:
    both = [Edit(4, "x", NOON, "Ada", seat, "goal", 1.0 + i) for i, seat in enumerate(Seat)]
    for copies in itertools.permutations(both):
        log = Log.of(copies)
        assert fold(log).goal == log.edits[-1].value
