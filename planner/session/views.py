"""The planner's words a window speaks in: what a session takes and gives."""

from planner.agreement.results import Results
from planner.evidence import Measures, Prepared, measure, plan_window, prepare
from planner.intake import Proposal, ProposedColumn, ProposedTable, StageMapping
from planner.intake.fields import ENTITY_FIELDS, Entity
from planner.journeys.table import SetAside, Snapshot
from planner.plan.assumption import View
from planner.plan.edits import Draft

__all__ = [
    "ENTITY_FIELDS",
    "Draft",
    "Entity",
    "Measures",
    "Prepared",
    "Proposal",
    "ProposedColumn",
    "ProposedTable",
    "Results",
    "SetAside",
    "Snapshot",
    "StageMapping",
    "View",
    "measure",
    "plan_window",
    "prepare",
]
