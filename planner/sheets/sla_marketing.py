"""What Marketing delivers, and what Sales accepts of it: levels and lines by month, as promised."""

import math
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

import numpy as np

from planner.base import units
from planner.base.days import Month, month_name, month_text
from planner.base.problem import Problem, RefusedError
from planner.base.stages import Seat
from planner.base.units import DASH, ENGLISH, NumberStyle, Unit
from planner.base.units_parse import formula_in
from planner.commitments.promise import (
    BASIC,
    COUNTED,
    VALUE,
    Level,
    Promise,
    attainment,
    promise,
    shortfall_later,
)
from planner.commitments.standing import Commitments
from planner.plan.document import Plan
from planner.plan.edits import Draft
from planner.plan.keys import VOLUME as ENTRIES
from planner.plan.keys import Slot, quote
from planner.plan.typed import typed_draft
from planner.plan.typed_settings import setting_draft
from planner.sheets.cells import Cell, Column, Kind, Row, Tone
from planner.sheets.periods import Period, Span, periods
from planner.sheets.sla_marketing_words import explain_level
from planner.sheets.sla_words import LEVEL_NAMES, MARKETING, person_key
from planner.sheets.table import TableRow, TableSheet, outlined
from planner.sheets.words import Tongue

LATER = "later"
"""The row of what the shortfall does to bookings."""
Sums = Mapping[str, float]


@dataclass(frozen=True)
class Deliveries:
    """The promise, and what came of it, in cells; `now` is the plan's today, `signed` what counts.

    They are one until the signed plan is changed. `attained` are the levels month by month.
    """

    made: Commitments
    now: Promise
    signed: Promise
    attained: tuple[Level, ...]
    columns: tuple[Period, ...]
    tongue: Tongue

    @property
    def plan(self) -> Plan:
        """The plan as it now stands."""
        return self.made.current.plan

    def promised(self, level: str, line: str, period: Period) -> float:
        """Return what is promised in a period, of one line or ('') of all."""
        return _sum(self.now, level, line, period.months)

    def of_signed(self, level: str, line: str, period: Period) -> float:
        """Return the same of what was signed."""
        return _sum(self.signed, level, line, period.months)

    def sums(self, level: str, line: str, period: Period | None = None) -> Sums:
        """Return promised, due and actual of the months that have begun; nothing where none has."""
        months = self.now.months
        inside = None if period is None else set(months[period.months])
        own = [
            one
            for one in self.attained
            if one.level == level
            and (not line or one.line == line)
            and (inside is None or one.month in inside)
        ]
        if not own:
            return {}
        return {part: sum(getattr(o, part) for o in own) for part in ("promised", "due", "actual")}

    def this_month(self, level: str, line: str) -> Sums:
        """Return promised, due and actual of the month of the last day known."""
        last = self.attained[-1].month if self.attained else -1
        period = next((p for p in self.columns if p.key == month_text(last)), None)
        return {} if period is None else self.sums(level, line, period)

    @property
    def month_open(self) -> bool:
        """Whether the month of the last day known is not over."""
        actual = self.made.found
        return bool(actual and self.attained and actual.elapsed(self.attained[-1].month) < 1.0)

    def line_at(self, row: str) -> str:
        """Return the line of a row, '' for all together."""
        quoted = row.partition("/")[2]
        return next((name for name in self.now.lines if quote(name) == quoted), "")

    def show(self, level: str, value: float) -> str:
        """Return a count, or money by its size."""
        return self.tongue.short(value) if level == VALUE else self.tongue.count(value)


def deliveries(made: Commitments, style: NumberStyle = ENGLISH) -> Deliveries:
    """Return what Marketing's sheet, its chart and the contract are made of."""
    now = promise(made.current)
    signed = now if made.agreed is made.current else promise(made.agreed)
    plan = made.current.plan
    attained = attainment(made.found) if made.found else ()
    columns = periods(now.months, plan.fiscal_start)
    return Deliveries(made, now, signed, attained, columns, Tongue(style, plan.currency))


def marketing_sheet(
    found: Deliveries, seat: Seat = Seat.TOGETHER, folded: frozenset[str] = frozenset()
) -> TableSheet:
    """Return the levels by month, their lines below them, and what the shortfall does.

    Row keys are `LEVEL`, `LEVEL/LINE` and "later"; columns name, person, due, actual, pace, since
    and those of the plan's periods. Basic leads of a line and month take the seat's position.
    """
    return outlined(
        MARKETING,
        (*_head(found), *(_column(found, p) for p in found.columns)),
        (*_rows(found, folded), *_later(found)),
        lambda row, column: explain_level(found, row, column),
        lambda row, column, text: _change(found, seat, row, column, text),
        _footnote(found),
        empty="No line of Marketing’s enters before the hand-off: there is nothing to promise.",
    )


def _head(found: Deliveries) -> tuple[Column, ...]:
    head = (Column("name", "Promise", Kind.TEXT), Column("person", "Answers for it"))
    if not found.attained:
        return head
    last = month_name(found.attained[-1].month)
    return (
        *head,
        Column("due", f"{last} due by now", Kind.NUMBER, 112),
        Column("actual", f"{last} so far", Kind.NUMBER, 84),
        Column("pace", f"Pace in {last}", Kind.RATE, 98),
        Column("since", "Pace of the plan", Kind.RATE, 116),
    )


def _column(found: Deliveries, period: Period) -> Column:
    wide = 112 if found.sums(VALUE, "", period) else 74
    return Column(period.key, period.title, Kind.NUMBER, wide, bold=period.span > Span.QUARTER)


