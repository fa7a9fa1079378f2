"""Is Marketing producing enough leads? The program's sentence in formulas, figure by figure.

Each figure is a run of rows, one per line that Marketing sources, so that sums and the dearest line
are plain functions of ranges; the sentence is put together from the texts below them.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from planner.forecast.business import is_marketings
from planner.forecast.enough_leads import WHOLE, LineLeads, enough_leads
from planner.forecast.last_useful import last_useful_day
from planner.output.excel.block import Block, assumption
from planner.output.excel.columns import WORKING
from planner.output.excel.enough_formula import Told, sentence
from planner.output.excel.kernels import FIRST, MEAN
from planner.output.excel.page import along, fixed, quoted
from planner.output.excel.view_flow import LineRows
from planner.plan.assumption import View
from planner.plan.document import Line
from planner.plan.goals import Goal, Period
from planner.plan.keys import Driver, DriverKind
from planner.plan.resolve import resolve
from planner.sheets.enough_words import enough_sentences, until_words

AS_AT_EXPORT = " (by the lags at export)"
"""Follows a day that is no formula where the line's lags were changed since."""


@dataclass(frozen=True, slots=True)
class Run:
    """A figure's rows, one per line of Marketing's."""

    first: int
    count: int

    @property
    def cells(self) -> list[str]:
        """The cells, a line each."""
        return [fixed(self.first + k, MEAN) for k in range(self.count)]

    @property
    def range(self) -> str:
        """All cells."""
        return f"{self.cells[0]}:{self.cells[-1]}"

    @property
    def sum(self) -> str:
        """The sum of all."""
        return f"SUM({self.range})"


