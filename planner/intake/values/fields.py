"""The vocabulary of columns: what a CRM column can mean, and what a missing one costs."""

from dataclasses import dataclass
from enum import StrEnum


class Shape(StrEnum):
    """How the cells of a field are read."""

    ID = "id"
    TEXT = "text"
    DATE = "date"
    MONEY = "money"
    FLAG = "flag"
    SHARE = "share"
    CERTAIN = "certain"


class Entity(StrEnum):
    """What one row of a table stands for."""

    LEADS = "leads"
    OPPORTUNITIES = "opportunities"
    STAGE_HISTORY = "stage_history"
    ACTIVITIES = "activities"
    CAMPAIGN_MEMBERS = "campaign_members"
    SPEND = "spend"
    VOLUMES = "volumes"
    REPS = "reps"
    OTHER = "other"


@dataclass(frozen=True, slots=True)
class Field:
    """One meaning a column can have; `unlocks` says what its absence costs, empty if nothing."""

    name: str
    shape: Shape
    unlocks: str = ""


_ALL = (
    Field("lead_id", Shape.ID, "matching leads to opportunities and recognising duplicates"),
    Field("opportunity_id", Shape.ID, "recognising an opportunity that stands on several rows"),
    Field("converted_opportunity_id", Shape.ID, "joining leads to their opportunities by id"),
    Field("record_id", Shape.ID, "knowing which lead or opportunity was worked"),
    Field("created", Shape.DATE, "volume per month and the first transition's velocity"),
    Field("mql_date", Shape.DATE, "the stage MQL"),
    Field("sal_date", Shape.DATE, "the stage SAL and with it the hand-off"),
    Field("converted_date", Shape.DATE, "the date a lead became an opportunity"),
    Field("disqualified_date", Shape.DATE, "the day a lost lead left"),
    Field("close_date", Shape.DATE, "bookings per month and the cycle"),
    Field("won_date", Shape.DATE),
    Field("lost_date", Shape.DATE),
    Field("last_modified", Shape.DATE),
    Field("last_activity", Shape.DATE),
    Field("first_responded", Shape.DATE),
    Field("date", Shape.DATE),
    Field("valid_through", Shape.DATE),
    Field("month", Shape.DATE),
    Field("hired", Shape.DATE, "the ramp of new reps"),
    Field("lead_source", Shape.TEXT, "every figure per channel"),
    Field("campaign", Shape.TEXT, "figures per campaign"),
    Field("offer", Shape.TEXT),
    Field("segment", Shape.TEXT, "figures per segment"),
    Field("region", Shape.TEXT, "figures per region"),
    Field("product", Shape.TEXT),
    Field("owner", Shape.TEXT, "figures per rep"),
    Field("source_team", Shape.TEXT),
    Field("type", Shape.TEXT),
    Field("lead_status", Shape.TEXT, "lost leads, and with them closed-only conversion"),
    Field("loss_reason", Shape.TEXT, "why leads are turned down, and answers with a reason"),
    Field("stage", Shape.TEXT, "won, lost and open"),
    Field("from_stage", Shape.TEXT),
    Field("status", Shape.TEXT),
    Field("forecast_category", Shape.TEXT),
    Field("name", Shape.TEXT),
    Field("account", Shape.TEXT),
    Field("email", Shape.TEXT),
    Field("currency", Shape.TEXT),
    Field("measure", Shape.TEXT),
    Field("amount", Shape.MONEY, "deal size and bookings"),
    Field("opened_amount", Shape.MONEY, "the discount from opened to won amount"),
    Field("count", Shape.MONEY),
    Field("quota", Shape.MONEY, "attainment against quota"),
    Field("is_converted", Shape.FLAG),
    Field("is_closed", Shape.FLAG),
    Field("is_won", Shape.FLAG),
    Field("is_active", Shape.FLAG),
    Field("is_deleted", Shape.FLAG),
    Field("has_responded", Shape.FLAG, "who responded, and who was only invited"),
    Field("probability", Shape.SHARE),
    Field("won_probability", Shape.CERTAIN),
)
FIELDS = {f.name: f for f in _ALL}

