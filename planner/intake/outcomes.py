"""Won, lost or open: what the columns of an opportunity or lead say about how it stands."""

from collections.abc import Iterable

import numpy as np
import numpy.typing as npt

from planner.base.days import NO_DAY
from planner.intake.fields import Entity
from planner.intake.stagewords import LOST, WON, StageMapping
from planner.intake.typed import Texts, Typed
from planner.journeys.table import Mask, Outcome

Outcomes = npt.NDArray[np.int8]
UNSAID = -1
Targets = dict[str, StageMapping]


def targets_of(mapping: Iterable[StageMapping], entity: Entity) -> Targets:
    """Return the mappings of one entity by case-folded text."""
    return {m.text.casefold(): m for m in mapping if m.entity is entity}


def said_by(column: Texts | None, size: int, targets: Targets) -> tuple[Outcomes, Mask]:
    """Return what each text means as an outcome (UNSAID where blank), and who corrected it."""
    said = np.full(size, UNSAID, np.int8)
    corrected = np.zeros(size, bool)
    if column is None:
        return said, corrected
    for text in set(column.tolist()) - {""}:
        mapping = targets.get(text.casefold())
        if mapping is not None:
            rows = column == text
            said[rows] = outcome_of(mapping.target)
            corrected[rows] = mapping.corrected
    return said, corrected


def outcome_of(target: str) -> Outcome:
    """Return the outcome a target stands for; every stage before Won is open."""
    return {WON: Outcome.WON, LOST: Outcome.LOST}.get(target, Outcome.OPEN)


def opportunity_outcomes(typed: Typed, targets: Targets) -> tuple[Outcomes, int]:
    """Return the outcome (n) of each opportunity as it stands, and how many contradict themselves.

    A person's correction decides, then the status, then the won or lost date, then the closed and
    won marks, then the stage.
    """
    n = typed.size
    stage, stage_corrected = said_by(typed.texts.get("stage"), n, targets)
    status, status_corrected = said_by(typed.texts.get("status"), n, targets)
    marked = _marked(typed)
    dated = _dated(typed)
    result = np.full(n, UNSAID, np.int8)
    for said in (
        np.where(stage_corrected, stage, UNSAID),
        np.where(status_corrected, status, UNSAID),
        status,
        dated,
        marked,
        stage,
    ):
        result = np.where(result == UNSAID, said, result)
    both = (marked != UNSAID) & (stage != UNSAID)
    contradicting = int((both & (marked != stage)).sum())
    return np.where(result == UNSAID, Outcome.OPEN, result).astype(np.int8), contradicting


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


def _dated(typed: Typed) -> Outcomes:
    """Return what a won or lost date says; the later one where both stand."""
    said = np.full(typed.size, UNSAID, np.int8)
    won = typed.days.get("won_date", np.full(typed.size, NO_DAY, np.int32))
    lost = typed.days.get("lost_date", np.full(typed.size, NO_DAY, np.int32))
    said[lost != NO_DAY] = Outcome.LOST
    said[(won != NO_DAY) & (won >= lost)] = Outcome.WON
    return said
