"""Won, lost or open: what the columns of an opportunity or lead say about how it stands."""

from collections.abc import Iterable
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from planner.base.days import NO_DAY
from planner.intake.recognition.hints import Decides
from planner.intake.recognition.profiles import bare, load_profiles, words_of
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
    """What stage, status and forecast category say of n opportunities; UNSAID where one says
    nothing.

    `status` is the status text, else the won or lost date, else the closed and won marks.
    `contradicting` (n): stage and status speak of closings, and differ. `doubted` (n): they do not,
    but the forecast category differs from them. `outright` (n): what a person said a text means.
    """

    stage: Outcomes
    status: Outcomes
    forecast: Outcomes
    contradicting: Mask
    doubted: Mask
    outright: Outcomes

    def standing(self, decides: Decides) -> Outcomes:
        """Return the outcome of each: what a person said outright, what all say or one alone,
        and where they contradict each other the one that decides."""
        chosen = self.stage if decides is Decides.STAGE else self.status
        result = np.where(self.contradicting, chosen, _agreed(self.status, self.stage))
        silent = (result == UNSAID) | (result == Outcome.OPEN)
        asked = np.where(self.contradicting | self.doubted, decides is Decides.FORECAST, silent)
        result = np.where(asked & (self.forecast != UNSAID), self.forecast, result)
        result = np.where(self.outright == UNSAID, result, self.outright)
        return np.where(result == UNSAID, Outcome.OPEN, result).astype(np.int8)


def _agreed(status: Outcomes, stage: Outcomes) -> Outcomes:
    """Return what stage and status say where they do not contradict each other."""
    agreed = np.where((status == UNSAID) | (status == Outcome.OPEN), stage, status)
    return np.where(agreed == UNSAID, status, agreed).astype(np.int8)


def claims_of(typed: Typed, targets: Targets) -> Claims:
    """Return what stage, status and forecast category of each opportunity say.

    An open stage contradicts a closed status only where the stages speak of such closings at all:
    a CRM whose stages end before won and lost leaves those to the status. And the other way round.
    """
    n = typed.size
    stage, stage_outright = said_by(typed.texts.get("stage"), n, targets)
    status, status_outright = said_by(typed.texts.get("status"), n, targets)
    outright = np.where(status_outright, status, UNSAID)
    outright = np.where(stage_outright, stage, outright).astype(np.int8)
    for said in (_dated(typed), _marked(typed), _certain(typed), _inactive(typed, stage)):
        status = np.where(status == UNSAID, said, status).astype(np.int8)
    agreed = _agreed(status, stage)
    forecast = _forecast(typed, agreed)
    contradicting = _differing(stage, status) & (outright == UNSAID)
    doubted = _differing(agreed, forecast) & (outright == UNSAID) & ~contradicting
    return Claims(stage, status, forecast, contradicting, doubted, outright)


def _differing(one: Outcomes, other: Outcomes) -> Mask:
    differing = (one != other) & (one != UNSAID) & (other != UNSAID)
    for open_side, closed_side in ((one, other), (other, one)):
        for closing in (Outcome.WON, Outcome.LOST):
            if not (open_side == closing).any():
                differing &= ~((open_side == Outcome.OPEN) & (closed_side == closing))
    return np.asarray(differing)


def _forecast(typed: Typed, agreed: Outcomes) -> Outcomes:
    """Return what forecast categories say. What a forecast omits may be open or lost, only not won;
    so it says lost of what is `agreed` to be won, and else nothing."""
    said = np.full(typed.size, UNSAID, np.int8)
    column = typed.texts.get("forecast_category")
    if column is None:
        return said
    import pandas as pd

    codes, texts = pd.factorize(column)
    words = load_profiles().stage_words.forecast
    kinds = np.array([words.get(words_of(bare(str(text))), "") for text in texts] or [""])[codes]
    for kind, outcome in (("open", Outcome.OPEN), ("won", Outcome.WON), ("lost", Outcome.LOST)):
        said[kinds == kind] = outcome
    said[(kinds == "omitted") & (agreed == Outcome.WON)] = Outcome.LOST
    return said


def opportunity_outcomes(
    typed: Typed, targets: Targets, decides: Decides = Decides.STATUS
) -> tuple[Outcomes, int, int]:
    """Return the outcome (n) of each opportunity as it stands, of how many the stage contradicts
    the status, and of how many others the forecast category; there the one that `decides` stands.
    """
    claims = claims_of(typed, targets)
    counts = int(claims.contradicting.sum()), int(claims.doubted.sum())
    return claims.standing(decides), *counts


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


def _certain(typed: Typed) -> Outcomes:
    """Return what a probability of 100 says where the CRM sets it on what is won alone, and no
    stage is there to say it."""
    said = np.full(typed.size, UNSAID, np.int8)
    certain = typed.flags.get("won_probability")
    if certain is not None and "stage" not in typed.texts:
        said[certain == 1] = Outcome.WON
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
