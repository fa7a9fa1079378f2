"""Benchmarks as a sheet: figures with their source, beside the company's own, never as targets."""

import math
from collections.abc import Callable
from dataclasses import dataclass

from planner.base.problem import Problem, RefusedError
from planner.base.stages import Seat
from planner.base.units import DASH, ENGLISH, NumberStyle, Unit, exact
from planner.base.units_parse import formula_in, parse_entry
from planner.commitments.benchmarks import KINDS, UNITS, Benchmark, benchmarks, said_of
from planner.commitments.own_figures import NAMES, Own, OwnFigures
from planner.commitments.standing import Commitments
from planner.evidence.figures import THIN
from planner.plan.benchmarks import BENCHMARK, FIELDS, TYPED, benchmark_value
from planner.plan.edits import Draft
from planner.plan.keys import quote
from planner.sheets.cells import Cell, Column, Explanation, Kind, Place, Row, Tone
from planner.sheets.charts import Chart, Mark, Series
from planner.sheets.table import TableRow, TableSheet, said, strong
from planner.sheets.words import Tongue

NAME = "Scorecards: Benchmarks"
NEW = "benchmark:new"
PREFIX = "benchmark:"
NEVER = "Context, never a target: definitions differ between sources, each travels with its figure."
_UNITS = {"rate": Unit.RATE, "days": Unit.DAYS, "money": Unit.MONEY}


@dataclass(frozen=True)
class Benchmarks:
    """The figures by id, and the company's own."""

    known: tuple[tuple[str, Benchmark], ...]
    own: OwnFigures
    tongue: Tongue

    def mine(self, one: Benchmark) -> Own:
        """Return the company's own figure beside one."""
        return self.own.of(one.of, one.channel)

    def at(self, row: str) -> Benchmark | None:
        """Return the figure of a row, None for the row that takes a new one."""
        return dict(self.known).get(row.removeprefix(PREFIX))


def benchmarks_of(made: Commitments, style: NumberStyle = ENGLISH) -> Benchmarks:
    """Return the plan's benchmarks."""
    tongue = Tongue(style, made.current.plan.currency)
    return Benchmarks(benchmarks(made.current.plan), OwnFigures(made), tongue)


def benchmarks_sheet(found: Benchmarks, seat: Seat = Seat.TOGETHER) -> TableSheet:
    """Return a row to each figure, then one to type a new one into.

    Row keys are `benchmark:ID`; columns the fields' names, and own.
    """
    rows = [TableRow(Row(PREFIX + key), _cells(found, one)) for key, one in found.known]
    ghost = Cell("Type a figure’s name here", None, Tone.GHOST, editable=True)
    rows.append(TableRow(Row(NEW), {"figure": ghost}))
    return TableSheet(
        NAME,
        (
            Column("figure", "Figure", Kind.TEXT),
            Column("low", "From", Kind.NUMBER, 80),
            Column("high", "To", Kind.NUMBER, 80),
            Column("own", "Your own", Kind.NUMBER, 92, bold=True),
            Column("about", "Measured on", Kind.TEXT, 220),
            Column("source", "Source", Kind.TEXT, 240),
            Column("year", "Year", Kind.LEVEL, 70),
            Column("kind", "Kind", Kind.TEXT, 90),
            Column("of", "Beside", Kind.TEXT, 150),
            Column("channel", "Channel", Kind.TEXT, 130),
            Column("unit", "Unit", Kind.TEXT, 70),
        ),
        tuple(rows),
        lambda row, column: _explain(found, row, column),
        _changer(found, seat),
        footnote=f"{NEVER} Clearing a figure’s name takes it away.",
    )


def _cells(found: Benchmarks, one: Benchmark) -> dict[str, Cell]:
    texts = {"about": one.about, "source": one.source, "kind": one.kind, "of": one.of,
             "channel": one.channel,
             "unit": one.unit, "year": "" if one.year is None else str(one.year)}  # fmt: skip
    cells = {k: Cell(t, t or None, editable=True, edit_text=t) for k, t in texts.items()}
    if not one.source:
        cells["source"] = Cell("source missing", None, Tone.DISPUTE, mark="◆", editable=True)
    quiet = one.kind == "anecdote"
    tone = Tone.MUTED if quiet else Tone.PLAIN
    cells["figure"] = Cell(one.figure, one.figure, tone, editable=True, edit_text=one.figure)
    for key, value in (("low", one.low), ("high", one.high)):
        text = "" if value is None else show(one, value, found.tongue)
        unit, style = _UNITS.get(one.unit, Unit.NUMBER), found.tongue.style
        typed = "" if value is None else formula_in(getattr(one, TYPED[key]), value, unit, style)
        typed = typed or ("" if value is None else exact(value, unit, style))
        cells[key] = Cell(text, value, tone, _kind(one), editable=True, edit_text=typed)
    mine = found.mine(one)
    if math.isfinite(mine.value):
        text, thin = show(one, mine.value, found.tongue), 0 < mine.n < THIN
        cells["own"] = Cell(text, mine.value, kind=_kind(one), thin=thin)
    elif one.of:
        cells["own"] = Cell(DASH, None, Tone.MUTED)
    return cells


def show(one: Benchmark, value: float, tongue: Tongue) -> str:
    """Return a value in a figure's unit."""
    return tongue.show(value, _UNITS.get(one.unit, Unit.NUMBER))


def _kind(one: Benchmark) -> Kind:
    return {"rate": Kind.RATE, "days": Kind.DAYS, "money": Kind.MONEY}.get(one.unit, Kind.LEVEL)


