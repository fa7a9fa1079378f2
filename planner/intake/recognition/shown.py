"""Which funnel stages the data can show, and what the CRM's stages mean in them."""

from collections import Counter
from collections.abc import Sequence

from planner.base.stages import DEFAULT_STAGES
from planner.intake.files.cells import plain
from planner.intake.recognition.hints import Hints
from planner.intake.recognition.profiles import Profiles
from planner.intake.recognition.proposal import ProposedTable
from planner.intake.recognition.stagewords import (
    LOST,
    OPEN,
    OPPORTUNITY,
    WON,
    StageMapping,
    classify,
    funnel_index,
)
from planner.intake.values.fields import Entity

_TEXTS = (
    (Entity.LEADS, "lead_status", Entity.LEADS),
    (Entity.OPPORTUNITIES, "stage", Entity.OPPORTUNITIES),
    (Entity.OPPORTUNITIES, "status", Entity.OPPORTUNITIES),
    (Entity.STAGE_HISTORY, "stage", Entity.OPPORTUNITIES),
    (Entity.STAGE_HISTORY, "from_stage", Entity.OPPORTUNITIES),
)


def propose_stage_map(
    tables: Sequence[ProposedTable], hints: Hints, profiles: Profiles
) -> tuple[StageMapping, ...]:
    """Return every stage and status text with its count and meaning, most frequent first."""
    said = {text.casefold(): target for text, target in hints.stage_map}
    result: dict[tuple[Entity, str], StageMapping] = {}
    for entity, name, counted_as in _TEXTS:
        counts, crms = _counts(tables, entity, name)
        for text, count in counts.most_common():
            key = (counted_as, text.casefold())
            if key in result:
                continue
            corrected = said.get(text.casefold())
            target = corrected or _target(text, crms[text], (counted_as, name), hints, profiles)
            result[key] = StageMapping(text, target, count, counted_as, corrected is not None)
    return tuple(result.values())


def shown_stages(
    tables: Sequence[ProposedTable],
    mapping: Sequence[StageMapping],
    hints: Hints,
    profiles: Profiles,
) -> tuple[str, ...]:
    """Return the stages of a plan on these data: those with dates, never undated defaults."""
    if hints.stages is not None:
        return hints.stages
    leads = [t.typed for t in tables if t.entity is Entity.LEADS]
    deals = [t.typed for t in tables if t.entity is Entity.OPPORTUNITIES]
    history = any(t.entity is Entity.STAGE_HISTORY for t in tables)
    mql = any(t.has("mql_date") for t in leads)
    sal = any(t.has("sal_date") for t in leads)
    converted = ("converted_date", "converted_opportunity_id", "is_converted")
    standing = ("created", "stage", "status", "is_closed", "close_date")
    won_lead = any(m.target == WON for m in mapping if m.entity is Entity.LEADS)
    present = {
        "Inquiry": any(t.has("created") for t in leads) or (bool(leads) and not mql and not sal),
        "MQL": mql,
        "SAL": sal,
        OPPORTUNITY: history
        or any(t.has(name) for t in leads for name in converted)
        or any(t.has(name) for t in deals for name in standing),
        WON: bool(deals) or won_lead or any(t.has("won_date") for t in leads),
    }
    stages = tuple(name for name in DEFAULT_STAGES if present[name])
    return _with_corrections(stages, mapping, profiles)


def _with_corrections(
    stages: tuple[str, ...], mapping: Sequence[StageMapping], profiles: Profiles
) -> tuple[str, ...]:
    """Add the stages a person named in correcting the stage map, in the funnel's order."""
    for m in mapping:
        if not m.corrected or m.target in (WON, LOST, OPEN):
            continue
        if funnel_index(m.target, stages, profiles) is not None:
            continue
        rank = funnel_index(m.target, DEFAULT_STAGES, profiles)
        place = len(stages)
        if rank is not None:
            earlier = [s for s in stages if s in DEFAULT_STAGES[:rank]]
            place = stages.index(earlier[-1]) + 1 if earlier else 0
        elif WON in stages:
            place = stages.index(WON)
        stages = (*stages[:place], m.target, *stages[place:])
    return stages


def _counts(
    tables: Sequence[ProposedTable], entity: Entity, name: str
) -> tuple[Counter[str], dict[str, str]]:
    """Return how often each text stands, and the CRM of the first table it stands in."""
    counts: Counter[str] = Counter()
    crms: dict[str, str] = {}
    for table in tables:
        own = table.typed.counts(name) if table.entity is entity else {}
        counts.update(own)
        crms = dict.fromkeys(own, table.crm) | crms
    return counts, crms


def _target(
    text: str, crm: str, place: tuple[Entity, str], hints: Hints, profiles: Profiles
) -> str:
    """Return what a text means where it stands: in a field of leads or of opportunities."""
    entity, name = place
    stages = hints.stages or DEFAULT_STAGES
    named = next((s for s in stages if plain(s) == plain(text)), None)
    if named is not None and hints.stages is not None:
        return named
    target = classify(text, entity, profiles, crm)
    if target != OPEN:
        return target
    if entity is Entity.LEADS:
        at = funnel_index(text, stages, profiles)
        return stages[at] if at else OPEN
    has_opportunity = funnel_index(OPPORTUNITY, stages, profiles) is not None
    return OPPORTUNITY if name != "status" and has_opportunity else OPEN
