"""Charts of every kind, with invented figures."""

import math

from planner.base.stages import Seat
from planner.sheets.cells import Kind, Place
from planner.sheets.charts import BridgeBar, Chart, Mark, Reference, Series

QUARTERS = ("Q1 25", "Q2", "Q3", "Q4")
X = (0.0, 1.0, 2.0, 3.0)


MARKETING = Place("Assumptions", "mql", "marketing")


def places(row: str) -> tuple[Place, ...]:
    return tuple(Place("Plan", row, name) for name in QUARTERS)


def evidence() -> Chart:
    y = (0.56, 0.58, 0.57, 0.59)
    line = Series(
        "Matured",
        X,
        y,
        role="evidence",
        low=tuple(v - 0.03 for v in y),
        high=tuple(v + 0.03 for v in y),
        immature_from=3,
        places=places("mql"),
    )
    views = (
        Reference(0.65, "Marketing 65%", "marketing", Seat.MARKETING, place=MARKETING),
        Reference(0.5, "Sales 50%", "sales", Seat.SALES),
    )
    return Chart("None near 65%", "by quarter", (line,), QUARTERS, views, values_as=Kind.RATE)


def bridge() -> Chart:
    at = Place("Assumptions", "events/rate:MQL>SAL", "worth")
    rows = ("webinar/rate:MQL>SAL", "events/rate:SAL>Won")
    rest = tuple(Place("Assumptions", row, "worth") for row in rows)
    bars = (
        BridgeBar("Sales’ view", 15e6, 15e6, "$15.00m", "sales"),
        BridgeBar("Events · MQL → SAL", 15e6, 18e6, "+$3.00m", "marketing", at),
        BridgeBar("Outbound · Opportunity → Won", 18e6, 17e6, "−$1.00m", "sales", parts=rest),
        BridgeBar("Marketing’s view", 17e6, 17e6, "$17.00m", "marketing"),
    )
    return Chart("Marketing expects $2m more", "exact", bridge=bars, values_as=Kind.MONEY)


def volume() -> Chart:
    series = tuple(
        Series(name, X, tuple(top * v for v in (0.8, math.nan, 0.9, 1.0)), shade=i, label=name)
        for i, (name, top) in enumerate((("Inquiry", 3000.0), ("MQL", 700.0), ("Won", 30.0)))
    )
    return Chart("Volume", "log scale", series, QUARTERS, log=True)


def conversion() -> Chart:
    rates = (0.78, 0.71, math.nan, 0.22)
    dots = Series(
        "Matured",
        X,
        rates,
        Mark.DOTS,
        low=tuple(v - 0.05 for v in rates),
        high=tuple(v + 0.05 for v in rates),
        ticks=tuple(v - 0.02 for v in rates),
        places=places("conversion"),
    )
    company = (Reference(0.58, "company 58%", "muted", vertical=True, dashed=True),)
    names = ("Referral", "Events", "Lists", "Paid")
    return Chart(
        "78% of referrals", "", (dots,), names, company, values_as=Kind.RATE, horizontal=True
    )


def velocity() -> Chart:
    days = tuple(float(d) for d in range(0, 200, 10))
    rate = tuple(0.3 * (1 - math.exp(-d / 60)) for d in days)
    curve = Series(
        "Events",
        days,
        rate,
        Mark.STEPS,
        label="Events 30%",
        ring_at=(42.0, 0.15),
        places=(Place("Funnel", "Events", "median"),) * len(days),
    )
    return Chart("61 days", "by age", (curve,), values_as=Kind.RATE, x_title="days")


def fan() -> Chart:
    y = (1e6, 2e6, 3e6, 4e6)
    band = Series("P10–P90", X, y, Mark.BAND, "agreed", low=(0.9e6,) * 4, high=(4.5e6,) * 4)
    goal = Series("Goal", X, tuple(v * 1.1 for v in y), Mark.DASHED, label="Goal $4.4m")
    thin = Series("Sales", X, tuple(v * 0.9 for v in y), Mark.THIN, "sales", label="Sales $3.6m")
    return Chart("Short", "", (band, goal, thin), QUARTERS, values_as=Kind.MONEY)


def stack() -> Chart:
    rows = (
        ("Open today", "evidence", (4e6, 3e6, 2e6, 1e6)),
        ("Q1", "agreed", (0.0, 1e6, 2e6, 3e6)),
    )
    series = tuple(
        Series(name, X, y, Mark.BARS, role, label=name, places=places("bookings"))
        for name, role, y in rows
    )
    return Chart("Where from", "", series, QUARTERS, values_as=Kind.MONEY, stacked=True)


def reasons() -> Chart:
    """Named bars whose names are longer than the bars are apart."""
    names = tuple(f"No budget before the next fiscal year, said in call {i}" for i in range(4))
    return Chart("Why", "", (Series("turned down", X, (9.0, 7.0, 3.0, 1.0), Mark.BARS),), names)


ALL = (evidence, bridge, volume, conversion, velocity, fan, stack, reasons)
