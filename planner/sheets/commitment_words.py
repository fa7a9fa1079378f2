"""How Sales' promises and the objectives of scorecards are called, and what their values count."""

from planner.base.stages import hand_off, opportunity_stage
from planner.base.units import Unit
from planner.plan.keys import DriverKind
from planner.sheets.words import brief, in_sentence, plural

PROMISES = {
    DriverKind.FIRST_TOUCH_DAYS: "First touch within",
    DriverKind.WORKED_SHARE: "Worked at all",
    DriverKind.TOUCHES_BEFORE_DEAD: "Touches before a lead is given up",
    DriverKind.ANSWER_DAYS: "Accepted, or turned down with a reason, within",
}
SHARES = {
    DriverKind.FIRST_TOUCH_DAYS: DriverKind.FIRST_TOUCH_SHARE,
    DriverKind.WORKED_SHARE: DriverKind.WORKED_SHARE,
    DriverKind.ANSWER_DAYS: DriverKind.ANSWER_SHARE,
}
"""The share of the due leads that is promised beside a limit."""
_UNITS = {
    Unit.MONEY: ("pipeline_created", "deal_size", "bookings"),
    Unit.DAYS: ("marketing_days", "sales_days", "cycle"),
    Unit.NUMBER: ("inquiries", "deals", "accepted_leads"),
}


def objective_unit(name: str) -> Unit:
    """Return what an objective's values count: rates and shares are rates."""
    return next((unit for unit, names in _UNITS.items() if name in names), Unit.RATE)


def objective_title(name: str, stages: tuple[str, ...]) -> str:
    """Return an objective as a scorecard names it."""
    shared, won = hand_off(stages), stages[-1]
    accepted, opened = stages[shared.end], stages[opportunity_stage(stages)]
    return {
        "inquiries": "Leads brought in",
        "qualified_rate": f"{brief(stages[0])} → {brief(stages[shared.start])}, all steps",
        "sourced_share": "Share of bookings that Marketing sources",
        "pipeline_created": "Pipeline created",
        "marketing_days": f"Days up to {in_sentence(stages[shared.start])}",
        "deals": "Deals",
        "deal_size": "Deal size",
        "closing_rate": f"{brief(accepted)} → {brief(won)}, all steps",
        "self_sourced_share": "Share of bookings that others source",
        "sales_days": f"Days from {in_sentence(accepted)} on",
        "bookings": "Bookings",
        "hand_off": f"Hand-off, {brief(stages[shared.start])} → {brief(accepted)}",
        "cycle": f"Days from {in_sentence(opened)} to the deal",
        "accepted_leads": f"Leads that became {plural(accepted)}",
        "first_touch": "Leads touched in time",
        "answered": "Leads answered in time",
    }[name]
