"""Two scenarios or views beside each other: what they bring, where they differ, the bridge."""

import math
from collections.abc import Iterator
from dataclasses import dataclass
from functools import partial

import numpy as np

from planner.agreement.bridge import Bridge, bridge_between
from planner.agreement.results import Results
from planner.base import units
from planner.base.days import month_name
from planner.base.memo import Memo
from planner.base.units import ENGLISH, NumberStyle, Unit
from planner.forecast.results import Forecast
from planner.forecast.seasonality import season
from planner.plan.assumption import View
from planner.plan.keys import TEAM, Slot
from planner.plan.resolve import resolve
from planner.plan.scenarios import is_adjustable
from planner.plan.seasons import is_season
from planner.plan.team_assumptions import team_assumptions
from planner.sheets.bridge_chart import LEVEL, Ends, bridge_bars, makers
from planner.sheets.cells import Cell, Column, Explanation, Kind, Part, Place, Row, Tone
from planner.sheets.charts import Chart
from planner.sheets.own_words import compared
from planner.sheets.plan_figures import counted_title, pipeline_created, total_spend
from planner.sheets.table import TableRow, TableSheet, said, strong
from planner.sheets.words import Tongue, driver_name, heading, line_title

TOTALS, DIFFERENT, SET = "totals", "different", "set"
_TOTALS = frozenset({"bookings", "gap", "pipeline", "spend"})
_VALUES = ("left", "right", "difference", "worth")
SAME = "The two plans are the same in every assumption."
IDLE = "What differs between the two plans changes no bookings."


@dataclass(frozen=True)
class Side:
    """One of the two: what it is called, everything it implies, and whose view it is seen in."""

    name: str
    results: Results
    view: View = View.WORKING

    @property
    def seen(self) -> Forecast:
        """The forecast compared."""
        return self.results.view(self.view)


@dataclass(frozen=True)
class Comparison:
    """Two sides of one plan: `sheet` holds them as columns, `chart` is the bridge between."""

    sheet: TableSheet
    chart: Chart


def compare(
    left: Side, right: Side, style: NumberStyle = ENGLISH, memo: Memo | None = None
) -> Comparison:
    """Return totals, the settings and assumptions that differ, each of these with its worth."""
    between = bridge_between(left.seen, right.seen, memo)
    tongue = Tongue(style, left.results.plan.currency)
    rows = [_heading(TOTALS, "Whole plan"), *_totals(left, right, tongue)]
    different = list(_differences(left, right, between, tongue))
    settings = list(_settings(left, right, tongue))
    if settings:
        rows += [_heading(SET, "Goals, limits and season that differ"), *settings]
    if different:
        rows += [_heading(DIFFERENT, "Assumptions that differ"), *different]
    columns = _columns(left.name, right.name)
    explain = partial(_explain, left, right, {row.row.key: row for row in rows})
    sheet = TableSheet("Comparison", columns, tuple(rows), explain)
    apart = different or any(is_season(row.row.key) for row in settings)
    return Comparison(sheet, _chart(left, right, between, tongue, IDLE if apart else SAME))


def under_way() -> Comparison:
    """Return what stands until two sides have been compared."""
    chart = Chart("Two sides of the plan", "", empty="Comparing both sides …")
    return Comparison(TableSheet("Comparison", _columns("From", "To"), ()), chart)


def _columns(left: str, right: str) -> tuple[Column, ...]:
    return (
        Column("name", "", Kind.TEXT, 240),
        Column("left", left, Kind.NUMBER, 96),
        Column("right", right, Kind.NUMBER, 96),
        Column("difference", "Difference", Kind.NUMBER, 88),
        Column("worth", "Worth", Kind.MONEY, 84),
    )


def _chart(left: Side, right: Side, between: Bridge, tongue: Tongue, empty: str) -> Chart:
    plan, period = left.results.plan, counted_title(left.results)
    if not between.items:
        return Chart(
            finding(left.name, right.name, between, tongue), f"Bookings {period}", empty=empty
        )
    ends = Ends(left.name, right.name, ("evidence", "text"), "dispute", "agreed")
    return Chart(
        finding(left.name, right.name, between, tongue),
        f"Bookings {period}, from {left.name} to {right.name}; exact, adds up to the difference"
        + _by_season(left, right),
        bridge=bridge_bars(plan, between, tongue, ends),
        values_as=Kind.MONEY,
        horizontal=True,
    )


