"""One more ramped rep or lead in a single month, followed up to the team's last limit.

Rows begin in that month; what is empty before it counts as nothing. A line's row is what arrives
more than planned, but for what was taken in, which stands as a running total.
"""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from functools import cached_property

import numpy as np
import numpy.typing as npt

from planner.base.letters import letters
from planner.forecast.capacity import REP, Capacity
from planner.forecast.queueing import Run, gone_by
from planner.output.excel.block import Block, month_at
from planner.output.excel.kernels import FIRST, landed, moving_on
from planner.output.excel.page import along
from planner.output.excel.queues import Queue, part, place, served_until, since, taken_in
from planner.output.excel.team_block import GATES
from planner.output.excel.view_block import ViewRows
from planner.output.excel.view_flow import ViewFlow
from planner.plan.keys import Driver, DriverKind

Floats = npt.NDArray[np.float64]
Rows = dict[int, tuple[int, int]]
"""By line: the row of what arrives more at a stage, and the last month in which it does."""


@dataclass(frozen=True, eq=False)
class More:
    """What all cases share; `worths` are each line's rows of what one a month earlier brings."""

    flow: ViewFlow
    limited: Capacity
    made: ViewRows
    worths: dict[int, int]


@dataclass(frozen=True, slots=True)
class _Queue:
    """Rows of a queue in a case: what arrives as planned, what more, and how far it is served."""

    planned: int
    more: int | None
    came: int
    gone: int
    reached: int
    part: int

    def month(self, row: int, t: int) -> str:
        """Return a row's figure of the month of arrival up to which the queue is served."""
        return f"INDEX({since(row, t)},{month_at(self.reached, t)})"


