"""Every number of the plan as a sentence of factors, each a click away from its own cell."""

from dataclasses import replace
from functools import lru_cache

import numpy as np
import numpy.typing as npt

from planner.agreement.results import Results
from planner.base.days import Month
from planner.base.units import NumberStyle, Unit
from planner.forecast.capacity import capacity
from planner.forecast.forward import bookings_by_origin
from planner.forecast.results import Forecast
from planner.plan.keys import Driver, DriverKind
from planner.sheets.cells import Explanation, Part, Place
from planner.sheets.groups import group_at
from planner.sheets.outlook import Late
from planner.sheets.outlook_words import chance_words, last_useful
from planner.sheets.own_words import goal_told
from planner.sheets.periods import Period, Span, months_text, periods
from planner.sheets.plan_entry_words import entering_words
from planner.sheets.plan_figures import GAP, GOAL, KEYS, TYPED, WHOLE, stated_goal
from planner.sheets.plan_goal_words import AGAINST
from planner.sheets.plan_money_words import MONEY, largest
from planner.sheets.plan_team import LIMIT
from planner.sheets.plan_team_words import team_title, team_words
from planner.sheets.table import said, strong
from planner.sheets.whole_words import told_to_come
from planner.sheets.words import Tongue, driver_key, plural, step

Floats = npt.NDArray[np.float64]
Sentence = tuple[Part | str, ...]
NAMES = {
    "goal": "Goal",
    "booked": "Booked so far",
    "bookings": "Bookings",
    "gap": "Gap",
    "chance": "Chance of goal",
    "marketing": "Marketing pipeline",
    "promised": "Pipeline it promises",
    "pipeline": "Pipeline created",
    "coverage": "Coverage",
    "sourced": "Sourced by Marketing",
    "spend": "Spend",
    "cac": "Cost per deal",
    "return": "Return",
}
NAMES |= {
    f"{key}{end}": f"{NAMES[key]}, {end.removeprefix(':')}"
    for key in KEYS.values()
    for end in (GOAL, GAP)
}
NAMES |= {f"{key}{WHOLE}": f"{NAMES[key]}, with what came before" for key in KEYS.values()}
TO_COME = frozenset({"bookings", "marketing", "promised", "pipeline"})
"""Rows beside those of stages that count what is still to come of a plan under way."""
MOST = 0.8
_SEEN = 0.05
"""Fewer deals than this would be shown as none."""


def explain_plan(  # noqa: PLR0917 - a cell, and how it is shown
    results: Results,
    columns: tuple[Period, ...],
    row: str,
    column: str,
    style: NumberStyle,
    late: Late | None = None,
) -> Explanation:
    """Return the sentence behind one cell of the plan."""
    tongue = Tongue(style, results.plan.currency)
    found = [period for period in columns if period.key == column]
    period = found[0] if found else columns[-1]
    if not found and row == "bookings":
        return said("Bookings", *_missing(results.working))
    months = results.working.months
    when = months_text(months[period.first], months[period.last])
    kind, _, line = row.partition("/")
    title = _title(results, kind, line)
    if kind.startswith("stage:"):
        stage = int(kind.removeprefix("stage:"))
        parts = _stage(results, stage, line, period, tongue)
    elif kind == "bookings":
        parts = _bookings(results, period, tongue)
    elif kind == "chance":
        parts = chance_words(late or Late(), period, tongue)
    elif kind in MONEY:
        parts = MONEY[kind](results, period, tongue)
    elif kind in AGAINST:
        parts = AGAINST[kind](results, period, tongue)
    else:
        parts = team_words(results, kind, period, tongue)
    if kind.startswith(("stage:", LIMIT)) or kind in TO_COME:
        parts = told_to_come(results, period, parts)
    if kind in TYPED:
        goal = stated_goal(results.plan, TYPED[kind], period.months)
        told = goal_told(results.plan, goal, tongue)
        parts = (*parts, f" {told}".rstrip()) if told else parts
    return said(f"{title} · {when}", *parts)


