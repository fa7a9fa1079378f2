"""A stage's queue in plain formulas: first come, first served, whatever the month of arrival.

All that came up to a month and all that was taken in run up side by side. Where the one stands in
the other says how far the queue was served: up to which month of arrival (`reached`) and which part
of that month's arrivals (`part`), the same for every line.
"""

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from planner.base.letters import letters
from planner.forecast.queueing import gone_by
from planner.output.excel.block import Block, month_at, over
from planner.output.excel.kernels import FIRST
from planner.output.excel.page import fixed

Floats = npt.NDArray[np.float64]
Months = npt.NDArray[np.int64]
NOTHING = "0.000001"
"""Fewer journeys than this do not wait: they are the noise of sums."""


@dataclass(frozen=True, slots=True)
class Queue:
    """Rows of the queue before a stage; `limits` by gate stand elsewhere."""

    stage: int
    limits: dict[str, int]
    arrived: int
    came: int
    gone: int
    reached: int
    part: int
    waiting: int

    def served(self, arrived: int, t: int) -> str:
        """Return all that is taken in up to a month of what arrived in a line's row."""
        line = f"{since(arrived, t)}"
        month, part = month_at(self.reached, t), month_at(self.part, t)
        served = f"SUM(${letters(FIRST)}{arrived + 1}:INDEX({line},{month}))"
        return f"={served}-(1-{part})*INDEX({line},{month})"


def since(row: int, t: int) -> str:
    """Return the range of a row from the run's first month to month `t`."""
    return f"${letters(FIRST)}{row + 1}:{month_at(row, t)}"


def queue_rows(stage: int, limits: dict[str, int], first: int) -> Queue:
    """Return where the six rows of a queue will stand, from row `first` on."""
    return Queue(stage, limits, *range(first, first + 6))


def write_queue(
    block: Block, queue: Queue, lines: list[int], arrived: Floats, limit: Floats
) -> int:
    """Write a queue's rows for the rows of all lines; return the next free row.

    `arrived` (T,) is what arrives of all lines, `limit` (T,) what can be taken in.
    """
    stage = block.content.stages[queue.stage]
    block.next = queue.arrived
    came = np.cumsum(arrived)
    taken = gone_by(came, limit)
    months = range(block.months)
    total = (f"={over('SUM', [month_at(row, t) for row in lines])}" for t in months)
    block.formulas(block.row(f"{stage}, arriving, all lines"), total, arrived, "count")
    upto = (_running(queue.came, queue.arrived, t) for t in months)
    block.formulas(block.row("… up to here", "indent", "muted"), upto, came, "count", "muted")
    served = (_gone(queue, t, t >= block.start) for t in months)
    name = "taken in up to here"
    block.formulas(block.row(name, "indent", "muted"), served, taken, "count", "muted")
    _write_place(block, queue, came, taken)
    waits = (f"=MAX({month_at(queue.came, t)}-{month_at(queue.gone, t)},0)" for t in months)
    row = block.row(f"{stage}, waiting at the month’s end", "bold")
    block.formulas(row, waits, np.maximum(came - taken, 0.0), "count", "bold")
    return block.next


def _running(row: int, each: int, t: int) -> str:
    return f"={month_at(row, t - 1)}+{month_at(each, t)}" if t else f"={month_at(each, t)}"


def _gone(queue: Queue, t: int, limited: bool) -> str:
    """Return all taken in up to a month: all that came, else as many more as the team can take."""
    came, before = month_at(queue.came, t), month_at(queue.gone, t - 1) if t else "0"
    if not limited or not queue.limits:
        return f"={came}"
    return taken_in(came, before, [month_at(row, t) for row in queue.limits.values()])


def taken_in(came: str, before: str, limits: list[str]) -> str:
    """Return all taken in of what came: more than before by no more than any limit."""
    cells = ",".join(limits)
    most = f"{before}+MIN({cells})"
    return f"=IF(COUNT({cells})=0,{came},IF({came}-{before}<=MIN({cells}),{came},{most}))"


def place(came: Floats, taken: Floats) -> tuple[Months, Floats]:
    """Return up to which month of arrival, from 1 on, and which part of it, a queue is served."""
    before = np.concatenate(([0.0], came[:-1]))
    places = np.array([
        np.searchsorted(before[: t + 1], taken[t], side="right") for t in range(len(came))
    ])  # fmt: skip
    each = (came - before)[places - 1]
    with np.errstate(invalid="ignore", divide="ignore"):
        return places, np.where(each > 0.0, (taken - before[places - 1]) / each, 0.0)


def served_until(came: int, gone: int, t: int) -> str:
    """Return the month of arrival up to which what is gone by a month reaches in what came."""
    months = f"{fixed(came, FIRST - 1)}:{month_at(came, t - 1)}"
    return f"=MATCH({month_at(gone, t)},{months},1)"


def part(here: str, upto: str, gone: str) -> str:
    """Return the part of what arrived in the last month reached that is gone, 0 if none did."""
    return f"=IF({here}>0,1-({upto}-{gone})/{here},0)"


def _write_place(block: Block, queue: Queue, came: Floats, taken: Floats) -> None:
    """Write up to which month of arrival the queue is served, and which part of that month."""
    places, parts = place(came, taken)
    months = (served_until(queue.came, queue.gone, t) for t in range(block.months))
    row = block.row("month of arrival reached", "indent", "muted")
    block.page.number(queue.came, FIRST - 1, 0.0, block.styles("count", "muted"))
    block.formulas(row, months, places.astype(float), "whole", "muted")
    row = block.row("part of it taken in", "indent", "muted")
    shares = (_part(queue, t) for t in range(block.months))
    block.formulas(row, shares, parts, "precise", "muted")


def _part(queue: Queue, t: int) -> str:
    month = month_at(queue.reached, t)
    here = f"INDEX({since(queue.arrived, t)},{month})"
    upto = f"INDEX({since(queue.came, t)},{month})"
    return part(here, upto, month_at(queue.gone, t))
