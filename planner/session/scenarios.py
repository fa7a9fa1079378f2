"""What a session does with scenarios: find one, or start it."""

from planner.base.problem import RefusedError
from planner.plan.document import Plan, Scenario
from planner.plan.edits import Draft
from planner.plan.scenarios import created, scenario_named


def found_or_created(plan: Plan, name: str | None) -> tuple[Scenario | None, tuple[Draft, ...]]:
    """Return the scenario of a name, with the edit that makes it where there is none yet."""
    if name is None:
        return None, ()
    try:
        return scenario_named(plan, name), ()
    except RefusedError:
        scenario, draft = created(plan, name)
        return scenario, (draft,)
