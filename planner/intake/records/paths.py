"""The path of each journey: which stages it entered when, and how and when it left."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from planner.base.day_columns import Days, first_known
from planner.base.days import NO_DAY, Day
from planner.base.stages import DEFAULT_STAGES
from planner.intake.recognition.stagewords import LOST, OPEN, OPPORTUNITY, WON, Funnel, StageMapping
from planner.intake.records.closings import (
    AsOf,
    Oddities,
    deal_closings,
    is_converted,
    lead_closings,
)
from planner.intake.records.folding import Index
from planner.intake.records.history import History
from planner.intake.records.outcomes import Outcomes, Targets, targets_of
from planner.intake.values.fields import ENTERED, Entity
from planner.intake.values.typed import Texts, Typed
from planner.journeys.table import Mask, Outcome


@dataclass(frozen=True, eq=False)
class Sides:
    """n journeys from their two sides, row by row: the lead and the opportunity, or blanks.

    `lead`, `deal` (n): which of the folded leads and opportunities; -1 where the side is absent.
    """

    leads: Typed
    deals: Typed
    lead: Index
    deal: Index
    history: History


@dataclass(frozen=True, eq=False)
class Paths:
    """`entered` (n, S), `reached` (n, S), `outcome`, `left`, `closing` (n) as in Journeys.

    `later` (n): journeys that began after the as-of date. `oddities`: what does not go together.
    """

    entered: Days
    reached: Mask
    outcome: Outcomes
    left: Days
    closing: Days
    later: Mask
    oddities: Oddities


def trace(
    sides: Sides,
    funnel: Funnel,
    mapping: Sequence[StageMapping],
    seen: AsOf,
) -> Paths:
    """Return the paths of all journeys up to the as-of date."""
    as_of = seen.day
    known = _Known(sides, funnel, as_of)
    entered = known.entered(mapping)
    later = _begins_after(entered, as_of)
    ahead = _still_ahead(entered, as_of)
    outcome, closed_on, oddities = deal_closings(sides.deals, sides.history, mapping, seen)
    lead_outcome, lead_left = lead_closings(sides.leads, sides.deals, mapping, seen)
    alone = (sides.deal < 0) | (known.deal_days("created") > as_of)
    outcome = np.where(alone, lead_outcome, outcome).astype(np.int8)
    left = np.where(alone, lead_left, closed_on)
    win = known.win
    won_on = np.where(alone, entered[:, win], closed_on)
    unwon_on = NO_DAY if funnel.index(WON) == win else entered[:, win]
    entered[:, win] = np.where(outcome == Outcome.WON, won_on, unwon_on)
    entered[entered > as_of] = NO_DAY
    reached = (entered != NO_DAY) | (known.implied(mapping) & ~ahead)
    reached[outcome == Outcome.WON, win] = True
    reached[:, 0] = True
    reached = np.logical_or.accumulate(reached[:, ::-1], axis=1)[:, ::-1]
    left = np.where(outcome == Outcome.LOST, left, NO_DAY).astype(np.int32)
    actual = np.where(outcome == Outcome.WON, entered[:, win], np.where(alone, NO_DAY, left))
    expected = np.where(alone, NO_DAY, known.deal_days("close_date"))
    closing = first_known(actual.astype(np.int32), expected.astype(np.int32))
    return Paths(entered, reached, outcome, left, closing, later, oddities)


def _begins_after(entered: Days, as_of: Day) -> Mask:
    dated = entered != NO_DAY
    first = np.where(dated, entered, np.iinfo(np.int32).max).min(axis=1)
    return np.asarray(dated.any(axis=1) & (first > as_of))


def _still_ahead(entered: Days, as_of: Day) -> Mask:
    """Return the stages not entered yet, (n, S), by what is dated at all: those from the first on
    whose date, own or else the next later one, lies after the as-of date."""
    due = entered.copy()
    for stage in range(due.shape[1] - 2, -1, -1):
        due[:, stage] = first_known(due[:, stage], due[:, stage + 1])
    return np.asarray(np.logical_or.accumulate(due > as_of, axis=1))


class _Known:
    """What both sides know, aligned by journey."""

    def __init__(self, sides: Sides, funnel: Funnel, as_of: Day) -> None:
        self.sides, self.funnel, self.as_of = sides, funnel, as_of
        self.size = len(sides.lead)
        self.win = funnel.win
        self.blank = np.full(self.size, NO_DAY, np.int32)

    def lead_days(self, name: str) -> Days:
        return self.sides.leads.days.get(name, self.blank)

    def deal_days(self, name: str) -> Days:
        return self.sides.deals.days.get(name, self.blank)

    def entered(self, mapping: Sequence[StageMapping]) -> Days:
        """Return the first day in every stage as dated anywhere, (n, S); later days included."""
        result = np.full((self.size, len(self.funnel.stages)), NO_DAY, np.int32)
        dated = (
            ("Inquiry", self.lead_days("created")),
            ("MQL", self.lead_days("mql_date")),
            ("SAL", self.lead_days("sal_date")),
            (OPPORTUNITY, self.deal_days("created")),
            (WON, first_known(self.lead_days("won_date"), self.deal_days("won_date"))),
        )
        for name, days in dated:
            stage = self.funnel.index(name)
            if stage is not None:
                result[:, stage] = first_known(result[:, stage], days)
        self._fill(result, self._seen(mapping))
        converted = self.funnel.index(OPPORTUNITY)
        if converted is not None:
            days = self.lead_days("converted_date")
            result[:, converted] = first_known(result[:, converted], days)
        self._fill_first(result)
        return result

    def _fill_first(self, result: Days) -> None:
        """Let the creation date stand for a first stage that no other column dates."""
        if self.win == 0 or (result[:, 0] != NO_DAY).any():
            return
        created = self.lead_days("created")
        if not (self.sides.lead >= 0).any():
            created = self.deal_days("created")
        if (created != NO_DAY).any() and self.funnel.index(DEFAULT_STAGES[0]) is None:
            result[:, 0] = created

    def _fill(self, result: Days, seen: Days) -> None:
        blank = result == NO_DAY
        result[blank] = seen[blank]

    def _seen(self, mapping: Sequence[StageMapping]) -> Days:
        """Return first days from stage history and from 'date entered' columns."""
        seen = self.sides.history.first.copy()
        targets = targets_of(mapping, Entity.OPPORTUNITIES)
        for typed in (self.sides.leads, self.sides.deals):
            for name, days in typed.days.items():
                if name.startswith(ENTERED):
                    stage = self._entered_stage(name[len(ENTERED) :], targets)
                    if stage is not None:
                        earlier = (days != NO_DAY) & (
                            (seen[:, stage] == NO_DAY) | (days < seen[:, stage])
                        )
                        seen[earlier, stage] = days[earlier]
        return seen

    def _entered_stage(self, text: str, targets: Targets) -> int | None:
        direct = self.funnel.index(text)
        if direct is not None:
            return direct
        mapping = targets.get(text.casefold())
        if mapping is None or mapping.target == OPEN:
            return self.funnel.index(OPPORTUNITY)
        return None if mapping.target in (WON, LOST) else self.funnel.index(mapping.target)

    def implied(self, mapping: Sequence[StageMapping]) -> Mask:
        """Return the stages reached by what marks and statuses say, dated or not, (n, S)."""
        reached = np.zeros((self.size, len(self.funnel.stages)), bool)
        opportunity = self.funnel.index(OPPORTUNITY)
        if opportunity is not None:
            present = (self.sides.deal >= 0) & (self.deal_days("created") <= self.as_of)
            reached[:, opportunity] = present | is_converted(
                self.sides.leads, self.sides.deals, self.as_of
            )
        sources = (
            (self.sides.leads.texts.get("lead_status"), Entity.LEADS, self.lead_days("created")),
            (self.sides.deals.texts.get("stage"), Entity.OPPORTUNITIES, self.deal_days("created")),
        )
        for column, entity, start in sources:
            if column is not None:
                self._mark(reached, column, targets_of(mapping, entity), start <= self.as_of)
        return reached

    def _mark(self, reached: Mask, column: Texts, targets: Targets, begun: Mask) -> None:
        import pandas as pd

        codes, texts = pd.factorize(column)
        for code, text in enumerate(texts):
            mapping = targets.get(str(text).casefold()) if text else None
            if mapping is None or mapping.target in (WON, LOST, OPEN):
                continue
            stage = self.funnel.index(mapping.target)
            if stage is not None:
                reached[(codes == code) & begun, stage] = True
