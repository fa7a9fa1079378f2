"""What drives a win, a size, a cycle: multipliers of every factor's levels side by side."""

import math
from collections.abc import Iterator
from dataclasses import dataclass, replace

from planner.base import units
from planner.base.units import ENGLISH, NumberStyle, Unit
from planner.evidence.cuts import Window
from planner.evidence.figures import THIN, Figure
from planner.evidence.passages import Source
from planner.evidence.regression import (
    Calibration,
    Drivers,
    Expected,
    Multiplier,
    Target,
    calibration,
    drivers,
    expected_values,
)
from planner.journeys.table import Mask
from planner.sheets.cells import EMPTY, Cell, Column, Kind, Row, Tone
from planner.sheets.drivers_words import TITLES, explain_driver, interval, ratio
from planner.sheets.table import TableRow, TableSheet
from planner.sheets.words import Tongue, title

REFERENCE_KEY = "reference"
JOINED = " | "


@dataclass(frozen=True, eq=False)
class Findings:
    """The three regressions by target, what is open by them, and whether chances came true."""

    models: dict[Target, Drivers]
    expected: Expected
    calibration: Calibration


def find_drivers(source: Source, window: Window | None, where: Mask | None = None) -> Findings:
    """Measure what drives a win, a size and a cycle; meant for a thread."""
    return Findings(
        {target: drivers(source, target, window=window, where=where) for target in Target},
        expected_values(source, window=window, where=where),
        calibration(source, window=window, where=where),
    )


def drivers_sheet(
    found: Findings, style: NumberStyle = ENGLISH, currency: str = "USD"
) -> TableSheet:
    """Return the reference deal, then each factor's levels with their three multipliers.

    Row keys are `reference` and FACTOR | LEVEL; column keys factor, level, deals, won, win, size,
    cycle.
    """
    tongue = Tongue(style, currency)
    places = {key: dict(level) for key, level in _levels(found)}
    rows = [_reference(found, tongue)] if any(m.multipliers for m in found.models.values()) else []
    last = ""
    known = {target: not model.missing for target, model in found.models.items()}
    for key, parts in places.items():
        rows.append(_row(key, parts, known, first=key[0] != last, tongue=tongue))
        last = key[0]
    return TableSheet(
        "Drivers",
        _columns(),
        tuple(rows),
        lambda row, column: explain_driver(
            found.models, places.get(_key(row), {}), _key(row), column, tongue
        ),
        frozen=2,
        footnote=_footnote(found),
        empty=" ".join(dict.fromkeys(m.missing for m in found.models.values() if m.missing)),
        listing=lambda: tuple(map(_alone, rows)),
    )


def drivers_awaited() -> TableSheet:
    """Return the sheet as it stands while its figures are measured."""
    return TableSheet("Drivers", _columns(), (), frozen=2)


def _columns() -> tuple[Column, ...]:
    return (
        Column("factor", "Factor", Kind.TEXT, 120),
        Column("level", "Value", Kind.TEXT, 190),
        Column("deals", "Closed deals", Kind.NUMBER, 110),
        Column("won", "Won", Kind.NUMBER, 90),
        *(Column(target.value, TITLES[target], Kind.NUMBER, 210) for target in Target),
    )


def _key(row: str) -> tuple[str, str]:
    factor, _, level = row.partition(JOINED)
    return factor, level


Levels = Iterator[tuple[tuple[str, str], dict[Target, Multiplier]]]


def _levels(found: Findings) -> Levels:
    """Yield factor and level with its multipliers, the reference of each factor first."""
    made: dict[str, dict[str, dict[Target, Multiplier]]] = {}
    for target, model in found.models.items():
        for one in model.multipliers:
            made.setdefault(one.factor, {}).setdefault(one.level, {})[target] = one
    for factor, levels in made.items():
        for level, parts in sorted(levels.items(), key=lambda item: _size(item[1])):
            yield (factor, level), parts


def _size(parts: dict[Target, Multiplier]) -> tuple[bool, bool, int]:
    """Order levels: the reference, then those with most deals, what is pooled at the end."""
    reference = any(one.reference for one in parts.values())
    pooled = any(one.pooled for one in parts.values())
    return not reference, pooled, -max(one.ratio.n for one in parts.values())


