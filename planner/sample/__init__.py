"""A made-up company with known truth: the tests' measure and the app's sample."""

from planner.sample.company import LATER, Company, journeys, later, make_company
from planner.sample.exports import write_exports
from planner.sample.touch_reports import monthly_spend
from planner.sample.truth import Truth

__all__ = [
    "LATER",
    "Company",
    "Truth",
    "journeys",
    "later",
    "make_company",
    "monthly_spend",
    "write_exports",
]
