"""CRM exports into a snapshot of journeys: propose, correct, take in."""

from planner.intake.propose import propose
from planner.intake.recognition.hints import Hints
from planner.intake.recognition.proposal import Proposal, ProposedColumn, ProposedTable
from planner.intake.recognition.stagewords import StageMapping
from planner.intake.snapshot import take_in

__all__ = [
    "Hints",
    "Proposal",
    "ProposedColumn",
    "ProposedTable",
    "StageMapping",
    "propose",
    "take_in",
]
