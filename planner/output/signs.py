"""Signs that no file holds: what is pasted from elsewhere may bring some along."""

import re

from planner.base.units import MINUS, SYMBOLS

_UNSAID = re.compile("[\x00-\x08\x0b-\x1f\x7f\ud800-\udfff\ufffe\uffff]")


JOINER = "\u2060"
"""Keeps what stands beside it on one line."""
_SIGNED = re.compile(f"(?<=[+{MINUS}])(?=[{re.escape(''.join(SYMBOLS.values()))}])")


def unbroken(text: str) -> str:
    """Return a text whose lines never end between a sign and the currency's symbol."""
    return _SIGNED.sub(JOINER, text) if " " in text else text


def printable(text: str) -> str:
    """Return a text as any file can hold it: a space for what neither XML nor paper knows.

    Tabs and ends of lines stay; half of a character beyond the first 65,536 goes.
    """
    return _UNSAID.sub(" ", text) if _UNSAID.search(text) else text
