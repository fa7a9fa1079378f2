"""Figures of a view that stand on the Plan sheet beside its forecast, by month and by period."""

from collections.abc import Callable

import numpy as np
import numpy.typing as npt

from planner.agreement.results import Results
from planner.base.days import Month, month_of
from planner.forecast.pipeline import Pipeline
from planner.forecast.results import Forecast
from planner.forecast.targets import bookings_due, stated_due
from planner.plan.document import Plan
from planner.plan.goals import Business, Goal, Measure, Period
from planner.sheets.periods import Period as Shown
from planner.sheets.periods import months_text, plan_title

Floats = npt.NDArray[np.float64]
Figure = Callable[[slice], float]
"""What a row shows for some months in a row, NaN where nothing is known."""
NAN = float("nan")
KEYS = {Measure.PIPELINE: "pipeline", Measure.COVERAGE: "coverage", Measure.SOURCED: "sourced"}
GOAL, GAP, WHOLE = ":goal", ":gap", ":whole"
"""Rows of measures beside bookings, and what ends the keys of their goal's and gap's rows, and of
what a plan under way brings with what came before."""
TYPED = {"goal": Measure.BOOKINGS, **{f"{key}{GOAL}": measure for measure, key in KEYS.items()}}
"""The rows in which goals are typed, by what the goals are of."""


GoalCell = tuple[Measure | None, str]
"""What a goal's cell is of, and the key of its column."""


def goal_cell(plan: Plan, goal: Goal, columns: tuple[Shown, ...]) -> GoalCell | None:
    """Return what a goal is of and the column of its period, None where it has no cell."""
    spans = {(plan.start + p.first, p.last - p.first + 1): p.key for p in columns}
    over = goal.over(plan.horizon)
    column = spans.get((over.start, over.months))
    return (goal.measure, column) if column and goal.business is Business.ALL else None


def summed(values: Floats) -> Figure:
    """Return the sum of what is known of values by month."""

    def of(months: slice) -> float:
        known = values[months][np.isfinite(values[months])]
        return float(known.sum()) if len(known) else NAN

    return of


def at_end(values: Floats) -> Figure:
    """Return the value of a period's last month: levels such as reps, or what waits."""
    return lambda months: float(values[months][-1])


def over(above: Floats, below: Floats) -> Figure:
    """Return the ratio of two sums, NaN where the lower one is 0 or unknown."""
    top, bottom = summed(above), summed(below)

    def of(months: slice) -> float:
        divisor = bottom(months)
        return top(months) / divisor if divisor > 0.0 else NAN

    return of


def goal_by_month(plan: Plan) -> Floats:
    """Return the bookings due in each month by all goals, (H,), NaN where none is stated."""
    return bookings_due(plan)


def goal_due(plan: Plan) -> Figure:
    """Return what is due over some months: as stated for just these, else of each month."""
    add = summed(goal_by_month(plan))

    def of(months: slice) -> float:
        stated = stated_due(plan, period_of(plan, months))
        return add(months) if stated is None else stated

    return of


def gap_due(plan: Plan, whole: Floats) -> Figure:
    """Return `whole`, all bookings by month, less what is due over some months."""
    add = summed(whole - goal_by_month(plan))

    def of(months: slice) -> float:
        stated = stated_due(plan, period_of(plan, months))
        return add(months) if stated is None else float(whole[months].sum()) - stated

    return of


def period_of(plan: Plan, months: slice) -> Period:
    """Return some months of a plan as a period."""
    horizon = plan.horizon[months]
    return Period(horizon.start, len(horizon))


def parts_apart(plan: Plan, months: slice) -> float | None:
    """Return what is due by month in all where that is another than what was stated, else None."""
    due, parts = goal_due(plan)(months), summed(goal_by_month(plan))(months)
    return parts if abs(parts - due) >= 1.0 else None


def goal_running(plan: Plan) -> Floats:
    """Return what is due up to each month, (H,), in the last the whole plan's goal."""
    due = np.cumsum(goal_by_month(plan))
    if plan.goal is not None:
        due[-1] = plan.goal
    return due


def chance_by_month(plan: Plan, drawn: Floats) -> Floats:
    """Return the share of draws (N, H) that up to each month reach what is due by then, (H,)."""
    due = goal_running(plan)
    reached = (drawn.cumsum(axis=1) >= due * (1.0 - 1e-12)).mean(axis=0)
    return np.where(np.isnan(due), np.nan, reached)


