"""Exported workbooks coming back: read, and held against what they were and what the plan is."""

from planner.output.returned.compare import Change, Comparison, Refusal, compare
from planner.output.returned.read import Returned, left_here, read_returned

__all__ = ["Change", "Comparison", "Refusal", "Returned", "compare", "left_here", "read_returned"]
