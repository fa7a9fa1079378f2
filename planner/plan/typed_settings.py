"""From a typed text to the edit of a setting: goals, budget, bounds, phasing, season."""

from urllib.parse import unquote

import numpy as np

from planner.base.problem import Problem, RefusedError
from planner.base.stages import Seat
from planner.base.units import ENGLISH, NumberStyle, Unit
from planner.base.units_parse import parse_entry
from planner.evidence.figures import FunnelEvidence
from planner.evidence.season import measured_season
from planner.plan import board, keys
from planner.plan.document import Bounds, Plan
from planner.plan.edits import Draft, Value
from planner.plan.goals import PREFIX, parse_goal_key
from planner.plan.pledges import PERSON
from planner.plan.seasons import FLAT, MEASURED, season_key, season_word
from planner.plan.settings import weights

_WEIGHTS = "Write 4 or 12 numbers, as 20,25,25,30"


def is_typed_setting(key: str) -> bool:
    """Whether a key names a setting that is typed as a number, a list or a word."""
    plain = key in {keys.GOAL, keys.BUDGET, keys.PHASING, keys.SEASON, keys.BY}
    settings = (PREFIX, keys.LEAST, keys.MOST, keys.SEASON + ":", board.PREFIX, PERSON)
    return plain or key.startswith(settings)


def setting_draft(  # noqa: PLR0917 - of which plan, what is typed where by whom, and how
    plan: Plan,
    evidence: FunnelEvidence | None,
    key: str,
    seat: Seat,
    text: str,
    style: NumberStyle = ENGLISH,
    *,
    own: Plan | None = None,
) -> Draft | None:
    """Return the edit of typing a text as a setting; None where it changes nothing.

    An empty text withdraws; `measured` as a year's weights are those of the season as it is now.
    In a scenario `own` has its settings alone: against them it is told what changes. RefusedError
    for a key or a text that means nothing.
    """
    if key.startswith(board.PREFIX):
        return Draft(seat, key, board.board_value(key, text), text.strip())
    if key.startswith(PERSON):
        named = text.strip() or None
        same = named == plan.people.get(key.removeprefix(PERSON))
        return None if same else Draft(seat, key, named, text.strip())
    known, before = _known(plan, key)
    if key == keys.PHASING:
        after = _phasing(plan, evidence, text)
    elif key == keys.SEASON:
        after = _season(plan, text)
    elif key == keys.BY:
        after = _dimensions(text)
    else:
        after = parse_entry(text, _unit(plan, key), style, _amount(before))
    stood = before if own is None else _known(own, key)[1]
    return None if after == stood else Draft(seat, known, after, text.strip())


def _known(plan: Plan, key: str) -> tuple[str, Value]:
    """Return the key in the plan's own words, and what it says today."""
    if key == keys.GOAL or key.startswith(PREFIX):
        about = parse_goal_key(key, plan.fiscal_start)
        same = (g.value for g in plan.goals if g.place == about.place)
        return about.key(plan.fiscal_start), next(same, None)
    if key.startswith((keys.LEAST, keys.MOST)):
        prefix, _, name = key.partition(":")
        line = keys.find_line(unquote(name), plan.line_names)
        bounds = plan.bounds.get(line, Bounds())
        return f"{prefix}:{keys.quote(line)}", bounds.least if prefix == "least" else bounds.most
    if key.startswith(keys.SEASON + ":"):
        month = _calendar_month(key)
        return season_key(month), plan.season.get(month)
    said: dict[str, Value] = {
        keys.BUDGET: plan.budget,
        keys.PHASING: ",".join(f"{w:g}" for w in plan.phasing) or None,
        keys.SEASON: season_word(plan.seasonal),
        keys.BY: ",".join(plan.by),
    }
    return key, said[key]


def _unit(plan: Plan, key: str) -> Unit:
    if key == keys.GOAL or key.startswith(PREFIX):
        return parse_goal_key(key, plan.fiscal_start).measure.unit
    return Unit.MONEY if key == keys.BUDGET else Unit.NUMBER


def _amount(value: Value) -> float | None:
    return value if isinstance(value, float) else None


def season_weights(plan: Plan, evidence: FunnelEvidence | None) -> str:
    """Return the weights of the fiscal year's months as the season was measured, '' without one."""
    found = measured_season(evidence)
    if found is None:
        return ""
    return ",".join(f"{weight:.2f}" for weight in np.roll(found, 1 - plan.fiscal_start))


def _phasing(plan: Plan, evidence: FunnelEvidence | None, text: str) -> Value:
    if not text.strip():
        return None
    if text.strip().casefold() == MEASURED:
        text = season_weights(plan, evidence)
        if not text:
            what = "No season was measured: not every month of the year was seen"
            raise RefusedError(Problem(what, keys.PHASING, _WEIGHTS))
    found = weights(text)
    if found is None:
        what = f"'{text}' are not the weights of a year's quarters or months"
        raise RefusedError(Problem(what, keys.PHASING, _WEIGHTS))
    return ",".join(f"{weight:g}" for weight in found)


def _season(plan: Plan, text: str) -> Value:
    """Return what is set: alike where nothing is set, a plan says nothing, a scenario says so."""
    word = text.strip().casefold()
    if word not in {"", MEASURED, FLAT}:
        what = f"'{text}' is no season"
        raise RefusedError(Problem(what, keys.SEASON, f"Write {MEASURED} or {FLAT}"))
    unsaid = FLAT if plan.within is None else ""
    return None if word in {"", unsaid} else word


def _dimensions(text: str) -> Value:
    names = [name.strip() for name in text.split(",")]
    if not all(names) or len(set(names)) != len(names) or len(names) > 2:
        what = f"'{text}' are not the dimensions of lines"
        remedy = "Write one or two, such as channel,segment"
        raise RefusedError(Problem(what, keys.BY, remedy))
    return ",".join(names)


def _calendar_month(key: str) -> int:
    text = key.rpartition(":")[2]
    if not text.isdecimal() or not 1 <= int(text) <= 12:
        remedy = f"Write {season_key(1)} to {season_key(12)}"
        raise RefusedError(Problem(f"'{text}' is no month of the year", key, remedy))
    return int(text)
