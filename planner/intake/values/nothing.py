"""What exports write where nothing is known: NULL, None, -, #N/A, an id of zeros alone."""

import re

_NOTHING = frozenset(
    {
        "-", "--", "---", "–", "—", "null", "(null)", "<null>", "[null]", "\\n", "none", "--none--",
        "-none-", "nan", "nat", "n/a", "#n/a", "#nv", "#na", "#null!", "#ref!", "#value!", "#name?",
        "#div/0!", "#bezug!", "#wert!", "undefined", "nil", "[empty]", "(empty)", "(leer)",
        "(vide)",
    }
)  # fmt: skip
_ZEROS = re.compile(r"^0{9,}[A-Za-z]{0,3}$|^[{(]?0{8}-0{4}-0{4}-0{4}-0{12}[)}]?$")


def says_nothing(text: str) -> bool:
    """Tell whether a text only says that nothing is known; case-blind, blanks included.

    >>> says_nothing(" NULL "), says_nothing("#N/A"), says_nothing("NA"), says_nothing("unknown")
    (True, True, False, False)
    """
    plain = text.strip()
    return not plain or (len(plain) <= 8 and plain.casefold() in _NOTHING)


def is_no_id(text: str) -> bool:
    """Tell whether an id points nowhere: nothing, NA, or zeros throughout.

    >>> is_no_id("000000000000000AAA"), is_no_id("00000000-0000-0000-0000-000000000000")
    (True, True)
    >>> is_no_id("00712"), is_no_id("0")
    (False, False)
    """
    plain = text.strip()
    return says_nothing(plain) or plain.casefold() in ("na", "false") or bool(_ZEROS.match(plain))
