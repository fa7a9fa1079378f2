"""Charts of the Plan sheet: plan against goal, and where each month's bookings come from."""

import math

import numpy as np
import numpy.typing as npt

from planner.agreement.results import Results
from planner.base import units
from planner.base.days import month_name, month_text
from planner.base.units import ENGLISH, NumberStyle, Unit
from planner.forecast.results import Forecast, origins
from planner.plan.document import Plan
from planner.plan.resolve import View
from planner.sheets.cells import Kind, Place
from planner.sheets.charts import Chart, Mark, Series
from planner.sheets.outlook import Ghost, Late
from planner.sheets.outlook_words import chance_text
from planner.sheets.periods import months_text
from planner.sheets.plan_figures import (
    goal_by_month,
    goal_running,
    parts_apart,
    spread_text,
    unpriced,
)
from planner.sheets.whole_words import whole_words
from planner.sheets.words import Tongue

Floats = npt.NDArray[np.float64]
MOST_SHADES = 12
"""Quarters of entry that shades of one colour still tell apart, with the order they stand in."""
_VIEWS = ((View.MARKETING, "Marketing", "marketing"), (View.SALES, "Sales", "sales"))


def goal_chart(results: Results, style: NumberStyle = ENGLISH, late: Late | None = None) -> Chart:
    """Return cumulative bookings: the working plan bold, both views thin, the goal dashed.

    Where draws are known, a band from their P10 to their P90.
    """
    working, tongue = results.working, Tongue(style, results.plan.currency)
    series = [
        _cumulative(results.view(view), name, role, Mark.THIN, tongue)
        for view, name, role in _VIEWS
    ]
    series.append(_cumulative(working, "Working", "agreed", Mark.LINE, tongue))
    fan = _fan(working, late)
    series = [*fan, *series]
    goal = results.plan.goal
    if goal is not None:
        phased = goal_running(results.plan)
        label = f"Goal {tongue.short(goal)}"
        places = _places(working, "goal")
        series.append(
            Series("Goal", _x(working), tuple(phased), Mark.DASHED, label=label, places=places)
        )
    ghosts = [
        _ghost(g, np.cumsum(working.booked + g.bookings), working, tongue)
        for g in _beside(working, late)
    ]
    series = [*ghosts, *series]
    what = "working plan bold, views thin" + (", other scenarios dashed" if ghosts else "")
    dashed = _dashed(results.plan, tongue) if goal is not None else ""
    band = "; band P10 to P90" if fan else ""
    parts = whole_words(results, working, tongue)
    what += f"; {parts}" if parts else ""
    return Chart(
        goal_finding(results, style) + _chance(late, tongue),
        f"Cumulative bookings, {what}{band}{dashed}",
        tuple(series),
        labels=_labels(working),
        values_as=Kind.MONEY,
        empty="" if working.whole else nothing_booked(working),
    )


def _dashed(plan: Plan, tongue: Tongue) -> str:
    """Say how the goal is spread, and why its line bends where what was stated is another sum."""
    said, apart = f"; the goal, {spread_text(plan)}, dashed", parts_apart(plan, slice(None))
    if apart is None:
        return said
    return f"{said}: these make it {tongue.short(apart)} by month, its end is as stated"


def _fan(working: Forecast, late: Late | None) -> list[Series]:
    """Return the band of draws, quieter while it is of the plan before."""
    found = None if late is None else late.outlook
    if found is None or late is None or found.range.shape[1] != len(working.months):
        return []
    low, middle, high = (tuple(row.tolist()) for row in found.range)
    role = "evidence" if late.stale else "agreed"
    return [
        Series(
            "P10 to P90", _x(working), middle, Mark.BAND, role, low=low, high=high,
            places=_places(working, "chance"),
        )
    ]  # fmt: skip


def _beside(working: Forecast, late: Late | None) -> tuple[Ghost, ...]:
    """Return the other scenarios as last worked out, if they are of the same months."""
    found = None if late is None else late.outlook
    ghosts = () if found is None else found.ghosts
    return tuple(ghost for ghost in ghosts if len(ghost.bookings) == len(working.months))


def _ghost(ghost: Ghost, values: Floats, working: Forecast, tongue: Tongue | None = None) -> Series:
    """Return another scenario's line, labelled at its end; cumulative ones with what they reach."""
    label = ghost.name if tongue is None else f"{ghost.name} {tongue.short(float(values[-1]))}"
    y = tuple(values.tolist())
    places = _places(working, "bookings")
    return Series(ghost.name, _x(working), y, Mark.GHOST, "muted", label=label, places=places)


def _chance(late: Late | None, tongue: Tongue) -> str:
    if late is None or late.outlook is None or late.stale or math.isnan(late.outlook.chance):
        return ""
    return f"; the chance of the goal is {chance_text(late.outlook.chance, tongue)}"


def nothing_booked(working: Forecast) -> str:
    """Say what a plan without bookings lacks."""
    if unpriced(working):
        return "Nothing is booked yet: state what a deal is worth, on the Assumptions sheet."
    return "Nothing is booked yet: state volumes, rates and deal size."


