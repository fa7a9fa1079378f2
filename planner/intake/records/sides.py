"""The two sides of journeys: leads and opportunities, folded from rows and set side by side."""

from dataclasses import dataclass

import numpy as np

from planner.base.days import NO_DAY, Day
from planner.base.problem import Problem, RefusedError
from planner.intake.files.cells import plain, text_of
from planner.intake.files.columns import Column
from planner.intake.recognition.proposal import Proposal, ProposedTable
from planner.intake.records.folding import Index, Stack, Sums, fold, group, is_first, select, stack
from planner.intake.records.history import History, read_history
from planner.intake.records.joining import Ties, by_age, earliest, join
from planner.intake.records.outcomes import targets_of
from planner.intake.records.paths import Sides
from planner.intake.records.products import prices_apart
from planner.intake.records.rates import Exchange
from planner.intake.records.setaside import reasons_against
from planner.intake.values.fields import Entity, field_named
from planner.intake.values.typed import Texts, Typed
from planner.journeys.ids import keys_of


@dataclass(frozen=True, eq=False)
class Side:
    """One kind of record: all rows, why some are refused, and the records folded from the rest.

    `reasons` (rows) is '' for usable rows, `kept` lists those, `groups` (kept) is the record each
    belongs to, `folded` the records; `sums` says how amounts on several rows were taken.
    """

    rows: Stack
    reasons: Texts
    kept: Index
    groups: Index
    folded: Typed
    sums: Sums


def fold_side(proposal: Proposal, entity: Entity, id_field: str, into: Exchange) -> Side:
    """Return all records of a kind, one per id, with their money in the plan's currency."""
    rows = stack(proposal.of(entity))
    reasons = reasons_against(rows, id_field, into)
    kept = np.flatnonzero(reasons == "").astype(np.int64)
    usable = rows.typed if len(kept) == rows.typed.size else select(rows.typed, kept)
    typed = into.converted(usable)
    ids = typed.texts.get(id_field)
    groups, count = group(_blank(len(kept)) if ids is None else keys_of(ids))
    folded, sums = fold(typed, rows.table[kept], groups, count, prices_apart(rows.tables))
    return Side(rows, reasons, kept, groups, folded, sums)


def _blank(size: int) -> Texts:
    return np.full(size, "", dtype=object)


def tie_sides(proposal: Proposal, leads: Side, deals: Side) -> Ties:
    """Return which lead each opportunity came from; RefusedError if a stated key is in neither."""
    stated = proposal.hints.join or None
    both = leads.rows.tables and deals.rows.tables
    other = _stated_texts(stated, leads, deals) if stated is not None and both else None
    return join(leads.folded, deals.folded, stated, other, _shared_name(leads, deals))


def hosts_of(leads: Typed, ties: Ties) -> dict[str, str]:
    """Return, of leads that are part of another lead's journey, that one's key, by their own."""
    ids = leads.texts.get("lead_id")
    guests = np.flatnonzero(ties.host_of != np.arange(leads.size))
    if ids is None or not len(guests):
        return {}
    own, hosts = keys_of(ids[guests]), keys_of(ids[ties.host_of[guests]])
    return dict(zip(own.tolist(), hosts.tolist(), strict=True))


def pair(
    proposal: Proposal, leads: Side, deals: Side, ties: Ties, as_of: Day
) -> tuple[Sides, Index, Index]:
    """Return the journeys' two sides, and the journey of every lead and every opportunity.

    A lead with several opportunities makes a journey with the earliest; the others are journeys
    of their own. Several leads to one opportunity are one journey.
    """
    hosts = np.flatnonzero(ties.host_of == np.arange(leads.folded.size)).astype(np.int64)
    lead_journey = np.full(leads.folded.size, -1, np.int64)
    lead_journey[hosts] = np.arange(len(hosts))
    lead_journey = lead_journey[ties.host_of]
    chosen = _first_deal(deals.folded, ties, leads.folded.size)[hosts]
    own = np.ones(deals.folded.size, bool)
    own[chosen[chosen >= 0]] = False
    apart = np.flatnonzero(own)
    lead = np.concatenate([hosts, np.full(len(apart), -1, np.int64)])
    deal = np.concatenate([chosen, apart]).astype(np.int64)
    deal_journey = np.full(deals.folded.size, -1, np.int64)
    deal_journey[deal[deal >= 0]] = np.flatnonzero(deal >= 0)
    merged = _hosted(leads.folded, ties)
    history = _history(proposal, deals, as_of).at(deal)
    sides = Sides(select(merged, lead), select(deals.folded, deal), lead, deal, history)
    return sides, lead_journey, deal_journey


