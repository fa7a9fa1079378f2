"""Touches: who answered a campaign, and other dated contacts by a campaign or channel."""

from collections.abc import Mapping, Sequence

import numpy as np

from planner.base.day_columns import Days
from planner.base.days import NO_DAY
from planner.base.units import count
from planner.intake.recognition.proposal import ProposedTable
from planner.intake.records.activities import of_campaigns, records_of, text_column
from planner.intake.records.responses import days_of_response, responded
from planner.intake.values.fields import Entity
from planner.journeys.activities import Index
from planner.journeys.ids import SEPARATOR, Texts, several_ids, short_ids
from planner.journeys.table import CampaignTouches, Mask
from planner.journeys.touches import all_touches, touches_from


def read_touches(
    tables: Sequence[ProposedTable], hosts: Mapping[str, str]
) -> tuple[CampaignTouches | None, tuple[str, ...]]:
    """Return the touches of campaign members and activities, and what is worth saying of them.

    Of members those who responded count, of activities those that name a campaign or a channel.
    A touch of several records is one of each. `hosts`: of leads that are part of another lead's
    journey, that one's key. None where no table has a touch. Members without a record are said
    where responses are counted.
    """
    found: list[CampaignTouches] = []
    nameless = 0
    for table in tables:
        mask, days = _touching(table)
        records = records_of(table, hosts)
        if table.entity is Entity.ACTIVITIES:
            nameless += int((mask & (records == "")).sum())
        rows = np.flatnonzero(mask & (records != ""))
        if len(rows):
            rows, named = _each_record(rows, records[rows], hosts)
            campaigns, channels = (text_column(table, x)[rows] for x in ("campaign", "lead_source"))
            found.append(touches_from(named, days[rows], campaigns, channels))
    words = "touch names no" if nameless == 1 else "touches name no"
    note = f"{count(nameless)} {words} lead or opportunity, and no channel is credited with it."
    return all_touches(*found), (note,) if nameless else ()


def _touching(table: ProposedTable) -> tuple[Mask, Days]:
    """Return which rows (n) are touches, and when they were."""
    if table.entity is Entity.ACTIVITIES:
        undated = np.full(table.size, NO_DAY, np.int32)
        return of_campaigns(table), table.typed.days.get("date", undated)
    mask = responded(table)
    return np.zeros(table.size, bool) if mask is None else mask, days_of_response(table)


def _each_record(rows: Index, records: Texts, hosts: Mapping[str, str]) -> tuple[Index, Texts]:
    """Return rows and the key of each record they name; a row of several stands once for each."""
    apart = {
        at: short_ids(several_ids(record[1:]))
        for at, record in enumerate(records.tolist())
        if SEPARATOR.search(record)
    }
    if not apart:
        return rows, records
    times = np.array([len(apart.get(at, [""])) for at in range(len(rows))])
    named = [
        key
        for at, record in enumerate(records.tolist())
        for key in ([record[0] + hosts.get(x, x) for x in apart[at]] if at in apart else [record])
    ]
    return np.repeat(rows, times), np.array(named, dtype=object)
