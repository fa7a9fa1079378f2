"""What is true of the sample company: its channels, segments, regions and reps."""

from dataclasses import dataclass
from datetime import date
from typing import Literal

STAGES = ("Inquiry", "MQL", "SAL", "Opportunity", "Won")
OPPORTUNITY = STAGES.index("Opportunity")
WON = STAGES.index("Won")

Transitions = tuple[float, float, float, float]


@dataclass(frozen=True, slots=True)
class Channel:
    """One channel: `rates` and `days` (mean lag of what moves on) hold per transition.

    `share` is its part of all leads; a channel that enters at Opportunity has no leads, its share
    counts opportunities per lead of the company. `segments` is its mix, `growth` per year.
    """

    name: str
    team: str
    share: float
    growth: float
    rates: Transitions
    days: Transitions
    size: float
    segments: tuple[float, float, float]
    cost: float
    campaigns: tuple[str, ...]
    offers: tuple[str, ...] = ()
    entry: int = 0


@dataclass(frozen=True, slots=True)
class Segment:
    """How a segment departs from its channel: factors on rates, closing days; its deal size."""

    name: str
    rates: Transitions
    closing_days: float
    deal_size: float


@dataclass(frozen=True, slots=True)
class Rep:
    """A rep: `closing` multiplies the rate of winning (mean 1 within a region), `touch` in days."""

    name: str
    region: str
    closing: float
    touch: float


@dataclass(frozen=True, slots=True)
class LagShape:
    """A family of waiting times; `spread` is the gamma's shape or the log-normal's sigma."""

    family: Literal["gamma", "log-normal"]
    spread: float


@dataclass(frozen=True, slots=True)
class Turn:
    """What the new year changed: from a day on a channel brings so many times what it would."""

    channel: str
    since: date
    factor: float


CONVERSION_SHAPES = (
    LagShape("gamma", 0.9),
    LagShape("gamma", 1.1),
    LagShape("log-normal", 0.7),
    LagShape("log-normal", 0.6),
)
LOSS_SHAPES = (
    LagShape("gamma", 1.5),
    LagShape("gamma", 1.2),
    LagShape("gamma", 1.5),
    LagShape("log-normal", 0.75),
)
LOSS_DAYS: Transitions = (28.0, 15.0, 26.0, 98.0)

SEGMENTS = (
    Segment("SMB", (1.05, 1.03, 1.04, 1.10), 0.75, 26_000.0),
    Segment("Mid-market", (1.0, 1.0, 1.0, 1.0), 1.0, 54_000.0),
    Segment("Enterprise", (0.90, 0.95, 0.92, 0.82), 1.40, 104_000.0),
)

_GUIDES = ("Pricing guide", "ROI calculator", "Product tour", "Buyer's checklist", "Contact form")

CHANNELS = (
    Channel(
        "Paid search", "Marketing", 0.26, 0.14, (0.31, 0.60, 0.50, 0.26), (8, 5, 22, 88),
        0.95, (0.50, 0.36, 0.14), 118.0,
        ("Search brand", "Search category", "Search competitors"), _GUIDES,
    ),
    Channel(
        "Organic search", "Marketing", 0.20, 0.18, (0.34, 0.63, 0.52, 0.27), (10, 5, 21, 84),
        1.0, (0.48, 0.37, 0.15), 34.0, ("Website", "Blog"), _GUIDES,
    ),
    Channel(
        "Paid social", "Marketing", 0.18, 0.22, (0.17, 0.42, 0.33, 0.14), (15, 7, 28, 112),
        0.75, (0.60, 0.31, 0.09), 62.0, ("Social awareness", "Social retargeting"), _GUIDES[:4],
    ),
    Channel(
        "Webinar", "Marketing", 0.12, 0.08, (0.36, 0.54, 0.42, 0.22), (12, 6, 27, 100),
        0.90, (0.46, 0.39, 0.15), 55.0,
        ("Forecasting clinic", "Customer panel", "Product deep dive"), ("Webinar registration",),
    ),
    Channel(
        "Events", "Marketing", 0.09, 0.06, (0.42, 0.71, 0.55, 0.28), (9, 4, 24, 92),
        1.05, (0.32, 0.42, 0.26), 330.0,
        ("Spring trade fair", "Autumn summit", "Regional roadshow"), ("Booth scan",),
    ),
    Channel(
        "Partner referral", "Partner", 0.03, 0.20, (0.56, 0.80, 0.65, 0.40), (5, 3, 16, 58),
        1.10, (0.30, 0.45, 0.25), 140.0, ("Partner programme",),
    ),
    Channel(
        "Outbound", "Sales", 0.031, 0.10, (1.0, 1.0, 1.0, 0.21), (0, 0, 0, 106),
        1.10, (0.25, 0.45, 0.30), 1_150.0, ("Named accounts", "Win-back"), entry=OPPORTUNITY,
    ),
    Channel(
        "List purchase", "Marketing", 0.12, 0.04, (0.07, 0.24, 0.18, 0.08), (21, 9, 33, 125),
        0.70, (0.62, 0.30, 0.08), 21.0, ("Bought contacts",),
    ),
)  # fmt: skip

