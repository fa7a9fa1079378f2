"""CRM profiles: data files of literal headers, read once per import."""

import json
from dataclasses import dataclass, field
from importlib.resources import files
from typing import Any

from planner.intake.cells import plain
from planner.intake.fields import Entity

_NAMES = ("salesforce", "hubspot", "dynamics")


@dataclass(frozen=True)
class EntityProfile:
    """How one kind of table shows itself: plain headers by field, in order of preference."""

    signs: frozenset[str] = frozenset()
    against: frozenset[str] = frozenset()
    fields: dict[str, tuple[str, ...]] = field(default_factory=dict)


@dataclass(frozen=True)
class Profile:
    """One CRM: `marks` are headers, case-folded but literal, that only its exports carry."""

    crm: str
    marks: frozenset[str]
    entities: dict[Entity, EntityProfile]

    def of(self, entity: Entity) -> EntityProfile:
        """Return the profile of an entity, an empty one where the CRM says nothing of its own."""
        return self.entities.get(entity, EntityProfile())


@dataclass(frozen=True)
class Profiles:
    """All profiles, and the words that classify stages and source teams."""

    crms: tuple[Profile, ...]
    generic: Profile
    never_money: frozenset[str]
    stage_words: dict[str, Any]
    source_teams: tuple[tuple[str, tuple[str, ...]], ...]
    known: frozenset[str]

    def named(self, name: str) -> Profile | None:
        """Return the profile whose name starts so, case-blind; None if there is none."""
        lowered = name.strip().casefold()
        every = (*self.crms, self.generic)
        return next((p for p in every if p.crm.casefold().startswith(lowered)), None)


def load_profiles() -> Profiles:
    """Read every profile from the program's data files."""
    raw_generic = _json("generic")
    crms = tuple(_profile(_json(name)) for name in _NAMES)
    generic = _profile(raw_generic)
    rules = _json("source_teams")["rules"]
    return Profiles(
        crms,
        generic,
        frozenset(raw_generic["never_money"]),
        _json("stages"),
        tuple((rule["team"], tuple(rule["words"])) for rule in rules),
        _known_headers((*crms, generic)),
    )


def _json(name: str) -> dict[str, Any]:
    text = (files("resources") / "profiles" / f"{name}.json").read_text("utf-8")
    loaded: dict[str, Any] = json.loads(text)
    return loaded


def _profile(raw: dict[str, Any]) -> Profile:
    entities = {
        Entity(name): EntityProfile(
            frozenset(map(plain, entry.get("signs", ()))),
            frozenset(map(plain, entry.get("against", ()))),
            {f: tuple(map(plain, names)) for f, names in entry["fields"].items()},
        )
        for name, entry in raw["entities"].items()
    }
    return Profile(raw["crm"], frozenset(m.casefold() for m in raw["marks"]), entities)


def _known_headers(profiles: tuple[Profile, ...]) -> frozenset[str]:
    names: set[str] = set()
    for profile in profiles:
        names |= {plain(mark) for mark in profile.marks}
        for entity in profile.entities.values():
            names |= entity.signs
            names.update(*entity.fields.values())
    return frozenset(names)
