"""Which sides a journey is made of, read off its ids: lead, opportunity, or both."""

import numpy as np

from planner.journeys.table import Journeys
from planner.sheets.journey_fields import LabelField

BOTH, LEAD, OPPORTUNITY = "lead and opportunity", "lead only", "opportunity only"
LOST = "opportunity missing"
_LABELS = (BOTH, LEAD, OPPORTUNITY, LOST)


def joined_field(journeys: Journeys) -> LabelField | None:
    """Return the sides of each journey; None where the exports had only one of them.

    A journey called by its opportunity's id has no lead. A lead that reached Opportunity (without
    such a stage, the last) and has none misses it.
    """
    ids, deals = (np.array(texts, dtype=object) for texts in (journeys.ids, journeys.deal_ids))
    has_deal = np.asarray(deals != "", bool)
    has_lead = np.asarray(~has_deal | (ids != deals), bool)
    if not has_deal.any() or not has_lead.any():
        return None
    names = [stage.casefold() for stage in journeys.stages]
    beyond = names.index("opportunity") if "opportunity" in names else len(names) - 1
    codes = np.where(has_lead, np.where(has_deal, 0, 1), 2).astype(np.int8)
    codes[~has_deal & journeys.reached[:, beyond]] = 3
    return LabelField(codes, _LABELS)
