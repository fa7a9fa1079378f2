"""Definition diff: two rules on the same data, the rows that only one keeps, and what they do."""

from dataclasses import dataclass

import numpy as np

from planner.evidence.passages import Prepared
from planner.evidence.quality import Rule
from planner.evidence.quality.leads import Leads
from planner.evidence.quality.qualified import Qualified, qualified
from planner.journeys.table import Mask


@dataclass(frozen=True, eq=False)
class Difference:
    """Leads (rows of the journeys) that only one of two rules keeps, and what each is worth.

    `money` is the bookings of the second rule's leads minus those of the first's.
    """

    only_first: tuple[int, ...]
    only_second: tuple[int, ...]
    both: int
    first: Qualified
    second: Qualified

    @property
    def rate(self) -> float:
        """The second rule's matured chance of a win minus the first's."""
        return self.second.rate.value - self.first.rate.value

    @property
    def money(self) -> float:
        """Bookings of the second rule's leads minus those of the first's."""
        return self.second.bookings - self.first.bookings


def difference(prepared: Prepared, leads: Leads, first: Rule, second: Rule) -> Difference:
    """Compare two definitions on the same leads."""
    journeys = prepared.journeys
    one, other = (
        rule.keeps(journeys.dimensions, len(journeys))[leads.rows] for rule in (first, second)
    )

    def rows(mask: Mask) -> tuple[int, ...]:
        return tuple(np.asarray(leads.rows)[mask].tolist())

    return Difference(
        rows(one & ~other),
        rows(other & ~one),
        int((one & other).sum()),
        qualified(prepared, leads, first),
        qualified(prepared, leads, second),
    )
