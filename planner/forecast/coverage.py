"""Coverage: what is open when some months begin, over the bookings due in them."""

import numpy as np
import numpy.typing as npt

from planner.base.fiscal import QUARTER
from planner.base.stages import opportunity_stage
from planner.forecast.forward import Flow, entries, open_after

Floats = npt.NDArray[np.float64]


def open_value(flow: Flow, amounts: Floats, n: Floats, arrived: Floats | None = None) -> Floats:
    """Return the amounts of the opportunities open when each plan month begins, (L, H).

    `amounts` (L, T) are those at which an opportunity is opened, `n` (L, S, T) what enters;
    `arrived` as in `open_after`.
    """
    after = open_after(flow, n, arrived)
    first = opportunity_stage(flow.stages)
    value = after[:, first:].sum(axis=1) * amounts
    today = flow.open_before[:, first:].sum(axis=1) * amounts[:, 0]
    opening = flow.opening[:, first:].sum(axis=1) * amounts[:, flow.start]
    begins = np.concatenate((today[:, None], value), axis=1)[:, flow.start : -1].copy()
    begins[:, 0] += opening
    return np.asarray(begins)


def owed(due: Floats, months: slice) -> float:
    """Return the bookings that the pipeline open when some months begin is set against.

    A single month is set against the quarter it begins: NaN where the plan ends before, or where
    not all of the months have a goal.
    """
    end = months.start + QUARTER if months.stop - months.start == 1 else months.stop
    return float(due[months.start : end].sum()) if end <= len(due) else float("nan")


def open_weights(flow: Flow, amounts: Floats, month: int) -> tuple[Floats, Floats]:
    """Return what an entry adds to the value open when a plan month begins, (L, S, T).

    Beside it what is open there whatever enters, (L,): today's pipeline and an opening one. An
    entry counts with the share of it that has neither moved on nor left by then. No queues.
    """
    until = flow.start + month
    weights = np.zeros_like(flow.volume)
    at = amounts[:, until - 1] if until else np.zeros(len(amounts))
    for j in range(opportunity_stage(flow.stages), flow.rates.shape[1]):
        rates = flow.rates[:, j]
        moved, gone = (x[:, j, :until].sum(axis=1) for x in (flow.spreads, flow.leaving))
        staying = 1.0 - rates * moved - (1.0 - rates) * gone
        weights[:, j, :until] = staying[:, :until] * at[:, None]
    n = entries(flow)
    whole = open_value(flow, amounts, n)[:, month]
    return weights, whole - (weights * n).sum(axis=(1, 2))
