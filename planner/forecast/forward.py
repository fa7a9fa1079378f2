"""Forward: from volumes, rates, lags and deal sizes to entries per stage and bookings."""

from dataclasses import dataclass, field, fields, replace
from functools import cached_property
from typing import Any

import numpy as np
import numpy.typing as npt

from planner.base.days import Month

Floats = npt.NDArray[np.float64]


@dataclass(frozen=True, eq=False)
class Flow:
    """The inputs of L lines over T run months, S stages, J = S - 1 transitions.

    `volume` (L, S, T): entries from outside, at each line's entry stage. `rates` (L, J, T) by month
    of entry. `spreads` (L, J, T, T): month of landing by month of entry. `leaving` (L, J, T, T):
    the same for those who do not convert. `deal_size` (L, T) by month of booking.
    `carried` (L, J, T), `carried_lost` (L, J, T): moves of the journeys open at the start,
    `open_before` (L, J), `stuck` (L, J) those of them that nothing is expected of. `opening`
    (L, J): an opening pipeline without data, entering stage j on the plan's first day,
    `opening_spread` (L, J, T) its landing. `start`: index of the plan's first month in the run;
    `run_start`: the run's first month. `lines`, `stages` are names. `missing` says what could not
    be computed, `notes` what else should be known, `checks` where stages and direct rates part.
    """

    lines: tuple[str, ...]
    stages: tuple[str, ...]
    run_start: Month
    start: int
    volume: Floats
    rates: Floats
    spreads: Floats
    leaving: Floats
    deal_size: Floats
    carried: Floats
    carried_lost: Floats
    open_before: Floats
    stuck: Floats
    opening: Floats
    opening_spread: Floats
    missing: tuple[str, ...] = ()
    notes: tuple[str, ...] = ()
    checks: tuple[str, ...] = ()
    parts: tuple[object, ...] = field(default=(), init=False, repr=False)

    def of_parts(self, parts: tuple[object, ...]) -> "Flow":
        """Return this flow, made from one thing per line; a changed copy is of no parts.

        Where two flows share a line's part, all of its values are the same.
        """
        object.__setattr__(self, "parts", parts)
        return self

    @property
    def months(self) -> tuple[Month, ...]:
        """The plan's months, without the run-in."""
        return tuple(self.run_start + t for t in range(self.start, self.volume.shape[-1]))

    @property
    def coming(self) -> Floats:
        """What comes in from outside per line and plan month, (L, H), before any queue."""
        return np.asarray(self.volume[:, :, self.start :].sum(axis=1))

    @cached_property
    def total(self) -> float:
        """Bookings of all lines over the plan's months."""
        return float(bookings(self).sum())


BY_LINE = tuple(each.name for each in fields(Flow) if each.type == Floats)
"""The names of what a flow holds line by line."""


def entries(flow: Flow) -> Floats:
    """Entries per line, stage and run month, (L, S, T).

    n[j+1](t) = carried[j](t) + sum over k of n[j](t-k) c[j](t-k) g[j](k).
    """
    n = flow.volume.copy()
    for j in range(flow.rates.shape[1]):
        n[:, j + 1] += flow.carried[:, j] + landed(flow, j, n[:, j])
    return n


def landed(flow: Flow, j: int, entered: Floats) -> Floats:
    """What transition j brings into stage j + 1 in each month, (L, T), without the carry."""
    opened = flow.opening[:, j] * flow.rates[:, j, flow.start]
    moved = moving(flow.spreads[:, j], entered * flow.rates[:, j])
    return np.asarray(moved + opened[:, None] * flow.opening_spread[:, j])


def moving(spreads: Floats, entered: Floats) -> Floats:
    """Apply matrices (..., month of landing, month of entry) to entries (..., T)."""
    return np.asarray(np.matmul(spreads, entered[..., None])[..., 0])


def left(flow: Flow, n: Floats) -> Floats:
    """Journeys that leave (lost) from each stage before the last, per run month, (L, J, T)."""
    opened = flow.opening * (1.0 - flow.rates[:, :, flow.start])
    moved = moving(flow.leaving, n[:, :-1] * (1.0 - flow.rates))
    return np.asarray(flow.carried_lost + moved + opened[..., None] * flow.opening_spread)


def open_after(flow: Flow, n: Floats, arrived: Floats | None = None) -> Floats:
    """Journeys open in each stage before the last at each month's end, (L, J, T).

    Open after = open before + entered - advanced - lost. Where stages have queues, `arrived` is
    what reached them, (L, S, T), and `n` what was served: what waits is open in no stage.
    """
    advanced = (n if arrived is None else arrived)[:, 1:] - flow.volume[:, 1:]
    entered = n[:, :-1].copy()
    entered[:, :, flow.start] += flow.opening
    change = entered - advanced - left(flow, n)
    return flow.open_before[..., None] + np.cumsum(change, axis=-1)


def bookings(flow: Flow, n: Floats | None = None) -> Floats:
    """Bookings per line and plan month, (L, H): entries into the last stage times deal size."""
    n = entries(flow) if n is None else n
    return (n[:, -1] * flow.deal_size)[:, flow.start :]


def bookings_by_origin(flow: Flow, group_of: npt.NDArray[np.int64]) -> Floats:
    """Bookings per plan month by when the journey entered, (groups + 1, H).

    `group_of` (T,) numbers the group of each run month of entry; row 0 is the pipeline open at the
    as-of date, row g + 1 the entries of group g. Rows add up to all bookings.
    """
    return np.array([bookings(part).sum(0) for part in by_origin(flow, group_of)])


def by_origin(flow: Flow, group_of: npt.NDArray[np.int64]) -> tuple[Flow, ...]:
    """Take a flow apart by when its journeys entered: those open at the start, then each group."""
    fresh = replace(flow, carried=np.zeros_like(flow.carried), opening=np.zeros_like(flow.opening))
    return (
        replace(flow, volume=np.zeros_like(flow.volume)),
        *(
            replace(fresh, volume=np.where(group_of == group, flow.volume, 0.0))
            for group in range(int(group_of.max()) + 1)
        ),
    )


def stacked(flows: tuple[Flow, ...]) -> Flow:
    """Return the flow of the lines of all flows, which are of the same shape, side by side."""
    arrays: dict[str, Any] = {
        name: np.concatenate([getattr(flow, name) for flow in flows]) for name in BY_LINE
    }
    return replace(flows[0], lines=sum((flow.lines for flow in flows), ()), **arrays)
