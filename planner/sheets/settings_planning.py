"""Goals, team and limits as a form shows them in texts, and the edits that changed texts mean."""

from dataclasses import dataclass

from planner.base import units
from planner.base.days import month_text, parse_month
from planner.base.problem import Problem, RefusedError
from planner.base.stages import Seat
from planner.base.units import ENGLISH, NumberStyle
from planner.evidence.figures import FunnelEvidence
from planner.plan import keys
from planner.plan.document import Plan
from planner.plan.edits import Draft
from planner.plan.goals import WHOLE, Business, Goal, Measure, goal_key, parse_goal_key
from planner.plan.keys import TEAM, Driver, DriverKind, Slot
from planner.plan.resolve import own_months, resolve
from planner.plan.typed import typed_drafts
from planner.plan.typed_settings import season_weights
from planner.sheets.goal_words import MEASURES
from planner.sheets.own_words import own_settings
from planner.sheets.settings_limits import Limits, check_bounds, limits_settings, limits_texts
from planner.sheets.words import Tongue, driver_name

WHOLE_PLAN = WHOLE
"""How the period of a goal of the whole plan is written."""
_ONE_BY_ONE = (
    DriverKind.REPS,
    DriverKind.RAMP,
    DriverKind.ATTRITION,
    DriverKind.LEADS_PER_REP,
    DriverKind.OPEN_PER_REP,
    DriverKind.DAYS_OPEN,
    DriverKind.QUOTA,
    DriverKind.ATTAINMENT,
)
_NAMES = {DriverKind.REPS: "Reps when the plan begins", DriverKind.RAMP: "Ramp by month"}
_HINTS = {DriverKind.RAMP: "25%, 60%, 85%, 100%"}


@dataclass(frozen=True, slots=True)
class GoalSetting:
    """A goal: its period as in keys (2027, 2027-Q2, 2027-03, plan), what it is about, its value."""

    period: str
    value: str
    measure: Measure = Measure.BOOKINGS
    business: Business = Business.ALL


@dataclass(frozen=True, slots=True)
class TeamField:
    """What a seat says of the team: `ghost` is what holds where it says nothing."""

    key: str
    name: str
    text: str
    ghost: str = ""


@dataclass(frozen=True, slots=True)
class Planning:
    """Goals, their weights over a fiscal year, the team, reps by the month they start, limits.

    `season` are the weights as the year was measured, '' where it was not; `own` says which goals,
    which limits, and what of the season the scenario in view states itself, '' in the plan itself.
    """

    goals: tuple[GoalSetting, ...]
    phasing: str
    team: tuple[TeamField, ...]
    hires: tuple[tuple[str, str], ...]
    limits: Limits
    season: str = ""
    own: tuple[str, str, str] = ("", "", "")


def planning_settings(
    plan: Plan,
    seat: Seat,
    style: NumberStyle = ENGLISH,
    evidence: FunnelEvidence | None = None,
) -> Planning:
    """Return goals, what a seat says of the team, and limits, as they now stand."""
    goals = tuple(_goal(plan, goal, style) for goal in plan.goals)
    phasing = ", ".join(f"{weight:g}" for weight in plan.phasing)
    reps, hires = Driver(DriverKind.REPS), []
    for month in own_months(plan, TEAM, reps):
        position = plan.position(Slot(TEAM, reps, month), seat)
        if position is not None:
            hires.append((month_text(month), units.exact(position.value, reps.unit, style)))
    team = tuple(_field(plan, kind, seat, style) for kind in _ONE_BY_ONE)
    limits = limits_settings(plan, evidence, style)
    season = season_weights(plan, evidence).replace(",", ", ")
    own = own_settings(plan, Tongue(style, plan.currency))
    return Planning(goals, phasing, team, tuple(hires), limits, season, own)


