"""One line of one view on the Calculation sheet: from volume to bookings."""

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from planner.base.days import Month
from planner.base.letters import letters
from planner.output.excel.block import Block, month_at
from planner.output.excel.kernels import (
    FIRST,
    Segment,
    Table,
    landed,
    moving_on,
)
from planner.output.excel.line_lags import write_lags, write_opened
from planner.output.excel.queues import Queue
from planner.output.excel.view_flow import Like, LineRows, ViewFlow
from planner.plan.keys import DEAL_SIZE, VOLUME, Driver, DriverKind

Floats = npt.NDArray[np.float64]
AHEAD = 4
"""Row of the share of each month that lies after the data's last day."""
NO_SEASON = "1.0"
"""The index of a month that is like the others."""


@dataclass(frozen=True, eq=False)
class Around:
    """What lines share: measured tables, the queues by stage, how far to go without limits."""

    tables: dict[tuple[str, int], Table]
    queues: dict[int, Queue]
    free_until: int = 0


class LineBlock(Block):
    """Writes one line; every formula goes with the program's own value."""

    def __init__(
        self, block: Block, flow: ViewFlow, index: int, around: Around, like: Like | None = None
    ) -> None:
        name = block.content.lines[index].name
        super().__init__(block.page, block.styles, block.content, name, block.next)
        self.view, self.flow, self.seen = flow.view, flow.flow, flow
        self.holding, self.like = flow.holding, like
        self.index, self.around = index, around
        self.line = block.content.lines[index]
        self.rows = LineRows()
        self._values: dict[Driver, list[str]] = {}

    def write(self) -> LineRows:
        """Write from volume to bookings; return where the figures stand."""
        first, last = self.line.entry, len(self.content.stages) - 1
        if self.like is not None and self.like.until >= first:
            first = self.like.until
            self._taken_in(first, self._as_in(self.like, first))
        else:
            self._taken_in(first, self._volume())
        for j in range(first, last):
            self._transition(j)
        self._bookings(self.rows.entries[last])
        return self.rows

    def month(self, t: int) -> Month:
        """Return a run month."""
        return self.content.run.run_start + t

    def value(self, driver: Driver, t: int) -> str:
        """Return the assumption that holds in run month t as this view sees it; blank counts 0."""
        if driver not in self._values:
            months = map(self.month, range(self.months))
            counting, name = self.holding.counting, self.line.name
            self._values[driver] = [counting(name, driver, month) for month in months]
        return self._values[driver][t]

    def stage_name(self, stage: int, word: str = "") -> str:
        """Return what a row of a stage's journeys is called."""
        return f"{self.content.stages[stage]}{word}"

    def _taken_in(self, stage: int, arrived: int) -> None:
        """Write what a stage with a queue takes in of what arrives."""
        self.rows.arrived[stage] = arrived
        queue = self.around.queues.get(stage)
        if queue is None:
            self.rows.entries[stage] = arrived
            return
        values = self.seen.entries[self.index, stage]
        summed = self.row(self.stage_name(stage, ", taken in up to here"), "indent", "muted")
        upto = (queue.served(arrived, t) for t in range(self.months))
        self.rows.upto[stage] = self.formulas(summed, upto, np.cumsum(values), "count", "muted")
        row = self.row(self.stage_name(stage, ", taken in"), "bold")
        each = (
            f"={month_at(summed, t)}" + (f"-{month_at(summed, t - 1)}" if t else "")
            for t in range(self.months)
        )
        self.formulas(row, each, values, "count", "bold")
        self.rows.entries[stage] = row

    def _arriving(self, stage: int) -> str:
        return self.stage_name(stage, ", arriving" if stage in self.around.queues else "")

    @property
    def came(self) -> int:
        """Row of what the line takes in from outside, taken over where it was left out here."""
        entry = self.line.entry
        if entry not in self.rows.arrived and self.like is not None:
            self.rows.arrived[entry] = self._as_in(self.like, entry)
        return self.rows.arrived[entry]

    def _as_in(self, like: Like, stage: int) -> int:
        """Take over what arrives at a stage from the line that is the same up to there."""
        row = self.row(self._arriving(stage), "bold")
        source, values = like.rows.arrived[stage], self.seen.arrived[self.index, stage]
        cells = (f"={like.sheet}{month_at(source, t)}" for t in range(self.months))
        return self.formulas(row, cells, values, "count", "bold")

    def _volume(self) -> int:
        """Write entries from outside; before the plan they are evidence, moved by season alone."""
        entry, season = self.line.entry, self._index
        row = self.row(self._arriving(entry), "bold")
        values, start = self.seen.arrived[self.index, entry], self.start
        place = self.content.rows.get((self.line.name, VOLUME, None))
        usual = None if place is None else self.content.by_row[place].evidence
        if usual and usual.known and self.content.seasons_differ(start):
            before = (f"={usual.value!r}*{ahead_at(t)}*{season(t)}" for t in range(start))
            self.formulas(row, before, values[:start], "count", "bold")
        else:
            self.numbers(row, values[:start], "count", "bold")
        formulas = (
            f"={self.value(VOLUME, t)}*{ahead_at(t)}{self._season(t)}"
            for t in range(start, self.months)
        )
        return self.formulas(row, formulas, values[start:], "count", "bold", first=start)

    def _index(self, t: int) -> str:
        return self.content.season(t, self.holding.number)

    def _season(self, t: int) -> str:
        """Return the factor of a month's season; a volume of its own month has none."""
        index = self._index(t)
        own = self.content.rows.get((self.line.name, VOLUME, self.month(t)))
        if index == NO_SEASON or own is None:
            return "" if index == NO_SEASON else f"*{index}"
        cells = ",".join(self.holding.typed(own))
        return f"*IF(COUNT({cells})=0,{index},1)"

    def _transition(self, j: int) -> None:
        """Write what moves on, its lag, the carry, and the entries of stage j + 1."""
        move, entered = " → ".join(self.content.stages[j : j + 2]), self.rows.entries[j]
        rates = [self.value(Driver(DriverKind.RATE, j), t) for t in range(self.months)]
        rate = self.flow.rates[self.index, j]
        moving = self.row(f"moving on, {move}", "indent")
        formulas = (f"={month_at(entered, t)}*{text}" for t, text in enumerate(rates))
        self.formulas(moving, formulas, self.seen.entries[self.index, j] * rate, "count")
        segments = write_lags(self, self.around.tables, j)
        extra = self._carried(j), write_opened(self, j, rates[self.start], segments)
        self.rows.moving[j], self.rows.lags[j] = moving, segments
        row = self.row(self._arriving(j + 1), "bold")
        arrived = self.seen.arrived[self.index, j + 1]
        self.formulas(row, self._landing(moving, segments, extra), arrived, "count", "bold")
        self._taken_in(j + 1, row)
        if min(self.around.queues, default=j) <= j < self.around.free_until:
            self._without_limits(j, rates, extra)

    def _landing(
        self, moving: int, segments: tuple[Segment, ...], extra: tuple[int | None, ...]
    ) -> Iterator[str]:
        for t in range(self.months):
            others = "".join(f"+{month_at(other, t)}" for other in extra if other is not None)
            yield f"={landed(t, moving_on(moving), segments, self.months)}{others}"

    def _without_limits(self, j: int, rates: list[str], extra: tuple[int | None, ...]) -> None:
        """Write the entries of stage j + 1 if the team could take in all."""
        entered = self.rows.free.get(j, self.rows.arrived[j])
        free, rate = self.seen.free[self.index], self.flow.rates[self.index, j]
        move = " → ".join(self.content.stages[j : j + 2])
        moving = self.row(f"moving on without limits, {move}", "indent", "muted")
        formulas = (f"={month_at(entered, t)}*{text}" for t, text in enumerate(rates))
        self.formulas(moving, formulas, free[j] * rate, "count", "muted")
        row = self.row(self.stage_name(j + 1, ", without limits"), "indent", "muted")
        landing = self._landing(moving, self.rows.lags[j], extra)
        self.rows.free[j + 1] = self.formulas(row, landing, free[j + 1], "count", "muted")

    def _carried(self, j: int) -> int | None:
        """Write the carry: evidence, the same in every view, hence no formula."""
        carried = self.flow.carried[self.index, j]
        if not carried.any():
            return None
        row = self.row(f"from {self.content.stages[j]} open today", "indent", "muted")
        return self.numbers(row, carried, "count", "muted")

    def _bookings(self, won: int) -> None:
        row = self.row("Bookings", "bold")
        values = self.seen.entries[self.index, -1] * self.flow.deal_size[self.index]
        formulas = (
            f"={month_at(won, t)}*{self.value(DEAL_SIZE, t)}"
            for t in range(self.start, self.months)
        )
        start = self.start
        self.formulas(row, formulas, values[start:], "money", "bold", first=start)
        self.rows.bookings = row
        free = self.rows.free.get(len(self.content.stages) - 1)
        if free is not None:
            self._free_bookings(free)

    def _free_bookings(self, won: int) -> None:
        """Write bookings if the team could take in all."""
        months = range(self.start, self.months)
        self.rows.free_bookings = self.row("Bookings, without limits", "muted")
        values = self.seen.free[self.index, -1] * self.flow.deal_size[self.index]
        cells = (f"={month_at(won, t)}*{self.value(DEAL_SIZE, t)}" for t in months)
        shown = values[self.start :]
        self.formulas(self.rows.free_bookings, cells, shown, "money", "muted", first=self.start)


def ahead_at(t: int) -> str:
    """Return the cell of the share of a run month that is still to come."""
    return f"{letters(FIRST + t)}${AHEAD + 1}"
