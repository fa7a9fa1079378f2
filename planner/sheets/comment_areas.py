"""The sheets whose rows are commented on, as comments name them and as people do."""

from planner.plan.comments import PLAN, area_parts
from planner.sheets.attribution import NAME as ATTRIBUTION
from planner.sheets.audit import NAME as AUDIT
from planner.sheets.benchmarks import NAME as BENCHMARKS
from planner.sheets.campaigns import NAME as CAMPAIGNS
from planner.sheets.monthly import NAME as VOLUME
from planner.sheets.open_deals import NAME as OPEN
from planner.sheets.scorecards import NAME as CARDS
from planner.sheets.sla_words import BREACHES, DEFINITIONS, HAND_OFF, MARKETING, SALES
from planner.sheets.stays import NAME as TIME
from planner.sheets.steps import NAME as COHORTS

_OF_RESULTS = {
    PLAN: "Plan",
    "marketing": MARKETING,
    "sales": SALES,
    "breaches": BREACHES,
    "hand-off": HAND_OFF,
    "definitions": DEFINITIONS,
    "cards": CARDS,
    "benchmarks": BENCHMARKS,
}
_OF_PARTS = {
    ("Funnel", "cohorts"): COHORTS,
    ("Funnel", "time"): TIME,
    ("Funnel", "volume"): VOLUME,
    ("Funnel", "lead value"): "Lead value",
    ("Funnel", "open"): OPEN,
    ("Funnel", "drivers"): "Drivers",
    ("Funnel", "quality"): "Lead quality",
    ("Funnel", "beliefs"): "Beliefs",
    ("Funnel", "attribution"): ATTRIBUTION,
    ("Funnel", "campaigns"): CAMPAIGNS,
    ("Funnel", "counts"): "Counts",
    ("Data", "journeys"): "Journeys",
    ("Data", "aside"): "Set aside",
    ("Data", "snapshots"): "Snapshots",
    ("Data", "counts"): "Counts",
    ("Plan", "moves"): "Levers",
    ("Plan", "leads"): "Leads",
    ("Plan", "bridge"): "Comparison",
    ("SLA", "audit"): AUDIT,
}
"""The grids of parts by the sheet they stand on; of all others it is the sheet's own."""


def grid_name(sheet: str) -> str:
    """Return the name of the grid that a sheet, or an area, of comments stands for."""
    parts = area_parts(sheet)
    return _OF_RESULTS.get(sheet) or _OF_PARTS.get(parts[:2], parts[0])  # type: ignore[arg-type]


def tab_and_part(sheet: str) -> tuple[str, str]:
    """Return the sheet among the tabs, and the key of its part, '' where it has none."""
    if sheet == PLAN:
        return "Plan", ""
    if sheet in _OF_RESULTS:
        return _OF_RESULTS[sheet].partition(":")[0], sheet
    tab, *rest = area_parts(sheet)
    return tab, rest[0] if rest else ""


def asked_for(sheet: str) -> tuple[str, ...]:
    """Return what a part was asked for where it was commented on, such as the cut."""
    return () if sheet in _OF_RESULTS else area_parts(sheet)[2:]
