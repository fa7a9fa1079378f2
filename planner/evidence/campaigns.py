"""From answers to campaigns to MQL and won: per campaign, per channel, and all together."""

import math
from collections.abc import Container, Iterable, Iterator, Sequence
from dataclasses import dataclass

import numpy as np

from planner.base.days import NO_DAY, month_of
from planner.base.stages import hand_off
from planner.evidence.attribution import RULES, Credits, attribution
from planner.evidence.cuts import Window
from planner.evidence.figures import Floats
from planner.evidence.passages import Keys, Source, prepare
from planner.evidence.touch_rules import HALF_LIFE, Rule
from planner.journeys.table import Mask, Spend
from planner.journeys.touches import JourneyTouches

Costs = dict[tuple[str, str], float]


@dataclass(frozen=True, slots=True)
class CampaignRow:
    """What became of the answers to a campaign, to a channel ('' as campaign), to all ('' both).

    `answers` in the window were given by `leads` journeys; of these `qualified` reached the
    qualifying stage from their first answer on, `before` had reached it already, and `won` were won
    from it on, by the as-of date. `bookings` is what the rule credits these answers with. `cost` is
    NaN where no spend in the window is known.
    """

    channel: str
    campaign: str
    answers: int
    leads: int
    before: int
    qualified: int
    won: int
    bookings: float
    cost: float

    @property
    def cost_per_won(self) -> float:
        """Cost of each deal won; NaN where there is no cost, or none was won."""
        return self.cost / self.won if self.won else math.nan


class Campaigns:
    """All together, then each channel by name, followed by its campaigns, most answers first.

    Answers given in a window are followed to the qualifying stage, the last before the hand-off,
    and to won; undated ones lie in every window. A campaign costs what was spent in its name, a
    channel also what was spent on all of it.
    """

    def __init__(
        self, source: Source, touches: JourneyTouches, spend: Sequence[Spend] = (), *,
        rule: Rule = Rule.FIRST, half_life: float = HALF_LIFE, window: Window | None = None,
        where: Mask | None = None,
    ) -> None:  # fmt: skip
        prepared = prepare(source)
        stages = prepared.journeys.stages
        self.rule, self.window = rule, window
        self.stage = hand_off(stages).start
        steps = self.stage, len(stages) - 1
        self._steps = [(prepared.reached(step), prepared.effective[:, step]) for step in steps]
        shared = attribution(prepared, touches, where=where, half_life=half_life)
        self._answers = _answers(touches, _inside(touches, window, where))
        self._money = _money_of_touches(shared.credits, rule, len(touches.journey))
        self._channel, self._campaign = touches.channel, touches.campaign
        self._journey, self._day = touches.journey, touches.day
        self._costs = _costs(spend, window)
        self.rows = tuple(self._rows())

    def behind(self, row: CampaignRow, column: str = "leads") -> Keys:
        """Return the journeys that answered; for `before`, `qualified` and `won` those of them."""
        return self._parted(self._chosen(row.channel, row.campaign))[column]

    def _rows(self) -> Iterator[CampaignRow]:
        named = self._names()
        spent = {channel: self._spent(channel, names, named) for channel, names in named.items()}
        yield self._row("", "", _sum(cost for each in spent.values() for cost in each.values()))
        for channel, names in named.items():
            yield self._row(channel, "", _sum(spent[channel].values()))
            own = [self._row(channel, x, spent[channel].get(x, math.nan)) for x in names]
            yield from sorted(own, key=lambda row: (-row.answers, row.campaign))

    def _spent(
        self, channel: str, campaigns: Sequence[str], channels: Container[str]
    ) -> dict[str, float]:
        """Return what was spent on a channel, by campaign, '' for none in particular."""
        found = {
            campaign: cost for (name, campaign), cost in self._costs.items() if name == channel
        }
        for campaign in campaigns:
            alone = (campaign, "")
            if campaign not in channels and alone in self._costs:
                found[campaign] = found.get(campaign, 0.0) + self._costs[alone]
        return found

    def _row(self, channel: str, campaign: str, cost: float) -> CampaignRow:
        chosen = self._chosen(channel, campaign)
        parts = {name: len(rows) for name, rows in self._parted(chosen).items()}
        money = float(np.sort(self._money[chosen]).sum())
        return CampaignRow(channel, campaign, len(chosen), **parts, bookings=money, cost=cost)

    def _chosen(self, channel: str, campaign: str) -> Keys:
        """Return the answers in the window to a campaign, a channel, or any, by journey and day."""
        chosen = self._answers
        for dimension, label in ((self._channel, channel), (self._campaign, campaign)):
            if label:
                chosen = chosen[dimension.codes[chosen] == dimension.labels.index(label)]
        return chosen

    def _parted(self, chosen: Keys) -> dict[str, Keys]:
        """Return the journeys of answers: all, and by what they reached before and from then on."""
        every = self._journey[chosen]
        opening = np.ones(len(every), bool)
        opening[1:] = every[1:] != every[:-1]
        rows, first = every[opening], self._day[chosen[opening]]
        (reached, on), (won, closed) = ((mask[rows], day[rows]) for mask, day in self._steps)
        before = reached & (on != NO_DAY) & (on < first)
        won &= (closed == NO_DAY) | (closed >= first)
        return {
            "leads": rows, "before": rows[before], "qualified": rows[reached & ~before],
            "won": rows[won],
        }  # fmt: skip

    def _names(self) -> dict[str, list[str]]:
        """Return the campaigns answered in the window, by channel, both in order."""
        width, chosen = len(self._campaign.labels), self._answers
        cells = self._channel.codes[chosen].astype(np.int64) * width + self._campaign.codes[chosen]
        found: dict[str, list[str]] = {}
        for cell in np.flatnonzero(np.bincount(cells)).tolist():
            channel, campaign = divmod(cell, width)
            names = found.setdefault(self._channel.labels[channel], [])
            names.append(self._campaign.labels[campaign])
        return {channel: sorted(found[channel]) for channel in sorted(found)}


def _answers(touches: JourneyTouches, inside: Mask) -> Keys:
    """Return which touches are inside, by journey and day."""
    chosen = np.flatnonzero(inside)
    return chosen[np.lexsort((touches.day[chosen], touches.journey[chosen]))]


def _inside(touches: JourneyTouches, window: Window | None, where: Mask | None) -> Mask:
    inside = np.ones(len(touches.day), bool)
    if window is not None:
        day = touches.day
        inside &= (day == NO_DAY) | ((day >= window[0]) & (day <= window[1]))
    return inside if where is None else np.asarray(inside & where[touches.journey])


def _money_of_touches(shared: Credits, rule: Rule, size: int) -> Floats:
    """Return what a rule credits each touch with, (k)."""
    money = np.zeros(size)
    given = shared.touch >= 0
    money[shared.touch[given]] = shared.money[RULES.index(rule)][given]
    return money


def _costs(spend: Sequence[Spend], window: Window | None) -> Costs:
    """Return what was spent in a window's months, by channel and campaign."""
    costs: Costs = {}
    for one in spend:
        if window is None or month_of(window[0]) <= one.month <= month_of(window[1]):
            name = one.channel, one.campaign
            costs[name] = costs.get(name, 0.0) + one.amount
    return costs


def _sum(costs: Iterable[float]) -> float:
    """Return the sum of what is known; NaN where nothing is."""
    known = list(costs)
    return sum(known) if known else math.nan
