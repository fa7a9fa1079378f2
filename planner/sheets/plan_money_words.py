"""The plan's money as sentences: what is due, the gap, the pipeline, what is spent on it."""

from collections.abc import Callable

import numpy as np
import numpy.typing as npt

from planner.agreement.results import Results
from planner.base import units
from planner.base.days import date_of
from planner.base.stages import opportunity_stage, qualified_stage
from planner.base.units import Unit
from planner.forecast.booked import has_begun
from planner.forecast.targets import stated_due
from planner.plan.keys import Driver, DriverKind
from planner.plan.measured import line_evidence
from planner.sheets.cells import Part, Place
from planner.sheets.periods import Period, months_text
from planner.sheets.plan_figures import (
    goal_by_month,
    goal_due,
    marketing_pipeline,
    parts_apart,
    period_of,
    pipeline_created,
    pipeline_of,
    priced,
    spread_text,
    summed,
    total_spend,
)
from planner.sheets.status import day_text
from planner.sheets.table import strong
from planner.sheets.whole_words import is_under_way
from planner.sheets.words import Tongue, driver_key, in_sentence, plural

Floats = npt.NDArray[np.float64]
Sentence = tuple[Part | str, ...]
RATIO = "team/pipeline_ratio"
_COSTS = (DriverKind.COST, DriverKind.SPEND)


def _goal(results: Results, period: Period, tongue: Tongue) -> Sentence:
    plan, months = results.plan, results.working.months
    due = goal_due(plan)(period.months)
    if np.isnan(due):
        return ("No goal is set yet. Type one here; any seat may.",)
    count, apart = period.last - period.first + 1, parts_apart(plan, period.months)
    parts = ""
    if apart is not None:
        parts = f" Goals of shorter periods make it {tongue.short(apart)} by month."
    whole = months_text(months[0], months[-1])
    if count == len(months):
        spread = spread_text(plan)
        said = f"{spread[:1].upper()}{spread[1:]} over the months; any seat may change it."
        booked = Part("bookings", Place("Plan", "bookings", period.key))
        return (strong(tongue.short(due)), " of ", booked, f" in {whole}. {said}{parts}")
    if stated_due(plan, period_of(plan, period.months)) is not None:
        booked = Part("bookings", Place("Plan", "bookings", period.key))
        said = f", stated for just this period.{parts}"
        return (strong(tongue.short(due)), " of ", booked, said)
    link = Part(tongue.short(plan.goal or 0.0), Place("Plan", "goal"), bold=True)
    if plan.goal is None:
        return (strong(tongue.short(due)), " of bookings, by goals stated for other periods.")
    if spread_text(plan) != "spread evenly":
        return (
            strong(tongue.short(due)),
            " is this period’s part of ",
            link,
            f" for {whole}, {spread_text(plan)}.",
        )
    many = "1 month" if count == 1 else f"{count} months"
    return (
        strong(tongue.short(due)),
        f" = {many} of {len(months)} × ",
        link,
        f" for {whole}, spread evenly by month.",
    )


def _booked(results: Results, period: Period, tongue: Tongue) -> Sentence:
    evidence, value = results.evidence, float(results.working.booked[period.months].sum())
    when = "" if evidence is None else f" by {day_text(date_of(evidence.as_of))}"
    return (strong(tongue.short(value)), f" won{when}, by the data, of whatever line.")


def _gap(results: Results, period: Period, tongue: Tongue) -> Sentence:
    due, working = goal_by_month(results.plan), results.working
    known = np.where(np.isnan(due), np.nan, working.booked + working.bookings.sum(0))
    booked, phased = summed(known)(period.months), goal_due(results.plan)(period.months)
    before = float(working.booked[period.months].sum())
    if np.isnan(phased):
        return ("No goal is set for this period.",)
    word = "short of" if booked < phased else "above"
    return (
        strong(tongue.short(booked - phased, signed=True)),
        " = ",
        *(
            (
                Part(tongue.short(before), Place("Plan", "booked", period.key)),
                " booked so far + to come ",
            )
            if is_under_way(results)
            else ("bookings ",)
        ),
        Part(tongue.short(booked - before), Place("Plan", "bookings", period.key), bold=True),
        " − goal ",
        Part(tongue.short(phased), Place("Plan", "goal", period.key), bold=True),
        f", {tongue.rate(abs(booked / phased - 1.0), 0)} {word} it." if phased else ".",
    )


def _marketing(results: Results, period: Period, tongue: Tongue) -> Sentence:
    seen = results.working
    stage = qualified_stage(seen.stages)
    total = summed(marketing_pipeline(results, seen))(period.months)
    return (
        strong(tongue.short(total)),
        " = ",
        _entered(results, stage, period, tongue),
        " at each line’s deal size, before Sales qualifies them.",
    )


def _promised(results: Results, period: Period, tongue: Tongue) -> Sentence:
    found = pipeline_of(results, results.working)
    ratio, months = found.stated_ratio, period.months
    if ratio is None:
        return ("No ratio of pipeline created to marketing pipeline is assumed.",)
    marketing, created = (float(row[:, months].sum()) for row in found.rows)
    return (
        strong(tongue.short(marketing * ratio)),
        " = ",
        Part(tongue.short(marketing), Place("Plan", "marketing", period.key), bold=True),
        " of marketing pipeline × ",
        Part(tongue.rate(ratio), Place("Assumptions", RATIO, "working"), bold=True),
        ", the working ratio; by rates and amounts the plan creates ",
        Part(tongue.short(created), Place("Plan", "pipeline", period.key)),
        ".",
    )


