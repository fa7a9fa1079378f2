"""Every number of the Reps sheet as a sentence."""

import math
from collections.abc import Callable

from planner.base import units
from planner.base.days import month_of
from planner.base.units import Unit
from planner.evidence.figures import THIN
from planner.evidence.reps import RepEvidence, RepRow
from planner.sheets.cells import Explanation, Part
from planner.sheets.periods import months_text
from planner.sheets.table import said, strong
from planner.sheets.words import Tongue, in_sentence, plural

Sentence = tuple[Part | str, ...]
_THIN = f" Thin: fewer than {THIN}."
_NO_TOUCH = "No activities were imported: speed to first touch is not measured."
_NO_VALUE = (
    "A lead is worth nothing known: the data have neither channel nor segment, or no amount won."
)


def explain_rep(
    found: RepEvidence, row: RepRow, who: str, column: str, tongue: Tongue
) -> Explanation:
    """Return the sentence behind one cell; `who` is the row's name."""
    make, name = _COLUMNS[column]
    return said(f"{who} · {name}", *make(found, row, tongue))


def _received(found: RepEvidence, row: RepRow, tongue: Tongue) -> Sentence:
    when = ""
    if found.window:
        when = f" in {months_text(*(month_of(day) for day in found.window))}"
    of = ""
    if row is not found.total and found.total.received:
        of = f", {tongue.rate(row.received / found.total.received)} of all"
    entered = f" entered {found.received}{when}{of}."
    return (strong(tongue.count(row.received)), f" {_leads(row.received)}", entered)


def _worked(found: RepEvidence, row: RepRow, tongue: Tongue) -> Sentence:
    how = "were touched or moved on" if found.touched else "moved on; no activities were imported"
    return (*_part(row.worked, row, tongue), f" {how}.")


def _accepted(found: RepEvidence, row: RepRow, tongue: Tongue) -> Sentence:
    return (*_part(row.accepted or 0, row, tongue), f" reached {found.accepted}.")


def _won(_found: RepEvidence, row: RepRow, tongue: Tongue) -> Sentence:
    return (*_part(row.won, row, tongue), " were won by the as-of date.")


def _part(n: int, row: RepRow, tongue: Tongue) -> Sentence:
    share = f" ({tongue.rate(n / row.received)})" if row.received else ""
    leads = f" of {tongue.count(row.received)} {_leads(row.received)}{share}"
    return (strong(tongue.count(n)), leads)


def _close(found: RepEvidence, row: RepRow, tongue: Tongue) -> Sentence:
    rate = row.closing.rate
    base = f"{_leads(rate.n)} that reached {found.accepted}" if found.accepted else _leads(rate.n)
    if not rate.known:
        return (f"No {base} yet.",)
    interval = tongue.interval(rate.low, rate.high, Unit.RATE)
    return (
        strong(tongue.rate(rate.value)),
        f" = {tongue.count(row.won)} won ÷ {tongue.count(rate.n)} {base} "
        f"(90% interval {interval}). The young ones among them may still be won.",
        _THIN if rate.n < THIN else "",
    )


def _matured(found: RepEvidence, row: RepRow, tongue: Tongue) -> Sentence:
    closing, start = row.closing, found.accepted or found.received
    if not math.isfinite(closing.matured):
        return (f"No lead with a date in {start}.",)
    interval = tongue.interval(closing.matured_low, closing.matured_high, Unit.RATE)
    closed = tongue.rate(closing.closed_only)
    small = f" Of those won or lost {closed} were won." if closed else " None is won or lost yet."
    return (
        strong(tongue.rate(closing.matured)),
        f" of {in_sentence(plural(start))} are won within the age observed so far (90% interval "
        f"{interval}), open ones counted until their age.{small}",
        _THIN if closing.rate.n < THIN else "",
    )


def _median(found: RepEvidence, row: RepRow, tongue: Tongue) -> Sentence:
    closing, start = row.closing, found.accepted or found.received
    if not closing.timed:
        return ("No won deal with both dates.",)
    half = f" days from {start} to {found.won}: half of {tongue.count(closing.timed)} deals took"
    thin = _THIN if closing.timed < THIN else ""
    return (strong(tongue.show(closing.median_days, Unit.DAYS)), f"{half} no longer.", thin)


def _touch(_found: RepEvidence, row: RepRow, tongue: Tongue) -> Sentence:
    touch = row.touch
    if touch is None:
        return (_NO_TOUCH,)
    n, never, waiting = (int(part[0]) for part in (touch.leads, touch.never, touch.waiting))
    if not n:
        return ("No lead was handed over; own opportunities wait for no first touch.",)
    days = row.first_touch_days
    begin: Sentence = ("Half the leads are never touched",)
    if math.isfinite(days):
        begin = (strong(tongue.show(days, Unit.DAYS)), " days until half the leads are touched")
    rest = (
        f" (Kaplan–Meier, n = {tongue.count(n)}): {tongue.count(never)} closed untouched count as "
        f"never touched, {tongue.count(waiting)} open untouched until their age."
    )
    return (*begin, rest, _THIN if n < THIN else "")


def _tries(_found: RepEvidence, row: RepRow, tongue: Tongue) -> Sentence:
    dead = row.dead_touches
    if dead is None:
        return (_NO_TOUCH,)
    if not dead.known:
        return ("No lead was lost before it was accepted.",)
    text = f" touches on average before {tongue.count(dead.n)} {_leads(dead.n)} died unaccepted."
    return (
        strong(units.number(dead.value, tongue.style, 1)), text, _THIN if dead.n < THIN else "",
    )  # fmt: skip


def _picks(_found: RepEvidence, row: RepRow, tongue: Tongue) -> Sentence:
    picks = row.picks
    if picks is None:
        return (_NO_VALUE,)
    lean = float(picks.lean[0])
    if not math.isfinite(lean):
        return ("No lead was handed over in one of the halves.",)
    half = picks.leads.shape[1] // 2
    low, high = (
        tongue.rate(float(picks.worked[0, part].sum() / picks.leads[0, part].sum()))
        for part in (slice(None, half), slice(half, None))
    )
    return (
        strong(units.points(lean, tongue.style, 0)),
        f" = {high} worked of the more valuable half of all leads − {low} of the other. A lead is "
        "worth the chance of a deal × the mean deal of its channel and segment.",
        _THIN if float(picks.fewest[0]) < THIN else "",
    )


def _leads(n: int) -> str:
    return "lead" if n == 1 else "leads"


_COLUMNS: dict[str, tuple[Callable[[RepEvidence, RepRow, Tongue], Sentence], str]] = {
    "rep": (_received, "Leads received"),
    "received": (_received, "Leads received"),
    "worked": (_worked, "Worked"),
    "accepted": (_accepted, "Accepted"),
    "won": (_won, "Won"),
    "close": (_close, "Close rate"),
    "matured": (_matured, "Matured close rate"),
    "median": (_median, "Days to close"),
    "touch": (_touch, "Days to first touch"),
    "tries": (_tries, "Touches before dead"),
    "picks": (_picks, "Cherry-pick"),
}
