"""Attribution: the bookings of won deals shared out to channels, by seven rules side by side."""

from dataclasses import dataclass
from functools import cached_property

import numpy as np
import numpy.typing as npt

from planner.base.days import NO_DAY
from planner.evidence.cuts import Window, cut
from planner.evidence.figures import Floats
from planner.evidence.money import opportunity_stage
from planner.evidence.passages import Keys, Prepared, Source, prepare
from planner.evidence.touch_rules import HALF_LIFE, Rule, touch_weights
from planner.journeys.table import BLANK, Dimension, Journeys, Mask
from planner.journeys.touches import CHANNEL, JourneyTouches, no_touches

RULES = tuple(Rule)
Counts = npt.NDArray[np.int64]


@dataclass(frozen=True, eq=False)
class Credits:
    """Money credited, m times: `touch` (m) is the touch, -1 for a deal's lead source field.

    `deal` (m) is the journey's row, `channel` (m) its place in the attribution's channels, `money`
    (7, m) by rule, in plan currency.
    """

    deal: Keys
    touch: Keys
    channel: Keys
    money: Floats


@dataclass(frozen=True, eq=False)
class Attribution:
    """Bookings by channel and rule, (channels, 7), in plan currency; each rule's sum is the total.

    `by_touches` deals were shared out to touches, `by_source` had none and count for their lead
    source field under every rule. `after_win` touches came after their deal was won and `undated`
    have no day: both are left out. `half_life` in days is that of time decay. `by_field`
    (channels) are the bookings by the lead source field alone.
    """

    channels: tuple[str, ...]
    bookings: Floats
    by_field: Floats
    credits: Credits
    by_touches: int
    by_source: int
    after_win: int
    undated: int
    half_life: float

    @property
    def total(self) -> float:
        """All bookings."""
        return float(self.bookings[:, 0].sum())

    @cached_property
    def touched(self) -> Counts:
        """How many deals each channel touched, (channels)."""
        return np.bincount(self._met[0], minlength=len(self.channels))

    @cached_property
    def worth(self) -> Floats:
        """Bookings of the deals each channel touched, whoever else did, (channels)."""
        channel, deal = self._met
        rows, place = np.unique(self.credits.deal, return_inverse=True)
        amounts = np.bincount(place, self.credits.money[0], len(rows))[np.searchsorted(rows, deal)]
        return _sums(len(self.channels), channel, amounts[None])[:, 0]

    @cached_property
    def _met(self) -> Keys:
        """Each channel with each deal it touched, (2, pairs)."""
        given = self.credits
        return np.unique(np.stack([given.channel, given.deal])[:, given.touch >= 0], axis=1)

    @cached_property
    def touches(self) -> Counts:
        """How many touches of each channel count, (channels)."""
        of = self.credits.channel[self.credits.touch >= 0]
        return np.bincount(of, minlength=len(self.channels))

    @cached_property
    def from_source(self) -> Floats:
        """Bookings of each channel's deals without touches, (channels)."""
        given = self.credits
        rest = given.touch < 0
        return _sums(len(self.channels), given.channel[rest], given.money[:1, rest])[:, 0]

    def met(self, channel: str | None) -> Keys:
        """Return the rows of the deals a channel touched; of all with touches for None."""
        of, deal = self._met
        return np.unique(deal if channel is None else deal[of == self.channels.index(channel)])

    def behind(self, channel: str | None, rule: Rule) -> Keys:
        """Return the rows of the deals a channel is credited with by a rule; of all for None."""
        given = self.credits
        kept = given.money[RULES.index(rule)] > 0
        if channel is not None:
            kept &= given.channel == self.channels.index(channel)
        return np.unique(given.deal[kept])


