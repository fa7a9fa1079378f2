"""Lead value: what one entry into a stage is worth, by group; hidden gems and fool's gold."""

import math
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

import numpy as np

from planner.base.days import Day
from planner.evidence.conversion import Conversion, lag_figures
from planner.evidence.counted import entry_stages
from planner.evidence.cuts import Cut, Window, cut
from planner.evidence.figures import UNKNOWN, Figure
from planner.evidence.incidence import incidence_of
from planner.evidence.measure import converted
from planner.evidence.money import deal_size, won_amounts
from planner.evidence.passages import Prepared, Source, prepare
from planner.journeys.table import Mask

Flag = Literal["hidden gem", "fool’s gold", ""]
GEM: Flag = "hidden gem"
GOLD: Flag = "fool’s gold"
SMALL_SHARE = 0.1
"""Up to this share of all entries a group's volume is small."""


@dataclass(frozen=True, slots=True)
class LeadValue:
    """What an entry of one group into one stage is worth; `key` () is the whole company.

    `chance`: P(win within `horizon` days), matured and pooled, n entrants with a date. `size`: mean
    won amount, the company's where the group has none (`own_size` False). `value`: their product
    with its 90 % interval. `days`: mean days to close of those who do. `entered` in the window,
    `share` of the company's entries. `flag` as in `flag_for`.
    """

    key: tuple[str, ...]
    stage: int
    entered: int
    share: float
    chance: Figure
    horizon: int
    size: Figure
    own_size: bool
    value: Figure
    days: Figure
    flag: Flag = ""


def lead_values(
    source: Source, by: tuple[str, ...], *, window: tuple[Day, Day] | None = None,
    where: Mask | None = None, horizon: int | None = None,
) -> tuple[LeadValue, ...]:  # fmt: skip
    """Return lead values of each group at each stage before the last, the company's own after them.

    A group has none at stages before the one where it enters. `horizon` in days: the chance of
    winning within them, by the lag distribution of all groups together; without it, or beyond what
    was observed, within the observed age.
    """
    prepared = prepare(source)
    groups, company = cut(prepared.journeys, by, where), cut(prepared.journeys, (), where)
    entry = entry_stages(prepared, groups)
    found: list[LeadValue] = []
    for stage in range(len(prepared.journeys.stages) - 1):
        present = np.asarray(entry <= stage)
        everyone = np.ones(1, np.bool_)
        whole = _at(prepared, company, window, stage, everyone, company=None, horizon=horizon)
        for one in whole if by else ():
            found += _at(prepared, groups, window, stage, present, company=one, horizon=horizon)
        found += whole
    order = {key: i for i, key in enumerate((*groups.keys, ()))}
    return tuple(sorted(found, key=lambda one: (order[one.key], one.stage)))


def _at(
    prepared: Prepared, groups: Cut, window: Window | None, stage: int, present: Mask,
    *, company: LeadValue | None, horizon: int | None,
) -> list[LeadValue]:  # fmt: skip
    """Return the values of the groups present at a stage in which somebody entered it."""
    last = len(prepared.journeys.stages) - 1
    found = converted(prepared, groups, window, (stage, last), present)
    within, factor = _horizon(found, present, horizon)
    sizes = [deal_size(amounts) for amounts in won_amounts(prepared, groups, window)]
    days = lag_figures(found.velocity)
    made = []
    for i in np.flatnonzero(present & (found.counts.entered > 0)).tolist():
        entered, own = int(found.counts.entered[i]), sizes[i].n > 0
        chance = _scaled(found.pooled[i].figure, factor)
        size = sizes[i].figure if own or company is None else company.size
        value = value_figure(chance, size)
        share = entered / company.entered if company else 1.0
        made.append(LeadValue(
            groups.keys[i], stage, entered, share, chance, within, size, own, value, days[i],
            flag_for(value, company.value, share) if company else "",
        ))  # fmt: skip
    return made


def _horizon(found: Conversion, present: Mask, horizon: int | None) -> tuple[int, float]:
    """Return the days within which a win counts, and the share of wins that come within them."""
    pool = incidence_of(found.counts.merged(present))
    observed = int(pool.tau[0])
    if horizon is None or horizon >= observed or not pool.conversions[0]:
        return observed, 1.0
    return horizon, float(pool.shares[0, max(horizon, 0)])


def _scaled(rate: Figure, factor: float) -> Figure:
    return Figure(rate.value * factor, rate.low * factor, rate.high * factor, rate.n)


def value_figure(chance: Figure, size: Figure) -> Figure:
    """Return chance times deal size with its 90 % interval; UNKNOWN where either is not known.

    The relative half-widths of rate and deal size, taken as independent, combined on the log scale;
    n is the chance's.
    """
    if not size.known or not chance.value > 0:
        return UNKNOWN
    value, ends = chance.value * size.value, []
    for sign, rate_end, size_end in ((-1, chance.low, size.low), (1, chance.high, size.high)):
        if rate_end <= 0 or not math.isfinite(size_end):
            ends.append(0.0 if sign < 0 else math.inf)
            continue
        spread = math.hypot(math.log(rate_end / chance.value), math.log(size_end / size.value))
        ends.append(value * math.exp(sign * spread))
    return Figure(value, ends[0], ends[1], chance.n)


def flag_for(value: Figure, company: Figure, share: float) -> Flag:
    """Return whether a group's value beside the company's is a hidden gem, fool's gold, or neither.

    Gem: the 90 % interval of its value lies wholly above the company's, and it has at most a tenth
    of the entries. Gold: wholly below, with more than a tenth.
    """
    small = share <= SMALL_SHARE
    if value.low > company.high and small:
        return GEM
    return GOLD if value.high < company.low and not small else ""


def flagged(values: Sequence[LeadValue], flag: Flag) -> tuple[LeadValue, ...]:
    """Return the groups and stages that carry a flag, the most valuable first."""
    found = [one for one in values if one.flag == flag]
    return tuple(sorted(found, key=lambda one: (-one.value.value, one.key, one.stage)))
