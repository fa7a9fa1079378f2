"""Ids as keys: 15- and 18-character Salesforce ids of one record are the same key."""

from planner.intake.typed import Texts

_SUFFIX = "ABCDEFGHIJKLMNOPQRSTUVWXYZ012345"


def keys_of(column: Texts) -> list[str]:
    """Return a key per id, '' where blank."""
    cache: dict[str, str] = {}
    keys = []
    for text in column.tolist():
        key = cache.get(text)
        if key is None:
            key = cache[text] = id_key(text)
        keys.append(key)
    return keys


def id_key(text: str) -> str:
    """Return the 15-character form of an 18-character Salesforce id; other ids as they are.

    >>> id_key("006bm00000LKJNNAA5")
    '006bm00000LKJNN'
    """
    if len(text) != 18 or not text.isascii() or not text.isalnum():
        return text
    return text[:15] if text[15:].upper() == _checksum(text[:15]) else text


def _checksum(text: str) -> str:
    """Return the three letters that record which of the 15 characters are capitals."""
    letters = ""
    for start in (0, 5, 10):
        bits = sum(1 << i for i, c in enumerate(text[start : start + 5]) if "A" <= c <= "Z")
        letters += _SUFFIX[bits]
    return letters
