"""Spend: what entries cost, and what comes back."""

from dataclasses import dataclass, replace
from functools import cached_property, partial
from typing import TYPE_CHECKING

import numpy as np
import numpy.typing as npt

from planner.base.memo import Memo
from planner.evidence.figures import FunnelEvidence
from planner.forecast.booked import still_ahead
from planner.forecast.forward import Flow, bookings
from planner.plan.assumption import View
from planner.plan.document import Line, Plan
from planner.plan.keys import COST, RETURNS, SPEND, VOLUME
from planner.plan.measured import measured
from planner.plan.resolve import resolve, series

if TYPE_CHECKING:
    from planner.forecast.results import Forecast

Floats = npt.NDArray[np.float64]
_PRICED = COST.kind, SPEND.kind


@dataclass(frozen=True, eq=False)
class Costs:
    """Cost per entry and fixed cost per month, (L, H), NaN where not stated.

    With diminishing returns v entries cost each x v x (v / reference)^(power - 1): `power` (L,) is
    1 / the share of one per cent more spend that arrives as entries, 1 without; `reference` (L,)
    the entries per month at which the cost per entry holds.
    """

    each: Floats
    fixed: Floats
    power: Floats
    reference: Floats

    @cached_property
    def known(self) -> npt.NDArray[np.bool_]:
        """Where there is a cost at all, (L, H)."""
        return np.asarray(~(np.isnan(self.each) & np.isnan(self.fixed)))

    def of(self, volume: Floats) -> Floats:
        """Return the spend of what comes in (..., L, H); NaN where no cost is stated.

        An entry is paid for in the month in which it comes, even if it then waits for a rep.
        """
        if not self.known.any():
            return np.full_like(volume, np.nan)
        paid = self.varying(volume) + np.nan_to_num(self.fixed)
        return np.where(self.known, paid, np.nan)

    def varying(self, volume: Floats) -> Floats:
        """Return the part of the spend that follows entries, 0 where none is stated."""
        scale = np.ones_like(volume)
        bent = (self.power > 1.0) & (self.reference > 0.0)
        ratio = volume[..., bent, :] / self.reference[bent, None]
        scale[..., bent, :] = ratio ** (self.power[bent, None] - 1.0)
        return np.asarray(np.nan_to_num(self.each) * volume * scale)


@dataclass(frozen=True, slots=True)
class Return:
    """Of one line or of all lines with a cost: what a deal costs and what comes back.

    `cac` = spend / deals, `ratio` = bookings / spend, both over the plan's months. `payback`: the
    months until the first month's entries have brought what that month cost, None where they do
    not within the plan. NaN where nothing was spent, or nothing won.
    """

    line: str
    spend: float
    deals: float
    bookings: float
    cac: float
    ratio: float
    payback: int | None


def costs_of(
    plan: Plan, evidence: FunnelEvidence | None, view: View, memo: Memo | None = None
) -> Costs:
    """Return what entries cost as a view sees it; a `memo` keeps it while no such line changes.

    What is fixed per month counts, like entries, with the part of a month that is still to come.
    """
    named = {name for name, driver in plan.claims if driver.kind in _PRICED}
    priced = tuple(line for line in plan.lines if line.name in named)
    said = tuple(plan.said_of(line) for line in priced)
    decides = ("costs", evidence, view, plan.horizon, plan.line_names, said)
    return (memo or Memo())(decides, partial(_costs, plan, evidence, view, priced))


def _costs(
    plan: Plan, evidence: FunnelEvidence | None, view: View, priced: tuple[Line, ...]
) -> Costs:
    ahead = still_ahead(plan, evidence)
    months, shape = tuple(plan.horizon), (len(plan.lines), plan.months)
    each, fixed = np.full(shape, np.nan), np.full(shape, np.nan)
    power, reference = np.ones(shape[0]), np.zeros(shape[0])
    for line in priced:
        i = plan.line_names.index(line.name)
        each[i] = series(plan, evidence, line, COST, view, months)
        fixed[i] = series(plan, evidence, line, SPEND, view, months) * ahead
        share = resolve(plan, evidence, line, RETURNS).view(view)
        if share:
            figure = measured(plan, evidence, line, VOLUME)
            stated = resolve(plan, evidence, line, VOLUME).working or 0.0
            power[i] = 1.0 / share
            reference[i] = figure.value if figure.known else stated
    return Costs(each, fixed, power, reference)


def returns(seen: "Forecast") -> tuple[tuple[Return, ...], Return]:
    """Return what comes back per line, and of all lines with a cost together."""
    won = seen.entries[:, -1].sum(axis=1)
    booked, spent = seen.bookings.sum(axis=1), np.nansum(seen.spend, axis=1)
    priced = np.asarray(~np.isnan(seen.spend).all(axis=1))
    back = first_months(seen.flow)
    first = np.nan_to_num(seen.spend[:, 0])
    lines = tuple(
        _return(name, spent[i], won[i], booked[i], first[i], back[i])
        for i, name in enumerate(seen.lines)
        if priced[i]
    )
    all_spent, all_won, all_booked, all_first = (
        float(x[priced].sum()) for x in (spent, won, booked, first)
    )
    together = back[priced].sum(axis=0)
    return lines, _return("", all_spent, all_won, all_booked, all_first, together)


def _return(  # noqa: PLR0917 - a row of figures
    line: str, spent: float, won: float, booked: float, first: float, back: Floats
) -> Return:
    paid = np.flatnonzero((np.cumsum(back) >= first) & (first > 0.0))
    return Return(
        line,
        float(spent),
        float(won),
        float(booked),
        float(spent / won) if won > 0.0 else float("nan"),
        float(booked / spent) if spent > 0.0 else float("nan"),
        int(paid[0]) if len(paid) else None,
    )


def first_months(flow: Flow) -> Floats:
    """Bookings per line and plan month, (L, H), of the entries of the plan's first month alone."""
    volume = np.zeros_like(flow.volume)
    volume[..., flow.start] = flow.volume[..., flow.start]
    nothing, none = np.zeros_like(flow.carried), np.zeros_like(flow.opening)
    return bookings(replace(flow, volume=volume, carried=nothing, opening=none))
