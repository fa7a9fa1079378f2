"""The Plan sheet: months with quarters and years across, goal, bookings and the funnel down."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import numpy as np
import numpy.typing as npt

from planner.evidence.money import opportunity_stage
from planner.output.excel.calculation import Rows
from planner.output.excel.content import CALCULATION, EVIDENCE, Content
from planner.output.excel.evidence import LINES as EVIDENCE_LINES
from planner.output.excel.evidence import OPENED
from planner.output.excel.kernels import FIRST as FIRST_MONTH
from planner.output.excel.page import Page, at, fixed
from planner.output.excel.phrases import sign_of
from planner.output.excel.styles import Styles, short_of_goal
from planner.plan.assumption import View
from planner.sheets.periods import Period, Span, periods
from planner.sheets.plan_figures import pipeline_created, total_spend
from planner.sheets.words import heading

Floats = npt.NDArray[np.float64]
HEAD, FIRST = 3, 1
Monthly = Callable[[int], str]


@dataclass(frozen=True, eq=False)
class PlanPlaces:
    """Where the plan's totals stand: rows by name, and the column of the whole."""

    rows: dict[str, int]
    whole: int
    columns: tuple[Period, ...]


def write_plan(page: Page, styles: Styles, content: Content, calculated: Rows) -> PlanPlaces:
    """Write the working view; return where its totals stand."""
    return _PlanSheet(page, styles, content, calculated).write()


