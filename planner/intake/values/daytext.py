"""One written date: which numbers stand for year, month and day, as far as it says so itself."""

import re
import unicodedata
from datetime import date, timedelta

Triple = tuple[str, int, int, int]
"""(kind, x, y, year): in kind YMD x and y are month and day; in '.' and '?' their order is open."""

_ISO = re.compile(r"^(\d{4})-(\d{1,2})-(\d{1,2})(?:$|[T Z+].*$)", re.DOTALL)
_COMPACT = re.compile(r"^((?:19|20|99)\d\d)(\d\d)(\d\d)(?:T?\d{4,6}(?:\.\d+)?Z?)?$")
_NUMERIC = re.compile(r"^(\d{1,4})\s*([./-])\s*(\d{1,2})\s*[./-]\s*(\d{1,4})$")
_WEEKDAY = re.compile(r"^[^\W\d_]{2,}[.,]{1,2}\s+(?=\d|[^\W\d_]{3})|^[^\W\d_]{3}\s+(?=[^\W\d_]{3})")
_OF = r"(?:\s+de(?:l)?\s+|[.,\s/-]*)"
_DAY_NAME_YEAR = re.compile(
    rf"^(\d{{1,2}})(?:st|nd|rd|th|er|º|ª)?{_OF}([^\W\d_]{{3,}})\.?{_OF}[’']?(\d{{4}}|\d{{2}})$"
)
_NAME_DAY_YEAR = re.compile(
    r"^([^\W\d_]{3,})\.?[\s/-]*(\d{1,2})(?:st|nd|rd|th)?(?:,\s*|[\s/-]+)(\d{4})$"
)
_YEAR_NAME_DAY = re.compile(r"^(\d{4})[\s/-]([^\W\d_]{3,})\.?[\s/-](\d{1,2})$")
_NAME_YEAR = re.compile(r"^([^\W\d_]{3,})\.?(?:\s+(?:de\s+)?(\d{4})|[-/ ]?[’'-](\d{2}|\d{4}))$")
_YEAR_MONTH = re.compile(r"^(\d{4})[-/.](\d{1,2})$")
_MONTH_YEAR = re.compile(r"^(\d{1,2})[-/.](\d{4})$")
_AT = re.compile(r"[\s,]+(?:à|um|at|kl\.?|a\s+las?|alle|às|om)$", re.IGNORECASE)
_TAIL = re.compile(
    r"[\s,]+\d{1,2}\s*[.h]\s*\d{0,2}(?:\s*[.m]\s*\d{0,2})?(?:\s*(?:uhr|[ap]\.?m\.?))?$"
)
_SERIAL = re.compile(r"^(\d{5})(?:[.,]\d+)?$")
_MILLISECONDS = re.compile(r"^\d{12,13}$")
_SERIAL_ZERO = date(1899, 12, 30)

_NAMES = (
    "january januar janvier enero janeiro gennaio januari",
    "february februar fevrier febrero fevereiro febbraio februari",
    "march marz maerz mrz mars marzo marco maart",
    "april avril abril aprile",
    "may mai mayo maio maggio mei",
    "june juni juin junio junho giugno",
    "july juli juillet julio julho luglio",
    "august aout agosto augustus",
    "september septembre septiembre setiembre setembro settembre",
    "october oktober octobre octubre outubro ottobre",
    "november novembre noviembre novembro",
    "december dezember decembre diciembre dezembro dicembre",
)


def _abbreviations() -> dict[str, int]:
    """Return every abbreviation of three letters or more that means one month alone."""
    meant: dict[str, set[int]] = {}
    for number, names in enumerate(_NAMES, start=1):
        for name in names.split():
            for length in range(3, len(name) + 1):
                meant.setdefault(name[:length], set()).add(number)
    return {text: numbers.pop() for text, numbers in meant.items() if len(numbers) == 1}


_MONTHS = _abbreviations()


def date_part(text: str) -> str:
    """Return the date in front of a time of day; a zone belongs to the time and moves nothing.

    >>> date_part("5/22/2026, 9:07 AM"), date_part("2024-01-22T20:36:47.000+0000")
    ('5/22/2026', '2024-01-22')
    """
    text = text.strip()
    iso = _ISO.match(text)
    if iso:
        return text[: iso.end(3)]
    head, colon, _ = text.partition(":")
    if not colon:
        return head
    return head[: max(head.rfind(" "), head.rfind("T"))].rstrip(" ,")


def read_date(head: str) -> Triple | None:
    """Return what a date without its time says; None if it is no date.

    Months may be named in English, German, French, Spanish, Portuguese, Italian or Dutch; a month
    alone stands for its first day. Serials of Excel and milliseconds since 1970 are dates too.
    """
    for text in (head, _AT.sub("", head), _TAIL.sub("", head), _WEEKDAY.sub("", head)):
        found = _read(text)
        if found is not None:
            return found
    return None


def _read(head: str) -> Triple | None:
    numeric = _NUMERIC.match(head)
    if numeric:
        return _numeric(*numeric.groups())
    if head[:1].isdigit() and head.replace(".", "").isalnum():
        found = _digits(head)
        if found is not None:
            return found
    return _named(head) or _month_alone(head)


def _numeric(a: str, mark: str, b: str, c: str) -> Triple | None:
    if len(a) == 4:
        return ("YMD", int(b), int(c), int(a)) if len(c) <= 2 else None
    if len(a) > 2 or len(c) == 3:
        return None
    return ("." if mark == "." else "?", int(a), int(b), _full_year(c))


def _digits(head: str) -> Triple | None:
    compact = _COMPACT.match(head)
    if compact:
        return ("YMD", int(compact[2]), int(compact[3]), int(compact[1]))
    if head in ("0", "0.0"):
        return ("YMD", 0, 0, 0)
    serial = _SERIAL.match(head)
    if serial and 20_000 <= int(serial[1]) < 80_000:
        return _triple_of(_SERIAL_ZERO + timedelta(days=int(serial[1])))
    if _MILLISECONDS.match(head):
        return _triple_of(date(1970, 1, 1) + timedelta(milliseconds=int(head)))
    return None


def _triple_of(day: date) -> Triple:
    return ("YMD", day.month, day.day, day.year)


def _named(head: str) -> Triple | None:
    found = _DAY_NAME_YEAR.match(head)
    if found:
        return _with_month(found[2], found[1], found[3])
    found = _NAME_DAY_YEAR.match(head)
    if found:
        return _with_month(found[1], found[2], found[3])
    found = _YEAR_NAME_DAY.match(head)
    return _with_month(found[2], found[3], found[1]) if found else None


def _month_alone(head: str) -> Triple | None:
    found = _NAME_YEAR.match(head)
    if found:
        return _with_month(found[1], "1", found[2] or found[3])
    found = _YEAR_MONTH.match(head)
    if found:
        return ("YMD", int(found[2]), 1, int(found[1]))
    found = _MONTH_YEAR.match(head)
    return ("YMD", int(found[1]), 1, int(found[2])) if found else None


def _with_month(month: str, day: str, year: str) -> Triple | None:
    bare = unicodedata.normalize("NFKD", month.casefold())
    number = _MONTHS.get("".join(c for c in bare if not unicodedata.combining(c)))
    return ("YMD", number, int(day), _full_year(year)) if number else None


def _full_year(text: str) -> int:
    year = int(text)
    if len(text) == 4:
        return year
    return year + (1900 if year >= 70 else 2000)
