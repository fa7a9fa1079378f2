"""Goals in words: what they are about, of which business, and for when."""

from planner.plan.document import Plan
from planner.plan.goals import Business, Goal, Measure
from planner.sheets.words import in_sentence

MEASURES = {
    Measure.BOOKINGS: "Bookings",
    Measure.SOURCED: "Marketing-sourced share",
    Measure.PIPELINE: "Pipeline created",
    Measure.COVERAGE: "Coverage",
}
TYPES = {Business.ALL: "All", Business.NEW: "New", Business.EXISTING: "Existing"}


def goal_title(plan: Plan, goal: Goal) -> str:
    """Return a goal's period and what it is about, such as 2027-Q2, pipeline created."""
    when = "Whole plan" if goal.period is None else goal.period.text(plan.fiscal_start)
    business = f", {TYPES[goal.business].lower()} business" if goal.business else ""
    return f"{when}, {in_sentence(MEASURES[goal.measure])}{business}"
