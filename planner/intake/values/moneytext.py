"""One written amount: sign, number, scale and currency, as far as it says so itself."""

import math
import re
import unicodedata
from dataclasses import dataclass

_SYMBOLS = {
    "$": "USD", "us$": "USD", "$us": "USD", "usd$": "USD", "€": "EUR", "£": "GBP", "¥": "JPY",
    "jp¥": "JPY", "cn¥": "CNY", "rmb": "CNY", "元": "CNY", "円": "JPY", "₹": "INR", "rs": "INR",
    "r$": "BRL", "zł": "PLN", "kč": "CZK", "ft": "HUF", "₺": "TRY", "₽": "RUB", "₩": "KRW",
    "₪": "ILS", "฿": "THB", "₴": "UAH", "₫": "VND", "₦": "NGN", "₱": "PHP", "fr": "CHF",
    "sfr": "CHF", "a$": "AUD", "au$": "AUD", "c$": "CAD", "ca$": "CAD", "nz$": "NZD",
    "hk$": "HKD", "s$": "SGD", "mx$": "MXN", "lei": "RON",
}  # fmt: skip
_NAMES = {
    "us dollar": "USD", "u.s. dollar": "USD", "dollar": "USD", "us-dollar": "USD",
    "dólar estadounidense": "USD", "dollar américain": "USD", "euro": "EUR", "euros": "EUR",
    "pound sterling": "GBP", "british pound": "GBP", "british pound sterling": "GBP",
    "britisches pfund": "GBP", "swiss franc": "CHF", "schweizer franken": "CHF",
    "franc suisse": "CHF", "japanese yen": "JPY", "yen": "JPY", "indian rupee": "INR",
    "canadian dollar": "CAD", "australian dollar": "AUD", "brazilian real": "BRL", "real": "BRL",
    "swedish krona": "SEK", "norwegian krone": "NOK", "danish krone": "DKK",
    "polish zloty": "PLN", "chinese yuan": "CNY", "mexican peso": "MXN",
}  # fmt: skip
_ISO = re.compile(
    "AED|ARS|AUD|BGN|BHD|BRL|CAD|CHF|CLP|CNY|COP|CRC|CZK|DKK|DOP|EGP|EUR|GBP|GHS|HKD|HRK|HUF|IDR|"
    "ILS|INR|ISK|JOD|JPY|KES|KRW|KWD|KZT|LBP|MAD|MXN|MYR|NGN|NOK|NZD|OMR|PEN|PHP|PKR|PLN|QAR|RON|"
    "RSD|RUB|SAR|SEK|SGD|THB|TND|TRY|TWD|UAH|USD|UYU|VND|ZAR"
)
_NO_CODE = ("kr", "kr.", "din")
_SCALE = {
    "k": 1e3, "tsd": 1e3, "m": 1e6, "mm": 1e6, "mio": 1e6, "mn": 1e6, "mln": 1e6, "million": 1e6,
    "b": 1e9, "bn": 1e9, "mrd": 1e9, "mia": 1e9, "billion": 1e9,
}  # fmt: skip
_JOINED = {"k": 1e3, "t": 1e3, "m": 1e6}
_MINUS = "-−–‐"
_SHAPE = re.compile(r"^(?P<before>\D*?)(?P<number>[.,]?\d(?:.*\d)?)(?P<after>\D*)$", re.DOTALL)
_SPACES = re.compile(r"['’´`\s\u00a0\u202f\u2009]")
_NO_CENTS = re.compile(rf"[.,][{_MINUS}—]{{1,2}}(?=\D*$)")
_PLAIN = re.compile(r"^\d+$|^\d{1,3}(?:['’´`\s\u00a0\u202f\u2009]\d{3})+$")
_EXPONENT = re.compile(r"^[+-]?\d+(?:\.\d*)?[eE][+-]?\d+$")


