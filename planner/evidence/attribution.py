"""Attribution: the bookings of won deals shared out to channels, by seven rules side by side."""

from dataclasses import dataclass
from enum import StrEnum

import numpy as np

from planner.base.day_columns import Days
from planner.base.days import NO_DAY
from planner.evidence.cuts import Window, cut
from planner.evidence.figures import Floats
from planner.evidence.money import opportunity_stage
from planner.evidence.passages import Keys, Prepared, Source, prepare
from planner.journeys.table import BLANK, Dimension, Mask

CHANNEL = "channel"
HALF_LIFE = 30
"""Days by which a touch must be earlier to count half, unless stated otherwise."""


class Rule(StrEnum):
    """How a deal is shared out to its touches."""

    FIRST = "first"
    LAST = "last"
    LINEAR = "linear"
    U = "U"
    W = "W"
    DECAY = "time decay"
    FULL_PATH = "full path"


SHARES = {
    Rule.U: ((0.4, 0.4), 0.2),
    Rule.W: ((0.3, 0.3, 0.3), 0.1),
    Rule.FULL_PATH: ((0.225, 0.225, 0.225, 0.225), 0.1),
}
"""What the milestones of a rule get each, and what all other touches share equally. Milestones of
U: first, last; of W: first, lead created, opportunity created; of the full path: these and won."""


@dataclass(frozen=True, eq=False)
class Touches:
    """k touches: the row of the journey each belongs to, its day (NO_DAY unknown), its channel."""

    journey: Keys
    day: Days
    channel: Dimension


@dataclass(frozen=True, eq=False)
class Attribution:
    """Bookings by channel and rule, (channels, 7), in plan currency; each rule's sum is the total.

    `by_touches` deals were shared out to touches, `by_source` had none and count for their lead
    source field under every rule. `after_win` touches came after their deal was won and `undated`
    have no day: both are left out. `half_life` in days is that of time decay.
    """

    channels: tuple[str, ...]
    bookings: Floats
    by_touches: int
    by_source: int
    after_win: int
    undated: int
    half_life: float

    @property
    def total(self) -> float:
        """All bookings."""
        return float(self.bookings[:, 0].sum())


def attribution(
    source: Source, touches: Touches | None = None, *, window: Window | None = None,
    where: Mask | None = None, half_life: float = HALF_LIFE,
) -> Attribution:  # fmt: skip
    """Share the amounts of deals won in the window out to channels.

    A deal's touches up to the day it was won count, in the order of their days, those of one day in
    the order of their channels' names. ValueError unless the half-life is positive.
    """
    if not half_life > 0:
        raise ValueError(f"a half-life is longer than {half_life} days")
    prepared = prepare(source)
    journeys = prepared.journeys
    last = len(journeys.stages) - 1
    inside = cut(journeys, (), where).within(prepared.placed(last), window) == 0
    won = inside & prepared.reached(last) & (journeys.amount > 0)
    known = no_touches() if touches is None else touches
    kept, after, undated = _counting(prepared, known, won)
    rows, deal = np.unique(kept.journey, return_inverse=True)
    stage = opportunity_stage(journeys.stages)
    weights = touch_weights(
        deal, kept.day, prepared.effective[rows, 0], prepared.effective[rows, stage], half_life
    )
    rest = np.setdiff1d(np.flatnonzero(won), rows)
    own = journeys.dimensions.get(CHANNEL, _blank(len(journeys)))
    labels = tuple(sorted({*_used(kept.channel), *_used(own, rest)}))
    bookings = _sums(labels, kept.channel, weights * journeys.amount[kept.journey])
    from_source = Dimension(own.codes[rest], own.labels)
    bookings = bookings + _sums(labels, from_source, np.tile(journeys.amount[rest], (len(Rule), 1)))
    return Attribution(labels, bookings, len(rows), len(rest), after, undated, half_life)


def no_touches() -> Touches:
    """Return no touch at all."""
    return Touches(np.zeros(0, np.intp), np.zeros(0, np.int32), _blank(0))


