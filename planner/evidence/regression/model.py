"""A regression with its words: multipliers by factor and level, and what it says of any deal."""

import math
from collections.abc import Mapping
from dataclasses import dataclass, replace
from enum import StrEnum

import numpy as np

from planner.evidence.figures import UNKNOWN, Figure, Floats
from planner.evidence.intervals import Z
from planner.evidence.passages import Keys
from planner.evidence.regression.design import Design
from planner.evidence.regression.factors import OTHER, kinds_of
from planner.evidence.regression.newton import Fit
from planner.journeys.table import Dimension


class Target(StrEnum):
    """What is explained: whether a deal is won, its amount, its days until won."""

    WIN = "win"
    SIZE = "size"
    CYCLE = "cycle"


@dataclass(frozen=True, slots=True)
class Multiplier:
    """What one level of a factor does, all other factors alike, against the reference level.

    `ratio`: of odds (win), of mean amount (size), of median days (cycle), with its 90 % interval
    and number of deals; 1 without interval for the reference. `won`: the deals among them that were
    won. `told_by`: the factors that tell this level already; then, or where too few deals set it
    apart, it has no ratio of its own (NaN).
    `pooled`: how many values with fewer than 30 deals `Other` stands for, 0 for all else.
    """

    factor: str
    level: str
    ratio: Figure
    won: int
    reference: bool = False
    told_by: tuple[str, ...] = ()
    pooled: int = 0


@dataclass(frozen=True, eq=False)
class Drivers:
    """What drives one target among `n` deals from stage `start` on, `won` of them won.

    `base`: the reference deal's chance, mean amount or median days, with its 90 % interval.
    `penalised` says that some factor foretold the outcome without fail, so that the data alone had
    no answer; `left_out` counts deals without amount, or without dates in order. `missing` says why
    nothing was measured; then there are no multipliers and every prediction is NaN. `filled_later`
    names dimensions that are known of the won above all, and so are no factors.
    """

    target: Target
    start: int
    n: int
    won: int
    left_out: int = 0
    base: Figure = UNKNOWN
    multipliers: tuple[Multiplier, ...] = ()
    missing: str = ""
    design: Design | None = None
    fit: Fit | None = None
    filled_later: tuple[str, ...] = ()

    @property
    def penalised(self) -> bool:
        """Whether the estimates lean on a prior."""
        return self.fit is not None and self.fit.penalised

    def predict(self, dimensions: Mapping[str, Dimension], rows: Keys) -> Floats:
        """Return the chance of winning, the mean amount, or the median days of some rows.

        A value no deal of the regression had counts as `Other`, without that as the mix of all.
        """
        if self.design is None or self.fit is None:
            return np.full(len(rows), math.nan)
        kinds, place = kinds_of(self.design.factors, dimensions, rows)
        said = _response(self.target, self.design.matrix(kinds) @ self.fit.estimates)
        return np.asarray(said[place])


def in_words(unmeasured: Drivers, design: Design, fit: Fit, levels: Keys, won: Keys) -> Drivers:
    """Return a fit in words: `levels` by factor (m, F) of m kinds, and how many of each were `won`.

    `unmeasured` has target, stage and counts.
    """
    base = _response(unmeasured.target, _ends(fit, 0)).tolist()
    made = tuple(
        _multiplier(design, fit, i, level, int(won[levels[:, i] == level].sum()))
        for i, factor in enumerate(design.factors)
        for level in range(len(factor.levels))
    )
    figure = Figure(base[0], base[1], base[2], unmeasured.n)
    return replace(unmeasured, base=figure, multipliers=made, design=design, fit=fit)


def _ends(fit: Fit, at: int) -> Floats:
    """Return an estimate and the ends of its 90 % interval."""
    centre, error = float(fit.estimates[at]), math.sqrt(float(fit.covariance[at, at]))
    return np.array([centre, centre - Z * error, centre + Z * error])


def _multiplier(design: Design, fit: Fit, place: int, level: int, won: int) -> Multiplier:
    factor, column = design.factors[place], design.column(place, level)
    name, n = factor.levels[level], factor.counts[level]
    pooled = factor.pooled if name == OTHER else 0
    if level == design.references[place]:
        one = Figure(1.0, math.nan, math.nan, n)
        return Multiplier(factor.name, name, one, won, True, pooled=pooled)
    if column in design.told:
        nothing = Figure(math.nan, math.nan, math.nan, n)
        by = design.told[column]
        return Multiplier(factor.name, name, nothing, won, told_by=by, pooled=pooled)
    at = int(np.searchsorted(design.kept, column))
    ratio, low, high = np.exp(_ends(fit, at)).tolist()
    return Multiplier(factor.name, name, Figure(ratio, low, high, n), won, pooled=pooled)


def _response(target: Target, eta: Floats) -> Floats:
    from scipy.special import expit

    return np.asarray(expit(eta) if target is Target.WIN else np.exp(eta))
