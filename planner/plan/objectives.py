"""The objectives of the scorecards, by the names their weights have in keys."""

from planner.base.stages import Owner

_MARKETING = ("inquiries", "qualified_rate", "sourced_share", "pipeline_created", "marketing_days")
_SALES = ("deals", "deal_size", "closing_rate", "self_sourced_share", "sales_days")
_SHARED = ("bookings", "hand_off", "cycle")

SDR_OBJECTIVES = ("accepted_leads", "first_touch", "answered")
"""Those of inside sales, on accepted leads, where a plan has them."""
OBJECTIVES = _MARKETING + _SALES + _SHARED
"""Every objective, Marketing's first, the shared ones, which bind both, last."""


WEIGHED = OBJECTIVES + SDR_OBJECTIVES
"""Everything that can have a weight, by its place in keys."""


def bound_by(objective: str) -> Owner:
    """Return whose scorecard an objective stands on; the shared ones stand on both."""
    if objective in _SHARED:
        return Owner.SHARED
    return Owner.MARKETING if objective in _MARKETING else Owner.SALES
