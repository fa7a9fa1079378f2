"""Memory of what was computed, owned by whoever computes again and again."""

from collections import OrderedDict
from collections.abc import Callable, Hashable
from threading import Lock
from typing import TypeVar, cast

T = TypeVar("T")
_MISSING = object()


class Memo:
    """Keeps the last `size` values by key, so that an edit recomputes only what it touches.

    Several threads may ask.
    """

    def __init__(self, size: int = 2048) -> None:
        self._size = size
        self._known: OrderedDict[Hashable, object] = OrderedDict()
        self._touching = Lock()

    def __contains__(self, key: Hashable) -> bool:
        """Whether the value of a key is known."""
        return key in self._known

    def __call__(self, key: Hashable, make: Callable[[], T]) -> T:
        """Return the value made for an equal key before, else make and keep it.

        Keys of one memo must differ in kind where their values do.
        """
        with self._touching:
            found = self._known.get(key, _MISSING)
            if found is not _MISSING:
                self._known.move_to_end(key)
                return cast("T", found)
        made = make()
        with self._touching:
            self._known[key] = made
            if len(self._known) > self._size:
                self._known.popitem(last=False)
        return made