class _PlanSheet:
    def __init__(self, page: Page, styles: Styles, content: Content, calculated: Rows) -> None:
        self.page, self.styles, self.content = page, styles, content
        self.calculated = calculated
        self.working = content.results.working
        self.columns = periods(self.working.months, content.results.plan.fiscal_start)
        self.rows: dict[str, int] = {}
        self.next = HEAD + 1

    def write(self) -> PlanPlaces:
        self._heads()
        whole = FIRST + len(self.columns) - 1
        self._money()
        for stage in range(len(self.content.stages)):
            self._stage(stage)
        self._lines("Bookings by line", self._line_bookings(), "money")
        self._pipeline()
        self._costs()
        short_of_goal(self.page, self.styles, self.rows["gap"], FIRST, whole)
        self.page.sheet.print_area(0, 0, self.next, whole)
        return PlanPlaces(self.rows, whole, self.columns)

    def _heads(self) -> None:
        page, sheet = self.page, self.page.sheet
        page.text(0, 0, "Plan", self.styles("title"))
        page.text(1, 0, _HOW, self.styles("muted"))
        sheet.set_row(0, 28)
        sheet.set_column(0, 0, 30)
        page.text(HEAD, 0, "Working plan", self.styles("head"))
        for col, period in enumerate(self.columns, FIRST):
            style = self.styles("head", "right", *(("whole_head",) if period.span else ()))
            page.text(HEAD, col, period.title, style)
            sheet.set_column(col, col, self._width(period))
        sheet.freeze_panes(HEAD + 1, FIRST)
        sheet.repeat_rows(HEAD)
        sheet.repeat_columns(0)

    def _width(self, period: Period) -> float:
        """Return the width that fits a column's largest amount of money."""
        views = [self.content.results.view(view).bookings.sum(0) for view in View]
        created = np.nan_to_num(pipeline_created(self.content.results, self.working))
        sums = [float(row[period.months].sum()) for row in (*views, created)]
        largest = max(*sums, self.working.goal or 0.0)
        sign = sign_of(self.content.results.plan.currency)
        return max(9.5, len(f"+{sign}{largest:,.0f}") * (1.15 if period.span else 1.08) + 0.5)

    def _style(self, period: Period, unit: str, words: tuple[str, ...]) -> Any:
        return self.styles("grid", unit, *words, *(("part",) if period.span else ()))

    def _row(self, name: str, *words: str, key: str = "") -> int:
        row, self.next = self.next, self.next + 1
        self.page.text(row, 0, name, self.styles("grid", *words))
        if key:
            self.rows[key] = row
        return row

    def _flow(
        self, row: int, monthly: Monthly, values: Floats, unit: str, *words: str, last: bool = False
    ) -> None:
        """Write a row: each month's formula, sums in quarters and years (or the last month's)."""
        for col, period in enumerate(self.columns, FIRST):
            inside = values[period.months]
            if period.span is Span.MONTH:
                formula, value = monthly(period.first), inside[0]
            elif last:
                formula, value = f"={at(row, self._month_col(period.last))}", inside[-1]
            else:
                formula, value = self._sum(row, col), inside.sum()
            style = self._style(period, unit, words)
            self.page.formula(row, col, formula, float(value), style)

    def _month_col(self, month: int) -> int:
        spans = [(p.span, p.first) for p in self.columns]
        return FIRST + spans.index((Span.MONTH, month))

    def _sum(self, row: int, col: int) -> str:
        """Add up the columns one size smaller that lie in the column's period."""
        period = self.columns[col - FIRST]
        parts = [
            FIRST + i
            for i, p in enumerate(self.columns)
            if p.span == period.span - 1 and period.first <= p.first and p.last <= period.last
        ]
        if period.span is Span.QUARTER:
            return f"=SUM({at(row, parts[0])}:{at(row, parts[-1])})"
        return "=" + "+".join(at(row, part) for part in parts)

    def _calculation(self, row: int, month: int) -> str:
        col = FIRST_MONTH + self.content.run.start + month
        return f"{CALCULATION}!{at(row, col)}"

    def _added(self, rows: list[int]) -> Monthly:
        return lambda month: "=" + ("+".join(self._calculation(r, month) for r in rows) or "0")

    def _bookings_of(self, view: View) -> Monthly:
        lines = range(len(self.content.lines))
        return self._added([self.calculated[view, i].bookings for i in lines])

    def _money(self) -> None:
        """Write goal, bookings, gap, running totals and both seats' views."""
        booked, results = self.working.bookings.sum(0), self.content.results
        goal_row = self._row("Goal, spread evenly", "bold", key="goal")
        bookings_row = self._row("Bookings", "bold", key="bookings")
        gap_row = self._row("Gap", "bold", key="gap")
        count, goal = len(booked), self.working.goal
        for col, period in enumerate(self.columns, FIRST):
            months = period.last - period.first + 1
            due = None if goal is None else goal * months / count
            share = "" if months == count else f"*{months}/{count}"
            formula = f'=IF(Goal="","",Goal{share})'
            style = self._style(period, "money", ("bold",))
            self.page.formula(goal_row, col, formula, due, style)
            gap = None if due is None else float(booked[period.months].sum()) - due
            formula = f'=IF(Goal="","",{at(bookings_row, col)}-{at(goal_row, col)})'
            style = self._style(period, "gap", ("bold",))
            self.page.formula(gap_row, col, formula, gap, style)
        self._flow(bookings_row, self._bookings_of(View.WORKING), booked, "money", "bold")
        running = self._row("Bookings, running total", "muted", key="running")
        self._running(running, bookings_row, booked)
        for view, name in _VIEWS.items():
            row = self._row(name, "muted", key=view.value)
            values = results.view(view).bookings.sum(0)
            self._flow(row, self._bookings_of(view), values, "money", "muted")
        self.next += 1

    def _running(self, row: int, bookings: int, booked: Floats) -> None:
        def total(month: int) -> str:
            before = f"{at(row, self._month_col(month - 1))}+" if month else ""
            return f"={before}{at(bookings, self._month_col(month))}"

        self._flow(row, total, np.cumsum(booked), "money", "muted", last=True)

    def _stage(self, stage: int) -> None:
        """Write a stage: all lines, then each line that passes it, folding under the total."""
        counts = self.working.entries[:, stage]
        lines = [i for i, line in enumerate(self.content.lines) if line.entry <= stage]
        rows = [self.calculated[View.WORKING, i].entries[stage] for i in lines]
        name = heading(self.content.stages[stage])
        total = self._row(name, "bold", key=f"stage:{stage}")
        self._flow(total, self._added(rows), counts.sum(0), "count", "bold")
        self._unfolded(lines, rows, counts, "count")

    def _line_bookings(self) -> tuple[list[int], list[int], Floats]:
        lines = list(range(len(self.content.lines)))
        rows = [self.calculated[View.WORKING, i].bookings for i in lines]
        return lines, rows, self.working.bookings

    def _lines(self, name: str, group: tuple[list[int], list[int], Floats], unit: str) -> None:
        lines, rows, values = group
        total = self._row(name, "bold")
        self._flow(total, self._added(rows), np.nan_to_num(values[lines]).sum(0), unit, "bold")
        self._unfolded(lines, rows, values, unit)

    def _unfolded(self, lines: list[int], rows: list[int], values: Floats, unit: str) -> None:
        for i, source in zip(lines, rows, strict=True):
            row = self._row(self.content.lines[i].name, "indent", "muted")
            self.page.sheet.set_row(row, None, None, {"level": 1})
            self._flow(row, self._added([source]), np.nan_to_num(values[i]), unit, "muted")

    def _pipeline(self) -> None:
        """Write pipeline created: opportunities times the opened amount that was measured."""
        values = pipeline_created(self.content.results, self.working)
        stage = opportunity_stage(self.content.stages)
        if not np.isfinite(values).any():
            return
        sources = [
            (self.calculated[View.WORKING, i].entries[stage], fixed(EVIDENCE_LINES + i, OPENED))
            for i, line in enumerate(self.content.lines)
            if line.entry <= stage
        ]

        def created(month: int) -> str:
            parts = (f"{self._calculation(r, month)}*N({EVIDENCE}!{a})" for r, a in sources)
            return "=" + "+".join(parts)

        self._flow(self._row("Pipeline created", "bold"), created, values, "money", "bold")

    def _costs(self) -> None:
        """Write spend where somebody stated a cost."""
        if not np.isfinite(total_spend(self.working)).any():
            return
        lines = [i for i, row in np.ndenumerate(np.isfinite(self.working.spend).any(1)) if row]
        numbers = [int(i[0]) for i in lines]
        rows = [self.calculated[View.WORKING, i].spend for i in numbers]
        self._lines("Spend", (numbers, rows, self.working.spend), "money")


_VIEWS = {
    View.MARKETING: "Bookings, Marketing’s view",
    View.SALES: "Bookings, Sales’ view",
}
_HOW = (
    "Bookings and entries per month of the working plan; every figure follows the Assumptions "
    "sheet. The goal is met or missed over the whole plan."
)
