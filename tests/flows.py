"""Small literal flows: one line, no data, lags in mean days."""

import numpy as np

from planner.forecast.forward import Flow
from planner.forecast.lags import Lag, spread

JANUARY = 2027 * 12


def flow(
    volume: float = 1000.0,
    rates: tuple[float, ...] = (0.15, 0.25),
    *,
    lags: tuple[float, ...] = (),
    deal_size: float = 40_000.0,
    months: int = 1,
    opening: tuple[float, ...] = (),
    entry: int = 0,
) -> Flow:
    """One line entering at stage `entry` with the same values in every month."""
    transitions = len(rates)
    lags = lags or (0.0,) * transitions
    spreads = np.array([[spread(Lag(mean).kernel(months)) for mean in lags]])
    entered = np.zeros((1, transitions + 1, months))
    entered[0, entry] = volume
    landing = np.array([[np.diff(Lag(m).share(np.arange(-1.0, months) * 30)) for m in lags]])
    return Flow(
        lines=("Paid search",),
        stages=(*(f"S{i}" for i in range(transitions)), "Won"),
        run_start=JANUARY,
        start=0,
        volume=entered,
        rates=np.repeat(np.array([rates])[..., None], months, axis=-1),
        spreads=spreads,
        leaving=spreads,
        deal_size=np.full((1, months), deal_size),
        carried=np.zeros((1, transitions, months)),
        carried_lost=np.zeros((1, transitions, months)),
        open_before=np.zeros((1, transitions)),
        stuck=np.zeros((1, transitions)),
        opening=np.array([opening or (0.0,) * transitions]),
        opening_spread=landing,
    )
