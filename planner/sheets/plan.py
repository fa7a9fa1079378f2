"""The Plan sheet: months across with quarters and years, the funnel down, lines that unfold."""

import math
from collections.abc import Callable
from dataclasses import replace

from planner.agreement.results import Results
from planner.base import units
from planner.base.days import iso
from planner.base.problem import Problem, RefusedError
from planner.base.stages import Seat
from planner.base.units import ENGLISH, NumberStyle, Unit
from planner.base.units_parse import formula_in, parse_entry
from planner.forecast.results import Forecast
from planner.forecast.team import LEADS
from planner.plan.document import Plan
from planner.plan.edits import Draft
from planner.plan.goals import WHOLE, Measure, goal_key
from planner.plan.goals import Period as Months
from planner.plan.resolve import View
from planner.sheets.cells import EMPTY, Cell, Column, Kind, Tone
from planner.sheets.enough_words import when as day_said
from planner.sheets.outlook import Late
from planner.sheets.outlook_words import chance_text
from planner.sheets.periods import Period, Span, periods
from planner.sheets.plan_figures import (
    TYPED,
    GoalCell,
    goal_cell,
    goal_due,
    spread_text,
    stated_figure,
    stated_goal,
)
from planner.sheets.plan_rows import PlanRow, plan_rows
from planner.sheets.plan_team import BINDS, STEP
from planner.sheets.plan_words import explain_plan
from planner.sheets.table import TableRow, TableSheet, outlined
from planner.sheets.words import Tongue

UNTIL = "until"
"""The column of the last day on which a line's leads count for the plan."""
BOTH = 92
"""Pixels in which a figure stands with the one it is compared with."""
MONTH, SUM, WORDS, DATED = 53, 61, 66, 58
"""Least pixels of a month, a sum of months, a month of words, and one named with its year."""
EDGES, DIGIT, SHORT = 13, 8, 5
"""Pixels beside a figure and of each of its digits; letters of a title without a year."""
UNITS = {Kind.MONEY: Unit.MONEY, Kind.RATE: Unit.RATE, Kind.LEVEL: Unit.NUMBER}
QUIET = frozenset({BINDS[LEADS], "changes"})


def plan_sheet(  # noqa: PLR0917 - all that a sheet can show
    results: Results,
    style: NumberStyle = ENGLISH,
    folded: frozenset[str] = frozenset(),
    compare: View | None = None,
    seat: Seat = Seat.TOGETHER,
    late: Late | None = None,
) -> TableSheet:
    """Return the working plan by month; with `compare` another view's figures stand small.

    Row keys: goal, bookings, gap, chance, `stage:I`, `stage:I/LINE`, marketing, promised, pipeline,
    coverage, sourced, these three with `:whole`, `:goal` and `:gap`, spend, cac, return, reps,
    `limit:GATE`, waiting, binding. Any seat may type goals.
    """
    columns = periods(results.working.months, results.plan.fiscal_start)
    lines = plan_rows(results, folded, compare, late)
    days = _days(results, late)
    formulas, own = _formulas(results.plan, columns), _own_goals(results.plan, columns)
    rows = [
        TableRow(r.row, _cells(r, columns, style, formulas, own) | days.get(r.row.key, {}))
        for r in lines
    ]
    wide = WORDS if results.working.capacity is not None else MONTH
    wide = wide if compare is None else BOTH
    until = (Column(UNTIL, "Leads until", Kind.TEXT, 88),) if days else ()
    even = () if results.plan.goal is None else (_spread(results.plan),)
    return outlined(
        "Plan",
        (Column("name", "", Kind.TEXT, 190), *(_column(p, wide, rows) for p in columns), *until),
        rows,
        lambda row, column: explain_plan(results, columns, row, column, style, late),
        _changer(results, columns, style, seat),
        " ".join((*remarks(results.working), *even)),
    )


def _days(results: Results, late: Late | None) -> dict[str, dict[str, Cell]]:
    """Return the last useful day of every line, by the row in which the line enters."""
    found = {} if late is None or late.outlook is None else late.outlook.last_days
    tone = Tone.STALE if late is None or late.stale else Tone.MUTED
    return {
        f"stage:{line.entry}/{line.name}": {
            UNTIL: Cell(day_said(found[line.name]), iso(found[line.name]), tone, Kind.TEXT)
        }
        for line in results.plan.lines
        if line.name in found
    }


def _spread(plan: Plan) -> str:
    return f"The goal is {spread_text(plan)}; it is met or missed over the whole plan."


def remarks(seen: Forecast, most: int = 2) -> tuple[str, ...]:
    """Return in sentences what could not be computed, then how many more, then the caveats."""
    shown = tuple(f"{text}." for text in seen.missing[:most])
    rest = len(seen.missing) - len(shown)
    more = (f"{rest} more of this kind: see Bookings.",) if rest else ()
    return (*shown, *more, *(f"{text}." for text in seen.caveats))


def _column(period: Period, least: int, rows: list[TableRow]) -> Column:
    """Return a column as wide as its longest figure needs; sums over lines are the longest."""
    cells = (r.cells.get(period.key, EMPTY) for r in rows if not r.row.level)
    longest = max((len(c.text) for c in cells if c.text[-1:].isdigit()), default=0)
    dated = DATED if len(period.title) > SHORT else 0
    width = max(least, SUM if period.span is not Span.MONTH else 0, dated, EDGES + DIGIT * longest)
    return Column(period.key, period.title, Kind.NUMBER, width, bold=period.span > Span.QUARTER)


