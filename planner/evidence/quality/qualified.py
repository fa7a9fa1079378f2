"""What a rule on leads is worth: how many it keeps, how often they are won, what they bring."""

from dataclasses import dataclass

import numpy as np

from planner.evidence.figures import Figure
from planner.evidence.passages import Prepared
from planner.evidence.pooling import pooled_rates
from planner.evidence.quality.leads import Leads
from planner.evidence.quality.rule import Rule
from planner.journeys.table import Mask


@dataclass(frozen=True, slots=True)
class Qualified:
    """Leads a rule keeps, of `of` leads in all: chance of a win, theirs, all others', everyone's.

    Rates are matured, with 90 % interval. `won` of them were won by the as-of date, of `all_won`;
    `bookings` of `all_bookings` are those wins' amounts. `held_out` and `held_out_all` are the
    rates among the leads that no choice of a rule ever saw.
    """

    leads: int
    of: int
    rate: Figure
    others: Figure
    everyone: Figure
    won: int
    all_won: int
    bookings: float
    all_bookings: float
    held_out: Figure
    held_out_all: Figure

    @property
    def share(self) -> float:
        """The share of leads kept."""
        return self.leads / self.of if self.of else float("nan")


def qualified(prepared: Prepared, leads: Leads, rule: Rule) -> Qualified:
    """Return what a rule keeps of some leads."""
    journeys = prepared.journeys
    kept = rule.keeps(journeys.dimensions, len(journeys))[leads.rows]
    won = prepared.reached(len(journeys.stages) - 1)[leads.rows]
    amounts = leads.amounts(prepared)
    everyone = np.ones(len(kept), np.bool_)
    return Qualified(
        int(kept.sum()),
        len(kept),
        _rate(leads, kept),
        _rate(leads, ~kept),
        _rate(leads, everyone),
        int((won & kept).sum()),
        int(won.sum()),
        float(np.sort(amounts[kept]).sum()),
        float(np.sort(amounts).sum()),
        _rate(leads, kept & leads.unseen),
        _rate(leads, leads.unseen),
    )


def _rate(leads: Leads, chosen: Mask) -> Figure:
    """Return the matured rate of some leads, Beta(½ + x, ½ + n_eff − x)."""
    part = leads.part(chosen)
    moved, trials = part.rates(np.zeros(len(part.rows), np.intp), 1)
    return pooled_rates(moved, trials, entrants=[len(part.rows)])[0].figure
