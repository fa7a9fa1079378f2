"""Journey tables of deals: Opportunity and Won alone, with whatever dimensions a test names."""

from collections.abc import Mapping, Sequence

import numpy as np

from planner.base.days import NO_DAY
from planner.journeys.table import Dimension, Journeys, Outcome

AS_OF = 20_000
WON, LOST, OPEN = Outcome.WON, Outcome.LOST, Outcome.OPEN


def deals(
    outcome: Sequence[int] | np.ndarray,
    dimensions: Mapping[str, Sequence[str] | np.ndarray],
    amount: Sequence[float] | np.ndarray | None = None,
    days: Sequence[int] | np.ndarray | None = None,
    ids: Sequence[str] | None = None,
) -> Journeys:
    """Deals opened so many days before they ended, or before the as-of date where still open."""
    found = np.asarray(outcome, dtype=np.int8)
    n = len(found)
    taken = np.full(n, 10, np.int32) if days is None else np.asarray(days, np.int32)
    ended = np.where(found == OPEN, AS_OF, AS_OF - 5).astype(np.int32)
    won = found == WON
    money = np.full(n, 100.0) if amount is None else np.asarray(amount, float)
    made = {}
    for name, values in dimensions.items():
        labels, codes = np.unique(np.asarray(values), return_inverse=True)
        made[name] = Dimension(codes.astype(np.int32), tuple(str(label) for label in labels))
    return Journeys(
        stages=("Opportunity", "Won"),
        ids=tuple(ids or (f"D{i:05d}" for i in range(n))),
        entered=np.column_stack((ended - taken, np.where(won, ended, NO_DAY))).astype(np.int32),
        reached=np.column_stack((np.ones(n, bool), won)),
        outcome=found,
        left=np.where(found == LOST, ended, NO_DAY).astype(np.int32),
        amount=np.where(won, money, np.nan),
        opened_amount=np.full(n, np.nan),
        dimensions=made,
        as_of=AS_OF,
        currency="USD",
        closing=np.where(found == OPEN, NO_DAY, ended).astype(np.int32),
        deal_ids=("",) * n,
    )


def shuffled(journeys: Journeys, seed: int) -> Journeys:
    """Return the same journeys in another order."""
    order = np.random.default_rng(seed).permutation(len(journeys))
    return Journeys(
        stages=journeys.stages,
        ids=tuple(journeys.ids[i] for i in order),
        entered=journeys.entered[order],
        reached=journeys.reached[order],
        outcome=journeys.outcome[order],
        left=journeys.left[order],
        amount=journeys.amount[order],
        opened_amount=journeys.opened_amount[order],
        dimensions={
            name: Dimension(d.codes[order], d.labels) for name, d in journeys.dimensions.items()
        },
        as_of=journeys.as_of,
        currency=journeys.currency,
        closing=journeys.closing[order],
        deal_ids=tuple(journeys.deal_ids[i] for i in order),
    )


def made_up(n: int = 900, seed: int = 1, *, lost: bool = True) -> Journeys:
    """Deals of three channels and two segments, with known odds, sizes and cycles.

    Against Web and Small: Events has e^0.7 times the odds, Large e^-0.5; amounts e^0.3 and e^1.1;
    days e^-0.4 and e^0.5. Without `lost` every deal is won in the end.
    """
    draw = np.random.default_rng(seed)
    channel = draw.choice(["Ads", "Events", "Web"], n, p=[0.2, 0.2, 0.6])
    segment = draw.choice(["Large", "Small"], n, p=[0.4, 0.6])
    events, large = (channel == "Events").astype(float), (segment == "Large").astype(float)
    chance = 1 / (1 + np.exp(-(-0.8 + 0.7 * events - 0.5 * large)))
    size = draw.gamma(2.0, np.exp(10 + 0.3 * events + 1.1 * large) / 2.0)
    takes = np.exp(4 - 0.4 * events + 0.5 * large + 0.6 * draw.standard_normal(n))
    watched = draw.integers(5, 200, n)
    wins = draw.random(n) < chance if lost else np.ones(n, bool)
    outcome = np.where(takes <= watched, np.where(wins, WON, LOST), OPEN)
    days = np.ceil(np.minimum(takes, watched)).astype(int)
    return deals(outcome, {"channel": channel, "segment": segment}, size, days)
