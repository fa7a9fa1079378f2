"""Names of those who work the leads: Rep 1, Rep 2, … wherever they would stand."""

import re
from collections.abc import Callable

from planner.journeys.table import BLANK, Snapshot
from planner.plan.document import Plan

Said = Callable[[str], str]
REPS = ("rep", "owner", "sdr")
"""Dimensions that name people."""


def as_it_is(text: str) -> str:
    """Return a text unchanged."""
    return text


def names_said(plan: Plan, snapshot: Snapshot | None) -> Said:
    """Return how a text is said where the plan hides names; as it is where it does not."""
    if not plan.board.hide_names or snapshot is None:
        return as_it_is
    found = snapshot.journeys.dimensions
    names = {label for name in REPS if name in found for label in found[name].labels}
    names |= {rep.name for rep in snapshot.reps}
    names -= {"", BLANK}
    if not names:
        return as_it_is
    called = {name: f"Rep {i}" for i, name in enumerate(sorted(names), 1)}
    longest_first = sorted(map(re.escape, called), key=len, reverse=True)
    pattern = re.compile(rf"(?<!\w)(?:{'|'.join(longest_first)})(?!\w)")
    return lambda text: pattern.sub(lambda hit: called[hit[0]], text)
