"""Every figure of Marketing's promise as a sentence that leads to the plan it came from."""

import math
from typing import TYPE_CHECKING
from urllib.parse import unquote

from planner.base.stages import hand_off, qualified_stage
from planner.commitments.promise import ACCEPTED, BASIC, QUALIFIED
from planner.plan.keys import DEAL_SIZE, VOLUME, Driver, DriverKind, quote
from planner.sheets.cells import Explanation, Part, Place
from planner.sheets.periods import Period, Span, months_text
from planner.sheets.sla_words import LEVEL_NAMES, SLA_SHEET
from planner.sheets.table import said, strong
from planner.sheets.words import driver_key, in_sentence, plural, step

if TYPE_CHECKING:
    from planner.sheets.sla_marketing import Deliveries

Sentence = tuple[Part | str, ...]


def explain_level(found: "Deliveries", row: str, column: str) -> Explanation:
    """Return the sentence of a cell: where the promise comes from, and what came of it."""
    level, _, quoted = row.partition("/")
    line = unquote(quoted)
    if level not in LEVEL_NAMES:
        return said("What it does to bookings", *_later(found))
    name = " · ".join(part for part in (LEVEL_NAMES[level], line) if part)
    period = next((p for p in found.columns if p.key == column), None)
    if period is None:
        if column == "person":
            return said(f"{name} · Answers for it", "Type the name of the one who answers for it.")
        return said(f"{name} · to date", *_to_date(found, level, line))
    when = months_text(found.now.months[period.first], found.now.months[period.last])
    return said(
        f"{name} · {when}",
        *_origin(found, level, line, period),
        *_signed(found, level, line, period),
        *_came(found, level, line, period),
    )


def _to_date(found: "Deliveries", level: str, line: str) -> Sentence:
    whole = found.sums(level, line)
    if not whole:
        return ("No data of a day after the plan began: nothing is due yet.",)
    parts: list[Part | str] = []
    spans = (found.this_month(level, line), "this month"), (whole, "since the plan began")
    for sums, when in spans:
        due, pace = sums["due"], sums["actual"] / sums["due"] if sums["due"] > 0.0 else math.nan
        told = f", a pace of {found.tongue.rate(pace, 0)}" if math.isfinite(pace) else ""
        came = strong(found.show(level, sums["actual"]))
        parts += [
            came,
            f" came {when} of {found.show(level, due)} due by the last day known{told}. ",
        ]
    return tuple(parts)


def _origin(found: "Deliveries", level: str, line: str, period: Period) -> Sentence:
    """Say which numbers of the plan the promise is made of, each a click away."""
    plan, value = found.plan, found.promised(level, line, period)
    amount = strong(found.show(level, value))
    if not line:
        lines = found.tongue.count(len(found.now.lines))
        return (amount, f" in all: the sum of Marketing’s {lines} lines below.")
    entry, stage = plan.line(line).entry, qualified_stage(plan.stages)
    if level == BASIC or (level == QUALIFIED and entry == stage):
        volume = Part("their number a month", _assumption(found, line, VOLUME))
        entering = in_sentence(plural(plan.stages[entry]))
        return (amount, f" {entering} enter {line} in ", _plan(line, entry, period),
                ": ", volume, ".")  # fmt: skip
    if level == QUALIFIED:
        into = in_sentence(plural(plan.stages[stage]))
        return (amount, f" {into} in ", _plan(line, stage, period), ": what entered, by ",
                *_rates(found, line, range(entry, stage)), " and their lags.")  # fmt: skip
    if level == ACCEPTED:
        end = hand_off(plan.stages).end
        accepted = Part("the plan", Place("Plan", f"stage:{end}/{line}", period.key))
        return (amount, f" {plan.stages[end]} in ", accepted, ": qualified leads by ",
                *_rates(found, line, range(end - 1, end)), " and its lag.")  # fmt: skip
    return (amount, ": ", *_value(found, line, period))


def _value(found: "Deliveries", line: str, period: Period) -> Sentence:
    """Say how many qualified leads stand behind a value, and what each is worth."""
    plan = found.plan
    stage, count = qualified_stage(plan.stages), found.promised(QUALIFIED, line, period)
    many = Part(
        f"{found.tongue.count(count)} qualified leads",
        Place(SLA_SHEET, f"{QUALIFIED}/{quote(line)}", period.key),
    )
    size = Part("deal size", _assumption(found, line, DEAL_SIZE))
    worth = ""
    if count > 0.0:
        each = found.promised("value", line, period) / count
        worth = f", {found.tongue.short(each)} each"
    rates = _rates(found, line, range(stage, len(plan.stages) - 1))
    return (many, " × the agreed rates ", *rates, " × ", size, f"{worth}.")


def _rates(found: "Deliveries", line: str, steps: range) -> Sentence:
    flow = found.made.current.seen.flow
    row, parts = flow.lines.index(line), list[Part | str]()
    for i in steps:
        rate = float(flow.rates[row, i, flow.start])
        text = f"{step(found.plan.stages, i)} {found.tongue.rate(rate)}"
        parts += [" × "] * bool(parts) + [
            Part(text, _assumption(found, line, Driver(DriverKind.RATE, i)))
        ]
    return tuple(parts)


def _assumption(found: "Deliveries", line: str, driver: Driver) -> Place:
    return Place("Assumptions", driver_key(found.plan, line, driver), "working")


def _plan(line: str, stage: int, period: Period) -> Part:
    return Part("the plan", Place("Plan", f"stage:{stage}/{line}", period.key))


def _signed(found: "Deliveries", level: str, line: str, period: Period) -> Sentence:
    """Say what was signed, where the plan has been changed since."""
    now, then = found.promised(level, line, period), found.of_signed(level, line, period)
    version = found.made.signed
    if version is None or found.show(level, now) == found.show(level, then):
        return ()
    return (f" Signed were {found.show(level, then)}, which count until both sign again.",)


def _came(found: "Deliveries", level: str, line: str, period: Period) -> Sentence:
    came = found.sums(level, line, period)
    if not came:
        return ()
    due = "" if period.span is not Span.MONTH else f", {found.show(level, came['due'])} due by now"
    return (" ", strong(found.show(level, came["actual"])), f" came so far{due}.")


def _later(_found: "Deliveries") -> Sentence:
    total = Part("bookings of the plan", Place("Plan", "bookings"))
    return (
        "Qualified leads missing or beyond what is due, sent through the plan’s rates, lags and "
        "deal sizes, without the team’s limits: what they change in the ",
        total,
        " month by month.",
    )
