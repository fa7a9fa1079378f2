"""Cuts: which group each journey belongs to, by the chosen dimensions, within a window."""

from collections.abc import Iterable
from dataclasses import dataclass

import numpy as np

from planner.base.day_columns import Days
from planner.base.days import NO_DAY, Day, first_day, last_day, month_of
from planner.base.problem import Problem, RefusedError
from planner.evidence.passages import Keys, Source, prepare
from planner.journeys.table import BLANK, Journeys, Mask

Window = tuple[Day, Day]


@dataclass(frozen=True, eq=False)
class Cut:
    """Groups of journeys: `groups[i]` is row i's place in `keys`; len(keys) for rows left out."""

    by: tuple[str, ...]
    keys: tuple[tuple[str, ...], ...]
    groups: Keys

    @property
    def count(self) -> int:
        """Number of groups."""
        return len(self.keys)

    def within(self, days: Days, window: Window | None) -> Keys:
        """Return the groups of those whose day lies in the window; no day lies in every window."""
        if window is None:
            return self.groups
        return np.where(in_window(days, window), self.groups, self.count)


def in_window(days: Days, window: Window) -> Mask:
    """Return which days lie in a window; no day lies in every window."""
    return np.asarray((days == NO_DAY) | ((days >= window[0]) & (days <= window[1])))


def must_be_known(by: Iterable[str], known: Iterable[str], whose: str = "The data have no") -> None:
    """Raise RefusedError for a dimension that is not among the known ones."""
    names = sorted(known)
    for name in by:
        if name not in names:
            remedy = f"Choose from: {', '.join(names) or 'none'}."
            raise RefusedError(Problem(f"{whose} dimension '{name}'", "", remedy))


def cut(journeys: Journeys, by: tuple[str, ...], where: Mask | None = None) -> Cut:
    """Group journeys by dimensions, keys in the order of the labels, without empty groups.

    Without dimensions all are one group, key (). RefusedError for a dimension the data do not have.
    """
    must_be_known(by, journeys.dimensions)
    codes = np.zeros(len(journeys), dtype=np.intp)
    sizes = [len(journeys.dimensions[name].labels) for name in by]
    for name, size in zip(by, sizes, strict=True):
        codes = codes * size + journeys.dimensions[name].codes
    total = int(np.prod(sizes, dtype=np.int64)) if by else 1
    if where is not None:
        codes = np.where(where, codes, total)
    seen = np.bincount(codes, minlength=total + 1)[:total] > 0
    used = np.flatnonzero(seen) if by else np.array([0])
    keys = tuple(_labels(journeys, by, sizes, int(code)) for code in used)
    if len(used) < total:
        place = np.full(total + 1, len(used), dtype=np.intp)
        place[used] = np.arange(len(used))
        codes = place[codes]
    return Cut(by, keys, codes)


def _labels(
    journeys: Journeys, by: tuple[str, ...], sizes: list[int], code: int
) -> tuple[str, ...]:
    labels: list[str] = []
    for name, size in zip(reversed(by), reversed(sizes), strict=True):
        code, place = divmod(code, size)
        labels.append(journeys.dimensions[name].labels[place] or BLANK)
    return tuple(reversed(labels))


def plan_window(source: Source, months: int | None = 24) -> Window:
    """Return the first and last day of the evidence window of a plan.

    The last `months` full months before the as-of date; an as-of date on a month's last day makes
    that month full. With fewer, or None, all entries: from the first entry's month to the as-of
    date.
    """
    prepared = prepare(source)
    journeys = prepared.journeys
    first = month_of(prepared.first_entry)
    this = month_of(journeys.as_of)
    after = this + 1 if journeys.as_of == last_day(this) else this
    if months is None or after - first < months:
        return first_day(first), journeys.as_of
    return first_day(after - months), last_day(after - 1)


def full_months(window: Window) -> range:
    """Return the calendar months that lie wholly in a window, else the one it ends in."""
    first, last = month_of(window[0]), month_of(window[1])
    first += window[0] != first_day(first)
    last -= window[1] != last_day(last)
    ending = month_of(window[1])
    return range(first, last + 1) if first <= last else range(ending, ending + 1)
