"""From a proposal to a snapshot: fold rows, join both sides, trace paths, account for all."""

from collections.abc import Sequence
from dataclasses import replace

import numpy as np

from planner.base.days import NO_DAY, Day, iso, last_day
from planner.base.problem import Problem, RefusedError
from planner.base.progress import Progress, silent
from planner.base.stages import DEFAULT_STAGES
from planner.intake.recognition.proposal import Proposal, ProposedTable
from planner.intake.records.beside import read_beside
from planner.intake.records.closings import AsOf
from planner.intake.records.dimensions import make_dimensions
from planner.intake.records.folding import Index
from planner.intake.records.paths import Paths, Sides, trace
from planner.intake.records.rates import exchange
from planner.intake.records.remarks import Remark, of_oddities, of_sums, sentences
from planner.intake.records.setaside import as_set_aside
from planner.intake.records.sides import Side, fold_side, hosts_of, pair, tie_sides
from planner.intake.records.spellings import united
from planner.intake.records.spend import read_spend
from planner.intake.records.stated import last_days
from planner.intake.records.unmatched import unmatched
from planner.intake.values.fields import Entity
from planner.intake.values.typed import Texts
from planner.journeys.table import (
    Dimension,
    Journeys,
    Mask,
    Money,
    Outcome,
    Responses,
    Snapshot,
    SourceFile,
    Spend,
    StageVolume,
    no_journeys,
)

_STEPS = 4
_BESIDE = (
    Entity.SPEND, Entity.VOLUMES, Entity.CAMPAIGN_MEMBERS, Entity.REPS, Entity.ACTIVITIES,
)  # fmt: skip


def take_in(proposal: Proposal, progress: Progress = silent) -> Snapshot:
    """Return the snapshot of a proposal; RefusedError if no journey can be made of it.

    What stands beside the journeys alone (spend, counts, activities, …) makes one without any, to
    be united with others.
    """
    if not _records(proposal) and any(map(proposal.of, _BESIDE)):
        return _beside_alone(proposal)
    return _of_records(proposal, progress)


def _of_records(proposal: Proposal, progress: Progress) -> Snapshot:
    as_of = _checked(proposal)
    proposal = united(proposal)
    progress("Folding rows", 0, _STEPS)
    into = exchange(_records(proposal), proposal.hints)
    leads = fold_side(proposal, Entity.LEADS, "lead_id", into)
    deals = fold_side(proposal, Entity.OPPORTUNITIES, "opportunity_id", into)
    progress("Joining leads and opportunities", 1, _STEPS)
    ties = tie_sides(proposal, leads, deals)
    sides, lead_at, deal_at = pair(proposal, leads, deals, ties, as_of)
    progress("Tracing journeys", 2, _STEPS)
    seen = AsOf(as_of, proposal.hints.as_of is not None, proposal.hints.decides)
    paths = trace(sides, proposal.funnel, proposal.stage_map, seen)
    _refuse_later(((leads, lead_at), (deals, deal_at)), paths, as_of)
    progress("Making the journey table", 3, _STEPS)
    ids = _ids(sides, leads, deals)
    journeys, remarks = _journeys(proposal, sides, paths, ids, into.currency)
    spend, unspent = read_spend(proposal, into)
    beside = read_beside(proposal, into, hosts_of(leads.folded, ties))
    alone = unmatched(leads.folded, deals.folded, ties)
    remarks = (*of_sums(leads.sums, deals.sums), *remarks)
    said = (*sentences(remarks), *alone, *unspent, *beside.warnings)
    return Snapshot(
        journeys=journeys,
        files=_files(proposal),
        rows_read=leads.rows.typed.size + deals.rows.typed.size,
        merged=_merged(((leads, lead_at), (deals, deal_at)), len(sides.lead)),
        set_aside=(
            *as_set_aside(leads.rows, leads.reasons),
            *as_set_aside(deals.rows, deals.reasons),
        ),
        joined=dict(ties.counts),
        warnings=(*proposal.warnings, *said),
        spend=spend,
        volumes=beside.volumes,
        responses=beside.responses,
        reps=beside.reps,
        activities=beside.activities,
        touches=beside.touches,
    )