def _entered(results: Results, stage: int, period: Period, tongue: Tongue) -> Part:
    seen = results.working
    count = float(seen.entries[:, stage, period.months].sum())
    name = in_sentence(plural(seen.stages[stage]))
    place = Place("Plan", f"stage:{stage}", period.key)
    return Part(f"{tongue.show(count, Unit.NUMBER)} {name}", place)


def _pipeline(results: Results, period: Period, tongue: Tongue) -> Sentence:
    seen = results.working
    total = summed(pipeline_created(results, seen))(period.months)
    stage = opportunity_stage(seen.stages)
    found = ((line.name, line_evidence(results.plan, results.evidence, line))
             for line in results.plan.lines)  # fmt: skip
    unknown = [name for name, line in found if line is None or not line.opened_amount.known]
    if len(unknown) == len(seen.lines):
        how = " at each line’s deal size, as no opened amounts are known."
    else:
        others = f"; {', '.join(unknown)} at the deal size, for want of any" if unknown else ""
        how = f" at the amount each line’s have been opened with{others}."
    return (strong(tongue.short(total)), " = ", _entered(results, stage, period, tongue), how)


def _coverage(results: Results, period: Period, tongue: Tongue) -> Sentence:
    covered = pipeline_of(results, results.working)
    begun, owed = float(covered.open_value[period.first]), covered.owed(period.months)
    if has_begun(results.evidence, results.plan.start + period.first):
        return ("What was open when it began is past: coverage is told of what is still to begin.",)
    if not owed > 0.0:
        due = Part("due", Place("Plan", "goal", period.key))
        return ("Not all that is to be covered is ", due, " within the plan.")
    one = period.first == period.last
    what = "in this month and the next two" if one else "in this period"
    return (
        strong(f"{units.number(begun / owed, tongue.style, 1)} ×"),
        f" = {tongue.short(begun)} opened and still open when it begins ÷ ",
        Part(tongue.short(owed), Place("Plan", "goal", period.key), bold=True),
        f" of bookings due {what}.",
    )


def _spend(results: Results, period: Period, tongue: Tongue) -> Sentence:
    seen = results.working
    by_line = np.nansum(seen.spend[:, period.months], axis=1)
    total = float(by_line.sum())

    def place(line: str) -> Place:
        stated = {a.key for a in results.assumptions if a.working is not None}
        keys = [driver_key(results.plan, line, Driver(kind)) for kind in _COSTS]
        return Place("Assumptions", next((k for k in keys if k in stated), keys[0]), "working")

    return (
        strong(tongue.short(total)),
        " = ",
        *largest(seen.lines, by_line, tongue.short, place),
        ". Cost per entry × volume, and what is fixed per month, where stated.",
    )


def _cac(results: Results, period: Period, tongue: Tongue) -> Sentence:
    seen = results.working
    spent = summed(total_spend(seen))(period.months)
    won = float(seen.entries[priced(seen), -1, period.months].sum())
    if not won > 0.0:
        return ("The lines with a cost win no deal in this period.",)
    return (
        strong(tongue.short(spent / won)),
        " = ",
        Part(tongue.short(spent), Place("Plan", "spend", period.key), bold=True),
        f" ÷ {tongue.show(won, Unit.NUMBER)} deals won in the same months by the lines with a "
        "cost; what is spent now wins later.",
    )


def _return(results: Results, period: Period, tongue: Tongue) -> Sentence:
    seen = results.working
    spent = summed(total_spend(seen))(period.months)
    booked = float(seen.bookings[priced(seen), period.months].sum())
    if not spent > 0.0:
        return ("Nothing is spent in this period.",)
    return (
        strong(f"{units.number(booked / spent, tongue.style, 1)} ×"),
        f" = {tongue.short(booked)} booked by the lines with a cost ÷ ",
        Part(tongue.short(spent), Place("Plan", "spend", period.key), bold=True),
        " spent in the same months; what is spent now is booked later.",
    )


MONEY: dict[str, Callable[[Results, Period, Tongue], Sentence]] = {
    "goal": _goal,
    "booked": _booked,
    "gap": _gap,
    "marketing": _marketing,
    "promised": _promised,
    "pipeline": _pipeline,
    "coverage": _coverage,
    "spend": _spend,
    "cac": _cac,
    "return": _return,
}


def largest(
    names: tuple[str, ...],
    values: Floats,
    show: Callable[[float], str],
    place: Callable[[str], Place],
    shown: int = 3,
) -> Sentence:
    """Name the largest parts of a sum, each with its place, and put the rest in one figure."""
    order = [int(i) for i in np.argsort(-values, kind="stable") if values[i] > 0]
    parts: list[Part | str] = []
    for i in order[:shown]:
        parts += [" + ", Part(f"{names[i]} {show(float(values[i]))}", place(names[i]))]
    rest = order[shown:]
    if rest:
        others = "1 other" if len(rest) == 1 else f"{len(rest)} others"
        parts.append(f" + {others} {show(float(values[rest].sum()))}")
    return tuple(parts[1:]) or ("nothing",)