def _by_season(left: Side, right: Side) -> str:
    """Say that what enters parts by the season too, which no assumption shows."""
    one, other = (
        season(side.results.plan, side.results.evidence, side.seen.months) for side in (left, right)
    )
    return "" if np.array_equal(one, other) else "; entries differ by the season too"


def finding(left: str, right: str, between: Bridge, tongue: Tongue) -> str:
    """Say which of two brings more, and how few assumptions make it."""
    if not between.items:
        return f"{right} brings the same as {left}"
    gap = between.gap
    if abs(gap) <= LEVEL * between.gross:
        return f"{right} brings as much as {left}: {tongue.short(between.gross)} cancel out"
    word = "more" if gap > 0 else "less"
    return f"{right} brings {tongue.short(abs(gap))} {word} than {left}; {makers(between)}"


def _explain(
    left: Side, right: Side, rows: dict[str, TableRow], key: str, _column: str
) -> Explanation:
    """Say what both sides have, how far apart they are, and what that is worth in bookings."""
    cells = rows[key].cells
    if key in {TOTALS, DIFFERENT, SET}:
        return said(f"{left.name} and {right.name}", cells["name"].text, ".")
    one, other, apart, worth = (cells.get(name, Cell()).text for name in _VALUES)
    sheet = "Plan" if key in _TOTALS or key.startswith("stage:") else "Assumptions"
    place = Place(sheet, key, "" if sheet == "Plan" else "working")
    there = (
        strong(other or "nothing")
        if is_adjustable(key)
        else Part(other or "nothing", place, bold=True)
    )
    parts: list[Part | str] = [there, f" in {right.name}, "]
    parts += [strong(one or "nothing"), f" in {left.name}"]
    parts.append(f": {apart}." if apart else ".")
    if worth:
        parts.append(f" The difference of this assumption is worth {worth} of bookings.")
    return said(f"{cells['name'].text}, {left.name} and {right.name}", *parts)


def _heading(key: str, text: str) -> TableRow:
    cells = {name: Cell(tone=Tone.GROUP) for name in _VALUES}
    return TableRow(Row(key), {"name": Cell(text, text, Tone.GROUP, Kind.TEXT, bold=True)} | cells)


def _totals(left: Side, right: Side, tongue: Tongue) -> Iterator[TableRow]:
    """Yield bookings, gap, entries of every stage, pipeline and spend, where known."""
    one, other = left.seen, right.seen
    yield _row("bookings", "Bookings", one.whole, other.whole, Unit.MONEY, tongue)
    if one.gap is not None and other.gap is not None:
        yield _row("gap", "Gap to the goal", one.gap, other.gap, Unit.MONEY, tongue)
    for stage, name in enumerate(one.stages):
        here, there = (float(seen.entries[:, stage].sum()) for seen in (one, other))
        yield _row(f"stage:{stage}", heading(name), here, there, Unit.NUMBER, tongue)
    for key, name, figures in (
        (
            "pipeline",
            "Pipeline created",
            (pipeline_created(left.results, one), pipeline_created(right.results, other)),
        ),
        ("spend", "Spend", (total_spend(one), total_spend(other))),
    ):
        sums = [float(np.nansum(f)) if np.isfinite(f).any() else math.nan for f in figures]
        if any(math.isfinite(value) for value in sums):
            yield _row(key, name, sums[0], sums[1], Unit.MONEY, tongue)


