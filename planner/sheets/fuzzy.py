"""Finding a name by a few letters of its words: the one matcher of cells, sheets and actions."""

import re
from collections.abc import Sequence

import numpy as np
import numpy.typing as npt

Scores = npt.NDArray[np.float64]
_WORD = re.compile(r"[^\W_]+")
EXACT, BEGINS, INSIDE, LOOSE = 10.0, 7.0, 4.0, 2.0
"""What a word is worth that is typed in full, begun, held inside, or hinted at by letters."""
COVERED = 5.0
"""What it is worth that all words of a name were typed, in part what some were."""
LOOSE_LENGTH = 3
MOST_WORDS = 24


def words_of(text: str) -> tuple[str, ...]:
    """Return a text's words in lower case; arrows and other signs part them."""
    return tuple(_WORD.findall(text.casefold()))


class Names:
    """Names to be searched, each word looked at once however many names it stands in."""

    def __init__(self, texts: Sequence[str]) -> None:
        self._vocabulary: dict[str, int] = {"": 0}
        rows = [self._row(text) for text in texts]
        width = max(map(len, rows), default=1) or 1
        self._ids = np.zeros((len(rows), width), np.int32)
        for number, row in enumerate(rows):
            self._ids[number, : len(row)] = row
        counts = [len(row) for row in rows]
        self._counts = np.maximum(np.array(counts, np.float64), 1.0)

    def __len__(self) -> int:
        return len(self._ids)

    def scores(self, tokens: Sequence[str]) -> Scores:
        """Return how well each name fits all tokens (n), 0 where one of them is not in it."""
        each = self.each(tokens)
        fits = (each > 0).all(0) & bool(tokens)
        return np.where(fits, each.sum(0) + self.covered(len(tokens)), 0.0)

    def each(self, tokens: Sequence[str]) -> Scores:
        """Return how well each name fits each token (t, n)."""
        return np.array([self._best(token) for token in tokens]).reshape(len(tokens), len(self))

    def covered(self, typed: float | Scores) -> Scores:
        """Return what it is worth for each name (…, n) that so many of its words were typed."""
        return np.asarray(COVERED * np.minimum(typed / self._counts, 1.0))

    def _best(self, token: str) -> Scores:
        values = np.fromiter(
            (word_score(token, word) for word in self._vocabulary),
            np.float64,
            len(self._vocabulary),
        )
        return np.asarray(values[self._ids].max(1, initial=0.0))

    def _row(self, text: str) -> list[int]:
        known = self._vocabulary
        return [known.setdefault(word, len(known)) for word in words_of(text)[:MOST_WORDS]]


def word_score(token: str, word: str) -> float:
    """Return how well a typed token fits one word, 0 if not at all."""
    if token == word:
        return EXACT
    if word.startswith(token):
        return BEGINS + len(token) / len(word)
    if len(token) > 1 and token in word:
        return INSIDE
    loose = len(token) >= LOOSE_LENGTH and word[:1] == token[:1] and _in_order(token, word)
    return LOOSE if loose else 0.0


def _in_order(letters: str, word: str) -> bool:
    left = iter(word)
    return all(letter in left for letter in letters)
