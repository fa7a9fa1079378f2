"""One line of one view on the Calculation sheet: from volume to bookings."""

from dataclasses import dataclass, field
from itertools import groupby

import numpy as np
import numpy.typing as npt

from planner.base.days import DAYS_PER_MONTH, Month, first_day, last_day
from planner.forecast.forward import Flow, entries
from planner.forecast.lags import SHORTEST, Lag
from planner.forecast.seasonality import season
from planner.forecast.spend import costs_of
from planner.output.excel.columns import COLUMN_OF
from planner.output.excel.content import ASSUMPTIONS, Content
from planner.output.excel.kernels import (
    FIRST,
    MEAN,
    STRETCH,
    Segment,
    Table,
    integral,
    landed,
    share,
)
from planner.output.excel.page import Page, at, column, fixed
from planner.output.excel.styles import Styles
from planner.plan.assumption import View
from planner.plan.keys import RETURNS, Driver, DriverKind

Floats = npt.NDArray[np.float64]
AHEAD = 4
"""Row of the share of each month that lies after the data's last day."""


@dataclass
class LineRows:
    """Where a line's figures stand: entries by stage index, bookings, and the working spend."""

    entries: dict[int, int] = field(default_factory=dict)
    bookings: int = 0
    spend: int = 0


@dataclass(frozen=True, eq=False)
class ViewFlow:
    """A view's flow and its entries (L, S, T): the values stored beside the formulas."""

    view: View
    flow: Flow
    entries: Floats

    @staticmethod
    def of(content: Content, view: View) -> "ViewFlow":
        """Return the flow of one view."""
        flow = content.results.view(view).flow
        return ViewFlow(view, flow, entries(flow))


