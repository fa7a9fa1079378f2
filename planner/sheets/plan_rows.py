"""The rows of the plan: what each is called, and what it comes to in every period."""

from dataclasses import dataclass, replace

import numpy as np
import numpy.typing as npt

from planner.agreement.results import Results
from planner.base import units
from planner.base.units import NumberStyle
from planner.forecast.results import Forecast
from planner.plan.document import Plan
from planner.plan.goals import Business, Measure
from planner.plan.resolve import View
from planner.sheets.cells import Kind, Row, Tone
from planner.sheets.groups import grouped
from planner.sheets.outlook import Late
from planner.sheets.plan_figures import (
    GAP,
    GOAL,
    KEYS,
    WHOLE,
    Figure,
    at_end,
    gap_due,
    goal_by_month,
    goal_due,
    held_figure,
    marketing_pipeline,
    measure_figure,
    over,
    pipeline_created,
    pipeline_of,
    priced,
    promised_pipeline,
    stated_figure,
    summed,
    total_spend,
)
from planner.sheets.plan_team import team_rows_of
from planner.sheets.whole_words import is_under_way
from planner.sheets.words import heading, plural

Floats = npt.NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class Scale:
    """In what a row of money is written: $m or $k."""

    divisor: float
    name: str
    digits: int

    def text(self, value: float, style: NumberStyle, signed: bool = False) -> str:
        """Return an amount without unit; the row's header carries it."""
        return units.number(value / self.divisor, style, self.digits, signed=signed)


def scale_of(largest: float, currency: str) -> Scale:
    """Return the scale in which amounts up to `largest` read best."""
    sign = units.SYMBOLS.get(currency.upper(), f"{currency} ")
    if largest >= 1e9:
        return Scale(1e6, f"{sign}m", 1)
    if largest >= 1e6:
        return Scale(1e6, f"{sign}m", 2)
    return Scale(1e3, f"{sign}k", 1) if largest >= 1e4 else Scale(1.0, sign.strip(), 0)


@dataclass(frozen=True)
class PlanRow:
    """A row of the plan. `of` gives its figure for a period, `compared` that of another view.

    `words` stand instead of figures, by month. A row that `warns` is tinted where it is above 0.
    """

    row: Row
    title: str
    of: Figure
    compared: Figure | None = None
    scale: Scale | None = None
    kind: Kind = Kind.NUMBER
    tone: Tone = Tone.PLAIN
    bold: bool = False
    signed: bool = False
    typed: bool = False
    warns: bool = False
    words: tuple[str, ...] = ()


def plan_rows(
    results: Results,
    folded: frozenset[str],
    compare: View | None = None,
    late: Late | None = None,
) -> tuple[PlanRow, ...]:
    """Return every row of the plan, folded ones marked but their lines still there."""
    working = results.working
    other = results.view(compare) if compare is not None else None
    made = _money_rows(results, other)
    if late is not None and not np.isnan(goal_by_month(results.plan)).all():
        made.append(_chance_row(results, late))
    for stage in range(len(working.stages)):
        made += _stage_rows(results, other, stage, folded)
    return (*made, *_pipeline_rows(results, other), *_cost_rows(results, other), *_team(results))


def _money_rows(results: Results, other: Forecast | None) -> list[PlanRow]:
    plan, to_come, booked = results.plan, results.working.bookings.sum(0), results.working.booked
    due = goal_by_month(plan)
    scale = scale_of(max(results.working.whole, float(np.nansum(due))), plan.currency)
    there = None if other is None else other.bookings.sum(0)
    under_way = is_under_way(results)
    goal = PlanRow(
        Row("goal"), f"Goal, bookings {scale.name}", goal_due(plan), None, scale, Kind.MONEY,
        bold=True, typed=True,
    )  # fmt: skip
    bookings = PlanRow(
        Row("bookings"), f"{'To come' if under_way else 'Bookings'} {scale.name}",
        summed(to_come), _of(there), scale, Kind.MONEY, bold=True,
    )  # fmt: skip
    happened = PlanRow(
        Row("booked"), f"Booked so far {scale.name}", summed(booked), None, scale, Kind.MONEY,
    )  # fmt: skip
    made = [goal, *([happened] if under_way else []), bookings]
    if np.isnan(due).all():
        return made
    missed = None if there is None else gap_due(plan, booked + there)
    gap = PlanRow(
        Row("gap"), f"Gap {scale.name}", gap_due(plan, booked + to_come), missed, scale,
        Kind.MONEY, bold=True, signed=True,
    )  # fmt: skip
    return [*made, gap]


def _of(values: Floats | None) -> Figure | None:
    return None if values is None else summed(values)


def _chance_row(results: Results, late: Late) -> PlanRow:
    found = late.outlook
    months = len(results.working.months)
    known = found is not None and len(found.by_month) == months
    values = found.by_month if found is not None and known else np.full(months, np.nan)
    tone = Tone.STALE if late.stale else Tone.PLAIN
    title = "Chance of goal, cumulative"
    return PlanRow(Row("chance"), title, at_end(values), kind=Kind.RATE, tone=tone)


