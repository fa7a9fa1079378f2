"""The history of stages: when each was entered first, and how an opportunity stood on a day."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from planner.base.days import NO_DAY, Day, Days
from planner.intake.folding import Index, stack
from planner.intake.ids import keys_of
from planner.intake.outcomes import UNSAID, Outcomes, Targets, outcome_of
from planner.intake.proposal import ProposedTable
from planner.intake.stagewords import LOST, OPEN, OPPORTUNITY, WON, Funnel
from planner.intake.typed import Texts
from planner.journeys.table import Outcome


@dataclass(frozen=True, eq=False)
class History:
    """What the stage history says of m opportunities, up to the as-of date.

    `first` (m, S): first day in each funnel stage before Won. `won` (m): first day won.
    `lost` (m): last day it was set to lost. `state` (m): Outcome as of the date, UNSAID without
    history. `unknown`: rows of no known opportunity.
    """

    first: Days
    won: Days
    lost: Days
    state: Outcomes
    unknown: int = 0


def read_history(
    tables: Sequence[ProposedTable],
    keys: Sequence[str],
    targets: Targets,
    funnel: Funnel,
    as_of: Day,
) -> History:
    """Return the history of the opportunities with the given keys."""
    m = len(keys)
    history = History(
        np.full((m, len(funnel.stages)), NO_DAY, np.int32),
        np.full(m, NO_DAY, np.int32),
        np.full(m, NO_DAY, np.int32),
        np.full(m, UNSAID, np.int8),
    )
    usable = [t for t in tables if {"opportunity_id", "stage", "date"} <= set(t.mapped.values())]
    if not usable or not m:
        return history
    typed = stack(usable).typed
    place = {key: i for i, key in enumerate(keys) if key}
    at = np.array([place.get(k, -1) for k in keys_of(typed.texts["opportunity_id"])], np.int64)
    days, texts = typed.days["date"], typed.texts["stage"]
    usable_rows = (at >= 0) & (days != NO_DAY) & (days <= as_of)
    for text in set(texts[usable_rows].tolist()) - {""}:
        rows = usable_rows & (texts == text)
        mapping = targets.get(text.casefold())
        _enter(history, mapping.target if mapping else OPEN, at[rows], days[rows], funnel)
    _stand(history, at[usable_rows], days[usable_rows], texts[usable_rows], targets)
    return History(history.first, history.won, history.lost, history.state, int((at < 0).sum()))


def _enter(
    history: History,
    target: str,
    at: Index,
    days: Days,
    funnel: Funnel,
) -> None:
    if target == LOST:
        np.maximum.at(history.lost, at, days)
        return
    if target == WON:
        _earliest(history.won, at, days)
        return
    stage = funnel.index(OPPORTUNITY if target == OPEN else target)
    if stage is not None:
        _earliest(history.first[:, stage], at, days)


def _earliest(target: Days, at: Index, days: Days) -> None:
    largest = np.iinfo(np.int32).max
    candidate = np.full(len(target), largest, np.int32)
    np.minimum.at(candidate, at, days)
    seen = candidate != largest
    present = np.where(target == NO_DAY, largest, target)
    target[seen] = np.minimum(present, candidate)[seen]


def _stand(history: History, at: Index, days: Days, texts: Texts, targets: Targets) -> None:
    """Set how each opportunity stood last; a closing wins among several changes of one day."""
    meaning = {
        t: targets[t.casefold()].target for t in set(texts.tolist()) if t.casefold() in targets
    }
    outcomes = np.array([outcome_of(meaning.get(t, OPEN)) for t in texts.tolist()], np.int8)
    closed = outcomes != Outcome.OPEN
    order = np.lexsort((np.arange(len(at)), closed, days, at))
    last = np.ones(len(order), bool)
    last[:-1] = at[order][1:] != at[order][:-1]
    chosen = order[last]
    history.state[at[chosen]] = outcomes[chosen]