def planning_drafts(
    plan: Plan,
    evidence: FunnelEvidence | None,
    wanted: Planning,
    seat: Seat,
    style: NumberStyle = ENGLISH,
) -> tuple[Draft, ...]:
    """Return the edits from goals, team and limits as they stand to those wanted.

    Only a text that changed is read. RefusedError for one that means nothing.
    """
    before, after = (_texts(plan, said) for said in (planning_settings(plan, seat, style), wanted))
    changed = {key: text for key, text in after.items() if before.get(key, "") != text}
    gone = dict.fromkeys((key for key in before if key not in after), "")
    made: list[Draft] = []
    for key, text in (gone | changed).items():
        said = f"{text}," if key == _key(plan, DriverKind.RAMP) and text else text
        made += typed_drafts(plan, evidence, key, seat=seat, text=said, style=style)
    check_bounds(plan, made)
    return tuple(made)


def _goal(plan: Plan, goal: Goal, style: NumberStyle) -> GoalSetting:
    when = WHOLE if goal.period is None else goal.period.text(plan.fiscal_start)
    value = units.exact(goal.value, goal.measure.unit, style)
    return GoalSetting(when, value, goal.measure, goal.business)


def _field(plan: Plan, kind: DriverKind, seat: Seat, style: NumberStyle) -> TeamField:
    if kind is DriverKind.RAMP:
        text, ghost = _ramp(plan, seat, style)
    else:
        driver = Driver(kind)
        position = plan.position(Slot(TEAM, driver), seat)
        working = resolve(plan, None, TEAM, driver).working
        text = "" if position is None else units.exact(position.value, driver.unit, style)
        ghost = "" if working is None else units.exact(working, driver.unit, style)
    name = _NAMES.get(kind) or driver_name(Driver(kind), plan.stages)
    return TeamField(_key(plan, kind), name, text, ghost or _HINTS.get(kind, ""))


def _ramp(plan: Plan, seat: Seat, style: NumberStyle) -> tuple[str, str]:
    """Return the shares by month of tenure that a seat states, and those that hold."""
    stated = sorted(
        driver.index
        for line, driver in plan.claims
        if (line, driver.kind) == (TEAM, DriverKind.RAMP)
    )
    own, held = [], []
    for driver in (Driver(DriverKind.RAMP, index) for index in stated):
        position = plan.position(Slot(TEAM, driver), seat)
        working = resolve(plan, None, TEAM, driver).working
        own += [] if position is None else [units.exact(position.value, driver.unit, style)]
        held += [] if working is None else [units.exact(working, driver.unit, style)]
    return ", ".join(own), ", ".join(held)


def _key(plan: Plan, kind: DriverKind) -> str:
    return f"{TEAM}/{kind}" if kind is DriverKind.RAMP else plan.key(Slot(TEAM, Driver(kind)))


def _texts(plan: Plan, said: Planning) -> dict[str, str]:
    """Return what is said by key; RefusedError for a period twice or one that means nothing."""
    texts: dict[str, str] = {}
    for goal in said.goals:
        if not goal.value.strip():
            continue
        key = goal_key(goal.period.strip() or WHOLE, goal.measure, goal.business)
        key = parse_goal_key(key, plan.fiscal_start).key(plan.fiscal_start)
        if key in texts:
            what = f"There are two goals of {MEASURES[goal.measure]} for {goal.period}"
            raise RefusedError(Problem(what, "", "Keep one of them"))
        texts[key] = goal.value.strip()
    texts[keys.PHASING] = said.phasing.strip()
    texts |= limits_texts(said.limits)
    texts |= {field.key: field.text.strip() for field in said.team}
    for month, count in said.hires:
        if month.strip():
            texts[plan.key(Slot(TEAM, Driver(DriverKind.REPS), _month(month)))] = count.strip()
    return texts


def _month(text: str) -> int:
    try:
        return parse_month(text.strip())
    except ValueError:
        what = f"'{text.strip()}' is no month in which reps start"
        raise RefusedError(Problem(what, "", "Write it as 2027-03")) from None