class LineBlock:
    """Writes one line; every formula goes with the program's own value."""

    def __init__(
        self,
        page: Page,
        styles: Styles,
        content: Content,
        flow: ViewFlow,
        index: int,
        *,
        tables: dict[tuple[str, int], Table],
    ) -> None:
        self.page, self.styles, self.content = page, styles, content
        self.view, self.flow, self.entries = flow.view, flow.flow, flow.entries[index]
        self.index, self.tables = index, tables
        self.line = content.lines[index]
        self.months = content.run.months
        self.next = 0

    def write(self, row: int) -> tuple[LineRows, int]:
        """Write from `row` on; return where the figures stand and the next free row."""
        self.next = row
        rows = LineRows()
        rows.entries[self.line.entry] = self._volume()
        for j in range(self.line.entry, len(self.content.stages) - 1):
            rows.entries[j + 1] = self._transition(j, rows.entries[j])
        rows.bookings = self._bookings(rows.entries[len(self.content.stages) - 1])
        if self.view is View.WORKING:
            rows.spend = self._spend(rows.entries[self.line.entry])
        return rows, self.next + 1

    def _month(self, t: int) -> Month:
        return self.content.run.run_start + t

    def _row(self, figure: str, *words: str) -> int:
        """Name the next row and return it."""
        self.page.text(self.next, 0, self.line.name, self.styles("muted"))
        self.page.text(self.next, 1, figure, self.styles(*words))
        self.next += 1
        return self.next - 1

    def _values(self, row: int, formulas: list[str], values: Floats, *words: str) -> None:
        style = self.styles(*words)
        for t, (formula, value) in enumerate(zip(formulas, values.tolist(), strict=True)):
            self.page.formula(row, FIRST + t, formula, value, style)

    def _value(self, driver: Driver, t: int) -> str:
        """Return the assumption that holds in run month t as this view sees it; blank counts 0."""
        row = self.content.row(self.line.name, driver, self._month(t))
        return "0" if row is None else f"N({_assumption(row, COLUMN_OF[self.view])})"

    def _volume(self) -> int:
        """Write entries from outside; before the plan they are evidence, hence no formula."""
        row = self._row(self.content.stages[self.line.entry], "bold")
        style = self.styles("count", "bold")
        values = self.entries[self.line.entry].tolist()
        for t, value in enumerate(values):
            if t < self.flow.start:
                self.page.number(row, FIRST + t, value, style)
            else:
                formula = f"={self._value(Driver(DriverKind.VOLUME), t)}*{_ahead(t)}"
                formula += self._season(t)
                self.page.formula(row, FIRST + t, formula, value, style)
        return row

    def _season(self, t: int) -> str:
        """Return the factor of a month's season; a volume of its own month has none."""
        own = (self.line.name, Driver(DriverKind.VOLUME), self._month(t)) in self.content.rows
        plan, evidence = self.content.results.plan, self.content.results.evidence
        index = 1.0 if own else float(season(plan, evidence, (self._month(t),))[0])
        return "" if index == 1.0 else f"*{index!r}"

    def _transition(self, j: int, entered: int) -> int:
        """Write what moves on, its lag, the carry, and the entries of stage j + 1."""
        move = " → ".join(self.content.stages[j : j + 2])
        moving = self._row(f"moving on, {move}", "indent")
        rates = [self._value(Driver(DriverKind.RATE, j), t) for t in range(self.months)]
        formulas = [f"={at(entered, FIRST + t)}*{rate}" for t, rate in enumerate(rates)]
        values = self.entries[j] * self.flow.rates[self.index, j]
        self._values(moving, formulas, values, "count")
        segments = self._lags(j, move)
        extra = self._carried(j), self._opened(j, rates[self.flow.start], segments)
        row = self._row(self.content.stages[j + 1], "bold")
        sums = [
            "="
            + landed(t, moving, segments, self.months)
            + "".join(f"+{at(other, FIRST + t)}" for other in extra if other is not None)
            for t in range(self.months)
        ]
        self._values(row, sums, self.entries[j + 1], "count", "bold")
        return row

    def _lags(self, j: int, move: str) -> tuple[Segment, ...]:
        """Write a kernel per assumption that holds in some month; return who uses which."""
        driver = Driver(DriverKind.LAG, j)
        name = self.line.name
        held = [self.content.row(name, driver, self._month(t)) for t in range(self.months)]
        kernels: dict[int | None, int] = {}
        segments = []
        for source, group in groupby(range(self.months), key=lambda t: held[t]):
            months = list(group)
            if source not in kernels:
                kernels[source] = self._kernel(j, move, source)
            segments.append(Segment(months[0], months[-1], kernels[source]))
        return tuple(segments)

    def _kernel(self, j: int, move: str, source: int | None) -> int:
        table = self.tables.get((self.line.name, j))
        mean = self._mean(source)
        lag = Lag(mean, self.content.tables.get((self.line.name, j)))
        curve = self._row(f"lag {move}: ∫ share, days", "indent", "muted")
        lands = self._row(f"lag {move}: share landing", "indent", "muted")
        found = "0" if source is None else f"N({_assumption(source, COLUMN_OF[self.view])})"
        self.page.formula(curve, MEAN, f"={found}", mean, self.styles("days", "muted"))
        if table:
            stretch = mean / self.content.tables[self.line.name, j].mean
            formula = f"={at(curve, MEAN)}/{table.mean}"
            self.page.formula(curve, STRETCH, formula, stretch, self.styles("precise", "muted"))
        cols = range(FIRST, FIRST + self.months)
        reach = lag.integral(_days(self.months))
        formulas = [integral(curve, col, table) for col in cols]
        self._values(curve, formulas, reach, "days", "muted")
        formulas = [share(curve, col, cols[-1]) for col in cols]
        self._values(lands, formulas, lag.kernel(self.months)[::-1], "precise", "muted")
        return lands

    def _mean(self, source: int | None) -> float:
        value = None if source is None else self.content.by_row[source].view(self.view)
        return 0.0 if value is None else value

    def _carried(self, j: int) -> int | None:
        """Write the carry: evidence, the same in every view, hence no formula."""
        carried = self.flow.carried[self.index, j]
        if not carried.any():
            return None
        row = self._row(f"from {self.content.stages[j]} open today", "indent", "muted")
        for t, value in enumerate(carried.tolist()):
            self.page.number(row, FIRST + t, value, self.styles("count", "muted"))
        return row

    def _opened(self, j: int, rate: str, segments: tuple[Segment, ...]) -> int | None:
        """Write the landing of a stated opening pipeline, exponential or at once."""
        start = self.flow.start
        stated = self.content.row(self.line.name, Driver(DriverKind.OPEN, j), self._month(start))
        if stated is None or self.content.measured(self.line.name, j) is not None:
            return None
        row = self._row(f"from {self.content.stages[j]} open at start", "indent", "muted")
        kernel = next(s.row for s in segments if s.first <= start <= s.last)
        mean = fixed(kernel - 1, MEAN)
        amount = f"N({_assumption(stated, COLUMN_OF[self.view])})*{rate}"
        formulas = ["=0"] * start
        before = None
        for month in self.content.run.run[start:]:
            end = last_day(month) - first_day(self._month(start))
            late = f"IF({mean}>{SHORTEST:.6f},EXP(-{end}/{mean}),0)"
            early = "1" if before is None else f"IF({mean}>{SHORTEST:.6f},EXP(-{before}/{mean}),0)"
            formulas.append(f"={amount}*({early}-{late})")
            before = end
        opening = self.flow.opening[self.index, j] * self.flow.rates[self.index, j, start]
        values = opening * self.flow.opening_spread[self.index, j]
        self._values(row, formulas, values, "count", "muted")
        return row

    def _bookings(self, won: int) -> int:
        row = self._row("Bookings", "bold")
        driver = Driver(DriverKind.DEAL_SIZE)
        style = self.styles("money", "bold")
        values = self.entries[-1] * self.flow.deal_size[self.index]
        for t in range(self.flow.start, self.months):
            formula = f"={at(won, FIRST + t)}*{self._value(driver, t)}"
            self.page.formula(row, FIRST + t, formula, float(values[t]), style)
        return row

    def _spend(self, entered: int) -> int:
        """Write cost per entry times entries plus what is fixed, where anybody states either."""
        spend = self.content.results.working.spend[self.index]
        if np.isnan(spend).all():
            return 0
        row = self._row("Spend", "bold")
        for t in range(self.flow.start, self.months):
            each, whole = (self._value(Driver(k), t) for k in (DriverKind.COST, DriverKind.SPEND))
            came = at(entered, FIRST + t)
            formula = f"={each}*{came}{self._bend(came, t)}+{whole}"
            value = float(np.nan_to_num(spend[t - self.flow.start]))
            self.page.formula(row, FIRST + t, formula, value, self.styles("money", "bold"))
        return row

    def _bend(self, came: str, t: int) -> str:
        """Return the factor on the cost of an entry where more spend brings less."""
        plan, evidence = self.content.results.plan, self.content.results.evidence
        costs = costs_of(plan, evidence, self.view)
        reference = float(costs.reference[self.index])
        if costs.power[self.index] <= 1.0 or reference <= 0.0:
            return ""
        return f"*({came}/{reference!r})^(1/{self._value(RETURNS, t)}-1)"


def _assumption(row: int, col: int) -> str:
    return f"{ASSUMPTIONS}!{fixed(row, col)}"


def _ahead(t: int) -> str:
    return f"{column(FIRST + t)}${AHEAD + 1}"


def _days(months: int) -> Floats:
    """Days at which J stands, (k+1)D, k = months - 1 first."""
    return DAYS_PER_MONTH * np.arange(months, 0, -1, dtype=np.float64)
