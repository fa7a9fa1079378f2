"""What a table is: the CRM it comes from, and what one of its rows stands for."""

from collections.abc import Sequence
from dataclasses import dataclass

from planner.intake.files.cells import text_of
from planner.intake.recognition.matching import Fields, columns_of, holds_only
from planner.intake.recognition.profiles import Profile, Profiles, bare, key_of
from planner.intake.tables.headers import Table
from planner.intake.values.fields import ENTITY_FIELDS, Entity

_LEAST_SCORE = 2.0
_SURE_SIGN = 100
_LOOKED_AT, _MANY = 2_000, 0.25
_OF_RECORDS = {"lead_id", "lead_source", "campaign", "product", "is_closed", "is_won", "is_active"}
"""What an opportunity itself says, and no row of its history."""
_DECIDING = frozenset(
    {
        "lead_status", "is_converted", "converted_date", "converted_opportunity_id", "mql_date",
        "sal_date", "disqualified_date", "stage", "amount", "close_date", "is_won", "is_closed",
        "won_date", "first_responded", "record_id", "month", "quota", "hired", "count",
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
    Entity.CAMPAIGN_MEMBERS: (
        ("lead_id", "opportunity_id", "record_id"),
        ("campaign", "first_responded"),
    ),
    Entity.SPEND: (("month",), ("amount",), ("lead_source", "campaign")),
    Entity.VOLUMES: (
        ("month", "in"),
        ("count", "in"),
        ("lead_source", "campaign", "measure", "in"),
    ),
    Entity.REPS: (("owner",), ("quota", "hired")),
}
_PRICE, _BEFORE_DEALS = {"amount", "currency"}, {"mql_date", "sal_date"}
"""What a list of leads may have only where it follows them to the end, and what shows that."""
_EVERYWHERE = {
    Entity.LEADS: (
        "id", "recordid", "contactid", "status", "statusreason", "name", "owner", "ownerid", "type",
    ),
    Entity.OPPORTUNITIES: ("status",),
}  # fmt: skip
"""Headers too common to tell what a table is."""
_NEEDS_A_SIGN = frozenset(Entity) - {Entity.LEADS, Entity.OPPORTUNITIES, Entity.OTHER}


@dataclass(frozen=True)
class Guess:
    """What a table was recognised as: column index → (field, confidence)."""

    entity: Entity
    crm: str
    fields: Fields
    score: float


def recognise_crm(
    headers: Sequence[str], profiles: Profiles, beside: Sequence[Profile] = ()
) -> Profile:
    """Return the CRM whose own headers occur most, the generic profile under two of them.

    A header several CRMs have counts for each in part. One of its own headers is enough for a CRM
    that another table `beside` comes from.
    """
    literal = {bare(header.casefold()) for header in headers}

    def weight(profile: Profile) -> float:
        said = sum(profiles.weights[mark] for mark in profile.marks & literal)
        return said + 0.5 * (profile in beside)

    best = max(profiles.crms, key=weight)
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
    if best.entity is Entity.OPPORTUNITIES and _created_again(table, best.fields):
        history = next(guess for guess in guesses if guess.entity is Entity.STAGE_HISTORY)
        if {"opportunity_id", "stage", "date"} <= {name for name, _ in history.fields.values()}:
            return history
    return best


def _created_again(table: Table, fields: Fields) -> bool:
    """Tell whether many opportunities would have been created several times, in other stages.

    A record is created once: such rows tell what became of it.
    """
    at = {name: index for index, (name, _) in fields.items()}
    if not {"opportunity_id", "created", "stage"} <= at.keys() or at.keys() & _OF_RECORDS:
        return False
    days: dict[str, set[str]] = {}
    stages: dict[str, set[str]] = {}
    for row in range(min(table.size, _LOOKED_AT)):
        found = (
            text_of(table.columns[at[n]].at(row)) for n in ("opportunity_id", "created", "stage")
        )
        identity, day, stage = found
        if identity and day:
            days.setdefault(identity, set()).add(day)
            stages.setdefault(identity, set()).add(stage)
    again = sum(len(days[one]) > 1 and len(stages[one]) > 1 for one in days)
    return again > _MANY * len(days)


def guess_as(
    entity: Entity, table: Table, profile: Profile, profiles: Profiles, stated: dict[int, str]
) -> Guess:
    """Return the table read as a given entity, with a score for how well that fits."""
    fields = columns_of(entity, table, profile, profiles, stated)
    headers = {key_of(header) for header in table.headers}
    own, generic = profile.of(entity), profiles.generic.of(entity)
    sure = bool((own.decides | generic.decides) & headers)
    familiar = sure or bool(own.signs & headers)
    names = {
        name
        for i, (name, _) in fields.items()
        if i in stated or familiar or _telling(entity, table, i)
    }
    kinds = {name.partition(":")[0] for name in names}
    met = all(kinds.intersection(group) for group in _NEEDS.get(entity, ()))
    met |= sure and entity not in _NEEDS_A_SIGN
    signs = len((own.signs | generic.signs) & headers) + ("in" in kinds)
    signs += _said(entity, table, profile)
    against = len((own.against | generic.against) & headers)
    taken = sum(2.0 if name in _DECIDING else 1.0 for name in _speaking(entity, names))
    told = sum(4 for name in stated.values() if name in ENTITY_FIELDS[entity])
    weight = 6 if entity in _NEEDS_A_SIGN else 3
    score = taken + weight * signs + _SURE_SIGN * sure - 5 * against + told
    if not met or (entity in _NEEDS_A_SIGN and not signs + sure):
        score = 0.0
    return Guess(entity, profile.crm, fields, score)


def _speaking(entity: Entity, names: set[str]) -> set[str]:
    """Return the fields that speak for a kind; an amount alone speaks for no list of leads."""
    return names - _PRICE if entity is Entity.LEADS and not names & _BEFORE_DEALS else names


def _said(entity: Entity, table: Table, profile: Profile) -> int:
    """Return how many columns hold nothing but what tables of this kind hold there."""
    said = profile.of(entity).says
    return sum(
        holds_only(table.columns[index], said[key_of(header)])
        for index, header in enumerate(table.headers)
        if key_of(header) in said
    )


def _telling(entity: Entity, table: Table, index: int) -> bool:
    """Tell whether a column says what its table is, and is not common to many kinds."""
    return key_of(table.headers[index]) not in _EVERYWHERE.get(entity, ())