def _missing(seen: Forecast) -> Sentence:
    """Say all that could not be computed, and what to know of the rest."""
    caveats = "".join(f" {text}." for text in seen.caveats)
    deals = Part("Deals won", Place("Plan", f"stage:{len(seen.stages) - 1}"))
    if not seen.missing:
        return (deals, " × deal size, of all lines. Nothing was missing to compute them." + caveats)
    return (deals, f" × deal size. {'. '.join(seen.missing)}.{caveats}")


def _title(results: Results, kind: str, line: str) -> str:
    if not kind.startswith("stage:"):
        return NAMES.get(kind) or team_title(results, kind)
    stage = plural(results.working.stages[int(kind.removeprefix("stage:"))])
    group = group_at(results.plan.lines, line)
    named = group.channel if group else line
    return f"{named} · {stage}" if line else stage


def _bookings(results: Results, period: Period, tongue: Tongue) -> Sentence:
    working = results.working
    booked = float(working.bookings[:, period.months].sum())
    deals = float(working.entries[:, -1, period.months].sum())
    if deals <= 0.0 or booked <= 0.0:
        return (strong(tongue.short(booked)), *_nothing(working))
    return (
        strong(tongue.short(booked)),
        " = ",
        Part(f"{tongue.show(deals, Unit.NUMBER)} deals", _stage_place(working, period)),
        f" × {tongue.show(booked / deals, Unit.MONEY)}. ",
        *_origin(working, period, tongue),
    )


def _nothing(seen: Forecast) -> Sentence:
    why = "; ".join(seen.missing)
    return (f": nothing is booked then. {why}." if why else ": nothing is booked then.",)


def _stage_place(seen: Forecast, period: Period) -> Place:
    return Place("Plan", f"stage:{len(seen.stages) - 1}", period.key)


def _origin(seen: Forecast, period: Period, tongue: Tongue) -> Sentence:
    """Say how many of a period's deals come from entries, and how many from today's pipeline."""
    by_entry = deal_origins(seen)[:, period.months].sum(1)
    carried, entered = float(by_entry[0]), by_entry[1:]
    waiting = "today’s open pipeline" if carried >= 0.05 else ""
    if entered.sum() <= 0.0:
        return (f"All from {waiting}." if waiting else "",)
    run = seen.flow.run_start
    whole, most = _range(entered, run), _range_of(most_of(entered), run)
    mostly = f", most in {most}" if most != whole else ""
    if not waiting:
        return (f"All from journeys that enter in {whole}{mostly}.",)
    share = f"{tongue.show(float(entered.sum()), Unit.NUMBER)} of them"
    today = f"{tongue.show(carried, Unit.NUMBER)} from {waiting}"
    return (f"{share} from journeys that enter in {whole}{mostly}; {today}.",)


def _range(entered: Floats, run: Month) -> str:
    some = np.flatnonzero(entered > 0.0)
    return _range_of((int(some[0]), int(some[-1])), run)


def _range_of(ends: tuple[int, int], run: Month) -> str:
    return months_text(run + ends[0], run + ends[1])


def most_of(amounts: Floats) -> tuple[int, int]:
    """Return the shortest run of positions, first and last, that holds at least 80 % of a sum."""
    total = np.concatenate(([0.0], np.cumsum(amounts)))
    enough = MOST * total[-1] * (1.0 - 1e-12)
    ends = np.searchsorted(total, total[:-1] + enough)
    lengths = np.where(ends < len(total), ends - np.arange(len(ends)), len(total))
    first = int(lengths.argmin())
    return first, int(ends[first]) - 1


@lru_cache(maxsize=8)
def deal_origins(seen: Forecast) -> Floats:
    """Deals won per plan month by month of entry, (run months + 1, H).

    Row 0 is the pipeline open at the as-of date, row t + 1 the entries of run month t.
    """
    counted = replace(seen.flow, deal_size=np.ones_like(seen.flow.deal_size))
    months = np.arange(counted.volume.shape[-1])
    if seen.capacity is None:
        return bookings_by_origin(counted, months)
    return capacity(counted, seen.capacity.team).by_origin(months)