@dataclass(frozen=True, slots=True)
class Written:
    """A text taken apart: `digits` as written without sign, mark and scale.

    `decimal` is its decimal mark, '' without any, '?' for the lone mark of a number such as
    1.234, which only the column can decide.
    """

    digits: str
    decimal: str
    factor: float
    currency: str

    def value(self, column_decimal: str) -> float:
        """Return the amount; `column_decimal` reads what this text leaves open."""
        decimal = column_decimal if self.decimal == "?" else self.decimal
        bare = _SPACES.sub("", self.digits)
        if not decimal:
            return self.factor * float(bare.replace(".", "").replace(",", ""))
        whole, _, cents = bare.rpartition(decimal) if decimal in bare else (bare, "", "")
        return self.factor * float(f"{re.sub('[.,]', '', whole) or 0}.{cents or 0}")


def take_apart(text: str) -> Written | None:
    """Return what a text says of an amount; None if it is none."""
    text = text.strip()
    if _EXPONENT.match(text):
        value = float(text)
        return Written(f"{abs(value):f}", ".", math.copysign(1.0, value), "")
    shape = _SHAPE.match(_NO_CENTS.sub("", text))
    if shape is None:
        return None
    before, after = _marks(shape["before"]), _marks(shape["after"])
    decimal = _decimal_of(shape["number"])
    if before is None or after is None or decimal is None:
        return None
    return Written(shape["number"], decimal, before[0] * after[0], before[1] or after[1])


def currency_code(text: str) -> str:
    """Return the three-letter code of a currency's name, symbol or code; empty if none.

    >>> currency_code("US Dollar"), currency_code("eur"), currency_code("€"), currency_code("A$")
    ('USD', 'EUR', 'EUR', 'AUD')
    """
    plain = text.strip().rstrip(".").casefold()
    code = _SYMBOLS.get(plain) or _NAMES.get(plain)
    if code:
        return code
    for word in (plain.split(" - ", 1)[0].strip(), plain[plain.rfind("(") + 1 :].rstrip(")")):
        if _ISO.fullmatch(word.upper()) or word in _SYMBOLS:
            return _SYMBOLS.get(word, word.upper())
    return ""


def _marks(side: str) -> tuple[float, str] | None:
    """Return (factor with sign, currency) of what stands beside a number; None if anything else."""
    factor = -1.0 if any(mark in side for mark in (*_MINUS, "(")) else 1.0
    currency = ""
    for word in side.translate({ord(mark): None for mark in f"{_MINUS}()+"}).casefold().split():
        bare = word.strip(".,")
        code = currency_code(bare)
        if bare in _SCALE:
            factor *= _SCALE[bare]
        elif code:
            currency = currency or code
        elif bare[:1] in _JOINED and currency_code(bare[1:]):
            factor, currency = factor * _JOINED[bare[0]], currency_code(bare[1:])
        elif bare and bare not in _NO_CODE and unicodedata.category(bare[0]) != "Sc":
            return None
    return factor, currency


def _decimal_of(number: str) -> str | None:
    """Return the decimal mark of a number's digits, '' or '?' as in `Written`; None if no number.

    >>> [_decimal_of(n) for n in ("1.234,5", "1,77,000.00", "12,5", "1.234", "1 200", "1.2.3")]
    [',', '.', ',', '?', '', None]
    """
    dots, commas = number.count("."), number.count(",")
    if not dots and not commas:
        return "" if _PLAIN.match(number) else None
    last = "." if number.rfind(".") > number.rfind(",") else ","
    bare, _, tail = number.rpartition(last)
    if dots and commas:
        grouping = "," if last == "." else "."
        return last if tail.isdigit() and last not in bare and _grouped(bare, grouping) else None
    if max(dots, commas) > 1:
        return "" if _grouped(number, last) else None
    if not tail.isdigit() or not (_PLAIN.match(bare) or not bare):
        return None
    lone = len(tail) == 3 and bare.isdigit() and len(bare) <= 3 and bare[0] != "0"
    return "?" if lone else last


def _grouped(digits: str, mark: str) -> bool:
    """Tell whether digits are grouped by threes, or by twos before the last three as in India."""
    first, *groups = digits.split(mark)
    sizes = {len(group) for group in groups[:-1]}
    whole = all(part.isdigit() for part in (first, *groups)) and len(first) <= 3
    return whole and (not groups or len(groups[-1]) == 3) and len(sizes) <= 1 and sizes <= {2, 3}
