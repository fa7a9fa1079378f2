"""Money spent per channel and month, in the plan's currency."""

import numpy as np

from planner.base.day_columns import months_of
from planner.base.days import NO_DAY
from planner.base.units import count
from planner.intake.recognition.proposal import Proposal, ProposedTable
from planner.intake.records.activities import text_column
from planner.intake.records.rates import Exchange
from planner.intake.values.fields import Entity
from planner.intake.values.typed import Texts
from planner.journeys.table import BLANK, Spend


def read_spend(proposal: Proposal, into: Exchange) -> tuple[tuple[Spend, ...], list[str]]:
    """Return the spend, rows of one channel, campaign and month added up, and what was left out.

    Where no column says the channel, a campaign stands as its own.
    """
    totals: dict[tuple[str, str, int], float] = {}
    left_out = 0
    for table in proposal.of(Entity.SPEND):
        days = table.typed.days.get("month")
        if days is None or "amount" not in table.typed.money:
            continue
        left_out += int(into.inconvertible(table.typed).sum())
        amounts = into.converted(table.typed).money["amount"]
        channels, campaigns = _names(table)
        months = months_of(days)
        for i in np.flatnonzero((days != NO_DAY) & ~np.isnan(amounts)).tolist():
            key = (str(channels[i]) or BLANK, str(campaigns[i]), int(months[i]))
            totals[key] = totals.get(key, 0.0) + float(amounts[i])
    spend = tuple(
        Spend(channel, month, amount, campaign)
        for (channel, campaign, month), amount in totals.items()
    )
    said = f"Spend in a currency without a rate left out: {count(left_out)}."
    return spend, [said] if left_out else []


def _names(table: ProposedTable) -> tuple[Texts, Texts]:
    """Return the channel and the campaign of each row."""
    channels, campaigns = (text_column(table, name) for name in ("lead_source", "campaign"))
    if "lead_source" not in table.typed.texts:
        return campaigns, np.full(table.size, "", dtype=object)
    return channels, campaigns
