"""Scenarios: what is stated on top of their parent's, and the edits that make and change them.

Beside positions a scenario can state goals, the budget, the bounds of lines and the season, which
are settings: any seat's latest counts. All other settings are the same in all scenarios.
"""

import json
from collections.abc import Callable
from dataclasses import replace

from planner.base.problem import Problem, RefusedError
from planner.base.stages import Seat
from planner.plan.document import (
    NO_CLAIMS,
    Adjusted,
    Bounds,
    Claims,
    ClaimsByMonth,
    Plan,
    Position,
    Scenario,
    Within,
)
from planner.plan.edits import Draft, Value
from planner.plan.goals import PREFIX, in_order, whole_goal
from planner.plan.keys import BUDGET, GOAL, LEAST, MOST, SCENARIO, Slot, quote
from planner.plan.seasons import is_season, season_settings

BASE = "Base"
"""What the plan itself is called among its scenarios."""
NOTHING = Adjusted()

_LAYER = 2**40
"""Added to a position's clock per scenario above the plan: what lies on top counts as later."""


def scenario_named(plan: Plan, name: str) -> Scenario:
    """Return the scenario of a name, blind to case; RefusedError if there is none."""
    for scenario in plan.scenarios:
        if scenario.name.casefold() == name.strip().casefold():
            return scenario
    known = ", ".join(s.name for s in plan.scenarios) or "none yet"
    raise RefusedError(Problem(f"The plan has no scenario '{name}'", "", f"Its scenarios: {known}"))


def in_scenario(plan: Plan, scenario: Scenario | None) -> Plan:
    """Return the plan as it is in a scenario: what it and its parents state over the plan's own.

    Without one it is the plan itself.

    Per assumption and month a seat's position in the scenario replaces the one below it, and counts
    as later; so does each goal, the budget, each bound, and each month's season. What was parked or
    noted in the plan stays.
    """
    if scenario is None:
        return plan
    plain = replace(plan, scenarios=(), overlays={}, adjusted={})
    seen, below = plain, BASE
    for depth, each in enumerate(lineage(plan, scenario), 1):
        stated, own = plan.overlays.get(each.id, {}), plan.adjusted.get(each.id, NOTHING)
        claims = dict(seen.claims)
        for place, by_month in stated.items():
            claims[place] = _over(claims.get(place, {}), by_month, depth)
        within = Within(each.name, below, seen, stated, own)
        seen, below = replace(_adjusted(seen, own), claims=claims, within=within), each.name
    return seen


def _adjusted(plan: Plan, own: Adjusted) -> Plan:
    """Return the plan with a scenario's settings over its own."""
    if own == NOTHING:
        return plan
    goals = in_order(({g.place: g for g in plan.goals} | {g.place: g for g in own.goals}).values())
    bounds = dict(plan.bounds)
    for line, bound in own.bounds.items():
        under = bounds.get(line, Bounds())
        least = under.least if bound.least is None else bound.least
        bounds[line] = Bounds(least, under.most if bound.most is None else bound.most)
    whole = whole_goal(goals, plan.horizon, plan.phasing, plan.fiscal_start)
    budget = plan.budget if own.budget is None else own.budget
    return replace(
        plan,
        goals=goals,
        goal=whole,
        bounds=bounds,
        budget=budget,
        seasonal=plan.seasonal if own.seasonal is None else own.seasonal,
        season={**plan.season, **own.season},
    )


def lineage(plan: Plan, scenario: Scenario) -> tuple[Scenario, ...]:
    """Return a scenario after all that it lies on, the lowest first; a ring is cut."""
    by_id = {s.id: s for s in plan.scenarios}
    found = [scenario]
    while found[-1].parent in by_id and by_id[found[-1].parent] not in found:
        found.append(by_id[found[-1].parent])
    return tuple(reversed(found))


def scenario_key(scenario: Scenario) -> str:
    """Return the setting that defines a scenario."""
    return SCENARIO + quote(scenario.id)


def position_key(scenario: Scenario, key: str) -> str:
    """Return the key of a position in a scenario."""
    return f"{scenario_key(scenario)}/{key}"


def split_key(key: str) -> tuple[str, str] | None:
    """Return the scenario's part and the assumption's key of a position in a scenario."""
    head, slash, tail = key.partition("/")
    return (head, tail) if key.startswith(SCENARIO) and slash else None


def alone(plan: Plan) -> Plan:
    """Return a plan in a scenario with only the scenario's own goals, budget, bounds and season."""
    own = NOTHING if plan.within is None else plan.within.settings
    return replace(
        plan,
        goals=own.goals,
        budget=own.budget,
        bounds=own.bounds,
        seasonal=own.seasonal,
        season=own.season,
    )


def is_adjustable(key: str) -> bool:
    """Whether a key names a setting that a scenario can have its own of."""
    return key in {GOAL, BUDGET} or key.startswith((PREFIX, LEAST, MOST)) or is_season(key)


def is_scenario_setting(key: str) -> bool:
    """Whether a scenario's key defines it or a setting of its own, not a position in it."""
    inside = split_key(key)
    return inside is None or is_adjustable(inside[1])


