"""Who edits, and where time and fresh ids come from."""

from collections.abc import Callable
from dataclasses import dataclass


@dataclass(frozen=True)
class Identity:
    """`author` names the person, `now` gives ISO 8601 with zone, `new_id` a fresh id."""

    author: str
    now: Callable[[], str]
    new_id: Callable[[], str]
