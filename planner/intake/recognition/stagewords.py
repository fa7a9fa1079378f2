"""CRM stages and statuses onto the funnel: won, lost, open, or a funnel stage."""

from collections.abc import Sequence
from dataclasses import dataclass

from planner.intake.recognition.profiles import Profiles, Words, key_of, words_of
from planner.intake.values.fields import Entity

__all__ = [
    "LOST",
    "OPEN",
    "OPPORTUNITY",
    "WON",
    "Funnel",
    "StageMapping",
    "classify",
    "funnel_index",
    "words_of",
]
WON, LOST, OPEN = "Won", "Lost", "Open"
OPPORTUNITY = "Opportunity"
_MEANT = {"won": WON, "lost": LOST, "open": OPEN}


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


def classify(text: str, entity: Entity, profiles: Profiles, crm: str = "") -> str:
    """Return what a CRM text means: 'Won', 'Lost', 'Open' or 'Opportunity' (a converted lead).

    An opportunity's stage that the CRM comes with means what it means there; else its words tell.
    """
    said = profiles.stage_words
    default = said.defaults.get(crm, {}).get(key_of(text))
    if default is not None and entity is not Entity.LEADS:
        return _MEANT[default]
    if said.meanings["lost"].say(text):
        return LOST
    own = said.by_crm.get(crm, {}).get("converted", Words())
    if entity is Entity.LEADS and (said.meanings["converted"].say(text) or own.say(text)):
        return OPPORTUNITY
    return WON if said.meanings["won"].say(text) else OPEN


def funnel_index(name: str, stages: Sequence[str], profiles: Profiles) -> int | None:
    """Return which of the plan's stages a name means, by itself or by a known synonym."""
    wanted = key_of(name)
    keys = [key_of(stage) for stage in stages]
    if wanted in keys:
        return keys.index(wanted)
    groups = profiles.stage_words.funnel.values()
    names = next((group for group in groups if wanted in group), frozenset[str]())
    return next((i for i, key in enumerate(keys) if key in names), None)


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
