"""Cumulative incidence of moving on against leaving: Aalen–Johansen, discrete in days."""

from dataclasses import dataclass
from functools import cached_property

import numpy as np
import numpy.typing as npt

from planner.evidence.figures import Floats
from planner.evidence.passages import DATED, Fate
from planner.evidence.tally import Counts, Tally


@dataclass(frozen=True, eq=False)
class Incidence:
    """Curves of g groups by day 0 … D - 1, D the greatest observed age plus one.

    `tau` (g): observed age in days, -1 without dated entrants; beyond it a group's curves stay
    flat, nothing is extrapolated. `at_risk` (g, D): entrants still there on that day; `moves`
    (g, D): how many move on that day. `h`, `h_lost` (g, D): shares of those at risk who move on,
    and are lost, that day. `left` (g, D): the share that stays; all rates 0 to 1.
    Source: Aalen & Johansen (1978), Scand. J. Statist. 5, 141-150.
    """

    tau: Counts
    at_risk: Counts
    moves: Counts
    h: Floats
    h_lost: Floats
    left: Floats

    @property
    def conversions(self) -> Counts:
        """How many moved on within the observed age, (g)."""
        return np.asarray(self.moves.sum(axis=1))

    @cached_property
    def survival(self) -> Floats:
        """S(d): neither moved on nor lost up to day d, (g, D)."""
        return np.asarray(np.cumprod(self.left, axis=1), dtype=np.float64)

    @cached_property
    def before(self) -> Floats:
        """S(d - 1), with S(-1) = 1, (g, D)."""
        return np.concatenate((np.ones((len(self.tau), 1)), self.survival[:, :-1]), axis=1)

    @cached_property
    def steps(self) -> Floats:
        """ΔF(d) = S(d - 1)·h(d) of moving on, (g, D)."""
        return np.asarray(self.before * self.h)

    @cached_property
    def moved(self) -> Floats:
        """F(d) of moving on, (g, D)."""
        return np.cumsum(self.steps, axis=1)

    @cached_property
    def lost(self) -> Floats:
        """F(d) of being lost, (g, D)."""
        return np.cumsum(self.before * self.h_lost, axis=1)

    @property
    def rate(self) -> Floats:
        """Matured conversion F(tau), (g); NaN without dated entrants."""
        return np.where(self.tau >= 0, np.minimum(self.moved[:, -1], 1.0), np.nan)

    @property
    def at_tau(self) -> Counts:
        """Entrants at risk on the last observed day, (g)."""
        last = np.maximum(self.tau, 0)[:, None]
        return np.take_along_axis(self.at_risk, last, axis=1)[:, 0]

    @cached_property
    def shares(self) -> Floats:
        """G(d) = F(d) / F(tau), (g, D), exactly 1 at the end; NaN where nothing moved on."""
        return _ratio(self.moved, self.moved[:, -1:], np.nan)

    @cached_property
    def mean(self) -> Floats:
        """Mean days Σ d·ΔF(d) / F(tau) of moving on, (g); NaN where nothing moved on."""
        days = np.arange(self.h.shape[1])
        return _ratio((self.steps * days).sum(axis=1), self.moved[:, -1], np.nan)

    def quantile(self, p: float) -> Floats:
        """Return the smallest day with G(d) >= p, (g); NaN where nothing moved on."""
        reached = np.asarray(self.shares >= p - 1e-12)
        return np.where(reached.any(axis=1), reached.argmax(axis=1), np.nan)

    def variance(self) -> Floats:
        """Return the variance of the matured rate, (g)."""
        return self.variance_of(np.ones_like(self.h))

    def variance_of_mean(self) -> Floats:
        """Return the variance of the mean lag, (g); NaN where nothing moved on."""
        days = np.arange(self.h.shape[1]) - self.mean[:, None]
        return self.variance_of(_ratio(days, self.moved[:, -1:], np.nan))

    def variance_of(self, phi: Floats) -> Floats:
        """Return the variance of Σ phi(d)·ΔF(d) over the observed age, (g); `phi` is (g, D).

        Σ_d [a²h₁ + b²h₂ - (a·h₁ + b·h₂)²] / at risk(d), with a = S(d - 1)·phi(d) + b and
        b = -Σ_{j>d} phi(j)·ΔF(j) / (1 - h₁ - h₂), 0 where nothing is left.
        """
        weighted = phi * self.steps
        after = np.zeros_like(weighted)
        after[:, :-1] = np.cumsum(weighted[:, :0:-1], axis=1)[:, ::-1]
        b = -_ratio(after, self.left)
        a = self.before * phi + b
        spread = a**2 * self.h + b**2 * self.h_lost - (a * self.h + b * self.h_lost) ** 2
        return np.asarray(_ratio(spread, self.at_risk).sum(axis=1))


