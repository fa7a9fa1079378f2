"""Scorecards: what each leader answers for, all of it taken from the one plan."""

import math
from dataclasses import replace

from planner.base.stages import Owner
from planner.base.units import Unit
from planner.commitments.scorecard import Objective, score, scorecard, targets, weighed
from planner.output.pack.page import Band, Cell, Column, Page, Table
from planner.output.pack.source import Source
from planner.sheets.commitment_words import objective_title, objective_unit
from planner.sheets.periods import months_text

_TITLES = {
    Owner.MARKETING: "Marketing answers for",
    Owner.SALES: "Sales answers for",
    Owner.SHARED: "Both answer for",
}


def scorecards_page(source: Source) -> Page:
    """Return the page: each leader's objectives, and the shared ones below."""
    rows, known = objectives(source)
    return Page(
        "scorecards",
        "Scorecards",
        scorecards_finding(source, rows, known=known),
        f"Targets from the working plan, {_period(source, known=known)}",
        (
            Band(tuple(card(source, rows, o, known=known) for o in (Owner.MARKETING, Owner.SALES))),
            Band((card(source, rows, Owner.SHARED, known=known),)),
        ),
    )


def objectives(source: Source) -> tuple[tuple[Objective, ...], bool]:
    """Return all objectives over the months that are over, else over the plan, and which."""
    found, agreed = source.found, weighed(source.agreed, source.plan)
    if found is not None and len(found.months):
        return scorecard(replace(found, agreed=agreed)), True
    return targets(agreed), False


def _period(source: Source, *, known: bool) -> str:
    found = source.found
    if not known or found is None:
        return f"{source.period}; no month of it is over yet"
    return f"{months_text(found.months[0], found.months[-1])}, the months that are over"


def scorecards_finding(source: Source, rows: tuple[Objective, ...], *, known: bool) -> str:
    """Say how far both leaders are, or what binds them."""
    tongue = source.tongue
    if known:
        reached = [score(rows, owner) for owner in (Owner.MARKETING, Owner.SALES)]
        if all(math.isfinite(one) for one in reached):
            mine, theirs = (tongue.rate(one, 0) for one in reached)
            return f"Marketing attains {mine} of its objectives, Sales {theirs}"
    shared = sum(row.weight for row in rows if row.seat is Owner.SHARED)
    said = "Bookings, the hand-off and the cycle bind both leaders"
    return f"{said}: {tongue.rate(shared, 0)} of each scorecard" if shared > 0.0 else said


def card(source: Source, rows: tuple[Objective, ...], owner: Owner, *, known: bool) -> Table:
    """Return the objectives of one scorecard; `known` says that something came of them."""
    own = [row for row in rows if row.seat is owner]
    role = "agreed" if owner is Owner.SHARED else owner.value
    columns = [Column(_TITLES[owner], 2.6, right=False, role=role), Column("Target")]
    columns += [Column("Actual"), Column("Attained")] * known
    columns.append(Column("Weight"))
    even = any(not row.stated for row in own)
    note = "Weights in grey: what nobody weighed shares the rest evenly." if even else ""
    shared = owner is Owner.SHARED
    return Table(
        tuple(columns),
        tuple(_row(source, row, known=known) for row in own),
        note=note if shared else "",
    )


def _row(source: Source, row: Objective, *, known: bool) -> tuple[Cell, ...]:
    tongue = source.tongue
    attained = tongue.rate(row.attainment, 0) if math.isfinite(row.attainment) else ""
    whole = attained == tongue.rate(1.0, 0)
    came = (
        Cell(_value(source, row, row.actual)),
        Cell(attained, "dispute" if row.attainment < 1.0 and not whole else "text"),
    )
    return (
        Cell(objective_title(row.name, source.plan.stages)),
        Cell(_value(source, row, row.target), bold=True),
        *(came if known else ()),
        Cell(tongue.rate(row.weight), "text" if row.stated else "muted"),
    )


def _value(source: Source, row: Objective, value: float) -> str:
    if not math.isfinite(value):
        return ""
    unit = objective_unit(row.name)
    tongue = source.tongue
    return tongue.short(value) if unit is Unit.MONEY else tongue.show(value, unit)
