"""The Plan sheet: months across with quarters and years, the funnel down, lines that unfold."""

import math
from collections.abc import Callable
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from planner.agreement.results import Results
from planner.base import units
from planner.base.problem import Problem, RefusedError
from planner.base.stages import Seat
from planner.base.units import ENGLISH, NumberStyle, Unit
from planner.base.units_parse import parse_entry
from planner.forecast.results import Forecast
from planner.plan.edits import Draft
from planner.plan.resolve import View
from planner.sheets.cells import Cell, Column, Kind, Row, Tone
from planner.sheets.periods import Period, Span, periods
from planner.sheets.plan_figures import goal_by_month, pipeline_created, total_spend
from planner.sheets.plan_words import explain_plan
from planner.sheets.table import TableRow, TableSheet, unfolded
from planner.sheets.words import heading

Floats = npt.NDArray[np.float64]
EVEN = "The goal is spread evenly over the months; it is met or missed over the whole plan."


@dataclass(frozen=True, slots=True)
class Scale:
    """In what a row of money is written: $m or $k."""

    divisor: float
    name: str
    digits: int

    def text(self, value: float, style: NumberStyle, signed: bool = False) -> str:
        """Return an amount without unit; the row's header carries it."""
        return units.number(value / self.divisor, style, self.digits, signed=signed)


def scale_of(largest: float, currency: str) -> Scale:
    """Return the scale in which amounts up to `largest` read best."""
    sign = units.SYMBOLS.get(currency.upper(), f"{currency} ")
    if largest >= 1e9:
        return Scale(1e6, f"{sign}m", 1)
    if largest >= 1e6:
        return Scale(1e6, f"{sign}m", 2)
    return Scale(1e3, f"{sign}k", 1) if largest >= 1e4 else Scale(1.0, sign.strip(), 0)


@dataclass(frozen=True)
class PlanRow:
    """A row of the plan: its values by month, (H,), NaN where nothing is known."""

    row: Row
    title: str
    values: Floats
    compared: Floats | None = None
    scale: Scale | None = None
    tone: Tone = Tone.PLAIN
    bold: bool = False
    signed: bool = False
    typed: bool = False


def plan_sheet(
    results: Results,
    style: NumberStyle = ENGLISH,
    folded: frozenset[str] = frozenset(),
    compare: View | None = None,
    seat: Seat = Seat.TOGETHER,
) -> TableSheet:
    """Return the working plan by month; with `compare` another view's figures stand small.

    Row keys: goal, bookings, gap, `stage:I`, `stage:I/LINE`, pipeline, spend. Any seat may type the
    goal into the last column.
    """
    columns = periods(results.working.months, results.plan.fiscal_start)
    lines = plan_rows(results, folded, compare)
    rows = [TableRow(r.row, _cells(r, columns, style)) for r in lines]
    even = () if results.plan.goal is None else (EVEN,)
    return TableSheet(
        "Plan",
        (Column("name", "", Kind.TEXT, 176), *(_column(p) for p in columns)),
        unfolded(rows),
        lambda row, column: explain_plan(results, columns, row, column, style),
        _changer(results, columns, style, seat),
        footnote=" ".join((*remarks(results.working), *even)),
        sortable=False,
    )


def remarks(seen: Forecast, most: int = 2) -> tuple[str, ...]:
    """Return in sentences what could not be computed, then how many more, then the caveats."""
    shown = tuple(f"{text}." for text in seen.missing[:most])
    rest = len(seen.missing) - len(shown)
    more = (f"{rest} more of this kind: see Bookings.",) if rest else ()
    return (*shown, *more, *(f"{text}." for text in seen.caveats))


def plan_rows(
    results: Results, folded: frozenset[str], compare: View | None = None
) -> tuple[PlanRow, ...]:
    """Return every row of the plan, folded ones marked but their lines still there."""
    working = results.working
    other = results.view(compare) if compare is not None else None
    goal = results.plan.goal
    scale = scale_of(max(working.total, goal or 0.0), results.plan.currency)
    made = list(_money_rows(working, other, scale))
    for stage in range(len(working.stages)):
        made += _stage_rows(working, other, stage, folded)
    return (*made, *_cost_rows(results, other))


