"""Memory of what was computed, owned by whoever computes again and again."""

from collections.abc import Callable, Hashable
from typing import TypeVar, cast

T = TypeVar("T")


class Memo:
    """Keeps the last `size` values by key, so that an edit recomputes only what it touches."""

    def __init__(self, size: int = 2048) -> None:
        self._size = size
        self._known: dict[Hashable, object] = {}

    def __call__(self, key: Hashable, make: Callable[[], T]) -> T:
        """Return the value made for an equal key before, else make and keep it.

        Keys of one memo must differ in kind where their values do.
        """
        if key in self._known:
            self._known[key] = self._known.pop(key)
        else:
            self._known[key] = make()
            if len(self._known) > self._size:
                del self._known[next(iter(self._known))]
        return cast("T", self._known[key])
