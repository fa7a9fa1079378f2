"""Three levers to close the gap, and what holds the funnel back, as a small grid."""

from collections.abc import Iterator

from planner.base import units
from planner.base.units import ENGLISH, NumberStyle
from planner.forecast.levers import Levers
from planner.forecast.sensitivity import Constraint
from planner.plan.keys import Driver, DriverKind
from planner.sheets.cells import Cell, Column, Explanation, Kind, Part, Place, Row, Tone
from planner.sheets.moves import Moves, entered, planned_rate
from planner.sheets.moves_published import (
    PUBLISHED,
    explain_published,
    group_row,
    published_rows,
    published_words,
)
from planner.sheets.table import TableRow, TableSheet, said, strong
from planner.sheets.words import Tongue, driver_key, plural, step

OUT = "out of reach"
LEVERS = ("more", "bigger", "faster", "together")
NAMES = {
    "more": "More deals",
    "bigger": "Bigger deals",
    "faster": "Faster deals",
    "together": "All three together",
}
LOST, GAINED = "What holds the funnel back", "Worth"


def moves_sheet(found: Moves | None, style: NumberStyle = ENGLISH) -> TableSheet:
    """Return a row per lever, per transition and per published figure beside one's own.

    Row keys are `LEVERS`, `rate:J` and `published:I`.
    """
    columns = (
        Column("name", "To reach the goal", Kind.TEXT, 176),
        Column("change", "Change", Kind.NUMBER, 92),
        Column("now", "From", Kind.NUMBER, 84),
        Column("then", "To", Kind.NUMBER, 84),
    )
    if found is None:
        return TableSheet("Levers", columns, ())
    tongue = Tongue(style, found.results.plan.currency)
    rows = (*_levers(found, tongue), *_constraints(found, tongue), *published_rows(found, tongue))
    return TableSheet(
        "Levers",
        columns,
        tuple(rows),
        lambda row, _column: _explain(found, row, tongue),
    )


def _levers(found: Moves, tongue: Tongue) -> Iterator[TableRow]:
    pulled, results = found.levers, found.results
    if pulled is None:
        return
    deals = float(results.working.entries[:, -1].sum())
    size = results.working.total / deals if deals > 0.0 else float("nan")
    for name in LEVERS:
        share = _share(pulled, name)
        cells = {"name": Cell(NAMES[name], NAMES[name], kind=Kind.TEXT)}
        cells["change"] = _change(-share if name == "faster" and share else share, tongue)
        if name == "more" and share is not None:
            coming = entered(results)
            cells["now"] = Cell(tongue.count(coming), coming)
            cells["then"] = Cell(tongue.count(coming * (1 + share)), coming * (1 + share))
        if name == "bigger" and share is not None:
            cells["now"] = Cell(tongue.short(size), size, kind=Kind.MONEY)
            cells["then"] = Cell(tongue.short(size * (1 + share)), size * (1 + share))
        if name in {"faster", "together"}:
            each = "every lag" if name == "faster" else "each of them"
            cells["now"] = Cell(each, tone=Tone.MUTED)
        yield TableRow(Row(name), cells)


def _share(pulled: Levers, name: str) -> float | None:
    shares = (pulled.more, pulled.bigger, pulled.faster, pulled.together)
    return shares[LEVERS.index(name)]


def _change(share: float | None, tongue: Tongue) -> Cell:
    if share is None:
        return Cell(OUT, OUT, Tone.DISPUTE, Kind.TEXT)
    return Cell(units.percent_change(share, tongue.style, 1), share, kind=Kind.RATE, bold=True)


def _constraints(found: Moves, tongue: Tongue) -> Iterator[TableRow]:
    if not found.constraints:
        return
    held = "Best line’s" if _measured(found) else "Published"
    yield group_row("constraints", LOST, GAINED, "Rate", held)
    stages, seen = found.results.plan.stages, found.results.working
    for one in found.constraints:
        now, name = planned_rate(seen, one.transition), step(stages, one.transition)
        yield TableRow(
            Row(f"rate:{one.transition}"),
            {
                "name": Cell(name, name, kind=Kind.TEXT),
                "change": Cell(tongue.short(one.gain, signed=True), one.gain, kind=Kind.MONEY),
                "now": Cell(tongue.rate(now), now, kind=Kind.RATE),
                "then": Cell(tongue.rate(one.reference), one.reference, kind=Kind.RATE),
            },
        )


