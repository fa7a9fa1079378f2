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
from planner.intake.values.typed import Texts, Typed
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
    deals: Typed,
    targets: Targets,
    funnel: Funnel,
    as_of: Day,
) -> History:
    """Return the history of m opportunities.

    The stage the first change leaves was entered when the opportunity was created, where the
    history tells of changes only. A last stage that ended before the as-of date says nothing of it.

    Changes of one day stand in the order of their times of day; where those are equal or missing,
    a closing comes last, and else the order of the file decides, newest first or last.
    """
    history = no_history(deals.size, len(funnel.stages))
    ids = deals.texts.get("opportunity_id", np.full(deals.size, "", dtype=object))
    usable = [t for t in tables if {"opportunity_id", "stage", "date"} <= set(t.mapped.values())]
    if not usable or not deals.size:
        return history
    rows = stack(usable)
    days = rows.typed.days["date"]
    at = places_of(rows.typed.texts["opportunity_id"], ids)
    known = np.flatnonzero((at >= 0) & (days != NO_DAY) & (days <= as_of))
    stages, outcomes = _meant(rows.typed.texts["stage"][known], targets, funnel)
    order = _in_order(rows, known, at[known], outcomes != Outcome.OPEN)
    known, stages, outcomes = known[order], stages[order], outcomes[order]
    entries = at[known], days[known], stages, outcomes
    left = rows.typed.texts.get("from_stage")
    if left is not None:
        before = _meant(left[known], targets, funnel)
        entries = _with_openings(history, entries, left[known], before, deals)
    _fill(history, *entries)
    through = rows.typed.days.get("valid_through")
    if through is not None:
        _end(history, at[known], through[known], as_of)
    unknown, beyond = int((at < 0).sum()), int(((at >= 0) & (days > as_of)).sum())
    return History(
        history.first, history.won, history.lost, history.state, history.back, unknown, beyond
    )


_Rows = tuple[Index, Days, Index, Outcomes]
"""Opportunity, day, funnel stage and outcome of rows in order."""


def _with_openings(
    history: History,
    rows: _Rows,
    left: Texts,
    before: tuple[Index, Outcomes],
    deals: Typed,
) -> _Rows:
    """Return the rows with, before the first of each opportunity, one for the stage it leaves.

    A history whose rows sometimes leave no stage tells of creations: where one is missing in it,
    rows were cut off, and nothing says when the stage before them began.
    """
    at, days, stages, _ = rows
    history.back[at[(left != "") & (stages >= 0) & (before[0] > stages)]] = True
    if not len(at) or (left == "").any():
        return rows
    created = deals.days.get("created", np.full(deals.size, NO_DAY, np.int32))
    first = np.unique(at, return_index=True)[1].astype(np.int64)
    began = created[at[first]]
    first = first[(began != NO_DAY) & (began <= days[first])]
    opening = at[first], created[at[first]], before[0][first], before[1][first]
    order = np.argsort(np.concatenate([opening[0], at]), kind="stable")
    places, dates, stations, closed = (
        np.concatenate([opening[0], at])[order],
        np.concatenate([opening[1], days])[order],
        np.concatenate([opening[2], stages])[order],
        np.concatenate([opening[3], rows[3]])[order],
    )
    return places, dates, stations, closed


def _end(history: History, at: Index, through: Days, as_of: Day) -> None:
    """Let what ended, without another row after it, say nothing of the as-of date."""
    last = np.full(len(history.state), NO_DAY, np.int32)
    last[at] = through
    ended = (last != NO_DAY) & (last < as_of)
    history.lost[ended & (history.state == Outcome.LOST)] = NO_DAY
    history.state[ended] = UNSAID


def _meant(texts: Texts, targets: Targets, funnel: Funnel) -> tuple[Index, Outcomes]:
    """Return the funnel stage and outcome each row's text means."""
    import pandas as pd

    codes, labels = pd.factorize(texts)
    found = [targets.get(str(label).casefold()) for label in labels]
    names = [OPEN if m is None else m.target for m in found]
    stages = [_stage(name, str(label), funnel) for name, label in zip(names, labels, strict=True)]
    outcomes = [outcome_of(name) for name in names]
    places = np.array(stages or [_NOWHERE], np.int64)
    return places[codes], np.array(outcomes or [Outcome.OPEN], np.int8)[codes]


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