ENTERED = "entered:"
"""Prefix of fields that date the entry into a stage of the CRM, such as 'entered:Demo'."""
COUNTED, COUNTED_IN = "count:", "in:"
"""Prefixes of fields that count what a column is named for: 'count:Visits', 'in:2026-01'."""

_OPEN = {ENTERED: Shape.DATE, COUNTED: Shape.MONEY, COUNTED_IN: Shape.MONEY}

ALIASES = {
    "channel": "lead_source",
    "rep": "owner",
    "date": "date",
    "crm stage": "stage",
    "team": "source_team",
    "est_revenue": "opened_amount",
}

DIMENSIONS = {
    "lead_source": "channel",
    "campaign": "campaign",
    "offer": "offer",
    "segment": "segment",
    "region": "region",
    "product": "product",
    "owner": "rep",
    "source_team": "source team",
    "type": "type",
    "loss_reason": "loss reason",
}
"""Text fields that become dimensions of the journeys, and the dimension's name."""

_LEAD_FIELDS = (
    "lead_id", "created", "mql_date", "sal_date", "converted_date", "converted_opportunity_id",
    "lead_source", "campaign", "offer", "segment", "region", "product", "owner", "source_team",
    "lead_status", "loss_reason", "email", "account", "name", "disqualified_date", "last_modified",
    "last_activity", "type", "is_converted", "is_active", "is_deleted", "won_date", "amount",
    "currency",
)  # fmt: skip
_OPPORTUNITY_FIELDS = (
    "opportunity_id", "name", "account", "created", "close_date", "won_date", "lost_date", "stage",
    "status", "amount", "opened_amount", "currency", "lead_id", "lead_source", "campaign", "offer",
    "owner", "source_team", "type", "product", "segment", "region", "is_closed", "is_won",
    "is_active", "is_deleted", "probability", "last_modified", "last_activity", "email",
    "forecast_category", "won_probability", "loss_reason",
)  # fmt: skip

_MEMBER_FIELDS = (
    "lead_id", "opportunity_id", "record_id", "campaign", "lead_source", "status", "has_responded",
    "first_responded", "created",
)  # fmt: skip

ENTITY_FIELDS: dict[Entity, tuple[str, ...]] = {
    Entity.LEADS: _LEAD_FIELDS,
    Entity.OPPORTUNITIES: _OPPORTUNITY_FIELDS,
    Entity.STAGE_HISTORY: (
        "opportunity_id",
        "stage",
        "from_stage",
        "date",
        "valid_through",
        "amount",
        "is_deleted",
    ),
    Entity.ACTIVITIES: (
        "record_id", "lead_id", "opportunity_id", "date", "type", "owner", "campaign",
        "lead_source",
    ),
    Entity.CAMPAIGN_MEMBERS: _MEMBER_FIELDS,
    Entity.SPEND: ("lead_source", "month", "amount", "currency", "campaign"),
    Entity.VOLUMES: ("lead_source", "month", "count", "measure", "campaign"),
    Entity.REPS: ("owner", "source_team", "hired", "quota", "month", "currency"),
    Entity.OTHER: (),
}  # fmt: skip

WANTED: dict[Entity, tuple[str, ...]] = {
    Entity.LEADS: ("lead_id", "created", "lead_source", "lead_status"),
    Entity.OPPORTUNITIES: ("created", "close_date", "stage", "amount"),
}
"""Fields whose absence is worth a sentence, where no other field stands for them."""


def field_named(name: str) -> Field | None:
    """Return the field of a name or alias, None if there is none.

    Included are 'entered:STAGE', 'count:MEASURE' and 'in:MONTH'.
    """
    plain = name.strip()
    lowered = plain.casefold().replace(" ", "_")
    for prefix, shape in _OPEN.items():
        if lowered.startswith(prefix) and len(plain) > len(prefix):
            return Field(prefix + plain[len(prefix) :].strip(), shape)
    return FIELDS.get(ALIASES.get(lowered, lowered))
