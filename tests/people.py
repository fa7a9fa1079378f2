"""Made-up people at the keyboard, and a sample company small enough for many tests."""

import itertools
from functools import cache

from planner.sample import Company, make_company
from planner.session import Identity


def person(name: str = "Ada") -> Identity:
    """Return somebody whose clock stands still and whose ids are new ones every time."""
    numbers = itertools.count()
    return Identity(name, lambda: "2026-11-02T12:00:00+01:00", lambda: f"{name}-{next(numbers)}")


@cache
def small_company() -> Company:
    """Return the sample company with few leads."""
    return make_company(leads=1500)