def _records(proposal: Proposal) -> tuple[ProposedTable, ...]:
    return (*proposal.of(Entity.LEADS), *proposal.of(Entity.OPPORTUNITIES))


def _files(proposal: Proposal) -> tuple[SourceFile, ...]:
    days = last_days(proposal)
    tables = proposal.tables
    return tuple(replace(table.as_source(), as_of=days.get(table.entity)) for table in tables)


def _beside_alone(proposal: Proposal) -> Snapshot:
    into = exchange((), proposal.hints)
    spend, unspent = read_spend(proposal, into)
    beside = read_beside(proposal, into)
    as_of = proposal.as_of or _last_day((*spend, *beside.volumes, *beside.responses))
    return Snapshot(
        journeys=no_journeys(proposal.stages or DEFAULT_STAGES, as_of, into.currency),
        files=tuple(table.as_source() for table in proposal.tables),
        rows_read=0,
        merged=0,
        set_aside=(),
        joined={},
        warnings=(*proposal.warnings, *unspent, *beside.warnings),
        spend=spend,
        volumes=beside.volumes,
        responses=beside.responses,
        reps=beside.reps,
        activities=beside.activities,
        touches=beside.touches,
    )


def _last_day(figures: Sequence[Spend | StageVolume | Responses]) -> Day:
    """Return the last day of the months that have figures, 0 without any."""
    months = [figure.month for figure in figures]
    return last_day(max(months)) if months else 0


def _refuse_later(placed: Sequence[tuple[Side, Index]], paths: Paths, as_of: Day) -> None:
    """Set aside the rows of journeys that begin after the as-of date."""
    for side, journey in placed:
        later = side.kept[paths.later[journey[side.groups]]]
        side.reasons[later] = f"dated after the as-of date {iso(as_of)}"


def _merged(placed: Sequence[tuple[Side, Index]], journeys: int) -> int:
    """Return how many usable rows belong to a journey that another row already makes."""
    rows = np.zeros(journeys, np.int64)
    for side, journey in placed:
        usable = side.reasons[side.kept] == ""
        rows += np.bincount(journey[side.groups[usable]], minlength=journeys)
    return int(np.maximum(rows - 1, 0).sum())


def _checked(proposal: Proposal) -> Day:
    """Return the as-of date of a proposal journeys can be made of; RefusedError otherwise."""
    tables = _records(proposal)
    names = ", ".join(dict.fromkeys(t.path.name for t in proposal.tables))
    if not tables:
        raise RefusedError(
            Problem(
                "No leads or opportunities were recognised",
                names,
                "Export leads or opportunities, or say what a column means with --map FIELD=HEADER",
            )
        )
    if not any(t.size for t in tables):
        raise RefusedError(Problem("There is no row under the header", names))
    if len(proposal.stages) < 2:
        raise RefusedError(
            Problem(
                "These data show fewer than two funnel stages",
                names,
                "Add the opportunities, or map a second date such as mql_date",
            )
        )
    if proposal.as_of is None:
        raise RefusedError(
            Problem("No date was found in any column", names, "Map a date column or state --as-of")
        )
    return proposal.as_of


