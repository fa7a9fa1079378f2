"""What one view's formulas come to: the values stored beside them, and where its rows stand."""

from dataclasses import dataclass, field
from functools import cached_property

import numpy as np
import numpy.typing as npt

from planner.forecast.forward import Flow, entries, left, open_after
from planner.forecast.prices import prices
from planner.forecast.results import Forecast
from planner.output.excel.block import month_at
from planner.output.excel.holding import Holding
from planner.output.excel.kernels import Segment
from planner.plan.assumption import View

Floats = npt.NDArray[np.float64]


@dataclass
class LineRows:
    """Where a line's figures stand, by stage index, or by that of a transition's start.

    `arrived` and `entries` are the same row where a stage has no queue, `upto` are all entries so
    far where it has. `free`: entries without the team's limits. `worth`: bookings that one more
    entry brings, the plan's last month first. The money rows are those of the working view, 0 where
    there is none. `sheet` begins their addresses where they stand on another sheet.
    """

    arrived: dict[int, int] = field(default_factory=dict)
    entries: dict[int, int] = field(default_factory=dict)
    upto: dict[int, int] = field(default_factory=dict)
    free: dict[int, int] = field(default_factory=dict)
    worth: dict[int, int] = field(default_factory=dict)
    moving: dict[int, int] = field(default_factory=dict)
    lags: dict[int, tuple[Segment, ...]] = field(default_factory=dict)
    bookings: int = 0
    free_bookings: int = 0
    brought: int = 0
    lead_worth: int = 0
    days_open: int = 0
    marketing: int = 0
    created: int = 0
    still_open: int = 0
    spend: int = 0
    back: int = 0
    sheet: str = ""

    def cell(self, row: int, t: int) -> str:
        """Return the address of a run month in a row."""
        return f"{self.sheet}{month_at(row, t)}"


@dataclass(frozen=True, eq=False)
class Like:
    """A line written before, the same up to a stage's arrivals (-1: not even there), and in lags.

    `sheet` begins a formula's address of its cells, empty on the same sheet. `whole`: all of it is
    the same, so that it need not be written again.
    """

    rows: LineRows
    until: int
    lags: frozenset[int]
    sheet: str = ""
    whole: bool = False


@dataclass(frozen=True, eq=False)
class ViewFlow:
    """A view's flow; `arrived` and `entries` (L, S, T) of all run months."""

    holding: Holding
    seen: Forecast

    @property
    def view(self) -> View:
        """Whose view it is."""
        return self.holding.view

    @property
    def flow(self) -> Flow:
        """The view's inputs."""
        return self.seen.flow

    @cached_property
    def free(self) -> Floats:
        """Entries without the team's limits."""
        return entries(self.flow)

    @property
    def arrived(self) -> Floats:
        """What reaches each stage."""
        return self.free if self.seen.capacity is None else self.seen.capacity.run.arrived

    @property
    def entries(self) -> Floats:
        """What each stage takes in."""
        return self.free if self.seen.capacity is None else self.seen.capacity.run.entered

    @cached_property
    def worth(self) -> Floats:
        """Bookings of the plan's months for one more entry, (L, S, T), without limits."""
        booked = np.zeros_like(self.flow.volume)
        booked[:, -1, self.flow.start :] = self.flow.deal_size[:, self.flow.start :]
        return prices(self.flow, booked)

    @cached_property
    def lost(self) -> Floats:
        """What leaves each stage, (L, J, T)."""
        return left(self.flow, self.entries)

    @cached_property
    def still_open(self) -> Floats:
        """What is open in each stage at each month's end, (L, J, T)."""
        limited = self.seen.capacity is not None
        return open_after(self.flow, self.entries, self.arrived if limited else None)
