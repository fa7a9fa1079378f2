"""Charts of the Progress sheet: the bridge from plan to actual, and a row month by month."""

import math

from planner.base import units
from planner.base.days import month_text
from planner.base.stages import Owner
from planner.base.units import ENGLISH, NumberStyle
from planner.sheets.cells import Kind, Place
from planner.sheets.charts import SO_FAR, BridgeBar, Chart, Mark, Series
from planner.sheets.periods import months_text
from planner.sheets.progress import NAME, month_title
from planner.sheets.progress_figures import APART, BOOKINGS, Figures
from planner.sheets.progress_words import row_name
from planner.sheets.words import Tongue

_ROLES = {Owner.MARKETING: "marketing", Owner.SALES: "sales", Owner.SHARED: "agreed"}
_LETTERS = {Owner.MARKETING: "M", Owner.SALES: "S", Owner.SHARED: "H"}
NONE_OVER = "No month of the plan is over yet: what happened of this one stands in the grid."


def variance_chart(found: Figures, style: NumberStyle = ENGLISH) -> Chart:
    """Return the bridge from plan to actual, lying: what each owner's drivers made, by measure."""
    made = found.progress.variance
    tongue = Tongue(style, found.progress.found.agreed.plan.currency)
    if not made.months:
        return Chart("From plan to actual", "", empty=NONE_OVER)
    at, bars = made.planned, [_level("Plan", made.planned, "plan", tongue)]
    for (key, owner), worth in _by_measure(found):
        place = Place(NAME, key, "worth")
        label, text = f"{row_name(found, key)}  {_LETTERS[owner]}", tongue.short(worth, signed=True)
        bars.append(BridgeBar(label, at, at + worth, text, _ROLES[owner], place))
        at += worth
    bars.append(_level("Actual", made.actual, "actual", tongue))
    when = months_text(made.months[0], made.months[-1])
    return Chart(
        variance_finding(found, tongue),
        f"Bookings {when}, from plan to actual; exact. Owner: M Marketing, S Sales, H hand-off",
        bridge=tuple(bars),
        values_as=Kind.MONEY,
        horizontal=True,
    )


def _by_measure(found: Figures) -> list[tuple[tuple[str, Owner], float]]:
    """Return what each owner's drivers made, by the sheet's rows of all lines, by size."""
    sums: dict[tuple[str, Owner], float] = {}
    for key in (*found.measures, *APART):
        for item in found.items(key):
            sums[key, item.owner] = sums.get((key, item.owner), 0.0) + item.worth
    return sorted(sums.items(), key=lambda one: -abs(one[1]))


def _level(label: str, value: float, column: str, tongue: Tongue) -> BridgeBar:
    place = Place(NAME, BOOKINGS, column)
    return BridgeBar(label, value, value, tongue.short(value), "text", place)


def variance_finding(found: Figures, tongue: Tongue) -> str:
    """Say how bookings stand against the plan, and whose drivers made it."""
    lead, makers = variance_lead(found, tongue), variance_makers(found, tongue)
    return f"{lead}: {makers}" if makers else lead


def variance_lead(found: Figures, tongue: Tongue) -> str:
    """Say how bookings stand against the plan."""
    gap = found.progress.variance.gap
    way = "more" if gap >= 0.0 else "less"
    return f"{tongue.short(abs(gap))} {way} was booked than planned"


def variance_makers(found: Figures, tongue: Tongue) -> str:
    """Say what each owner's drivers made of the difference; '' where nobody's made any."""
    made = found.progress.variance.by_owner
    parts = [
        (name, tongue.short(worth, signed=True))
        for owner, name in (
            (Owner.MARKETING, "Marketing’s drivers"),
            (Owner.SALES, "Sales’ drivers"),
            (Owner.SHARED, "the hand-off"),
        )
        if (worth := made[owner])
    ]
    return ", ".join(f"{name}{'' if i else ' made'} {text}" for i, (name, text) in enumerate(parts))


def row_chart(found: Figures, row: str, style: NumberStyle = ENGLISH) -> Chart:
    """Return plan and actual of a row by month; what only has a part of the difference, bookings'.

    The month that is not over is hollow.
    """
    made = found.progress
    key = row if row in found.ends else BOOKINGS
    measure, tongue = found.measure(key), Tongue(style, made.found.agreed.plan.currency)
    x = tuple(float(i) for i in range(len(made.months)))
    months = [month_text(month) for month in made.months]
    planned, actual = (tuple(found.of(key, m)[end] for m in months) for end in (0, 1))
    places = tuple(Place(NAME, key, month) for month in months)
    over = len(made.variance.months)
    so_far = "; hollow: so far" if over < len(months) else ""
    return Chart(
        _row_finding(found, key, tongue),
        f"{row_name(found, key)} by month: actual, and as planned (dashed){so_far}",
        (
            Series("Plan", x, planned, Mark.DASHED, "evidence", label="Plan", places=places),
            Series(
                "Actual", x, actual, Mark.LINE, "agreed", label="Actual", places=places,
                immature_from=over if over < len(months) else None, young=SO_FAR,
            ),
        ),
        labels=tuple(month_title(made, month) for month in made.months),
        values_as=measure.kind,
    )  # fmt: skip


def _row_finding(found: Figures, key: str, tongue: Tongue) -> str:
    planned, actual = found.of(key, "actual")
    name, measure = row_name(found, key), found.measure(key)
    if not (math.isfinite(planned) and math.isfinite(actual)) or planned == 0.0:
        return f"{name}: {measure.show(actual, tongue)} to date"
    change = measure.change(actual - planned, tongue)
    if measure.kind in {Kind.RATE, Kind.DAYS}:
        return f"{name}: {measure.show(actual, tongue)} to date, {change} against the plan"
    share = units.percent_change(actual / planned - 1.0, tongue.style)
    return f"{name}: {measure.show(actual, tongue)} to date, {share} against the plan"
