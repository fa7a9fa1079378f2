"""The command solve: from a goal to the leads per line and month."""

from argparse import Namespace
from dataclasses import asdict

from planner.base.days import iso, month_text
from planner.base.units import Unit, count, money_short, number, percent_change, rate
from planner.cli.desk import opened
from planner.cli.report import ATTENTION, DONE, Report, table
from planner.cli.shapes import Json, numbers
from planner.cli.shapes import number as plain
from planner.forecast.backward import CLOSE, Problem, Solution
from planner.forecast.last_useful import last_useful_day
from planner.forecast.levers import Levers, levers
from planner.plan.assumption import View
from planner.plan.goals import Goal, Measure
from planner.session.asking import asked, solve
from planner.sheets.binding_words import binding_words


def run_solve(arguments: Namespace) -> Report:
    """Solve for a goal."""
    with opened(arguments.plan) as session:
        problem = asked(
            session, arguments.goal or "", View(arguments.view), scenario=arguments.scenario
        )
        found = solve(problem, arguments.how)
        moves = _levers(problem)
    status = DONE if found.met else ATTENTION
    data = solved(problem, found) | {"levers": None if moves is None else asdict(moves)}
    return Report(data, (*_lines(problem, found), *_moves(moves)), status)


def _levers(problem: Problem) -> Levers | None:
    """Return what more, bigger and faster deals must do for the first bookings goal."""
    goal = next((t.goal for t in problem.targets if t.goal.measure is Measure.BOOKINGS), None)
    return None if goal is None else levers(problem.plan, problem.evidence, problem.seen, goal)


def _moves(moves: Levers | None) -> list[str]:
    if moves is None or moves.planned >= moves.goal:
        return []
    names = {"more": moves.more, "bigger": moves.bigger, "faster": moves.faster}
    alone = [
        f"{percent_change(share, digits=1)} {name} deals"
        if share is not None
        else f"not by {name} deals"
        for name, share in names.items()
    ]
    said = [f"Alone: {', '.join(alone)}."]
    if moves.together is not None:
        said.append(f"Together: each by {percent_change(moves.together, digits=1)}.")
    return said


def solved(problem: Problem, found: Solution) -> Json:
    """Shape of `solve`."""
    aims = [
        {"goal": target.name, "value": target.goal.value, "reached": plain(got)}
        for target, got in zip(problem.targets, found.figures, strict=True)
    ]
    return {
        "how": found.how,
        "reached": found.met,
        "goals": aims,
        "binding": list(found.binding),
        "factor": plain(found.factor),
        "bookings": found.bookings,
        "deals": found.deals,
        "opportunities": found.opportunities,
        "months": [month_text(m) for m in problem.plan.horizon],
        "lines": [
            {
                "line": line.name,
                "volume": numbers(found.volume[i]),
                "cost": plain(float(found.cost[i])),
                "last_useful_date": dates[i],
            }
            for dates in (_dates(problem),)
            for i, line in enumerate(problem.plan.lines)
        ],
        "notes": list(found.notes),
    }


def _dates(problem: Problem) -> list[str]:
    """Return each line's last useful day for the goal that ends last."""
    period = max((t.period for t in problem.targets), key=lambda p: p.start + p.months)
    plan, view = problem.plan, problem.seen.view
    days = (last_useful_day(plan, problem.evidence, view, line, period) for line in plan.lines)
    return [iso(day) for day in days]


def _lines(problem: Problem, found: Solution) -> list[str]:
    currency, planned = problem.plan.currency, problem.working.sum(axis=1)
    header = ("line", "planned", "needed", "per month", "cost", "last useful day")
    rows = [
        [
            line.name,
            count(planned[i]),
            count(found.volume[i].sum()),
            count(problem.per_month(found.volume)[i]),
            money_short(float(found.cost[i]), currency),
            dates[i],
        ]
        for dates in (_dates(problem),)
        for i, line in enumerate(problem.plan.lines)
    ]
    money = money_short(found.bookings, currency)
    booked = float(problem.seen.booked.sum())
    beside = f", beside {money_short(booked, currency)} booked before," if booked else ""
    said = f"{money} of bookings{beside} from {number(found.deals, digits=1)} deals and "
    said += f"{number(found.opportunities, digits=1)} opportunities."
    return [*table(header, rows), said, *_reach(problem, found), *(f"{n}." for n in found.notes)]


def _reach(problem: Problem, found: Solution) -> list[str]:
    """Say of each goal that is missed how near the solution comes, and what binds."""
    if found.met:
        return []
    said = []
    for target, got, figure in zip(problem.targets, found.reached, found.figures, strict=True):
        if got < target.value - CLOSE * max(1.0, abs(target.value)):
            near, wanted = (_said(problem, target.goal, x) for x in (figure, target.goal.value))
            said.append(f"{target.name}: {wanted} cannot be reached; the nearest is {near}.")
    binding = binding_words(problem, found)
    return [*said, f"What binds: {binding}."] if binding else said


def _said(problem: Problem, goal: Goal, value: float) -> str:
    """Return a goal's figure as people read it."""
    unit = goal.measure.unit
    if unit is Unit.MONEY:
        return money_short(value, problem.plan.currency)
    return rate(value) if unit is Unit.RATE else number(value, digits=2)
