"""Who edits in this window: the person of the settings, the computer's clock, random ids."""

from datetime import datetime
from uuid import uuid4

from planner.session import Identity


def identity_of(author: str, before: frozenset[str] = frozenset()) -> Identity:
    """Return the identity of a person at this computer; `before` are names the person had."""
    return Identity(author, _now, lambda: uuid4().hex, before)


def _now() -> str:
    return datetime.now().astimezone().isoformat(timespec="seconds")
