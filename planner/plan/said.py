"""All that was said of a line, as one value that is quickly told from another."""

from collections.abc import Hashable


class Said:
    """Words that decide a line's values: equal for equal words, its hash counted once."""

    __slots__ = ("_hash", "_words")

    def __init__(self, words: Hashable) -> None:
        self._words = words
        self._hash = hash(words)

    def __hash__(self) -> int:
        return self._hash

    def __eq__(self, other: object) -> bool:
        if self is other:
            return True
        return isinstance(other, Said) and self._hash == other._hash and self._words == other._words
