"""Random histories of copies of one plan: gestures of every kind, undone, redone and merged."""

from hypothesis import strategies as st

from planner.base.stages import Seat
from planner.plan.edits import Draft
from planner.plan.log import Log, redo_step, undo_step
from planner.plan.merging import merge_drafts, unite_logs
from tests.plan_words import gesture, lines, says, take_back

UNDO, REDO = "undo", "redo"
START = lines("Events", "Web")
POSITIONS = ("Events/volume", "Events/volume/2027-03", "Web/rate:MQL>SAL", "Web/deal_size")
SETTINGS = ("goal", "plan:months", "note:Events/volume", "data:snapshot")
NUMBERS = st.none() | st.sampled_from([0.0, 0.25, 1.0, 24.0])
SEATS = st.sampled_from(Seat)


def _edits() -> st.SearchStrategy[Draft]:
    """Positions, settings, parking, comments, scenarios, signatures, and sealed rounds."""
    key = st.sampled_from(POSITIONS)
    words = st.sampled_from(["no data yet", "test in May"])
    inside = st.builds("scenario:{}/{}".format, st.sampled_from(["stretch", "low"]), key)
    scenario = st.sampled_from(["scenario:stretch", "scenario:low"])
    a_round = st.sampled_from(["round:one", "round:two"])
    ends = st.sampled_from(["/done", "/reveal"])
    named = st.none() | st.just('{"name": "Stretch", "parent": ""}')
    return st.one_of(
        st.builds(Draft, SEATS, key | inside | st.sampled_from(SETTINGS), NUMBERS),
        st.builds(Draft, SEATS, st.builds("park:{}".format, key), st.none() | words),
        st.builds(Draft, SEATS, st.builds("comment:sales:{}".format, key), words),
        st.builds(Draft, SEATS, scenario, named),
        st.builds(Draft, SEATS, st.just("sign:f00d"), st.just("{}")),
        st.builds(Draft, SEATS, a_round, st.just("Budget")),
        st.builds(Draft, SEATS, st.builds("{}{}".format, a_round, ends), st.none() | words),
    )


GESTURES = st.lists(_edits(), min_size=1, max_size=3)
ACTIONS = st.lists(GESTURES | st.sampled_from([UNDO, REDO]), max_size=8)


def played(author: str, actions: list[list[Draft] | str], log: Log = START) -> Log:
    """Return the log after an author's gestures, undos and redos."""
    for action in actions:
        if isinstance(action, list):
            log = gesture(log, action, author)
            continue
        step = (undo_step if action == UNDO else redo_step)(log, author)
        log = log if step is None else take_back(log, step, author)
    return log


def taken_in(mine: Log, theirs: Log, author: str) -> Log:
    """Return the log after a person merged another copy."""
    union = unite_logs(mine, theirs)
    drafts = merge_drafts(union, Seat.TOGETHER)
    return gesture(union.log, list(drafts), author, "merge copy") if drafts else mine


def agreed_before() -> Log:
    """Return a start at which both hold something."""
    return says(says(START, Seat.SALES, "Events/volume", 10.0), Seat.MARKETING, "goal", 5.0)
