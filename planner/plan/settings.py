"""Reading what is set for the whole plan beside its name and months: goals, season, bounds."""

from collections.abc import Mapping
from typing import Any
from urllib.parse import unquote

from planner.base.problem import RefusedError
from planner.plan import keys, values
from planner.plan.document import Adjusted, Bounds, Scenario
from planner.plan.edits import Edit, Value
from planner.plan.goals import PREFIX, Goal, goals_of, whole_goal
from planner.plan.scenarios import split_key
from planner.plan.seasons import read_season, read_seasonal


def planning(
    settings: Mapping[str, Edit], horizon: range, fiscal_start: int, lines: tuple[str, ...]
) -> dict[str, Any]:
    """Return the plan's fields of goals, phasing, season, budget, bounds and scenarios."""
    stated = {key: edit.value for key, edit in settings.items()}
    goals = _goals(settings, fiscal_start)
    phasing, scenarios = weights(stated.get(keys.PHASING)) or (), _scenarios(stated)
    known = {scenario.id for scenario in scenarios}
    return {
        "goals": goals,
        "goal": whole_goal(goals, horizon, phasing, fiscal_start),
        "phasing": phasing,
        "seasonal": read_seasonal(stated),
        "season": read_season(stated),
        "budget": values.amount(stated.get(keys.BUDGET)),
        "bounds": _bounds(stated, lines),
        "scenarios": scenarios,
        "adjusted": {
            id_: _adjusted(own, fiscal_start, lines)
            for id_, own in _inside(settings).items()
            if id_ in known
        },
    }


def weights(value: object) -> tuple[float, ...] | None:
    """Return the 4 or 12 weights of a text such as 20,25,25,30; None where it is none."""
    parts = str(value or "").replace("%", "").split(",")
    try:
        found = tuple(float(part) for part in parts)
    except ValueError:
        return None
    fits = len(found) in {4, 12} and all(0 <= w < float("inf") for w in found) and sum(found) > 0
    return found if fits else None


def _goals(settings: Mapping[str, Edit], fiscal_start: int) -> tuple[Goal, ...]:
    amounts = {
        key: amount
        for key, edit in settings.items()
        if (key == keys.GOAL or key.startswith(PREFIX))
        and (amount := values.amount(edit.value)) is not None
    }
    return goals_of(amounts, fiscal_start, {key: settings[key].typed for key in amounts})


def _inside(settings: Mapping[str, Edit]) -> dict[str, dict[str, Edit]]:
    """Return what is set in scenarios, by their ids."""
    inside: dict[str, dict[str, Edit]] = {}
    for key, edit in settings.items():
        split = split_key(key)
        if split is not None and edit.value is not None:
            id_ = unquote(split[0].removeprefix(keys.SCENARIO))
            inside.setdefault(id_, {})[split[1]] = edit
    return inside


def _adjusted(own: Mapping[str, Edit], fiscal_start: int, lines: tuple[str, ...]) -> Adjusted:
    stated = {key: edit.value for key, edit in own.items()}
    budget = values.amount(stated.get(keys.BUDGET))
    return Adjusted(
        _goals(own, fiscal_start),
        budget,
        _bounds(stated, lines),
        read_seasonal(stated),
        read_season(stated),
    )


def _bounds(stated: Mapping[str, Value], lines: tuple[str, ...]) -> dict[str, Bounds]:
    found: dict[str, Bounds] = {}
    for prefix, name in ((keys.LEAST, "least"), (keys.MOST, "most")):
        for key, value in stated.items():
            amount = values.amount(value) if key.startswith(prefix) else None
            line = None if amount is None else _line(key.removeprefix(prefix), lines)
            if line is not None:
                now = found.get(line, Bounds())
                both = {"least": now.least, "most": now.most, name: amount}
                found[line] = Bounds(**both)
    return found


def _line(text: str, lines: tuple[str, ...]) -> str | None:
    try:
        return keys.find_line(unquote(text), lines)
    except RefusedError:
        return None


def _scenarios(stated: Mapping[str, Value]) -> tuple[Scenario, ...]:
    """Return the scenarios in order of their names; a parent that is gone is the plan itself."""
    said = {
        unquote(key.removeprefix(keys.SCENARIO)): found
        for key, value in stated.items()
        if key.startswith(keys.SCENARIO)
        and split_key(key) is None
        and (found := values.scenario(value)) is not None
    }
    made = [
        Scenario(id_, name, parent if parent in said else "")
        for id_, (name, parent) in said.items()
    ]
    return tuple(sorted(made, key=lambda s: (s.name.casefold(), s.id)))