def _row(  # noqa: PLR0917 - a row's identity, its two values, and how they are written
    key: str, name: str, left: float, right: float, unit: Unit, tongue: Tongue
) -> TableRow:
    money = unit is Unit.MONEY
    cells = {"name": Cell(name, name, kind=Kind.TEXT)}
    for column, value in (("left", left), ("right", right)):
        if math.isfinite(value):
            text = tongue.short(value) if money else tongue.show(value, unit)
            cells[column] = Cell(text, value, kind=Kind(unit.value))
    change = right - left
    if change and math.isfinite(change):
        text = (
            tongue.short(change, signed=True)
            if money
            else units.number(change, tongue.style, signed=True)
        )
        cells["difference"] = Cell(text, change, kind=Kind(unit.value))
    return TableRow(Row(key, 1), cells)


def _differences(left: Side, right: Side, between: Bridge, tongue: Tongue) -> Iterator[TableRow]:
    """Yield the assumptions whose values differ; the worth stands at a driver's first."""
    told: set[tuple[str, object]] = set()
    for slot in _slots(left.results, right.results):
        pair = [_value(side, slot) for side in (left, right)]
        if pair[0] == pair[1]:
            continue
        row = _assumption(left.results, slot, pair, tongue)
        worth = between.worth(slot.line, slot.driver)
        if worth and (slot.line, slot.driver) not in told:
            told.add((slot.line, slot.driver))
            row.cells["worth"] = Cell(tongue.short(worth, signed=True), worth, bold=True)
        yield row


def _settings(left: Side, right: Side, tongue: Tongue) -> Iterator[TableRow]:
    """Yield the goals, the budget, the bounds and the season that differ."""
    one, other = (
        {setting.key: setting for setting in compared(side.results.plan, tongue)}
        for side in (left, right)
    )
    for key, setting in (one | other).items():
        pair = [found.get(key) for found in (one, other)]
        values = [None if each is None else each.value for each in pair]
        if values[0] == values[1]:
            continue
        cells = {"name": Cell(setting.name, setting.name, kind=Kind.TEXT)}
        for column, each in zip(("left", "right"), pair, strict=True):
            if each is not None:
                cells[column] = Cell(each.text, each.value, kind=Kind(each.unit.value))
        if isinstance(values[0], float) and isinstance(values[1], float):
            cells["difference"] = _difference(values[0], values[1], setting.unit, tongue)
        yield TableRow(Row(key, 1), cells)


def _value(side: Side, slot: Slot) -> float | None:
    plan, evidence = side.results.plan, side.results.evidence
    return resolve(plan, evidence, slot.line, slot.driver, slot.month).view(side.view)


def _slots(left: Results, right: Results) -> tuple[Slot, ...]:
    """Return the assumptions of both, the lines' before the team's."""
    found: dict[Slot, None] = {}
    for results in (left, right):
        found |= dict.fromkeys(a.slot for a in results.assumptions)
    for results in (left, right):
        found |= dict.fromkeys(a.slot for a in team_assumptions(results.plan))
    return tuple(found)


def _assumption(results: Results, slot: Slot, pair: list[float | None], tongue: Tongue) -> TableRow:
    plan, unit = results.plan, slot.driver.unit
    name = (
        f"{line_title(slot.line)} · {driver_name(slot.driver, plan.stages, _entry(results, slot))}"
    )
    if slot.month is not None:
        name += f", {month_name(slot.month)} {slot.month // 12}"
    cells = {"name": Cell(name, name, kind=Kind.TEXT)}
    for column, value in zip(("left", "right"), pair, strict=True):
        if value is not None:
            cells[column] = Cell(tongue.show(value, unit), value, kind=Kind(unit.value))
    one, other = pair
    if one is not None and other is not None:
        cells["difference"] = _difference(one, other, unit, tongue)
    return TableRow(Row(plan.key(slot), 1), cells)


def _entry(results: Results, slot: Slot) -> int:
    return 0 if slot.line == TEAM else results.plan.line(slot.line).entry


def _difference(one: float, other: float, unit: Unit, tongue: Tongue) -> Cell:
    if unit is Unit.RATE:
        return Cell(units.points(other - one, tongue.style), other - one, kind=Kind.RATE)
    if unit is Unit.DAYS or not one:
        text = units.number(other - one, tongue.style, signed=True)
        return Cell(text, other - one, kind=Kind(unit.value))
    return Cell(units.percent_change(other / one - 1.0, tongue.style), other / one - 1.0)
