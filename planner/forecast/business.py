"""Whose a line is: of which team, and whether it brings new or existing business."""

from planner.base.line_names import JOINED, OTHER
from planner.plan.document import SALES_TEAMS, Line, Plan
from planner.plan.goals import Business

TYPE = "type"
"""The dimension of the type of business."""


def is_marketings(line: Line) -> bool:
    """Whether Marketing sources a line."""
    return line.source_team.casefold() not in SALES_TEAMS


def of_business(plan: Plan, line: Line, business: Business) -> bool:
    """Whether a line brings a type of business.

    Where lines are cut by type, its label tells: one that begins with "new" is new business. Else
    lines that existing customers bring are existing business, all others new.
    """
    if business is Business.ALL:
        return True
    labels = line.name.split(JOINED)
    told = TYPE in plan.by and len(labels) == len(plan.by)
    if told and (label := labels[plan.by.index(TYPE)]) != OTHER:
        new = label.casefold().startswith("new")
    else:
        new = line.source_team.casefold() != "customer"
    return new is (business is Business.NEW)
