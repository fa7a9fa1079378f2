"""Which sides of a plan can be compared: itself, its scenarios and both seats' views."""

from planner.agreement.results import Results
from planner.base.stages import Seat
from planner.plan.assumption import View
from planner.plan.document import Plan, Scenario
from planner.plan.scenarios import BASE
from planner.session.plan_session import PlanSession
from planner.session.scenarios import outline, results_in, scenario_of
from planner.sheets.comparing import Side

VIEWS = {Seat.MARKETING.value: "Marketing’s view", Seat.SALES.value: "Sales’ view"}
"""The seats' views of the scenario looked at, by what they are chosen by."""


def scenarios(plan: Plan) -> tuple[tuple[str, str], ...]:
    """Return ids and names of the plan itself, '', and of all scenarios."""
    return ("", BASE), *((s.id, s.name) for s, _ in outline(plan))


def sides(plan: Plan) -> tuple[tuple[str, str], ...]:
    """Return ids and names of all that can be compared."""
    return (*scenarios(plan), *VIEWS.items())


def first_pair(plan: Plan, scenario: Scenario | None) -> tuple[str, str]:
    """Return the ids of the two sides compared first.

    They are the scenario looked at and what it lies on; without scenarios, both seats' views.
    """
    here = scenario or next(iter(plan.scenarios), None)
    if here is None:
        return Seat.SALES.value, Seat.MARKETING.value
    return here.parent, here.id


def side(session: PlanSession, here: Results, id_: str) -> Side:
    """Return one side by its id; views are those of the results `here`."""
    if id_ in VIEWS:
        return Side(VIEWS[id_], here, View(id_))
    scenario = scenario_of(session.plan, id_)
    return Side(scenario.name if scenario else BASE, results_in(session, scenario))
