"""Reading the values of settings: each reader gives None for what it cannot read."""

import json
import math
from collections.abc import Callable
from typing import TypeVar

from planner.base.days import Month, parse_month
from planner.base.stages import parse_stages
from planner.evidence.touch_rules import Rule

T = TypeVar("T")
Reader = Callable[[object], T | None]


def text(value: object) -> str | None:
    """Return a text."""
    return value if isinstance(value, str) else None


def amount(value: object) -> float | None:
    """Return a finite number from zero on."""
    if isinstance(value, bool) or not isinstance(value, (int, float)):
        return None
    return float(value) if math.isfinite(value) and value >= 0 else None


def whole(low: int, high: int) -> Reader[int]:
    """Return a reader of whole numbers within bounds."""

    def read(value: object) -> int | None:
        number = amount(value)
        return int(number) if number is not None and low <= number <= high else None

    return read


def rule(value: object) -> Rule | None:
    """Return the attribution rule of that name."""
    return next((rule for rule in Rule if rule == value), None)


def month(value: object) -> Month | None:
    """Return the month of YYYY-MM."""
    try:
        return parse_month(str(value))
    except ValueError:
        return None


def stages(value: object) -> tuple[str, ...] | None:
    """Return the stages of A>B>C."""
    try:
        return parse_stages(str(value))
    except ValueError:
        return None


def names(value: object) -> tuple[str, ...] | None:
    """Return the names of a,b,c."""
    found = tuple(name.strip() for name in str(value or "").split(","))
    return found if all(found) else None


def line(value: object) -> tuple[str, str] | None:
    """Return a line's entry stage and source team."""
    try:
        said = json.loads(str(value))
        return str(said["entry"]), str(said.get("team", "Marketing"))
    except (ValueError, TypeError, KeyError, AttributeError):
        return None


def scenario(value: object) -> tuple[str, str] | None:
    """Return a scenario's name and its parent's id."""
    try:
        said = json.loads(str(value))
        return str(said["name"]), str(said.get("parent", ""))
    except (ValueError, TypeError, KeyError, AttributeError):
        return None
