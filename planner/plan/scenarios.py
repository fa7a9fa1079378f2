"""Scenarios: named positions on top of their parent's, and the edits that make and change them."""

import json
from collections.abc import Callable
from dataclasses import replace

from planner.base.problem import Problem, RefusedError
from planner.base.stages import Seat
from planner.plan.document import NO_CLAIMS, Claims, ClaimsByMonth, Plan, Position, Scenario
from planner.plan.edits import Draft
from planner.plan.keys import SCENARIO, Slot, quote

_LAYER = 2**40
"""Added to a position's clock per scenario above the plan: what lies on top counts as later."""


def scenario_named(plan: Plan, name: str) -> Scenario:
    """Return the scenario of a name, blind to case; RefusedError if there is none."""
    for scenario in plan.scenarios:
        if scenario.name.casefold() == name.strip().casefold():
            return scenario
    known = ", ".join(s.name for s in plan.scenarios) or "none yet"
    raise RefusedError(Problem(f"The plan has no scenario '{name}'", "", f"Its scenarios: {known}"))


def in_scenario(plan: Plan, scenario: Scenario) -> Plan:
    """Return the plan as it is in a scenario: its positions and its parents' over the plan's own.

    Per assumption and month a seat's position in the scenario replaces the one below it, and counts
    as later. What was parked or noted in the plan stays.
    """
    claims = dict(plan.claims)
    for depth, each in enumerate(lineage(plan, scenario), 1):
        for place, by_month in plan.overlays.get(each.id, {}).items():
            claims[place] = _over(claims.get(place, {}), by_month, depth)
    return replace(plan, claims=claims, scenarios=(), overlays={})


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
    """Return the edits that make a scenario of the same parent and positions."""
    twin = replace(created(plan, name)[0], parent=scenario.parent)
    return (defined(twin), *_stated(plan, scenario, lambda key: position_key(twin, key)))


def promoted(plan: Plan, scenario: Scenario) -> tuple[Draft, ...]:
    """Return the edits that state a scenario's positions one layer below, and delete it.

    Those of a scenario on the plan become the plan's own; children hang on the parent from then on.
    """
    parent = next((s for s in plan.scenarios if s.id == scenario.parent), None)

    def below(key: str) -> str:
        return key if parent is None else position_key(parent, key)

    return (*_stated(plan, scenario, below), *deleted(plan, scenario))


def deleted(plan: Plan, scenario: Scenario) -> tuple[Draft, ...]:
    """Return the edits that delete a scenario; its children hang on its parent from then on."""
    moved = [replace(s, parent=scenario.parent) for s in plan.scenarios if s.parent == scenario.id]
    gone = Draft(Seat.TOGETHER, scenario_key(scenario), None)
    emptied = (
        Draft(draft.seat, draft.key, None)
        for draft in _stated(plan, scenario, lambda key: position_key(scenario, key))
    )
    return (*(defined(child) for child in moved), *emptied, gone)


def _must_be_free(plan: Plan, name: str) -> None:
    if not name.strip():
        raise RefusedError(Problem("A scenario needs a name", "", "Name it, such as Stretch"))
    if name.strip().casefold() in {s.name.casefold() for s in plan.scenarios}:
        raise RefusedError(Problem(f"There is a scenario '{name.strip()}' already"))


def _stated(plan: Plan, scenario: Scenario, place: Callable[[str], str]) -> tuple[Draft, ...]:
    """Return a scenario's positions as edits elsewhere, earliest first."""
    found: list[tuple[Position, Draft]] = []
    for (line, driver), by_month in plan.overlays.get(scenario.id, {}).items():
        for month, claims in by_month.items():
            key = place(Slot(line, driver, month).key(plan.stages))
            for seat in Seat:
                position = claims.of(seat)
                if position is not None:
                    found.append((position, Draft(seat, key, position.value, position.typed)))
    return tuple(draft for _, draft in sorted(found, key=lambda pair: pair[0].order))


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
