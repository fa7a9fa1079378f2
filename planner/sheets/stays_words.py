"""Every number of time and ageing as a sentence."""

import math

from planner.base.days import month_of
from planner.base.units import Unit
from planner.evidence.cuts import Window
from planner.evidence.figures import THIN
from planner.evidence.stays import SalesVelocity, Stay, Stays
from planner.sheets.cells import Explanation
from planner.sheets.funnel_words import Sentence
from planner.sheets.periods import months_text
from planner.sheets.table import said, strong
from planner.sheets.words import Tongue, in_sentence, plural

_SHARES = {
    "left25": "a quarter", "left50": "half", "left75": "three quarters",
    "lower": "a quarter", "median": "half", "upper": "three quarters",
}  # fmt: skip


def explain_stay(
    found: Stays,
    stay: Stay,
    speed: SalesVelocity | None,
    name: str,
    column: str,
    *,
    window: Window,
    tongue: Tongue,
) -> Explanation:  # fmt: skip
    """Return the sentence behind one cell."""
    start, end = found.stages[stay.step.start], found.stages[stay.step.end]
    entered = in_sentence(plural(start))
    when = f" in {months_text(month_of(window[0]), month_of(window[1]))}"
    if column == "velocity":
        return said(name, *_velocity(speed, entered, tongue))
    if column in {"still", "age", "older", "limit"}:
        return said(name, *_ageing(stay, entered, column, tongue))
    if column in {"left25", "left50", "left75"}:
        return said(name, *_gone(stay, entered, column, tongue))
    if column in _SHARES:
        return said(name, *_moved(stay, end, column, tongue))
    step, n = stay.step, f"{tongue.count(stay.step.entered)} {entered}{when}"
    count, did = {
        "advanced": (step.advanced, f" of {n} moved on to {end}."),
        "lost": (step.lost, f" of {n} were lost before {end}."),
    }.get(column, (step.entered, f" entered {start}{when}."))
    return said(name, strong(tongue.count(count)), did)


def _gone(stay: Stay, entered: str, column: str, tongue: Tongue) -> Sentence:
    days = stay.left[("left25", "left50", "left75").index(column)]
    who = f"of {tongue.count(stay.step.entered)} {entered}"
    if not math.isfinite(days):
        observed = stay.step.observed_days
        return (f"Less than {_SHARES[column]} {who} have gone within {observed} days.",)
    return (
        strong(f"{tongue.show(days, Unit.DAYS)} days"),
        f" until {_SHARES[column]} {who} have moved on or were lost; those still there are counted "
        f"until their age.{_thin(stay.step.entered)}",
    )


def _moved(stay: Stay, end: str, column: str, tongue: Tongue) -> Sentence:
    step = stay.step
    days = {
        "lower": step.lower_quartile_days,
        "median": step.matured_median_days,
        "upper": step.upper_quartile_days,
    }[column]
    if not math.isfinite(days):
        return ("Nothing dated went this way, so there is no lag to show.",)
    mean = tongue.show(step.mean_days, Unit.DAYS)
    interval = tongue.interval(step.lag.low, step.lag.high, Unit.DAYS)
    return (
        strong(f"{tongue.show(days, Unit.DAYS)} days"),
        f" until {_SHARES[column]} of those who move on to {end} within {step.observed_days} days "
        f"have done so ({tongue.count(step.conversions)} conversions, mean {mean} days, 90% "
        f"interval {interval}).{_thin(step.conversions)}",
    )


def _ageing(stay: Stay, entered: str, column: str, tongue: Tongue) -> Sentence:
    still = f"{tongue.count(stay.still)} {entered} are still there, whenever they entered"
    undated = f", {tongue.count(stay.undated)} of them undated" if stay.undated else ""
    if column == "still" or (column == "age" and not len(stay.ages)):
        return (strong(tongue.count(stay.still)), f" {entered} are still there{undated}.")
    if column == "age":
        middle, oldest = (
            tongue.show(float(age), Unit.DAYS)
            for age in (stay.ages[len(stay.ages) // 2], stay.ages[-1])
        )
        return (strong(f"{middle} days"), f" is the middle age; {still}; oldest {oldest} days.")
    if not math.isfinite(stay.limit):
        return ("None has closed with a date, so nothing tells which are old.",)
    limit = tongue.show(stay.limit, Unit.DAYS)
    closed = f"90% of those that closed, moved on or lost, had done so within {limit} days"
    if column == "limit":
        return (strong(f"{limit} days"), f": {closed}.")
    return (strong(tongue.count(stay.older)), f" are older: {closed}; {still}{undated}.")


def _velocity(speed: SalesVelocity | None, entered: str, tongue: Tongue) -> Sentence:
    if speed is None:
        return ("Money per day is told of the step to the last stage.",)
    if not math.isfinite(speed.money):
        return ("No won amount or no cycle is known, so there is no money per day.",)
    rate, size = tongue.rate(speed.rate.value), tongue.show(speed.size.value, Unit.MONEY)
    days = tongue.show(speed.days.value, Unit.DAYS)
    return (
        strong(f"{tongue.show(speed.money, Unit.MONEY)} a day"),
        f" = {tongue.count(speed.open)} open {entered} × win rate {rate} (matured, pooled) × mean "
        f"deal {size} ÷ {days} days to close on average.",
    )


def _thin(n: int) -> str:
    return " Thin: fewer than 30." if n < THIN else ""
