"""Names of those who work the leads: Rep 1, Rep 2, … wherever they would stand."""

import re
from collections.abc import Callable
from hashlib import sha256

from planner.journeys.table import BLANK, Snapshot
from planner.plan.document import Plan
from planner.plan.keys import quote

Said = Callable[[str], str]
REPS = ("rep", "owner", "sdr")
"""Dimensions that name people."""


def as_it_is(text: str) -> str:
    """Return a text unchanged."""
    return text


def names_said(plan: Plan, snapshot: Snapshot | None) -> Said:
    """Return how a text is said where the plan hides names; as it is where it does not."""
    return names_hidden(snapshot) if plan.board.hide_names else as_it_is


def names_hidden(snapshot: Snapshot | None) -> Said:
    """Return how a text is said without the names of reps; as it is where there are none."""
    names = _names(snapshot)
    if not names:
        return as_it_is
    called = {name: f"Rep {i}" for i, name in enumerate(names, 1)}
    called |= {quote(name): said for name, said in called.items()}
    longest_first = sorted(map(re.escape, called), key=len, reverse=True)
    pattern = re.compile(rf"(?<!\w)(?:{'|'.join(longest_first)})(?!\w)")
    return lambda text: pattern.sub(lambda hit: called[hit[0]], text)


def names_mark(snapshot: Snapshot | None) -> str:
    """Return a mark that is another as soon as any rep is called by another number."""
    return sha256("\n".join(_names(snapshot)).encode("utf-8", "replace")).hexdigest()[:12]


def _names(snapshot: Snapshot | None) -> list[str]:
    if snapshot is None:
        return []
    found = snapshot.journeys.dimensions
    names = {label for name in REPS if name in found for label in found[name].labels}
    names |= {rep.name for rep in snapshot.reps}
    return sorted(names - {"", BLANK})