def touch_weights(
    deal: Keys, day: Days, lead: Days, opportunity: Days, half_life: float = HALF_LIFE
) -> Floats:
    """Return the weight of each of k touches by rule, (7, k); those of a deal sum to 1.

    `deal` (k): 0 … n - 1, in order; `day` (k), in order within a deal; `lead`, `opportunity` (n):
    when each was created, NO_DAY where unknown. The touch of a milestone is the last one up to its
    day; a milestone without a touch, or without a day, gets nothing. Milestones that fall on one
    touch add up there. Whatever is left over is shared out in proportion: so two touches have half
    each under U, and one has all under every rule. Full path is meant as in Marketo Measure: first
    touch, lead created, opportunity created and won 22.5 % each, all others together 10 %.
    Source: Adobe, Marketo Measure attribution models,
    https://experienceleague.adobe.com/en/docs/marketo-measure-learn/tutorials/definitions/attribution/attribution-models
    """
    count = np.bincount(deal, minlength=len(lead))
    first = np.cumsum(count) - count
    final = first + count - 1
    at_lead, at_deal = (_milestone(deal, day, on, first) for on in (lead, opportunity))
    opening, closing = _marks(first, len(deal)), _marks(final, len(deal))
    age = (day[final][deal] - day).astype(np.float64)
    raw = {
        Rule.FIRST: opening,
        Rule.LAST: closing,
        Rule.LINEAR: np.ones(len(deal)),
        Rule.U: _shared(Rule.U, deal, (opening, closing)),
        Rule.W: _shared(Rule.W, deal, (opening, at_lead, at_deal)),
        Rule.DECAY: np.exp2(-age / half_life),
        Rule.FULL_PATH: _shared(Rule.FULL_PATH, deal, (opening, at_lead, at_deal, closing)),
    }
    found = np.stack([raw[rule] for rule in Rule])
    sums = np.stack([np.bincount(deal, row, len(lead)) for row in found])
    return np.asarray(found / sums[:, deal])


def _counting(prepared: Prepared, touches: Touches, won: Mask) -> tuple[Touches, int, int]:
    """Return the touches that count, in order, and how many came after the win or have no day."""
    day = prepared.effective[:, -1][touches.journey]
    mine = won[touches.journey]
    dated = touches.day != NO_DAY
    in_time = dated & ((touches.day <= day) | (day == NO_DAY))
    names = np.argsort(np.argsort(np.array(touches.channel.labels, dtype=str)))
    kept = np.flatnonzero(mine & in_time)
    code = touches.channel.codes
    order = np.lexsort((names[code[kept]], touches.day[kept], touches.journey[kept]))
    kept = kept[order]
    channel = Dimension(code[kept], touches.channel.labels)
    after, undated = int((mine & dated & ~in_time).sum()), int((mine & ~dated).sum())
    return Touches(touches.journey[kept], touches.day[kept], channel), after, undated


def _milestone(deal: Keys, day: Days, on: Days, first: Keys) -> Floats:
    """Return 1 at the last touch of each deal up to a day, 0 elsewhere, (k)."""
    before = (day <= on[deal]) & (on[deal] != NO_DAY)
    count = np.bincount(deal[before], minlength=len(on))
    return _marks((first + count - 1)[count > 0], len(deal))


def _marks(places: Keys, length: int) -> Floats:
    marks = np.zeros(length)
    marks[places] = 1.0
    return marks


def _shared(rule: Rule, deal: Keys, milestones: tuple[Floats, ...]) -> Floats:
    """Return what milestones get, and the others' share of the rest."""
    shares, rest = SHARES[rule]
    weight = np.sum([s * mark for s, mark in zip(shares, milestones, strict=True)], axis=0)
    other = np.asarray(weight == 0)
    return np.where(other, rest / np.maximum(np.bincount(deal, other), 1)[deal], weight)


def _sums(labels: tuple[str, ...], channel: Dimension, money: Floats) -> Floats:
    """Add money (7, k) up by channel, (labels, 7), the least first: the rows' order is nothing."""
    place = {label: i for i, label in enumerate(labels)}
    at = np.array([place.get(label, -1) for label in channel.labels], dtype=np.intp)[channel.codes]
    sums = np.zeros((len(labels), len(money)))
    for i, row in enumerate(money):
        order = np.lexsort((row, at))
        sums[:, i] = np.bincount(at[order], row[order], len(labels))
    return sums


def _used(channel: Dimension, rows: Keys | None = None) -> tuple[str, ...]:
    codes = channel.codes if rows is None else channel.codes[rows]
    return tuple(channel.labels[code] for code in np.unique(codes).tolist())


def _blank(length: int) -> Dimension:
    return Dimension(np.zeros(length, np.int32), (BLANK,))
