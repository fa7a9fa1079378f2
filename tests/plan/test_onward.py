"""The next fold from the last one: the same plan, with what did not change kept as it is."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from planner.plan import onward as next_fold
from planner.plan.document import TEAM_LINE, Plan
from planner.plan.edits import Draft
from planner.plan.fold import Folded, folded
from planner.plan.keys import VOLUME
from planner.plan.log import Log
from planner.plan.onward import onward
from tests.plan.histories import ACTIONS, GESTURES, NUMBERS, POSITIONS, SEATS, START, played
from tests.plan_words import MARKETING, SALES, lines, says

PLAIN = st.lists(st.builds(Draft, SEATS, st.sampled_from(POSITIONS), NUMBERS), min_size=1)


def same(one: Folded, other: Folded) -> bool:
    """Whether two folds say the same, in the same order."""
    names = (*one.plan.lines, TEAM_LINE)
    told = (list(f.plan.claims) + [list(m) for m in f.plan.claims.values()] for f in (one, other))
    first, second = told
    return (
        (one.plan, one.spoken, first) == (other.plan, other.spoken, second)
        and list(one.spoken) == list(other.spoken)
        and all(one.plan.said_of(line) == other.plan.said_of(line) for line in names)
    )


@given(ACTIONS, st.lists(GESTURES | PLAIN | st.sampled_from(["undo", "redo"]), max_size=6))
def test_going_on_from_any_earlier_fold_is_folding_anew(earlier: list, then: list) -> None:
    log = played("Ada", earlier)
    found = folded(log)
    for action in then:
        log = played("Ada", [action], log)
        found = onward(log, found)
        assert same(found, folded(log))


@given(ACTIONS, ACTIONS)
def test_logs_of_which_neither_begins_with_the_other_are_folded_anew(one: list, two: list) -> None:
    mine, theirs = played("Ada", one), played("Bob", two)
    assert same(onward(theirs, folded(mine)), folded(theirs))
    both = mine.add(theirs.edits)
    assert same(onward(both, folded(mine)), folded(both))


def without_folding(log: Log, before: Folded, monkeypatch: pytest.MonkeyPatch) -> Plan:
    with monkeypatch.context() as patched:
        patched.delattr(next_fold, "folded")
        return onward(log, before).plan


def test_a_position_leaves_what_was_said_of_other_lines(monkeypatch: pytest.MonkeyPatch) -> None:
    log = says(says(lines("Events", "Web"), SALES, "Events/volume", 10.0), SALES, "Web/volume", 4)
    before = folded(log)
    events, web = before.plan.lines
    log = says(says(log, SALES, "Events/volume", 12.0), MARKETING, "Events/volume/2027-03", 20.0)
    plan = without_folding(log, before, monkeypatch)
    assert plan.said_of(web) is before.plan.said_of(web)
    assert plan.said_of(events) != before.plan.said_of(events)
    assert list(plan.claims_of("Events", VOLUME)) == [None, 2027 * 12 + 2]


def test_what_is_no_position_is_folded_anew(monkeypatch: pytest.MonkeyPatch) -> None:
    before = folded(says(START, SALES, "Events/volume", 10.0))
    for key, value in (("goal", 5.0), ("comment:sales:Events/volume", "why"), ("Events/gone", 1.0)):
        with pytest.raises(NameError):
            without_folding(says(before.log, SALES, key, value), before, monkeypatch)
