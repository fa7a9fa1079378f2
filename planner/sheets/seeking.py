"""Goal seek on the Plan sheet: which figure, what may move, what it must be, and why not."""

from dataclasses import dataclass

import numpy as np

from planner.agreement.results import Results
from planner.base.problem import Problem, RefusedError
from planner.base.progress import Progress, silent
from planner.base.stages import Seat, hand_off, opportunity_stage, qualified_stage
from planner.base.units import ENGLISH, NumberStyle, Unit
from planner.base.units_parse import parse_entry
from planner.forecast.results import forecast
from planner.forecast.seek import Sought, goal_seek
from planner.forecast.team import CLOSING, FOLLOW_UP
from planner.plan.assumption import View
from planner.plan.document import Plan
from planner.plan.edits import Draft
from planner.plan.keys import COST, RETURNS, SPEND, TEAM, VOLUME, Driver, DriverKind, Slot
from planner.plan.resolve import drivers, own_months, resolve
from planner.plan.supposing import supposing
from planner.plan.team_assumptions import team_drivers
from planner.sheets.groups import group_at
from planner.sheets.seeking_figures import Figure, is_of_team
from planner.sheets.words import SEAT_NAMES, Tongue, driver_name, line_title

OF_TEAM = (
    DriverKind.REPS,
    DriverKind.RAMP,
    DriverKind.ATTRITION,
    DriverKind.LEADS_PER_REP,
    DriverKind.OPEN_PER_REP,
    DriverKind.DAYS_OPEN,
)
"""What can be assumed of the team that moves a figure of the plan."""
_HEADS = (DriverKind.REPS, DriverKind.RAMP, DriverKind.ATTRITION)
_PAID = (COST, SPEND, RETURNS)
_BINDS = {CLOSING: "opportunities the team can hold open", FOLLOW_UP: "leads the team can accept"}


@dataclass(frozen=True, slots=True)
class Movable:
    """A line, by its name for reading, and what may move in it: drivers with their names."""

    line: str
    title: str
    drivers: tuple[tuple[Driver, str], ...]


@dataclass(frozen=True)
class Answer:
    """What goal seek found, in a sentence; `drafts` state it, `label` names that for undo."""

    text: str
    found: bool
    drafts: tuple[Draft, ...]
    label: str


def movable(results: Results, row: str = "") -> tuple[Movable, ...]:
    """Return what may move: the row's line first, else the line that brings most; the team last.

    Lines that enter after the row's stage, which they cannot move, come after the others. Spend is
    moved by costs alone, and by the volume of lines whose entries cost; the dearest line is first.
    For what the team can take in, and what waits for it, the team itself is first; reps are nobody
    else's.
    """
    plan, data, seen = results.plan, results.evidence, results.working
    own = row.partition("/")[2]
    paid = row == "spend"
    brings = np.nansum(seen.spend if paid else seen.bookings, axis=1)
    group = group_at(plan.lines, own)
    mine = group.names if group else (own,)
    by_size = sorted(plan.lines, key=lambda line: -brings[seen.lines.index(line.name)])
    stage = len(plan.stages) if paid else _stage(plan, row)
    ranked = sorted(by_size, key=lambda line: (line.name not in mine, line.entry > stage))
    found = []
    for line in ranked:
        known = [d for d in drivers(plan, line) if resolve(plan, data, line, d).working]
        if paid:
            known = [d for d in known if d in _PAID or (d == VOLUME and COST in known)]
        named = tuple((d, driver_name(d, plan.stages, line.entry)) for d in known)
        found.append(Movable(line.name, line.name, named))
    of_team = [d for d in team_drivers(plan) if d.kind in OF_TEAM and not paid]
    if row == "reps":
        found, of_team = [], [d for d in of_team if d.kind in _HEADS]
    known = [d for d in of_team if resolve(plan, data, TEAM, d).working]
    team = Movable(TEAM, line_title(TEAM), tuple((d, driver_name(d, plan.stages)) for d in known))
    found.insert(0 if is_of_team(row) else len(found), team)
    return tuple(each for each in found if each.drivers)


def _stage(plan: Plan, row: str) -> int:
    """Return the stage whose entries a row counts; the last for all else, for spend the first."""
    if row == "spend":
        return 0
    if row in {"marketing", "promised"}:
        return qualified_stage(plan.stages)
    stage = row.removeprefix("stage:").partition("/")[0]
    return int(stage) if stage.isdecimal() else len(plan.stages) - 1


