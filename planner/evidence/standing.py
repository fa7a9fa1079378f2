"""How groups stand in chance, deal size, value and days: figures, and how they are distributed."""

import math
from collections.abc import Sequence
from dataclasses import dataclass, replace
from enum import StrEnum

import numpy as np

from planner.evidence.conversion import conversion_of, lag_figures
from planner.evidence.figures import Figure, Floats, PooledRate
from planner.evidence.intervals import Z
from planner.evidence.lead_value import value_figure
from planner.evidence.money import deal_size
from planner.evidence.tally import Tallies
from planner.journeys.table import Mask

LEAST = 10
"""A group with fewer entrants, won amounts or conversions than this has too few to be judged."""
POINTS, SIDE = 1000, 100
"""Equally likely values that stand for a distribution; for each side of a product."""


class Aspect(StrEnum):
    """The chance of a deal, what a lead is worth, the deal size, the days to a deal."""

    RATE = "rate"
    VALUE = "value"
    SIZE = "size"
    SPEED = "speed"


@dataclass(frozen=True, slots=True)
class Standing:
    """One group's entrants of a stage: chance of winning, won amounts, days until won.

    `own_size` False: it has no won amounts, and a lead's value is at `other_size`.
    """

    chance: PooledRate
    size: Figure
    days: Figure
    other_size: Figure

    @property
    def own_size(self) -> bool:
        """Whether a lead's value is at the group's own deal size."""
        return self.size.n > 0

    @property
    def value_size(self) -> Figure:
        """The deal size by which a lead's value is taken."""
        return self.size if self.own_size else self.other_size

    def figure(self, aspect: Aspect) -> Figure:
        """Return the group's figure in an aspect: a rate, money, or days."""
        match aspect:
            case Aspect.RATE:
                return self.chance.figure
            case Aspect.VALUE:
                return value_figure(self.chance.figure, self.value_size)
            case Aspect.SIZE:
                return self.size
        return self.days

    def enough(self, aspect: Aspect) -> bool:
        """Whether there are at least LEAST entrants, won amounts or conversions."""
        figure = self.figure(aspect)
        return figure.n >= LEAST and figure.low > 0 and math.isfinite(figure.high)

    def draws(self, aspect: Aspect) -> Floats:
        """Return equally likely values, ascending, the better the higher: of days their inverse.

        The midpoints of equally likely parts of the pooled Beta, or of a log-normal on the figure's
        90 % interval; a lead's value is every chance times every size.
        """
        match aspect:
            case Aspect.RATE:
                return self._chances(POINTS)
            case Aspect.VALUE:
                products = np.outer(self._chances(SIDE), _log_normal(self.value_size, SIDE))
                return np.sort(products, axis=None)
            case Aspect.SIZE:
                return _log_normal(self.size, POINTS)
        return 1.0 / _log_normal(self.days, POINTS)[::-1]

    def _chances(self, points: int) -> Floats:
        from scipy.special import betaincinv

        middle = (np.arange(points) + 0.5) / points
        return np.asarray(betaincinv(self.chance.alpha, self.chance.beta, middle))


def standings(counted: Tallies, amounts: Sequence[Floats], siblings: Mask) -> tuple[Standing, ...]:
    """Return how each of g groups stands: its entrants counted, and its won amounts.

    `siblings` (g): the groups pooled with one another. The deal size of all siblings together
    stands in where a group has too few won amounts.
    """
    found = conversion_of(counted, siblings)
    days = lag_figures(found.velocity)
    company = deal_size(np.concatenate((np.empty(0), *amounts))).figure
    return tuple(
        Standing(rate, deal_size(part).figure, lag, company)
        for rate, part, lag in zip(found.pooled, amounts, days, strict=True)
    )


def as_one(
    counted: Tallies, amounts: Sequence[Floats], chosen: Mask, other_size: Figure
) -> Standing:
    """Return how some groups stand together, their chance pooled with nothing else."""
    won = [part for part, counts in zip(amounts, chosen.tolist(), strict=True) if counts]
    together = (np.concatenate((np.empty(0), *won)),)
    (one,) = standings(counted.merged(chosen), together, np.ones(1, np.bool_))
    return replace(one, other_size=other_size)


def _log_normal(figure: Figure, points: int) -> Floats:
    """Return equally likely values of a log-normal on a figure's 90 % interval, ascending."""
    from scipy.special import ndtri

    spread = math.log(figure.high / figure.low) / (2 * Z)
    middle = (np.arange(points) + 0.5) / points
    return np.asarray(figure.value * np.exp(spread * ndtri(middle)))
