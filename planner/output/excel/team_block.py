"""The team on the Calculation sheet, as one view sees it: reps, ramp, and what they can take in."""

from dataclasses import dataclass, field
from functools import cached_property
from itertools import count, takewhile

import numpy as np
import numpy.typing as npt

from planner.base.stages import hand_off, opportunity_stage
from planner.forecast.booked import still_ahead
from planner.forecast.team import CLOSING, FOLLOW_UP, attrition_of, days_open, ramp_shares
from planner.output.excel.block import Block, month_at, over
from planner.output.excel.content import Content
from planner.output.excel.kernels import DAYS, FIRST, MEAN, STRETCH
from planner.output.excel.line_block import ahead_at
from planner.output.excel.page import along, at, fixed
from planner.output.excel.queues import Queue, queue_rows, write_queue
from planner.output.excel.view_flow import LineRows, ViewFlow
from planner.plan.keys import TEAM, Driver, DriverKind

Floats = npt.NDArray[np.float64]
ROWS = 10
"""Rows above the queues: reps, their ramp, what they can take in."""
QUEUE = 6
GATES = {FOLLOW_UP: "leads they can accept", CLOSING: "opportunities they can take"}
"""What the limit at each gate is called."""


@dataclass
class TeamRows:
    """Where a view's team stands; `limits` by gate, `queues` by stage, `days` the plan's own.

    `loads` are formulas of what one ramped rep takes in, by gate and plan month.
    """

    first: int = 0
    reps: int = 0
    ramped: int = 0
    quota: int = 0
    days: int = 0
    limits: dict[str, int] = field(default_factory=dict)
    queues: dict[int, Queue] = field(default_factory=dict)
    loads: dict[str, list[str]] = field(default_factory=dict)


def gates_of(stages: tuple[str, ...]) -> dict[str, int]:
    """Return the stage before which each gate can stand."""
    found = {CLOSING: opportunity_stage(stages)}
    accepted = hand_off(stages).end
    return {FOLLOW_UP: accepted, **found} if accepted < len(stages) - 1 else found


def team_rows(content: Content, first: int) -> tuple[TeamRows, int]:
    """Return where a team's rows will stand from row `first` on, and the next free row."""
    if not content.has_team:
        return TeamRows(), first
    made = TeamRows(first, first + 4, first + 5, first + 6, first + 7)
    gates = gates_of(content.stages)
    made.limits = {name: first + 8 + i for i, name in enumerate(gates)}
    row = first + ROWS
    for stage in sorted(set(gates.values())):
        limits = {name: made.limits[name] for name, at_ in gates.items() if at_ == stage}
        made.queues[stage] = queue_rows(stage, limits, row)
        row += QUEUE
    return made, row + 1


