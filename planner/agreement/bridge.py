"""The bridge: the exact decomposition of the difference between two plans into their drivers."""

from dataclasses import dataclass, replace

import numpy as np
import numpy.typing as npt

from planner.forecast.forward import Flow, total_bookings
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
    1972, Management Science 18, P64-P79). Gauss-Legendre is exact for that polynomial. Blocks: per
    line the volume, each rate, each lag, deal size and opening pipelines, all months of one together.
    """
    differing = 1 + 3 * origin.rates.shape[1] + 1
    nodes, weights = np.polynomial.legendre.leggauss(max(5, (differing + 1) // 2))
    worth = sum(
        0.5 * weight * _slopes(_mixed(origin, target, 0.5 * (node + 1.0)), origin, target)
        for node, weight in zip(nodes, weights, strict=True)
    )
    assert isinstance(worth, np.ndarray)
    items = tuple(
        BridgeItem(line, driver, float(worth[i, d]))
        for i, line in enumerate(origin.lines)
        for d, driver in enumerate(_drivers(origin))
        if worth[i, d] != 0.0
    )
    ranked = tuple(sorted(items, key=lambda item: -abs(item.worth)))
    return Bridge(total_bookings(origin), total_bookings(target), ranked)


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
    def mix(name: str) -> Floats:
        start: Floats = getattr(origin, name)
        end: Floats = getattr(target, name)
        return start + t * (end - start)

    blocks = ("volume", "rates", "spreads", "deal_size", "opening", "opening_spread")
    return replace(origin, **{name: mix(name) for name in blocks})


def _slopes(mixed: Flow, origin: Flow, target: Flow) -> Floats:
    """Change of bookings per driver from `origin` to `target`, others held at `mixed`, (L, D).

    One pass forward and one backward: `price` is what one more entry in a month is worth.
    """
    n, passed = _forward(mixed)
    planned = (np.arange(n.shape[-1]) >= mixed.start).astype(np.float64)
    price = mixed.deal_size * planned
    deal = _dot(n[:, -1] * planned, target.deal_size - origin.deal_size)
    volume = _dot(price, (target.volume - origin.volume)[:, -1])
    count = mixed.rates.shape[1]
    rate, lag, opening = (np.zeros((len(n), count)) for _ in range(3))
    for j in reversed(range(count)):
        steps = mixed.spreads[:, j]
        behind = np.matmul(np.swapaxes(steps, 1, 2), price[..., None])[..., 0]
        first = mixed.rates[:, j, mixed.start]
        landing = _dot(price, mixed.opening_spread[:, j])
        rate_change = target.rates[:, j] - origin.rates[:, j]
        rate[:, j] = _dot(behind * n[:, j], rate_change)
        rate[:, j] += mixed.opening[:, j] * landing * rate_change[:, mixed.start]
        moved = (target.spreads - origin.spreads)[:, j] @ passed[:, j][..., None]
        lag[:, j] = _dot(price, moved[..., 0])
        spread_change = (target.opening_spread - origin.opening_spread)[:, j]
        lag[:, j] += mixed.opening[:, j] * first * _dot(price, spread_change)
        opening[:, j] = (target.opening - origin.opening)[:, j] * first * landing
        price = behind * mixed.rates[:, j]
        volume += _dot(price, (target.volume - origin.volume)[:, j])
    return np.column_stack([volume, rate, lag, opening, deal])


def _forward(flow: Flow) -> tuple[Floats, Floats]:
    from planner.forecast.forward import entries

    n = entries(flow)
    return n, n[:, :-1] * flow.rates


def _dot(left: Floats, right: Floats) -> Floats:
    return np.asarray((left * right).sum(axis=-1))
