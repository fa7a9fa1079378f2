"""Companies known in full: rates drawn for every channel, losses compete, young entries unfinished.

Every channel's rate of winning is drawn from one Beta, so that channels are what pooling takes them
for; leads enter evenly over a year up to the as-of date, and winning takes long, so that the plain
rate is far too low.
"""

from dataclasses import dataclass

import numpy as np

from planner.base.days import NO_DAY, parse_day
from planner.journeys.table import Dimension, Journeys, Outcome
from planner.sample.lags import draw_days, lag_cdf
from planner.sample.parameters import LagShape

SIZES = (25, 50, 100, 200, 400, 1_000, 2_000, 4_000)
"""Leads of each channel."""
BETA = (6.0, 24.0)
YEAR = 365
WINNING, LOSING = LagShape("log-normal", 0.6), LagShape("gamma", 1.3)
DAYS_TO_WIN, DAYS_TO_LOSE = (45.0, 90.0, 150.0), 60.0
"""Mean days; those of winning change from company to company."""
AS_OF = parse_day("2026-12-31")


@dataclass(frozen=True, eq=False)
class Made:
    """One company: its journeys, the true rates of its channels (g) in the order of SIZES, and what
    share of those that win has won by each day."""

    journeys: Journeys
    rates: np.ndarray
    arrived: np.ndarray

    def rate_within(self, channel: int, days: int) -> float:
        """The true share of a channel's leads that is won within so many days."""
        return float(self.rates[channel] * self.arrived[days])

    def mean_lag_within(self, days: int) -> float:
        """The true mean days of those won within so many days of entering."""
        arrived = self.arrived[: days + 1]
        return float((arrived[-1] - arrived).sum() / arrived[-1])


_ARRIVED = {mean: lag_cdf(WINNING, mean) for mean in DAYS_TO_WIN}


def made(seed: int, sizes: tuple[int, ...] = SIZES) -> Made:
    """Make a company: the same seed gives the same company."""
    rng = np.random.default_rng([2026, seed])
    rates, mean = rng.beta(*BETA, len(sizes)), DAYS_TO_WIN[seed % len(DAYS_TO_WIN)]
    channel = np.repeat(np.arange(len(sizes), dtype=np.int32), sizes)
    n = len(channel)
    entry = (AS_OF - rng.integers(0, YEAR, n)).astype(np.int32)
    wins = rng.random(n) < rates[channel]
    to_win = draw_days(WINNING, np.full(n, mean), rng)
    to_lose = draw_days(LOSING, np.full(n, DAYS_TO_LOSE), rng)
    ends = entry + np.where(wins, to_win, to_lose)
    won, lost = (side & (ends <= AS_OF) for side in (wins, ~wins))
    closing = np.where(won | lost, ends, NO_DAY).astype(np.int32)
    journeys = Journeys(
        stages=("Lead", "Won"),
        ids=tuple(map(str, range(n))),
        entered=np.stack((entry, np.where(won, ends, NO_DAY)), axis=1).astype(np.int32),
        reached=np.stack((np.ones(n, np.bool_), won), axis=1),
        outcome=np.select([won, lost], [Outcome.WON, Outcome.LOST], Outcome.OPEN).astype(np.int8),
        left=np.where(lost, ends, NO_DAY).astype(np.int32),
        amount=np.full(n, np.nan),
        opened_amount=np.full(n, np.nan),
        dimensions={"channel": Dimension(channel, tuple(f"C{i}" for i in range(len(sizes))))},
        as_of=AS_OF,
        currency="USD",
        closing=closing,
        deal_ids=("",) * n,
    )
    return Made(journeys, rates, _ARRIVED[mean])