class TeamBlock(Block):
    """Writes reps and limits of a view into the rows kept for them."""

    def __init__(self, block: Block, flow: ViewFlow, rows: TeamRows) -> None:
        super().__init__(block.page, block.styles, block.content, "Team", rows.first)
        self.flow, self.rows, self.view = flow, rows, flow.view
        self.holding = flow.holding
        limited = flow.seen.capacity
        self.team = None if limited is None else limited.team
        self.planned = self.months - self.start

    def write(self, days: str, days_value: float) -> None:
        """Write all rows; `days` is the formula of the days that opportunities stay open."""
        stay, counted = self._by_tenure()
        starting = self._starting()
        for name, row, shares in (("Reps", 0, stay), ("Reps, ramped", 1, counted)):
            values = np.zeros(self.planned)
            if self.team is not None:
                values = self.team.ramped if row else self.team.reps
            formulas = (self._there(t, starting, stay, shares) for t in range(self.planned))
            self.formulas(self.row(name, "bold"), formulas, values, "count", first=self.start)
        self._quota()
        style = self.styles("days")
        self.page.formula(self.row("days open, as planned"), MEAN, days, days_value, style)
        for gate in self.rows.limits:
            self._limit(gate)

    def limit(self, gate: str) -> Floats:
        """Return what the team can take in at a gate in each run month, (T,), inf without one."""
        found = np.full(self.months, np.inf)
        if self.team is not None and gate in self.team.loads:
            found[self.start :] = self.team.limit(gate)
        return found

    def _cell(self, kind: DriverKind, t: int) -> str | None:
        """Return the cell that holds in plan month t, None where nothing can be typed."""
        row = self.content.row(TEAM, Driver(kind), self.content.run.run_start + self.start + t)
        return None if row is None else self.holding.cell(row)

    def _by_tenure(self) -> tuple[int, int]:
        """Write who stays, and how far each counts, by months there; the latter is ramp x stay."""
        plan, evidence = self.holding.plan, self.holding.evidence
        tenures = range(self.planned - 1, -1, -1)
        leaving = f"(1-N({self._cell(DriverKind.ATTRITION, 0) or 0}))"
        stayed = (1.0 - attrition_of(plan, evidence, self.view)) ** (np.array(tenures) / 12.0)
        stay = self.row("share who stay, by months there, counting backwards", "indent", "muted")
        formulas = (f"={leaving}^({k}/12)" if k else "=1" for k in tenures)
        self.formulas(stay, formulas, stayed, "precise", "muted", first=self.start)
        ramp = self.row("ramp, by months there, counting backwards", "indent", "muted")
        stated = ramp_shares(plan, evidence, self.view)
        values = np.array([stated[k] if k < len(stated) else 1.0 for k in tenures])
        formulas = (f"={self._ramp(ramp, k)}" for k in tenures)
        self.formulas(ramp, formulas, values, "precise", "muted", first=self.start)
        counted = self.row("ramp of those who stay", "indent", "muted")
        cells = range(self.start, self.months)
        formulas = (f"={month_at(ramp, t)}*{month_at(stay, t)}" for t in cells)
        self.formulas(counted, formulas, values * stayed, "precise", "muted", first=self.start)
        return stay, counted

    @cached_property
    def _ramp_cells(self) -> list[str]:
        """Return the cells of the ramp, by months there."""
        rows = (self.content.rows.get((TEAM, Driver(DriverKind.RAMP, k), None)) for k in count())
        return [self.holding.cell(row) for row in takewhile(lambda r: r is not None, rows)
                if row is not None]  # fmt: skip

    def _ramp(self, row: int, tenure: int) -> str:
        """Return the ramp of a month there: as stated, else as the month before, else all of it."""
        if tenure >= len(self._ramp_cells):
            return "1"
        cell, later = self._ramp_cells[tenure], ",".join(self._ramp_cells[tenure + 1 :])
        before = month_at(row, self.months - tenure) if tenure else "0"
        if tenure > self.planned:
            before = self._ramp(row, tenure - 1)
        after = f"IF(COUNT({later})=0,1,{before})" if later else "1"
        return f'IF({cell}<>"",{cell},{after})'

    def _starting(self) -> int:
        """Write the reps who start in each month."""
        driver = Driver(DriverKind.REPS)
        row = self.row("reps who start", "indent", "muted")
        months = self.content.results.plan.horizon
        places = [self.content.rows[TEAM, driver, month] for month in months]
        values = [self.holding.value(place) or 0.0 for place in places]
        formulas = (f"=N({self.holding.cell(place)})" for place in places)
        return self.formulas(row, formulas, np.array(values), "count", "muted", first=self.start)

    def _there(self, t: int, starting: int, stay: int, shares: int) -> str:
        """Return who is there in plan month t, each counted by the share of their months there."""
        last, driver = FIRST + self.months - 1, Driver(DriverKind.REPS)
        began = self.holding.cell(self.content.rows[TEAM, driver, None])
        stayed = at(stay, last - t)
        hired = along(starting, FIRST + self.start, FIRST + self.start + t)
        formula = f"=N({began})*{stayed}+SUMPRODUCT({hired},{along(shares, last - t, last)})"
        for month, place in self._before():
            tenure = t + self.content.results.plan.start - month
            known = tenure < self.planned
            ramp = at(stay + 1, last - tenure) if known else self._ramp(stay + 1, tenure)
            counted = "" if shares == stay else f"*{ramp}"
            formula += f"+N({self.holding.cell(place)})*{stayed}{counted}"
        return formula

    def _before(self) -> list[tuple[int, int]]:
        """Return who started before the plan: month, and row on the Assumptions sheet."""
        driver, first = Driver(DriverKind.REPS), self.content.results.plan.start
        return [
            (month, row)
            for (line, d, month), row in self.content.rows.items()
            if (line, d) == (TEAM, driver) and month is not None and month < first
        ]

    def _quota(self) -> None:
        row = self.row("quota to count on")
        formulas = []
        for t in range(self.planned):
            quota, attained = (
                self._cell(kind, t) or '""' for kind in (DriverKind.QUOTA, DriverKind.ATTAINMENT)
            )
            part = f'IF({attained}="",1,{attained})'
            ramped = month_at(self.rows.ramped, self.start + t)
            formulas.append(f'=IF({quota}="","",{ramped}*{quota}/12*{part})')
        known = None if self.team is None else self.team.quota
        values = np.full(self.planned, np.nan) if known is None else known
        self.formulas(row, formulas, values, "money", first=self.start)

    def _limit(self, gate: str) -> None:
        """Write what all can take in a month, an empty text where no reps or no load are stated."""
        kind = DriverKind.LEADS_PER_REP if gate == FOLLOW_UP else DriverKind.OPEN_PER_REP
        rows = [r for (line, d, _), r in self.content.rows.items()
                if (line, d) == (TEAM, Driver(DriverKind.REPS))]  # fmt: skip
        anybody = self.holding.stretch(rows)
        results = self.content.results
        ahead = still_ahead(results.plan, results.evidence)
        formulas: list[str] = []
        loads = self.rows.loads[gate] = []
        for t in range(self.planned):
            ramped = month_at(self.rows.ramped, self.start + t)
            load = self._cell(kind, t) or '""'
            none = f'OR(COUNT({anybody})=0,{load}="")'
            if gate == CLOSING:
                days = self._days(t)
                none = f'OR(COUNT({anybody})=0,{load}="",{days}=0)'
                load += f"*{DAYS}/{days}"
            if ahead[t] < 1.0:
                load += f"*{ahead_at(self.start + t)}"
            loads.append(load)
            formulas.append(f'=IF({none},"",{ramped}*{load})')
        limit = self.limit(gate)[self.start :]
        values = np.where(np.isfinite(limit), limit, np.nan)
        self.formulas(self.row(GATES[gate], "bold"), formulas, values, "count", first=self.start)

    def _days(self, t: int) -> str:
        stated, planned = self._cell(DriverKind.DAYS_OPEN, t), fixed(self.rows.days, MEAN)
        return planned if stated is None else f'IF({stated}="",{planned},{stated})'


