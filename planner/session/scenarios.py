"""What a session does with scenarios: read a plan in one, write into one, make and end them."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from urllib.parse import unquote

from planner.agreement.results import Results, results
from planner.base.problem import Problem, RefusedError
from planner.plan.document import NO_CLAIMS, Plan, Scenario
from planner.plan.edits import RETRACT, Draft
from planner.plan.fold import is_setting
from planner.plan.keys import SCENARIO, parse_key
from planner.plan.scenarios import (
    BASE,
    children,
    created,
    deleted,
    duplicated,
    in_scenario,
    is_adjustable,
    lineage,
    position_key,
    promoted,
    renamed,
    scenario_named,
    settings_of,
)
from planner.session.plan_session import PlanSession
from planner.sheets.key_words import key_words
from planner.sheets.own_words import adjustable
from planner.sheets.words import Tongue

MOST_BESIDE = 3
"""So many other scenarios are shown beside the one looked at."""


@dataclass(frozen=True, slots=True)
class Step:
    """One gesture about scenarios: its edits, its name for undo, and the id looked at after it."""

    drafts: tuple[Draft, ...]
    label: str
    then: str = ""


def found_or_created(plan: Plan, name: str | None) -> tuple[Scenario | None, tuple[Draft, ...]]:
    """Return the scenario of a name, with the edit that makes it where there is none yet."""
    if name is None:
        return None, ()
    try:
        return scenario_named(plan, name), ()
    except RefusedError:
        scenario, draft = created(plan, name)
        return scenario, (draft,)


def scenario_of(plan: Plan, id_: str) -> Scenario | None:
    """Return the scenario of an id; None for the plan itself, and for one that is gone."""
    return next((s for s in plan.scenarios if s.id == id_), None)


def outline(plan: Plan) -> tuple[tuple[Scenario, int], ...]:
    """Return every scenario under what it lies on, with its depth."""
    depths = {s.id: lineage(plan, s) for s in plan.scenarios}
    ranked = sorted(plan.scenarios, key=lambda s: [each.name.casefold() for each in depths[s.id]])
    return tuple((s, len(depths[s.id]) - 1) for s in ranked)


def results_in(session: PlanSession, scenario: Scenario | None) -> Results:
    """Return everything the plan implies in a scenario."""
    if scenario is None:
        return session.results
    return results(in_scenario(session.plan, scenario), session.evidence, session.memo)


def plans_beside(plan: Plan, scenario: Scenario | None) -> tuple[tuple[str, Plan], ...]:
    """Return the plan itself and in its other scenarios, by name, without the one looked at.

    At most `MOST_BESIDE`: what the scenario lies on first.
    """
    below = "" if scenario is None else scenario.parent
    others = sorted((None, *plan.scenarios), key=lambda each: (each.id if each else "") != below)
    kept = [each for each in others if each != scenario][:MOST_BESIDE]
    return tuple((each.name if each else BASE, in_scenario(plan, each)) for each in kept)


def stated_in(plan: Plan, scenario: Scenario | None, key: str) -> dict[str, str]:
    """Return the keys that state an assumption in a scenario and below, with whose they are."""
    above = () if scenario is None else lineage(plan, scenario)
    return {position_key(each, key): each.name for each in above}


def placed_in(plan: Plan, scenario: Scenario | None, drafts: Sequence[Draft]) -> tuple[Draft, ...]:
    """Return edits as made in a scenario: positions, goals, budget, bounds, season are its own.

    All other settings are the same in all. Withdrawing a position that the scenario itself does not
    state is passed over; RefusedError where nothing else is left, and for a setting stated below.
    """
    if scenario is None:
        return tuple(drafts)
    placed = []
    for draft in drafts:
        if not _is_own(draft.key):
            placed.append(draft)
        elif draft.value is not None or _states(plan, scenario, draft):
            placed.append(replace(draft, key=position_key(scenario, draft.key)))
        elif is_adjustable(draft.key) and _holds(plan, scenario, draft.key):
            raise _stated_below(scenario, key_words(plan, draft.key))
    if drafts and not placed:
        raise _stated_below(scenario, "This")
    return tuple(placed)


def _stated_below(scenario: Scenario, name: str) -> RefusedError:
    what = f"{name} is stated below {scenario.name}, not in it"
    return RefusedError(Problem(what, "", "Type another value, or clear it where it is stated"))


def _holds(plan: Plan, scenario: Scenario, key: str) -> bool:
    """Whether a setting is stated in a scenario or below it."""
    stated = adjustable(in_scenario(plan, scenario), Tongue())
    return key in {setting.key for setting in stated}


def new(plan: Plan, name: str, parent: Scenario | None) -> Step:
    """Make a scenario on top of another, or of the plan."""
    scenario, draft = created(plan, name, parent)
    return Step((draft,), f"new scenario {scenario.name}", scenario.id)


def duplicate(plan: Plan, scenario: Scenario, name: str) -> Step:
    """Make a scenario that states the same."""
    drafts = duplicated(plan, scenario, name)
    twin = unquote(drafts[0].key.removeprefix(SCENARIO))
    return Step(drafts, f"duplicate {scenario.name} as {name.strip()}", twin)


def rename(plan: Plan, scenario: Scenario, name: str) -> Step:
    """Call a scenario by another name."""
    return Step(renamed(plan, scenario, name), f"rename {scenario.name}", scenario.id)


def promote(plan: Plan, scenario: Scenario) -> Step:
    """State a scenario's positions in what it lies on, and end it."""
    return Step(promoted(plan, scenario), f"promote {scenario.name}", scenario.parent)


def delete(plan: Plan, scenario: Scenario) -> Step:
    """End a scenario with all that it states; those on it are put on what it lies on."""
    label, orphans = f"delete {scenario.name}", children(plan, scenario)
    if orphans:
        below = scenario_of(plan, scenario.parent)
        named = ", ".join(child.name for child in orphans)
        label += f" and put {named} on {below.name if below else BASE}"
    return Step(deleted(plan, scenario), label, scenario.parent)


def _is_own(key: str) -> bool:
    if key == RETRACT or key.startswith(SCENARIO):
        return False
    return is_adjustable(key) or not is_setting(key)


def _states(plan: Plan, scenario: Scenario, draft: Draft) -> bool:
    if is_adjustable(draft.key):
        return draft.key in {own.key for own in settings_of(plan, scenario)}
    slot = parse_key(draft.key, plan.line_names, plan.stages)
    own = plan.overlays.get(scenario.id, {}).get((slot.line, slot.driver), {})
    return own.get(slot.month, NO_CLAIMS).of(draft.seat) is not None