def _reference(found: Findings, tongue: Tongue) -> TableRow:
    win = found.models[Target.WIN]
    cells = {
        "factor": Cell("Reference deal", "Reference deal", Tone.TOTAL, bold=True),
        "level": Cell("the references below", "the references below", Tone.TOTAL),
        "deals": Cell(tongue.count(win.n), float(win.n), Tone.TOTAL),
        "won": Cell(tongue.count(win.won), float(win.won), Tone.TOTAL),
    }
    kinds = {Target.WIN: Kind.RATE, Target.SIZE: Kind.MONEY, Target.CYCLE: Kind.DAYS}
    for target, model in found.models.items():
        base, kind = model.base, kinds[target]
        if not base.known:
            cells[target.value] = Cell(tone=Tone.TOTAL)
            continue
        unit = Unit(kind.value)
        text = tongue.show(base.value, unit) + (" days" if unit is Unit.DAYS else "")
        small = tongue.interval(base.low, base.high, unit)
        cells[target.value] = Cell(text, base.value, Tone.TOTAL, kind, small=small, bold=True)
    return TableRow(Row(REFERENCE_KEY), cells)


def _row(
    key: tuple[str, str],
    parts: dict[Target, Multiplier],
    known: dict[Target, bool],
    *,
    first: bool,
    tongue: Tongue,
) -> TableRow:
    """Return a level's row; `known` tells which targets were measured."""
    factor, level = key
    cells = {
        "factor": Cell(title(factor) if first else "", factor, bold=first),
        "level": Cell(level, level),
    }
    win = parts.get(Target.WIN)
    if win is not None:
        n = win.ratio.n
        cells["deals"] = Cell(tongue.count(n), float(n), thin=n < THIN)
        cells["won"] = Cell(tongue.count(win.won), float(win.won))
    for target, measured in known.items():
        cells[target.value] = _multiplier(parts.get(target), measured, tongue)
    return TableRow(Row(f"{factor}{JOINED}{level}"), cells)


def _alone(row: TableRow) -> TableRow:
    """Return a row that says itself of which factor it is, though another stands above it."""
    cell = row.cells["factor"]
    named = replace(cell, text=title(str(cell.value)), bold=False)
    return TableRow(row.row, row.cells | {"factor": named})


def _multiplier(one: Multiplier | None, measured: bool, tongue: Tongue) -> Cell:
    """Return a ratio large with its interval small: in bold where the interval leaves out 1."""
    if one is None:
        return Cell("", tone=Tone.MUTED, small="in Other") if measured else EMPTY
    if one.reference:
        return Cell(ratio(1.0, tongue), 1.0, Tone.MUTED, small="reference")
    if not one.ratio.known:
        by = f"told by {' and '.join(one.told_by)}" if one.told_by else "too few"
        return Cell("", tone=Tone.MUTED, small=by)
    found = one.ratio
    return Cell(
        ratio(found.value, tongue),
        found.value,
        Tone.PLAIN if apart(found) else Tone.MUTED,
        small=interval(found, tongue),
        bold=apart(found),
        weight=float(found.n),
        thin=found.n < THIN,
    )


def apart(found: Figure) -> bool:
    """Tell whether an interval lies wholly above or below 1."""
    return math.isfinite(found.value) and (found.low > 1 or found.high < 1)


def _footnote(found: Findings) -> str:
    parts = [
        "Multipliers against the reference of each factor, all other factors alike; small: 90% "
        f"interval; bold: it leaves out 1. Values with fewer than {THIN} deals are Other."
    ]
    parts += dict.fromkeys(model.missing for model in found.models.values() if model.missing)
    later = dict.fromkeys(name for m in found.models.values() for name in m.filled_later)
    if later:
        parts.append(
            f"Left out, for it is known of won deals above all: {', '.join(map(title, later))}."
        )
    if any(model.penalised for model in found.models.values()):
        parts.append(
            "Some value was always or never won, or is still open throughout: there the data alone "
            "have no answer, and a weak prior keeps the multipliers finite."
        )
    return " ".join(parts)


def standing(found: Findings, style: NumberStyle = ENGLISH, currency: str = "USD") -> str:
    """Say what all that is open is expected to bring, and how far chances came true."""
    tongue, told = Tongue(style, currency), found.expected
    n = len(told.rows) - told.untold
    parts = []
    if n:
        parts.append(
            f"{tongue.count(n)} open leads and deals are expected to bring "
            f"{tongue.short(told.total)}: each its chance of a win times its expected amount."
        )
    if told.untold:
        what = "more" if n else "open leads and deals"
        parts.append(f"{tongue.count(told.untold)} {what} have too little to go by.")
    tenths = found.calibration.tenths
    if tenths:
        inside = sum(t.happened.low <= t.predicted <= t.happened.high for t in tenths)
        parts.append(
            f"On {tongue.count(found.calibration.held_out)} deals held out, chances came true in "
            f"{inside} of {units.count(len(tenths), style)} tenths."
        )
    return " ".join(parts)