def _stage(results: Results, stage: int, line: str, period: Period, tongue: Tongue) -> Sentence:
    seen = results.working
    group = group_at(results.plan.lines, line)
    if line and group is None:
        return _line(results, stage, line, period, tongue)
    names = group.names if group else seen.lines
    at = [seen.lines.index(name) for name in names]
    values = seen.entries[at, stage, period.months].sum(1)
    total = tongue.show(float(values.sum()), Unit.NUMBER)

    def show(value: float) -> str:
        return tongue.show(value, Unit.NUMBER)

    def place(name: str) -> Place:
        return Place("Plan", f"stage:{stage}/{name}", period.key)

    entries = (each.entry for each in results.plan.lines)
    first = not line and stage == min(entries, default=None)
    later = _shift(seen, results.plan.fiscal_start, period, tongue) if first else ()
    return (strong(total), " = ", *largest(names, values, show, place), ".", *later)


def _shift(seen: Forecast, fiscal_start: int, period: Period, tongue: Tongue) -> Sentence:
    """Say in which quarters the deals are won that a period's entries become."""
    start = seen.flow.start + 1
    won = deal_origins(seen)[start + period.first : start + period.last + 1].sum(0)
    if not won.any() or period.last - period.first + 1 == len(seen.months):
        return ()
    quarters = [p for p in periods(seen.months, fiscal_start) if p.span is Span.QUARTER]
    parts: list[Part | str] = []
    for quarter in quarters:
        deals = float(won[quarter.months].sum())
        if deals >= _SEEN:
            place = Place("Plan", f"stage:{len(seen.stages) - 1}", quarter.key)
            said = f"{tongue.show(deals, Unit.NUMBER)} in {quarter.title}"
            parts += [", ", Part(said, place)]
    if not parts:
        return ()
    return (" Of all that enters the plan then, deals are won: ", *parts[1:], ".")


def _line(results: Results, stage: int, line: str, period: Period, tongue: Tongue) -> Sentence:
    seen, plan = results.working, results.plan
    i = seen.lines.index(line)
    total = tongue.show(float(seen.entries[i, stage, period.months].sum()), Unit.NUMBER)
    entry = plan.lines[i].entry
    if stage == entry:
        until = last_useful(results, i, period)
        place = Place("Assumptions", driver_key(plan, line, Driver(DriverKind.VOLUME)), "working")
        count = period.last - period.first + 1
        months = "this month" if count == 1 else f"over {count} months"
        return (
            strong(total),
            " enter here ",
            months,
            ", the ",
            Part("working volume", place),
            f"{entering_words(results, i, period, tongue)}.{until}",
        )
    return (strong(total), *_moved(results, i, stage, period, tongue))


def _moved(results: Results, i: int, stage: int, period: Period, tongue: Tongue) -> Sentence:
    """Say at which rate and after how long a line's journeys arrive, and how many are carried."""
    seen, plan = results.working, results.plan
    line, flow, j = seen.lines[i], seen.flow, stage - 1
    begin, until = flow.start + period.first, flow.start + period.last + 1
    carried = float(flow.carried[i, j, begin:until].sum())
    rates = flow.rates[i, j, :until]
    rate = tongue.rate(float(rates[0]))
    if (rates != rates[0]).any():
        rate = f"{tongue.rate(float(rates.min()))} to {tongue.rate(float(rates.max()))}"
    place, lag = (
        Place("Assumptions", driver_key(plan, line, Driver(kind, j)), "working")
        for kind in (DriverKind.RATE, DriverKind.LAG)
    )
    opened = flow.opening[i, j] * rates[flow.start] * flow.opening_spread[i, j, begin:until].sum()
    when, there = ("today", carried) if carried >= _SEEN else ("at the start", float(opened))
    waiting = (
        f"; {tongue.show(there, Unit.NUMBER)} of them open there {when}" if there >= _SEEN else ""
    )
    known = next(a.working for a in results.assumptions if a.key == lag.row) is not None
    after: Sentence = (", after the ", Part("working lag", lag)) if known else (", the same month",)
    return (
        f" arrive from {plural(seen.stages[j])}: {step(seen.stages, j)} at ",
        Part(rate, place, bold=True),
        *after,
        f"{waiting}.",
    )
