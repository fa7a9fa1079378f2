"""The value of an edit as people read it, by what its key is about."""

from planner.plan.document import Plan
from planner.plan.edits import Value
from planner.sheets.key_words import value_words
from planner.sheets.words import Tongue


def said(plan: Plan, key: str, value: Value) -> str:
    """Return a value in the unit of its key; nothing for a withdrawn one."""
    return value_words(plan, key, value, Tongue(currency=plan.currency)) or "nothing"
