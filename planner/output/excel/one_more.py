"""One more ramped rep, and one more lead, in a month that is chosen: the working plan once more.

What the team can take in, or what enters, is one more in that month; what it brings is the bookings
that come of it less the plan's own. Lags, and all that arrives before the team's queues with one
more rep, are the rows of the working plan.
"""

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from planner.forecast.capacity import ENTRY, REP, Capacity
from planner.forecast.queueing import Run
from planner.output.excel.block import Block, month_at, over
from planner.output.excel.content import Content
from planner.output.excel.kernels import FIRST, MEAN
from planner.output.excel.line_block import Around, LineBlock
from planner.output.excel.page import Page, along, at, fixed
from planner.output.excel.queues import Queue, queue_rows, write_queue
from planner.output.excel.styles import Styles
from planner.output.excel.team_block import GATES, QUEUE
from planner.output.excel.view_block import HEAD, CalculationSheet, ViewRows
from planner.output.excel.view_flow import Like, LineRows, ViewFlow, WhatIf

Floats = npt.NDArray[np.float64]
MONTH = "Month_of_one_more"
"""Name of the cell in which the month is chosen."""
NAMES = {REP: "One more ramped rep", ENTRY: "One more lead"}
_TITLE = "One more in the month chosen on the sheet Plan"


@dataclass(frozen=True, eq=False)
class OneMore:
    """What one more of each brings: cells, and values at export in the `month` then chosen."""

    month: int
    cells: dict[str, str]
    values: dict[str, float]


@dataclass(frozen=True, slots=True)
class Mix:
    """The row and range of what is 1 in the month chosen; what enters in it, and in all months."""

    chosen: int
    flags: str
    month: str
    whole: str


def write_one_more(
    sheet: CalculationSheet, flow: ViewFlow, made: ViewRows, row: int
) -> tuple[OneMore | None, int]:
    """Write both cases from a row on; return what they bring, and the next free row.

    None where nothing is assumed of the team.
    """
    limited = flow.seen.capacity
    if limited is None or not made.team.queues:
        return None, row
    month = int(np.argmax(limited.shadow_prices[REP]))
    sheet.page.text(row, 0, _TITLE, sheet.styles("section"))
    block = sheet.block("One more", row + 1)
    months = range(block.start, block.months)
    chosen = block.row("the month chosen", "muted")
    flags = (f"=IF({at(HEAD, FIRST + t)}={MONTH},1,0)" for t in months)
    values = np.eye(len(months))[month]
    block.formulas(chosen, flags, values, "whole", "muted", first=block.start)
    cells, next_row = {}, block.next
    for what, name in NAMES.items():
        own = sheet.block(name, next_row + 1)
        cells[what] = _Case(sheet, flow, limited, made, what, month).write(own, chosen)
        next_row = own.next
    found = {what: float(limited.shadow_prices[what][month]) for what in NAMES}
    return OneMore(month, cells, found), next_row


