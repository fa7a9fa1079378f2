"""Every number of the funnel as a sentence."""

import math

from planner.base.days import month_of
from planner.base.units import Unit
from planner.evidence.cuts import Window
from planner.evidence.figures import THIN
from planner.evidence.measure import MeasuredRow, MeasuredTransition, Measures
from planner.evidence.money import opportunity_stage
from planner.sheets.cells import Explanation, Part, Place
from planner.sheets.funnel_value import flag_of, volume_share, whole_way
from planner.sheets.periods import months_text
from planner.sheets.table import said, strong
from planner.sheets.words import Tongue, in_sentence, plural, step

Sentence = tuple[Part | str, ...]
FUNNEL = "Funnel"


def explain_funnel(
    measures: Measures,
    row: MeasuredRow,
    key: str,
    column: str,
    *,
    window: Window | None,
    tongue: Tongue,
) -> Explanation:
    """Return the sentence behind one cell; `key` is the row's."""
    who = " | ".join(row.key) or "All"
    kind, _, index = column.partition(":")
    when = f" in {months_text(month_of(window[0]), month_of(window[1]))}" if window else ""
    if kind == "stage":
        stage = int(index)
        return said(
            f"{who} · {plural(measures.stages[stage])}", *_count(measures, row, stage, when, tongue)
        )
    if kind == "rate":
        found = row.transitions[int(index)]
        name = f"{measures.stages[found.start]} → {measures.stages[found.end]}"
        return said(f"{who} · {name}", *_rate(measures, row, found, when, tongue))
    title, parts = _other(measures, row, key, column, tongue)
    return said(f"{who} · {title}", *parts)


def _count(measures: Measures, row: MeasuredRow, stage: int, when: str, tongue: Tongue) -> Sentence:
    n, total = row.entered[stage], measures.total.entered[stage]
    share = ""
    if row is not measures.total and total:
        share = f", {tongue.rate(n / total)} of all {tongue.count(total)}"
    return (strong(tongue.count(n)), f" entered {measures.stages[stage]}{when}{share}.")


def _rate(
    measures: Measures, row: MeasuredRow, found: MeasuredTransition, when: str, tongue: Tongue
) -> Sentence:
    """Say the rates of a step, unless the group enters the funnel after it."""
    if found.start < row.entry:
        return (f"This group enters at {measures.stages[row.entry]}, after this step.",)
    return step_sentence(measures.stages, found, when, tongue)


def step_sentence(
    stages: tuple[str, ...], found: MeasuredTransition, when: str, tongue: Tongue
) -> Sentence:
    """Say matured, plain, closed-only and pooled rates, and what was left out."""
    if not found.entered:
        return (f"Nobody entered {stages[found.start]}{when}.",)
    entered = in_sentence(plural(stages[found.start]))
    interval = tongue.interval(found.low, found.high, Unit.RATE).removesuffix("%")
    parts: list[Part | str] = [
        strong(tongue.rate(found.matured)) if math.isfinite(found.matured) else "No dates: ",
        f" of {tongue.count(found.entered)} {entered} went on to {stages[found.end]}"
        f" within {found.observed_days} days (matured, 90% interval {interval}, "
        f"{tongue.count(found.at_risk)} at risk on the last day). ",
        f"Plain {tongue.rate(found.plain)} to date, {tongue.rate(found.closed_only)} of those "
        f"closed; pooled {tongue.rate(found.pooled)}, weight of the pool "
        f"{tongue.rate(found.rate.pool_weight, 0)}.",
    ]
    left_out = _left_out(found, tongue)
    return (*parts, f" {left_out}" if left_out else "")


def _left_out(found: MeasuredTransition, tongue: Tongue) -> str:
    parts = []
    if found.advanced_later:
        parts.append(f"{tongue.count(found.advanced_later)} moved on later still")
    if found.out_of_order:
        parts.append(f"{tongue.count(found.out_of_order)} with dates out of order are left out")
    if found.undated:
        parts.append(f"{tongue.count(found.undated)} without dates count in plain only")
    if found.entered < THIN:
        parts.append("thin: fewer than 30")
    text = "; ".join(parts)
    return f"{text[:1].upper()}{text[1:]}." if text else ""


def _other(
    measures: Measures, row: MeasuredRow, key: str, column: str, tongue: Tongue
) -> tuple[str, Sentence]:
    match column:
        case "median":
            return "Median days", _median(measures, row, tongue)
        case "deal_size":
            return "Deal size", _deal_size(row, tongue)
        case "bookings":
            return "Bookings", _bookings(measures, row, key, tongue)
        case "pipeline":
            return "Pipeline created", _pipeline(measures, row, key, tongue)
    title = f"Value per {in_sentence(measures.stages[row.entry])}"
    return title, _value(measures, row, key, tongue)


