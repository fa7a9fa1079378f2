"""Opportunities whose stage, status or closed mark and forecast category contradict each other."""

from collections import Counter
from collections.abc import Iterable, Sequence

import numpy as np

from planner.base.days import NO_DAY
from planner.base.units import count
from planner.intake.recognition.proposal import Conflict, ProposedTable
from planner.intake.recognition.stagewords import LOST, OPEN, WON, StageMapping
from planner.intake.records.outcomes import claims_of, targets_of
from planner.intake.values.fields import Entity
from planner.intake.values.typed import Typed
from planner.journeys.table import Mask, Outcome

_WORDS = {int(Outcome.OPEN): OPEN, int(Outcome.WON): WON, int(Outcome.LOST): LOST}


def conflicts_of(
    tables: Iterable[ProposedTable], mapping: Sequence[StageMapping]
) -> tuple[Conflict, ...]:
    """Return the contradictions by their texts, most frequent first."""
    targets = targets_of(mapping, Entity.OPPORTUNITIES)
    counts: Counter[tuple[str, str, str, str, str, str]] = Counter()
    for table in tables:
        if table.entity is not Entity.OPPORTUNITIES:
            continue
        claims = claims_of(table.typed, targets)
        for row in np.flatnonzero(claims.contradicting | claims.doubted).tolist():
            by_stage, by_status, by_forecast = (
                _WORDS.get(int(outcomes[row]), "")
                for outcomes in (claims.stage, claims.status, claims.forecast)
            )
            counts[*_texts(table.typed, row), by_stage, by_status, by_forecast] += 1
    found = [Conflict(*texts, count) for texts, count in counts.items()]
    return tuple(sorted(found, key=lambda c: (-c.count, c.stage, c.status)))


def certain_notes(tables: Iterable[ProposedTable]) -> list[str]:
    """Say where, for want of a stage, a probability of 100 is taken as won."""
    return [
        f"{table.path.name}: no stage; {_certain(table)} as {table.crm} sets them. Give the column "
        f"'{table.header_of('won_probability')}' the meaning probability if that is not so."
        for table in tables
        if table.typed.has("won_probability") and not table.typed.has("stage")
    ]


def _certain(table: ProposedTable) -> str:
    rows = int((table.typed.flags["won_probability"] == 1).sum())
    won = f"probability 100 counts as won ({count(rows)} {'row' if rows == 1 else 'rows'})"
    if "is_active" not in table.typed.flags:
        return f"{won},"
    lost = int((_inactive_alone(table.typed)).sum())
    return f"{won} and others no longer active as lost ({count(lost)}),"


def _inactive_alone(typed: Typed) -> Mask:
    idle = typed.flags["is_active"] == 0
    return np.asarray(idle & (typed.flags["won_probability"] != 1))


def _texts(typed: Typed, row: int) -> tuple[str, str, str]:
    """Return stage, status and forecast category of a row as they stand."""
    stage, forecast = (
        str(typed.texts[name][row]) if name in typed.texts else ""
        for name in ("stage", "forecast_category")
    )
    return stage, _status(typed, row), forecast


def _status(typed: Typed, row: int) -> str:
    """Return the status as it stands, else the date or the marks that say it, in words."""
    status = typed.texts.get("status")
    if status is not None and status[row]:
        return str(status[row])
    for name, words in (("won_date", "has a won date"), ("lost_date", "has a lost date")):
        if name in typed.days and typed.days[name][row] != NO_DAY:
            return words
    won = "is_won" in typed.flags and typed.flags["is_won"][row] == 1
    if won:
        return "marked won"
    closed = typed.flags["is_closed"][row] if "is_closed" in typed.flags else -1
    return {1: "marked closed, not won", 0: "marked not closed"}.get(int(closed), "")
