"""Conversion of groups: plain, closed-only and matured side by side, pooled, and velocity."""

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from planner.evidence.figures import Figure, Floats, PooledRate
from planner.evidence.incidence import Incidence, incidence_of
from planner.evidence.intervals import on_log_scale, wilson
from planner.evidence.passages import Fate, Keys, Passage
from planner.evidence.pooling import pooled_rates
from planner.evidence.tally import Counts, Tallies, Tally, tallies


@dataclass(frozen=True, eq=False)
class Conversion:
    """One transition of g groups: counts, curves, interval of the matured rate, and pooled rate.

    `shown` and `velocity` are the counts and curves of shown velocity: without skipped stages.
    `low`, `high` (g) are NaN, as the rate is, where nobody entered with a date.
    """

    counts: Tally
    shown: Tally
    curves: Incidence
    velocity: Incidence
    low: Floats
    high: Floats
    pooled: tuple[PooledRate, ...]

    @property
    def plain(self) -> Floats:
        """Moved on / entered, (g)."""
        return share(self.counts.advanced, self.counts.entered)

    @property
    def closed_only(self) -> Floats:
        """Moved on / (moved on + lost), (g)."""
        return share(self.counts.advanced, self.counts.advanced + self.counts.lost)

    @property
    def advanced_later(self) -> Counts:
        """Moved on beyond the observed age, (g)."""
        return np.asarray(self.counts.days[:, Fate.ADVANCED].sum(axis=1) - self.curves.conversions)


def convert(
    passage: Passage, groups: Keys, count: int, siblings: npt.NDArray[np.bool_] | None = None
) -> Conversion:
    """Count and measure one transition; `groups` (n) as in `tally`, `siblings` as below."""
    return conversion_of(tallies(passage, groups, count), siblings)


def conversion_of(counted: Tallies, siblings: npt.NDArray[np.bool_] | None = None) -> Conversion:
    """Measure one transition of g groups.

    `siblings` (g): the groups pooled with one another (None: all); every other stands alone.
    """
    counts = shown = counted.all
    curves = velocity = incidence_of(counts)
    if counted.skipped is not None:
        shown = counts.without(counted.skipped)
        velocity = incidence_of(shown, np.where(shown.dated > 0, curves.tau, -1))
    together = np.ones(len(curves.tau), dtype=np.bool_) if siblings is None else siblings
    moved, trials = trials_of(counts, together)
    low, high = matured_interval(curves, trials)
    pooled = _pooled(counts, curves, moved, trials, together)
    return Conversion(counts, shown, curves, velocity, low, high, pooled)


def trials_of(counts: Tally, siblings: npt.NDArray[np.bool_]) -> tuple[Floats, Floats]:
    """Return x and n_eff of each group, (g): its evidence as so many of so many trials.

    x moved on by age tau, n_eff = max(x, Σ G(min(age, tau))) over all entrants; G and tau of all
    siblings together, or of a group that has none alone. Where nothing moved on anywhere, an
    entrant counts once it has reached tau. NaN without dated entrants.
    """
    moved, trials = np.zeros((2, len(siblings)))
    alone = np.flatnonzero(~siblings)
    for chosen in (siblings, *(np.arange(len(siblings)) == i for i in alone)):
        if chosen.any():
            moved[chosen], trials[chosen] = _trials(counts, chosen)
    trials[counts.dated == 0] = np.nan
    return moved, trials


def _trials(counts: Tally, chosen: npt.NDArray[np.bool_]) -> tuple[Floats, Floats]:
    tau, arrived = maturity(counts.merged(chosen))
    moved = counts.days[chosen, Fate.ADVANCED, : tau + 1].sum(axis=1).astype(np.float64)
    return moved, np.maximum(moved, (counts.ages[chosen] * arrived).sum(axis=1))


def maturity(whole: Tally) -> tuple[int, Floats]:
    """Return the observed age of one group, at least 0, and how much of a trial each age is, (D).

    That is G(min(age, tau)); where nothing moved on, 1 from tau on.
    """
    pool = incidence_of(whole)
    tau = max(int(pool.tau[0]), 0)
    arrived = np.ones(whole.ages.shape[1])
    arrived[: tau + 1] = pool.shares[0]
    if np.isnan(arrived[0]):
        arrived[: tau + 1] = np.arange(tau + 1) == tau
    return tau, arrived


def matured_interval(curves: Incidence, trials: Floats) -> tuple[Floats, Floats]:
    """Return the 90 % interval of matured rates, (g): Wilson with n = F(1 - F) / variance.

    At F = 0 or 1 with n = `trials`, those of small groups (see `trials_of`).
    """
    rate, variance = curves.rate, curves.variance()
    edge = (rate <= 1e-12) | (rate >= 1 - 1e-12) | (variance <= 0)
    with np.errstate(invalid="ignore", divide="ignore"):
        n = np.where(edge, trials, rate * (1 - rate) / variance)
    return wilson(rate, n)


def _pooled(
    counts: Tally, curves: Incidence, moved: Floats, trials: Floats, siblings: npt.NDArray[np.bool_]
) -> tuple[PooledRate, ...]:
    rates: list[PooledRate | None] = [None] * len(trials)
    alone = [np.array([i]) for i in np.flatnonzero(~siblings)]
    for rows in (np.flatnonzero(siblings), *alone):
        found = pooled_rates(
            moved[rows], trials[rows], raw=curves.rate[rows], entrants=counts.dated[rows]
        )
        for row, rate in zip(rows.tolist(), found, strict=True):
            rates[row] = rate
    return tuple(rate for rate in rates if rate is not None)


def lag_figures(curves: Incidence) -> tuple[Figure, ...]:
    """Return the mean days of those who moved on within the observed age, one per group."""
    means, variances = curves.mean, curves.variance_of_mean()
    rows = zip(means.tolist(), variances.tolist(), curves.conversions.tolist(), strict=True)
    return tuple(on_log_scale(m, float(np.sqrt(max(v, 0.0))), n) for m, v, n in rows)


def share(part: Counts, whole: Counts) -> Floats:
    """Return part / whole, NaN where the whole is 0."""
    with np.errstate(invalid="ignore", divide="ignore"):
        return np.asarray(part / whole, dtype=np.float64)
