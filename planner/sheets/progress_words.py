"""What the explain bar says of the Progress sheet."""

import math

from planner.base.days import month_name, parse_month
from planner.sheets.cells import Explanation, Part, Place
from planner.sheets.progress_figures import APART, BOOKINGS, TEAM, Figures, Measure
from planner.sheets.status import promised_on
from planner.sheets.table import said, strong
from planner.sheets.words import OWNER_NAMES, Tongue, driver_key

_TO_DATE = frozenset({"name", "plan", "actual", "difference"})


def explain_progress(found: Figures, row: str, column: str, tongue: Tongue) -> Explanation:
    """Say what a cell holds, and lead to what it follows from."""
    name = row_name(found, row)
    if column == "worth" or (row.partition("/")[0] in APART and column != "owner"):
        return _worth(found, row, name, tongue)
    if column == "owner":
        return _owner(found, row, name)
    when = "To date" if column in _TO_DATE else _month(column)
    return said(f"{name} · {when}", *_parts(found, row, column, tongue))


def row_name(found: Figures, row: str) -> str:
    """Return a row's name, such as Paid search · MQL → SAL."""
    key, _, line = row.partition("/")
    title = APART[key] if key in APART else found.measures[key].title
    return f"{line} · {title}" if line else title


def _month(column: str) -> str:
    month = parse_month(column)
    return f"{month_name(month)} {month // 12}"


def _parts(found: Figures, row: str, column: str, tongue: Tongue) -> tuple[Part | str, ...]:
    measure, (planned, actual) = found.measure(row), found.of(row, column)
    plan = Part(measure.show(planned, tongue), source(found, row, column))
    if not math.isfinite(actual):
        why = "The month is not over" if row.startswith("rate") else "Nothing came yet"
        return (f"{why}, so it cannot be told; planned: ", plan, ".")
    change = measure.change(actual - planned, tongue)
    difference = f" ({change})." if math.isfinite(planned) else "."
    parts = (strong(measure.show(actual, tongue)), f" {_what(measure)}, planned ", plan, difference)
    if row.startswith("rate") and math.isfinite(planned) and planned > 0.0:
        return (*parts, _expected(actual / planned, tongue))
    return parts


def _what(measure: Measure) -> str:
    if measure.key.startswith("lag"):
        return "days on average, of those that moved on in the time"
    return {"size": "a deal", BOOKINGS: "booked"}.get(measure.key, "happened")


def _expected(factor: float, tongue: Tongue) -> str:
    return (
        f" {tongue.rate(factor, 0)} came of the entries that the planned rate, lag and carry give "
        "from the actual ones before it."
    )


def source(found: Figures, row: str, column: str) -> Place | None:
    """Return where a planned figure comes from: its assumption, or its row of the plan."""
    key, _, line = row.partition("/")
    plan, driver = found.progress.found.agreed.plan, found.measure(row).driver
    if driver is not None and line:
        return Place("Assumptions", driver_key(plan, line, driver), "working")
    month = column if column not in _TO_DATE else ""
    if key == BOOKINGS:
        return Place("Plan", "bookings", month)
    if key.startswith("stage"):
        return Place("Plan", row if line else key, month)
    return Place("Plan", "stage:0", month) if key == "volume" else None


def _worth(found: Figures, row: str, name: str, tongue: Tongue) -> Explanation:
    made, worth = found.progress.variance, found.worth(row)
    gap = Part(tongue.short(made.gap, signed=True), Place("Progress", BOOKINGS, "worth"))
    if row == BOOKINGS:
        owners = ", ".join(
            f"{OWNER_NAMES[owner]} {tongue.short(part, signed=True)}"
            for owner, part in made.by_owner.items()
        )
        text = (
            f" booked against the plan, made of what the rows below are worth. By owner: {owners}."
        )
        return said(name, strong(tongue.short(made.gap, signed=True)), text)
    if worth is None:
        why = "Lags have no part of their own: late and lost are not told apart."
        return said(name, why if row.startswith("lag") else "It is not a driver of its own.")
    parts: tuple[Part | str, ...] = (
        strong(tongue.short(worth, signed=True)),
        " of the ",
        gap,
        " that bookings differ from the plan by; all parts together are exactly that.",
    )
    planned, actual = found.of(row, "actual") if row.partition("/")[0] not in APART else (0.0, 0.0)
    if (actual - planned) * worth < 0.0:
        parts = (*parts, " Its sign is not that of the difference: months and lines weigh apart.")
    if row == TEAM:
        parts = (*parts, " So much the plan had kept back for want of reps.")
    return said(name, *parts, *_owned(found, row))


def _owned(found: Figures, row: str) -> tuple[str, ...]:
    owner = found.owner(row)
    return () if owner is None else (f" Owner: {OWNER_NAMES[owner]}.",)


def _owner(found: Figures, row: str, name: str) -> Explanation:
    owner = found.owner(row)
    if owner is not None:
        return said(name, strong(OWNER_NAMES[owner]), " owns it, and what it made of bookings.")
    promised = promised_on(found.progress.found.agreed)
    if row.partition("/")[0] not in APART and found.measure(row).driver is None:
        return said(name, f"A result of both sides’ drivers; promised {promised}.")
    return said(name, "Its lines have different owners.")
