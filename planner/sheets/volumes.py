"""Counts above the first record and responses to campaigns, as grids."""

import math
from collections.abc import Iterable, Sequence

from planner.base.days import NO_DAY, Month, month_name, month_of, month_text
from planner.base.units import ENGLISH, NumberStyle
from planner.evidence.above import Above, above_funnel, above_totals
from planner.evidence.cuts import Window
from planner.evidence.passages import Source, prepare
from planner.journeys.table import Responses, Snapshot
from planner.sheets.cells import Cell, Column, Explanation, Kind, Row, Tone
from planner.sheets.table import TableRow, TableSheet, said, strong
from planner.sheets.words import Tongue, heading, in_sentence, plural

NO_COUNTS = (
    "No counts above the first record were imported, such as visits, attendees or cards by month."
)
NO_RESPONSES = "No campaign members were imported, or none of them responded."
COUNTED = "counted"
RATIO_NOTE = (
    "Small: ratio of the first stage’s entries to the count, of one channel and month. Nobody was "
    "followed from one to the other, so it is no conversion rate."
)


def has_counts(snapshot: Snapshot) -> bool:
    """Tell whether anything was counted beside the journeys."""
    return bool(snapshot.volumes or snapshot.responses)


def volumes_sheet(
    source: Source, snapshot: Snapshot, style: NumberStyle = ENGLISH, window: Window | None = None
) -> TableSheet:
    """Return counts by measure and channel, months across, each with its ratio to the first stage.

    Row keys are MEASURE|CHANNEL; column keys counted, entered, ratio, and months as 2026-01.
    """
    found = above_funnel(source, snapshot.volumes, window)
    journeys, tongue = prepare(source).journeys, Tongue(style)
    stage, last = journeys.stages[0], month_of(journeys.as_of)
    months = sorted({one.month for one in found if one.month is not None})
    places = {(_key(one), _column_key(one)): one for one in (*found, *above_totals(found))}
    rows: dict[str, TableRow] = {}
    for (key, column), one in places.items():
        cells = rows.setdefault(key, TableRow(Row(key), {})).cells
        cells |= _total_cells(one, tongue) if one.month is None else {column: _cell(one, tongue)}

    def explain(row: str, column: str) -> Explanation:
        one = places.get((row, column))
        if one is None and column in map(month_text, months):
            return said(row.replace("|", " · "), "not counted in this month")
        return _sentence(one or places[row, COUNTED], stage, last, tongue)

    return TableSheet(
        "Counts", _columns(stage, months), tuple(rows.values()), explain, frozen=2, empty=NO_COUNTS,
        footnote=RATIO_NOTE if rows else "",
    )  # fmt: skip


def _columns(stage: str, months: Sequence[Month]) -> tuple[Column, ...]:
    return (
        Column("measure", "Counted", Kind.TEXT, 150),
        Column("channel", "Channel", Kind.TEXT, 140),
        Column(COUNTED, "In all", Kind.NUMBER, 84),
        Column("entered", heading(stage), Kind.NUMBER, 84),
        Column("ratio", "Ratio of counts", Kind.RATE, 112),
        *(Column(month_text(m), _month(m), Kind.NUMBER) for m in months),
    )


def _key(one: Above) -> str:
    return f"{one.measure}|{one.channel}"


def _column_key(one: Above) -> str:
    return COUNTED if one.month is None else month_text(one.month)


def _cell(one: Above, tongue: Tongue) -> Cell:
    return Cell(tongue.count(one.count), one.count, small=_ratio(one, tongue))


def _ratio(one: Above, tongue: Tongue) -> str:
    """Return a ratio with enough digits for few in many."""
    return tongue.rate(one.ratio, 1 if one.ratio >= 0.02 else 2)


def _total_cells(total: Above, tongue: Tongue) -> dict[str, Cell]:
    cells = {
        "measure": Cell(total.measure, total.measure, bold=True),
        "channel": Cell(total.channel, total.channel),
        COUNTED: Cell(tongue.count(total.count), total.count, bold=True),
    }
    if total.entered is not None:
        cells["entered"] = Cell(tongue.count(total.entered), float(total.entered))
    if math.isfinite(total.ratio):
        cells["ratio"] = Cell(_ratio(total, tongue), total.ratio, Tone.EVIDENCE, weight=total.count)
    return cells