def _rows(found: Deliveries, folded: frozenset[str]) -> Iterator[TableRow]:
    for level in COUNTED:
        if not found.now.lines:
            return
        row = Row(level, 0, folds=True, folded=level in folded)
        yield TableRow(row, _cells(found, level, ""))
        for line in found.now.lines:
            yield TableRow(Row(f"{level}/{quote(line)}", 1), _cells(found, level, line))


def _cells(found: Deliveries, level: str, line: str) -> dict[str, Cell]:
    name = line or LEVEL_NAMES[level]
    person = found.plan.people.get(person_key(level, line), "")
    cells = {
        "name": Cell(name, name, bold=not line),
        "person": Cell(person, person or None, editable=True, edit_text=person),
        **_to_date(found, level, line),
    }
    for period in found.columns:
        cells[period.key] = _promised(found, level, line, period)
    return cells


def _to_date(found: Deliveries, level: str, line: str) -> dict[str, Cell]:
    whole, sums = found.sums(level, line), found.this_month(level, line)
    if not whole:
        return {}
    kind = Kind.MONEY if level == VALUE else Kind.NUMBER
    return {
        "due": Cell(found.show(level, sums["due"]), sums["due"], Tone.MUTED, kind),
        "actual": Cell(found.show(level, sums["actual"]), sums["actual"], kind=kind, bold=not line),
        "pace": pace_cell(sums, found.tongue),
        "since": pace_cell(whole, found.tongue),
    }


def pace_of(sums: Sums) -> float:
    """Return what came of what was due; NaN where nothing was."""
    return sums["actual"] / sums["due"] if sums.get("due", 0.0) > 0.0 else math.nan


def pace_cell(sums: Sums, tongue: Tongue) -> Cell:
    """Return a pace: what came, of what is due; below 100 % it is behind."""
    pace = pace_of(sums)
    if not math.isfinite(pace):
        return Cell(DASH, None, Tone.MUTED)
    behind = pace < 1.0
    tone = Tone.DISPUTE if behind else Tone.AGREED
    mark = "◆" if behind else "✓"
    return Cell(tongue.rate(pace, 0), pace, tone, Kind.RATE, mark=mark, weight=sums["due"])


def _promised(found: Deliveries, level: str, line: str, period: Period) -> Cell:
    value = found.promised(level, line, period)
    came = found.sums(level, line, period)
    editable = level == BASIC and bool(line) and period.span is Span.MONTH
    month = found.now.months[period.first]
    return Cell(
        found.show(level, value),
        value,
        Tone.PLAIN if period.span is Span.MONTH else Tone.TOTAL,
        Kind.MONEY if level == VALUE else Kind.NUMBER,
        small=found.show(level, came["actual"]) if came else "",
        bold=not line or period.span is not Span.MONTH,
        editable=editable,
        edit_text=_edit_text(found, Slot(line, ENTRIES, month), value) if editable else "",
    )


def _edit_text(found: Deliveries, slot: Slot, value: float) -> str:
    """Return the formula that a month's promise was typed as, else its number in full."""
    style = found.tongue.style
    stated = (found.plan.position(slot, seat) for seat in Seat)
    typed = (formula_in(one.typed.strip(), value, Unit.NUMBER, style) for one in stated if one)
    return next(filter(None, typed), "") or units.exact(value, Unit.NUMBER, style)


def _later(found: Deliveries) -> Iterator[TableRow]:
    """Return what missing and surplus qualified leads do to bookings, by month of booking."""
    if found.made.found is None or not found.attained:
        return
    worth = shortfall_later(found.made.found)
    cells = {"name": Cell("What it does to bookings", LATER, bold=True)}
    cells["person"] = Cell("through the lags", None, Tone.MUTED)
    for period in found.columns:
        value = float(worth[period.months].sum()) if len(worth) >= period.last + 1 else 0.0
        if abs(value) < 0.5:
            continue
        tone = Tone.DISPUTE if value < 0 else Tone.AGREED
        cells[period.key] = Cell(
            found.tongue.short(value, signed=True), value, tone, Kind.MONEY,
            bold=period.span is not Span.MONTH,
        )  # fmt: skip
    yield TableRow(Row(LATER), cells)


def _sum(made: Promise, level: str, line: str, months: slice) -> float:
    values = made.level(level)[:, months]
    if line:
        if line not in made.lines:
            return 0.0
        values = values[[made.lines.index(line)]]
    return float(np.nansum(values))


def _footnote(found: Deliveries) -> str:
    follows = "All levels follow from the plan: any mix of lines may reach the lead value."
    if not found.attained:
        return f"{follows} No data of a day after the plan began yet: nothing is measured."
    return f"{follows} Small: what came. Due is the share of the month that is over."


def _change(found: Deliveries, seat: Seat, row: str, column: str, text: str) -> tuple[Draft, ...]:
    (level, slash, _), line = row.partition("/"), found.line_at(row)
    if column == "person" and row != LATER:
        made = setting_draft(found.plan, None, f"person:{person_key(level, line)}", seat, text)
        return (made,) if made else ()
    month = month_at(found, column)
    if level != BASIC or not slash or month is None:
        raise RefusedError(
            Problem(
                "This follows from the plan",
                "",
                "Type the basic leads of a line and month, or change a rate on Assumptions",
            )
        )
    slot = Slot(line, ENTRIES, month)
    evidence = found.made.current.evidence
    style = found.tongue.style
    draft = typed_draft(found.plan, evidence, slot, seat=seat, text=text, style=style)
    return (draft,) if draft else ()


def month_at(found: Deliveries, column: str) -> Month | None:
    """Return the month a column stands for, None for another column."""
    period = next((p for p in found.columns if p.key == column), None)
    if period is None or period.span is not Span.MONTH:
        return None
    return found.now.months[period.first]
