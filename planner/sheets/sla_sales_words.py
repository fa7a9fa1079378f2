"""Sales' promises as sentences: what is said of a limit, what the past would have made of it."""

import math
from typing import TYPE_CHECKING
from urllib.parse import unquote

from planner.base.units import Unit
from planner.commitments.compliance import Kept
from planner.commitments.record import USUAL_SHARE
from planner.plan.assumption import Assumption, Status
from planner.plan.keys import DriverKind
from planner.plan.pledges import pledge
from planner.sheets.assumption_words import Sentence, Speaker
from planner.sheets.cells import Explanation
from planner.sheets.sla_words import MEASURE_NAMES
from planner.sheets.table import said, strong
from planner.sheets.words import Tongue

if TYPE_CHECKING:
    from planner.sheets.sla_sales import Working

_SHARE = {
    DriverKind.FIRST_TOUCH_DAYS: DriverKind.FIRST_TOUCH_SHARE,
    DriverKind.ANSWER_DAYS: DriverKind.ANSWER_SHARE,
}


class PledgeSpeaker(Speaker):
    """Explains limits, which have no worth in bookings, and whose evidence is the past's record."""

    def _evidence(self, assumption: Assumption) -> Sentence:
        figure, kind = assumption.evidence, assumption.driver.kind
        if not figure.known:
            return ("Not measured: no leads of the past, or no activities, tell it. ",)
        value, n = self.shown(assumption, figure.value), self.tongue.count(figure.n)
        if kind in _SHARE:
            stated = pledge(self.results.plan, _SHARE[kind]).working
            share = self.tongue.rate(USUAL_SHARE if stated is None else stated, 0)
            deed = "touched" if kind is DriverKind.FIRST_TOUCH_DAYS else "answered"
            return (f"Of {n} leads before the plan {share} were {deed} within ",
                    strong(value), ". ")  # fmt: skip
        if kind is DriverKind.TOUCHES_BEFORE_DEAD:
            return (f"{n} leads given up before the plan were touched ", strong(value),
                    " times on average. ")  # fmt: skip
        interval = self.tongue.interval(figure.low, figure.high, assumption.driver.unit)
        return (f"Of {n} due before the plan ", strong(value), f" (90% interval {interval}). ")

    def _detail(self, assumption: Assumption) -> Sentence:  # noqa: ARG002 - nothing to add
        return ()

    def _worth(self, assumption: Assumption) -> Sentence:  # noqa: ARG002 - a limit books nothing
        return ()

    def _percentiles(self, assumption: Assumption, seat: object) -> Sentence:  # noqa: ARG002
        return ()

    def _way_out(self, assumption: Assumption) -> Sentence:
        if assumption.status is not Status.DISPUTED:
            return ()
        return ("Way out: agree on what the past shows, or try one limit for a month.",)


def explain_measure(found: "Working", kind: DriverKind, column: str) -> Explanation:
    """Return the sentence of a promise: what was kept, of all due."""
    name = MEASURE_NAMES[kind]
    if column == "person":
        return said(f"{name} · Answers for it", "Type the name of the one who answers for it.")
    kept = found.of(kind)
    if kept is None:
        return said(name, "No data tell how it is kept.")
    due, met = kept.counts
    if not due:
        return said(name, f"{kept.why}." if kept.why else "Nothing is due yet.")
    show = found.tongue
    limit = limit_words(kept.all, kept.unit, show)
    limit = limit and f" ({limit})"
    promised = "" if kept.share is None else f"; {show.rate(kept.share, 0)} promised"
    rest = f" of {show.count(due)} due{limit} were kept: ", strong(show.rate(kept.rate, 0))
    touched = "" if kind is not DriverKind.FIRST_TOUCH_DAYS else _percentiles(found)
    return said(name, strong(show.count(met)), *rest, f"{promised}. {touched}{kept.why}")


def limit_words(kept: Kept, unit: Unit, tongue: Tongue) -> str:
    """Say what leads were held to, from the least to the greatest of their months' limits."""
    if kept.limits is None:
        return ""
    least, most = (tongue.show(end, unit) for end in kept.limits)
    return f"limit {least}" if least == most else f"limit {least} to {most}, by month"


def _percentiles(found: "Working") -> str:
    """Say by when half, and nine in ten, of all leads were touched, open ones censored."""
    leads = found.made.measured
    if leads is None:
        return ""
    told = []
    for share in (0.5, 0.9):
        days = leads.percentile(share)
        when = f"after {days:.0f} days" if math.isfinite(days) else "never"
        told.append(f"{found.tongue.rate(share, 0)} were touched {when}")
    return f"Of all leads, open ones counted until their age, {', '.join(told)}. "


def explain_part(found: "Working", kind: DriverKind, row: str) -> Explanation:
    """Return the sentence of a promise by line, team, rep or month."""
    measure, by, *rest = row.split("|", 2)
    if not rest:
        return said(f"{MEASURE_NAMES[kind]} · by {by}", "Unfold it to see each.")
    key = unquote(rest[0])
    part = next((p for p in found.parts[measure] if (p.by, p.key) == (by, key)), None)
    if part is None:
        return said(MEASURE_NAMES[kind])
    show, kept, of = found.tongue, part.kept, found.of(kind)
    limit = limit_words(kept, of.unit, show) if of else ""
    limit = limit and f" ({limit})"
    promised = "" if kept.share is None else f"; {show.rate(kept.share, 0)} promised"
    return said(
        f"{MEASURE_NAMES[kind]} · {part.title}",
        strong(show.count(kept.met)),
        f" of {show.count(kept.due)} due{limit} were kept: ",
        strong(show.rate(kept.rate, 0)),
        f"{promised}.",
        " Few leads say little." if kept.due < 30 else "",
    )
