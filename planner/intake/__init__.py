"""CRM exports into a snapshot of journeys: propose, correct, take in."""

from planner.intake.hints import Hints
from planner.intake.proposal import Proposal, ProposedColumn, ProposedTable
from planner.intake.propose import propose
from planner.intake.snapshot import take_in
from planner.intake.stagewords import StageMapping

__all__ = [
    "Hints",
    "Proposal",
    "ProposedColumn",
    "ProposedTable",
    "StageMapping",
    "propose",
    "take_in",
]