def _sentence(one: Above, stage: str, last: Month, tongue: Tongue) -> Explanation:
    name = f"{one.measure} · {one.channel}"
    when, same = "", "in the same months"
    if one.month is not None:
        when, same = f" in {_month(one.month)}", "in the same month"
        name = f"{name} · {_month(one.month)}"
    counted = f"{tongue.count(one.count)} counted{when}. "
    if one.month is not None and one.month > last:
        return said(name, counted, f"The journeys are known up to {_month(last)} only.")
    if one.entered is None:
        return said(name, counted, "No journey has a channel of this name.")
    if one.beside < one.count:
        same = f"{same}, up to {_month(last)}, when {tongue.count(one.beside)} were counted"
    began = (
        f"{tongue.count(one.entered)} {in_sentence(plural(stage))} of the same channel began {same}"
    )
    if not math.isfinite(one.ratio):
        return said(name, counted, f"{began}.")
    ratio = strong(_ratio(one, tongue))
    rest = ". Nobody was followed from one to the other, so it is no conversion rate."
    return said(name, counted, f"{began}: a ratio of counts of ", ratio, rest)


def responses_sheet(
    snapshot: Snapshot, style: NumberStyle = ENGLISH, window: Window | None = None
) -> TableSheet:
    """Return responses by campaign, months across; each lead counts once, where it came first."""
    found = _within(snapshot.responses, window)
    tongue = Tongue(style)
    months = sorted({one.month for one in found}, key=lambda month: (month == NO_DAY, month))
    grouped: dict[str, dict[Month, Responses]] = {}
    for one in found:
        grouped.setdefault(one.campaign, {})[one.month] = one
    ranked = sorted(grouped, key=lambda name: -_sum(grouped[name].values(), "responses"))
    rows = tuple(_campaign(name, grouped[name], tongue) for name in ranked)

    def explain(row: str, column: str) -> Explanation:
        month = next((m for m in months if _month_key(m) == column), None)
        own = [one for m, one in grouped[row].items() if month in (None, m)]
        number, leads = (_sum(own, field) for field in ("responses", "leads"))
        name = row if month is None else f"{row} · {_month(month)}"
        again = number - leads
        rest = f", {tongue.count(again)} from others" if again else ""
        first = f" responses: {tongue.count(leads)} from leads that had not responded before"
        return said(name, strong(tongue.count(number)), f"{first}{rest}.")

    columns = (
        Column("campaign", "Campaign", Kind.TEXT, 200),
        Column("responses", "Responses", Kind.NUMBER, 92),
        Column("leads", "First-time leads", Kind.NUMBER, 116),
        *(Column(_month_key(m), _month(m), Kind.NUMBER) for m in months),
    )
    return TableSheet("Responses", columns, rows, explain, empty=NO_RESPONSES)


def _within(found: Sequence[Responses], window: Window | None) -> tuple[Responses, ...]:
    if window is None:
        return tuple(found)
    months = range(month_of(window[0]), month_of(window[1]) + 1)
    return tuple(one for one in found if one.month in months)


def _campaign(name: str, months: dict[Month, Responses], tongue: Tongue) -> TableRow:
    cells = {"campaign": Cell(name, name, bold=True)}
    for field in ("responses", "leads"):
        number = _sum(months.values(), field)
        cells[field] = Cell(tongue.count(number), float(number))
    for month, one in months.items():
        cells[_month_key(month)] = Cell(tongue.count(one.responses), float(one.responses))
    return TableRow(Row(name), cells)


def _sum(found: Iterable[Responses], field: str) -> int:
    return sum(getattr(one, field) for one in found)


def _month_key(month: Month) -> str:
    return "undated" if month == NO_DAY else month_text(month)


def _month(month: Month) -> str:
    return "No date" if month == NO_DAY else f"{month_name(month)} {month // 12 % 100:02d}"
