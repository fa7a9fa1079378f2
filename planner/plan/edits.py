"""Edits: the only truth of a plan. The log is a set of edits; the plan is its fold."""

from dataclasses import dataclass

from planner.base.stages import Seat

Value = float | str | None
"""A number (rates 0 to 1, money in plan currency, days), a text, or None for withdrawn."""

RETRACT = "retract"
"""Key of an edit that retracts others; its value is their ids, separated by spaces."""

MERGED = "merged"
"""Key of an edit that took a copy in; its value is the ids of the edits that came with it."""

SIGN = "sign:"
"""Begins the key of a seat's signature; the hash of what it signs follows."""

ROUND = "round:"
"""Begins the keys of a sealed round (see `sealed`)."""

LATCH = "latch:"
"""Begins the key of a seat's passphrase (see `latches`)."""


@dataclass(frozen=True, slots=True)
class Draft:
    """An edit as asked for, before it has an id; `typed` is the text to show on F2."""

    seat: Seat
    key: str
    value: Value
    typed: str = ""


@dataclass(frozen=True, slots=True, order=True)
class Edit:
    """One entry of the log, ordered by (clock, id); `time` is ISO 8601 with zone.

    `step` is the same for all edits of one gesture, `label` names that gesture for undo.
    """

    clock: int
    id: str
    time: str
    author: str
    seat: Seat
    key: str
    value: Value
    typed: str = ""
    step: str = ""
    label: str = ""
