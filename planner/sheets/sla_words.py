"""How commitments are called, and who answers for them, on every sheet that tells of them."""

from planner.commitments.promise import ACCEPTED, BASIC, QUALIFIED, VALUE
from planner.plan.keys import SLA, DriverKind, quote

SLA_SHEET = "SLA"
MARKETING, SALES = "SLA: Marketing delivers", "SLA: Sales works"
BREACHES, DEFINITIONS = "SLA: Breaches", "SLA: Definitions"
HAND_OFF = "SLA: Hand-off"
LEVEL_NAMES = {
    BASIC: "Basic: leads",
    QUALIFIED: "Qualified leads",
    VALUE: "Total lead value, free mix",
    ACCEPTED: "Accepted by Sales",
}
MEASURE_NAMES = {
    DriverKind.FIRST_TOUCH_DAYS: "First touch in time",
    DriverKind.WORKED_SHARE: "Worked at all",
    DriverKind.TOUCHES_BEFORE_DEAD: "Touched enough before given up",
    DriverKind.ANSWER_DAYS: "Answered in time, with a reason",
}


def person_key(level: str, line: str = "") -> str:
    """Return what a person answers for: a level, or one line of it."""
    return f"{SLA}/{level}" + (f"/{quote(line)}" if line else "")
