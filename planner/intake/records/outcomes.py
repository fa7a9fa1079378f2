"""Won, lost or open: what the columns of an opportunity or lead say about how it stands."""

from collections.abc import Iterable
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from planner.base.days import NO_DAY
from planner.intake.recognition.hints import Decides
from planner.intake.recognition.stagewords import LOST, OPEN, WON, StageMapping
from planner.intake.values.fields import Entity
from planner.intake.values.typed import Texts, Typed
from planner.journeys.table import Mask, Outcome

Outcomes = npt.NDArray[np.int8]
UNSAID = -1
Targets = dict[str, StageMapping]


def targets_of(mapping: Iterable[StageMapping], entity: Entity) -> Targets:
    """Return the mappings of one entity by case-folded text."""
    return {m.text.casefold(): m for m in mapping if m.entity is entity}


def said_by(column: Texts | None, size: int, targets: Targets) -> tuple[Outcomes, Mask]:
    """Return what each text means as an outcome (n; UNSAID where blank), and where a person said
    outright that it means won, lost or open."""
    if column is None:
        return np.full(size, UNSAID, np.int8), np.zeros(size, bool)
    import pandas as pd

    codes, texts = pd.factorize(column)
    found = [targets.get(str(text).casefold()) if text else None for text in texts]
    said = np.array([outcome_of(m.target) if m else UNSAID for m in found] or [0], np.int8)
    outright = np.array(
        [bool(m and m.corrected and m.target in (WON, LOST, OPEN)) for m in found] or [False]
    )
    return said[codes], outright[codes]


def outcome_of(target: str) -> Outcome:
    """Return the outcome a target stands for; every stage before Won is open."""
    return {WON: Outcome.WON, LOST: Outcome.LOST}.get(target, Outcome.OPEN)


@dataclass(frozen=True, eq=False)
class Claims:
    """What stage and status say of n opportunities; UNSAID where a side says nothing.

    `status` is the status text, else the won or lost date, else the closed and won marks.
    `contradicting` (n): both sides speak of closings, and differ.
    """

    stage: Outcomes
    status: Outcomes
    contradicting: Mask
    outright: Outcomes

    def standing(self, decides: Decides) -> Outcomes:
        """Return the outcome of each: what a person said outright, what both say or one alone,
        and where they contradict each other the side that decides."""
        ours, theirs = self.status, self.stage
        agreed = np.where((ours == UNSAID) | (ours == Outcome.OPEN), theirs, ours)
        agreed = np.where(agreed == UNSAID, ours, agreed)
        chosen = ours if decides is Decides.STATUS else theirs
        result = np.where(self.contradicting, chosen, agreed)
        result = np.where(self.outright == UNSAID, result, self.outright)
        return np.where(result == UNSAID, Outcome.OPEN, result).astype(np.int8)


def claims_of(typed: Typed, targets: Targets) -> Claims:
    """Return what the stage and what the status of each opportunity say.

    An open stage contradicts a closed status only where the stages speak of such closings at all:
    a CRM whose stages end before won and lost leaves those to the status. And the other way round.
    """
    n = typed.size
    stage, stage_outright = said_by(typed.texts.get("stage"), n, targets)
    status, status_outright = said_by(typed.texts.get("status"), n, targets)
    outright = np.where(status_outright, status, UNSAID)
    outright = np.where(stage_outright, stage, outright).astype(np.int8)
    for said in (_dated(typed), _marked(typed), _inactive(typed, stage)):
        status = np.where(status == UNSAID, said, status).astype(np.int8)
    differing = (stage != status) & (stage != UNSAID) & (status != UNSAID)
    for open_side, closed_side in ((stage, status), (status, stage)):
        for closing in (Outcome.WON, Outcome.LOST):
            if not (open_side == closing).any():
                differing &= ~((open_side == Outcome.OPEN) & (closed_side == closing))
    return Claims(stage, status, differing & (outright == UNSAID), outright)


def opportunity_outcomes(
    typed: Typed, targets: Targets, decides: Decides = Decides.STATUS
) -> tuple[Outcomes, int]:
    """Return the outcome (n) of each opportunity as it stands, and how many contradict themselves;
    of those the side that `decides` stands."""
    claims = claims_of(typed, targets)
    return claims.standing(decides), int(claims.contradicting.sum())


def _marked(typed: Typed) -> Outcomes:
    """Return what the closed and won marks say."""
    said = np.full(typed.size, UNSAID, np.int8)
    closed, won = typed.flags.get("is_closed"), typed.flags.get("is_won")
    if closed is not None:
        said[closed == 0] = Outcome.OPEN
        if won is not None:
            said[(closed == 1) & (won != 1)] = Outcome.LOST
    if won is not None:
        said[won == 1] = Outcome.WON
    return said


def _inactive(typed: Typed, stage: Outcomes) -> Outcomes:
    """Return what it says to be no longer active: lost, unless the stage says won."""
    said = np.full(typed.size, UNSAID, np.int8)
    active = typed.flags.get("is_active")
    if active is not None:
        said[(active == 0) & (stage != Outcome.WON)] = Outcome.LOST
    return said


def _dated(typed: Typed) -> Outcomes:
    """Return what a won or lost date says; the later one where both stand."""
    said = np.full(typed.size, UNSAID, np.int8)
    won = typed.days.get("won_date", np.full(typed.size, NO_DAY, np.int32))
    lost = typed.days.get("lost_date", np.full(typed.size, NO_DAY, np.int32))
    said[lost != NO_DAY] = Outcome.LOST
    said[(won != NO_DAY) & (won >= lost)] = Outcome.WON
    return said