def still_from(results: Results) -> Month | None:
    """Return the month from which a plan under way is counted, None where none of it is past.

    What was booked before stands beside its bookings.
    """
    plan, evidence = results.plan, results.evidence
    if evidence is None or month_of(evidence.as_of) <= plan.start:
        return None
    return min(month_of(evidence.as_of), plan.horizon.stop - 1)


def counted_months(results: Results) -> str:
    """Return the months that are counted, such as Jun–Dec 2027 of a plan under way."""
    months, first = results.working.months, still_from(results)
    return months_text(months[0] if first is None else first, months[-1])


def counted_title(results: Results) -> str:
    """Return what is counted as a title says it: FY27, still to come Jun–Dec 2027."""
    if still_from(results) is not None:
        return f"still to come {counted_months(results)}"
    fiscal_start = results.plan.fiscal_start
    return plan_title(results.working.months, fiscal_start) or counted_months(results)


def spread_text(plan: Plan) -> str:
    """Say how the goal is spread over the months."""
    if len([g for g in plan.goals if g.measure is Measure.BOOKINGS]) > 1:
        return "spread by goals of shorter periods" + (" and its phasing" if plan.phasing else "")
    return "spread by its phasing" if plan.phasing else "spread evenly"


def unpriced(seen: Forecast) -> bool:
    """Whether deals are won, but none has a deal size to book it at."""
    return seen.total == 0.0 and bool(seen.entries[:, -1].any())


def pipeline_of(results: Results, seen: Forecast) -> Pipeline:
    """Return a view's pipeline: what is promised, created, open, and the coverage."""
    return Pipeline(results.plan, results.evidence, seen)


def measure_figure(results: Results, seen: Forecast, measure: Measure) -> Figure:
    """Return what a view brings of a measure, of all business."""
    pipeline = pipeline_of(results, seen)
    if measure is Measure.SOURCED:
        return pipeline.sourced_share
    if measure is Measure.COVERAGE:
        return pipeline.covered
    values = seen.bookings if measure is Measure.BOOKINGS else pipeline.rows[1]
    return summed(np.asarray(values.sum(axis=0)))


def stated_goal(plan: Plan, measure: Measure, months: slice) -> Goal | None:
    """Return the goal of a measure, of all business, stated for just these months of the plan."""
    inside = np.zeros(plan.months, dtype=bool)
    inside[months] = True
    return next(
        (
            goal
            for goal in plan.goals
            if (goal.measure, goal.business) == (measure, Business.ALL)
            and np.array_equal(goal.over(plan.horizon).inside(plan.horizon), inside)
        ),
        None,
    )


def stated_figure(plan: Plan, measure: Measure) -> Figure:
    """Return the goal stated for just some months, NaN where there is none."""

    def of(months: slice) -> float:
        goal = stated_goal(plan, measure, months)
        return NAN if goal is None else goal.value

    return of


def held_figure(results: Results, seen: Forecast, measure: Measure) -> Figure:
    """Return what a view brings of a measure where a goal is stated for just some months, else NaN.

    Of a plan under way with what came before.
    """
    pipeline = pipeline_of(results, seen)

    def of(months: slice) -> float:
        goal = stated_goal(results.plan, measure, months)
        return NAN if goal is None else pipeline.reached(goal)

    return of


def pipeline_created(results: Results, seen: Forecast) -> Floats:
    """Return entries into Opportunity times the opened amount by month, (H,)."""
    return np.asarray(pipeline_of(results, seen).rows[1].sum(axis=0))


def marketing_pipeline(results: Results, seen: Forecast) -> Floats:
    """Return entries into MQL times the deal size by month, (H,)."""
    return np.asarray(pipeline_of(results, seen).rows[0].sum(axis=0))


def promised_pipeline(results: Results, seen: Forecast) -> Floats:
    """Return what marketing pipeline promises by the ratio assumed, by month, NaN without, (H,)."""
    return pipeline_of(results, seen).promised


def total_spend(seen: Forecast) -> Floats:
    """Return spend of all lines by month, (H,); NaN in months where no line states any."""
    known = np.isfinite(seen.spend).any(0) if len(seen.lines) else np.zeros(len(seen.months), bool)
    return np.where(known, np.nansum(seen.spend, axis=0), np.nan)


def priced(seen: Forecast) -> npt.NDArray[np.bool_]:
    """Return which lines have a cost, (L,)."""
    return np.asarray(np.isfinite(seen.spend).any(axis=1))