def _stage_rows(
    results: Results, other: Forecast | None, stage: int, folded: frozenset[str]
) -> list[PlanRow]:
    """Return a stage, its lines below it, and those of one channel below the channel."""
    working = results.working
    key = f"stage:{stage}"
    counts = working.entries[:, stage]
    there = None if other is None else other.entries[:, stage]

    def added(row: Row, title: str, lines: list[int], tone: Tone = Tone.MUTED) -> PlanRow:
        compared = None if there is None else summed(there[lines].sum(0))
        return PlanRow(row, title, summed(counts[lines].sum(0)), compared, tone=tone)

    row = Row(key, 0, folds=True, folded=key in folded)
    every = list(range(len(working.lines)))
    made = [added(row, heading(working.stages[stage]), every, Tone.PLAIN)]
    for group in grouped(results.plan.lines):
        mine = [i for i in map(working.lines.index, group.names) if counts[i].any()]
        if group.rolls_up and mine:
            above = f"{key}/{group.key}"
            shut = above in folded
            made.append(added(Row(above, 1, folds=True, folded=shut), group.channel, mine))
        for i in mine:
            below = Row(f"{key}/{working.lines[i]}", 1 + group.rolls_up)
            made.append(added(below, group.label(working.lines[i]), [i]))
    return made


def _amounts(
    results: Results, key: str, title: str, values: Floats, there: Floats | None
) -> list[PlanRow]:
    """Return a row of money, where something is known and it is not 0 throughout."""
    if not np.nan_to_num(values).any():
        return []
    scale = scale_of(float(np.nansum(values)), results.plan.currency)
    title = f"{title} {scale.name}"
    return [PlanRow(Row(key), title, summed(values), _of(there), scale, Kind.MONEY)]


def _pipeline_rows(results: Results, other: Forecast | None) -> list[PlanRow]:
    """Return marketing pipeline, pipeline created, coverage where a goal is due, and whose it is.

    What marketing pipeline promises stands there by the ratio of the two, once it is assumed. The
    share that Marketing sources stands where Sales or partners source some lines too.
    """
    working = results.working
    every = (
        ("marketing", "Marketing pipeline", marketing_pipeline),
        ("promised", "Pipeline it promises", promised_pipeline),
        ("pipeline", "Pipeline created", pipeline_created),
    )
    made: list[PlanRow] = []
    for key, title, figures in every:
        there = None if other is None else figures(results, other)
        found = _amounts(results, key, title, figures(results, working), there)
        made += found
    made += _goal_rows(results, other, found, Measure.PIPELINE)
    here = pipeline_of(results, working)
    if here.open_value.any() and not np.isnan(here.due).all():
        made += _measured(results, other, Measure.COVERAGE, "Coverage ×", Kind.LEVEL)
    if working.total > 0.0 and (_has_goal(results.plan, Measure.SOURCED) or len({*here.ours}) > 1):
        made += _measured(results, other, Measure.SOURCED, "Sourced by Marketing", Kind.RATE)
    return made


def _has_goal(plan: Plan, measure: Measure) -> bool:
    return any((g.measure, g.business) == (measure, Business.ALL) for g in plan.goals)


def _measured(
    results: Results, other: Forecast | None, measure: Measure, title: str, kind: Kind
) -> list[PlanRow]:
    """Return a measure's row, with its goal and the gap to it."""
    compared = None if other is None else measure_figure(results, other, measure)
    here = measure_figure(results, results.working, measure)
    row = PlanRow(Row(KEYS[measure]), title, here, compared, kind=kind)
    return [row, *_goal_rows(results, other, [row], measure)]


def _goal_rows(
    results: Results, other: Forecast | None, above: list[PlanRow], measure: Measure
) -> list[PlanRow]:
    """Return the goal and the gap of the last row above, where one is stated of its measure.

    Of a plan under way first what it brings with what came before, which the gap is of.
    """
    plan = results.plan
    if not above or not _has_goal(plan, measure):
        return []
    row, due = above[-1], stated_figure(plan, measure)

    def missed(seen: Forecast) -> Figure:
        got = held_figure(results, seen, measure)
        return lambda months: got(months) - due(months)

    with_before = replace(
        row, row=Row(f"{KEYS[measure]}{WHOLE}", 1), title="With what came before",
        of=held_figure(results, results.working, measure),
        compared=None if other is None else held_figure(results, other, measure), tone=Tone.MUTED,
    )  # fmt: skip

    goal = replace(
        row, row=Row(f"{KEYS[measure]}{GOAL}", 1), title="Goal", of=due, compared=None, typed=True,
        tone=Tone.MUTED,
    )  # fmt: skip
    gap = replace(
        row, row=Row(f"{KEYS[measure]}{GAP}", 1), title="Gap", of=missed(results.working),
        compared=None if other is None else missed(other), signed=True, tone=Tone.MUTED,
    )  # fmt: skip
    under_way = is_under_way(results) and measure is not Measure.COVERAGE
    return [with_before, goal, gap] if under_way else [goal, gap]


def _cost_rows(results: Results, other: Forecast | None) -> list[PlanRow]:
    """Return spend, and what a deal costs and brings, of the lines with a cost."""
    working = results.working
    spent = total_spend(working)
    there = None if other is None else total_spend(other)
    made = _amounts(results, "spend", "Spend", spent, there)
    if not made:
        return []
    costing = priced(working)
    won, booked = working.entries[costing, -1].sum(0), working.bookings[costing].sum(0)
    whole = slice(0, len(working.months))
    each = over(spent, won)
    scale = scale_of(each(whole), results.plan.currency)
    if won.any():
        title = f"Cost per deal {scale.name}"
        made.append(PlanRow(Row("cac"), title, each, scale=scale, kind=Kind.LEVEL))
    if booked.any():
        made.append(PlanRow(Row("return"), "Return ×", over(booked, spent), kind=Kind.LEVEL))
    return made


def _team(results: Results) -> list[PlanRow]:
    limited = results.working.capacity
    return [] if limited is None else [
        PlanRow(Row(r.key), r.title, r.of, kind=r.kind, warns=r.warns, words=r.words)
        for r in team_rows_of(limited, plural)
    ]  # fmt: skip
