"""Every number of one step in full as a sentence."""

import math

from planner.base.days import month_of
from planner.base.units import Unit
from planner.evidence.cuts import Window
from planner.evidence.figures import THIN
from planner.evidence.measure import MeasuredTransition
from planner.evidence.steps import StepTable
from planner.sheets.cells import Explanation
from planner.sheets.funnel_words import Sentence, step_sentence
from planner.sheets.periods import months_text
from planner.sheets.table import said, strong
from planner.sheets.words import Tongue, in_sentence, plural

_SHARES = {"lower": "a quarter", "median": "half", "upper": "three quarters"}


def explain_step(
    found: StepTable,
    step: MeasuredTransition,
    who: str,
    column: str,
    *,
    window: Window,
    tongue: Tongue,
) -> Explanation:
    """Return the sentence behind one cell of a group's or a cohort's step."""
    start, end = (found.stages[i] for i in found.pair)
    name = f"{who} · {start} → {end}"
    when = f" in {months_text(month_of(window[0]), month_of(window[1]))}" if "·" not in who else ""
    if column in {"advanced", "lost", "open", "entered"}:
        return said(name, *_count(found, step, column, when, tongue))
    if column in {*_SHARES, "mean"}:
        return said(name, *_lag(step, column, tongue))
    sentence = step_sentence(found.stages, step, when, tongue)
    if "·" in who and found.young(step):
        sentence = (
            *sentence,
            f" Still young: observed for {step.observed_days} of the {found.ripe} days within "
            "which 90% of those who move on do so.",
        )
    return said(name, *sentence)


def _count(
    found: StepTable, step: MeasuredTransition, column: str, when: str, tongue: Tongue
) -> Sentence:
    start, end = (found.stages[i] for i in found.pair)
    whole = f"{tongue.count(step.entered)} {in_sentence(plural(start))}{when}"
    if column == "entered":
        return (strong(tongue.count(step.entered)), f" entered {start}{when}.")
    n, did = {
        "advanced": (step.advanced, f"have gone on to {end}"),
        "lost": (step.lost, f"were lost before {end}"),
        "open": (step.open, f"are still on their way to {end}"),
    }[column]
    return (strong(tongue.count(n)), f" of {whole} {did}.")


def _lag(step: MeasuredTransition, column: str, tongue: Tongue) -> Sentence:
    if not math.isfinite(step.mean_days):
        return ("Nothing dated went this way, so there is no lag to show.",)
    thin = " Thin: fewer than 30." if step.conversions < THIN else ""
    n = f"{tongue.count(step.conversions)} conversions"
    if column == "mean":
        interval = tongue.interval(step.lag.low, step.lag.high, Unit.DAYS)
        text = f" on average (90% interval {interval}, {n} within {step.observed_days} days).{thin}"
        return (strong(f"{tongue.show(step.mean_days, Unit.DAYS)} days"), text)
    days = {
        "lower": step.lower_quartile_days,
        "median": step.matured_median_days,
        "upper": step.upper_quartile_days,
    }[column]
    return (
        strong(f"{tongue.show(days, Unit.DAYS)} days"),
        f" until {_SHARES[column]} of those who move on within {step.observed_days} days have done "
        f"so ({n}; open ones counted until their age).{thin}",
    )