def _hosted(leads: Typed, ties: Ties) -> Typed:
    """Let a journey begin with the earliest dates of all its leads, older ones fill its blanks."""
    oldest = by_age(leads)
    guests = oldest[ties.host_of[oldest] != oldest]
    for guest in guests.tolist():
        host = int(ties.host_of[guest])
        for name, days in leads.days.items():
            present, new = days[host], days[guest]
            if new != NO_DAY and (present == NO_DAY or (is_first(name) and new < present)):
                days[host] = new
        for texts in leads.texts.values():
            texts[host] = texts[host] or texts[guest]
    return leads


def _first_deal(deals: Typed, ties: Ties, leads: int) -> Index:
    """Return each lead's opportunity, the earliest of several (undated ones last); -1 for none."""
    chosen = np.full(leads, -1, np.int64)
    latest_first = earliest(deals)[::-1]
    tied = latest_first[ties.lead_of[latest_first] >= 0]
    chosen[ties.host_of[ties.lead_of[tied]]] = tied
    return chosen


def _history(proposal: Proposal, deals: Side, as_of: Day) -> History:
    targets = targets_of(proposal.stage_map, Entity.OPPORTUNITIES)
    tables = proposal.of(Entity.STAGE_HISTORY)
    return read_history(tables, deals.folded, targets, proposal.funnel, as_of)


def _shared_name(leads: Side, deals: Side) -> str:
    """Return the name of the column both sides share as lead id, else 'lead_id'."""
    ours = {t.header_of("lead_id") for t in leads.rows.tables} - {None}
    theirs = {t.header_of("lead_id") for t in deals.rows.tables} - {None}
    shared = sorted(h for h in ours & theirs if h and plain(h) != "leadid")
    return shared[0] if shared else "lead_id"


def _stated_texts(key: str, leads: Side, deals: Side) -> tuple[Texts, Texts]:
    """Return the cells of a stated key on both sides: of a field, or of a header both have."""
    meaning = field_named(key)
    found = []
    for side in (leads, deals):
        field_texts = side.folded.texts.get(meaning.name) if meaning else None
        texts = field_texts if field_texts is not None else _header_texts(side, key)
        if texts is None:
            files = ", ".join(t.path.name for t in side.rows.tables)
            raise RefusedError(Problem(f"There is no column '{key}' to join by", files))
        found.append(texts)
    return found[0], found[1]


def _header_texts(side: Side, header: str) -> Texts | None:
    """Return the records' cells under a header that is no field's, the first filled of each."""
    columns = [_under(table, header) for table in side.rows.tables]
    if all(column is None for column in columns):
        return None
    result = np.full(side.folded.size, "", dtype=object)
    texts = [column.texts(text_of) if column is not None else None for column in columns]
    for at, found in enumerate(texts):
        mine = np.flatnonzero(side.rows.table[side.kept] == at)[::-1]
        if found is not None:
            cells = found[side.rows.row[side.kept[mine]]]
            mine, cells = mine[cells != ""], cells[cells != ""]
            blank = result[side.groups[mine]] == ""
            result[side.groups[mine[blank]]] = cells[blank]
    return result


def _under(table: ProposedTable, header: str) -> Column | None:
    read = table.table
    places = (i for i, name in enumerate(read.headers) if plain(name) == plain(header))
    return next((read.columns[i] for i in places), None)
