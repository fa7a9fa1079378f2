"""Signs that no file holds: what is pasted from elsewhere may bring some along."""

import re

_UNSAID = re.compile("[\x00-\x08\x0b-\x1f\x7f\ud800-\udfff\ufffe\uffff]")


def printable(text: str) -> str:
    """Return a text as any file can hold it: a space for what neither XML nor paper knows.

    Tabs and ends of lines stay; half of a character beyond the first 65,536 goes.
    """
    return _UNSAID.sub(" ", text) if _UNSAID.search(text) else text
