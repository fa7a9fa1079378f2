"""Memory of what was computed, owned by whoever computes again and again."""

from collections.abc import Callable, Hashable
from threading import Lock
from typing import Any, TypeVar

T = TypeVar("T")
_MISSING = object()


class Memo:
    """Keeps the last `size` values by key, so that an edit recomputes only what it touches.

    Several threads may ask.
    """

    def __init__(self, size: int = 2048) -> None:
        self._size = size
        self._known: dict[Hashable, Any] = {}
        self._latest: dict[Hashable, tuple[tuple[object, ...], Any]] = {}
        self._touching = Lock()

    def __contains__(self, key: Hashable) -> bool:
        """Whether the value of a key is known."""
        return key in self._known

    def __call__(self, key: Hashable, make: Callable[[], T]) -> T:
        """Return the value made for an equal key before, else make and keep it.

        Keys of one memo must differ in kind where their values do.
        """
        found: T = self._known.get(key, _MISSING)
        if found is not _MISSING:
            return found
        made = make()
        self._keep(self._known, key, made)
        return made

    def latest(self, key: Hashable, parts: tuple[object, ...], make: Callable[[], T]) -> T:
        """Return the value of a key while the parts it is made of are equal, else make it anew.

        Parts that are the same objects as before are not looked into, which is quicker than a key
        of all of them; the value of other parts is forgotten.
        """
        found = self._latest.get(key)
        if found is not None and found[0] == parts:
            kept: T = found[1]
            return kept
        made = make()
        self._keep(self._latest, key, (parts, made))
        return made

    def _keep(self, known: dict[Hashable, T], key: Hashable, value: T) -> None:
        """Keep a value, and forget the one that was made first."""
        with self._touching:
            known[key] = value
            if len(known) > self._size:
                del known[next(iter(known))]
