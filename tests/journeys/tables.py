"""Small snapshots from rows that read like a CRM's, and any two of them drawn at random."""

from dataclasses import dataclass, replace
from typing import Any

import numpy as np
from hypothesis import strategies as st

from planner.base.days import NO_DAY, parse_day
from planner.journeys.table import (
    BLANK,
    Dimension,
    Journeys,
    Outcome,
    SetAside,
    Snapshot,
    SourceFile,
)

STAGES = ("Lead", "Opportunity", "Won")
NOTHING = float("nan")


@dataclass(frozen=True)
class Deal:
    """One journey: its dates as MM-DD of 2026, '-' where a reached stage has none."""

    id: str
    dates: str = "01-01"
    deal: str = ""
    channel: str = "Web"
    amount: float = NOTHING
    closing: str = ""
    lost: str = ""


def day(text: str) -> int:
    return NO_DAY if text in ("", "-") else parse_day(f"2026-{text}")


def journeys(
    *deals: Deal, as_of: str = "06-30", stages: tuple[str, ...] = STAGES, currency: str = "EUR"
) -> Journeys:
    """Return a journey table; a deal with a date for the last stage is won."""
    n = len(deals)
    entered = np.full((n, len(stages)), NO_DAY, np.int32)
    reached = np.zeros((n, len(stages)), bool)
    for i, deal in enumerate(deals):
        dates = deal.dates.split()
        entered[i, : len(dates)] = [day(text) for text in dates]
        reached[i, : len(dates)] = True
    outcome = np.where(reached[:, -1], Outcome.WON, Outcome.OPEN).astype(np.int8)
    outcome[[i for i, deal in enumerate(deals) if deal.lost]] = Outcome.LOST
    labels = tuple(dict.fromkeys((BLANK, *(deal.channel for deal in deals))))
    codes = np.array([labels.index(deal.channel) for deal in deals], np.int32)
    return Journeys(
        stages=stages,
        ids=tuple(deal.id for deal in deals),
        entered=entered,
        reached=reached,
        outcome=outcome,
        left=np.array([day(deal.lost) for deal in deals], np.int32),
        amount=np.array([deal.amount for deal in deals], np.float64),
        opened_amount=np.full(n, np.nan),
        dimensions={"channel": Dimension(codes, labels)},
        as_of=day(as_of),
        currency=currency,
        closing=np.array([day(deal.closing) for deal in deals], np.int32),
        deal_ids=tuple(deal.deal for deal in deals),
    )


LEADS = SourceFile("leads.csv", "leads", "generic", "", 1, 0, {"Lead ID": "lead_id"})
DEALS = SourceFile("deals.csv", "opportunities", "generic", "", 1, 0, {"ID": "opportunity_id"})


def snapshot(
    *deals: Deal,
    files: tuple[SourceFile, ...] = (LEADS, DEALS),
    aside: tuple[SetAside, ...] = (),
    **about: Any,
) -> Snapshot:
    table = journeys(*deals, **about)
    return Snapshot(table, files, len(table) + len(aside), 0, aside, {}, ())


def as_rows(table: Journeys) -> list[tuple[Any, ...]]:
    """Return all that is known of each journey, NaN as None."""
    dims = [table.dimensions[name] for name in sorted(table.dimensions)]
    return [
        (
            table.ids[i],
            table.deal_ids[i],
            *table.entered[i].tolist(),
            *table.reached[i].tolist(),
            int(table.outcome[i]),
            int(table.left[i]),
            int(table.closing[i]),
            None if np.isnan(table.amount[i]) else float(table.amount[i]),
            *(d.labels[d.codes[i]] for d in dims),
        )
        for i in range(len(table))
    ]


DATES = ("01-01", "01-01 02-01", "01-01 - 03-01", "01-05 02-05")


@st.composite
def some_snapshots(draw: st.DrawFn, as_of: str = "06-30") -> Snapshot:
    """Draw up to eight journeys whose ids come from few, leads and deals numbered apart."""
    numbers = draw(st.lists(st.integers(0, 9), unique=True, max_size=8))
    deals = []
    for number in numbers:
        lead, deal = draw(st.sampled_from([(1, 0), (0, 1), (1, 1)]))
        deals.append(
            Deal(
                f"L{number}" if lead else f"D{number}",
                draw(st.sampled_from(DATES)),
                f"D{number}" if deal else "",
                draw(st.sampled_from(("Web", "Events", BLANK))),
                draw(st.sampled_from((NOTHING, 100.0, 250.0))),
                draw(st.sampled_from(("", "05-01"))),
            )
        )
    made = snapshot(*deals, as_of=as_of)
    merged = draw(st.integers(0, 3))
    return replace(made, rows_read=made.rows_read + merged, merged=merged)