REGIONS = {"North America": 0.52, "EMEA": 0.33, "APAC": 0.15}

REPS = (
    Rep("Maya Okafor", "North America", 1.22, 0.3),
    Rep("Daniel Reyes", "North America", 1.10, 0.8),
    Rep("Priya Raman", "North America", 1.05, 0.5),
    Rep("Owen Gallagher", "North America", 1.00, 1.6),
    Rep("Hannah Lindqvist", "North America", 0.95, 0.9),
    Rep("Marcus Bell", "North America", 0.88, 2.4),
    Rep("Tessa Novak", "North America", 0.80, 3.1),
    Rep("Lukas Brandt", "EMEA", 1.16, 0.6),
    Rep("Camille Durand", "EMEA", 1.06, 0.4),
    Rep("Giulia Ferraro", "EMEA", 1.00, 1.1),
    Rep("Tom Ashworth", "EMEA", 0.90, 1.8),
    Rep("Ines Carvalho", "EMEA", 0.88, 2.7),
    Rep("Kenji Watanabe", "APAC", 1.08, 0.7),
    Rep("Asha Menon", "APAC", 0.92, 1.3),
)

SEASON = (0.94, 0.99, 1.08, 1.03, 1.04, 1.01, 0.92, 0.88, 1.07, 1.10, 1.05, 0.87)
"""Volume by calendar month, January first, around 1."""

WEEKDAY = (1.08, 1.16, 1.14, 1.10, 0.98, 0.24, 0.30)
"""Volume by weekday, Monday first."""

REASONS = ("No budget", "No project", "Student", "Wrong data", "No answer", "Competitor")
"""Why leads and deals are lost, as reps choose it from a list."""
DEFAULT_REASONS = (0.24, 0.22, 0.08, 0.06, 0.26, 0.14)
CHANNEL_REASONS = {
    "List purchase": (0.10, 0.14, 0.02, 0.44, 0.28, 0.02),
    "Events": (0.12, 0.26, 0.34, 0.06, 0.18, 0.04),
    "Paid social": (0.16, 0.20, 0.30, 0.08, 0.22, 0.04),
}
"""Shares of the reasons of a lead that is turned down, where its channel has its own."""
DEAL_REASONS = (0.26, 0.18, 0.0, 0.0, 0.14, 0.42)
NO_REASON = 0.18
"""Share of what is lost without a reason given."""

DEAL_SIGMA = 0.45
DISCOUNT = (2.0, 14.0)
"""Beta parameters of the discount from the opened to the won amount."""

TURNS = (
    Turn("Paid search", date(2027, 1, 1), 1.06),
    Turn("Outbound", date(2027, 1, 1), 1.25),
    Turn("List purchase", date(2027, 3, 1), 0.4),
    Turn("Events", date(2027, 5, 1), 1.5),
)

EXISTING_SHARE = 0.16
CURRENCY = "USD"
