"""The bridge: the exact decomposition of the difference between two plans into their drivers."""

from dataclasses import dataclass, replace
from functools import cached_property, lru_cache, partial
from typing import Any

import numpy as np
import numpy.typing as npt

from planner.agreement.alignment import aligned
from planner.base.memo import Memo
from planner.forecast.forward import BY_LINE, Flow, entries, moving
from planner.forecast.results import Forecast
from planner.plan.keys import TEAM, Driver, DriverKind

Floats = npt.NDArray[np.float64]

CAPACITY = Driver(DriverKind.CAPACITY)


@dataclass(frozen=True, slots=True)
class BridgeItem:
    """What one driver of one line is worth: bookings of the `to` side minus the `from` side."""

    line: str
    driver: Driver
    worth: float


@dataclass(frozen=True)
class Bridge:
    """All items; they add up to the gap. `gross` is the sum of their sizes."""

    from_total: float
    to_total: float
    items: tuple[BridgeItem, ...]

    @property
    def gap(self) -> float:
        """Bookings of the `to` side minus those of the `from` side."""
        return self.to_total - self.from_total

    @property
    def gross(self) -> float:
        """Sum of the items' sizes: equal totals can hide a large fight."""
        return float(sum(abs(item.worth) for item in self.items))

    def worth(self, line: str, driver: Driver) -> float:
        """Worth of one driver; 0 where both sides agree."""
        return self._worths.get((line, driver), 0.0)

    def of_line(self, line: str) -> tuple[BridgeItem, ...]:
        """Return the items of one line, the dearest first."""
        return self._by_line.get(line, ())

    @cached_property
    def _by_line(self) -> dict[str, tuple[BridgeItem, ...]]:
        found: dict[str, tuple[BridgeItem, ...]] = {}
        for item in self.items:
            found[item.line] = (*found.get(item.line, ()), item)
        return found

    @cached_property
    def _worths(self) -> dict[tuple[str, Driver], float]:
        return {(item.line, item.driver): item.worth for item in self.items}


def bridge(origin: Flow, target: Flow, memo: Memo | None = None) -> Bridge:
    """Exact Shapley values of every driver that differs between two plans of the same shape.

    Bookings are linear in each driver as a block, so a driver's Shapley value is the integral over
    t of the change it makes while all blocks stand mixed at t (Owen's multilinear extension; Owen
    1972, Management Science 18, P64-P79). That polynomial's degree is one below the number of
    drivers that differ in a line, for which Gauss-Legendre is exact. Blocks, all months of one
    together: per line the volume, rates, lags, deal size, and the pipeline each stage begins with:
    stated, or open in the data (the same in all views of a plan, not as of another day). Bookings
    are a sum over lines: with the `memo` of an earlier call only changed lines are worked out.
    Where lines or the run-in are not the same, see `aligned`; RefusedError for other months.
    """
    origin, target = aligned(origin, target)
    drivers = _drivers(origin)
    items = [
        BridgeItem(origin.lines[line], driver, float(one))
        for line, worth in _by_line(origin, target, memo or Memo()).items()
        for driver, one in zip(drivers, worth, strict=True)
        if one != 0.0
    ]
    ranked = tuple(sorted(items, key=lambda item: -abs(item.worth)))
    return Bridge(origin.total, target.total, ranked)


def bridge_between(origin: Forecast, target: Forecast, memo: Memo | None = None) -> Bridge:
    """Return the bridge between two forecasts of the same lines and months.

    The team couples lines: what its limits take, less on one side than on the other, is the last
    item, (capped - free)(to) - (capped - free)(from).
    """
    free = bridge(origin.flow, target.flow, memo)
    worth = (target.total - free.to_total) - (origin.total - free.from_total)
    if origin.capacity is None and target.capacity is None:
        return free
    last = (BridgeItem(TEAM, CAPACITY, worth),) if worth else ()
    return Bridge(origin.total, target.total, (*free.items, *last))


def _by_line(origin: Flow, target: Flow, memo: Memo) -> dict[int, Floats]:
    """Worth per driver, (D,), of every line that may differ."""
    pairs = list(zip(origin.parts, target.parts, strict=True))
    if not pairs:
        at = np.flatnonzero(_differing(origin, target).any(axis=1)).tolist()
        return dict(zip(at, _line_worths(_only(origin, at), _only(target, at)), strict=True))
    apart = [i for i, (one, other) in enumerate(pairs) if one is not other]
    fresh = [i for i in apart if ("bridge", *pairs[i]) not in memo]
    found = _line_worths(_only(origin, fresh), _only(target, fresh)) if fresh else ()
    worth = dict(zip(fresh, found, strict=True))
    return {i: memo(("bridge", *pairs[i]), partial(worth.__getitem__, i)) for i in apart}


def _line_worths(origin: Flow, target: Flow) -> Floats:
    """Worth per line and driver, (L, D), of flows of the same lines."""
    most = int(_differing(origin, target).sum(axis=1).max(initial=0))
    if not most:
        return np.zeros((len(origin.lines), len(_drivers(origin))))
    return _worth(origin, target, most)


