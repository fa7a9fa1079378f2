"""Formulas as Excel reads them from a file: their length, their functions, where they lead."""

import re
from collections.abc import Collection, Iterator
from functools import lru_cache

LONGEST, DEEPEST, MOST = 8192, 64, 255
"""Characters of a formula, functions within each other, characters of a text in one."""
ROWS, COLUMNS = 1_048_576, 16_384
_KNOWN = (
    "ABS AND CHOOSE COUNT COUNTIF COUNTIFS DATE DAY EXACT EXP FIXED IF INDEX INT ISERROR LN MATCH "
    "MAX MID MIN MONTH N NA NOT OR ROUND ROW SEARCH SUM SUMPRODUCT YEAR"
)
KNOWN = frozenset(_KNOWN.split())
"""Functions that Excel had before 2010, which need no prefix in a file."""
_TEXT = re.compile(r'"(?:[^"]|"")*"')
_SHEET = re.compile(r"(?:'((?:[^']|'')+)'|([A-Za-z_]\w*))!")
_CALL = re.compile(r"([A-Za-z_][\w.]*)\(")
_CELL = re.compile(r"(?<![\w.!])\$?([A-Z]{1,3})\$?(\d+)(?![\w(.])|(?<=!)\$?([A-Z]{1,3})\$?(\d+)")
_NAME = re.compile(r"(?<![\w.$!])[A-Za-z_][\w.]*(?![\w.(!])")
_WORDS = {"TRUE", "FALSE"}


def formula_faults(formula: str, sheets: Collection[str], names: Collection[str]) -> Iterator[str]:
    """Yield why Excel would not take a formula of a file."""
    if len(formula) > LONGEST:
        yield f"{len(formula)} characters"
    if formula.startswith("="):
        yield "begins with a second ="
    texts = _TEXT.findall(formula)
    yield from (f"a text of {len(t)} characters" for t in texts if len(t) - 2 > MOST)
    bare = _TEXT.sub("0", formula)
    if '"' in bare:
        yield "a text without end"
    yield from _brackets(bare)
    for quoted, plain in _SHEET.findall(bare):
        if (quoted.replace("''", "'") or plain) not in sheets:
            yield f"leads to a sheet {quoted or plain}, which there is not"
    yield from (f"the function {call}" for call in _CALL.findall(bare) if call not in KNOWN)
    yield from _places(_SHEET.sub("!", bare), names)


def _brackets(bare: str) -> Iterator[str]:
    depth = deepest = 0
    for sign in bare:
        depth += (sign == "(") - (sign == ")")
        deepest = max(deepest, depth)
        if depth < 0:
            break
    if depth:
        yield "brackets that do not close"
    if deepest > DEEPEST:
        yield f"{deepest} functions within each other"


def _places(bare: str, names: Collection[str]) -> Iterator[str]:
    """Yield cells beyond a sheet, and names that there are not."""
    for found in _CELL.findall(bare):
        letters, row = found[0] or found[2], int(found[1] or found[3])
        if not 1 <= row <= ROWS or column_number(letters) > COLUMNS:
            yield f"the cell {letters}{row}"
    for name in _NAME.findall(_CELL.sub("0", bare)):
        if name not in names and name.upper() not in _WORDS and not _exponent(name):
            yield f"the name {name}"


def _exponent(word: str) -> bool:
    """Whether a word is what is left of a number such as 1E9."""
    return bool(re.fullmatch(r"[eE]\d*", word))


@lru_cache(maxsize=20_000)
def column_number(letters: str) -> int:
    """Return a column, A as 1."""
    number = 0
    for letter in letters:
        number = number * 26 + ord(letter) - 64
    return number
