"""Backward on the Plan sheet: the leads per line that reach the goals, worked out three ways."""

from collections.abc import Iterator
from dataclasses import dataclass, field

import numpy as np

from planner.agreement.results import Results
from planner.base.days import Day, iso
from planner.base.problem import RefusedError
from planner.base.progress import Progress, silent
from planner.base.stages import Seat
from planner.base.units import ENGLISH, NumberStyle
from planner.forecast.backward import CLOSE, Problem, Solution, missed
from planner.forecast.cheapest import cheapest
from planner.forecast.last_useful import last_useful_day
from planner.forecast.same_mix import basic, same_mix
from planner.forecast.targets import targets
from planner.plan.assumption import View
from planner.plan.document import Line, Plan
from planner.plan.edits import Draft
from planner.plan.goals import Measure
from planner.plan.keys import VOLUME, Slot
from planner.plan.resolve import own_months
from planner.sheets.binding_words import binding_words
from planner.sheets.cells import Cell, Column, Explanation, Kind, Row, Tone
from planner.sheets.enough_words import when
from planner.sheets.goal_words import goal_title
from planner.sheets.plan_goal_words import MEASURE_WORDS, measure_text
from planner.sheets.table import TableRow, TableSheet, said, strong
from planner.sheets.whole_words import is_under_way
from planner.sheets.words import Tongue, line_title

WAYS = {"same-mix": "Same mix", "cheapest": "Cheapest", "basic": "Calculator"}
SOLVERS = {"same-mix": same_mix, "cheapest": cheapest, "basic": basic}
HOW = {
    "same-mix": "all lines by one factor from the plan’s start on",
    "cheapest": "least spend within bounds, budget and the team’s limits",
    "basic": "goal by deal size by rates, without lags, as a calculator has it",
}
NO_GOAL = "Without a goal there is nothing to solve for: state one in the plan’s settings."
NOT_DUE = "Coverage is over the bookings due, and none are due then: state a goal of bookings."
SOLVING = "Solving for the goals …"
TITLE = "Leads that reach the goals"


@dataclass(frozen=True, eq=False)
class Leads:
    """The goals of a plan solved by every way that can be; `refused` says why others cannot.

    `problem` is None without a goal, or where nothing is due that the only one could be of.
    """

    results: Results
    problem: Problem | None
    ways: dict[str, Solution]
    until: tuple[Day, ...]
    refused: dict[str, str] = field(default_factory=dict)
    not_due: bool = False

    @property
    def nothing(self) -> str:
        """Why there is nothing to solve."""
        return NOT_DUE if self.not_due else NO_GOAL

    @property
    def goals(self) -> str:
        """The goals as the subject of a sentence."""
        return "goals" if self.problem is None or len(self.problem.targets) > 1 else "goal"


def goal_choices(plan: Plan) -> tuple[tuple[str, str], ...]:
    """Return all goals together, '', and each by its key, with what it is called."""
    return ("", "All goals"), *((g.key(plan.fiscal_start), goal_title(plan, g)) for g in plan.goals)


def leads(results: Results, progress: Progress = silent, chosen: str = "") -> Leads:
    """Solve the working plan for its goals in all ways, or for the one chosen by its key."""
    plan, evidence, seen = results.plan, results.evidence, results.working
    one = tuple(goal for goal in plan.goals if goal.key(plan.fiscal_start) == chosen)
    aims = targets(plan, evidence, seen.flow, one or plan.goals)
    if not aims:
        return Leads(results, None, {}, (), not_due=bool(plan.goals))
    problem = Problem(plan, evidence, seen, aims)
    found: dict[str, Solution] = {}
    refused: dict[str, str] = {}
    for number, (how, solver) in enumerate(SOLVERS.items()):
        progress("Solving for the goals", number, len(SOLVERS))
        try:
            found[how] = solver(problem)
        except RefusedError as refusal:
            refused[how] = str(refusal.problem)
    last = max((target.period for target in aims), key=lambda p: p.start + p.months)
    days = (last_useful_day(plan, evidence, View.WORKING, line, last) for line in plan.lines)
    return Leads(results, problem, found, tuple(days), refused)


def leads_sheet(found: Leads | None, style: NumberStyle = ENGLISH) -> TableSheet:
    """Return a row per line: entries a month as planned, and as every way asks for."""
    columns = (
        Column("name", "Entries per month", Kind.TEXT, 150),
        Column("planned", "Planned", Kind.NUMBER, 80),
        *(Column(how, name, Kind.NUMBER, 84) for how, name in WAYS.items()),
        Column("until", "Leads until", Kind.TEXT, 96),
    )
    if found is None or found.problem is None:
        return TableSheet("Leads", columns, (), empty=found.nothing if found else SOLVING)
    tongue = Tongue(style, found.results.plan.currency)
    rows = tuple(_rows(found, found.problem, tongue))
    return TableSheet("Leads", columns, rows, lambda row, way: _explain(found, row, way, tongue))


