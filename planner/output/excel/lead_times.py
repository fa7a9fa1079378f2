"""Until when each line's leads count, in formulas: the lags of its steps added up day by day.

A column holds which share of a step has landed by each day; the one after it what has landed by
then of all steps so far, its days running backwards: so what both come to by a day is the plain
SUMPRODUCT of two ranges that run alike.
"""

from dataclasses import dataclass
from functools import cached_property

import numpy as np
import numpy.typing as npt

from planner.base.days import date_of, last_day
from planner.base.letters import letters
from planner.forecast.business import is_marketings
from planner.forecast.lags import SHORTEST, Lag
from planner.forecast.last_useful import (
    LONGEST,
    NEARLY_ALL,
    QUANTILE,
    by_day,
    lag_quantile,
    line_lags,
)
from planner.output.excel.block import assumption
from planner.output.excel.columns import WORKING
from planner.output.excel.content import CALCULATION, LEAD_TIMES, Content
from planner.output.excel.kernels import Table
from planner.output.excel.line_lags import Tables
from planner.output.excel.page import Page, at, fixed, quoted
from planner.output.excel.phrases import written_day
from planner.output.excel.styles import Styles
from planner.plan.assumption import View
from planner.plan.document import Line
from planner.plan.keys import Driver, DriverKind
from planner.sheets.enough_words import PAST, until_words

Floats = npt.NDArray[np.float64]
MOST = 40_000
"""Formulas the sheet may take: a line that no longer fits keeps its day at export."""
LEAST, TIMES = 180, 2
"""Days a line is followed at least, and how many times as long as its lags at export take."""
BEYOND = "some day before "
"""Stands before the first day that is followed where the lags take still longer."""
HEAD, STEP, MEAN, MEASURED, CUT, ALL, DAYS, UNTIL, NOTHING, TOP = range(3, 13)
"""Rows, the first day's last; above it nothing has landed."""
_NAMES = {
    HEAD: "Line",
    STEP: "Step",
    MEAN: "Mean lag, days",
    MEASURED: "Its measured mean, days",
    CUT: f"Day by which {NEARLY_ALL:.2%} have landed, the last one counted",
    ALL: "Share landed by then",
    DAYS: f"Days until {QUANTILE:.0%} of all have landed",
    UNTIL: "Leads count until",
    NOTHING: "Days after entry",
}
_HOW = (
    f"Each of Marketing’s lines by days after entry: by when {QUANTILE:.0%} of those who convert "
    "have landed. The steps’ lags are added up day by day, from their means on the sheet "
    f"Assumptions and the measured lags on the sheet {CALCULATION}."
)


def has_lead_times(content: Content) -> bool:
    """Whether Marketing sources a line, so that the day is asked for until which leads count."""
    return any(map(is_marketings, content.lines))


