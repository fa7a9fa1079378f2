"""Sales' side: which leads were touched and answered in time, of all whose limit has passed."""

from dataclasses import dataclass

import numpy as np

from planner.base.day_columns import months_of
from planner.base.units import Unit
from planner.commitments.handed import Handed
from planner.evidence.figures import Floats
from planner.journeys.table import Mask
from planner.plan.document import Plan
from planner.plan.keys import SLA, Driver, DriverKind
from planner.plan.pledges import pledge
from planner.plan.resolve import own_months

Span = tuple[float, float] | None
"""The least and the greatest value, None of nothing."""


@dataclass(frozen=True, eq=False)
class Held:
    """What n leads are held to: `general` in all months, `each` (n) in the month a lead entered.

    None and NaN where nobody stated it.
    """

    general: float | None
    each: Floats

    @property
    def stated(self) -> bool:
        """Whether anything holds in general, or for one of the leads."""
        return self.general is not None or bool(np.isfinite(self.each).any())

    def ends(self, chosen: Mask) -> Span:
        """Return the least and the greatest of some leads; the general one where there is none."""
        own = self.each[chosen & np.isfinite(self.each)]
        if len(own):
            return float(own.min()), float(own.max())
        return None if self.general is None else (self.general, self.general)


@dataclass(frozen=True, eq=False)
class Compliance:
    """One of Sales' promises over some leads: which are `due`, and which of those were `met`.

    `limits` are in days or touches; `shares` are what was promised of the due leads. Where nobody
    stated a limit nothing is due. `why` says why a promise could not be measured.
    """

    kind: DriverKind
    limits: Held
    shares: Held
    due: Mask
    met: Mask
    why: str = ""

    @property
    def limit(self) -> float | None:
        """The limit of all months; None where only some have one, and not the same."""
        least, most = self.limits.ends(self.due) or (None, None)
        return self.limits.general if self.limits.general is not None or least != most else least

    @property
    def unit(self) -> Unit:
        """The unit of the limit: days also where a share of leads is to be worked by then."""
        return Unit.NUMBER if self.kind is DriverKind.TOUCHES_BEFORE_DEAD else Unit.DAYS

    @property
    def all(self) -> "Kept":
        """Count all leads."""
        return self.among(np.ones(len(self.due), np.bool_))

    @property
    def counts(self) -> tuple[int, int]:
        """Number due, and met."""
        return self.all.due, self.all.met

    @property
    def rate(self) -> float:
        """Met over due; NaN where nothing is due."""
        return self.all.rate

    @property
    def share(self) -> float | None:
        """The share promised of the due leads, in the mix of their months."""
        return self.all.share

    @property
    def missed(self) -> bool:
        """Whether fewer were met than promised."""
        return is_behind(self.rate, self.share)

    def among(self, chosen: Mask) -> "Kept":
        """Count some of the leads."""
        due = self.due & chosen
        ends = self.shares.ends(due)
        share = ends and (
            ends[0] if ends[0] == ends[1] else float(np.nanmean(self.shares.each[due]))
        )
        return Kept(int(due.sum()), int((due & self.met).sum()), share, self.limits.ends(due))


@dataclass(frozen=True, slots=True)
class Kept:
    """How many leads are due, and met, beside the `share` promised; `limits` from least to most."""

    due: int
    met: int
    share: float | None
    limits: Span

    @property
    def rate(self) -> float:
        """Met over due; NaN where nothing is due."""
        return self.met / self.due if self.due else float("nan")


def is_behind(rate: float, share: float | None) -> bool:
    """Return whether a share kept falls short of the one promised."""
    return share is not None and rate < share - 1e-9


def compliances(plan: Plan, leads: Handed) -> tuple[Compliance, ...]:
    """Return how Sales kept its promises over some leads; untouched is never on time.

    A lead is held to the limits, and counts for the share, of the month it was handed over in.
    """
    first, wanted, worked, least, answer, answers = (
        _held(plan, leads, kind)
        for kind in (
            DriverKind.FIRST_TOUCH_DAYS,
            DriverKind.FIRST_TOUCH_SHARE,
            DriverKind.WORKED_SHARE,
            DriverKind.TOUCHES_BEFORE_DEAD,
            DriverKind.ANSWER_DAYS,
            DriverKind.ANSWER_SHARE,
        )
    )
    return (
        _first_touch(leads, first, wanted),
        _worked(leads, first, worked),
        _tries(leads, least),
        _answers(leads, answer, answers),
    )


def _held(plan: Plan, leads: Handed, kind: DriverKind) -> Held:
    general = pledge(plan, kind).working
    each = np.full(len(leads.rows), np.nan if general is None else general)
    months = months_of(leads.entered.astype(np.int32))
    for month in own_months(plan, SLA, Driver(kind)):
        own = pledge(plan, kind, month).working
        each[months == month] = np.nan if own is None else own
    return Held(general, each)


_UNTOUCHED = "No activities were imported: touches are not measured"
_UNSTATED = "No limit is stated"
_NO_DAYS = "No days to the first touch are stated: by then leads are to be worked"


def _first_touch(leads: Handed, limits: Held, shares: Held) -> Compliance:
    kind = DriverKind.FIRST_TOUCH_DAYS
    if leads.touched is None:
        return _unmeasured(kind, leads, limits, shares)
    due, met = leads.age >= limits.each, leads.touched <= limits.each
    return Compliance(kind, limits, shares, due, met, _unstated(limits))


def _worked(leads: Handed, limits: Held, shares: Held) -> Compliance:
    """Return whether leads were worked at all: touched, or moved on, once the limit has passed."""
    why = _UNTOUCHED + "; worked means moved on" if leads.touched is None else ""
    if not limits.stated:
        why = _NO_DAYS if shares.stated else _UNSTATED
    due = leads.age >= limits.each
    return Compliance(DriverKind.WORKED_SHARE, limits, shares, due, leads.worked, why)


def _tries(leads: Handed, limits: Held) -> Compliance:
    kind, shares = DriverKind.TOUCHES_BEFORE_DEAD, Held(None, np.full(len(leads.rows), np.nan))
    if leads.tries is None:
        return _unmeasured(kind, leads, limits, shares)
    due, met = leads.lost & np.isfinite(limits.each), leads.tries >= limits.each
    return Compliance(kind, limits, shares, due, met, _unstated(limits))


def _answers(leads: Handed, limits: Held, shares: Held) -> Compliance:
    """Return whether leads were accepted, or turned down with a reason, within the limit."""
    given = leads.answered <= limits.each
    if leads.reasoned is not None:
        given &= leads.moved | leads.reasoned
    why = "" if leads.reasoned is not None else "No reasons were imported: any answer counts"
    due = leads.age >= limits.each
    return Compliance(DriverKind.ANSWER_DAYS, limits, shares, due, given, _unstated(limits) or why)


def _unmeasured(kind: DriverKind, leads: Handed, limits: Held, shares: Held) -> Compliance:
    none = np.zeros(len(leads.rows), np.bool_)
    return Compliance(kind, limits, shares, none, none, _unstated(limits) or _UNTOUCHED)


def _unstated(limits: Held) -> str:
    return "" if limits.stated else _UNSTATED
