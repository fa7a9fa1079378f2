"""Progress of long work, and its cancellation."""

from typing import Protocol


class CancelledError(Exception):
    """The person asked to stop; nothing has been written."""


class Progress(Protocol):
    """Called now and then by long work; raises CancelledError when asked to stop."""

    def __call__(self, what: str, done: int, total: int) -> None:
        """Report `done` of `total` units of `what`; `total` 0 means unknown."""


def silent(what: str, done: int, total: int) -> None:
    """Ignore progress."""