def _explain(found: Benchmarks, row: str, column: str) -> Explanation:
    one = found.at(row)
    if one is None:
        return said("A new figure", "Type its name, then its value, source and year.")
    ends = [show(one, end, found.tongue) for end in (one.low, one.high) if end is not None]
    figure = " to ".join(dict.fromkeys(ends)) or "no value yet"
    when = "undated" if one.year is None else str(one.year)
    source = one.source or "no source is stated yet"
    told = f", measured on {one.about} ({source}, {when}; {one.kind}). {NEVER}"
    mine = found.mine(one)
    if column == "own" and math.isfinite(mine.value):
        own = show(one, mine.value, found.tongue)
        return said(
            f"{one.figure} · Your own",
            strong(own),
            f"{_of(mine, found.tongue)} beside {figure}{told}",
        )
    if column == "channel":
        return said(
            f"{one.figure} · Channel",
            "Your own is of the channels of your data that have these words in their name; all "
            "channels where it is empty.",
        )
    if column == "of":
        return said(f"{one.figure} · Beside", f"Stands beside one of: {', '.join(NAMES)}.")
    return said(one.figure or "Benchmark", strong(figure), told)


def _of(mine: Own, tongue: Tongue) -> str:
    """Say what one's own figure was counted on."""
    if not mine.n:
        return ""
    where = f" of {', '.join(mine.channels)}" if mine.channels else ""
    return f" of {tongue.count(mine.n)} entered{where}, in the evidence’s window,"


def _changer(found: Benchmarks, seat: Seat) -> Callable[[str, str, str], tuple[Draft, ...]]:
    def change(row: str, column: str, text: str) -> tuple[Draft, ...]:
        typed, one = text.strip(), found.at(row)
        if one is None:
            return _new(found, seat, column, typed)
        if column == "own":
            remedy = "Choose what stands here under Beside"
            raise RefusedError(Problem("Your own figure is measured, never typed", "", remedy))
        if column == "figure" and not typed:
            return (Draft(seat, BENCHMARK + row.removeprefix(PREFIX), benchmark_value({}), ""),)
        stated = said_of(one) | {column: _value(found, one, column, typed)}
        if column in TYPED:
            stated[TYPED[column]] = typed if typed.startswith("=") else ""
        stated = {key: field for key, field in stated.items() if field or key in FIELDS}
        if stated == said_of(one):
            return ()
        return (Draft(seat, BENCHMARK + row.removeprefix(PREFIX), benchmark_value(stated), typed),)

    return change


def _new(found: Benchmarks, seat: Seat, column: str, typed: str) -> tuple[Draft, ...]:
    if column != "figure" or not typed:
        raise RefusedError(Problem("This figure has no name yet", "", "Type its name first"))
    taken = {key for key, _ in found.known}
    names = (typed if not i else f"{typed} {i + 1}" for i in range(len(taken) + 1))
    key = next(k for k in (quote(f"{name} | own") for name in names) if k not in taken)
    empty = Benchmark(typed, None, None, "rate", "", "", None, "anecdote")
    return (Draft(seat, BENCHMARK + key, benchmark_value(said_of(empty)), typed),)


def _value(found: Benchmarks, one: Benchmark, column: str, typed: str) -> object:
    """Return the value of a field as typed; RefusedError where it is none."""
    choices = {"kind": KINDS, "unit": UNITS, "of": ("", *NAMES)}.get(column)
    if choices is not None:
        if typed.casefold() not in choices:
            listed = ", ".join(choice for choice in choices if choice)
            raise RefusedError(Problem(f"'{typed}' is none of them", "", f"Write one of: {listed}"))
        return typed.casefold()
    if column == "year":
        if typed and not (typed.isdecimal() and len(typed) == 4):
            raise RefusedError(Problem(f"'{typed}' is no year", "", "Write a year such as 2024"))
        return int(typed) if typed else None
    if column in {"low", "high"}:
        unit = _UNITS.get(one.unit, Unit.NUMBER)
        return parse_entry(typed, unit, found.tongue.style, getattr(one, column))
    return typed


def benchmarks_chart(found: Benchmarks) -> Chart:
    """Return rates beside one's own, where both are known."""
    pairs = [
        (one, found.mine(one).value, key)
        for key, one in found.known
        if one.unit == "rate" and one.of and math.isfinite(found.mine(one).value)
    ]
    if not pairs:
        empty = "No benchmark has a figure of your own beside it yet."
        return Chart("Benchmarks: nothing of your own to compare yet", "", empty=empty)
    x = tuple(float(i) for i in range(len(pairs)))
    lows = tuple(_end(one.low, one.high) for one, _, _ in pairs)
    highs = tuple(_end(one.high, one.low) for one, _, _ in pairs)
    middle = tuple((low + high) / 2.0 for low, high in zip(lows, highs, strict=True))
    own = tuple(mine for _, mine, _ in pairs)
    published, mine = (
        tuple(Place(NAME, PREFIX + key, column) for *_, key in pairs) for column in ("low", "own")
    )
    return Chart(
        f"{len(pairs)} published figures beside your own: context, never targets",
        "Grey: as published, with its range; strong: your own, matured, in the evidence’s window",
        (
            Series("published", x, middle, Mark.DOTS, "evidence", low=lows, high=highs,
                   label="published", places=published),
            Series("yours", x, own, Mark.DOTS, label="yours", places=mine),
        ),
        labels=tuple(_brief(one) for one, *_ in pairs),
        values_as=Kind.RATE,
    )  # fmt: skip


def _end(value: float | None, other: float | None) -> float:
    return value if value is not None else other if other is not None else math.nan


def _brief(one: Benchmark) -> str:
    when = "" if one.year is None else f", {one.year}"
    return f"{one.figure if one.channel else one.figure.partition(',')[0]}{when}"
