"""What a table is and what its columns mean, with a confidence for each guess."""

import difflib
import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from planner.base.days import month_text
from planner.intake.cells import Cell, plain, text_of
from planner.intake.columns import Column
from planner.intake.counting import looks_like_count, months_of_headers
from planner.intake.dates import looks_like_date
from planner.intake.fields import (
    COUNTED,
    COUNTED_IN,
    ENTERED,
    ENTITY_FIELDS,
    Entity,
    Shape,
    field_named,
)
from planner.intake.headers import Table
from planner.intake.money import looks_like_flag, looks_like_money
from planner.intake.profiles import Profile, Profiles

_ENTERED = re.compile(r'^date entered "(?P<stage>.+?)(?: \([^()]*\))?"$', re.IGNORECASE)
_NOT_ALIKE = frozenset(
    {
        "est", "estimated", "expected", "planned", "simulated", "previous", "prev", "next", "days",
        "age", "by", "id", "count", "converted", "forecast", "weighted", "link", "url", "number",
        "no", "stage", "status", "has", "is",
    }
)  # fmt: skip
_LITERAL, _GENERIC, _FUZZY = 0.98, 0.9, 0.6
_EXAMINED = 200
_LEAST_SCORE = 2.0
_DECIDING = frozenset(
    {
        "lead_status", "is_converted", "converted_date", "converted_opportunity_id", "mql_date",
        "sal_date", "disqualified_date", "stage", "amount", "close_date", "is_won", "is_closed",
        "won_date", "first_responded", "record_id", "month",
    }
)  # fmt: skip
_CONVERTED = ("is_converted", "converted_date")
_NEEDS: dict[Entity, tuple[tuple[str, ...], ...]] = {
    Entity.LEADS: (
        ("lead_id", "lead_status", "lead_source", "mql_date", "sal_date", *_CONVERTED),
        ("created", "mql_date", "sal_date", "lead_status", "converted_date"),
    ),
    Entity.OPPORTUNITIES: (
        ("opportunity_id", "lead_id", "name", "account"),
        ("stage", "status", "won_date", "close_date", "is_won"),
        ("opportunity_id", "created", "close_date", "won_date", "amount"),
    ),
    Entity.STAGE_HISTORY: (("opportunity_id",), ("stage",), ("date",)),
    Entity.ACTIVITIES: (("record_id", "lead_id", "opportunity_id"), ("date",)),
    Entity.CAMPAIGN_MEMBERS: (("lead_id",), ("campaign", "first_responded")),
    Entity.SPEND: (("month",), ("amount",), ("lead_source", "campaign")),
    Entity.VOLUMES: (("month", "in"), ("count", "in")),
    Entity.REPS: (("owner",), ("quota", "hired")),
}
_EVERYWHERE = {
    Entity.LEADS: ("id", "recordid", "contactid", "status", "name", "owner", "ownerid", "type"),
    Entity.OPPORTUNITIES: ("status",),
}
"""Headers too common to tell what a table is."""
_NEEDS_A_SIGN = frozenset(Entity) - {Entity.LEADS, Entity.OPPORTUNITIES, Entity.OTHER}
_ANY_MEASURE = COUNTED + "*"
"""Stands in a profile for a count of what the header itself names."""


@dataclass(frozen=True)
class Guess:
    """What a table was recognised as: column index → (field, confidence)."""

    entity: Entity
    crm: str
    fields: dict[int, tuple[str, float]]
    score: float


def recognise_crm(
    headers: Sequence[str], profiles: Profiles, beside: Sequence[Profile] = ()
) -> Profile:
    """Return the CRM whose own headers occur most, the generic profile under two of them.

    One of its own headers is enough for a CRM that another table `beside` comes from.
    """
    literal = {header.casefold() for header in headers}
    best = max(profiles.crms, key=lambda p: len(p.marks & literal) + 0.5 * (p in beside))
    enough = 1 if best in beside else 2
    return best if len(best.marks & literal) >= enough else profiles.generic


def recognise(table: Table, profile: Profile, profiles: Profiles, stated: dict[int, str]) -> Guess:
    """Return the best reading of a table; `stated` are the person's own column → field."""
    guesses = [
        guess_as(entity, table, profile, profiles, stated)
        for entity in Entity
        if entity is not Entity.OTHER
    ]
    best = max(guesses, key=lambda g: g.score)
    if best.score < _LEAST_SCORE:
        return Guess(Entity.OTHER, profile.crm, {}, 0.0)
    return best


def guess_as(
    entity: Entity, table: Table, profile: Profile, profiles: Profiles, stated: dict[int, str]
) -> Guess:
    """Return the table read as a given entity, with a score for how well that fits."""
    fields = columns_of(entity, table, profile, profiles, stated)
    names = {name for i, (name, _) in fields.items() if i in stated or _telling(entity, table, i)}
    kinds = {name.partition(":")[0] for name in names}
    met = all(kinds.intersection(group) for group in _NEEDS.get(entity, ()))
    headers = {plain(header) for header in table.headers}
    own, generic = profile.of(entity), profiles.generic.of(entity)
    signs = len((own.signs | generic.signs) & headers) + ("in" in kinds)
    against = len((own.against | generic.against) & headers)
    taken = sum(2.0 if name in _DECIDING else 1.0 for name in names)
    told = sum(4 for name in stated.values() if name in ENTITY_FIELDS[entity])
    weight = 6 if entity in _NEEDS_A_SIGN else 3
    score = taken + weight * signs - 5 * against + told
    if not met or (entity in _NEEDS_A_SIGN and not signs):
        score = 0.0
    return Guess(entity, profile.crm, fields, score)