def _worth(origin: Flow, target: Flow, drivers: int) -> Floats:
    """Worth per line and driver, (L, D), where at most so many drivers differ in a line."""
    nodes, weights = _gauss((drivers + 1) // 2)
    lines = len(origin.lines)
    if lines > 1:  # a single one is spread over the nodes by numpy
        every = np.tile(np.arange(lines), len(nodes)).tolist()
        origin, target = _only(origin, every), _only(target, every)
    mixed = _mixed(origin, target, np.repeat(0.5 * (nodes + 1.0), lines))
    slopes = _slopes(mixed, origin, target).reshape(len(nodes), lines, -1)
    return np.asarray(np.tensordot(0.5 * weights, slopes, axes=1))


@lru_cache
def _gauss(points: int) -> tuple[Floats, Floats]:
    return np.polynomial.legendre.leggauss(points)


def _differing(origin: Flow, target: Flow) -> npt.NDArray[np.bool_]:
    """Whether a driver of a line differs, (L, D)."""

    def differs(name: str, kept: int) -> npt.NDArray[np.bool_]:
        unequal = getattr(origin, name) != getattr(target, name)
        return np.asarray(unequal.any(axis=tuple(range(kept, unequal.ndim))))

    return np.column_stack(
        [
            differs("volume", 1),
            differs("rates", 2),
            differs("spreads", 2) | differs("opening_spread", 2),
            differs("opening", 2) | differs("carried", 2),
            differs("deal_size", 1),
        ]
    )


def _only(flow: Flow, at: list[int]) -> Flow:
    """Return the flow of some lines."""
    arrays: dict[str, Any] = {name: getattr(flow, name)[at] for name in BY_LINE}
    return replace(flow, lines=tuple(flow.lines[i] for i in at), **arrays)


def _drivers(flow: Flow) -> tuple[Driver, ...]:
    transitions = range(flow.rates.shape[1])
    return (
        Driver(DriverKind.VOLUME),
        *(Driver(DriverKind.RATE, j) for j in transitions),
        *(Driver(DriverKind.LAG, j) for j in transitions),
        *(Driver(DriverKind.OPEN, j) for j in transitions),
        Driver(DriverKind.DEAL_SIZE),
    )


def _mixed(origin: Flow, target: Flow, t: Floats) -> Flow:
    """Return the flow `t` (L,) of the way from one to the other, each line its own."""

    def mix(start: Floats, end: Floats) -> Floats:
        return np.asarray(start + t.reshape(-1, *(1,) * (start.ndim - 1)) * (end - start))

    return replace(
        origin,
        volume=mix(origin.volume, target.volume),
        rates=mix(origin.rates, target.rates),
        spreads=mix(origin.spreads, target.spreads),
        deal_size=mix(origin.deal_size, target.deal_size),
        carried=mix(origin.carried, target.carried),
        opening=mix(origin.opening, target.opening),
        opening_spread=mix(origin.opening_spread, target.opening_spread),
    )


def _slopes(mixed: Flow, origin: Flow, target: Flow) -> Floats:
    """Change of bookings per driver from `origin` to `target`, others held at `mixed`, (L, D).

    One pass forward and one backward: `price` is what one more entry in a month is worth.
    """
    n = entries(mixed)
    planned = (np.arange(n.shape[-1]) >= mixed.start).astype(np.float64)
    price = mixed.deal_size * planned
    deal = _dot(n[:, -1] * planned, target.deal_size - origin.deal_size)
    volume = _dot(price, (target.volume - origin.volume)[:, -1])
    count = mixed.rates.shape[1]
    rate, lag, opening = (np.zeros((len(n), count)) for _ in range(3))
    for j in reversed(range(count)):
        steps = mixed.spreads[:, j]
        behind = moving(np.swapaxes(steps, 1, 2), price)
        first = mixed.rates[:, j, mixed.start]
        landing = _dot(price, mixed.opening_spread[:, j])
        rate_change = target.rates[:, j] - origin.rates[:, j]
        rate[:, j] = _dot(behind * n[:, j], rate_change)
        rate[:, j] += mixed.opening[:, j] * landing * rate_change[:, mixed.start]
        moved = moving((target.spreads - origin.spreads)[:, j], n[:, j] * mixed.rates[:, j])
        lag[:, j] = _dot(price, moved)
        spread_change = (target.opening_spread - origin.opening_spread)[:, j]
        lag[:, j] += mixed.opening[:, j] * first * _dot(price, spread_change)
        opening[:, j] = (target.opening - origin.opening)[:, j] * first * landing
        opening[:, j] += _dot(price, (target.carried - origin.carried)[:, j])
        price = behind * mixed.rates[:, j]
        volume += _dot(price, (target.volume - origin.volume)[:, j])
    return np.column_stack([volume, rate, lag, opening, deal])


def _dot(left: Floats, right: Floats) -> Floats:
    return np.asarray((left * right).sum(axis=-1))
