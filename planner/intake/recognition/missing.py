"""What the exports do not hold: columns and whole kinds of tables, and what each would unlock."""

from collections.abc import Iterator, Sequence
from dataclasses import replace

from planner.base.stages import DEFAULT_STAGES
from planner.intake.recognition.hints import Hints
from planner.intake.recognition.profiles import Profiles
from planner.intake.recognition.proposal import Missing, ProposedTable
from planner.intake.recognition.shown import shown_stages
from planner.intake.recognition.stagewords import Funnel, StageMapping, funnel_index
from planner.intake.values.fields import ENTITY_FIELDS, WANTED, Entity, field_named

_STANDS_FOR = {
    "created": ("mql_date", "sal_date", "won_date"),
    "lead_id": ("email",),
    "close_date": ("won_date",),
    "stage": ("status", "won_date", "is_won", "won_probability"),
    "lead_status": ("is_converted", "disqualified_date"),
    "disqualified_date": ("last_modified", "last_activity"),
    "converted_date": ("converted_opportunity_id",),
}
"""A field, and those of the same table that do its work."""
_WHOSE = {"record_id", "lead_id", "opportunity_id"}
"""Fields of touches that say whose they are; one of them is enough."""
_TOUCHES = (Entity.ACTIVITIES, Entity.CAMPAIGN_MEMBERS)
_OF_CAMPAIGNS = {
    (Entity.CAMPAIGN_MEMBERS, "lead_source"),
    (Entity.ACTIVITIES, "lead_source"),
    (Entity.ACTIVITIES, "campaign"),
}
"""What makes a touch of an activity, and what the journeys of a campaign tell anyway."""
_ELSEWHERE = {
    (Entity.OPPORTUNITIES, "lead_id"): (Entity.LEADS, "converted_opportunity_id"),
    (Entity.LEADS, "converted_opportunity_id"): (Entity.OPPORTUNITIES, "lead_id"),
    (Entity.LEADS, "converted_date"): (Entity.OPPORTUNITIES, "created"),
    (Entity.LEADS, "amount"): (Entity.OPPORTUNITIES, "amount"),
    **{
        (Entity.OPPORTUNITIES, name): (Entity.LEADS, name)
        for name in ("lead_source", "campaign", "segment", "region")
    },
}
"""A field of one kind of table, and the field of another that does its work."""
_TIES = {
    (Entity.OPPORTUNITIES, "lead_id"): Entity.LEADS,
    (Entity.LEADS, "converted_opportunity_id"): Entity.OPPORTUNITIES,
}
"""A field that ties records to another kind of table, and is nothing without it."""
_ONLY_WITH = {(Entity.LEADS, "amount"): "won_date"}
"""A field that is nothing without another of the same table."""
_STAGES = {"mql_date": "MQL", "sal_date": "SAL"}
_TOLD = {**WANTED, Entity.LEADS: (*WANTED[Entity.LEADS], *_STAGES)}
"""The fields the funnel is made of, whose absence is said unasked."""
_KINDS = {
    Entity.LEADS: (
        "volumes and conversion before Opportunity",
        "No leads: volumes and conversion before Opportunity are not measured.",
    ),
    Entity.OPPORTUNITIES: (
        "wins, deal size and bookings",
        "No opportunities: {} are not measured.",
    ),
    Entity.STAGE_HISTORY: (
        "reopened deals, and a date for every stage",
        "No stage history: reopened deals are seen only as they stand today.",
    ),
    Entity.ACTIVITIES: (
        "speed to lead",
        "No activities: speed to lead is not measured.",
    ),
    Entity.CAMPAIGN_MEMBERS: (
        "responses per campaign, and all touches of a lead",
        "No campaign members: responses per campaign are not counted.",
    ),
    Entity.SPEND: (
        "cost per lead and return",
        "No spend: cost per lead and return are not measured.",
    ),
}
"""A kind of table, what it would unlock, and what is said where it is absent."""


def missing_in(
    tables: Sequence[ProposedTable], hints: Hints, profiles: Profiles
) -> tuple[Missing, ...]:
    """Return the columns each table lacks, those that matter most first, then the absent kinds.

    The date of a stage is not missed where a person stated other stages.
    """
    funnel = Funnel(hints.stages or DEFAULT_STAGES, profiles)
    columns = (m for i, table in enumerate(tables) for m in _columns(i, table, tables, funnel))
    present = {table.entity for table in tables}
    kinds = (
        Missing(None, entity, "", unlocked)
        for entity in _KINDS
        if entity not in present and (unlocked := _unlocked(entity, tables))
    )
    return (*columns, *kinds)


