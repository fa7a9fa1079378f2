"""Amounts in sentences that stay live: formulas that write money as the window does."""

from planner.base.units import MINUS, SYMBOLS
from planner.output.excel.page import quoted


def short(amount: str, currency: str) -> str:
    """Return a formula part that writes an amount by its size: $2.10bn, $12.00m, $450k, $9,900.

    `amount` is a cell or name that is not negative. FIXED writes the reader's own decimal mark.
    """
    sizes = (("1E9", 2, "bn", 1), ("1E6", 2, "m", 1), ("1000", 0, "k", 100), ("1000", 1, "k", 10))
    text = f"FIXED({amount},0)"
    for scale, digits, suffix, least in reversed(sizes):
        scaled = f"{amount}/{scale}"
        shown = f'FIXED({scaled},{digits})&"{suffix}"'
        text = f"IF(ROUND({scaled},{digits})>={least},{shown},{text})"
    return f"{quoted(sign_of(currency))}&{text}"


def signed(amount: str, currency: str) -> str:
    """Return a formula part that writes an amount with its sign: +$1.46m, −$450k."""
    sign = f'IF(ROUND({amount},0)=0,"",IF({amount}<0,"{MINUS}","+"))'
    return f"{sign}&{short(f'ABS({amount})', currency)}"


def percent(share: str) -> str:
    """Return a formula part that writes a share that is not negative as a whole per cent."""
    return f'FIXED(100*{share},0)&"%"'


def sign_of(currency: str) -> str:
    """Return what stands before an amount: the currency's sign, or its code and a space."""
    sign = SYMBOLS.get(currency.upper(), currency)
    return f"{sign}\u00a0" if sign.isalpha() else sign
