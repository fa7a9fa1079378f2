"""The history of stages: when each was entered first, and how an opportunity stood on a day."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from planner.base.day_columns import Days
from planner.base.days import NO_DAY, Day
from planner.intake.recognition.proposal import ProposedTable
from planner.intake.recognition.stagewords import LOST, OPEN, OPPORTUNITY, WON, Funnel
from planner.intake.records.clock import seconds_of
from planner.intake.records.folding import Index, Stack, stack
from planner.intake.records.ids import places_of
from planner.intake.records.outcomes import UNSAID, Outcomes, Targets, outcome_of
from planner.intake.values.typed import Texts
from planner.journeys.table import Mask, Outcome

_STANDS, _NOWHERE = -1, -2


@dataclass(frozen=True, eq=False)
class History:
    """What the stage history says of m opportunities, up to the as-of date.

    `first` (m, S): first day in each funnel stage before Won. `won` (m): first day won.
    `lost` (m): last day it was set to lost. `state` (m): Outcome as of the date, UNSAID without
    history. `back` (m): whether it ever moved to an earlier funnel stage. `unknown`: rows of no
    known opportunity; `beyond`: rows dated after the as-of date.
    """

    first: Days
    won: Days
    lost: Days
    state: Outcomes
    back: Mask
    unknown: int = 0
    beyond: int = 0

    def at(self, rows: Index) -> "History":
        """Return the history of some opportunities; -1 selects one without."""
        absent = rows < 0
        if not len(self.won):
            return no_history(len(rows), self.first.shape[1], self.unknown, self.beyond)
        places = np.where(absent, 0, rows)
        return History(
            np.where(absent[:, None], NO_DAY, self.first[places]).astype(np.int32),
            np.where(absent, NO_DAY, self.won[places]).astype(np.int32),
            np.where(absent, NO_DAY, self.lost[places]).astype(np.int32),
            np.where(absent, UNSAID, self.state[places]).astype(np.int8),
            self.back[places] & ~absent, self.unknown, self.beyond,
        )  # fmt: skip


def no_history(size: int, stages: int, unknown: int = 0, beyond: int = 0) -> History:
    """Return the history of opportunities of which nothing is told."""
    return History(
        np.full((size, stages), NO_DAY, np.int32), np.full(size, NO_DAY, np.int32),
        np.full(size, NO_DAY, np.int32), np.full(size, UNSAID, np.int8), np.zeros(size, bool),
        unknown, beyond,
    )  # fmt: skip


def read_history(
    tables: Sequence[ProposedTable],
    ids: Texts,
    targets: Targets,
    funnel: Funnel,
    as_of: Day,
) -> History:
    """Return the history of the opportunities with the given ids (m, '' for none).

    Changes of one day stand in the order of their times of day; where those are equal or missing,
    a closing comes last, and else the order of the file decides, newest first or last.
    """
    history = no_history(len(ids), len(funnel.stages))
    usable = [t for t in tables if {"opportunity_id", "stage", "date"} <= set(t.mapped.values())]
    if not usable or not len(ids):
        return history
    rows = stack(usable)
    days = rows.typed.days["date"]
    at = places_of(rows.typed.texts["opportunity_id"], ids)
    known = np.flatnonzero((at >= 0) & (days != NO_DAY) & (days <= as_of))
    codes, meant = _meanings(rows.typed.texts["stage"][known], targets, funnel)
    stages, outcomes = meant[0][codes], meant[1][codes]
    order = _in_order(rows, known, at[known], outcomes != Outcome.OPEN)
    known, stages, outcomes = known[order], stages[order], outcomes[order]
    _fill(history, at[known], days[known], stages, outcomes)
    unknown, beyond = int((at < 0).sum()), int(((at >= 0) & (days > as_of)).sum())
    return History(
        history.first, history.won, history.lost, history.state, history.back, unknown, beyond
    )


def _meanings(
    texts: Texts, targets: Targets, funnel: Funnel
) -> tuple[Index, tuple[Index, Outcomes]]:
    """Return a code per row, and the funnel stage and outcome each code means."""
    import pandas as pd

    codes, labels = pd.factorize(texts)
    found = [targets.get(str(label).casefold()) for label in labels]
    names = [OPEN if m is None else m.target for m in found]
    stages = [_stage(name, str(label), funnel) for name, label in zip(names, labels, strict=True)]
    outcomes = [outcome_of(name) for name in names]
    places = np.array(stages or [_NOWHERE], np.int64)
    return codes.astype(np.int64), (places, np.array(outcomes or [Outcome.OPEN], np.int8))


def _stage(target: str, label: str, funnel: Funnel) -> int:
    if not label or target in (LOST, WON):
        return _NOWHERE
    found = funnel.index(OPPORTUNITY if target == OPEN else target)
    return _NOWHERE if found is None else found


def _in_order(rows: Stack, known: Index, at: Index, closing: Mask) -> Index:
    """Return the order of the rows by opportunity and time."""
    days = rows.typed.days["date"][known]
    steps = np.arange(len(known))
    plain = np.lexsort((steps, days, at))
    same = (at[plain][1:] == at[plain][:-1]) & (days[plain][1:] == days[plain][:-1])
    if not same.any():
        return plain
    tied = np.zeros(len(known), bool)
    tied[plain[1:][same]] = tied[plain[:-1][same]] = True
    seconds = np.zeros(len(known), np.int32)
    seconds[tied] = seconds_of(rows, known[tied], "date")
    if _newest_first(at, days):
        steps = -steps
    return np.lexsort((steps, closing, seconds, days, at))


def _newest_first(at: Index, days: Days) -> bool:
    """Tell whether the file lists an opportunity's changes from the last to the first."""
    by_opportunity = np.argsort(at, kind="stable")
    same = at[by_opportunity][1:] == at[by_opportunity][:-1]
    steps = np.sign(np.diff(days[by_opportunity]))[same]
    return bool(steps.sum() < 0)


def _fill(history: History, at: Index, days: Days, stages: Index, outcomes: Outcomes) -> None:
    """Enter rows, ordered by opportunity and time, into the history."""
    inside = stages >= 0
    backwards = np.flatnonzero(inside)[::-1]
    history.first[at[backwards], stages[backwards]] = days[backwards]
    won, lost = outcomes == Outcome.WON, outcomes == Outcome.LOST
    history.won[at[won][::-1]] = days[won][::-1]
    history.lost[at[lost]] = days[lost]
    history.state[at] = outcomes
    both = inside[1:] & inside[:-1] & (at[1:] == at[:-1])
    history.back[at[1:][both & (stages[1:] < stages[:-1])]] = True
