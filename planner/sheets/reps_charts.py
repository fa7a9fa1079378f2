"""Charts of the Reps sheet: speed to first touch, and the cherry-pick meter."""

import math
from collections.abc import Mapping

from planner.base.units import ENGLISH, NumberStyle, Unit
from planner.evidence.figures import THIN
from planner.evidence.picking import DECILES
from planner.evidence.reps import RepEvidence, RepRow
from planner.journeys.table import BLANK
from planner.sheets.cells import Kind, Place
from planner.sheets.charts import Chart, Mark, Series
from planner.sheets.reps import ALL, NAME, rep_key
from planner.sheets.words import Tongue, in_sentence, plural

LONGEST = 10
"""Days of the first-touch chart: what is touched later changes little."""
Names = Mapping[str, str]


def touch_chart(
    found: RepEvidence, names: Names, rep: str = "", style: NumberStyle = ENGLISH
) -> Chart:
    """Return the share of leads touched by day: the fastest and slowest rep, all, and `rep`."""
    tongue = Tongue(style)
    title, subtitle = touch_finding(found, names, style), _touch_subtitle(found, tongue)
    if not found.touched:
        empty = "No activities were imported: speed to first touch is not measured."
        return Chart(title, "", empty=empty)
    ends = _by_speed(found)
    chosen = [*ends[:1], *ends[-1:], *(row for row in found.reps if row.rep == rep)]
    rows = [found.total, *dict.fromkeys(row for row in chosen if _watched(row))]
    shades = {id(row): 0 if row.rep == rep else 3 for row in rows}
    series = tuple(_curve(row, names, shades[id(row)], tongue) for row in rows if _watched(row))
    return Chart(
        title, subtitle, series, values_as=Kind.RATE, x_title="days",
        empty="" if series else "No lead was handed over in this window.",
    )  # fmt: skip


def _touch_subtitle(found: RepEvidence, tongue: Tongue) -> str:
    n = tongue.count(float(found.total.touch.leads[0])) if found.total.touch else "0"
    return (
        f"Share touched by days from {found.received}, open untouched ones counted until their "
        f"age; ring: median; n = {n}"
    )


def _watched(row: RepRow) -> bool:
    return row.touch is not None and int(row.touch.watched[0]) >= 0


def _by_speed(found: RepEvidence) -> list[RepRow]:
    """Return the reps with enough leads, the fastest first."""
    named = (row for row in found.reps if row.rep != BLANK)
    enough = [row for row in named if row.touch is not None and row.touch.leads[0] >= THIN]
    return sorted((row for row in enough if math.isfinite(row.first_touch_days)), key=_speed)


def _speed(row: RepRow) -> tuple[float, float]:
    """Order reps by their median, equal ones by the share touched over the first days."""
    days = row.touch.share[0, :LONGEST] if row.touch is not None else ()
    return row.first_touch_days, -float(sum(days))


def touch_finding(found: RepEvidence, names: Names, style: NumberStyle = ENGLISH) -> str:
    """Say how soon half the leads are touched, by the fastest and the slowest rep."""
    tongue, ends = Tongue(style), _by_speed(found)
    if not found.touched:
        return "First touch: not measured"
    if len(ends) > 1 and _speed(ends[0]) < _speed(ends[-1]):
        fast, slow = (
            f"{names[row.rep]} {_when(row.first_touch_days, tongue)}" for row in (ends[0], ends[-1])
        )
        return f"First touch: {fast}, {slow}"
    days = found.total.first_touch_days
    if math.isfinite(days):
        return f"First touch: half the leads {_when(days, tongue)}"
    return "First touch: half the leads are never touched"


def _when(days: float, tongue: Tongue) -> str:
    text = tongue.show(days, Unit.DAYS)
    return "the same day" if not days else f"after {text} {'day' if days == 1 else 'days'}"


def _curve(row: RepRow, names: Names, shade: int, tongue: Tongue) -> Series:
    touch = row.touch
    if touch is None:
        raise ValueError("only a row with touches has a curve")
    length = min(int(touch.watched[0]), LONGEST) + 1
    y = touch.share[0, :length]
    name, days = names[row.rep] if row.rep else ALL, row.first_touch_days
    ringed = math.isfinite(days) and days < length
    return Series(
        name,
        tuple(float(d) for d in range(length)),
        tuple(y.tolist()),
        Mark.STEPS,
        shade=shade,
        label=f"{name} {tongue.rate(float(y[-1]), 0)}",
        ring_at=(days, float(y[int(days)])) if ringed else None,
        places=(Place(NAME, rep_key(row.rep), "touch"),) * length,
    )


def picking_chart(
    found: RepEvidence, names: Names, rep: str = "", style: NumberStyle = ENGLISH
) -> Chart:
    """Return the share of leads worked by decile of lead value: all reps, and `rep` beside them."""
    n = 0.0 if found.total.picks is None else float(found.total.picks.leads.sum())
    chosen = [row for row in found.reps if row.rep == rep]
    rows = [row for row in (found.total, *chosen) if row.picks is not None]
    series = tuple(_deciles(row, names, row is rows[-1], style) for row in rows)
    how = "touched or moved on" if found.touched else "moved on"
    subtitle = (
        f"Share {how} by tenth of leads, by value of channel and segment; 90% interval; "
        f"n = {Tongue(style).count(n)}"
    )
    return Chart(
        picking_finding(found, style),
        subtitle if n else "",
        series if n else (),
        labels=_labels(),
        values_as=Kind.RATE,
        empty="" if n else "No lead has a value: no channel or segment, or no amount won.",
    )


def _labels() -> tuple[str, ...]:
    """Name the deciles by their number, the ends by what they are."""
    return ("least", *(str(i) for i in range(2, DECILES)), "most")


def picking_finding(found: RepEvidence, style: NumberStyle = ENGLISH) -> str:
    """Say how much of the most and of the least valuable tenth of leads is worked."""
    picks, tongue = found.total.picks, Tongue(style)
    if picks is None or not picks.leads.sum():
        return "Cherry-picking: not measured"
    least, most = (tongue.rate(float(picks.share[0, i]), 0) for i in (0, -1))
    leads = in_sentence(plural(found.received))
    if least == most:
        return f"Cherry-picking: {most} worked of the most and of the least valuable {leads}"
    return f"Cherry-picking: {most} worked of the most valuable {leads}, {least} of the least"


def _deciles(row: RepRow, names: Names, foremost: bool, style: NumberStyle) -> Series:
    """Return the meter of a row; the foremost one with intervals."""
    if row.picks is None:
        raise ValueError("only a row with lead values has deciles")
    low, high = row.picks.interval
    y = row.picks.share[0]
    name = names[row.rep] if row.rep else ALL
    return Series(
        name,
        tuple(float(i) for i in range(DECILES)),
        tuple(y.tolist()),
        Mark.LINE,
        shade=0 if foremost else 3,
        low=tuple(low[0].tolist()) if foremost else (),
        high=tuple(high[0].tolist()) if foremost else (),
        label=f"{name} {Tongue(style).rate(float(y[-1]), 0)}",
        places=(Place(NAME, rep_key(row.rep), "picks"),) * DECILES,
    )
