"""CRM profiles: data files of literal headers and stage words."""

import json
import unicodedata
from collections import Counter
from dataclasses import dataclass, field
from functools import cache, cached_property
from importlib.resources import files
from typing import Any

from planner.intake.files.cells import plain
from planner.intake.values.fields import Entity

_NAMES = (
    "salesforce",
    "hubspot",
    "dynamics",
    "pipedrive",
    "zoho",
    "odoo",
    "monday",
    "suitecrm",
)


@dataclass(frozen=True)
class EntityProfile:
    """How one kind of table shows itself.

    `fields`: plain headers by field, in order of preference. `signs` speak for the kind, `against`
    speak against it, one of `decides` settles it. `says`: by plain header, the case-folded values
    a column of that name holds throughout where the table is of this kind.
    """

    signs: frozenset[str] = frozenset()
    decides: frozenset[str] = frozenset()
    against: frozenset[str] = frozenset()
    says: dict[str, frozenset[str]] = field(default_factory=dict)
    fields: dict[str, tuple[str, ...]] = field(default_factory=dict)


@dataclass(frozen=True)
class Profile:
    """One CRM: `marks` are headers, case-folded but literal, that its exports carry.

    `entered`: what stands before a stage's name in the header of the day it was entered.
    """

    crm: str
    marks: frozenset[str]
    entities: dict[Entity, EntityProfile]
    entered: tuple[str, ...] = ()

    def of(self, entity: Entity) -> EntityProfile:
        """Return the profile of an entity, an empty one where the CRM says nothing of its own."""
        return self.entities.get(entity, EntityProfile())


@dataclass(frozen=True)
class Words:
    """Words without accents that have one meaning: standing alone, or among others."""

    exact: frozenset[str] = frozenset()
    within: tuple[str, ...] = ()

    def say(self, text: str) -> bool:
        """Tell whether a text has this meaning."""
        words = words_of(bare(text))
        return words in self.exact or any(f" {w} " in f" {words} " for w in self.within)


@dataclass(frozen=True)
class StageWords:
    """What stages and statuses are called.

    `defaults`: plain name → 'open', 'won' or 'lost' by CRM. `meanings`: 'lost', 'won', 'converted';
    `by_crm`: those of one CRM only. `funnel`: a default stage's plain names. `forecast`: words of
    a forecast category → 'open', 'won', 'lost' or 'omitted'.
    """

    defaults: dict[str, dict[str, str]]
    meanings: dict[str, Words]
    by_crm: dict[str, dict[str, Words]]
    funnel: dict[str, frozenset[str]]
    forecast: dict[str, str]


@dataclass(frozen=True)
class Profiles:
    """All profiles, and the words that classify stages and source teams.

    `never_money`: plain words of headers that hold somebody else's money; `not_alike`: words that
    make a header mean something else than one it resembles; `currency_words`: plain words that
    make an amount's header that of its currency.
    """

    crms: tuple[Profile, ...]
    generic: Profile
    never_money: frozenset[str]
    not_alike: frozenset[str]
    currency_words: tuple[str, ...]
    stage_words: StageWords
    source_teams: tuple[tuple[str, tuple[str, ...]], ...]
    known: frozenset[str]

    def named(self, name: str) -> Profile | None:
        """Return the profile whose name starts so, case-blind; None if there is none."""
        lowered = name.strip().casefold()
        every = (*self.crms, self.generic)
        return next((p for p in every if p.crm.casefold().startswith(lowered)), None)

    @cached_property
    def weights(self) -> dict[str, float]:
        """How much a mark says: one over the number of CRMs that have it."""
        counts = Counter(mark for profile in self.crms for mark in profile.marks)
        return {mark: 1 / count for mark, count in counts.items()}


def bare(text: str) -> str:
    """Return a text without accents.

    >>> bare("Étape"), bare("Fecha de creación")
    ('Etape', 'Fecha de creacion')
    """
    parts = unicodedata.normalize("NFKD", text)
    return "".join(part for part in parts if not unicodedata.combining(part))


def key_of(header: str) -> str:
    """Return a header reduced to what profiles compare: plain letters and digits, no accents."""
    return plain(bare(header))


def words_of(text: str) -> str:
    """Return a text's words, case-folded and set apart by single spaces."""
    kept = (c if c.isalnum() else " " for c in text.casefold())
    return " ".join("".join(kept).split())


@cache
def load_profiles() -> Profiles:
    """Return every profile, read from the program's data files once."""
    raw_generic = _json("generic")
    crms = tuple(_profile(_json(name)) for name in _NAMES)
    generic = _profile(raw_generic)
    rules = _json("source_teams")["rules"]
    return Profiles(
        crms,
        generic,
        frozenset(map(key_of, raw_generic["never_money"])),
        frozenset(raw_generic["not_alike"]),
        tuple(map(key_of, raw_generic["currency_words"])),
        _stage_words(_json("stages")),
        tuple((rule["team"], tuple(rule["words"])) for rule in rules),
        _known_headers(raw_generic, *(_json(name) for name in _NAMES)),
    )


def _json(name: str) -> dict[str, Any]:
    text = (files("resources") / "profiles" / f"{name}.json").read_text("utf-8")
    loaded: dict[str, Any] = json.loads(text)
    return loaded


def _profile(raw: dict[str, Any]) -> Profile:
    entities = {
        Entity(name): EntityProfile(
            frozenset(map(key_of, entry.get("signs", ()))),
            frozenset(map(key_of, entry.get("decides", ()))),
            frozenset(map(key_of, entry.get("against", ()))),
            {key_of(h): frozenset(values) for h, values in entry.get("says", {}).items()},
            {f: tuple(map(key_of, names)) for f, names in entry["fields"].items()},
        )
        for name, entry in raw["entities"].items()
    }
    marks = frozenset(bare(mark.casefold()) for mark in raw["marks"])
    return Profile(raw["crm"], marks, entities, tuple(raw.get("entered", ())))


def _stage_words(raw: dict[str, Any]) -> StageWords:
    meanings = ("lost", "won", "converted")
    return StageWords(
        {
            crm: {key_of(name): kind for kind, names in kinds.items() for name in names}
            for crm, kinds in raw["defaults"].items()
        },
        {meaning: _words(raw[meaning]) for meaning in meanings},
        {
            crm: {meaning: _words(entry) for meaning, entry in own.items()}
            for crm, own in raw["by_crm"].items()
        },
        {stage: frozenset(map(key_of, names)) for stage, names in raw["funnel"].items()},
        {words_of(bare(name)): kind for kind, names in raw["forecast"].items() for name in names},
    )


def _words(raw: dict[str, list[str]]) -> Words:
    exact, within = ([words_of(bare(text)) for text in raw[kind]] for kind in ("exact", "within"))
    return Words(frozenset(exact), tuple(within))


def _known_headers(*raws: dict[str, Any]) -> frozenset[str]:
    """Return every header of every profile, plain, with its accents and without."""
    names: set[str] = set()
    for raw in raws:
        names.update(raw["marks"])
        for entry in raw["entities"].values():
            for key in ("signs", "decides"):
                names.update(entry.get(key, ()))
            names.update(*entry["fields"].values())
    return frozenset(map(plain, names)) | frozenset(map(key_of, names))
