"""Charts of campaigns: what they are credited with, and what a deal costs by channel."""

import math

from planner.base.units import ENGLISH, NumberStyle
from planner.evidence.campaigns import CampaignRow, Campaigns
from planner.sheets.attribution_words import rule_in_sentence
from planner.sheets.campaigns import key_of
from planner.sheets.cells import Kind, Place
from planner.sheets.charts import BridgeBar, Chart
from planner.sheets.funnel import window_text
from planner.sheets.words import Tongue, in_sentence

FUNNEL = "Funnel"
MOST_BARS = 10


def campaigns_chart(found: Campaigns, style: NumberStyle = ENGLISH, currency: str = "USD") -> Chart:
    """Return the campaigns credited with most bookings, as bars."""
    tongue = Tongue(style, currency)
    rows = [row for row in found.rows if row.campaign and row.bookings > 0]
    shown = sorted(rows, key=lambda row: -row.bookings)[:MOST_BARS]
    bars = tuple(_bar(row, row.campaign, "bookings", row.bookings, tongue) for row in shown)
    when = f" in {window_text(found.window)}" if found.window else ""
    return Chart(
        campaigns_finding(shown, found.rows[0].bookings, tongue),
        f"Bookings credited to answers{when} by {rule_in_sentence(found.rule)}",
        bridge=bars,
        values_as=Kind.MONEY,
        horizontal=True,
        empty="" if shown else "No deal was won yet by those who answered in this window.",
    )


def _bar(row: CampaignRow, label: str, column: str, value: float, tongue: Tongue) -> BridgeBar:
    place = Place(FUNNEL, key_of(row), column)
    return BridgeBar(label, 0.0, value, tongue.short(value), "evidence", place)


def campaigns_finding(shown: list[CampaignRow], total: float, tongue: Tongue) -> str:
    """Say what share of the bookings the best campaigns are credited with."""
    if not shown:
        return "Bookings by campaign"
    best = shown[:3]
    share = tongue.rate(sum(row.bookings for row in best) / total, 0)
    names = ", ".join(row.campaign for row in best[:-1])
    names = f"{names} and {best[-1].campaign}" if names else best[-1].campaign
    return f"{names} brought {share} of what campaigns are credited with"


def cost_chart(
    found: Campaigns, stages: tuple[str, ...], style: NumberStyle = ENGLISH, currency: str = "USD"
) -> Chart:
    """Return what a deal won cost by channel, the dearest first."""
    tongue, won = Tongue(style, currency), in_sentence(stages[-1])
    rows = [r for r in found.rows if r.channel and not r.campaign and math.isfinite(r.cost_per_won)]
    shown = sorted(rows, key=lambda row: -row.cost_per_won)
    bars = tuple(_bar(row, row.channel, "per_won", row.cost_per_won, tongue) for row in shown)
    when = f" in {window_text(found.window)}" if found.window else ""
    return Chart(
        cost_finding(shown, tongue),
        f"Spend{when} per lead that answered and was {won} afterwards",
        bridge=bars,
        values_as=Kind.MONEY,
        horizontal=True,
        empty="" if shown else "No spend of a channel with a deal won is known in this window.",
    )


def cost_finding(shown: list[CampaignRow], tongue: Tongue) -> str:
    """Say how far apart the channels are."""
    if len(shown) < 2:
        return "What a deal costs"
    dear, cheap = shown[0], shown[-1]
    high, low = (tongue.short(row.cost_per_won) for row in (dear, cheap))
    return f"A deal costs {high} by {dear.channel}, {low} by {cheap.channel}"
