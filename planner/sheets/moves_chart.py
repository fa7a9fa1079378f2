"""The tornado: what bookings gain or lose where each driver moves within its evidence."""

import math

from planner.base.units import ENGLISH, NumberStyle
from planner.forecast.sensitivity import Swing
from planner.plan.document import Plan
from planner.plan.keys import DriverKind
from planner.sheets.cells import Kind, Place
from planner.sheets.charts import Chart, Mark, Reference, Series
from planner.sheets.moves import Moves
from planner.sheets.words import Tongue, driver_key, driver_name, line_title

MOST_BARS = 10
WORKING_OUT = "Moving every assumption of the plan …"
_BARS = "Bookings for the ends of each driver’s 90% interval (bar) and for a tenth more of it"
SUBTITLE = f"{_BARS} (dot, figure), all else as planned"
BARS_SUBTITLE = f"{_BARS} (figure), all else as planned"
UNMEASURED = "Bookings for a tenth more of each driver, all else as planned; no interval is known"


def tornado(found: Moves | None, style: NumberStyle = ENGLISH) -> Chart:
    """Return the drivers with the longest bars, those without an interval by their tenth."""
    if found is None:
        return Chart("What moves the plan", SUBTITLE, empty=WORKING_OUT)
    plan, shown = found.results.plan, _longest(found)
    tongue = Tongue(style, plan.currency)
    series = Series(
        "A tenth more",
        tuple(float(i) for i in range(len(shown))),
        tuple(swing.tenth for swing in shown),
        Mark.SPANS,
        low=tuple(min(swing.low, swing.high) for swing in shown),
        high=tuple(max(swing.low, swing.high) for swing in shown),
        places=tuple(
            Place("Assumptions", driver_key(plan, swing.line, swing.driver), "working")
            for swing in shown
        ),
    )
    known = any(math.isfinite(swing.low) for swing in shown)
    return Chart(
        tornado_finding(found, tongue),
        SUBTITLE if known or not shown else UNMEASURED,
        (series,) if shown else (),
        labels=tuple(swing_name(plan, swing) for swing in shown),
        references=(Reference(0.0, "", vertical=True),),
        values_as=Kind.MONEY,
        horizontal=True,
        bars_subtitle=BARS_SUBTITLE if known or not shown else UNMEASURED,
        empty="" if shown else "Nothing that is assumed moves bookings yet.",
    )


def tornado_finding(found: Moves, tongue: Tongue) -> str:
    """Say which driver the plan hangs on most, and by how much."""
    shown = _longest(found)
    if not shown:
        return "Nothing that is assumed moves bookings yet"
    most = shown[0]
    name = swing_name(found.results.plan, most)
    if most.size > 0.0:
        return f"The plan hangs most on {name}: {tongue.short(most.size)} within its evidence"
    share = f"a tenth more is worth {tongue.short(most.tenth, signed=True)}"
    return f"The plan hangs most on {name}: {share}"


def swing_name(plan: Plan, swing: Swing) -> str:
    """Return line and driver, such as Paid search · MQL → SAL."""
    name = driver_name(swing.driver, plan.stages, plan.line(swing.line).entry)
    if swing.driver.kind is DriverKind.VOLUME:
        name = name.removesuffix(" per month")
    return f"{line_title(swing.line)} · {name.removesuffix(', days')}"


def _longest(found: Moves) -> tuple[Swing, ...]:
    least = 1e-6 * max(found.results.working.total, 1.0)
    moving = [s for s in found.swings if max(s.size, abs(s.tenth)) > least]
    known = [s for s in moving if not math.isnan(s.low)]
    return tuple((known or moving)[:MOST_BARS])
