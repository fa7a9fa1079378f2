"""The as-of date: the last change the data have seen."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

import numpy as np

from planner.base.day_columns import Days
from planner.base.days import NO_DAY, Day
from planner.intake.recognition.hints import Decides
from planner.intake.recognition.proposal import ProposedTable
from planner.intake.recognition.stagewords import StageMapping
from planner.intake.records.outcomes import opportunity_outcomes, targets_of
from planner.intake.values.fields import ENTERED, Entity
from planner.intake.values.typed import Typed
from planner.journeys.table import Outcome

_BEGINNINGS = ("created", "mql_date", "sal_date", "first_responded")
_CHANGES = ("converted_date", "disqualified_date", "won_date", "lost_date", "last_modified")
DATED = (
    Entity.LEADS,
    Entity.OPPORTUNITIES,
    Entity.STAGE_HISTORY,
    Entity.ACTIVITIES,
    Entity.CAMPAIGN_MEMBERS,
)
_LONGEST_PAUSE = 92
_RECENT = 366


@dataclass
class _Seen:
    """Days by what they prove: that something began, that something changed, or what was only
    written down as the day of closing or of a task, which may lie ahead.

    `ends`: the days stages ended; what never ended may carry a day far ahead, such as 2050-01-01.
    `of_deals`: whether the changes of opportunities are dated, by themselves or by their history.
    """

    beginnings: list[Days] = field(default_factory=list)
    changes: list[Days] = field(default_factory=list)
    won: list[Days] = field(default_factory=list)
    written: list[Days] = field(default_factory=list)
    ends: list[Days] = field(default_factory=list)
    of_deals: bool = False


@dataclass(frozen=True, slots=True)
class LastChange:
    """The last day on which something is known to have happened, `proven`, and with closings that
    were only written down, `seen`."""

    proven: Day | None
    seen: Day | None


def last_change(
    tables: Sequence[ProposedTable],
    mapping: Iterable[StageMapping],
    decides: Decides = Decides.STATUS,
) -> LastChange:
    """Return the latest day on which something happened; planned closings do not count.

    The close date of a lost opportunity often still names the day it was once planned for, and an
    activity may be dated ahead. Such days count up to one pause after the last proven change,
    the pause being the longest between two days of change in the last year, 92 days at most; a won
    opportunity's close date is one of them where the changes of opportunities are dated otherwise,
    else it proves a change itself. Where no change is dated at all, every closing counts.
    """
    mapping = tuple(mapping)
    seen = _Seen()
    for table in tables:
        _look(table.entity, table.typed, mapping, decides, seen)
    known = _days([*seen.beginnings, *seen.changes])
    for ends in seen.ends if len(known) else ():
        near = ends <= known[-1] + _RECENT
        seen.changes.append(np.where(near, ends, NO_DAY).astype(np.int32))
    if not seen.of_deals:
        seen.changes, seen.won = [*seen.changes, *seen.won], []
    proven = _days([*seen.beginnings, *seen.changes])
    written = _days([*seen.written, *seen.won])
    if len(proven) and any((days != NO_DAY).any() for days in seen.changes):
        recent = proven[proven > proven[-1] - _RECENT]
        pause = int(np.diff(recent).max(initial=1))
        written = written[written <= proven[-1] + min(pause, _LONGEST_PAUSE)]
    latest = max((int(days[-1]) for days in (proven, written) if len(days)), default=None)
    return LastChange(int(proven[-1]) if len(proven) else None, latest)


def _look(
    entity: Entity, typed: Typed, mapping: tuple[StageMapping, ...], decides: Decides, seen: _Seen
) -> None:
    if entity not in DATED:
        return
    for name, days in typed.days.items():
        if name in _BEGINNINGS:
            seen.beginnings.append(days)
        elif name in _CHANGES or name.startswith(ENTERED):
            seen.changes.append(days)
            seen.of_deals |= entity is Entity.OPPORTUNITIES and bool((days != NO_DAY).any())
        elif name == "last_activity" or (name == "date" and entity is Entity.ACTIVITIES):
            seen.written.append(days)
        elif name == "valid_through" and entity is Entity.STAGE_HISTORY:
            seen.ends.append(days)
        elif name == "date" and entity is Entity.STAGE_HISTORY:
            seen.changes.append(days)
            seen.of_deals |= bool((days != NO_DAY).any())
    if entity is Entity.OPPORTUNITIES and "close_date" in typed.days:
        outcome, *_ = opportunity_outcomes(typed, targets_of(mapping, entity), decides)
        closed = typed.days["close_date"]
        seen.won.append(np.where(outcome == Outcome.WON, closed, NO_DAY).astype(np.int32))
        seen.written.append(np.where(outcome == Outcome.LOST, closed, NO_DAY).astype(np.int32))


def _days(columns: Sequence[Days]) -> Days:
    """Return the distinct days of several columns, in order."""
    filled = [days[days != NO_DAY] for days in columns]
    filled = [days for days in filled if len(days)]
    if not filled:
        return np.zeros(0, np.int32)
    first = min(int(days.min()) for days in filled)
    marked = np.zeros(max(int(days.max()) for days in filled) - first + 1, bool)
    for days in filled:
        marked[days - first] = True
    return (np.flatnonzero(marked) + first).astype(np.int32)