def _journeys(
    proposal: Proposal, sides: Sides, paths: Paths, ids: Texts, currency: str
) -> tuple[Journeys, tuple[Remark, ...]]:
    """Return the table of the journeys begun by the as-of date, and what is worth saying of it."""
    keep = ~paths.later
    dimensions, disagreements = make_dimensions(sides, proposal.profiles, proposal.hints.teams)
    won = paths.outcome == Outcome.WON
    amount = _money(sides, "amount")
    unpriced = won & ~(amount > 0)
    amount[unpriced] = np.nan
    journeys = Journeys(
        stages=proposal.stages,
        ids=tuple(ids[keep].tolist()),
        entered=paths.entered[keep],
        reached=paths.reached[keep],
        outcome=paths.outcome[keep],
        left=paths.left[keep],
        amount=amount[keep],
        opened_amount=_money(sides, "opened_amount")[keep],
        dimensions={n: Dimension(d.codes[keep], d.labels) for n, d in dimensions.items()},
        as_of=_checked(proposal),
        currency=currency,
        closing=paths.closing[keep],
        deal_ids=tuple(_deal_ids(sides)[keep].tolist()),
        points_to=_points_to(sides, keep),
    )
    remarks = (
        (int((unpriced & keep).sum()) if _priced(sides) else 0,
         "won without an amount, left out of deal size"),
        (disagreements, "where lead and opportunity name different channels; the lead's stands"),
        *of_oddities(paths.oddities, proposal.hints.decides),
        (int(_out_of_order(journeys).sum()), "with dates out of order, left out of velocity"),
        (int((journeys.entered == NO_DAY).all(axis=1).sum()), "without any date"),
        (sides.history.unknown, "rows of stage history about unknown opportunities"),
        (sides.history.beyond, "rows of stage history after the as-of date"),
    )  # fmt: skip
    return journeys, remarks


def _out_of_order(journeys: Journeys) -> Mask:
    latest = np.full(len(journeys), NO_DAY, np.int32)
    wrong = np.zeros(len(journeys), bool)
    for stage in range(len(journeys.stages)):
        days = journeys.entered[:, stage]
        wrong |= (days != NO_DAY) & (days < latest)
        latest = np.maximum(latest, days)
    return wrong


def _money(sides: Sides, name: str) -> Money:
    """Return the opportunity's amount of each journey, the lead's where it has no opportunity."""
    unknown = np.full(len(sides.deal), np.nan)
    of_deals, of_leads = (s.money.get(name, unknown) for s in (sides.deals, sides.leads))
    return np.where(sides.deal < 0, of_leads, of_deals)


def _priced(sides: Sides) -> bool:
    return "amount" in sides.deals.money or "amount" in sides.leads.money


def _deal_ids(sides: Sides) -> Texts:
    """Return the opportunity's id of each journey, '' without one."""
    blank = np.full(len(sides.deal), "", dtype=object)
    return sides.deals.texts.get("opportunity_id", blank)


def _points_to(sides: Sides, keep: Mask) -> tuple[str, ...]:
    """Return what records with an id say of the other side's, but for the one they are tied to."""
    blank = np.full(len(sides.deal), "", dtype=object)
    leads, deals = sides.leads.texts, sides.deals.texts
    lead_ids = leads.get("lead_id", blank)
    of_lead = np.where(lead_ids == "", "", leads.get("converted_opportunity_id", blank))
    of_deal = np.where(_deal_ids(sides) == "", "", deals.get("lead_id", blank))
    of_deal = np.where((sides.lead >= 0) & (of_deal == lead_ids), "", of_deal)
    named = np.where(sides.deal < 0, of_lead, of_deal)[keep]
    return tuple(named.tolist()) if (named != "").any() else ()


def _ids(sides: Sides, leads: Side, deals: Side) -> Texts:
    """Return the lead's id, else the opportunity's, else where the row stands."""
    ours = sides.leads.texts.get("lead_id", np.full(len(sides.lead), "", dtype=object))
    ids = np.where(ours == "", _deal_ids(sides), ours)
    missing = np.flatnonzero(ids == "")
    if not len(missing):
        return ids
    lead_rows, deal_rows = _first_rows(leads), _first_rows(deals)
    for i in missing.tolist():
        at_lead = sides.lead[i] >= 0
        side, rows = (leads, lead_rows) if at_lead else (deals, deal_rows)
        at = int(rows[sides.lead[i] if at_lead else sides.deal[i]])
        table: ProposedTable = side.rows.tables[int(side.rows.table[at])]
        ids[i] = f"{table.path.stem} row {table.table.row_numbers[int(side.rows.row[at])]}"
    return ids


def _first_rows(side: Side) -> Index:
    first = np.full(side.folded.size, -1, np.int64)
    first[side.groups[::-1]] = side.kept[::-1]
    return first