def _unlocked(kind: Entity, tables: Sequence[ProposedTable]) -> str:
    """Return what an absent kind of table would unlock, '' where leads say it all."""
    unlocks, _ = _KINDS[kind]
    if kind is not Entity.OPPORTUNITIES:
        return unlocks
    known = {name for table in tables for name in table.mapped.values()}
    if "won_date" not in known:
        return unlocks
    return "" if "amount" in known else "deal size and bookings"


def unmeasured(
    tables: Sequence[ProposedTable],
    mapping: Sequence[StageMapping],
    hints: Hints,
    profiles: Profiles,
) -> tuple[str, ...]:
    """Return the stages, stated or default, that nothing in the data dates."""
    shown = shown_stages(tables, mapping, replace(hints, stages=None), profiles)
    absent = [stage for stage in DEFAULT_STAGES if stage not in shown]
    wanted = hints.stages or DEFAULT_STAGES
    return tuple(s for s in wanted if funnel_index(s, absent, profiles) is not None)


def unplanned(
    tables: Sequence[ProposedTable],
    mapping: Sequence[StageMapping],
    hints: Hints,
    profiles: Profiles,
) -> tuple[str, ...]:
    """Say it where the data show wins and the stages stated end before: leads alone came first."""
    last, won = (hints.stages or DEFAULT_STAGES)[-1], DEFAULT_STAGES[-1]
    if funnel_index(last, DEFAULT_STAGES[:-1], profiles) is None:
        return ()
    if won not in shown_stages(tables, mapping, replace(hints, stages=None), profiles):
        return ()
    return (
        f"These data show the stage {won}, but the plan’s stages end with {last}: add {won} to "
        "them and import again, or wins are not measured.",
    )


def sentences(missing: Sequence[Missing], tables: Sequence[ProposedTable]) -> tuple[str, ...]:
    """Return what is worth saying unasked: the kinds, and the columns the funnel is made of."""
    return tuple(text for one in missing if (text := _sentence(one, tables)))


def _sentence(missing: Missing, tables: Sequence[ProposedTable]) -> str:
    if missing.file_index is None:
        return _KINDS[missing.entity][1].format(missing.unlocks)
    if missing.field not in _TOLD.get(missing.entity, ()):
        return ""
    stage = _STAGES.get(missing.field)
    words = f"{stage} date" if stage else missing.field.replace("_", " ")
    return (
        f"{tables[missing.file_index].path.name}: no column for {words}, "
        f"which would unlock {missing.unlocks}."
    )


def _columns(
    index: int, table: ProposedTable, tables: Sequence[ProposedTable], funnel: Funnel
) -> Iterator[Missing]:
    names = set(table.mapped.values())
    told = _TOLD.get(table.entity, ())
    others = (name for name in ENTITY_FIELDS[table.entity] if name not in told)
    for name in (*told, *others):
        meaning = field_named(name)
        if meaning is None or not meaning.unlocks:
            continue
        if name in names or names & set(_STANDS_FOR.get(name, ())):
            continue
        if table.entity in _TOUCHES and name in _WHOSE and names & _WHOSE:
            continue
        if (table.entity, name) in _OF_CAMPAIGNS:
            continue
        if _ONLY_WITH.get((table.entity, name), "") not in {"", *names}:
            continue
        if not _needless(table.entity, name, tables, funnel):
            yield Missing(index, table.entity, name, meaning.unlocks)


def _needless(entity: Entity, name: str, tables: Sequence[ProposedTable], funnel: Funnel) -> bool:
    """Tell whether nothing would be gained: another table says it, or there is nothing to tie."""
    if name in _STAGES and funnel.index(_STAGES[name]) is None:
        return True
    tied = _TIES.get((entity, name))
    if tied is not None and all(table.entity is not tied for table in tables):
        return True
    other = _ELSEWHERE.get((entity, name))
    return other is not None and any(
        other[1] in table.mapped.values() for table in tables if table.entity is other[0]
    )
