"""Channels that are planned by segment: which lines roll up under which, and how."""

from collections.abc import Iterable
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from planner.agreement.results import Results
from planner.base.line_names import OTHER, channel_of, label_of
from planner.forecast.results import Forecast
from planner.plan.assumption import Assumption, View
from planner.plan.document import Line
from planner.plan.keys import Driver, DriverKind, quote

Floats = npt.NDArray[np.float64]
GROUP = "group:"
ROLLED = (DriverKind.VOLUME, DriverKind.RATE, DriverKind.LAG, DriverKind.DEAL_SIZE)
"""What rolls up: volumes add up, all others are averages."""
REST = "Other"


@dataclass(frozen=True, slots=True)
class Group:
    """Lines of one channel, in the plan's order; a line that stands alone is no group."""

    channel: str
    lines: tuple[Line, ...]

    @property
    def rolls_up(self) -> bool:
        """Whether several lines stand under the channel."""
        return len(self.lines) > 1

    @property
    def key(self) -> str:
        """The key of its row."""
        return group_key(self.channel)

    @property
    def names(self) -> tuple[str, ...]:
        """The names of its lines."""
        return tuple(line.name for line in self.lines)

    def label(self, line: str) -> str:
        """Return what a line is called below the channel."""
        label = label_of(line)
        return line if not self.rolls_up else REST if label in {OTHER, self.channel} else label


def grouped(lines: Iterable[Line]) -> tuple[Group, ...]:
    """Return the lines by channel, each channel where its first line stands."""
    found: dict[str, list[Line]] = {}
    for line in lines:
        found.setdefault(channel_of(line.name), []).append(line)
    return tuple(Group(channel, tuple(mine)) for channel, mine in found.items())


def group_at(lines: Iterable[Line], key: str) -> Group | None:
    """Return the group of a row's key, None where it is none's."""
    if not key.startswith(GROUP):
        return None
    return next((g for g in grouped(lines) if g.rolls_up and g.key == key), None)


def group_key(line: str) -> str:
    """Return the key of the channel's row above a line."""
    return GROUP + quote(channel_of(line))


def rolled_up(results: Results, mine: Iterable[Assumption], view: View) -> float | None:
    """Return what one driver of several lines comes to in a view; None where nothing is known.

    Volumes add up. A rate is weighed by what enters its stage over the plan, a lag by what moves
    on, a deal size by the deals: so a channel's figure times its entries is the sum of its lines.
    """
    known = [(a, value) for a in mine if (value := a.view(view)) is not None]
    if not known:
        return None
    values = np.array([value for _, value in known])
    if known[0][0].driver.kind is DriverKind.VOLUME:
        return float(values.sum())
    seen = results.view(view)
    weights = np.array([_weight(seen, a.line, a.driver) for a, _ in known])
    return float(values @ weights / weights.sum()) if weights.sum() > 0.0 else None


def measured_together(mine: Iterable[Assumption]) -> float | None:
    """Return the evidence of one driver of several lines: the sum of volumes, else by count."""
    known = [a for a in mine if a.evidence.known]
    if not known:
        return None
    values = np.array([a.evidence.value for a in known])
    if known[0].driver.kind is DriverKind.VOLUME:
        return float(values.sum())
    weights = np.array([a.evidence.n for a in known], dtype=np.float64)
    return float(values @ weights / weights.sum()) if weights.sum() > 0.0 else None


def _weight(seen: Forecast, line: str, driver: Driver) -> float:
    entered = seen.entries[seen.lines.index(line)].sum(axis=-1)
    if driver.kind is DriverKind.RATE:
        return float(entered[driver.index])
    if driver.kind is DriverKind.LAG:
        return float(entered[driver.index + 1])
    return float(entered[-1])
