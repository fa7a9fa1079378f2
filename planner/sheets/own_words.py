"""What a scenario states itself: which cells are its own, and what stands in what it lies on."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace

from planner.base import units
from planner.base.days import month_name
from planner.base.stages import Seat
from planner.base.units import Unit
from planner.evidence.figures import FunnelEvidence
from planner.plan.document import NO_CLAIMS, Bounds, Plan
from planner.plan.goals import Goal
from planner.plan.keys import BUDGET, LEAST, MOST, SEASON, Slot, quote
from planner.plan.resolve import resolve
from planner.plan.scenarios import alone
from planner.plan.seasons import season_key, season_word
from planner.sheets.goal_words import goal_title
from planner.sheets.plan_goal_words import measure_text
from planner.sheets.settings_limits import SEASONS
from planner.sheets.words import Tongue


def is_own(plan: Plan, slot: Slot, *seats: Seat) -> bool:
    """Whether the scenario a plan is seen in itself states a position of one of the seats."""
    if plan.within is None:
        return False
    by_month = plan.within.claims.get((slot.line, slot.driver), {})
    claims = by_month.get(slot.month, NO_CLAIMS)
    return any(claims.of(seat) is not None for seat in seats)


def is_own_goal(plan: Plan, goal: Goal | None) -> bool:
    """Whether the scenario a plan is seen in itself states a goal."""
    if plan.within is None or goal is None:
        return False
    return goal.place in {own.place for own in plan.within.settings.goals}


def position_told(plan: Plan, slot: Slot, seat: Seat, show: Callable[[float], str]) -> str:
    """Say what a seat states in what the scenario lies on, where the scenario states another."""
    if plan.within is None or not is_own(plan, slot, seat):
        return ""
    below = plan.within.under.position(slot, seat)
    return _told(plan, "nothing" if below is None else show(below.value))


def working_told(
    plan: Plan, evidence: FunnelEvidence | None, slot: Slot, show: Callable[[float], str]
) -> str:
    """Say what counts in what the scenario lies on, where the scenario states another itself."""
    if plan.within is None or not is_own(plan, slot, Seat.TOGETHER):
        return ""
    below = resolve(plan.within.under, evidence, slot.line, slot.driver, slot.month).working
    return _told(plan, "nothing" if below is None else show(below))


def goal_told(plan: Plan, goal: Goal | None, tongue: Tongue) -> str:
    """Say which goal holds in what the scenario lies on, where the scenario states another."""
    if plan.within is None or goal is None or not is_own_goal(plan, goal):
        return ""
    below = next((g.value for g in plan.within.under.goals if g.place == goal.place), None)
    return _told(plan, "none" if below is None else measure_text(below, goal.measure, tongue))


def _told(plan: Plan, below: str) -> str:
    if plan.within is None:
        return ""
    return f"{plan.within.name} states this itself; {plan.within.below} has {below}. "


@dataclass(frozen=True, slots=True)
class Setting:
    """A setting that scenarios may have their own of: its key, name, value, and the value shown."""

    key: str
    name: str
    value: float | str
    unit: Unit
    text: str


def adjustable(plan: Plan, tongue: Tongue) -> Iterator[Setting]:
    """Yield the goals, the budget, the bounds and the season that a plan has."""
    for goal in _goals(plan, tongue):
        yield replace(goal, name=f"Goal, {goal.name}")
    yield from _limits(plan, tongue)
    yield from _season(plan, tongue)


def _goals(plan: Plan, tongue: Tongue) -> Iterator[Setting]:
    for goal in plan.goals:
        key, text = goal.key(plan.fiscal_start), measure_text(goal.value, goal.measure, tongue)
        yield Setting(key, goal_title(plan, goal), goal.value, goal.measure.unit, text)


def _limits(plan: Plan, tongue: Tongue) -> Iterator[Setting]:
    if plan.budget is not None:
        money = tongue.short(plan.budget)
        yield Setting(BUDGET, "Budget", plan.budget, Unit.MONEY, money)
    for line in plan.lines:
        bounds = plan.bounds.get(line.name, Bounds())
        for prefix, word, value in ((LEAST, "Least", bounds.least), (MOST, "Most", bounds.most)):
            if value is not None:
                text = tongue.show(value, Unit.NUMBER)
                name = f"{word} of {line.name}"
                yield Setting(prefix + quote(line.name), name, value, Unit.NUMBER, text)


def _season(plan: Plan, tongue: Tongue) -> Iterator[Setting]:
    word = season_word(plan.seasonal)
    if word is not None:
        yield Setting(SEASON, "Months without an index", word, Unit.NUMBER, SEASONS[word].lower())
    for month, index in sorted(plan.season.items()):
        name = f"Season of {month_name(month - 1)}"
        text = units.number(index, tongue.style, 2)
        yield Setting(season_key(month), name, index, Unit.NUMBER, text)


def compared(plan: Plan, tongue: Tongue) -> Iterator[Setting]:
    """Yield the settings that a plan is compared by: `adjustable` ones, and an unsaid season."""
    return adjustable(_with_season(plan), tongue)


def _with_season(plan: Plan) -> Plan:
    return replace(plan, seasonal=bool(plan.seasonal))


def own_settings(plan: Plan, tongue: Tongue) -> tuple[str, str, str]:
    """Say which goals, limits and season the scenario in view sets itself, and what is below."""
    goals, limits, season = (_told_of(plan, tongue, part) for part in (_goals, _limits, _season))
    return goals, limits, season


def _told_of(
    plan: Plan, tongue: Tongue, stated: Callable[[Plan, Tongue], Iterator[Setting]]
) -> str:
    within = plan.within
    if within is None:
        return ""
    below = {one.key: one.text for one in stated(_with_season(within.under), tongue)}
    said = [
        f"{one.name}: {one.text} ({below.get(one.key, 'none')})"
        for one in stated(alone(plan), tongue)
    ]
    if not said:
        return f"All as in {within.below}; what is changed here counts in {within.name} alone."
    return (
        f"{within.name} states itself, {within.below} in brackets: {'; '.join(said)}. "
        "Empty it to have what it lies on again."
    )