def write_team(block: Block, flow: ViewFlow, rows: TeamRows, lines: list[LineRows]) -> None:
    """Write a view's team and its queues, for the rows of all lines."""
    content, start = block.content, block.start
    first = opportunity_stage(content.stages)
    parts = []
    for i, line in enumerate(lines):
        if first in line.arrived:
            source = line.free.get(first, line.arrived[first])
            weight = f"=SUM({along(source, FIRST + start, FIRST + block.months - 1)})"
            value = float(flow.free[i, first, start:].sum())
            style = block.styles("count", "muted")
            block.page.formula(line.days_open, STRETCH, weight, value, style)
            parts.append((at(line.days_open, STRETCH), at(line.days_open, MEAN)))
    whole = over("SUM", [weight for weight, _ in parts])
    weighed = "+".join(f"{weight}*{days}" for weight, days in parts) or "0"
    team = TeamBlock(block, flow, rows)
    days = days_open(flow.holding.plan, flow.holding.evidence, flow.view, flow.flow)
    team.write(f"=IF(({whole})>0,({weighed})/({whole}),0)", days)
    for stage, queue in rows.queues.items():
        places = [line.arrived[stage] for line in lines if stage in line.arrived]
        limit = np.minimum.reduce([team.limit(gate) for gate in queue.limits])
        arrived = flow.arrived[:, stage].sum(axis=0)
        write_queue(block, queue, places, arrived, limit)
