"""Queues: what a stage cannot take in this month waits, the oldest month first."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from planner.forecast.forward import Flow, moving

Floats = npt.NDArray[np.float64]


@dataclass(frozen=True, eq=False)
class Gate:
    """A stage that takes in at most `limit` (..., T) a month of all lines, named `name`."""

    name: str
    stage: int
    limit: Floats


@dataclass(frozen=True, eq=False)
class Run:
    """What reached each stage in each run month, and what was taken in, both (..., L, S, T).

    Without a queue both are the same.
    """

    arrived: Floats
    entered: Floats

    def waiting(self, stage: int) -> Floats:
        """Return what waits before a stage at each month's end, (..., L, T); never below 0."""
        apart = self.arrived[..., stage, :] - self.entered[..., stage, :]
        return np.asarray(np.maximum(np.cumsum(apart, axis=-1), 0.0))


def run(flow: Flow, gates: Sequence[Gate] = (), volume: Floats | None = None) -> Run:
    """Run a flow through its gates, stage by stage; `volume` (..., L, S, T) instead of its own.

    Rate and lag start in the month in which an entry is taken in. Leading axes of `volume` and of
    the gates' limits are cases side by side.
    """
    arrived = np.array(flow.volume if volume is None else volume)
    entered = np.empty_like(arrived)
    opened = flow.opening * flow.rates[:, :, flow.start]
    for stage in range(arrived.shape[-2]):
        if stage:
            j = stage - 1
            moved = moving(flow.spreads[:, j], entered[..., j, :] * flow.rates[:, j])
            landed = moved + opened[:, j, None] * flow.opening_spread[:, j]
            arrived[..., stage, :] += flow.carried[:, j] + landed
        limits = [gate.limit for gate in gates if gate.stage == stage]
        taken = arrived[..., stage, :]
        entered[..., stage, :] = served(taken, np.minimum.reduce(limits)) if limits else taken
    return Run(arrived, entered)


def served(arrived: Floats, limit: Floats) -> Floats:
    """What is taken in per line and month, (..., L, T), of what arrived, at most `limit` (..., T).

    First come, first served by month of arrival, lines of one month in proportion; nothing is
    lost, what does not fit waits for later months.
    """
    total = arrived.sum(axis=-2)
    if (total <= limit).all():
        return arrived
    came = np.cumsum(total, axis=-1)
    gone = gone_by(came, np.broadcast_to(limit, came.shape))
    upper = np.minimum(came[..., :, None], gone[..., None, :])
    lower = np.maximum(_before(came)[..., :, None], _before(gone)[..., None, :])
    with np.errstate(invalid="ignore", divide="ignore"):
        share = np.maximum(upper - lower, 0.0) / total[..., :, None]
    share[~np.isfinite(share)] = 0.0
    return np.asarray(np.matmul(arrived, share))


def _before(running: Floats) -> Floats:
    return np.concatenate((np.zeros_like(running[..., :1]), running[..., :-1]), axis=-1)


def gone_by(came: Floats, limit: Floats) -> Floats:
    """Return all taken in up to each month, (..., T), of all that `came` up to it."""
    gone = np.empty_like(came)
    last = np.zeros(came.shape[:-1])
    for t in range(came.shape[-1]):
        rest = came[..., t] - last
        last = np.where(rest <= limit[..., t], came[..., t], last + limit[..., t])
        gone[..., t] = last
    return gone
