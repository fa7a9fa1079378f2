"""Where one can go: rows of all sheets crossed with their columns, found by a few letters."""

from collections.abc import Sequence
from dataclasses import dataclass, field

import numpy as np
import numpy.typing as npt

from planner.agreement.results import Results
from planner.base.days import MONTHS, month_name, parse_month
from planner.base.stages import Seat
from planner.sheets import assumptions
from planner.sheets.assumption_lines import columns_for
from planner.sheets.cells import EMPTY, Column, Place
from planner.sheets.fuzzy import BEGINS, COVERED, Names, Scores, word_score, words_of
from planner.sheets.periods import periods
from planner.sheets.plan_rows import plan_rows
from planner.sheets.table import TableSheet
from planner.sheets.words import driver_name, line_title

MOST = 12
LONGEST = 5000
SHEET_LENGTH = 3
"""Shorter words are not taken for the beginning of a sheet's name."""
Flags = npt.NDArray[np.bool_]


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
        """Return the cells that fit a query best, best first; its words may stand in any order.

        Each is of the row's name, the column's or the sheet's. A column's name alone leads to that
        column in the `row` named.
        """
        tokens = words_of(query)
        named = np.array([_sheet_score(token, self.sheet) for token in tokens])
        rows, columns = (np.maximum(n.each(tokens), named[:, None]) for n in self._names)
        found = self._rows_alone(rows, rows > named[:, None], most)
        found += self._cells(rows, columns, named, most)
        if row:
            found += self._in_columns(columns, columns > named[:, None], row)
        best: dict[Place, Target] = {}
        for target in sorted(found, key=lambda t: -t.score):
            best.setdefault(target.place, target)
        return list(best.values())[:most]

    def _rows_alone(self, rows: Scores, own: Flags, most: int) -> list[Target]:
        """Return rows that fit all words, at the column where a row's name alone leads."""
        scores = _fitting(rows, own, self._names[0])
        return [
            self._target(number, self.column, "", float(scores[number]))
            for number in _best(scores, most)
        ]

    def _cells(self, rows: Scores, columns: Scores, named: Scores, most: int) -> list[Target]:
        """Return cells of which the row or the column fits each word, and each of both some."""
        total = np.zeros((rows.shape[1], columns.shape[1]))
        fits, of_rows, of_columns = np.ones(total.shape, np.bool_), total.copy(), total.copy()
        for token, score in enumerate(named):
            across, down = columns[token][None, :], rows[token][:, None]
            fits &= (across > 0) | (down > 0)
            total += np.maximum(across, down)
            of_columns += (across > down) & (across > score)
            of_rows += (down >= across) & (down > score)
        fits &= (of_rows > 0) & (of_columns > 0)
        total += self._names[0].covered(of_rows.T).T + self._names[1].covered(of_columns) - COVERED
        scores = np.where(fits, total, 0.0).ravel()
        made = []
        for place in _best(scores, most):
            row, column = divmod(place, len(self.columns))
            chosen = self.columns[column]
            made.append(self._target(row, chosen.key, chosen.text, float(scores[place])))
        return made

    def _target(self, row: int, column: str, title: str, score: float) -> Target:
        detail = f"{self.sheet} · {title}" if title else self.sheet
        named = self.rows[row]
        return Target(named.text, detail, Place(self.sheet, named.key, column), score)

    def _in_columns(self, columns: Scores, own: Flags, row: str) -> list[Target]:
        scores = _fitting(columns, own, self._names[1])
        return [
            Target(column.text, self.sheet, Place(self.sheet, row, column.key), float(score))
            for column, score in zip(self.columns, scores, strict=True)
            if score > 0
        ]


def _fitting(each: Scores, own: Flags, names: Names) -> Scores:
    """Return how well names fit all words, 0 where one does not or all are the sheet's."""
    fits = (each > 0).all(0) & own.any(0)
    return np.where(fits, each.sum(0) + names.covered(own.sum(0)), 0.0)


def _best(scores: Scores, most: int) -> list[int]:
    """Return the numbers of the best scores above 0, the best first."""
    kept = np.flatnonzero(scores)
    ranked = kept[np.argsort(-scores[kept], kind="stable")[:most]]
    return [int(number) for number in ranked]


def _sheet_score(token: str, sheet: str) -> float:
    """Return how well a word fits the sheet's name, which is given in full or begun."""
    score = word_score(token, sheet.casefold())
    return score if score >= BEGINS and len(token) >= SHEET_LENGTH else 0.0


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


def _named(columns: Sequence[Column]) -> tuple[Named, ...]:
    return tuple(Named(c.key, c.title, c.title) for c in columns)


def _period(key: str, title: str) -> Named:
    try:
        month = parse_month(key)
    except ValueError:
        return Named(key, title, f"{title} {key}")
    name = f"{month_name(month)} {month // 12}"
    return Named(key, name, f"{name} {MONTHS[month % 12]} {title} {key}")