def _explain(found: Moves, row: str, tongue: Tongue) -> Explanation:
    if row in NAMES and found.levers is not None:
        return said(NAMES[row], *_lever_words(found, found.levers, row, tongue))
    for one in found.constraints:
        if row == f"rate:{one.transition}":
            return said(step(found.results.plan.stages, one.transition), *_held(found, one, tongue))
    if row.startswith(PUBLISHED):
        return explain_published(found, row, tongue)
    return said(LOST, constraint_sentence(found, tongue))


_DONE = {
    "more": "more of everything that enters, in the mix planned",
    "bigger": "on every deal size",
    "faster": "off every lag",
    "together": "more entries, the same on deal sizes and off lags, the smallest such change",
}


def _lever_words(found: Moves, pulled: Levers, row: str, tongue: Tongue) -> tuple[Part | str, ...]:
    goal = Part(tongue.short(pulled.goal), Place("Plan", "goal"), bold=True)
    planned = Part(tongue.short(pulled.planned), Place("Plan", "bookings"))
    share = _share(pulled, row)
    if share is None:
        alone = "" if row == "together" else " alone"
        limits = found.results.working.capacity
        why = "; the team’s limits bind" if limits is not None and limits.loss > 0.0 else ""
        return (
            f"{NAMES[row]}{alone} cannot bring the plan from ",
            planned,
            " to ",
            goal,
            f"{why}.",
        )
    if not share:
        return ("Nothing must change: ", planned, " are planned, the goal is ", goal, ".")
    change = units.percent_change(-share if row == "faster" else share, tongue.style, 1)
    return (
        strong(change),
        f" {_DONE[row]}, from the plan’s start on, brings bookings from ",
        planned,
        " to ",
        goal,
        "." if row == "together" else ", if nothing else changes.",
    )


def _held(found: Moves, one: Constraint, tongue: Tongue) -> tuple[Part | str, ...]:
    plan = found.results.plan
    if not one.like:
        rates = Place("Plan", f"stage:{one.transition + 1}")
        moved = Part(f"moved {plural(plan.stages[one.transition])} on", rates)
        source = published_words(found, one.transition, tongue)
        return (strong(tongue.short(one.gain, signed=True)),
                " of bookings if every line below ", moved, f" at {tongue.rate(one.reference)}"
                f": no line was measured, and {source}.")  # fmt: skip
    best = Place(
        "Assumptions",
        driver_key(plan, one.like, Driver(DriverKind.RATE, one.transition)),
        "evidence",
    )
    return (
        strong(tongue.short(one.gain, signed=True)),
        f" of bookings if every line below moved {plural(plan.stages[one.transition])} on like ",
        Part(f"{one.like}’s {tongue.rate(one.reference)}", best, bold=True),
        ", the best measured of the plan’s lines.",
    )


def _measured(found: Moves) -> bool:
    """Whether a step is held against a line that was measured, not against a study alone."""
    return any(one.like for one in found.constraints)


def constraint_sentence(found: Moves, tongue: Tongue) -> str:
    """Name the transition whose gain for reaching its best line is the largest."""
    if not found.constraints or found.constraints[0].gain <= 0.0:
        if _measured(found):
            what = "No line’s measured rate is above what is planned"
            return f"{what}, so no step holds the others back."
        above = ", and no published rate is above what is planned" if found.constraints else ""
        return f"No line was measured{above}: no step is known to hold the others back."
    one, stages = found.constraints[0], found.results.plan.stages
    whose = f"{one.like}’s" if one.like else "a published"
    beside = published_words(found, one.transition, tongue)
    context = f" For context, no target: {beside}." if beside else ""
    return (
        f"The constraint in the funnel is {step(stages, one.transition)}: at {whose} "
        f"{tongue.rate(one.reference)} in every line it would bring {tongue.short(one.gain)} more."
        f"{context}"
    )
