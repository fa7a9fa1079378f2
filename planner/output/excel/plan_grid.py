"""The Plan sheet as a grid: months with quarters, years and the whole across, a row per figure."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
import numpy.typing as npt

from planner.base.letters import letters
from planner.output.excel.block import over
from planner.output.excel.content import CALCULATION, Content
from planner.output.excel.kernels import FIRST as FIRST_MONTH
from planner.output.excel.page import Page, at
from planner.output.excel.styles import Styles
from planner.sheets.groups import grouped
from planner.sheets.periods import Period, Span, periods

Floats = npt.NDArray[np.float64]
HEAD, FIRST = 3, 1
_INDENTS = {1: "indent", 2: "deeper"}
Monthly = Callable[[int], str]
Value = float | str | None


@dataclass(frozen=True, slots=True)
class Stated:
    """What a period's column has while the cell of its `goal` is not empty.

    `value` is what its formula comes to at export, None where there is no goal then.
    """

    goal: str
    formula: str
    value: float | None


NOTHING_STATED: Mapping[str, Stated] = {}


class PlanGrid:
    """Writes rows one below the other; `rows` says where those with a key stand."""

    def __init__(self, page: Page, styles: Styles, content: Content) -> None:
        self.page, self.styles, self.content = page, styles, content
        plan = content.results.plan
        self.columns = periods(content.results.working.months, plan.fiscal_start)
        self.rows: dict[str, int] = {}
        self.next = HEAD + 1
        self._places = {p.key: FIRST + i for i, p in enumerate(self.columns)}
        self._parts = [self._inside(period) for period in self.columns]
        self._months = {p.first: i for i, p in enumerate(self.columns) if p.span is Span.MONTH}

    @property
    def whole(self) -> int:
        """Column of the whole plan."""
        return FIRST + len(self.columns) - 1

    def row(self, name: str, *words: str, key: str = "", level: int = 0) -> int:
        """Name the next row and return it; one of a deeper level folds under the row above."""
        row, self.next = self.next, self.next + 1
        self.page.text(row, 0, name, self.styles("grid", *words))
        if level:
            self.page.sheet.set_row(row, None, None, {"level": level})
        if key:
            self.rows[key] = row
        return row

    def cell(self, row: int, period: Period, formula: str, value: Value, *words: str) -> None:
        """Write one cell; the first of `words` is its unit."""
        self.page.formula(row, self.place(period), formula, value, self.style(period, *words))

    @property
    def columns_by_key(self) -> dict[str, int]:
        """The columns of periods by their keys."""
        return self._places

    def place(self, period: Period) -> int:
        """Return a period's column."""
        return self._places[period.key]

    def style(self, period: Period, *words: str) -> Any:
        """Return a cell's format, that of a sum where the period is longer than a month."""
        return self.styles("grid", *words, *(("part",) if period.span else ()))

    def month(self, row: int, month: int) -> str:
        """Return the cell of a month in a row."""
        return at(row, self.column(month))

    def column(self, month: int) -> int:
        """Return the column of a month."""
        return FIRST + self._months[month]

    def flow(
        self, row: int, monthly: Monthly, values: Floats, *words: str, gaps: bool = False,
        stated: Mapping[str, Stated] = NOTHING_STATED,
    ) -> None:  # fmt: skip
        """Write each month's formula, and sums in quarters and years; of what is known, if `gaps`.

        Where there may be gaps a month, or all that a sum is of, can be empty text. Columns of
        periods with a goal of their own have what is `stated` by their keys, while it is.
        """
        each, plain, part = values.tolist(), ("grid", *words), ("grid", *words, "part")
        styles = {span: self.styles(*(part if span else plain)) for span in Span}
        for col, period in enumerate(self.columns, FIRST):
            if period.span is Span.MONTH:
                formula, value = monthly(period.first), each[period.first]
            else:
                formula = self._sum(row, col, gaps)
                inside = [one for one in each[period.months] if one - one == 0.0]
                value = sum(inside) if inside else None
                if period.key in stated:
                    here = stated[period.key]
                    formula = f'=IF({here.goal}="",{formula[1:]},{here.formula})'
                    value = value if here.value is None else here.value
            self.page.formula(row, col, formula, value, styles[period.span])

    def levels(self, row: int, monthly: Monthly, values: Floats, *words: str) -> None:
        """Write each month's formula; quarters and years show their last month's."""
        for col, period in enumerate(self.columns, FIRST):
            formula = f"={self.month(row, period.last)}"
            if period.span is Span.MONTH:
                formula = monthly(period.first)
            value = float(values[period.last])
            self.page.formula(row, col, formula, value, self.style(period, *words))

    def unfold(
        self,
        rows: Mapping[int, int],
        values: Floats,
        unit: str,
        *,
        gaps: bool = False,
        key: str = "",
    ) -> None:
        """Write lines by their rows on the Calculation sheet, those of one channel below it.

        Where there may be `gaps`, months of which nothing is known are empty text. Below a row with
        a `key` theirs begin with it, as in the window.
        """
        lines = self.content.lines
        for group in grouped(lines):
            mine = [i for i in rows if lines[i] in group.lines]
            if group.rolls_up and mine:
                own = f"{key}/{group.key}" if key else ""
                row = self.row(group.channel, "indent", "muted", level=1, key=own)
                sums = [rows[i] for i in mine]
                monthly = self.known(sums) if gaps else self.added(sums)
                known = np.isfinite(values[mine]).any(axis=0)
                whole = np.where(known, np.nansum(values[mine], axis=0), np.nan)
                self.flow(row, monthly, whole, unit, "muted", gaps=gaps)
            deep = 1 + group.rolls_up
            for i in mine:
                own = f"{key}/{lines[i].name}" if key else ""
                name = group.label(lines[i].name)
                row = self.row(name, _INDENTS[deep], "muted", level=deep, key=own)
                monthly = self.taken(rows[i]) if gaps else self.added([rows[i]])
                self.flow(row, monthly, values[i], unit, "muted", gaps=gaps)

    def ratio(self, row: int, above: Sequence[str], below: Sequence[str], *words: str,
              values: tuple[Floats, Floats]) -> None:  # fmt: skip
        """Write the ratio of two sums by period, nothing where one is unknown or the lower one 0.

        `above` and `below` are the rows' cells of the plan's months on the Calculation sheet.
        """
        for period in self.columns:
            top, bottom = (self._over(cells, period) for cells in (above, below))
            over, under = (float(np.nansum(v[period.months])) for v in values)
            known = under > 0.0 and bool(np.isfinite(values[0][period.months]).any())
            formula = f'=IF(AND(COUNT({top})>0,SUM({bottom})>0),SUM({top})/SUM({bottom}),"")'
            self.cell(row, period, formula, over / under if known else None, *words)

    @staticmethod
    def _over(cells: Sequence[str], period: Period) -> str:
        first, last = cells[period.first], cells[period.last]
        return first if first == last else f"{first}:{last.partition('!')[2]}"

    def _inside(self, period: Period) -> list[int]:
        """Return the columns one size smaller that lie in a period."""
        return [
            FIRST + i
            for i, p in enumerate(self.columns)
            if p.span == period.span - 1 and period.first <= p.first and p.last <= period.last
        ]

    def _sum(self, row: int, col: int, gaps: bool) -> str:
        """Add up the columns one size smaller that lie in the column's period."""
        parts = self._parts[col - FIRST]
        cells = ",".join(at(row, part) for part in parts)
        period = self.columns[col - FIRST]
        if period.span is Span.QUARTER:
            cells = f"{at(row, parts[0])}:{at(row, parts[-1])}"
        if gaps:
            return f'=IF(COUNT({cells})=0,"",SUM({cells}))'
        return f"=SUM({cells})" if period.span is Span.QUARTER else "=" + cells.replace(",", "+")

    def calculation(self, row: int) -> list[str]:
        """Return the cells of the plan's months in a row of the Calculation sheet."""
        first = FIRST_MONTH + self.content.run.start
        months = range(first, FIRST_MONTH + self.content.run.months)
        return [f"{CALCULATION}!{letters(col)}{row + 1}" for col in months]

    def added(self, rows: Sequence[int]) -> Monthly:
        """Return the sum of some rows of the Calculation sheet in a month."""
        cells = [self.calculation(row) for row in rows]
        return lambda month: "=" + ("+".join(each[month] for each in cells) or "0")

    def known(self, rows: Sequence[int]) -> Monthly:
        """Return the sum of some rows in a month, empty text where none of them is known."""
        cells = [self.calculation(row) for row in rows]

        def sum_of(month: int) -> str:
            some = [each[month] for each in cells]
            return f'=IF({over("COUNT", some)}=0,"",{over("SUM", some)})'

        return sum_of

    def taken(self, row: int) -> Monthly:
        """Return a row of the Calculation sheet in a month, empty text where it is."""
        cells = self.calculation(row)
        return lambda month: f'=IF({cells[month]}="","",{cells[month]})'