def _telling(entity: Entity, table: Table, index: int) -> bool:
    """Tell whether a column says what its table is, and is not common to many kinds."""
    return plain(table.headers[index]) not in _EVERYWHERE.get(entity, ())


def columns_of(
    entity: Entity, table: Table, profile: Profile, profiles: Profiles, stated: dict[int, str]
) -> dict[int, tuple[str, float]]:
    """Return column index → (field, confidence); each field and each column at most once.

    A column stated to mean '' means nothing.
    """
    chosen = {i: (name, 1.0) for i, name in stated.items()}
    wishes = sorted(
        (*_literal(entity, table, profile, profiles), *_alike(entity, table, profile, profiles)),
        key=lambda wish: (-wish[0], wish[1]),
    )
    for confidence, _, index, name in wishes:
        if index in chosen or any(name == taken for taken, _ in chosen.values()):
            continue
        if _shape_fits(table.columns[index], name):
            chosen[index] = (name, confidence)
    chosen = {i: guess for i, guess in chosen.items() if guess[0]}
    return _entry_dates(table, chosen) if entity is Entity.LEADS else chosen


Wish = tuple[float, int, int, str]
"""Confidence, rank among equals, column, field."""


def _literal(entity: Entity, table: Table, profile: Profile, profiles: Profiles) -> list[Wish]:
    places: dict[str, list[int]] = {}
    for index, header in enumerate(table.headers):
        places.setdefault(plain(header), []).append(index)
    wishes: list[Wish] = []
    sources = {_GENERIC: profiles.generic}
    if profile is not profiles.generic:
        sources[_LITERAL] = profile
    for confidence, own in sources.items():
        for name, headers in own.of(entity).fields.items():
            for rank, header in enumerate(headers):
                if not _forbidden(header, name, profiles):
                    sure = confidence - 0.002 * min(rank, 20)
                    wishes += [
                        (sure, rank, i, _named(name, table.headers[i]))
                        for i in places.get(header, ())
                    ]
    for index, header in enumerate(table.headers):
        entered = _ENTERED.match(header)
        if entered:
            wishes.append((_LITERAL, 0, index, ENTERED + entered["stage"]))
    if entity is Entity.VOLUMES:
        months = months_of_headers(table.headers)
        wishes += [(_LITERAL, 0, i, COUNTED_IN + month_text(m)) for i, m in months.items()]
    return wishes


def _named(name: str, header: str) -> str:
    """Return a field of a profile, that of a count named by its own header."""
    return COUNTED + header if name == _ANY_MEASURE else name


def _forbidden(header: str, name: str, profiles: Profiles) -> bool:
    """A customer's own revenue is never an amount."""
    return name in ("amount", "opened_amount") and any(w in header for w in profiles.never_money)


def _alike(entity: Entity, table: Table, profile: Profile, profiles: Profiles) -> list[Wish]:
    """Return guesses for headers that only resemble a known one."""
    by_name: dict[str, str] = {}
    for own in (profiles.generic, profile):
        for name, headers in own.of(entity).fields.items():
            meaning = field_named(name)
            if meaning and meaning.shape not in (Shape.ID, Shape.FLAG):
                by_name |= {h: name for h in headers if len(h) >= 5}
    wishes: list[Wish] = []
    for index, header in enumerate(table.headers):
        words = set(re.split(r"[\W_]+", header.casefold()))
        if words & _NOT_ALIKE or plain(header) in by_name:
            continue
        close = difflib.get_close_matches(plain(header), by_name, n=1, cutoff=0.86)
        whole = [h for h in by_name if _extends(header, words, h)]
        match = close[0] if close else max(whole, key=len, default="")
        if match and not _forbidden(plain(header), by_name[match], profiles):
            name = _named(by_name[match], header)
            wishes.append((_FUZZY if close else _FUZZY - 0.1, index, index, name))
    return wishes


def _extends(header: str, words: set[str], known: str) -> bool:
    """Tell whether a header is a known one of several words with one word before or after it."""
    whole = plain(header)
    if len(words) < 3 or len(known) < 7 or not 0 < len(whole) - len(known) <= 9:
        return False
    return whole.startswith(known) or whole.endswith(known)


def _shape_fits(column: Column, name: str) -> bool:
    """Tell whether the cells look like the field; an empty column fits anything."""
    meaning = field_named(name)
    shape = meaning.shape if meaning else Shape.TEXT
    tests: dict[Shape, Callable[[Cell], bool]] = {
        Shape.DATE: looks_like_date,
        Shape.MONEY: looks_like_money,
        Shape.FLAG: looks_like_flag,
        Shape.SHARE: lambda cell: looks_like_money(text_of(cell).rstrip("% ")),
    }
    looks = looks_like_count if name.startswith((COUNTED, COUNTED_IN)) else tests.get(shape)
    if looks is None:
        return True
    cells = column.sample(_EXAMINED)
    return sum(1 for cell in cells if looks(cell)) >= 0.6 * len(cells)


def _entry_dates(
    table: Table, chosen: dict[int, tuple[str, float]]
) -> dict[int, tuple[str, float]]:
    """Where the record itself is an MQL (its id says so), its first date is the MQL date."""
    by_field = {name: index for index, (name, _) in chosen.items()}
    id_at, created_at = by_field.get("lead_id"), by_field.get("created")
    if id_at is None or created_at is None or "mql_date" in by_field:
        return chosen
    if plain(table.headers[id_at]).startswith("mql"):
        chosen[created_at] = ("mql_date", chosen[created_at][1])
    return chosen
