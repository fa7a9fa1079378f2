"""Counts above the first record, beside the entries into the first stage: ratios of counts."""

import math
from collections.abc import Sequence
from dataclasses import dataclass

from planner.base.days import Month, month_of
from planner.evidence.cohorts import volume_by_month
from planner.evidence.cuts import Window
from planner.evidence.passages import Source, prepare
from planner.journeys.table import StageVolume

CHANNEL = "channel"
Places = dict[tuple[str, Month], int]
"""Entries into the first stage by channel (case-folded) and month."""


@dataclass(frozen=True, slots=True)
class AboveFunnel:
    """A count, and how many entered the first stage in the same channel and month.

    `entered` is None where the data know no such channel. The ratio is one of counts: those
    entering need not be among those counted, so it is neither conversion nor matured.
    """

    volume: StageVolume
    entered: int | None

    @property
    def ratio(self) -> float:
        """Entered / counted, NaN where either is unknown or nothing was counted."""
        if self.entered is None or not self.volume.count:
            return math.nan
        return self.entered / self.volume.count


@dataclass(frozen=True, slots=True)
class AboveTotal:
    """Counts of one measure and channel, added up over months; `entered`, `ratio` as above."""

    measure: str
    channel: str
    count: float
    entered: int | None
    ratio: float


def above_funnel(
    source: Source, volumes: Sequence[StageVolume], entered: Window | None = None
) -> tuple[AboveFunnel, ...]:
    """Return the counts of a window's months beside the entries into the first stage."""
    if entered is not None:
        months = range(month_of(entered[0]), month_of(entered[1]) + 1)
        volumes = [volume for volume in volumes if volume.month in months]
    found = first_entries(source) if volumes else {}
    known = {channel for channel, _ in found}
    return tuple(
        AboveFunnel(volume, found.get((channel, volume.month), 0) if channel in known else None)
        for volume in volumes
        for channel in (volume.channel.casefold(),)
    )


def above_totals(found: Sequence[AboveFunnel]) -> tuple[AboveTotal, ...]:
    """Return the counts added up by measure and channel, over the months counted."""
    grouped: dict[tuple[str, str], list[AboveFunnel]] = {}
    for one in found:
        grouped.setdefault((one.volume.stage, one.volume.channel), []).append(one)
    return tuple(_total(*key, rows) for key, rows in grouped.items())


def _total(measure: str, channel: str, rows: list[AboveFunnel]) -> AboveTotal:
    number = sum(row.volume.count for row in rows)
    entered = None if rows[0].entered is None else sum(row.entered or 0 for row in rows)
    ratio = math.nan if entered is None or not number else entered / number
    return AboveTotal(measure, channel, number, entered, ratio)


def first_entries(source: Source) -> Places:
    """Return the dated entries into the first stage by channel and month; none without channels."""
    if CHANNEL not in prepare(source).journeys.dimensions:
        return {}
    volume = volume_by_month(source, (CHANNEL,))
    found: Places = {}
    for (channel,), stages in zip(volume.keys, volume.counts, strict=True):
        for month, entered in zip(volume.months, stages[0].tolist(), strict=True):
            place = channel.casefold(), month
            found[place] = found.get(place, 0) + entered
    return found
