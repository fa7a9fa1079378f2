"""From answers to campaigns to MQL and won: per campaign, per channel, and all together."""

import math
from collections.abc import Iterator, Sequence
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
        self._prepared, self._touches = prepare(source), touches
        self.rule, self.window = rule, window
        self.stage = hand_off(self._prepared.journeys.stages).start
        self._inside = _inside(touches, window, where)
        shared = attribution(self._prepared, touches, where=where, half_life=half_life)
        self._money = _money_of_touches(shared.credits, rule, len(touches.journey))
        self._costs = _costs(spend, window)
        self.rows = tuple(self._rows())

    def behind(self, row: CampaignRow, column: str = "leads") -> Keys:
        """Return the journeys that answered; for `before`, `qualified` and `won` those of them."""
        return self._parted(self._chosen(row.channel, row.campaign))[column]

    def _rows(self) -> Iterator[CampaignRow]:
        named = self._names()
        known = [cost for name in named if math.isfinite(cost := self._cost(name, named[name]))]
        yield self._row("", "", sum(known) if known else math.nan)
        for channel, campaigns in named.items():
            yield self._row(channel, "", self._cost(channel, campaigns))
            own = [
                self._row(
                    channel, name, math.nan if name in named else self._costs.get(name, math.nan)
                )
                for name in campaigns
            ]
            yield from sorted(own, key=lambda row: (-row.answers, row.campaign))

    def _row(self, channel: str, campaign: str, cost: float) -> CampaignRow:
        chosen = self._chosen(channel, campaign)
        parts = {name: len(rows) for name, rows in self._parted(chosen).items()}
        money = float(np.sort(self._money[chosen]).sum())
        return CampaignRow(channel, campaign, int(chosen.sum()), **parts, bookings=money, cost=cost)

    def _chosen(self, channel: str, campaign: str) -> Mask:
        """Return the answers in the window to a campaign, a channel, or any, (k)."""
        chosen = self._inside
        for dimension, label in (
            (self._touches.channel, channel),
            (self._touches.campaign, campaign),
        ):
            if label:
                chosen = chosen & (dimension.codes == dimension.labels.index(label))
        return chosen

    def _parted(self, chosen: Mask) -> dict[str, Keys]:
        """Return the journeys of answers: all, and by what they reached before and from then on."""
        prepared, last = self._prepared, len(self._prepared.journeys.stages) - 1
        rows, place = np.unique(self._touches.journey[chosen], return_inverse=True)
        first = np.full(len(rows), np.iinfo(np.int32).max, np.int64)
        np.minimum.at(first, place, self._touches.day[chosen])
        reached, on = prepared.reached(self.stage)[rows], prepared.effective[rows, self.stage]
        before = reached & (on != NO_DAY) & (on < first)
        won, closed = prepared.reached(last)[rows], prepared.effective[rows, last]
        won &= (closed == NO_DAY) | (closed >= first)
        return {
            "leads": rows, "before": rows[before], "qualified": rows[reached & ~before],
            "won": rows[won],
        }  # fmt: skip

    def _names(self) -> dict[str, list[str]]:
        """Return the campaigns answered in the window, by channel, both in order."""
        touches = self._touches
        pairs = np.stack([touches.channel.codes, touches.campaign.codes])[:, self._inside]
        found: dict[str, list[str]] = {}
        for channel, campaign in np.unique(pairs, axis=1).T.tolist():
            names = found.setdefault(touches.channel.labels[channel], [])
            names.append(touches.campaign.labels[campaign])
        return dict(sorted(found.items()))

    def _cost(self, channel: str, campaigns: Sequence[str]) -> float:
        names = {channel, *campaigns} & self._costs.keys()
        return sum(self._costs[name] for name in names) if names else math.nan


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


def _costs(spend: Sequence[Spend], window: Window | None) -> dict[str, float]:
    """Return what was spent in a window's months, by the name it was spent on."""
    costs: dict[str, float] = {}
    for one in spend:
        if window is None or month_of(window[0]) <= one.month <= month_of(window[1]):
            costs[one.channel] = costs.get(one.channel, 0.0) + one.amount
    return costs
