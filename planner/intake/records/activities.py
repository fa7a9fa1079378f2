"""Activities: what was done for leads and opportunities, and on which day."""

from collections.abc import Mapping, Sequence

import numpy as np

from planner.base.days import NO_DAY
from planner.base.units import count
from planner.intake.recognition.proposal import ProposedTable
from planner.intake.values.typed import Texts
from planner.journeys.activities import DEAL, EITHER, LEAD, activities_of, together
from planner.journeys.ids import keys_of
from planner.journeys.table import Activities, Mask

_WHOSE = (("lead_id", LEAD), ("opportunity_id", DEAL), ("record_id", EITHER))


def read_activities(
    tables: Sequence[ProposedTable], hosts: Mapping[str, str]
) -> tuple[Activities | None, tuple[str, ...]]:
    """Return the activities of all tables, None without a table, and what is worth saying of them.

    An activity in several files is one. `hosts`: of leads that are part of another lead's
    journey, that one's key. Those that have no date, or name no record, are left out. What names a
    campaign or channel and nobody who did it is a touch, and no activity.
    """
    found: list[Activities] = []
    left_out = 0
    for table in tables:
        records = records_of(table, hosts)
        days = table.typed.days.get("date", np.full(table.size, NO_DAY, np.int32))
        done = ~(of_campaigns(table) & (text_column(table, "owner") == ""))
        usable = done & (records != "") & (days != NO_DAY)
        left_out += int((done & ~usable).sum())
        found.append(activities_of(records[usable], days[usable]))
    words = "activity has" if left_out == 1 else "activities have"
    note = f"{count(left_out)} {words} no date, or no lead or opportunity, and are left out."
    return together(*found), (note,) if left_out else ()


def of_campaigns(table: ProposedTable) -> Mask:
    """Tell which rows (n) name a campaign or a channel."""
    named = [text_column(table, name) != "" for name in ("campaign", "lead_source")]
    return np.asarray(named[0] | named[1])


def text_column(table: ProposedTable, name: str) -> Texts:
    """Return the texts of a field (n), all blank without a column."""
    return table.typed.texts.get(name, np.full(table.size, "", dtype=object))


def records_of(table: ProposedTable, hosts: Mapping[str, str]) -> Texts:
    """Return the key of the record each row is about (n), '' where no column says it."""
    records = np.full(table.size, "", dtype=object)
    for name, kind in _WHOSE:
        ids = table.typed.texts.get(name)
        if ids is None:
            continue
        keys = keys_of(ids)
        if kind != DEAL:
            keys = np.array([hosts.get(key, key) for key in keys.tolist()], dtype=object)
        blank = np.flatnonzero((records == "") & (keys != ""))
        records[blank] = [kind + key for key in keys[blank].tolist()]
    return records
