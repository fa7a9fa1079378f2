"""The bridge: the exact decomposition of the difference between two plans into their drivers."""

from dataclasses import dataclass, fields, replace

import numpy as np
import numpy.typing as npt

from planner.forecast.forward import Flow, entries, moving, total_bookings
from planner.plan.keys import Driver, DriverKind

Floats = npt.NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class BridgeItem:
    """What one driver of one line is worth: bookings of the `to` side minus the `from` side."""

    line: str
    driver: Driver
    worth: float


@dataclass(frozen=True, slots=True)
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
        return sum(i.worth for i in self.items if (i.line, i.driver) == (line, driver))


def bridge(origin: Flow, target: Flow) -> Bridge:
    """Exact Shapley values of every driver that differs between two plans of the same shape.

    Bookings are linear in each driver as a block, so a driver's Shapley value is the integral over
    t of the change it makes while all blocks stand mixed at t (Owen's multilinear extension; Owen
    1972, Management Science 18, P64-P79). That polynomial's degree is one below the number of
    drivers that differ in a line, for which Gauss-Legendre is exact. Blocks, all months of one
    together: per line the volume, rates, lags, deal size and opening pipelines.
    """
    differing = _differing(origin, target)
    at = np.flatnonzero(differing.any(axis=1))
    items: list[BridgeItem] = []
    if len(at):
        worth = _worth(_only(origin, at), _only(target, at), int(differing.sum(axis=1).max()))
        items = [
            BridgeItem(origin.lines[line], driver, float(worth[i, d]))
            for i, line in enumerate(at)
            for d, driver in enumerate(_drivers(origin))
            if worth[i, d] != 0.0
        ]
    ranked = tuple(sorted(items, key=lambda item: -abs(item.worth)))
    return Bridge(total_bookings(origin), total_bookings(target), ranked)


def _worth(origin: Flow, target: Flow, drivers: int) -> Floats:
    """Worth per line and driver, (L, D), where at most so many drivers differ in a line."""
    nodes, weights = np.polynomial.legendre.leggauss((drivers + 1) // 2)
    slopes = [_slopes(_mixed(origin, target, 0.5 * (node + 1.0)), origin, target) for node in nodes]
    return np.asarray(np.tensordot(0.5 * weights, np.array(slopes), axes=1))


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
            differs("opening", 2),
            differs("deal_size", 1),
        ]
    )


def _only(flow: Flow, at: npt.NDArray[np.intp]) -> Flow:
    """Return the flow of some lines."""
    arrays = {
        field.name: getattr(flow, field.name)[at]
        for field in fields(flow)
        if isinstance(getattr(flow, field.name), np.ndarray)
    }
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


def _mixed(origin: Flow, target: Flow, t: float) -> Flow:
    def mix(start: Floats, end: Floats) -> Floats:
        return np.asarray(start + t * (end - start))

    return replace(
        origin,
        volume=mix(origin.volume, target.volume),
        rates=mix(origin.rates, target.rates),
        spreads=mix(origin.spreads, target.spreads),
        deal_size=mix(origin.deal_size, target.deal_size),
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
        price = behind * mixed.rates[:, j]
        volume += _dot(price, (target.volume - origin.volume)[:, j])
    return np.column_stack([volume, rate, lag, opening, deal])


def _dot(left: Floats, right: Floats) -> Floats:
    return np.asarray((left * right).sum(axis=-1))
