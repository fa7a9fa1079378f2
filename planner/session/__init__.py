"""PlanSession: the only mutable object; the window's and the command line's one door."""

from planner.session.identity import Identity
from planner.session.opening import create_plan, open_plan, recover_plan
from planner.session.plan_session import PlanSession
from planner.storage import Recoverable, recoverable

__all__ = [
    "Identity",
    "PlanSession",
    "Recoverable",
    "create_plan",
    "open_plan",
    "recover_plan",
    "recoverable",
]