def _formulas(plan: Plan, columns: tuple[Period, ...]) -> dict[GoalCell, str]:
    """Return the formulas that goals were typed as, by their cells."""
    return {
        cell: goal.typed
        for goal in plan.goals
        if goal.typed.startswith("=") and (cell := goal_cell(plan, goal, columns))
    }


def _own_goals(plan: Plan, columns: tuple[Period, ...]) -> frozenset[GoalCell]:
    """Return the cells of the goals that the scenario in view states itself."""
    own = () if plan.within is None else plan.within.settings.goals
    return frozenset(cell for goal in own if (cell := goal_cell(plan, goal, columns)))


def _cells(
    row: PlanRow,
    columns: tuple[Period, ...],
    style: NumberStyle,
    formulas: dict[GoalCell, str],
    own: frozenset[GoalCell],
) -> dict[str, Cell]:
    measure = TYPED.get(row.row.key)
    cells = {"name": Cell(row.title, row.title, _name_tone(row), Kind.TEXT, bold=row.bold)}
    for period in columns:
        if row.words:
            cells[period.key] = _word(row, period)
        else:
            cell = _cell(row, period, style, last=period == columns[-1])
            if (measure, period.key) in own:
                cell = replace(cell, own=True)
            if measure is not None and (formula := formulas.get((measure, period.key))):
                cell = _as_typed(cell, formula, measure.unit, style)
            cells[period.key] = cell
    return cells


def _as_typed(cell: Cell, formula: str, unit: Unit, style: NumberStyle) -> Cell:
    """Return a goal's cell with the formula it was typed as, while it has that value."""
    value = cell.value
    typed = formula_in(formula, value, unit, style) if isinstance(value, float) else ""
    return replace(cell, edit_text=typed) if typed else cell


def _name_tone(row: PlanRow) -> Tone:
    return Tone.PLAIN if row.tone is Tone.STALE else row.tone


def _word(row: PlanRow, period: Period) -> Cell:
    """Return what holds in all of a period's months, or that it changes within it."""
    said = set(row.words[period.months])
    text = said.pop() if len(said) == 1 else "changes"
    tone = Tone.MUTED if text in QUIET else Tone.PLAIN
    return Cell(text, text, tone if period.span is Span.MONTH else Tone.TOTAL, Kind.LEVEL)


def _cell(row: PlanRow, period: Period, style: NumberStyle, last: bool) -> Cell:
    value = row.of(period.months)
    text = _text(row, value, style)
    small = "" if row.compared is None else _text(row, row.compared(period.months), style)
    typed = row.typed
    ghost = "set goal" if typed and last else ""
    return Cell(
        text or ghost,
        value if text else None,
        _tone(row, value, text, period) if text or not ghost else Tone.GHOST,
        row.kind,
        small if small != text else "",
        bold=row.bold or period.span is not Span.MONTH,
        editable=typed,
        edit_text=units.exact(value, UNITS[row.kind], style) if typed and text else "",
        scaled=row.scale is not None,
    )


def _tone(row: PlanRow, value: float, text: str, period: Period) -> Tone:
    if row.signed and text.startswith(units.MINUS):
        return Tone.DISPUTE
    if row.warns and value >= STEP:
        return Tone.DISPUTE
    if row.tone is Tone.STALE:
        return Tone.STALE
    return row.tone if period.span is Span.MONTH else Tone.TOTAL


def _text(row: PlanRow, value: float, style: NumberStyle) -> str:
    if not math.isfinite(value):
        return ""
    if row.scale is not None:
        return row.scale.text(value, style, signed=row.signed)
    if row.kind is Kind.RATE:
        if row.row.key == "chance":
            return chance_text(value, Tongue(style))
        return units.points(value, style) if row.signed else units.rate(value, style)
    if row.kind is Kind.LEVEL and not row.warns:
        return units.number(value, style, 1, signed=row.signed)
    return units.show(value, Unit.NUMBER, style)


def _changer(
    results: Results, columns: tuple[Period, ...], style: NumberStyle, seat: Seat
) -> Callable[[str, str, str], tuple[Draft, ...]]:
    def change(row: str, column: str, text: str) -> tuple[Draft, ...]:
        if row not in TYPED or column == UNTIL:
            raise RefusedError(
                Problem("This is a result", "", "Change the assumptions it follows from")
            )
        period = next((p for p in columns if p.key == column), columns[-1])
        measure = TYPED[row]
        key = goal_key_of(results.plan, period, measure)
        now = stated_figure(results.plan, measure)(period.months)
        if measure is Measure.BOOKINGS:
            now = goal_due(results.plan)(period.months)
        value = parse_entry(text, measure.unit, style, None if math.isnan(now) else now)
        return (Draft(seat, key, value, text.strip() if value is not None else ""),)

    return change


def goal_key_of(plan: Plan, period: Period, measure: Measure = Measure.BOOKINGS) -> str:
    """Return the setting behind a goal's cell; RefusedError where only part of a period is there.

    It is the one that is stated for these months, if any; the cell of the whole plan else states
    the plan's goal.
    """
    stated = stated_goal(plan, measure, period.months)
    if stated is not None:
        return stated.key(plan.fiscal_start)
    months = period.last - period.first + 1
    if months == plan.months:
        return goal_key(WHOLE, measure)
    when = Months(plan.start + period.first, months).text(plan.fiscal_start)
    if "." in when:
        raise RefusedError(
            Problem(
                f"The plan holds only a part of {period.title}",
                "",
                "Type the goals of its months",
            )
        )
    return goal_key(when, measure)
