"""What must be true for the goal, and what faster deals bring, in sentences."""

from planner.base import units
from planner.base.units import ENGLISH, NumberStyle
from planner.forecast.team import CLOSING, FOLLOW_UP
from planner.sheets.moves import Moves
from planner.sheets.moves_sheet import constraint_sentence
from planner.sheets.words import Tongue


def levers_finding(found: Moves | None, style: NumberStyle = ENGLISH) -> str:
    """Say what must be true for the goal: the smallest change of all three levers together."""
    if found is None:
        return "What must be true for the goal"
    pulled, tongue = found.levers, Tongue(style, found.results.plan.currency)
    if pulled is None:
        return "No goal is set, so no gap is to be closed"
    if pulled.planned >= pulled.goal * (1.0 - 1e-9):
        return f"The plan reaches its goal of {tongue.short(pulled.goal)}: nothing must change"
    if pulled.together is None:
        return f"More, bigger and faster deals together do not reach {tongue.short(pulled.goal)}"
    share = units.percent_change(pulled.together, style, 1).removeprefix("+")
    return f"{tongue.short(pulled.goal)} is met if deals are {share} more, bigger and faster"


def moves_text(found: Moves | None, style: NumberStyle = ENGLISH) -> str:
    """Say what holds the funnel back, and what faster deals bring to this team."""
    if found is None:
        return ""
    tongue = Tongue(style, found.results.plan.currency)
    return f"{constraint_sentence(found, tongue)} {regime(found)}"


def regime(found: Moves) -> str:
    """Say whether closing binds, so that bookings go with 1 / cycle, or what flows in."""
    limited = found.results.working.capacity
    bound = () if limited is None else limited.binding
    closing, months = bound.count(CLOSING), len(found.results.working.months)
    if closing:
        always = "In all months" if closing == months else f"In {closing} of {months} months"
        return (
            f"{always} closing binds: bookings then go with 1 ÷ the days a deal stays open, and a "
            "third fewer days bring half as much again."
        )
    what = "accepting leads binds" if FOLLOW_UP in bound else "what flows in binds, nobody waits"
    if FOLLOW_UP not in bound and limited is None:
        what = "what flows in binds, no limits of the team are stated"
    return f"Here {what}: faster deals pull bookings forward once and bring no steady gain."
