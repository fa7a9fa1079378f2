"""The plan by quarter and year, as a table a page has room for."""

import math
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import partial

import numpy as np

from planner.output.pack.page import Cell, Column, Table, Tied
from planner.output.pack.score import BOOKED, CHANCE, GAP, GOAL, WHOLE, WORKING
from planner.output.pack.source import Source
from planner.sheets.outlook_words import chance_text
from planner.sheets.periods import Period, Span, periods
from planner.sheets.plan_figures import (
    Figure,
    at_end,
    gap_due,
    goal_by_month,
    goal_due,
    pipeline_created,
    summed,
    total_spend,
)
from planner.sheets.plan_team import team_rows_of
from planner.sheets.whole_words import is_under_way
from planner.sheets.words import heading, plural

MOST = 9
"""Columns of figures that a page has room for."""
Text = Callable[[float], str]


@dataclass(frozen=True)
class _Row:
    """A row: its figure by period, how that is written, and which figure of the plan it is."""

    title: str
    of: Figure
    text: Text
    key: str = ""
    strong: bool = False
    warns: bool = False

    def cells(self, shown: tuple[Period, ...]) -> tuple[Cell, ...]:
        """Return the title and a cell per period; the last one is the whole."""
        last = shown[-1]
        return (Cell(self.title, bold=self.strong), *(self._cell(p, p is last) for p in shown))

    def _cell(self, period: Period, whole: bool) -> Cell:
        value = self.of(period.months)
        if math.isnan(value):
            return Cell()
        tied = Tied(self.key, value) if whole and self.key else None
        role = "dispute" if self.warns and value < 0 else "text"
        return Cell(self.text(value), role, self.strong or whole, tied)


def plan_table(source: Source) -> Table:
    """Return goal, bookings, gap, chance, the funnel, pipeline and spend by period."""
    shown = shown_periods(source)
    rows = [row.cells(shown) for row in _rows(source)]
    columns = (Column("", 2.4, right=False), *(Column(p.title) for p in shown))
    note = f"{source.still}: what was booked before is not among entries." if source.still else ""
    return Table(columns, tuple(rows), f"The working plan, {source.period}", note)


def shown_periods(source: Source) -> tuple[Period, ...]:
    """Return quarters and years; years alone where quarters are too many."""
    months, start = source.results.working.months, source.plan.fiscal_start
    found = [p for p in periods(months, start) if p.span is not Span.MONTH]
    if len(found) > MOST:
        found = [p for p in found if p.span is not Span.QUARTER]
    return tuple(found)


def _rows(source: Source) -> Iterator[_Row]:
    results, tongue = source.results, source.tongue
    yield from _money(source)
    for stage, name in enumerate(results.working.stages):
        entered = summed(results.working.entries[:, stage].sum(0))
        yield _Row(heading(name), entered, tongue.count, f"entries:{stage}")
    for title, values in (
        ("Pipeline created", pipeline_created(results, results.working)),
        ("Spend", total_spend(results.working)),
    ):
        if np.nan_to_num(values).any():
            yield _Row(title, summed(values), tongue.short)
    limited = results.working.capacity
    team = team_rows_of(limited, plural) if limited is not None else []
    yield from (_Row(row.title, row.of, tongue.count) for row in team if not row.words)


def _money(source: Source) -> Iterator[_Row]:
    tongue, due = source.tongue, goal_by_month(source.plan)
    working, under_way = source.results.working, is_under_way(source.results)
    to_come = working.bookings.sum(0)
    stated, whole = not np.isnan(due).all(), source.goal is not None
    if stated:
        yield _Row("Goal", goal_due(source.plan), tongue.short, GOAL * whole, strong=True)
    if under_way:
        yield _Row("Booked", summed(working.booked), tongue.short, BOOKED)
    title = "To come" if under_way else "Bookings"
    yield _Row(title, summed(to_come), tongue.short, WORKING, strong=True)
    if under_way:
        ends = summed(working.booked + to_come)
        yield _Row("Re-forecast", ends, tongue.short, WHOLE, strong=True)
    if stated:
        signed = partial(tongue.short, signed=True)
        yield _Row(
            "Gap",
            gap_due(source.plan, working.booked + to_come),
            signed,
            GAP * whole,
            strong=True,
            warns=True,
        )
        reached = at_end(source.findings.outlook.by_month)
        chance = partial(chance_text, tongue=tongue)
        yield _Row("Chance of goal, cumulative", reached, chance, CHANCE)