def observed_age(ages: Counts) -> Counts:
    """Return the observed age of each group, (g), from counts of entrants by age, (g, D).

    The greatest age reached by at least max(20, a tenth) of the entrants, half of them when fewer
    than 40; -1 without entrants.
    """
    entrants = ages.sum(axis=1, keepdims=True)
    reached = np.cumsum(ages[:, ::-1], axis=1)[:, ::-1]
    many = (reached >= 20) & (10 * reached >= entrants)
    enough = np.where(entrants >= 40, many, 2 * reached >= entrants)
    return np.asarray(np.where(entrants[:, 0] > 0, enough.sum(axis=1) - 1, -1))


def incidence_of(counts: Tally, tau: Counts | None = None) -> Incidence:
    """Return the curves of each group of a tally, up to its observed age or a given one, (g)."""
    tau = observed_age(counts.ages) if tau is None else tau
    length = max(int(tau.max(initial=0)), 0) + 1
    days = counts.days[:, :, :length]
    gone = days.sum(axis=1)
    at_risk = counts.dated[:, None] - np.cumsum(gone, axis=1) + gone
    seen = np.arange(length) <= tau[:, None]
    moved = np.where(seen, days[:, Fate.ADVANCED], 0)
    lost = np.where(seen, days[:, Fate.LOST], 0)
    return Incidence(
        tau,
        at_risk,
        moved,
        _ratio(moved, at_risk),
        _ratio(lost, at_risk),
        _ratio(at_risk - moved - lost, at_risk, 1.0),
    )


def incidence(
    days: npt.ArrayLike, fates: npt.ArrayLike, ages: npt.ArrayLike, *, tau: int | None = None
) -> Incidence:
    """Return the curves of one group of n journeys, as arrays of shape (1, D).

    `days` (n): from entry to moving on, leaving or the as-of date; `fates` (n): Fate.ADVANCED, LOST
    or OPEN; `ages` (n): as-of date minus entry. ValueError if a journey outlives its age.
    """
    day, age = np.asarray(days, dtype=np.int64), np.asarray(ages, dtype=np.int64)
    if (day < 0).any() or (day > age).any():
        raise ValueError("a journey's day lies between its entry and its age")
    length = int(age.max(initial=0)) + 1
    cells = np.asarray(fates, dtype=np.int64) * length + day
    counts = Tally(
        np.bincount(cells, minlength=DATED * length).reshape(1, DATED, length),
        np.bincount(age, minlength=length)[None],
        np.zeros((1, 5), dtype=np.int64),
    )
    return incidence_of(counts, None if tau is None else np.array([tau]))


def _ratio(part: npt.ArrayLike, whole: npt.ArrayLike, otherwise: float = 0.0) -> Floats:
    """Return part / whole, and `otherwise` where the whole is 0."""
    top, bottom = np.broadcast_arrays(
        np.asarray(part, dtype=np.float64), np.asarray(whole, dtype=np.float64)
    )
    result: Floats = np.full(top.shape, otherwise)
    np.divide(top, bottom, out=result, where=bottom != 0)
    return result