def attribution(
    source: Source, touches: JourneyTouches | None = None, *, window: Window | None = None,
    where: Mask | None = None, half_life: float = HALF_LIFE,
) -> Attribution:  # fmt: skip
    """Share the amounts of deals won in the window out to channels.

    A deal's touches up to the day it was won count, in the order of their days, those of one day in
    the order of their channels' names, then of their campaigns'. ValueError unless the half-life is
    positive.
    """
    if not half_life > 0:
        raise ValueError(f"a half-life is longer than {half_life} days")
    prepared = prepare(source)
    journeys = prepared.journeys
    won = _won(prepared, window, where)
    known = no_touches() if touches is None else touches
    kept, after, undated = _counting(prepared, known, won)
    deals = known.journey[kept]
    rows, deal = np.unique(deals, return_inverse=True)
    stage = opportunity_stage(journeys.stages)
    weights = touch_weights(
        deal, known.day[kept], prepared.effective[rows, 0], prepared.effective[rows, stage],
        half_life,
    )  # fmt: skip
    every, rest = np.flatnonzero(won), np.setdiff1d(np.flatnonzero(won), rows)
    own = journeys.dimensions.get(CHANNEL, _blank(len(journeys)))
    labels = tuple(sorted({*_used(known.channel, kept), *_used(own, every)}))
    given = Credits(
        np.concatenate([deals, rest]),
        np.concatenate([kept, np.full(len(rest), -1, np.intp)]),
        np.concatenate([_placed(labels, known.channel, kept), _placed(labels, own, rest)]),
        np.concatenate([weights * journeys.amount[deals], _alike(journeys, rest)], axis=1),
    )
    field = _sums(len(labels), _placed(labels, own, every), _alike(journeys, every)[:1])[:, 0]
    return Attribution(
        labels, _sums(len(labels), given.channel, given.money), field, given, len(rows),
        len(rest), after, undated, half_life,
    )  # fmt: skip


def _won(prepared: Prepared, window: Window | None, where: Mask | None) -> Mask:
    """Return the deals won in the window whose amount is known, (n)."""
    journeys = prepared.journeys
    last = len(journeys.stages) - 1
    inside = cut(journeys, (), where).within(prepared.placed(last), window) == 0
    return np.asarray(inside & prepared.reached(last) & (journeys.amount > 0))


def _counting(prepared: Prepared, touches: JourneyTouches, won: Mask) -> tuple[Keys, int, int]:
    """Return the touches that count, in order, and how many came after the win or have no day."""
    day = prepared.effective[:, -1][touches.journey]
    mine = won[touches.journey]
    dated = touches.day != NO_DAY
    in_time = dated & ((touches.day <= day) | (day == NO_DAY))
    kept = np.flatnonzero(mine & in_time)
    channel, campaign = (_ranks(d)[kept] for d in (touches.channel, touches.campaign))
    order = np.lexsort((campaign, channel, touches.day[kept], touches.journey[kept]))
    after, undated = int((mine & dated & ~in_time).sum()), int((mine & ~dated).sum())
    return kept[order], after, undated


def _ranks(dimension: Dimension) -> Keys:
    """Return the place of each row's label among all in order, (n)."""
    return np.argsort(np.argsort(np.array(dimension.labels, dtype=str)))[dimension.codes]


def _alike(journeys: Journeys, rows: Keys) -> Floats:
    """Return the amounts of deals, the same by every rule, (7, m)."""
    return np.tile(journeys.amount[rows], (len(RULES), 1))


def _placed(labels: tuple[str, ...], channel: Dimension, rows: Keys) -> Keys:
    """Return each row's place in the labels, (m)."""
    place = {label: i for i, label in enumerate(labels)}
    at = np.array([place.get(label, -1) for label in channel.labels], dtype=np.intp)
    return at[channel.codes[rows]]


def _sums(size: int, at: Keys, money: Floats) -> Floats:
    """Add money (r, k) up by place, (size, r), the least first: the rows' order is nothing."""
    sums = np.zeros((size, len(money)))
    for i, row in enumerate(money):
        order = np.lexsort((row, at))
        sums[:, i] = np.bincount(at[order], row[order], size)
    return sums


def _used(channel: Dimension, rows: Keys) -> tuple[str, ...]:
    return tuple(channel.labels[code] for code in np.unique(channel.codes[rows]).tolist())


def _blank(length: int) -> Dimension:
    return Dimension(np.zeros(length, np.int32), (BLANK,))
