"""The as-of date: the last change the data have seen."""

from collections.abc import Iterable, Sequence

import numpy as np

from planner.base.days import NO_DAY, Day, Days
from planner.intake.fields import ENTERED, Entity
from planner.intake.outcomes import opportunity_outcomes, targets_of
from planner.intake.proposal import ProposedTable
from planner.intake.stagewords import StageMapping
from planner.intake.typed import Typed
from planner.journeys.table import Outcome

_PAST = (
    "created", "mql_date", "sal_date", "converted_date", "disqualified_date", "won_date",
    "lost_date", "last_modified", "last_activity", "first_responded",
)  # fmt: skip


def last_change(tables: Sequence[ProposedTable], mapping: Iterable[StageMapping]) -> Day | None:
    """Return the latest day on which something happened; planned closings do not count."""
    mapping = tuple(mapping)
    days = [
        int(column.max(initial=NO_DAY))
        for table in tables
        for column in _past(table.entity, table.typed, mapping)
    ]
    latest = max(days, default=NO_DAY)
    return None if latest == NO_DAY else latest


def _past(entity: Entity, typed: Typed, mapping: tuple[StageMapping, ...]) -> list[Days]:
    if entity in (Entity.SPEND, Entity.OTHER):
        return []
    columns = [
        days for name, days in typed.days.items() if name in _PAST or name.startswith(ENTERED)
    ]
    if entity in (Entity.STAGE_HISTORY, Entity.ACTIVITIES) and "date" in typed.days:
        columns.append(typed.days["date"])
    if entity is Entity.OPPORTUNITIES and "close_date" in typed.days:
        outcome, _ = opportunity_outcomes(typed, targets_of(mapping, entity))
        columns.append(np.where(outcome != Outcome.OPEN, typed.days["close_date"], NO_DAY))
    return columns
