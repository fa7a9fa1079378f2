"""A million deals with every factor a regression weighs, owned by two hundred reps."""

import numpy as np

from planner.base.days import NO_DAY, parse_day
from planner.journeys.table import Dimension, Journeys, Outcome

DEALS = 1_000_000
LEVELS = {
    "channel": 8,
    "segment": 3,
    "region": 4,
    "source team": 3,
    "offer": 8,
    "product": 5,
    "rep": 200,
}
"""The source team follows from the channel, as it does in life; the others are drawn freely."""


def deals(rows: int = DEALS) -> Journeys:
    """Deals opened over two years; a quarter is won, most others lost, the young ones are open."""
    rng = np.random.default_rng(12)
    as_of = parse_day("2026-10-31")
    codes = {
        name: rng.choice(n, rows, p=_falling(n)).astype(np.int32) for name, n in LEVELS.items()
    }
    codes["source team"] = codes["channel"] % LEVELS["source team"]
    opened = as_of - rng.integers(0, 730, rows)
    tilt = codes["channel"] * 0.15 - codes["segment"] * 0.3
    wins = rng.random(rows) < 1 / (1 + np.exp(0.9 - tilt))
    took = np.exp(4 + 0.2 * codes["segment"] + 0.6 * rng.standard_normal(rows)).astype(np.int64)
    ended = opened + took <= as_of
    won, lost = wins & ended, ~wins & ended
    end = np.where(ended, opened + took, NO_DAY)
    amount = np.round(rng.gamma(2.0, 10_000 * np.exp(0.4 * codes["segment"])), 2)
    return Journeys(
        stages=("Opportunity", "Won"),
        ids=tuple(map(str, range(rows))),
        entered=np.stack((opened, np.where(won, end, NO_DAY)), axis=1).astype(np.int32),
        reached=np.stack((np.ones(rows, np.bool_), won), axis=1),
        outcome=np.select([won, lost], [Outcome.WON, Outcome.LOST], Outcome.OPEN).astype(np.int8),
        left=np.where(lost, end, NO_DAY).astype(np.int32),
        amount=np.where(won, amount, np.nan),
        opened_amount=np.full(rows, np.nan),
        dimensions={
            name: Dimension(codes[name], tuple(f"{name} {i}" for i in range(n)))
            for name, n in LEVELS.items()
        },
        as_of=as_of,
        currency="USD",
        closing=end.astype(np.int32),
        deal_ids=("",) * rows,
    )


def _falling(n: int) -> np.ndarray:
    weights = 1.0 / (2.0 + np.arange(n))
    return np.asarray(weights / weights.sum())
