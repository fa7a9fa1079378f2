"""How and when journeys left: what opportunities, their history and leads say at a day."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from planner.base.day_columns import Days, first_known
from planner.base.days import NO_DAY, Day
from planner.intake.recognition.hints import Decides
from planner.intake.recognition.stagewords import StageMapping
from planner.intake.records.history import History
from planner.intake.records.outcomes import (
    UNSAID,
    Outcomes,
    opportunity_outcomes,
    said_by,
    targets_of,
)
from planner.intake.values.fields import Entity
from planner.intake.values.typed import Typed
from planner.journeys.table import Mask, Outcome


@dataclass(frozen=True)
class AsOf:
    """The as-of date; `stated` where a person looks back at it, else it is the last change."""

    day: Day
    stated: bool
    decides: Decides = Decides.STATUS


@dataclass(frozen=True)
class Oddities:
    """How many opportunities say things that do not go together.

    `contradicting`: stage against status. `unwon`: won once, open again. `undone`: won once, lost
    since. `reopened`: lost once, not lost now. `back`: moved to an earlier stage. `ahead`: closed,
    but on a day after the last change seen. `doubted`: forecast category against stage and status.
    """

    contradicting: int = 0
    unwon: int = 0
    undone: int = 0
    reopened: int = 0
    back: int = 0
    ahead: int = 0
    doubted: int = 0


def deal_closings(
    deals: Typed, history: History, mapping: Sequence[StageMapping], as_of: AsOf
) -> tuple[Outcomes, Days, Oddities]:
    """Return outcome and closing day of the opportunities (n), as they stood at the as-of date.

    Won once and open again is won: moving backward does not undo it. A loss counts only if it
    stands, on its last date; it stands, too, where the deal was won before. A closing dated after
    the last change seen still is one, on the day the history or the last modification gives.
    """
    targets = targets_of(mapping, Entity.OPPORTUNITIES)
    outcome, contradicting, doubted = opportunity_outcomes(deals, targets, as_of.decides)
    closed_on = _closing_day(deals, history, outcome)
    ahead = closed_on > as_of.day
    if as_of.stated:
        outcome = np.where(ahead, Outcome.OPEN, outcome)
        outcome = np.where(history.state == UNSAID, outcome, history.state).astype(np.int8)
        closed_on = _closing_day(deals, history, outcome)
        ahead = closed_on > as_of.day
    seen = np.where(outcome == Outcome.WON, history.won, history.lost)
    if not as_of.stated:
        seen = first_known(seen, _column(deals, "last_modified"))
    closed_on = np.where(ahead, np.where(seen > as_of.day, NO_DAY, seen), closed_on)
    again = (outcome == Outcome.OPEN) & (history.won != NO_DAY)
    closed_on = np.where(again, history.won, closed_on).astype(np.int32)
    outcome = np.where(again, Outcome.WON, outcome).astype(np.int8)
    lost = outcome == Outcome.LOST
    return outcome, closed_on, Oddities(
        contradicting,
        int(again.sum()),
        int((lost & (history.won != NO_DAY)).sum()),
        int((~lost & (history.lost != NO_DAY)).sum()),
        int(history.back.sum()),
        0 if as_of.stated else int(ahead.sum()),
        doubted,
    )  # fmt: skip


def lead_closings(
    leads: Typed, deals: Typed, mapping: Sequence[StageMapping], as_of: AsOf
) -> tuple[Outcomes, Days]:
    """Return outcome and leaving day of leads (n) without opportunity; `deals` stand beside."""
    targets = targets_of(mapping, Entity.LEADS)
    said, _ = said_by(leads.texts.get("lead_status"), leads.size, targets)
    gone, won_on = _column(leads, "disqualified_date"), _column(leads, "won_date")
    left = first_known(gone, _column(leads, "last_modified"), _column(leads, "last_activity"))
    outcome = np.where(said == UNSAID, Outcome.OPEN, said)
    outcome = np.where(gone != NO_DAY, Outcome.LOST, outcome)
    outcome = np.where(is_converted(leads, deals, as_of.day), Outcome.OPEN, outcome)
    outcome = np.where((won_on != NO_DAY) | (said == Outcome.WON), Outcome.WON, outcome)
    after = np.where(outcome == Outcome.WON, won_on, left) > as_of.day
    if as_of.stated:
        outcome = np.where(after, Outcome.OPEN, outcome)
    left = np.where(left > as_of.day, NO_DAY, left)
    return outcome.astype(np.int8), left.astype(np.int32)


def is_converted(leads: Typed, deals: Typed, as_of: Day) -> Mask:
    """Tell which leads (n) had become opportunities by a day; `deals` stand beside them."""
    pointing = leads.texts.get("converted_opportunity_id")
    converted_on = _column(leads, "converted_date")
    converted = converted_on != NO_DAY
    if pointing is not None:
        converted = converted | (pointing != "")
    if "is_converted" in leads.flags:
        converted = converted | (leads.flags["is_converted"] == 1)
    began = np.maximum(converted_on, _column(deals, "created"))
    return np.asarray(converted & (began <= as_of))


def _closing_day(deals: Typed, history: History, outcome: Outcomes) -> Days:
    close = _column(deals, "close_date")
    won = first_known(_column(deals, "won_date"), close, history.won)
    lost = first_known(_column(deals, "lost_date"), close, history.lost)
    days = np.where(outcome == Outcome.LOST, lost, NO_DAY)
    return np.where(outcome == Outcome.WON, won, days).astype(np.int32)


def _column(typed: Typed, name: str) -> Days:
    return typed.days.get(name, np.full(typed.size, NO_DAY, np.int32))
