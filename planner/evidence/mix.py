"""Why a rate changed: groups that convert otherwise than before, or another mix of groups."""

from dataclasses import dataclass
from typing import Literal

import numpy as np

from planner.evidence.conversion import share
from planner.evidence.counted import Pair
from planner.evidence.cuts import Window, cut
from planner.evidence.figures import Floats
from planner.evidence.incidence import incidence_of, observed_age
from planner.evidence.passages import Source, prepare
from planner.evidence.tally import Tally, tally
from planner.journeys.table import Mask

Rates = Literal["matured", "plain"]


@dataclass(frozen=True, slots=True)
class GroupChange:
    """One group before and after: entrants, its share of them all, its rate (NaN where none).

    `rate_effect` and `mix_effect`: what it adds to the change of the overall rate, in rate.
    """

    key: tuple[str, ...]
    entered_before: float
    entered_after: float
    share_before: float
    share_after: float
    rate_before: float
    rate_after: float
    rate_effect: float
    mix_effect: float

    @property
    def effect(self) -> float:
        """All that the group adds."""
        return self.rate_effect + self.mix_effect


@dataclass(frozen=True, slots=True)
class RateChange:
    """The overall rate before and after, and what each group's rate and weight did to it.

    The effects of all groups add up to the change. `within`: the rates are those of moving on
    within so many days of entering; None where they are plain. Rates and effects are NaN where
    nobody entered before, or nobody after.
    """

    before: float
    after: float
    within: int | None
    groups: tuple[GroupChange, ...]

    @property
    def change(self) -> float:
        """The overall rate after less that before."""
        return self.after - self.before

    @property
    def rate_effect(self) -> float:
        """What the groups' own rates did to it."""
        return float(sum(group.rate_effect for group in self.groups))

    @property
    def mix_effect(self) -> float:
        """What the groups' weights did to it."""
        return float(sum(group.mix_effect for group in self.groups))


def rate_change(
    source: Source, by: tuple[str, ...], pair: Pair, before: Window, after: Window,
    *, rates: Rates = "matured", where: Mask | None = None,
) -> RateChange:  # fmt: skip
    """Tell why those who entered a window move from one stage to another otherwise than before.

    Matured rates are measured within the same days on both sides: the lesser observed age, for
    otherwise the younger side would always look worse. The overall rate is the mean of the groups'
    rates by entrants. RefusedError for an unknown dimension, ValueError unless the pair ascends.
    """
    prepared = prepare(source)
    groups, passage = cut(prepared.journeys, by, where), prepared.passage(*pair)
    sides = [
        tally(passage, groups.within(prepared.placed(pair[0]), window), groups.count)
        for window in (before, after)
    ]
    if rates == "plain":
        first, second = (
            (side.entered.astype(np.float64), share(side.advanced, side.entered)) for side in sides
        )
        return decomposed(groups.keys, first, second)
    everyone = np.ones(groups.count, dtype=np.bool_)
    ages = [int(observed_age(side.merged(everyone).ages)[0]) for side in sides]
    within = min((age for age in ages if age >= 0), default=0)
    first, second = (_moved_within(side, within) for side in sides)
    return decomposed(groups.keys, first, second, within)


def _moved_within(side: Tally, days: int) -> tuple[Floats, Floats]:
    """Return dated entrants of each group, (g), and their rates of moving on within some days."""
    dated = side.dated
    return dated.astype(np.float64), incidence_of(side, np.where(dated > 0, days, -1)).rate


def decomposed(
    keys: tuple[tuple[str, ...], ...],
    before: tuple[Floats, Floats],
    after: tuple[Floats, Floats],
    within: int | None = None,
) -> RateChange:
    """Return what rates and weights did to an overall rate: (entrants, rates) of g groups, (g).

    With weights w and rates r, means of both sides barred and R the overall rate, group by group:
    rate effect w̄·Δr, mix effect Δw·(r̄ - R̄). The sum is ΔR exactly, for Δ(w·r) = w̄·Δr + r̄·Δw, and
    the shares' changes sum to 0; exchanging both sides turns every sign. A group absent on one side
    has no change of rate: all it does is mix.
    Source: Bennet (1920), J. R. Stat. Soc. 83, 455-462, for the midpoints.
    """
    n = np.stack((before[0], after[0]))
    with np.errstate(invalid="ignore"):
        weight = n / n.sum(axis=1, keepdims=True)
    known = np.stack((before[1], after[1]))
    rate = np.where(np.isnan(known), known[::-1], known)
    rate = np.where(np.isnan(rate), 0.0, rate)
    overall = (weight * rate).sum(axis=1)
    middle = rate.mean(axis=0) - overall.mean()
    by_rate = weight.mean(axis=0) * (rate[1] - rate[0])
    by_mix = (weight[1] - weight[0]) * middle
    columns = (*n, *weight, *known, by_rate, by_mix)
    rows = zip(keys, *(column.tolist() for column in columns), strict=True)
    made = tuple(GroupChange(*row) for row in rows if row[1] or row[2])
    return RateChange(float(overall[0]), float(overall[1]), within, made)
