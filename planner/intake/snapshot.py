"""From a proposal to a snapshot: fold rows, join both sides, trace paths, account for all."""

from collections.abc import Sequence

import numpy as np

from planner.base.days import NO_DAY, Day, iso, months_of
from planner.base.problem import Problem, RefusedError
from planner.base.progress import Progress, silent
from planner.base.units import count
from planner.intake.beside import read_beside
from planner.intake.dimensions import make_dimensions
from planner.intake.fields import Entity
from planner.intake.folding import Index
from planner.intake.paths import Paths, Sides, trace
from planner.intake.proposal import Proposal, ProposedTable
from planner.intake.setaside import as_set_aside, one_currency
from planner.intake.sides import Side, fold_side, pair, tie_sides
from planner.intake.typed import Texts
from planner.journeys.table import (
    BLANK,
    Codes,
    Dimension,
    Journeys,
    Mask,
    Money,
    Outcome,
    Snapshot,
    Spend,
)

_STEPS = 4


def take_in(proposal: Proposal, progress: Progress = silent) -> Snapshot:
    """Return the snapshot of a proposal; RefusedError if no journey can be made of it."""
    as_of = _checked(proposal)
    progress("Folding rows", 0, _STEPS)
    leads = fold_side(proposal, Entity.LEADS, "lead_id")
    deals = fold_side(proposal, Entity.OPPORTUNITIES, "opportunity_id")
    currency = one_currency(deals.rows, deals.reasons == "", proposal.hints.currency)
    progress("Joining leads and opportunities", 1, _STEPS)
    ties = tie_sides(proposal, leads, deals)
    sides, lead_at, deal_at = pair(proposal, leads, deals, ties, as_of)
    progress("Tracing journeys", 2, _STEPS)
    stated = proposal.hints.as_of is not None
    paths = trace(sides, proposal.funnel, proposal.stage_map, as_of, stated)
    later = f"dated after the as-of date {iso(as_of)}"
    for side, journey in ((leads, lead_at), (deals, deal_at)):
        side.reasons[side.kept[paths.later[journey[side.groups]]]] = later
    progress("Making the journey table", 3, _STEPS)
    ids = _ids(sides, leads, deals)
    journeys, warnings = _journeys(proposal, sides, paths, ids, currency)
    beside = read_beside(proposal, currency)
    rows_read = leads.rows.typed.size + deals.rows.typed.size
    return Snapshot(
        journeys=journeys,
        files=tuple(table.as_source() for table in proposal.tables),
        rows_read=rows_read,
        merged=_merged(((leads, lead_at), (deals, deal_at)), len(sides.lead)),
        set_aside=(
            *as_set_aside(leads.rows, leads.reasons),
            *as_set_aside(deals.rows, deals.reasons),
        ),
        joined=dict(ties.counts),
        warnings=(*proposal.warnings, *warnings, *beside.warnings),
        spend=_spend(proposal),
        volumes=beside.volumes,
        responses=beside.responses,
        reps=beside.reps,
    )


def _merged(placed: Sequence[tuple[Side, Index]], journeys: int) -> int:
    """Return how many usable rows belong to a journey that another row already makes."""
    rows = np.zeros(journeys, np.int64)
    for side, journey in placed:
        usable = side.reasons[side.kept] == ""
        rows += np.bincount(journey[side.groups[usable]], minlength=journeys)
    return int(np.maximum(rows - 1, 0).sum())


def _checked(proposal: Proposal) -> Day:
    """Return the as-of date of a proposal journeys can be made of; RefusedError otherwise."""
    tables = (*proposal.of(Entity.LEADS), *proposal.of(Entity.OPPORTUNITIES))
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
    proposal: Proposal,
    sides: Sides,
    paths: Paths,
    ids: list[str],
    currency: str,
) -> tuple[Journeys, list[str]]:
    """Return the table of the journeys begun by the as-of date, and what is worth saying of it."""
    keep = ~paths.later
    dimensions, disagreements = make_dimensions(sides, proposal.profiles)
    won = paths.outcome == Outcome.WON
    amount = _money(sides, "amount")
    unpriced = won & ~(amount > 0)
    amount[unpriced] = np.nan
    journeys = Journeys(
        stages=proposal.stages,
        ids=tuple(ids[i] for i in np.flatnonzero(keep)),
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
    )
    said = (
        (int((unpriced & keep).sum()) if "amount" in sides.deals.money else 0,
         "won without an amount, left out of deal size"),
        (disagreements, "where lead and opportunity name different channels; the lead's stands"),
        (paths.contradicting, "whose closed and won marks contradict their stage"),
        (paths.unwon, "won once and open again, counted as won"),
        (int(_out_of_order(journeys).sum()), "with dates out of order, left out of velocity"),
        (int((journeys.entered == NO_DAY).all(axis=1).sum()), "without any date"),
        (sides.history.unknown, "rows of stage history about unknown opportunities"),
    )  # fmt: skip
    return journeys, [f"{count(n)} {_noun(n, text)}{text}." for n, text in said if n]


def _noun(count: int, text: str) -> str:
    if text.startswith("rows"):
        return ""
    return "journey " if count == 1 else "journeys "


def _out_of_order(journeys: Journeys) -> Mask:
    latest = np.full(len(journeys), NO_DAY, np.int32)
    wrong = np.zeros(len(journeys), bool)
    for stage in range(len(journeys.stages)):
        days = journeys.entered[:, stage]
        wrong |= (days != NO_DAY) & (days < latest)
        latest = np.maximum(latest, days)
    return wrong


def _money(sides: Sides, name: str) -> Money:
    column = sides.deals.money.get(name)
    return np.full(len(sides.deal), np.nan) if column is None else column.copy()


def _deal_ids(sides: Sides) -> Texts:
    """Return the opportunity's id of each journey, '' without one."""
    blank = np.full(len(sides.deal), "", dtype=object)
    return sides.deals.texts.get("opportunity_id", blank)


def _ids(sides: Sides, leads: Side, deals: Side) -> list[str]:
    """Return the lead's id, else the opportunity's, else where the row stands."""
    n = len(sides.lead)
    ours = sides.leads.texts.get("lead_id", np.full(n, "", dtype=object))
    theirs = _deal_ids(sides)
    ids = [str(a or b) for a, b in zip(ours.tolist(), theirs.tolist(), strict=True)]
    if all(ids):
        return ids
    lead_rows, deal_rows = _first_rows(leads), _first_rows(deals)
    for i, text in enumerate(ids):
        if not text:
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


def _spend(proposal: Proposal) -> tuple[Spend, ...]:
    """Return money spent per channel and month, rows of one channel and month added up."""
    totals: dict[tuple[str, int], float] = {}
    for table in proposal.of(Entity.SPEND):
        days, amounts = table.typed.days.get("month"), table.typed.money.get("amount")
        if days is None or amounts is None:
            continue
        channels = table.typed.texts.get("lead_source", table.typed.texts.get("campaign"))
        months: Codes = months_of(days)
        for i in np.flatnonzero((days != NO_DAY) & ~np.isnan(amounts)).tolist():
            channel = str(channels[i]) if channels is not None else ""
            key = (channel or BLANK, int(months[i]))
            totals[key] = totals.get(key, 0.0) + float(amounts[i])
    return tuple(Spend(channel, month, amount) for (channel, month), amount in totals.items())
