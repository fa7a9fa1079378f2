"""Who edits, and where time and fresh ids come from."""

from collections.abc import Callable
from dataclasses import dataclass, replace


@dataclass(frozen=True)
class Identity:
    """`author` names the person, `now` gives ISO 8601 with zone, `new_id` a fresh id.

    `before` are names under which the person edited earlier.
    """

    author: str
    now: Callable[[], str]
    new_id: Callable[[], str]
    before: frozenset[str] = frozenset()

    def called(self, author: str) -> "Identity":
        """Return the same person under another name."""
        return replace(self, author=author, before=self.before | {self.author})
