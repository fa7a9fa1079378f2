"""Lags as formulas: from the mean in one cell to the share landing in each later month.

J(x), the integral of the lag distribution G from 0 to x days, stands in one row for x = D, 2D, …;
the row below holds g(k) = [J((k+1)D) - 2 J(kD) + J((k-1)D)] / D. Both rows run backwards, the
largest k first: what lands in a month is then the plain SUMPRODUCT of two ranges that run alike.
"""

from collections.abc import Callable
from dataclasses import dataclass, replace

from planner.forecast.lags import SHORTEST
from planner.output.excel.page import along, at, fixed

Moving = Callable[[int, int], str]
DAYS = "Days_per_month"
MEAN, STRETCH, FIRST = 2, 3, 4
"""Columns of the Calculation sheet: mean lag, its stretch of the measured table, first month."""
REACH = 5
"""Row that holds (k+1)D, the days at which J is taken."""


@dataclass(frozen=True, slots=True)
class Segment:
    """Run months of entry, first to last, that share the kernel in row `row` of a `sheet`."""

    first: int
    last: int
    row: int
    sheet: str = ""


@dataclass(frozen=True, slots=True)
class Table:
    """A measured day table: J at day 0 to `last` + 1 down a column, the mean above it.

    `sheet` begins the addresses of its cells, empty on the same sheet.
    """

    col: int
    top: int
    last: int
    mean_row: int
    sheet: str = ""

    def on(self, sheet: str) -> "Table":
        """Return the same table as another sheet names it."""
        return replace(self, sheet=sheet)

    @property
    def mean(self) -> str:
        """Address of the measured mean."""
        return f"{self.sheet}{fixed(self.mean_row, self.col)}"

    @property
    def days(self) -> str:
        """Range of J."""
        last = fixed(self.top + self.last + 1, self.col)
        return f"{self.sheet}{fixed(self.top, self.col)}:{last}"


def integral(row: int, col: int, table: Table | None) -> str:
    """Return J at the days in the head of column `col`, for the mean in the same row."""
    mean, days = f"$C{row + 1}", f"{at(REACH, col).replace(str(REACH + 1), f'${REACH + 1}')}"
    if table is None:
        curve = f"{days}-{mean}*(1-EXP(-{days}/{mean}))"
    else:
        stretch = f"$D{row + 1}"
        day = f"MIN(INT({days}/{stretch}),{table.last})"
        knot = f"INDEX({table.days},{day}+1)"
        slope = f"(INDEX({table.days},{day}+2)-{knot})"
        curve = f"{stretch}*({knot}+({days}/{stretch}-{day})*{slope})"
    return f"=IF({mean}>{SHORTEST:.6f},{curve},{days})"


def share(row: int, col: int, last: int) -> str:
    """Return g for the column; `row` holds J, `last` is the column of k = 0."""
    ahead = "".join(
        f"{weight}{at(row, col + step)}"
        for step, weight in ((1, "-2*"), (2, "+"))
        if col + step <= last
    )
    return f"=({at(row, col)}{ahead})/{DAYS}"


def landed(month: int, moving: Moving, segments: tuple[Segment, ...], months: int) -> str:
    """Return what lands in a run month: entries that move on times the share that far behind.

    `moving` gives the range of what moves on in the months of entry first to last.
    """
    parts = []
    for segment in segments:
        last = min(segment.last, month)
        if segment.first > last:
            continue
        entered = moving(FIRST + segment.first, FIRST + last)
        zero = FIRST + months - 1
        behind = along(segment.row, zero - month + segment.first, zero - month + last)
        parts.append(f"SUMPRODUCT({entered},{segment.sheet}{behind})")
    return "+".join(parts)


def moving_on(row: int) -> Moving:
    """Return the ranges of a row of what moves on."""
    return lambda first, last: along(row, first, last)


def staying(entered: int, moving: int) -> Moving:
    """Return the ranges of what entered and does not move on."""
    return lambda first, last: f"{along(entered, first, last)}-{along(moving, first, last)}"
