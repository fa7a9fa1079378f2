"""How spreadsheets name their columns: by letters."""

from functools import lru_cache


@lru_cache(maxsize=20_000)
def letters(column: int) -> str:
    """Return a column's letters, counted from 0: A, …, Z, AA.

    >>> letters(0), letters(27)
    ('A', 'AB')
    """
    text, left = "", column + 1
    while left:
        left, rest = divmod(left - 1, 26)
        text = chr(ord("A") + rest) + text
    return text
