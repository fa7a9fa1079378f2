"""The path of each journey: which stages it entered when, and how and when it left."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from planner.base.days import NO_DAY, Day, Days
from planner.base.stages import DEFAULT_STAGES
from planner.intake.fields import ENTERED, Entity
from planner.intake.folding import Index
from planner.intake.history import History
from planner.intake.outcomes import (
    UNSAID,
    Outcomes,
    Targets,
    opportunity_outcomes,
    said_by,
    targets_of,
)
from planner.intake.stagewords import LOST, OPEN, OPPORTUNITY, WON, Funnel, StageMapping
from planner.intake.typed import Texts, Typed
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

    `later` (n): journeys that began after the as-of date. `contradicting`: opportunities whose
    closed and won marks disagree with their stage; `unwon`: won once, open again.
    """

    entered: Days
    reached: Mask
    outcome: Outcomes
    left: Days
    closing: Days
    later: Mask
    contradicting: int
    unwon: int


def trace(
    sides: Sides,
    funnel: Funnel,
    mapping: Sequence[StageMapping],
    as_of: Day,
    stated_as_of: bool,
) -> Paths:
    """Return the paths of all journeys up to the as-of date."""
    known = _Known(sides, funnel, as_of)
    entered = known.entered(mapping)
    later = _begins_after(entered, as_of)
    ahead = _still_ahead(entered, as_of)
    outcome, closed_on, contradicting, unwon = known.closing(mapping, stated_as_of)
    lead_outcome, lead_left = known.lead_closing(mapping)
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
    closing = _first_known(actual.astype(np.int32), expected.astype(np.int32))
    return Paths(entered, reached, outcome, left, closing, later, contradicting, unwon)


def _begins_after(entered: Days, as_of: Day) -> Mask:
    dated = entered != NO_DAY
    first = np.where(dated, entered, np.iinfo(np.int32).max).min(axis=1)
    return np.asarray(dated.any(axis=1) & (first > as_of))


def _still_ahead(entered: Days, as_of: Day) -> Mask:
    """Return the stages not entered yet, (n, S), by what is dated at all: those from the first on
    whose date, own or else the next later one, lies after the as-of date."""
    due = entered.copy()
    for stage in range(due.shape[1] - 2, -1, -1):
        due[:, stage] = _first_known(due[:, stage], due[:, stage + 1])
    return np.asarray(np.logical_or.accumulate(due > as_of, axis=1))


def _first_known(*columns: Days) -> Days:
    result = columns[0].copy()
    for column in columns[1:]:
        result = np.where(result == NO_DAY, column, result)
    return result.astype(np.int32)


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
            (WON, _first_known(self.lead_days("won_date"), self.deal_days("won_date"))),
        )
        for name, days in dated:
            stage = self.funnel.index(name)
            if stage is not None:
                result[:, stage] = _first_known(result[:, stage], days)
        self._fill(result, self._seen(mapping))
        converted = self.funnel.index(OPPORTUNITY)
        if converted is not None:
            days = self.lead_days("converted_date")
            result[:, converted] = _first_known(result[:, converted], days)
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

    def closing(
        self, mapping: Sequence[StageMapping], stated_as_of: bool
    ) -> tuple[Outcomes, Days, int, int]:
        """Return outcome and closing day of the opportunities, as they stood at the as-of date."""
        targets = targets_of(mapping, Entity.OPPORTUNITIES)
        outcome, contradicting = opportunity_outcomes(self.sides.deals, targets)
        history = self.sides.history
        closed_on = self._closing_day(outcome)
        outcome = np.where(closed_on > self.as_of, Outcome.OPEN, outcome)
        if stated_as_of:
            outcome = np.where(history.state == UNSAID, outcome, history.state)
            closed_on = self._closing_day(outcome)
            late = closed_on > self.as_of
            seen = np.where(outcome == Outcome.WON, history.won, history.lost)
            closed_on = np.where(late, seen, closed_on)
        again = (outcome == Outcome.OPEN) & (history.won != NO_DAY)
        outcome = np.where(again, Outcome.WON, outcome)
        closed_on = np.where(again, history.won, closed_on)
        return outcome.astype(np.int8), closed_on.astype(np.int32), contradicting, int(again.sum())

    def _closing_day(self, outcome: Outcomes) -> Days:
        close, history = self.deal_days("close_date"), self.sides.history
        won = _first_known(self.deal_days("won_date"), close, history.won)
        lost = _first_known(self.deal_days("lost_date"), close, history.lost)
        days = np.where(outcome == Outcome.LOST, lost, self.blank)
        return np.where(outcome == Outcome.WON, won, days).astype(np.int32)

    def lead_closing(self, mapping: Sequence[StageMapping]) -> tuple[Outcomes, Days]:
        """Return outcome and leaving day of leads without opportunity."""
        targets = targets_of(mapping, Entity.LEADS)
        said, _ = said_by(self.sides.leads.texts.get("lead_status"), self.size, targets)
        gone, won_on = self.lead_days("disqualified_date"), self.lead_days("won_date")
        left = _first_known(gone, self.lead_days("last_modified"), self.lead_days("last_activity"))
        outcome = np.where(said == UNSAID, Outcome.OPEN, said)
        outcome = np.where(gone != NO_DAY, Outcome.LOST, outcome)
        outcome = np.where(self._converted(), Outcome.OPEN, outcome)
        outcome = np.where((won_on != NO_DAY) | (said == Outcome.WON), Outcome.WON, outcome)
        after = np.where(outcome == Outcome.WON, won_on, left) > self.as_of
        outcome = np.where(after, Outcome.OPEN, outcome)
        return outcome.astype(np.int8), left

    def _converted(self) -> Mask:
        leads = self.sides.leads
        pointing = leads.texts.get("converted_opportunity_id")
        converted = self.lead_days("converted_date") != NO_DAY
        if pointing is not None:
            converted |= pointing != ""
        if "is_converted" in leads.flags:
            converted |= leads.flags["is_converted"] == 1
        began = np.maximum(self.lead_days("converted_date"), self.deal_days("created"))
        return np.asarray(converted & (began <= self.as_of))

    def implied(self, mapping: Sequence[StageMapping]) -> Mask:
        """Return the stages reached by what marks and statuses say, dated or not, (n, S)."""
        reached = np.zeros((self.size, len(self.funnel.stages)), bool)
        opportunity = self.funnel.index(OPPORTUNITY)
        if opportunity is not None:
            present = (self.sides.deal >= 0) & (self.deal_days("created") <= self.as_of)
            reached[:, opportunity] = present | self._converted()
        sources = (
            (self.sides.leads.texts.get("lead_status"), Entity.LEADS, self.lead_days("created")),
            (self.sides.deals.texts.get("stage"), Entity.OPPORTUNITIES, self.deal_days("created")),
        )
        for column, entity, start in sources:
            if column is not None:
                self._mark(reached, column, targets_of(mapping, entity), start <= self.as_of)
        return reached

    def _mark(self, reached: Mask, column: Texts, targets: Targets, begun: Mask) -> None:
        for text in set(column.tolist()) - {""}:
            mapping = targets.get(str(text).casefold())
            if mapping is None or mapping.target in (WON, LOST, OPEN):
                continue
            stage = self.funnel.index(mapping.target)
            if stage is not None:
                reached[(column == text) & begun, stage] = True
