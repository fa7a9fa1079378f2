"""What the desk has worked out already goes into the pack, if it is of the plan as it stands."""

from dataclasses import replace

from planner.agreement.results import results
from planner.output.pack.build import board_pack
from planner.output.pack.source import Known, Source, work_out
from planner.sheets.moves import moves
from planner.sheets.outlook import outlook
from tests.output import boards


def test_pages_are_the_same_whether_their_findings_were_known_or_not() -> None:
    found = boards.argued()
    beside = (("Two more reps", replace(found.plan, goal=1.0)),)
    known = Known(outlook(found, others=beside), moves(found))
    told = work_out(found, None, known=known)
    assert told.moves is known.moves
    assert known.outlook is not None
    assert told.outlook.chances is known.outlook.chances
    afresh = Source(found, None, work_out(found, None))
    assert repr(board_pack(Source(found, None, told))) == repr(board_pack(afresh))


def test_findings_of_an_earlier_state_of_the_plan_are_left() -> None:
    before = boards.argued()
    known = Known(outlook(before), moves(before))
    now = results(replace(before.plan, goal=1.0), before.evidence)
    told = work_out(now, None, known=known)
    assert told.outlook.results is now
    assert told.moves.results is now
