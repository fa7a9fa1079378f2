"""Ids as keys: 15- and 18-character Salesforce ids of one record are the same key."""

import re
from collections.abc import Sequence
from itertools import islice

import numpy as np
import numpy.typing as npt

from planner.journeys.table import Mask

Texts = npt.NDArray[np.object_]

_SUFFIX = np.frombuffer(b"ABCDEFGHIJKLMNOPQRSTUVWXYZ012345", np.uint8)
_LONG, _SHORT = 18, 15
SEPARATOR = re.compile(r"[;,|\n]")
"""What stands between several ids in a cell."""


def keys_of(column: Texts) -> Texts:
    """Return a key per id (n), '' where blank: the 15-character form of 18-character Salesforce
    ids (their last three tell capitals), other ids as they are.

    >>> keys_of(np.array(["006bm00000LKJNNAA5", "006bm00000LKJNN", "00712"], dtype=object)).tolist()
    ['006bm00000LKJNN', '006bm00000LKJNN', '00712']
    """
    lengths = np.fromiter(map(len, column.tolist()), np.int64, len(column))
    candidates = np.flatnonzero(lengths == _LONG)
    letters = _letters(column[candidates])
    fits = _checked(letters)
    if not fits.any():
        return column
    keys = column.copy()
    short = np.ascontiguousarray(letters[fits, :_SHORT]).view(f"S{_SHORT}").ravel()
    keys[candidates[fits]] = short.astype(f"U{_SHORT}").tolist()
    return keys


def short_ids(ids: Sequence[str]) -> list[str]:
    """Return a key per id, as `keys_of`."""
    column = np.empty(len(ids), object)
    column[:] = ids
    keys: list[str] = keys_of(column).tolist()
    return keys


def several_ids(text: str) -> tuple[str, ...]:
    """Return the ids a cell holds.

    >>> several_ids("L1; L2"), several_ids("L1"), several_ids("")
    (('L1', 'L2'), ('L1',), ())
    """
    return tuple(part.strip() for part in SEPARATOR.split(text) if part.strip())


def keys_named(cells: Sequence[str]) -> dict[int, list[str]]:
    """Return the keys each filled cell names, by its place: the cell as a whole, then each id in
    it.

    >>> keys_named(["L1", "", "L1; L2"])
    {0: ['L1', 'L1'], 2: ['L1; L2', 'L1', 'L2']}
    """
    places = [place for place, text in enumerate(cells) if text]
    parts = [(cells[place], *several_ids(cells[place])) for place in places]
    keys = iter(short_ids([one for part in parts for one in part]))
    return {p: list(islice(keys, len(part))) for p, part in zip(places, parts, strict=True)}


def _letters(texts: Texts) -> npt.NDArray[np.uint8]:
    """Return 18-character texts as letters (n, 18); blanks for those beyond ASCII."""
    plain = texts.tolist()
    if not "".join(plain).isascii():
        plain = [text if text.isascii() else "" for text in plain]
    return np.array(plain, dtype=f"S{_LONG}").view(np.uint8).reshape(-1, _LONG)


def _checked(letters: npt.NDArray[np.uint8]) -> Mask:
    """Tell which ids (n, 18) end in the three letters that record their capitals."""
    upper = (letters >= ord("A")) & (letters <= ord("Z"))
    lower = (letters >= ord("a")) & (letters <= ord("z"))
    digit = (letters >= ord("0")) & (letters <= ord("9"))
    bits = upper[:, :_SHORT].reshape(-1, 3, 5) @ (1 << np.arange(5))
    tail = np.where(lower, letters - 32, letters)[:, _SHORT:]
    return np.asarray((upper | lower | digit).all(axis=1) & (tail == _SUFFIX[bits]).all(axis=1))
