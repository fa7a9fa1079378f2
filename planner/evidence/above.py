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
class Above:
    """A count of one channel and month, and how many entered the first stage there.

    `month` is None for the sum over all months counted, `entered` None where the data know no such
    channel or end before the month; `beside` is the part of the count whose entries are known. The
    ratio is one of counts: those who entered need not be among those counted, so it is neither
    conversion nor matured.
    """

    measure: str
    channel: str
    month: Month | None
    count: float
    entered: int | None
    beside: float

    @property
    def ratio(self) -> float:
        """Entered / counted beside it, NaN where either is unknown or nothing was counted."""
        if self.entered is None or not self.beside:
            return math.nan
        return self.entered / self.beside


def above_funnel(
    source: Source, volumes: Sequence[StageVolume], entered: Window | None = None
) -> tuple[Above, ...]:
    """Return the counts of a window's months beside the entries into the first stage."""
    if entered is not None:
        months = range(month_of(entered[0]), month_of(entered[1]) + 1)
        volumes = [volume for volume in volumes if volume.month in months]
    found = first_entries(source) if volumes else {}
    known, last = {channel for channel, _ in found}, month_of(prepare(source).journeys.as_of)
    return tuple(_beside(volume, found, known, last) for volume in volumes)


def _beside(volume: StageVolume, found: Places, known: set[str], last: Month) -> Above:
    channel = volume.channel.casefold()
    seen = channel in known and volume.month <= last
    return Above(
        volume.stage, volume.channel, volume.month, volume.count,
        found.get((channel, volume.month), 0) if seen else None,
        volume.count if seen else 0.0,
    )  # fmt: skip


def above_totals(found: Sequence[Above]) -> tuple[Above, ...]:
    """Return the counts added up by measure and channel, over the months counted."""
    grouped: dict[tuple[str, str], list[Above]] = {}
    for one in found:
        grouped.setdefault((one.measure, one.channel), []).append(one)
    return tuple(_total(ones) for ones in grouped.values())


def _total(ones: Sequence[Above]) -> Above:
    known = [one.entered for one in ones if one.entered is not None]
    return Above(
        ones[0].measure, ones[0].channel, None, sum(one.count for one in ones),
        sum(known) if known else None, sum(one.beside for one in ones),
    )  # fmt: skip


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
