"""How a plan comes to be open: new, from its file, or from what a crash left behind."""

from pathlib import Path

from planner.base.stages import Seat
from planner.plan import keys
from planner.plan.edits import Draft
from planner.session.identity import Identity
from planner.session.plan_session import PlanSession
from planner.session.roles import may_write
from planner.storage import WorkingCopy


def create_plan(workspace: Path, identity: Identity, name: str = "") -> PlanSession:
    """Return a new plan that has no file yet."""
    session = PlanSession(WorkingCopy.new(workspace), identity)
    if name:
        session.submit((Draft(Seat.TOGETHER, keys.NAME, name),), "new plan")
    return session


def open_plan(
    path: Path, workspace: Path, identity: Identity, *, reading: bool = False
) -> PlanSession:
    """Open a plan file; RefusedError for a missing, foreign, newer or damaged one.

    One that cannot be written is open for `reading`, told or not.
    """
    session = PlanSession(WorkingCopy.open(workspace, path), identity)
    session.reading = reading or not may_write(path)
    return session


def recover_plan(folder: Path, identity: Identity) -> PlanSession:
    """Open what a process that died left unsaved."""
    return PlanSession(WorkingCopy.recover(folder), identity)
