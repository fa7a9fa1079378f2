"""What drives a win, a size, a cycle: the three regressions on a snapshot's closed deals."""

from dataclasses import dataclass, replace

import numpy as np
import numpy.typing as npt

from planner.evidence.cuts import Window, cut
from planner.evidence.figures import THIN, Floats
from planner.evidence.money import opportunity_stage
from planner.evidence.passages import Fate, Keys, Prepared, Source, prepare
from planner.evidence.regression.censored import log_normal
from planner.evidence.regression.design import design
from planner.evidence.regression.factors import distinct, factors_of, filled_later_of, kinds_of
from planner.evidence.regression.model import Drivers, Target, in_words
from planner.evidence.regression.models import gamma, logistic
from planner.evidence.regression.newton import Fit, NoMaximumError
from planner.journeys.table import Mask

NO_ANSWER = "These deals are too much alike for a regression to settle on one answer."
LEAST_DAYS = 0.5
"""A deal won on the day it was opened took half a day: its logarithm must be finite."""


@dataclass(frozen=True, eq=False)
class Deals:
    """The deals of one regression: their rows, whether each was won, and how many are left out.

    `entrants` are all who entered the stage in the window; the most frequent values among them are
    the references. `weights`: how much each counts, where not all count the same.
    """

    target: Target
    start: int
    rows: Keys
    won: Mask
    left_out: int
    entrants: Keys
    weights: Floats | None = None


def drivers(
    source: Source, target: Target, *, window: Window | None = None, where: Mask | None = None,
    start: int | None = None,
) -> Drivers:  # fmt: skip
    """Return what drives a target, of deals from stage `start` on (Opportunity without it).

    Win: who entered that stage in the window and was won or lost since. Size: deals won in the
    window with an amount. Cycle: days from that stage to Won, of who entered it in the window and
    was won, open ones censored at their age; lost ones have no cycle, and skipped stages, undated
    ones and dates out of order no days. An open deal counts as much as it is likely to be won by
    the regression on wins: counted in full, those that will be lost would lengthen every cycle, and
    most where most is lost; the intervals are a little too wide for it.
    """
    prepared = prepare(source)
    first = opportunity_stage(prepared.journeys.stages) if start is None else start
    return fitted(prepared, deals_of(prepared, target, first, window, where))


def deals_of(
    prepared: Prepared, target: Target, start: int, window: Window | None, where: Mask | None
) -> Deals:
    """Return the deals a regression is on."""
    everyone = cut(prepared.journeys, (), where)
    last = len(prepared.journeys.stages) - 1
    inside = everyone.within(prepared.placed(start), window) == 0
    passage = prepared.passage(start, last)
    fate = np.where(inside, passage.fate, np.int8(Fate.ABSENT))
    entrants = np.flatnonzero(fate != Fate.ABSENT)

    def deals(chosen: Mask, won: Mask, left_out: int) -> Deals:
        rows = np.flatnonzero(chosen)
        return Deals(target, start, rows, won[rows], left_out, entrants)

    if target is Target.SIZE:
        won = prepared.reached(last) & (everyone.within(prepared.placed(last), window) == 0)
        known = won & (prepared.journeys.amount > 0)
        return deals(known, known, int(won.sum() - known.sum()))
    won = _among(fate, Fate.ADVANCED, Fate.ADVANCED_UNDATED, Fate.ADVANCED_OUT_OF_ORDER)
    if target is Target.WIN:
        lost = _among(fate, Fate.LOST, Fate.LOST_UNDATED, Fate.LOST_OUT_OF_ORDER)
        return deals(won | lost, won, 0)
    timed = _among(fate, Fate.ADVANCED, Fate.OPEN)
    timed[passage.skipped] = False
    meant = won | _among(fate, Fate.OPEN, Fate.OPEN_UNDATED)
    found = deals(timed, won & timed, int(meant.sum() - timed.sum()))
    wins = fitted(prepared, deals_of(prepared, Target.WIN, start, window, where))
    if wins.missing:
        return found
    chance = wins.predict(prepared.journeys.dimensions, found.rows)
    return replace(found, weights=np.where(found.won, 1.0, chance))


