"""CRM stages and statuses onto the funnel: won, lost, open, or a funnel stage."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from planner.intake.cells import plain
from planner.intake.fields import Entity
from planner.intake.profiles import Profiles

WON, LOST, OPEN = "Won", "Lost", "Open"
OPPORTUNITY = "Opportunity"
_SPLIT = re.compile(r"[^\w]+|_", re.UNICODE)


@dataclass(frozen=True, slots=True)
class StageMapping:
    """One text of the CRM, how many rows carry it, and what it means in the funnel.

    `target` is a funnel stage, 'Won', 'Lost' or 'Open'; `corrected` where a person said so.
    """

    text: str
    target: str
    count: int
    entity: Entity
    corrected: bool = False


def words_of(text: str) -> str:
    """Return a text's words, case-folded and set apart by single spaces."""
    return " ".join(word for word in _SPLIT.split(text.casefold()) if word)


def classify(text: str, entity: Entity, profiles: Profiles) -> str:
    """Return what a CRM text means: 'Won', 'Lost', 'Open' or 'Opportunity' (a converted lead)."""
    words = f" {words_of(text)} "
    said = profiles.stage_words
    if _says(words, said["lost"]):
        return LOST
    if entity is Entity.LEADS and _says(words, said["converted"]):
        return OPPORTUNITY
    if _says(words, said["won"]):
        return WON
    return OPEN


def funnel_index(name: str, stages: Sequence[str], profiles: Profiles) -> int | None:
    """Return which of the plan's stages a name means, by itself or by a known synonym."""
    wanted = plain(name)
    for index, stage in enumerate(stages):
        if plain(stage) == wanted:
            return index
    groups = profiles.stage_words["funnel"].values()
    group = next((g for g in groups if wanted in map(plain, g)), ())
    names = {plain(word) for word in group}
    return next((i for i, stage in enumerate(stages) if plain(stage) in names), None)


@dataclass(frozen=True)
class Funnel:
    """The plan's stages, found by name or synonym."""

    stages: tuple[str, ...]
    profiles: Profiles

    def index(self, name: str) -> int | None:
        """Return which stage a name means; None if there is no such stage."""
        return funnel_index(name, self.stages, self.profiles)

    @property
    def win(self) -> int:
        """The stage that means won: by its name, else the last."""
        found = self.index(WON)
        return len(self.stages) - 1 if found is None else found


def _says(words: str, phrases: Sequence[str]) -> bool:
    return any(f" {words_of(phrase)} " in words for phrase in phrases)
