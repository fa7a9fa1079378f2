"""Luck: how many deals come where so many are expected, and what they add up to."""

from dataclasses import dataclass, replace

import numpy as np
import numpy.typing as npt

from planner.forecast.doubt import Doubt
from planner.forecast.forward import Flow, entries

Floats = npt.NDArray[np.float64]
Singles = npt.NDArray[np.float32]
Mask = npt.NDArray[np.bool_]


@dataclass(frozen=True, eq=False)
class Luck:
    """What luck needs to know of some `lines` of a flow.

    Poisson counts of lines add up to one Poisson count of their sum, whose deals are a mixture; so
    one count per draw and month stands for all of them. `carried` (T,): the share of each month's
    expected deals that comes of journeys open today, `journeys` how many those are; theirs are
    binomial. N deals add up to a Gamma of mean N m and variance N sd^2 of the mixture.
    """

    size: Singles
    scatter: Singles
    carried: Floats
    journeys: int
    start: int
    lines: Mask

    @classmethod
    def of(cls, flow: Flow, doubt: Doubt, lines: Mask) -> "Luck":
        """Return the luck of some lines of a flow (L,): the shares are those of its own values."""
        silent = replace(flow, volume=np.zeros_like(flow.volume))
        whole, old = (entries(each)[lines, -1].sum(axis=0) for each in (flow, silent))
        share = np.divide(old, whole, out=np.zeros_like(old), where=whole > 0.0)
        journeys = (flow.open_before - flow.stuck + flow.opening)[lines].sum()
        size = flow.deal_size[lines].astype(np.float32)
        scatter = doubt.scatter[lines].astype(np.float32)
        return cls(size, scatter, share, round(journeys), flow.start, lines)

    def bookings(self, rng: np.random.Generator, moments: Floats) -> Floats:
        """Draw all lines' bookings per plan month, (D, H), around `moments` (3, D, T)."""
        expected, first, second = moments
        counts = self._counts(rng, expected)[:, self.start :]
        expected, first, second = (x[:, self.start :] for x in (expected, first, second))
        some = expected > 0.0
        mean = np.divide(first, expected, out=np.zeros_like(first), where=some)
        spread = np.divide(second, expected, out=np.zeros_like(second), where=some) - mean**2
        spread = np.where(spread > 1e-9 * mean**2, spread, 0.0)
        drawn = counts * mean
        random = (spread > 0.0) & (counts > 0)
        shape = counts[random] * mean[random] ** 2 / spread[random]
        drawn[random] = rng.standard_gamma(shape) * spread[random] / mean[random]
        return np.asarray(drawn)

    def moments(self, deals: Singles, ratio: Singles) -> Floats:
        """Return deals expected, their sum and that of their squares, (3, D, T), over all lines.

        `deals` (L, D, T) are expected, `ratio` (L, D) multiplies the deal size.
        """
        if not self.lines.all():
            deals, ratio = deals[self.lines], ratio[self.lines]
        sizes = self.size[:, None, :] * ratio[..., None]
        money = deals * sizes
        squares = np.einsum("ldt,ldt,l->dt", money, sizes, 1.0 + self.scatter**2)
        return np.array([deals.sum(axis=0), money.sum(axis=0), squares], dtype=np.float64)

    def _counts(self, rng: np.random.Generator, expected: Floats) -> Floats:
        """Draw deals per draw and run month, (D, T): Poisson, and binomial of those open today."""
        old = expected * self.carried
        counts = rng.poisson(np.maximum(expected - old, 0.0)).astype(np.float64)
        if self.journeys <= 0:
            return counts
        left = np.full(len(expected), self.journeys)
        chances = old / self.journeys
        before = np.cumsum(chances, axis=1) - chances
        rest = np.maximum(1.0 - before, 1e-12)
        for t in np.flatnonzero(self.carried > 0.0):
            came = rng.binomial(left, np.clip(chances[:, t] / rest[:, t], 0.0, 1.0))
            left = left - came
            counts[:, t] += came
        return counts