class EnoughBlock(Block):
    """Writes the figures and the sentence below all lines.

    `until` are the cells of the days until which lines' leads count, by name: those worked out.
    """

    def __init__(self, block: Block, lines: list[LineRows], until: Mapping[str, str]) -> None:
        super().__init__(block.page, block.styles, block.content, "Enough leads", block.next + 1)
        self.lines, self.until = lines, until
        self.results = self.content.results
        plan, goal = self.results.plan, self.results.plan.goal
        self.ours = [i for i, line in enumerate(plan.lines) if is_marketings(line)]
        self.goal = goal
        aim = Goal(0.0 if goal is None else goal)
        self.found = enough_leads(plan, self.results.evidence, self.results.working, aim)
        self.told = {} if self.found is None else {one.line: one for one in self.found.lines}

    def write(self) -> tuple[str, str] | None:
        """Write everything; return the sentence's cell and text, None without Marketing's lines."""
        if not self.ours:
            return None
        goal = self._cell("goal", "=Goal", self.goal)
        free = self._free()
        worth = self._of_lines("lead_worth", "worth of a lead", lambda one: one.worth)
        brought = self._of_lines(
            "brought", "brought in time", lambda one: one.worth * one.arriving, worth
        )
        before = float(self.results.working.booked.sum())
        whole = f"({free}+{before!r})" if before else free
        needed, arriving = self._needed(worth, brought, goal, whole), self._arriving(worth, brought)
        told = Told(goal, whole, worth.range, needed.sum, arriving.sum, before)
        parts = zip(needed.cells, arriving.cells, worth.cells, strict=True)
        missing = [f"IF({n}-{a}>{WHOLE},({n}-{a})*{w},0)" for n, a, w in parts]
        dear = self._run(missing, "missing, in bookings", _missing)
        days = self._days()
        apart = f"INDEX({needed.range},{{0}})-INDEX({arriving.range},{{0}})"
        found = self.found if self.goal is not None else None
        said = "" if found is None else " ".join(enough_sentences(found, self.results.plan))
        names = [fixed(row, 0) for row in range(worth.first, worth.first + worth.count)]
        where = f"{names[0]}:{names[-1]}", days.range, dear.range
        text = sentence(told, self.results.plan, apart, where)
        return self._cell("the sentence", text, said, "left"), said

    def _needed(self, worth: Run, brought: Run, goal: str, whole: str) -> Run:
        """Write what the goal needs of each line: its share of the planned mix."""
        planned = self._of_lines("", "planned", lambda one: one.planned, worth)
        some = f'COUNTIF({worth.range},">0")'
        total = planned.sum
        parts = zip(planned.cells, worth.cells, strict=True)
        shares = [f"IF({w}>0,IF({total}=0,1/{some},{p}/{total}),0)" for p, w in parts]
        share = self._run(shares, "share of the mix", self._share, "precise")
        mixed = f"SUMPRODUCT({share.range},{worth.range})"
        others = f"({whole}-{brought.sum})"
        leads = f"=IF({mixed}=0,0,MAX(0,N({goal})-{others})/{mixed})"
        needed = 0.0 if self.found is None else self.found.needed
        cell = self._cell("leads needed", leads, needed, "count")
        each = [f"{one}*{cell}" for one in share.cells]
        return self._run(each, "needed", lambda one: one.needed, "count")

    def _arriving(self, worth: Run, brought: Run) -> Run:
        parts = zip(brought.cells, worth.cells, strict=True)
        cells = [f"IF({w}>0,{b}/{w},0)" for b, w in parts]
        return self._run(cells, "arrive in time", lambda one: one.arriving, "count")

    def _share(self, one: LineLeads) -> float:
        planned = sum(line.planned for line in self.told.values())
        return one.planned / planned if planned > 0.0 else 1.0 / len(self.told)

    def _free(self) -> str:
        """Write all bookings as they were without the team's limits; return the cell."""
        ranges = [
            along(row, FIRST + self.start, FIRST + self.months - 1)
            for line in self.lines
            if (row := line.free_bookings or line.bookings)
        ]
        formula = "=" + "+".join(f"SUM({each})" for each in ranges)
        return self._cell("bookings without limits", formula, self.results.working.flow.total)

    def _of_lines(
        self, row: str, name: str, value: Callable[[LineLeads], float], worth: Run | None = None
    ) -> Run:
        """Write a figure of each line, by the name of its row, 0 where no lead is `worth` a thing.

        Without a name of a row: the entries planned.
        """
        cells = []
        for i in self.ours:
            entry = self.lines[i].arrived[self.content.lines[i].entry]
            volume = along(entry, FIRST + self.start, FIRST + self.months - 1)
            cells.append(fixed(getattr(self.lines[i], row), MEAN) if row else f"SUM({volume})")
        if worth is not None:
            parts = zip(cells, worth.cells, strict=True)
            cells = [f"IF({w}>0,{cell},0)" for cell, w in parts]
        return self._run(cells, name, value, "count" if not row else "money")

    def _run(
        self,
        formulas: list[str],
        name: str,
        value: Callable[[LineLeads], float],
        unit: str = "money",
    ) -> Run:
        """Write a formula per line with its value, 0 for a line whose leads are worth nothing."""
        first = self.next
        for i, formula in zip(self.ours, formulas, strict=True):
            one = self.told.get(self.content.lines[i].name)
            self.name = self.content.lines[i].name
            self._cell(name, f"={formula}", 0.0 if one is None else value(one), unit)
        self.name = "Enough leads"
        return Run(first, len(formulas))

    def _cell(self, name: str, formula: str, value: float | str | None, unit: str = "money") -> str:
        row = self.row(name)
        self.page.formula(row, MEAN, formula, value, self.styles(unit))
        return fixed(row, MEAN)

    def _days(self) -> Run:
        """Write until when each line's leads count; where no formula says, at export."""
        first, plan = self.next, self.results.plan
        whole = Period(plan.start, plan.months)
        for line in (self.content.lines[i] for i in self.ours):
            self.name = line.name
            day = last_useful_day(plan, self.results.evidence, View.WORKING, line, whole)
            evidence = self.results.evidence
            text = until_words(day, None if evidence is None else evidence.as_of)
            same, late = self._lags_as_at_export(line), quoted(AS_AT_EXPORT)
            kept = f'{quoted(text)}&IF({same},"",{late})'
            formula = f"={self.until.get(line.name, kept)}"
            self._cell("leads count until", formula, text, "left")
        self.name = "Enough leads"
        return Run(first, len(self.ours))

    def _lags_as_at_export(self, line: Line) -> str:
        parts = []
        for j in range(line.entry, len(self.content.stages) - 1):
            driver = Driver(DriverKind.LAG, j)
            row = self.content.row(line.name, driver, None)
            value = resolve(self.results.plan, self.results.evidence, line, driver).working
            if row is not None:
                parts.append(f"ABS(N({assumption(row, WORKING)})-{value or 0.0!r})<0.000001")
        return f"AND({','.join(parts)})" if parts else "TRUE"


def _missing(one: LineLeads) -> float:
    return one.short * one.worth if one.short > WHOLE else 0.0
