"""Opportunities whose stage says one outcome and whose status or closed mark another."""

from collections import Counter
from collections.abc import Iterable, Sequence

import numpy as np

from planner.base.days import NO_DAY
from planner.intake.recognition.proposal import Conflict, ProposedTable
from planner.intake.recognition.stagewords import LOST, OPEN, WON, StageMapping
from planner.intake.records.outcomes import claims_of, targets_of
from planner.intake.values.fields import Entity
from planner.intake.values.typed import Typed
from planner.journeys.table import Outcome

_WORDS = {Outcome.OPEN: OPEN, Outcome.WON: WON, Outcome.LOST: LOST}


def conflicts_of(
    tables: Iterable[ProposedTable], mapping: Sequence[StageMapping]
) -> tuple[Conflict, ...]:
    """Return the contradictions by their texts, most frequent first."""
    targets = targets_of(mapping, Entity.OPPORTUNITIES)
    counts: Counter[tuple[str, str, str, str]] = Counter()
    for table in tables:
        if table.entity is not Entity.OPPORTUNITIES:
            continue
        claims = claims_of(table.typed, targets)
        for row in np.flatnonzero(claims.contradicting).tolist():
            by_stage = _WORDS[Outcome(int(claims.stage[row]))]
            by_status = _WORDS[Outcome(int(claims.status[row]))]
            stage = str(table.typed.texts["stage"][row])
            counts[stage, _status(table.typed, row), by_stage, by_status] += 1
    found = [Conflict(*texts, count) for texts, count in counts.items()]
    return tuple(sorted(found, key=lambda c: (-c.count, c.stage, c.status)))


def _status(typed: Typed, row: int) -> str:
    """Return the status as it stands, else the date or the marks that say it, in words."""
    status = typed.texts.get("status")
    if status is not None and status[row]:
        return str(status[row])
    for name, words in (("won_date", "has a won date"), ("lost_date", "has a lost date")):
        if name in typed.days and typed.days[name][row] != NO_DAY:
            return words
    won = "is_won" in typed.flags and typed.flags["is_won"][row] == 1
    closed = won or ("is_closed" in typed.flags and typed.flags["is_closed"][row] == 1)
    return "marked won" if won else "marked closed, not won" if closed else "marked not closed"
