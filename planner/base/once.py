"""What follows from something, made once, whichever thread asks first."""

from collections.abc import Callable
from contextlib import AbstractContextManager
from threading import RLock
from typing import Any, TypeVar

T = TypeVar("T")


class Once:
    """Makes each value by its name at the first asking.

    Whoever has something new to follow from starts another one: what a thread is still making of
    the old then ends in the old, and cannot pass for new.
    """

    def __init__(self) -> None:
        self._made: dict[str, Any] = {}
        self._making: dict[str, AbstractContextManager[bool]] = {}

    def __call__(self, name: str, make: Callable[[], T]) -> T:
        """Return the value of a name, made now unless it was made before."""
        if name not in self._made:
            with self._making.setdefault(name, RLock()):
                if name not in self._made:
                    self._made[name] = make()
        made: T = self._made[name]
        return made
