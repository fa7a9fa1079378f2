"""Seven rules that share a deal out to its touches: how much of it each touch gets."""

from enum import StrEnum

import numpy as np

from planner.base.day_columns import Days
from planner.base.days import NO_DAY
from planner.evidence.figures import Floats
from planner.evidence.passages import Keys

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
