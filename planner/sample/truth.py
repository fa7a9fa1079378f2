"""The sample company's known truth: what measuring its exports must find."""

from dataclasses import dataclass
from functools import cached_property

import numpy as np
import numpy.typing as npt

from planner.journeys.table import SetAside
from planner.sample import parameters as p
from planner.sample.lags import Floats, lag_cdf, mean_of


def segment_rates() -> Floats:
    """Return the true rates, (channel, segment, transition); 1 before a channel's own entry."""
    rates = np.array([[c.rates] * len(p.SEGMENTS) for c in p.CHANNELS], dtype=np.float64)
    factors = np.array([s.rates for s in p.SEGMENTS])
    for i, channel in enumerate(p.CHANNELS):
        rates[i, :, channel.entry :] *= factors[:, channel.entry :]
    return rates


def segment_days(*, lost: bool = False) -> Floats:
    """Return mean days to move on, or to leave, (channel, segment, transition)."""
    days = [p.LOSS_DAYS if lost else c.days for c in p.CHANNELS]
    table = np.repeat(np.array(days, dtype=np.float64)[:, None, :], len(p.SEGMENTS), axis=1)
    table[:, :, -1] *= np.array([s.closing_days for s in p.SEGMENTS])
    return table


def segment_sizes() -> Floats:
    """Return mean won amounts, (channel, segment)."""
    return np.outer([c.size for c in p.CHANNELS], [s.deal_size for s in p.SEGMENTS])


@dataclass(frozen=True, eq=False)
class Truth:
    """True parameters, and what a careful import of the exports counts.

    `lead_rows` and `opportunity_rows` are the data rows of those two reports; together they equal
    journeys + merged + len(set_aside). Merged rows are repeated leads and the opportunities that
    belong to a lead. The remaining counts say how many rows carry each kind of dirt.
    """

    journeys: int
    lead_rows: int
    opportunity_rows: int
    duplicate_leads: int
    joined: int
    set_aside: tuple[SetAside, ...]
    blank_sources: int
    channel_disagreements: int
    sal_before_mql: int
    won_before_created: int
    won_without_amount: int
    stages: tuple[str, ...] = p.STAGES
    channels: tuple[str, ...] = tuple(c.name for c in p.CHANNELS)
    segments: tuple[str, ...] = tuple(s.name for s in p.SEGMENTS)

    @property
    def merged(self) -> int:
        """Rows that belong to another row's journey."""
        return self.duplicate_leads + self.joined

    @property
    def out_of_order(self) -> int:
        """Journeys whose exported dates contradict each other."""
        return self.sal_before_mql + self.won_before_created

    @cached_property
    def _mix(self) -> Floats:
        """Shares of the segments among those who ever enter each stage, (channel, segment, S)."""
        passed = np.cumprod(segment_rates(), axis=2)
        first = np.array([c.segments for c in p.CHANNELS])[:, :, None]
        mix = np.concatenate([first, first * passed], axis=2)
        return np.asarray(mix / mix.sum(axis=1, keepdims=True))

    def entry(self, channel: str) -> int:
        """Return the stage a channel enters at; its transitions before have rate 1 and lag 0."""
        return p.CHANNELS[self.channels.index(channel)].entry

    def team(self, channel: str) -> str:
        """Return the source team of a channel."""
        return p.CHANNELS[self.channels.index(channel)].team

    def rate(self, channel: str, transition: int, segment: str | None = None) -> float:
        """Return the true rate of a transition, 0 to 1, over a channel's segments or in one."""
        return float(self._weights(channel, transition, segment) @ self._rates(channel, transition))

    def rate_within(
        self, channel: str, transition: int, days: int, segment: str | None = None
    ) -> float:
        """Return the true share that has moved on `days` after entering."""
        weights = self._weights(channel, transition, segment)
        arrived = [cdf[days] for cdf in self._lags(channel, transition)]
        return float(weights @ (self._rates(channel, transition) * np.array(arrived)))

    def mean_lag(self, channel: str, transition: int, segment: str | None = None) -> float:
        """Return the true mean days of those who move on."""
        weights = self._weights(channel, transition + 1, segment)
        return float(weights @ np.array([mean_of(c) for c in self._lags(channel, transition)]))

    def mean_lag_within(
        self, channel: str, transition: int, days: int, segment: str | None = None
    ) -> float:
        """Return the true mean days of those who move on within `days` after entering."""
        cdfs = np.array([c[: days + 1] for c in self._lags(channel, transition)])
        weights = self._weights(channel, transition, segment) * self._rates(channel, transition)
        arrived = weights @ cdfs
        return float((arrived[-1] - arrived).sum() / arrived[-1])

    def deal_size(self, channel: str, segment: str | None = None) -> float:
        """Return the true mean won amount."""
        sizes = segment_sizes()[self.channels.index(channel)]
        return float(self._weights(channel, p.WON, segment) @ sizes)

    def opened_amount(self, channel: str, segment: str | None = None) -> float:
        """Return the true mean amount at which opportunities are opened."""
        a, b = p.DISCOUNT
        sizes = segment_sizes()[self.channels.index(channel)]
        weights = self._weights(channel, p.OPPORTUNITY, segment)
        return float(weights @ sizes) * (a + b - 1) / (b - 1)

    def _weights(self, channel: str, stage: int, segment: str | None) -> Floats:
        if segment is not None:
            return np.asarray(np.eye(len(self.segments))[self.segments.index(segment)])
        return np.asarray(self._mix[self.channels.index(channel), :, stage])

    def _rates(self, channel: str, transition: int) -> Floats:
        return np.asarray(segment_rates()[self.channels.index(channel), :, transition])

    def _lags(self, channel: str, transition: int) -> list[npt.NDArray[np.float64]]:
        means = segment_days()[self.channels.index(channel), :, transition]
        return [lag_cdf(p.CONVERSION_SHAPES[transition], float(mean)) for mean in means]
