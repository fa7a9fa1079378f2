"""What is asked of an open plan beside its views: a scenario's forecast, a goal's leads."""

from dataclasses import dataclass

from planner.agreement.bridge import Bridge, bridge_between
from planner.base.problem import Problem, RefusedError
from planner.base.units import Unit
from planner.base.units_parse import parse_entry
from planner.evidence.figures import FunnelEvidence
from planner.forecast.backward import Problem as Asked
from planner.forecast.backward import Solution
from planner.forecast.cheapest import cheapest
from planner.forecast.results import Forecast, forecast
from planner.forecast.same_mix import basic, same_mix
from planner.forecast.targets import targets
from planner.plan.assumption import View
from planner.plan.document import Plan
from planner.plan.goals import PREFIX, Goal, parse_goal_key
from planner.plan.scenarios import BASE, in_scenario, scenario_named
from planner.session.plan_session import PlanSession
from planner.session.signing import SHORT, version_named, version_results

SOLVERS = {"same-mix": same_mix, "cheapest": cheapest, "basic": basic}
_SIGNED = "Sign the plan, then name it signed, signed:1 or by its hash"
_NO_GOAL = Problem("The plan has no goal to solve for", "", "State one: goal, or --for 19m")

_NOT_DUE = Problem(
    "Coverage is over the bookings due, and none are due in all of these months",
    "",
    "State a goal of bookings for them",
)


def plan_seen(session: PlanSession, scenario: str | None) -> Plan:
    """Return the plan, or the plan in a scenario; RefusedError for one that is not there."""
    plan = session.plan
    return plan if scenario is None else in_scenario(plan, scenario_named(plan, scenario))


def seen(session: PlanSession, view: View, scenario: str | None = None) -> Forecast:
    """Return one view's forecast, in a scenario if one is named."""
    if scenario is None:
        return session.forecast(view)
    return forecast(plan_seen(session, scenario), session.evidence, view, session.memo)


@dataclass(frozen=True, eq=False)
class Side:
    """One end of a bridge: a view of the plan, a scenario's or a signed version's working view."""

    name: str
    plan: Plan
    seen: Forecast
    evidence: FunnelEvidence | None


def side(session: PlanSession, text: str) -> Side:
    """Return the end of a bridge that a text names; RefusedError for one that is not there."""
    word = text.strip().casefold()
    if word in set(View):
        return Side(word, session.plan, session.forecast(View(word)), session.evidence)
    version = version_named(session, text)
    if version is not None:
        found = version_results(session, version)
        named = f"signed {version.hash[:SHORT]}"
        return Side(named, found.plan, found.working, found.evidence)
    if word.partition(":")[0] == "signed":
        raise RefusedError(Problem(f"There is no signed version '{text}'", "", _SIGNED))
    names = {scenario.name.casefold() for scenario in session.plan.scenarios}
    if word == BASE.casefold() and word not in names:
        return Side(BASE, session.plan, session.forecast(View.WORKING), session.evidence)
    name = scenario_named(session.plan, text).name
    within = plan_seen(session, name)
    return Side(name, within, seen(session, View.WORKING, name), session.evidence)


def bridge_of(session: PlanSession, origin: Side, target: Side) -> Bridge:
    """Return the bridge between two ends."""
    return bridge_between(origin.seen, target.seen, session.memo)


def asked(
    session: PlanSession, text: str = "", view: View = View.WORKING, scenario: str | None = None
) -> Asked:
    """Return what is to be solved: all goals, or that of a text.

    The text is an amount for the whole plan (19m), a goal of the plan (2027-Q3), or both
    (2027-Q3=5m). RefusedError for what means nothing, or without any goal.
    """
    plan = plan_seen(session, scenario)
    found = seen(session, view, scenario)
    chosen = _goals(plan, text)
    aims = targets(plan, session.evidence, found.flow, chosen)
    if not aims:
        raise RefusedError(_NOT_DUE if chosen else _NO_GOAL)
    return Asked(plan, session.evidence, found, aims)


def solve(problem: Asked, how: str) -> Solution:
    """Return the entries that reach the goals: same-mix, cheapest or basic."""
    return SOLVERS[how](problem)


def _goals(plan: Plan, text: str) -> tuple[Goal, ...]:
    if not text.strip():
        return plan.goals
    when, equals, amount = text.rpartition("=")
    try:
        about = parse_goal_key(_key(when if equals else text), plan.fiscal_start)
    except RefusedError:
        if equals:
            raise
        value = parse_entry(text, Unit.MONEY, base=plan.goal)
        return () if value is None else (Goal(value),)
    if equals:
        value = parse_entry(amount, about.measure.unit)
        return () if value is None else (Goal(value, about.period, about.measure, about.business),)
    same = (about.period, about.measure, about.business)
    found = tuple(g for g in plan.goals if (g.period, g.measure, g.business) == same)
    if not found:
        raise RefusedError(Problem(f"The plan has no goal for {text}", "", f"Write {text}=19m"))
    return found


def _key(text: str) -> str:
    return text if text == "goal" or text.startswith(PREFIX) else PREFIX + text
