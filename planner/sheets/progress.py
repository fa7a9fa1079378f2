"""The Progress sheet: plan against actual by measure, line and month, what it cost, and whose."""

import math
from collections.abc import Iterator
from dataclasses import replace

from planner.base.days import Month, date_of, month_name, month_of, month_text
from planner.base.stages import Owner
from planner.base.units import DASH, ENGLISH, NumberStyle
from planner.commitments.against import Ends
from planner.commitments.progress import Progress
from planner.sheets.cells import Cell, Column, Explanation, Kind, Row, Tone
from planner.sheets.progress_figures import (
    APART,
    BOOKINGS,
    OUTSIDE,
    TEAM,
    UNPLANNED,
    Figures,
    Measure,
)
from planner.sheets.progress_words import explain_progress
from planner.sheets.status import day_text, promised_on
from planner.sheets.table import TableRow, TableSheet, outlined
from planner.sheets.words import OWNER_NAMES, Tongue

NAME = "Progress"
_TONES = {Owner.MARKETING: Tone.MARKETING, Owner.SALES: Tone.SALES}


def progress_sheet(
    found: Figures, style: NumberStyle = ENGLISH, folded: frozenset[str] = frozenset()
) -> TableSheet:
    """Return the sheet; rows are `MEASURE` and `MEASURE/LINE`, columns name, owner, plan, actual,
    difference, worth, and months such as 2027-03.
    """
    plan, made = found.progress.found.agreed.plan, found.progress
    tongue = Tongue(style, plan.currency)

    def explain(row: str, column: str) -> Explanation:
        return explain_progress(found, row, column, tongue)

    return outlined(
        NAME,
        _columns(made),
        _rows(found, tongue, folded),
        explain,
        footnote=_footnote(made),
        frozen=2,
    )


def _columns(made: Progress) -> tuple[Column, ...]:
    return (
        Column("name", "Measure", Kind.TEXT),
        Column("owner", "Owner", Kind.TEXT, 84),
        Column("plan", "Plan to date", Kind.NUMBER, 104),
        Column("actual", "Actual", Kind.NUMBER, 96, bold=True),
        Column("difference", "Difference", Kind.NUMBER, 92),
        Column("worth", "Worth in bookings", Kind.MONEY, 128),
        *(
            Column(month_text(month), month_title(made, month), Kind.NUMBER, 124)
            for month in made.months
        ),
    )


def month_title(made: Progress, month: Month) -> str:
    """Return a month's heading; one that is not over says up to which day it goes."""
    name = f"{month_name(month)} {month // 12 % 100:02d}"
    day = date_of(made.found.as_of)
    partial = month == month_of(made.found.as_of) and made.found.elapsed(month) < 1.0
    return f"{name}, to {day.day}" if partial else name


def _rows(found: Figures, tongue: Tongue, folded: frozenset[str]) -> Iterator[TableRow]:
    lines = found.progress.found.agreed.plan.line_names
    for measure in found.measures.values():
        yield _row(found, measure.key, measure.title, tongue, folded)
        for line in lines:
            if (key := f"{measure.key}/{line}") in found.ends:
                yield _row(found, key, line, tongue, folded)
    for key, title in APART.items():
        items = found.apart(key)
        if items:
            yield _dressed(found, key, title, {}, tongue, folded)
            for name in (item.line or OUTSIDE for item in items if key == UNPLANNED):
                yield _dressed(found, f"{key}/{name}", name, {}, tongue, folded)


def _row(found: Figures, key: str, title: str, tongue: Tongue, folded: frozenset[str]) -> TableRow:
    measure, months = found.measure(key), found.progress.months
    to_date, *by_month = found.ends[key]
    cells = {
        "plan": _value(measure, to_date[0], tongue),
        "actual": _value(measure, to_date[1], tongue),
        "difference": _difference(measure, to_date, tongue),
    }
    for month, ends in zip(months, by_month, strict=True):
        cells[month_text(month)] = _month(measure, ends, tongue)
    return _dressed(found, key, title, cells, tongue, folded)


def _dressed(  # noqa: PLR0917 - a row's key, name, cells and how it is written
    found: Figures, key: str, title: str, cells: dict[str, Cell], tongue: Tongue,
    folded: frozenset[str],
) -> TableRow:  # fmt: skip
    top, below = key == BOOKINGS, "/" in key
    cells["name"] = Cell(title, title, Tone.TOTAL if top else Tone.PLAIN, bold=not below)
    if (owner := found.owner(key)) is not None:
        cells["owner"] = Cell(OWNER_NAMES[owner], OWNER_NAMES[owner], _TONES.get(owner, Tone.PLAIN))
    if (worth := found.worth(key)) is not None:
        text = tongue.short(worth, signed=True)
        cells["worth"] = Cell(text, worth, kind=Kind.MONEY, bold=not below)
    folds = not below and key != TEAM
    return TableRow(Row(key, int(below), folds, folds and key in folded), cells)


def _value(measure: Measure, value: float, tongue: Tongue) -> Cell:
    if not math.isfinite(value):
        return Cell(DASH, None, Tone.MUTED)
    return Cell(measure.show(value, tongue), value, kind=measure.kind)


def _difference(measure: Measure, ends: Ends, tongue: Tongue) -> Cell:
    change = ends[1] - ends[0]
    if not math.isfinite(change):
        return Cell(DASH, None, Tone.MUTED)
    return Cell(measure.change(change, tongue), change, kind=measure.kind)


def _month(measure: Measure, ends: Ends, tongue: Tongue) -> Cell:
    cell = _value(measure, ends[1], tongue)
    small = measure.show(ends[0], tongue) if math.isfinite(ends[0]) else ""
    return replace(cell, small=small)


def _footnote(made: Progress) -> str:
    found = made.found
    text = (
        f"Promised {promised_on(found.agreed)}, measured as of "
        f"{day_text(date_of(found.as_of))}. To date: months that are over. Small: the plan; of the "
        "month under way, the part due by now. Owners own what their drivers made of bookings; "
        "lags have no part of their own, for late and lost are not told apart."
    )
    if found.unpriced:
        text += f" {found.unpriced} deals were won without an amount."
    return text