def _among(fate: npt.NDArray[np.int8], *fates: Fate) -> Mask:
    """Tell which journeys have one of some fates."""
    chosen = np.zeros(len(Fate), dtype=np.bool_)
    chosen[list(fates)] = True
    return np.asarray(chosen[fate])


def fitted(prepared: Prepared, deals: Deals) -> Drivers:
    """Return the regression on some deals, or what it lacks."""
    n, won = len(deals.rows), int(deals.won.sum())
    missing = _missing(deals.target, n, won)
    dimensions = prepared.journeys.dimensions
    later = filled_later_of(dimensions, deals.rows, deals.won)
    unmeasured = Drivers(
        deals.target, deals.start, n, won, deals.left_out, missing=missing, filled_later=later
    )
    if missing:
        return unmeasured
    factors = factors_of(dimensions, deals.rows, deals.entrants, later)
    kinds, place = kinds_of(factors, dimensions, deals.rows)
    found = design(factors, kinds, np.bincount(place, minlength=len(kinds)))
    try:
        fit = _FITS[deals.target](prepared, deals, found.matrix(kinds), place)
    except NoMaximumError:
        return replace(unmeasured, missing=NO_ANSWER)
    won_of = np.bincount(place[deals.won], minlength=len(kinds))
    return in_words(unmeasured, found, fit, kinds, won_of)


def _missing(target: Target, n: int, won: int) -> str:
    if target is Target.WIN and won == n and n:
        return "The data record no lost deal, so what drives a win cannot be told."
    if target is Target.WIN and not won and n:
        return "No deal was won, so what drives a win cannot be told."
    what = {Target.WIN: "closed deals", Target.SIZE: "won deals with an amount"}
    name, count = what.get(target, "won deals with both dates"), n if target is Target.WIN else won
    return f"Fewer than {THIN} {name}: too few for a regression." if count < THIN else ""


def _win(_prepared: Prepared, deals: Deals, x: Floats, place: Keys) -> Fit:
    n = np.bincount(place, minlength=len(x)).astype(float)
    return logistic(x, n, np.bincount(place[deals.won], minlength=len(x)).astype(float))


def _size(prepared: Prepared, deals: Deals, x: Floats, place: Keys) -> Fit:
    amounts = prepared.journeys.amount[deals.rows]
    total, squares = (_sums(place, amounts, len(x), power) for power in (1, 2))
    return gamma(x, np.bincount(place, minlength=len(x)).astype(float), total, squares)


def _cycle(prepared: Prepared, deals: Deals, x: Floats, place: Keys) -> Fit:
    """Add deals up that are alike in kind and days: those that ended, and those still open."""
    last = len(prepared.journeys.stages) - 1
    day = prepared.passage(deals.start, last).day[deals.rows].astype(np.intp)
    length = int(day.max()) + 1
    cells, at = distinct(place * length + day, len(x) * length)
    weights = np.ones(len(at)) if deals.weights is None else deals.weights
    ended = np.bincount(at[deals.won], minlength=len(cells)).astype(float)
    still = _sums(at[~deals.won], weights[~deals.won], len(cells))
    kind, days = np.divmod(cells, length)
    return log_normal(x, kind, np.maximum(days, LEAST_DAYS), ended, still)


def _sums(place: Keys, values: Floats, length: int, power: int = 1) -> Floats:
    """Add values up by place, the least first, so that the order of rows does not matter."""
    order = np.argsort(values)
    return np.asarray(np.bincount(place[order], values[order] ** power, length), np.float64)


_FITS = {Target.WIN: _win, Target.SIZE: _size, Target.CYCLE: _cycle}
