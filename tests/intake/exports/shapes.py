"""How an export is written down: its dates, amounts, order of columns, titles and file."""

import csv
import random
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime, time
from pathlib import Path
from typing import Any, Literal

import xlsxwriter

Columns = dict[str, list[Any]]
_MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")


@dataclass(frozen=True)
class Dates:
    """One way to write days; `order` is what a reader must find out, None if it is plain."""

    name: str
    write: Callable[[date], Any]
    order: str | None = None

    def __call__(self, day: date | None) -> Any:
        return "" if day is None else self.write(day)


@dataclass(frozen=True)
class Amounts:
    """One way to write amounts of money."""

    name: str
    write: Callable[[float], Any]
    currency: str = ""

    def __call__(self, amount: float | None) -> Any:
        return "" if amount is None else self.write(amount)


def _grouped(amount: float, group: str, point: str) -> str:
    return f"{amount:,.2f}".replace(",", "~").replace(".", point).replace("~", group)


ISO = Dates("iso", lambda d: d.isoformat())
STAMP = Dates("stamp", lambda d: f"{d.isoformat()} 09:07")
ZONED = Dates("zoned", lambda d: f"{d.isoformat()}T09:07:11.000+0000")
GERMAN = Dates("german", lambda d: f"{d:%d.%m.%Y}", "DMY")
BRITISH = Dates("british", lambda d: f"{d:%d/%m/%Y}", "DMY")
AMERICAN = Dates("american", lambda d: f"{d.month}/{d.day}/{d.year}", "MDY")
AMERICAN_TIME = Dates("american time", lambda d: f"{d.month}/{d.day}/{d.year}, 9:07 AM", "MDY")
SPOKEN = Dates("spoken", lambda d: f"{d.day:02d} {_MONTHS[d.month - 1]}, {d.year} 00:03:00")
SERIAL = Dates("serial", lambda d: float((d - date(1899, 12, 30)).days))
REAL = Dates("real", lambda d: datetime.combine(d, time()))

PLAIN = Amounts("plain", lambda a: f"{a:.2f}")
NUMBER = Amounts("number", lambda a: a)
COMMAS = Amounts("commas", lambda a: _grouped(a, ",", "."))
DOTS = Amounts("dots", lambda a: _grouped(a, ".", ","))
SPACES = Amounts("spaces", lambda a: _grouped(a, "\u202f", ","))
APOSTROPHES = Amounts("apostrophes", lambda a: _grouped(a, "'", "."))
DOLLARS = Amounts("dollars", lambda a: f"${_grouped(a, ',', '.')}", "USD")
EUROS = Amounts("euros", lambda a: f"{_grouped(a, '.', ',')} €", "EUR")
CODED = Amounts("coded", lambda a: f"USD {_grouped(a, ',', '.')}", "USD")


@dataclass(frozen=True)
class Shape:
    """What may differ between two exports of the same data; `seed` shuffles the columns."""

    dates: Dates = ISO
    amounts: Amounts = PLAIN
    seed: int | None = None
    extra: int = 0
    titles: int = 0
    delimiter: str = ","

    def arranged(self, columns: Columns) -> Columns:
        """Return the columns with unknown ones added, in the order of this shape."""
        size = len(next(iter(columns.values())))
        more = {
            f"Zusatzfeld {n}" if n % 2 else f"Xtra_{n}__c": [
                f"note {n}.{row}" for row in range(size)
            ]
            for n in range(self.extra)
        }
        items = list((columns | more).items())
        if self.seed is not None:
            random.Random(self.seed).shuffle(items)
        return dict(items)

    def above(self) -> list[list[Any]]:
        """Return the lines that stand above the header."""
        lines = [["Pipeline of all teams"], ["Filtered by: everything"], ["As of 01.10.2026 14:03"]]
        return lines[: self.titles]


def rows_of(columns: Columns) -> list[list[Any]]:
    """Return columns as a header and rows."""
    return [list(columns), *(list(row) for row in zip(*columns.values(), strict=True))]


def write_csv(
    path: Path, columns: Columns, shape: Shape, encoding: str = "utf-8", quoted: bool = False
) -> Path:
    """Write columns as text, in the order and with the titles of a shape."""
    quoting: Literal[0, 1] = csv.QUOTE_ALL if quoted else csv.QUOTE_MINIMAL
    rows = [*shape.above(), *rows_of(shape.arranged(columns))]
    with path.open("w", encoding=encoding, newline="") as file:
        csv.writer(file, delimiter=shape.delimiter, quoting=quoting).writerows(rows)
    return path


def write_sheet(
    path: Path, rows: list[list[Any]], hidden: int = 0, secret: list[list[Any]] | None = None
) -> Path:
    """Write rows as a workbook; the first `hidden` columns hidden, `secret` on a sheet nobody
    sees."""
    with xlsxwriter.Workbook(path) as book:
        formats = {"date": book.add_format({"num_format": "yyyy-mm-dd"})}
        sheet = book.add_worksheet("Export")
        for r, row in enumerate(rows):
            for c, cell in enumerate(row):
                if isinstance(cell, datetime):
                    sheet.write_datetime(r, c, cell, formats["date"])
                elif cell not in ("", None):
                    sheet.write(r, c, cell)
        if hidden:
            sheet.set_column(0, hidden - 1, None, None, {"hidden": True})
        if secret:
            apart = book.add_worksheet("hiddenSheet")
            for r, row in enumerate(secret):
                apart.write_row(r, 0, row)
            apart.very_hidden()
    return path