def settings_of(plan: Plan, scenario: Scenario) -> tuple[Draft, ...]:
    """Return what a scenario sets for itself, as the edits that would state it in the plan."""
    own = plan.adjusted.get(scenario.id, NOTHING)
    stated: list[tuple[str, Value, str]] = [
        (goal.key(plan.fiscal_start), goal.value, goal.typed) for goal in own.goals
    ]
    stated += [(BUDGET, own.budget, "")] if own.budget is not None else []
    for line, bounds in own.bounds.items():
        ends = (LEAST, bounds.least), (MOST, bounds.most)
        stated += [(end + quote(line), value, "") for end, value in ends if value is not None]
    stated += [(key, value, "") for key, value in season_settings(own.seasonal, own.season)]
    return tuple(Draft(Seat.TOGETHER, *each) for each in stated)


def created(plan: Plan, name: str, parent: Scenario | None = None) -> tuple[Scenario, Draft]:
    """Return a new scenario and the edit that makes it; RefusedError for a name that is taken."""
    _must_be_free(plan, name)
    taken = {s.id for s in plan.scenarios}
    base = name.strip().casefold()
    ids = (base, *(f"{base} {n}" for n in range(2, len(taken) + 3)))
    scenario = Scenario(
        next(id_ for id_ in ids if id_ not in taken), name.strip(), parent.id if parent else ""
    )
    return scenario, defined(scenario)


def defined(scenario: Scenario) -> Draft:
    """Return the edit that states a scenario's name and parent."""
    value = json.dumps({"name": scenario.name, "parent": scenario.parent}, ensure_ascii=False)
    return Draft(Seat.TOGETHER, scenario_key(scenario), value)


def renamed(plan: Plan, scenario: Scenario, name: str) -> tuple[Draft, ...]:
    """Return the edit that renames a scenario; RefusedError for a name that is taken."""
    if name.strip().casefold() != scenario.name.casefold():
        _must_be_free(plan, name)
    return (defined(replace(scenario, name=name.strip())),)


def duplicated(plan: Plan, scenario: Scenario, name: str) -> tuple[Draft, ...]:
    """Return the edits that make a scenario of the same parent that states the same."""
    twin = replace(created(plan, name)[0], parent=scenario.parent)
    return (defined(twin), *_stated(plan, scenario, lambda key: position_key(twin, key)))


def promoted(plan: Plan, scenario: Scenario) -> tuple[Draft, ...]:
    """Return the edits that state what a scenario does one layer below, and delete it.

    Those of a scenario on the plan become the plan's own; children hang on the parent from then on.
    """
    parent = next((s for s in plan.scenarios if s.id == scenario.parent), None)

    def below(key: str) -> str:
        return key if parent is None else position_key(parent, key)

    return (*_stated(plan, scenario, below), *deleted(plan, scenario))


def children(plan: Plan, scenario: Scenario) -> tuple[Scenario, ...]:
    """Return the scenarios that lie on one."""
    return tuple(other for other in plan.scenarios if other.parent == scenario.id)


def deleted(plan: Plan, scenario: Scenario) -> tuple[Draft, ...]:
    """Return the edits that delete a scenario; its children hang on its parent from then on."""
    moved = [replace(child, parent=scenario.parent) for child in children(plan, scenario)]
    gone = Draft(Seat.TOGETHER, scenario_key(scenario), None)
    emptied = (
        Draft(draft.seat, draft.key, None)
        for draft in _stated(plan, scenario, lambda key: position_key(scenario, key))
    )
    return (*(defined(child) for child in moved), *emptied, gone)


def _must_be_free(plan: Plan, name: str) -> None:
    if not name.strip():
        raise RefusedError(Problem("A scenario needs a name", "", "Name it, such as Stretch"))
    if name.strip().casefold() == BASE.casefold():
        raise RefusedError(Problem(f"The plan itself is called {BASE}", "", "Take another name"))
    if name.strip().casefold() in {s.name.casefold() for s in plan.scenarios}:
        raise RefusedError(Problem(f"There is a scenario '{name.strip()}' already"))


def _stated(plan: Plan, scenario: Scenario, place: Callable[[str], str]) -> tuple[Draft, ...]:
    """Return what a scenario states as edits elsewhere: positions earliest first, then settings."""
    found: list[tuple[Position, Draft]] = []
    for (line, driver), by_month in plan.overlays.get(scenario.id, {}).items():
        for month, claims in by_month.items():
            key = place(Slot(line, driver, month).key(plan.stages))
            for seat in Seat:
                position = claims.of(seat)
                if position is not None:
                    found.append((position, Draft(seat, key, position.value, position.typed)))
    ranked = (draft for _, draft in sorted(found, key=lambda pair: pair[0].order))
    settings = (replace(one, key=place(one.key)) for one in settings_of(plan, scenario))
    return (*ranked, *settings)


def _over(below: ClaimsByMonth, above: ClaimsByMonth, depth: int) -> ClaimsByMonth:
    merged = dict(below)
    for month, claims in above.items():
        under = merged.get(month, NO_CLAIMS)
        merged[month] = Claims(
            _later(claims.marketing, depth) or under.marketing,
            _later(claims.sales, depth) or under.sales,
            _later(claims.together, depth) or under.together,
        )
    return merged


def _later(position: Position | None, depth: int) -> Position | None:
    if position is None:
        return None
    clock, id_ = position.order
    return replace(position, order=(clock + depth * _LAYER, id_))