class MoreCase:
    """Writes one case below what stands in a block; `m` counts the plan's months."""

    def __init__(self, block: Block, more: More, what: str, m: int, cases: Run) -> None:
        self.block, self.more, self.what, self.m = block, more, what, m
        self.t, self.end = block.start + m, block.months - 1
        self.run, base = Run(cases.arrived[m], cases.entered[m]), more.limited.run
        self.arrived, self.entered = (
            self.run.arrived - base.arrived,
            self.run.entered - base.entered,
        )
        self.lines, self.queues = more.made.lines, more.made.team.queues

    def write(self, shares: dict[int, int]) -> str:
        """Write all rows; return the formula of what the case brings.

        `shares` are the rows of the lines' shares of one more that enters, none for a rep.
        """
        rows: Rows = {}
        upto: dict[int, int] = {}
        last = max(self.queues)
        for stage in range(last + 1):
            rows |= self._entering(stage, shares)
            if stage in self.queues:
                upto = self._served(stage, rows)
            if stage < last:
                moving = self._freed(stage, upto) if stage in self.queues else self._on(stage, rows)
                rows = self._landing(stage, moving)
        return f"={self._brings(last, upto, shares)}"

    def _row(self, name: str, formulas: Iterable[str], values: Floats, unit: str = "count") -> int:
        """Write a row from the case's month on, as far as there are formulas."""
        row, each = self.block.row(name, "indent", "muted"), list(formulas)
        here = values[self.t : self.t + len(each)]
        return self.block.formulas(row, each, here, unit, "muted", first=self.t)

    def _named(self, i: int, stage: int, word: str) -> str:
        content = self.block.content
        return f"{content.lines[i].name}: {content.stages[stage]}, {word}"

    def _entering(self, stage: int, shares: dict[int, int]) -> Rows:
        """Write each line's share of one more at the stage where it enters."""
        found = {}
        for i, row in shares.items():
            if self.block.content.lines[i].entry == stage:
                cell = [f"={month_at(row, self.t)}"]
                more = self._row(self._named(i, stage, "more"), cell, self.arrived[i, stage])
                found[i] = more, self.t
        return found

    def _on(self, stage: int, rows: Rows) -> Rows:
        """Write what moves on of what arrives more, before any limit."""
        found = {}
        for i, (row, last) in rows.items():
            months = range(self.t, last + 1)
            cells = (f"={month_at(row, t)}*{self._rate(i, stage, t)}" for t in months)
            found[i] = self._moving(i, stage, cells), last
        return found

    def _freed(self, stage: int, upto: dict[int, int]) -> Rows:
        """Write what moves on of what is taken in more, or sooner, than planned."""
        found = {}
        for i, row in upto.items():
            cells = []
            for t in range(self.t, self.end + 1):
                before = month_at(row if t > self.t else self.lines[i].upto[stage], t - 1)
                planned = month_at(self.lines[i].entries[stage], t)
                apart = f"{month_at(row, t)}{f'-{before}' if t else ''}-{planned}"
                cells.append(f"=({apart})*{self._rate(i, stage, t)}")
            found[i] = self._moving(i, stage, cells), self.end
        return found

    def _moving(self, i: int, stage: int, cells: Iterable[str]) -> int:
        values = self.entered[i, stage] * self.more.flow.flow.rates[i, stage]
        return self._row(self._named(i, stage, "more moves on"), cells, values)

    def _rate(self, i: int, stage: int, t: int) -> str:
        content, driver = self.block.content, Driver(DriverKind.RATE, stage)
        month = content.run.run_start + t
        return self.more.flow.holding.counting(content.lines[i].name, driver, month)

    def _landing(self, stage: int, moving: Rows) -> Rows:
        """Write what arrives more at the next stage."""
        found = {}
        for i, (row, last) in moving.items():
            lags = tuple(
                replace(one, first=max(one.first, self.t), last=min(one.last, last))
                for one in self.lines[i].lags[stage]
            )
            months, on = range(self.t, self.end + 1), moving_on(row)
            cells = (f"={landed(t, on, lags, self.block.months)}" for t in months)
            name = self._named(i, stage + 1, "more")
            found[i] = self._row(name, cells, self.arrived[i, stage + 1]), self.end
        return found

    def _served(self, stage: int, rows: Rows) -> dict[int, int]:
        """Write how far a queue is served; return each line's row of all that is taken in."""
        queue = self._queue(stage, rows)
        found = {}
        for i, line in enumerate(self.lines):
            if stage not in line.arrived:
                continue
            arriving = [line.arrived[stage], *(rows[i][:1] if i in rows else ())]
            cells = []
            for t in range(self.t, self.end + 1):
                last = [queue.month(row, t) for row in arriving]
                whole = [f"SUM(${letters(FIRST)}{row + 1}:{end})"
                         for row, end in zip(arriving, last, strict=True)]  # fmt: skip
                late = f"(1-{month_at(queue.part, t)})*({'+'.join(last)})"
                cells.append(f"={'+'.join(whole)}-{late}")
            name = self._named(i, stage, "taken in up to here")
            found[i] = self._row(name, cells, np.cumsum(self.run.entered[i, stage]))
        return found

    def _queue(self, stage: int, rows: Rows) -> _Queue:
        """Write what comes in all, how much of it is taken in, and up to where that is."""
        planned, name = self.queues[stage], self.block.content.stages[stage]
        came = np.cumsum(self.run.arrived[:, stage].sum(axis=0))
        limits = self._limits(planned)
        more, arriving = self._arriving(stage, rows, came)
        months = range(self.t, self.end + 1)
        row, cells = self.block.next, []
        for t in months:
            before = month_at(row if t > self.t else planned.gone, t - 1) if t else "0"
            cells.append(
                taken_in(
                    month_at(arriving, t),
                    before,
                    [month_at(own if t == self.t else row, t) for row, own in limits],
                )
            )
        taken = gone_by(came, self._limit(planned))
        gone = self._row(f"{name}, taken in up to here", cells, taken)
        at, parts = place(came, taken)
        reached = (served_until(arriving, gone, t) for t in months)
        row = self._row("month of arrival reached", reached, at.astype(float), "whole")
        found = _Queue(planned.arrived, more, arriving, gone, row, row + 1)
        shares = (self._part(found, t) for t in months)
        self._row("part of it taken in", shares, parts, "precise")
        return found

    def _part(self, queue: _Queue, t: int) -> str:
        here = queue.month(queue.planned, t)
        if queue.more is not None:
            here = f"({here}+{queue.month(queue.more, t)})"
        return part(here, queue.month(queue.came, t), month_at(queue.gone, t))

    def _arriving(self, stage: int, rows: Rows, came: Floats) -> tuple[int | None, int]:
        """Write what arrives more of all lines, and all that came; the plan's rows where none."""
        planned, block = self.queues[stage], self.block
        if not rows:
            return None, planned.came
        until, name = max(last for _, last in rows.values()), block.content.stages[stage]
        sums = (
            "=" + "+".join(month_at(row, t) for row, last in rows.values() if t <= last)
            for t in range(self.t, until + 1)
        )
        values = self.arrived[list(rows), stage].sum(axis=0)
        more = self._row(f"{name}, more, all lines", sums, values)
        cells, row = [f"={month_at(planned.came, t)}" for t in range(self.t)], block.next
        for t in range(self.t, self.end + 1):
            parts = [month_at(row, t - 1)] if t else []
            parts += [month_at(planned.arrived, t), *([month_at(more, t)] if t <= until else [])]
            cells.append(f"={'+'.join(parts)}")
        block.formulas(block.row("… up to here", "indent", "muted"), cells, came, "count", "muted")
        block.page.number(row, FIRST - 1, 0.0, block.styles("count", "muted"))
        return more, row

    def _limits(self, queue: Queue) -> list[tuple[int, int]]:
        """Return rows of the queue's limits, as planned and in the month of one more.

        Of one more rep the latter are written: what the team can take in rises in that month alone.
        """
        planned = list(queue.limits.items())
        if self.what != REP:
            return [(row, row) for _, row in planned]
        return [(row, self._with_one(gate, row)) for gate, row in planned]

    def _with_one(self, gate: str, row: int) -> int:
        cell, load = month_at(row, self.t), self.more.made.team.loads[gate][self.m]
        limit = self._of_gates.get(gate, np.full(self.block.months, np.inf))
        values = np.where(np.isfinite(limit), limit, np.nan)
        return self._row(
            f"{GATES[gate]}, with one more", [f'=IF({cell}="","",{cell}+{load})'], values
        )

    def _limit(self, queue: Queue) -> Floats:
        """Return how much can be taken in in each run month, inf without a limit."""
        free = np.full(self.block.months, np.inf)
        return np.asarray(np.minimum.reduce([self._of_gates.get(g, free) for g in queue.limits]))

    @cached_property
    def _of_gates(self) -> dict[str, Floats]:
        flow, team = self.more.flow.flow, self.more.limited.team
        more = np.eye(len(flow.months))[self.m] if self.what == REP else None
        gates = [] if team is None else team.gates(flow.stages, flow.start, more)
        return {gate.name: gate.limit for gate in gates}

    def _brings(self, last: int, upto: dict[int, int], shares: dict[int, int]) -> str:
        """Return what it is worth that more is taken in, and what enters after the last limit."""
        months, parts = (FIRST + self.t, FIRST + self.end), []
        for i, row in upto.items():
            apart = f"{along(row, *months)}-{along(self.lines[i].upto[last], *months)}"
            parts.append(f"SUMPRODUCT({apart},{along(self.more.worths[i], *months)})")
        for i, row in shares.items():
            entry = self.block.content.lines[i].entry
            if entry > last:
                worth = month_at(self.lines[i].worth[entry], self.end - self.t)
                parts.append(f"{month_at(row, self.t)}*{worth}")
        return "+".join(parts) or "0"
