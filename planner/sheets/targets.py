"""Where one can go: rows of all sheets crossed with their columns, found by a few letters."""

import calendar
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

import numpy as np

from planner.agreement.results import Results
from planner.base.days import month_name, parse_month
from planner.base.stages import Seat
from planner.sheets import assumptions
from planner.sheets.assumption_lines import columns_for
from planner.sheets.cells import EMPTY, Column, Place
from planner.sheets.fuzzy import COVERED, Names, words_of
from planner.sheets.periods import periods
from planner.sheets.plan_rows import plan_rows
from planner.sheets.table import TableSheet
from planner.sheets.words import driver_name, line_title

MOST = 12
COLUMN_WORDS = 3
"""At most so many words at either end of a query may name the column."""
LONGEST = 5000


@dataclass(frozen=True, slots=True)
class Target:
    """A place to go to, its name, and where it stands; the better `score`, the better it fits."""

    text: str
    detail: str
    place: Place
    score: float = 0.0


@dataclass(frozen=True, slots=True)
class Named:
    """A row or column by key; `words` are what it can be found by."""

    key: str
    text: str
    words: str


@dataclass(frozen=True, eq=False)
class Region:
    """The rows and columns of one sheet; `column` is where a row's name alone leads."""

    sheet: str
    rows: tuple[Named, ...]
    columns: tuple[Named, ...]
    column: str = ""
    _names: tuple[Names, Names] = field(init=False, repr=False)

    def __post_init__(self) -> None:
        made = (Names([row.words for row in self.rows]), Names([c.words for c in self.columns]))
        object.__setattr__(self, "_names", made)

    def find(self, query: str, most: int = MOST, row: str = "") -> list[Target]:
        """Return the cells that fit a query best, best first.

        A column's name alone leads to that column in the `row` named.
        """
        tokens = words_of(query)
        found = [target for cut in _cuts(tokens) for target in self._cells(*cut, most)]
        if row:
            found += self._in_columns(tokens, row)
        best: dict[Place, Target] = {}
        for target in sorted(found, key=lambda t: -t.score):
            best.setdefault(target.place, target)
        return list(best.values())[:most]

    def _cells(self, row: Sequence[str], column: Sequence[str], most: int) -> list[Target]:
        key, title, extra = self.column, "", 0.0
        if column:
            fit = self._names[1].scores(column)
            if not fit.size or fit.max() == 0:
                return []
            chosen = self.columns[int(fit.argmax())]
            key, title, extra = chosen.key, chosen.text, float(fit.max()) - COVERED
        scores = self._names[0].scores(row)
        order = np.argsort(-scores, kind="stable")[:most]
        detail = f"{self.sheet} · {title}" if title else self.sheet
        return [
            Target(
                self.rows[number].text,
                detail,
                Place(self.sheet, self.rows[number].key, key),
                float(scores[number]) + extra,
            )
            for number in order.tolist()
            if scores[number] > 0
        ]

    def _in_columns(self, tokens: Sequence[str], row: str) -> list[Target]:
        scores = self._names[1].scores(tokens)
        return [
            Target(column.text, self.sheet, Place(self.sheet, row, column.key), float(score))
            for column, score in zip(self.columns, scores, strict=True)
            if score > 0
        ]


def assumption_region(results: Results) -> Region:
    """Return every assumption of every line, months that have their own value too."""
    known = results.plan
    rows = []
    for a in results.said:
        driver = driver_name(a.driver, known.stages, known.line(a.line).entry)
        name = f"{line_title(a.line)} · {driver}"
        if a.month is not None:
            name = f"{name}, {month_name(a.month)} {a.month // 12}"
        rows.append(Named(a.key, name, name))
    columns = _named(columns_for(Seat.TOGETHER)[1:])
    return Region(assumptions.NAME, tuple(rows), columns, "working")


def plan_region(results: Results) -> Region:
    """Return the rows of the plan, folded or not, and its months, quarters and years."""
    columns = periods(results.working.months, results.plan.fiscal_start)
    rows, above = [], ""
    for row in plan_rows(results, frozenset()):
        text = f"{above} · {row.title}" if row.row.level else row.title
        above = above if row.row.level else row.title
        rows.append(Named(row.row.key, text, text))
    last = columns[-1].key if columns else ""
    named = tuple(_period(p.key, p.title) for p in columns)
    return Region("Plan", tuple(rows), named, last)


def table_region(sheet: TableSheet, name: str) -> Region:
    """Return the rows of a grid as it stands on the sheet named, by their first column."""
    rows, path = [], [""] * 8
    for made in sheet.rows[:LONGEST]:
        level = min(made.row.level, len(path) - 1)
        path[level] = made.cells.get(sheet.columns[0].key, EMPTY).text
        text = " · ".join(part for part in path[: level + 1] if part)
        rows.append(Named(made.row.key, text, text))
    return Region(name, tuple(rows), _named(sheet.columns[1:]))


def _cuts(tokens: Sequence[str]) -> Iterable[tuple[Sequence[str], Sequence[str]]]:
    """Yield how a query may be parted into words of a row and words of a column."""
    yield tokens, ()
    for many in range(1, min(COLUMN_WORDS, len(tokens) - 1) + 1):
        yield tokens[:-many], tokens[-many:]
        yield tokens[many:], tokens[:many]


def _named(columns: Sequence[Column]) -> tuple[Named, ...]:
    return tuple(Named(c.key, c.title, c.title) for c in columns)


def _period(key: str, title: str) -> Named:
    try:
        month = parse_month(key)
    except ValueError:
        return Named(key, title, f"{title} {key}")
    name = f"{month_name(month)} {month // 12}"
    return Named(key, name, f"{name} {calendar.month_name[month % 12 + 1]} {title} {key}")