def _deal_size(row: MeasuredRow, tongue: Tongue) -> Sentence:
    size = row.deal_size
    if not size.n:
        return ("No won deal with an amount.",)
    interval = tongue.interval(size.figure.low, size.figure.high, Unit.MONEY)
    spread = f" (90% interval {interval})" if interval else ""
    median = tongue.show(size.median, Unit.MONEY)
    return (
        strong(tongue.show(size.mean, Unit.MONEY)),
        f" on average of {tongue.count(size.n)} won amounts{spread}, median {median}.",
        _without_amount(row, tongue),
    )


def _bookings(measures: Measures, row: MeasuredRow, key: str, tongue: Tongue) -> Sentence:
    """Say how many deals with an amount make the bookings, each at the mean."""
    size = row.deal_size
    if not size.n:
        return (strong(tongue.short(row.bookings)), ": no won deal with an amount.")
    last = len(measures.stages) - 1
    deals = Part(f"{tongue.count(size.n)} deals", Place(FUNNEL, key, f"stage:{last}"))
    mean = Part(tongue.show(size.mean, Unit.MONEY), Place(FUNNEL, key, "deal_size"))
    without = _without_amount(row, tongue)
    return (strong(tongue.short(row.bookings)), " = ", deals, " × ", mean, ".", without)


def _without_amount(row: MeasuredRow, tongue: Tongue) -> str:
    n = row.deal_size.without_amount
    return f" {tongue.count(n)} won without an amount are left out." if n else ""


def _pipeline(measures: Measures, row: MeasuredRow, key: str, tongue: Tongue) -> Sentence:
    stage = opportunity_stage(measures.stages)
    entered = in_sentence(plural(measures.stages[stage]))
    link = Part(
        f"{tongue.count(row.entered[stage])} {entered}", Place(FUNNEL, key, f"stage:{stage}")
    )
    return (strong(tongue.short(row.pipeline_created)), " opened with ", link, ".")


def _median(measures: Measures, row: MeasuredRow, tongue: Tongue) -> Sentence:
    start, last = opportunity_stage(measures.stages), len(measures.stages) - 1
    found = next((t for t in row.transitions if (t.start, t.end) == (start, last)), None)
    if found is None or not math.isfinite(found.matured_median_days):
        return ("Nothing dated went this way, so there is no lag to show.",)
    name = f"{measures.stages[start]} → {measures.stages[last]}"
    if last == start + 1:
        name = step(measures.stages, start)
    thin = " Thin: fewer than 30." if found.conversions < THIN else ""
    return (
        strong(f"{tongue.show(found.matured_median_days, Unit.DAYS)} days"),
        f" until half of those who move on have done so ({name}, {tongue.count(found.conversions)}"
        f" conversions, mean {tongue.show(found.mean_days, Unit.DAYS)} days).{thin}",
    )


def _value(measures: Measures, row: MeasuredRow, key: str, tongue: Tongue) -> Sentence:
    """Say the chance of a deal, the deal size, and how the value compares with the company's."""
    whole, size = whole_way(row), row.deal_size
    if not math.isfinite(row.value_per_entry) or not size.n:
        flag = flag_of(measures, row)
        share = tongue.rate(volume_share(measures, row), 0) if flag else ""
        named = f" Even at the company’s deal size: {flag} at {share} of volume." if flag else ""
        return (f"No won amount, so an entry has no measured value.{named}",)
    chance: Sentence = ("chance of a deal",)
    if whole is not None:
        index = row.transitions.index(whole)
        rate = whole.rate.figure
        interval = tongue.interval(rate.low, rate.high, Unit.RATE).removesuffix("%")
        n = f"{tongue.count(whole.entered)} {in_sentence(plural(measures.stages[row.entry]))}"
        place = Place(FUNNEL, key, f"rate:{index}")
        pooled = f"weight of the pool {tongue.rate(whole.rate.pool_weight, 0)}"
        chance = (
            "matured chance of a deal ",
            Part(tongue.rate(rate.value, 2), place, bold=True),
            f" (90% interval {interval}, {n}, {pooled})",
        )
    mean = Part(tongue.show(size.mean, Unit.MONEY), Place(FUNNEL, key, "deal_size"), bold=True)
    value = strong(tongue.show(row.value_per_entry, Unit.MONEY))
    return (value, " = ", *chance, " × mean deal ", mean, ".", _compared(measures, row, tongue))


def _compared(measures: Measures, row: MeasuredRow, tongue: Tongue) -> str:
    """Say how many times the company's value per entry this is, and its flag."""
    company = measures.total.value_per_entry
    if row is measures.total or row.entry != measures.total.entry or not company > 0:
        return ""
    times = row.value_per_entry / company
    flag = flag_of(measures, row)
    share = tongue.rate(volume_share(measures, row), 0)
    named = f": {'a ' if flag == 'hidden gem' else ''}{flag} at {share} of volume" if flag else ""
    return f" {tongue.show(times, Unit.NUMBER)} times the company’s{named}."