def goal_finding(results: Results, style: NumberStyle = ENGLISH) -> str:
    """Say how the plan ends against its goal."""
    working, tongue = results.working, Tongue(style, results.plan.currency)
    period = "year" if len(working.months) == 12 else "plan"
    goal, missed = results.plan.goal, working.gap
    if goal is None or missed is None:
        months = months_text(working.months[0], working.months[-1])
        if unpriced(working):
            deals = tongue.show(float(working.entries[:, -1].sum()), Unit.NUMBER)
            return f"The working plan wins {deals} deals in {months}, of unknown worth"
        return f"The working plan books {tongue.short(working.whole)} in {months}"
    gap = tongue.short(abs(missed))
    if units.money_short(missed, "", style) == units.money_short(0.0, "", style):
        return f"The {period} ends on its goal of {tongue.short(goal)}"
    word = "short" if missed < 0 else "above the goal"
    return f"The {period} ends {gap} {word}"


def origin_chart(
    results: Results,
    style: NumberStyle = ENGLISH,
    late: Late | None = None,
    compare: View | None = None,
) -> Chart:
    """Return each month's bookings stacked by the quarter in which the journeys entered.

    By the plan's year where quarters are too many to be told apart by their shades. Thin lines are
    bookings in other scenarios, and in the view compared with.
    """
    working, tongue = results.working, Tongue(style, results.plan.currency)
    span, names, rows = _entered(working)
    kept = [i for i, row in enumerate(rows) if row.any()]
    entries = [i for i in kept if i > 0]
    series = [
        Series(
            names[i],
            _x(working),
            tuple(rows[i].tolist()),
            Mark.BARS,
            "evidence" if i == 0 else "agreed",
            shade=0 if i == 0 else max(0, len(entries) - entries.index(i) - 1),
            label=names[i],
            places=_places(working, "bookings"),
        )
        for i in kept
    ]
    series += _goal_months(results)
    beside = _beside_months(results, late, compare)
    what = "; thin lines: " + ", ".join(line.name for line in beside) if beside else ""
    return Chart(
        origin_finding(names, rows, working, tongue),
        f"Bookings per month by {span} of entry{what}",
        (*series, *beside),
        labels=_labels(working),
        values_as=Kind.MONEY,
        stacked=True,
        empty="" if kept else nothing_booked(working),
    )


def _entered(working: Forecast) -> tuple[str, tuple[str, ...], Floats]:
    """Return bookings by quarter of entry, or by four of them together, and which of the two."""
    names, rows = origins(working)
    if len(working.months) <= 3 * MOST_SHADES:
        return "quarter", names, rows
    first = names.index("Q1 entries")
    years = range(first, len(names), 4)
    added = [rows[i : i + 4].sum(0) for i in years]
    titles = (f"Year {n} entries" for n in range(1, len(years) + 1))
    return "year", (*names[:first], *titles), np.vstack([*rows[:first], *added])


def _goal_months(results: Results) -> list[Series]:
    due, working = goal_by_month(results.plan), results.working
    if np.isnan(due).all():
        return []
    places = _places(working, "goal")
    phased = tuple(due.tolist())
    return [Series("Goal", _x(working), phased, Mark.DASHED, label="Goal", places=places)]


def _beside_months(results: Results, late: Late | None, compare: View | None) -> list[Series]:
    """Return the bookings by month of the view compared with, and of other scenarios."""
    working = results.working
    views = [
        Series(
            name, _x(working), tuple(results.view(view).bookings.sum(0).tolist()), Mark.THIN, role,
            label=name, places=_places(working, "bookings"),
        )
        for view, name, role in _VIEWS
        if view is compare
    ]  # fmt: skip
    return views + [_ghost(g, g.bookings, working) for g in _beside(working, late)]


def origin_finding(names: tuple[str, ...], rows: Floats, working: Forecast, tongue: Tongue) -> str:
    """Say how much today's pipeline brings, and until when it brings the larger part."""
    total, carried = working.total, float(rows[0].sum())
    of_all = "of what is to come" if working.booked.any() else "of bookings"
    if total <= 0.0:
        return "Where each month’s bookings come from"
    if carried <= 0.0:
        largest = int(rows.sum(1).argmax())
        share = tongue.rate(float(rows[largest].sum()) / total, 0)
        return f"{names[largest]} bring {share} {of_all}"
    share = tongue.rate(carried / total, 0)
    mostly = rows[0] > rows[1:].sum(0)
    run = int(np.argmin(mostly)) if not mostly.all() else len(mostly)
    if run == 0:
        return f"Today’s open pipeline brings {share} {of_all}"
    until = months_text(working.months[run - 1], working.months[run - 1])
    when = "In" if run == 1 else "Until"
    share += " in all" if of_all == "of bookings" else f" {of_all}"
    return f"{when} {until} most bookings come from today’s open pipeline, {share}"


def _cumulative(seen: Forecast, name: str, role: str, mark: Mark, tongue: Tongue) -> Series:
    y = tuple(np.cumsum(seen.booked + seen.bookings.sum(0)).tolist())
    label = f"{name} {tongue.short(seen.whole)}"
    return Series(name, _x(seen), y, mark, role, label=label, places=_places(seen, "bookings"))


def _x(seen: Forecast) -> tuple[float, ...]:
    return tuple(float(i) for i in range(len(seen.months)))


def _labels(seen: Forecast) -> tuple[str, ...]:
    """Name the months; Januaries, and the first, carry the year in longer plans."""
    if len(seen.months) <= 12:
        return tuple(month_name(m) for m in seen.months)
    return tuple(
        f"{month_name(m)} {m // 12 % 100:02d}" if i == 0 or m % 12 == 0 else month_name(m)
        for i, m in enumerate(seen.months)
    )


def _places(seen: Forecast, row: str) -> tuple[Place, ...]:
    return tuple(Place("Plan", row, month_text(m)) for m in seen.months)
