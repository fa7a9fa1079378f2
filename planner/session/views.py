"""The planner's words a window speaks in: what a session takes and gives."""

from planner.agreement.results import Results
from planner.intake import ProposedColumn, ProposedTable, Proposal, StageMapping
from planner.intake.fields import ENTITY_FIELDS, Entity
from planner.journeys.table import SetAside, Snapshot
from planner.plan.edits import Draft
from planner.plan.resolve import View

__all__ = [
    "ENTITY_FIELDS",
    "Draft",
    "Entity",
    "ProposedColumn",
    "ProposedTable",
    "Proposal",
    "Results",
    "SetAside",
    "Snapshot",
    "StageMapping",
    "View",
]
