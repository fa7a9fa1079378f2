"""Money spent per channel and month, in the plan's currency."""

import numpy as np

from planner.base.day_columns import months_of
from planner.base.days import NO_DAY
from planner.base.units import count
from planner.intake.recognition.proposal import Proposal
from planner.intake.records.rates import Exchange
from planner.intake.values.fields import Entity
from planner.journeys.table import BLANK, Spend


def read_spend(proposal: Proposal, into: Exchange) -> tuple[tuple[Spend, ...], list[str]]:
    """Return the spend, rows of one channel and month added up, and what was left out."""
    totals: dict[tuple[str, int], float] = {}
    left_out = 0
    for table in proposal.of(Entity.SPEND):
        days = table.typed.days.get("month")
        if days is None or "amount" not in table.typed.money:
            continue
        left_out += int(into.inconvertible(table.typed).sum())
        amounts = into.converted(table.typed).money["amount"]
        channels = table.typed.texts.get("lead_source", table.typed.texts.get("campaign"))
        months = months_of(days)
        for i in np.flatnonzero((days != NO_DAY) & ~np.isnan(amounts)).tolist():
            channel = str(channels[i]) if channels is not None else ""
            key = (channel or BLANK, int(months[i]))
            totals[key] = totals.get(key, 0.0) + float(amounts[i])
    spend = tuple(Spend(channel, month, amount) for (channel, month), amount in totals.items())
    said = f"Spend in a currency without a rate left out: {count(left_out)}."
    return spend, [said] if left_out else []