def _rows(found: Leads, problem: Problem, tongue: Tongue) -> Iterator[TableRow]:
    for i, line in enumerate(problem.plan.lines):
        cells = {"name": Cell(line_title(line.name), line.name, kind=Kind.TEXT)}
        cells |= dict.fromkeys(found.refused, Cell("–", tone=Tone.MUTED))
        figures = {"planned": problem.working} | {h: s.volume for h, s in found.ways.items()}
        for column, volume in figures.items():
            mean = float(problem.per_month(volume)[i])
            cells[column] = Cell(tongue.count(mean), mean)
        cells["until"] = Cell(when(found.until[i]), iso(found.until[i]), kind=Kind.TEXT)
        yield TableRow(Row(f"leads:{line.name}"), cells)


def _explain(found: Leads, row: str, way: str, tongue: Tongue) -> Explanation:
    line = row.removeprefix("leads:")
    name = f"{line_title(line)} · {WAYS.get(way, 'Entries per month')}"
    if way in found.refused:
        return said(name, found.refused[way])
    if found.problem is None or way not in found.ways:
        return said(name, "Entries per month as the working plan has them.")
    solved = found.ways[way]
    i = found.problem.plan.line_names.index(line)
    whole = tongue.count(float(solved.volume[i].sum()))
    cost = float(solved.cost[i])
    paid = "" if np.isnan(cost) else f", for {tongue.short(cost)}"
    return said(
        name, strong(whole), f" over the plan{paid}: {HOW[way]}. {_reach(found, way, tongue)}"
    )


def leads_finding(found: Leads | None, style: NumberStyle = ENGLISH) -> str:
    """Say how many leads the goals need in the same mix."""
    if found is None or found.problem is None:
        return TITLE
    tongue, solved = Tongue(style), found.ways.get("same-mix")
    if solved is None or solved.factor is None or not solved.met:
        which = "all goals" if found.goals == "goals" else "the goal"
        return f"No number of leads in the same mix reaches {which}"
    change = solved.factor - 1.0
    if abs(change) < CLOSE:
        return f"The leads planned reach the {found.goals}"
    more = "more" if change > 0 else "fewer"
    need = "goals need" if found.goals == "goals" else "goal needs"
    return f"The {need} {tongue.rate(abs(change))} {more} leads in the same mix"


def leads_text(found: Leads | None, style: NumberStyle = ENGLISH) -> str:
    """Say of every way what it reaches and costs."""
    if found is None or found.problem is None:
        return found.nothing if found else SOLVING
    tongue = Tongue(style, found.results.plan.currency)
    return " ".join(f"{name}: {_reach(found, how, tongue)}" for how, name in WAYS.items())


def _reach(found: Leads, way: str, tongue: Tongue) -> str:
    if way in found.refused:
        return found.refused[way]
    solved = found.ways[way]
    to_come = " still to come" if is_under_way(found.results) else ""
    money = f"{tongue.short(solved.bookings)} of bookings{to_come}"
    if found.problem is not None and found.goals == "goal":
        (figure,), about = solved.figures, found.problem.targets[0].goal
        if about.measure is not Measure.BOOKINGS and np.isfinite(figure):
            text = measure_text(figure, about.measure, tongue)
            money = f"{text} {MEASURE_WORDS[about.measure]} with {money}"
    if solved.met or found.problem is None:
        return f"{money}."
    far = [goal_title(found.problem.plan, t.goal) for t in missed(found.problem, solved)]
    binding = binding_words(found.problem, solved)
    binds = f"; what binds: {binding}" if binding else ""
    if len(far) < len(found.problem.targets):
        return f"{money}, but out of reach: {'; '.join(far)}{binds}."
    return f"{money} at most{binds}."


def leads_drafts(found: Leads, how: str, seat: Seat) -> tuple[Draft, ...]:
    """Return the volumes of a way as a seat's positions, where they differ from what is planned.

    Of a plan under way those of the months still to come alone: months that are over stay.
    """
    problem = found.problem
    if problem is None or how not in found.ways:
        return ()
    return tuple(
        draft
        for i, line in enumerate(problem.plan.lines)
        for draft in _drafts(found, problem, line, how, i, seat)
    )


def _drafts(  # noqa: PLR0917 - a line of a way
    found: Leads, problem: Problem, line: Line, how: str, i: int, seat: Seat
) -> Iterator[Draft]:
    plan, ahead = problem.plan, problem.ahead > 0.0
    entries = np.array([found.ways[how].volume[i], problem.working[i]])[:, ahead]
    wanted, planned = entries / problem.ahead[ahead]
    if np.isclose(wanted, planned, rtol=1e-9).all():
        return
    own = own_months(plan, line.name, VOLUME) or not (problem.ahead == 1.0).all()
    if not (own or plan.seasonal or plan.season) and np.allclose(wanted, wanted[0], rtol=1e-9):
        yield Draft(seat, Slot(line.name, VOLUME).key(plan.stages), float(wanted[0]))
        return
    for month, value in zip(np.array(plan.horizon)[ahead].tolist(), wanted.tolist(), strict=True):
        yield Draft(seat, Slot(line.name, VOLUME, month).key(plan.stages), float(value))
