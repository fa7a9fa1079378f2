"""Whether the chances come true: predicted against happened, on deals the regression never saw."""

import zlib
from dataclasses import dataclass, field, replace

import numpy as np

from planner.evidence.cuts import Window
from planner.evidence.figures import Figure
from planner.evidence.intervals import wilson
from planner.evidence.money import opportunity_stage
from planner.evidence.passages import Keys, Source, prepare
from planner.evidence.regression.drivers import Deals, deals_of, fitted
from planner.evidence.regression.model import Target
from planner.journeys.table import Mask

PARTS, TENTHS = 5, 10
"""One part in five is held out; what is held out is looked at by tenths of its chances."""


@dataclass(frozen=True, slots=True)
class Tenth:
    """Held-out deals of similar chance: their mean chance, and the share won with its interval.

    `rows` are the deals' rows among the journeys, which are the same deals in any order.
    """

    predicted: float
    happened: Figure
    rows: tuple[int, ...] = field(default=(), compare=False)


@dataclass(frozen=True, slots=True)
class Calibration:
    """Tenths from the least chance to the greatest; `missing` says why there are none."""

    fitted_on: int
    held_out: int
    tenths: tuple[Tenth, ...]
    missing: str = ""


def calibration(
    source: Source, *, window: Window | None = None, where: Mask | None = None,
    start: int | None = None,
) -> Calibration:  # fmt: skip
    """Return predicted chances of winning against what happened, on held-out closed deals.

    A deal is held out by its id alone (CRC-32 divisible by five), so that the same data always give
    the same split, whatever their order. Deals of equal chance stand in the order of their ids.
    """
    prepared = prepare(source)
    journeys = prepared.journeys
    first = opportunity_stage(journeys.stages) if start is None else start
    deals = deals_of(prepared, Target.WIN, first, window, where)
    ids = [journeys.ids[row] for row in deals.rows.tolist()]
    held = np.array([zlib.crc32(name.encode()) % PARTS == 0 for name in ids], dtype=np.bool_)
    model = fitted(prepared, _part(deals, ~held))
    tested = _part(deals, held)
    if model.missing or not held.any():
        why = model.missing or "No deal was held out: there are too few."
        return Calibration(int((~held).sum()), int(held.sum()), (), why)
    chance = model.predict(journeys.dimensions, tested.rows)
    names = np.array([name for name, out in zip(ids, held.tolist(), strict=True) if out])
    parts = np.array_split(np.lexsort((names, chance)), min(TENTHS, len(names)))
    tenths = tuple(
        Tenth(_mean(chance[part]), _share(tested.won[part]), tuple(tested.rows[part].tolist()))
        for part in parts
    )
    return Calibration(model.n, len(names), tenths)


def _part(deals: Deals, chosen: Mask) -> Deals:
    return replace(deals, rows=deals.rows[chosen], won=deals.won[chosen])


def _mean(chances: np.ndarray) -> float:
    return float(np.sort(chances).mean())


def _share(won: Mask | Keys) -> Figure:
    rate, n = np.array([won.mean()]), np.array([float(len(won))])
    low, high = wilson(rate, n)
    return Figure(float(rate[0]), float(low[0]), float(high[0]), len(won))