def answer(  # noqa: PLR0917 - which figure is to be what, by moving what, said by whom
    figure: Figure,
    text: str,
    line: str,
    driver: Driver,
    seat: Seat,
    style: NumberStyle = ENGLISH,
    progress: Progress = silent,
) -> Answer:
    """Return the value that makes a figure as typed, or the nearest and what keeps it there.

    A seat that does not own the driver moves its own view alone. RefusedError for a text that is no
    figure, or a driver without a value.
    """
    results, plan = figure.results, figure.results.plan
    view = _view(results, line, driver, seat)
    now = figure.of(results.view(view), plan)
    wanted = parse_entry(text, figure.unit, style, now)
    if wanted is None:
        raise RefusedError(Problem("Type what the figure is to be", "", "Such as 19m, or +10%"))
    aim = figure.aim(wanted, now)
    found = goal_seek(plan, results.evidence, view, line, driver, aim, progress)
    told = _told(figure, found, wanted, line, driver, view, Tongue(style, plan.currency))
    drafts = _drafts(results, line, driver, seat, view, found.factor)
    name = driver_name(driver, plan.stages, plan.line(line).entry)
    return Answer(told, found.found, drafts, f"goal seek {line_title(line)}, {name}")


def _view(results: Results, line: str, driver: Driver, seat: Seat) -> View:
    owner = results.plan.owner(line, driver)
    if seat is Seat.TOGETHER or owner.value == seat.value:
        return View.WORKING
    return View(seat.value)


def _told(  # noqa: PLR0917 - what was found, of which figure, by moving what, seen how
    figure: Figure,
    found: Sought,
    wanted: float,
    line: str,
    driver: Driver,
    view: View,
    tongue: Tongue,
) -> str:
    plan = figure.results.plan
    name = f"{line_title(line)}, {driver_name(driver, plan.stages, plan.line(line).entry)}"
    now = resolve(plan, figure.results.evidence, line, driver).view(view) or 0.0
    before, after = (tongue.show(value, driver.unit) for value in (now, found.value))
    aim, got = (figure.shown(value, tongue) for value in (wanted, found.reached))
    seen = "" if view is View.WORKING else f" in {SEAT_NAMES[Seat(view.value)]}’s view"
    if found.found:
        return f"{name} must be {after} instead of {before}: {figure.name} is {aim}{seen}."
    binds = f"What binds: {_binding(figure, found, line, driver, view)}."
    if found.factor == 1.0:
        nearest = f"{got} is the nearest, with {name} as it is"
        return f"{figure.name} cannot be {aim}{seen} by this alone: {nearest}. {binds}"
    return (
        f"{figure.name} cannot be {aim}{seen} by this alone. The nearest is {got}, with {name} at "
        f"{after} instead of {before}. {binds}"
    )


def _binding(figure: Figure, found: Sought, line: str, driver: Driver, view: View) -> str:
    """Say what keeps a figure where it is though the assumption moves."""
    plan, data = figure.results.plan, figure.results.evidence
    moved = supposing(plan, data, view, [(plan.line(line), driver)], lambda old: old * found.factor)
    limited = forecast(moved, data, view).capacity
    if limited is not None and not is_of_team(figure.row):
        gates = {FOLLOW_UP: hand_off(plan.stages).end, CLOSING: opportunity_stage(plan.stages)}
        reached = [name for name, stage in gates.items() if stage <= _stage(plan, figure.row)]
        held = [name for name in limited.binding if name in reached]
        if held:
            return _BINDS[held[0]]
    if driver.unit is Unit.RATE and found.value >= 1.0 - 1e-9:
        return "a rate ends at 100%"
    if found.factor <= 0.0:
        return "nothing of it is left to take away"
    when = "in these months" if driver == VOLUME else "on them"
    return f"it has too little effect {when}"


def _drafts(  # noqa: PLR0917 - whose driver moves, said by whom, seen how, by which factor
    results: Results, line: str, driver: Driver, seat: Seat, view: View, factor: float
) -> tuple[Draft, ...]:
    """Return the edits that move a driver, and its months of their own, by one factor."""
    plan, data = results.plan, results.evidence
    top = 1.0 if driver.unit is Unit.RATE else float("inf")
    made = []
    for month in (None, *own_months(plan, line, driver)):
        now = resolve(plan, data, line, driver, month).view(view)
        if now is not None:
            made.append(Draft(seat, plan.key(Slot(line, driver, month)), min(top, now * factor)))
    return tuple(made)