def write_lead_times(
    page: Page, styles: Styles, content: Content, tables: Tables
) -> dict[str, str]:
    """Write as many of Marketing's lines as fit; return the cell of each one's last day."""
    found, col, longest = {}, 1, 0
    for line in filter(is_marketings, content.lines):
        times = _LineTimes(page, styles, content, line, tables)
        if times.steps and page.written + times.formulas <= MOST:
            found[line.name] = f"'{LEAD_TIMES}'!{times.write(col)}"
            col, longest = times.last(col) + 2, max(longest, times.reach)
    _heads(page, styles, longest)
    page.sheet.print_area(0, 0, TOP + longest, max(col - 2, 1))
    page.wide = max(1, col // 12)
    return found


def _heads(page: Page, styles: Styles, longest: int) -> None:
    page.text(0, 0, LEAD_TIMES, styles("title"))
    page.sheet.set_row(0, 28)
    page.text(1, 0, _HOW, styles("muted"))
    page.sheet.set_column(0, 0, 52)
    page.sheet.freeze_panes(TOP, 1)
    page.sheet.repeat_rows(HEAD, NOTHING)
    page.sheet.repeat_columns(0)
    for row, name in _NAMES.items():
        page.text(row, 0, name, styles("head" if row == HEAD else "muted"))
    days = list(range(longest + 1)) if longest else []
    page.sheet.write_column(TOP, 0, days, styles("whole", "muted"))


@dataclass(frozen=True, eq=False)
class _Step:
    """A step with a lag to type: its transition, the lag at export, its mean's cell, its table."""

    j: int
    lag: Lag
    mean: str
    table: Table | None


@dataclass(frozen=True, eq=False)
class _LineTimes:
    """Writes one line's columns."""

    page: Page
    styles: Styles
    content: Content
    line: Line
    tables: Tables

    @cached_property
    def steps(self) -> list[_Step]:
        """The steps whose lag stands on the sheet Assumptions; all others take no time."""
        plan, evidence = self.content.results.plan, self.content.results.evidence
        lags = line_lags(plan, evidence, View.WORKING, self.line)
        found = []
        for j, lag in enumerate(lags, self.line.entry):
            row = self.content.row(self.line.name, Driver(DriverKind.LAG, j), None)
            if row is not None:
                table = self.tables.get((self.line.name, j))
                there = None if table is None else table.on(f"{CALCULATION}!")
                found.append(_Step(j, lag, assumption(row, WORKING), there))
        return found

    @cached_property
    def late(self) -> int:
        """Days until nine in ten have landed, at export."""
        return lag_quantile(tuple(step.lag for step in self.steps))

    @property
    def reach(self) -> int:
        """The last day that is followed."""
        return min(max(LEAST, TIMES * self.late), LONGEST - 1)

    @property
    def formulas(self) -> int:
        """How many formulas the line takes."""
        return (2 * len(self.steps) - 1) * (self.reach + 1) + 4 * len(self.steps) + 2

    def last(self, col: int) -> int:
        """Return the column of what has landed of all steps, for the line's first column."""
        return col + 2 * len(self.steps) - 1

    def write(self, col: int) -> str:
        """Write the line from a column on; return the cell of its last day."""
        page, muted = self.page, self.styles("muted", "right")
        page.sheet.set_column(col, self.last(col), 16)
        page.text(HEAD, col, self.line.name, self.styles("bold"))
        page.text(NOTHING, col, "Days backwards", muted)
        backwards = list(range(self.reach, -1, -1))
        page.sheet.write_column(TOP, col, backwards, self.styles("whole", "muted"))
        total = np.ones(1)
        for place, step in enumerate(self.steps):
            days, own = by_day(step.lag), col + max(2 * place, 1)
            self._head(step, own, days)
            total = np.convolve(total, days)[: self.reach + 1]
            if place:
                self._down(own, self._landed(step, own, 0), self._followed(days))
                page.number(NOTHING, own, 0.0, self.styles("precise", "muted"))
                self._down(own + 1, self._both(own), self._followed(total)[::-1])
            else:
                self._down(own, self._landed(step, own, col), self._followed(total)[::-1])
            page.text(NOTHING, own + min(place, 1), "All so far", muted)
        return self._result(self.last(col), [col + max(2 * k, 1) for k in range(len(self.steps))])

    def _head(self, step: _Step, col: int, days: Floats) -> None:
        """Write what a step's lag is, and how far its days are followed."""
        page, precise = self.page, self.styles("precise", "muted")
        move = " → ".join(self.content.stages[step.j : step.j + 2])
        page.text(STEP, col, move, self.styles("muted", "right"))
        page.formula(MEAN, col, f"=N({step.mean})", step.lag.mean, precise)
        if step.table is not None and step.lag.table is not None:
            page.formula(MEASURED, col, f"={step.table.mean}", step.lag.table.mean, precise)
        style = self.styles("whole", "muted")
        page.formula(CUT, col, self._cut(step, col), float(len(days) - 1), style)
        every = f"={_share(step, col, fixed(CUT, col))}"
        page.formula(ALL, col, every, float(days.sum()), precise)

    def _cut(self, step: _Step, col: int) -> str:
        """Return the day by which nearly all have landed."""
        mean = fixed(MEAN, col)
        day = f"INT({mean}*LN({1.0 - NEARLY_ALL:.4f}))"
        if step.table is not None and step.lag.table is not None:
            knot = int(np.argmax(step.lag.table.shares >= NEARLY_ALL))
            day = f"INT(-MAX({knot}-1E-9,0)*{mean}/{fixed(MEASURED, col)})"
        return f"=IF({mean}>{SHORTEST:.6f},MIN(-{day},{LONGEST - 1}),0)"

    def _landed(self, step: _Step, col: int, day: int) -> list[str]:
        """Return what has landed of a step by each day of a column."""
        cut = fixed(CUT, col)
        rows = range(TOP, TOP + self.reach + 1)
        return [f"={_share(step, col, f'MIN({at(row, day)},{cut})')}" for row in rows]

    def _both(self, col: int) -> list[str]:
        """Return what has landed of all steps so far, the last of them in a column."""
        name, before, zero = letters(col), letters(col - 1), TOP + self.reach + 1
        return [
            f"=SUMPRODUCT({name}{TOP + 1}:{name}{TOP + 1 + day}-{name}{TOP}:{name}{TOP + day},"
            f"{before}{zero - day}:{before}{zero})"
            for day in range(self.reach, -1, -1)
        ]

    def _followed(self, days: Floats) -> Floats:
        """Return what has landed by each day that is followed."""
        landed = np.cumsum(days)[: self.reach + 1]
        return np.pad(landed, (0, self.reach + 1 - len(landed)), mode="edge")

    def _down(self, col: int, formulas: list[str], values: Floats) -> None:
        style = self.styles("precise", "muted")
        for row, each in enumerate(zip(formulas, values.tolist(), strict=True), TOP):
            self.page.formulas(row, col, (each,), style)

    def _result(self, last: int, steps: list[int]) -> str:
        """Write how long it takes, and the last day that still counts; return the latter's cell."""
        page, content = self.page, self.content
        share = "*".join([str(QUANTILE), *(fixed(ALL, col) for col in steps)])
        landed = f"{fixed(TOP, last)}:{fixed(TOP + self.reach, last)}"
        style = self.styles("whole", "bold")
        formula = f"=SUMPRODUCT(--({landed}<{share}-1E-12))"
        page.formula(DAYS, last, formula, float(min(self.late, self.reach + 1)), style)
        plan = content.results.plan
        end, days = last_day(plan.start + plan.months - 1), fixed(DAYS, last)
        whole = date_of(end)
        day = f"(DATE({whole.year},{whole.month},{whole.day})-MIN({days},{self.reach}))"
        beyond = self.late > self.reach
        as_of = None if content.results.evidence is None else content.results.evidence.as_of
        last_at = end - min(self.late, self.reach)
        text = (BEYOND if beyond else "") + until_words(last_at, as_of)
        formula = f'=IF({days}>{self.reach},{quoted(BEYOND)},"")&{written_day(day)}'
        if as_of is not None:
            today = date_of(as_of)
            now = f"DATE({today.year},{today.month},{today.day})"
            formula += f'&IF({day}<{now},{quoted(PAST)},"")'
        page.formula(UNTIL, last, formula, text, self.styles("right", "bold"))
        return fixed(UNTIL, last)


def _share(step: _Step, col: int, day: str) -> str:
    """Return what has landed of a step by a day."""
    mean = fixed(MEAN, col)
    curve = f"1-EXP(-{day}/{mean})"
    if step.table is not None:
        knot = f"MIN(INT({day}*{fixed(MEASURED, col)}/{mean}+1E-9),{step.table.last})"
        curve = f"INDEX({step.table.days},{knot}+2)-INDEX({step.table.days},{knot}+1)"
    return f"IF({mean}>{SHORTEST:.6f},{curve},1)"
