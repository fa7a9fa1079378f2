"""Lead quality: which fields separate won from not, and the definition of a qualified lead."""

from planner.evidence.quality.fields import Field, Level, fields_of
from planner.evidence.quality.leads import Leads, leads_of
from planner.evidence.quality.proposal import Step, nearest, steps_of
from planner.evidence.quality.qualified import Qualified, qualified
from planner.evidence.quality.rule import Clause, Rule

__all__ = [
    "Clause",
    "Field",
    "Leads",
    "Level",
    "Qualified",
    "Rule",
    "Step",
    "fields_of",
    "leads_of",
    "nearest",
    "qualified",
    "steps_of",
]