def _money_rows(working: Forecast, other: Forecast | None, scale: Scale) -> list[PlanRow]:
    booked = working.bookings.sum(0)
    there = None if other is None else other.bookings.sum(0)
    bookings = PlanRow(Row("bookings"), f"Bookings {scale.name}", booked, there, scale, bold=True)
    phased = goal_by_month(working)
    goal = PlanRow(
        Row("goal"), f"Goal, bookings {scale.name}", phased, None, scale, bold=True, typed=True
    )
    if working.goal is None:
        return [goal, bookings]
    missed = None if there is None else there - phased
    gap = PlanRow(
        Row("gap"), f"Gap {scale.name}", booked - phased, missed, scale, bold=True, signed=True
    )
    return [goal, bookings, gap]


def _stage_rows(
    working: Forecast, other: Forecast | None, stage: int, folded: frozenset[str]
) -> list[PlanRow]:
    key = f"stage:{stage}"
    is_folded = key in folded
    counts = working.entries[:, stage]
    there = None if other is None else other.entries[:, stage]
    total = None if there is None else there.sum(0)
    row = Row(key, 0, folds=True, folded=is_folded)
    made = [PlanRow(row, heading(working.stages[stage]), counts.sum(0), total)]
    for i, line in enumerate(working.lines):
        if counts[i].any():
            below = Row(f"{key}/{line}", 1)
            compared = None if there is None else there[i]
            made.append(PlanRow(below, line, counts[i], compared, tone=Tone.MUTED))
    return made


def _cost_rows(results: Results, other: Forecast | None) -> list[PlanRow]:
    """Return pipeline created and spend, each only where something is known."""
    made = []
    created = pipeline_created(results, results.working)
    there = None if other is None else pipeline_created(results, other)
    spent = total_spend(results.working)
    spent_there = None if other is None else total_spend(other)
    for key, title, values, compared in (
        ("pipeline", "Pipeline created", created, there),
        ("spend", "Spend", spent, spent_there),
    ):
        if np.isfinite(values).any():
            scale = scale_of(float(np.nansum(values)), results.plan.currency)
            made.append(PlanRow(Row(key), f"{title} {scale.name}", values, compared, scale))
    return made


def _column(period: Period) -> Column:
    width = 58 if period.span is Span.MONTH else 66
    return Column(period.key, period.title, Kind.NUMBER, width, bold=period.span > Span.QUARTER)


def _cells(row: PlanRow, columns: tuple[Period, ...], style: NumberStyle) -> dict[str, Cell]:
    level = row.tone
    name = Cell(row.title, row.title, level, Kind.TEXT, bold=row.bold)
    cells = {"name": name}
    for period in columns:
        cells[period.key] = _cell(row, period, style, last=period == columns[-1])
    return cells


def _cell(row: PlanRow, period: Period, style: NumberStyle, last: bool) -> Cell:
    value = _sum(row.values[period.months])
    text = _text(row, value, style)
    small = "" if row.compared is None else _text(row, _sum(row.compared[period.months]), style)
    tone = row.tone if period.span is Span.MONTH else Tone.TOTAL
    if row.signed and text:
        tone = Tone.DISPUTE if text.startswith(units.MINUS) else tone
    typed = row.typed and last
    return Cell(
        text or ("set goal" if typed else ""),
        value if text else None,
        tone if text or not typed else Tone.GHOST,
        Kind.MONEY if row.scale else Kind.NUMBER,
        small if small != text else "",
        bold=row.bold or period.span is not Span.MONTH,
        editable=typed,
        edit_text=units.exact(value, Unit.MONEY, style) if typed else "",
        scaled=row.scale is not None,
    )


def _sum(values: Floats) -> float:
    known = values[np.isfinite(values)]
    return float(known.sum()) if len(known) else float("nan")


def _text(row: PlanRow, value: float, style: NumberStyle) -> str:
    if row.scale is None:
        return units.show(value, Unit.NUMBER, style) if math.isfinite(value) else ""
    return row.scale.text(value, style, signed=row.signed)


def _changer(
    results: Results, columns: tuple[Period, ...], style: NumberStyle, seat: Seat
) -> Callable[[str, str, str], tuple[Draft, ...]]:
    def change(row: str, column: str, text: str) -> tuple[Draft, ...]:
        if row != "goal":
            raise RefusedError(
                Problem("This is a result", "", "Change the assumptions it follows from")
            )
        if column != columns[-1].key:
            raise RefusedError(
                Problem(
                    "The goal is one figure for the whole plan, spread evenly over its months",
                    "",
                    f"Type it into the last column, {columns[-1].title}",
                )
            )
        value = parse_entry(text, Unit.MONEY, style, results.plan.goal)
        return (Draft(seat, "goal", value, text if value is not None else ""),)

    return change