class _Case:
    """Writes one of both cases."""

    def __init__(  # noqa: PLR0917 - where, of which view, and one more of what and when
        self,
        sheet: CalculationSheet,
        flow: ViewFlow,
        limited: Capacity,
        made: ViewRows,
        what: str,
        month: int,
    ) -> None:
        self.sheet, self.made, self.what = sheet, made, what
        self.limited, self.month = limited, month
        ran = limited.one_more(what, np.array([month]))
        self.case = WhatIf(flow.holding, flow.seen, Run(ran.arrived[0], ran.entered[0]))

    def write(self, block: Block, chosen: int) -> str:
        """Write limits, queues and lines from the block's next row on; return the result's cell.

        `chosen` is the row that is 1 in the month chosen.
        """
        limits, mix = self.made.team.limits, None
        if self.what == REP:
            limits = {gate: self._limit(block, gate, chosen) for gate in limits}
        else:
            mix = self._mix(block, chosen)
        queues, row = {}, block.next
        for stage, queue in self.made.team.queues.items():
            here = {gate: limits[gate] for gate in queue.limits}
            queues[stage] = queue_rows(stage, here, row)
            row += QUEUE
        lines, row = self._lines(queues, mix, row + 1)
        for stage, queue in queues.items():
            places = [line.arrived[stage] for line in lines.values() if stage in line.arrived]
            arrived = self.case.arrived[:, stage].sum(axis=0)
            write_queue(block, queue, places, arrived, self._taken(queue))
        block.next = row
        return self._result(block, lines, chosen)

    def _limit(self, block: Block, gate: str, chosen: int) -> int:
        """Write what the team can take in at a gate with one more rep in the month chosen."""
        plain, loads = self.made.team.limits[gate], self.made.team.loads[gate]
        formulas = []
        for t, load in enumerate(loads, block.start):
            cell = month_at(plain, t)
            formulas.append(f'=IF({cell}="","",{cell}+{month_at(chosen, t)}*{load})')
        limit = self._limits.get(gate, self._open)[block.start :]
        values = np.where(np.isfinite(limit), limit, np.nan)
        row = block.row(f"{GATES[gate]}, with one more", "muted")
        return block.formulas(row, formulas, values, "count", "muted", first=block.start)

    @property
    def _open(self) -> Floats:
        return np.full(self.sheet.content.run.months, np.inf)

    @property
    def _limits(self) -> dict[str, Floats]:
        """What can be taken in at each gate in each run month, (T,)."""
        flow, team = self.case.flow, self.limited.team
        more = np.eye(len(flow.months))[self.month] if self.what == REP else None
        gates = [] if team is None else team.gates(flow.stages, flow.start, more)
        return {gate.name: gate.limit for gate in gates}

    def _taken(self, queue: Queue) -> Floats:
        found = self._limits
        return np.asarray(np.minimum.reduce([found.get(gate, self._open) for gate in queue.limits]))

    def _mix(self, block: Block, chosen: int) -> Mix:
        """Write what enters in the month chosen, and in all, of all lines."""
        volume = self.case.flow.volume[:, :, block.start :].sum(axis=(0, 1))
        whole = volume.sum()
        places = [
            line.arrived[own.entry]
            for line, own in zip(self.made.lines, self.sheet.content.lines, strict=True)
        ]
        flags = _planned(block, chosen)
        ranges = [_planned(block, place) for place in places]
        cells = []
        for name, parts, value in (
            ("enter in the month chosen", [f"SUMPRODUCT({flags},{r})" for r in ranges],
             volume[self.month]),
            ("enter in all months", [f"SUM({r})" for r in ranges], whole),
        ):  # fmt: skip
            row = block.row(name, "muted")
            formula = f"={over('SUM', parts)}"
            block.page.formula(row, MEAN, formula, float(value), block.styles("count", "muted"))
            cells.append(fixed(row, MEAN))
        return Mix(chosen, flags, *cells)

    def _lines(
        self, queues: dict[int, Queue], mix: Mix | None, row: int
    ) -> tuple[dict[int, LineRows], int]:
        """Write the lines that one more changes; return their rows by line, and the next row."""
        sheet, lines = self.sheet, {}
        every = frozenset(range(len(sheet.content.stages) - 1))
        around = Around(sheet.tables, queues)
        for index, line in enumerate(sheet.content.lines):
            ahead = [stage for stage in queues if stage >= line.entry]
            if mix is None and not ahead:
                continue
            like = Like(self.made.lines[index], -1 if mix else min(ahead), every)
            place = sheet.page, sheet.styles, sheet.content
            block = MoreLine(*place, self.case, index, row, around, like, mix)
            lines[index] = block.write()
            row = block.next + 1
        return lines, row

    def _result(self, block: Block, lines: dict[int, LineRows], chosen: int) -> str:
        """Write the bookings that one more brings, nothing where no month is chosen."""
        with_it = [f"SUM({_planned(block, line.bookings)})" for line in lines.values()]
        without = [f"SUM({_planned(block, self.made.lines[i].bookings)})" for i in lines]
        row = block.row(f"{NAMES[self.what]} in the month chosen, bookings", "bold")
        apart = f"{over('SUM', with_it)}-({over('SUM', without)})"
        formula = f'=IF(SUM({_planned(block, chosen)})=0,"",{apart})'
        value = float(self.limited.shadow_prices[self.what][self.month])
        block.page.formula(row, MEAN, formula, value, block.styles("cents", "bold"))
        return at(row, MEAN)


def _planned(block: Block, row: int) -> str:
    """Return the range of the plan's months in a row."""
    return along(row, FIRST + block.start, FIRST + block.months - 1)


class MoreLine(LineBlock):
    """A line of the case: with one more lead its share of it enters in the month chosen."""

    def __init__(  # noqa: PLR0917 - where to write, what, of which line, and the mix
        self,
        page: Page,
        styles: Styles,
        content: Content,
        flow: ViewFlow,
        index: int,
        row: int,
        around: Around,
        like: Like,
        mix: Mix | None,
    ) -> None:
        super().__init__(page, styles, content, flow, index, row, around, like)
        self.mix, self.same = mix, like

    def _volume(self) -> int:
        """Write what enters with the line's share of one more."""
        entry, start = self.line.entry, self.start
        if self.mix is None:
            return super()._volume()
        row = self.row(self._arriving(entry), "bold")
        plain, share = self.same.rows.arrived[entry], fixed(row, MEAN)
        here = _planned(self, plain)
        mixed = f"SUMPRODUCT({self.mix.flags},{here})/{self.mix.month}"
        overall = f"IF({self.mix.whole}>0,SUM({here})/{self.mix.whole},0)"
        values = self.seen.arrived[self.index, entry]
        more = float((values - self.flow.volume[self.index, entry]).sum())
        formula = f"=IF({self.mix.month}>0,{mixed},{overall})"
        self.page.formula(row, MEAN, formula, more, self.styles("precise", "muted"))
        cells = (
            f"={month_at(plain, t)}"
            + (f"+{month_at(self.mix.chosen, t)}*{share}" if t >= start else "")
            for t in range(self.months)
        )
        return self.formulas(row, cells, values, "count", "bold")
