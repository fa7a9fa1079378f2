"""Campaigns as a grid: who answered, became MQL and was won, and what that cost and brought."""

import math
from collections.abc import Callable
from dataclasses import replace

from planner.base.units import ENGLISH, NumberStyle
from planner.evidence.campaigns import CampaignRow, Campaigns
from planner.evidence.figures import THIN
from planner.evidence.passages import Keys
from planner.journeys.touches import JourneyTouches
from planner.sheets.attribution_words import rule_in_sentence
from planner.sheets.cells import EMPTY, Cell, Column, Explanation, Kind, Row, Tone
from planner.sheets.funnel import TOTAL_KEY, window_text
from planner.sheets.table import TableRow, TableSheet, said, strong, unfolded
from planner.sheets.words import Tongue, heading, in_sentence

NAME = "Campaigns"
NO_ANSWERS = "Nobody answered a campaign in this window."


def key_of(row: CampaignRow) -> str:
    """Return a row's key."""
    if not row.channel:
        return TOTAL_KEY
    return f"{row.channel}/{row.campaign}" if row.campaign else row.channel


def channel_keys(found: Campaigns) -> frozenset[str]:
    """Return the keys of the channels' rows."""
    return frozenset(row.channel for row in found.rows if row.channel)


def campaigns_sheet(
    found: Campaigns, stages: tuple[str, ...], touches: JourneyTouches, *,
    folded: frozenset[str] = frozenset(), style: NumberStyle = ENGLISH, currency: str = "USD",
) -> TableSheet:  # fmt: skip
    """Return channels, those with most answers first, their campaigns below, and all together.

    Row keys are CHANNEL, CHANNEL/CAMPAIGN and "total"; column keys campaign, answers, leads,
    qualified, won, rate, bookings, cost, per_won.
    """
    tongue = Tongue(style, currency)
    known = {key_of(row): row for row in found.rows}
    rows = [_table_row(row, folded, tongue) for row in _ordered(found)]
    flat = tuple(TableRow(Row(r.row.key), r.cells) for r in rows if r.row.level)
    return TableSheet(
        NAME,
        _columns(found, stages),
        unfolded(rows),
        _explainer(found, known, stages, tongue),
        footnote=_footnote(touches, tongue) if len(rows) > 1 else "",
        empty=NO_ANSWERS,
        listing=lambda: flat,
        every=tuple(rows),
    )


def _ordered(found: Campaigns) -> list[CampaignRow]:
    """Return channels by answers, each with its campaigns, all together last."""
    total, *rest = found.rows
    channels = sorted((row for row in rest if not row.campaign), key=lambda row: -row.answers)
    return [
        *(row for top in channels for row in rest if row.channel == top.channel),
        *((total,) if channels else ()),
    ]


def _columns(found: Campaigns, stages: tuple[str, ...]) -> tuple[Column, ...]:
    qualified, won = stages[found.stage], heading(stages[-1])
    return (
        Column("campaign", "Campaign", Kind.TEXT, 230),
        Column("answers", "Answers", Kind.NUMBER, 84),
        Column("leads", "By leads", Kind.NUMBER, 84),
        *((Column("qualified", f"Became {qualified}", Kind.NUMBER, 112),) if found.stage else ()),
        Column("won", won, Kind.NUMBER, 72),
        Column("rate", f"Leads → {won}", Kind.RATE, 108),
        Column("bookings", "Credited bookings", Kind.MONEY, 140),
        Column("cost", "Spend", Kind.MONEY, 96),
        Column("per_won", f"Spend per {in_sentence(stages[-1])}", Kind.MONEY, 118),
    )


def _table_row(row: CampaignRow, folded: frozenset[str], tongue: Tongue) -> TableRow:
    key, total = key_of(row), not row.channel
    tone = Tone.TOTAL if total else Tone.PLAIN if row.campaign else Tone.GROUP
    name = "All" if total else row.campaign or row.channel
    already = f"{tongue.count(row.before)} before" if row.before else ""
    cells = {
        "campaign": Cell(name, name, bold=not row.campaign),
        "answers": Cell(tongue.count(row.answers), float(row.answers)),
        "leads": Cell(tongue.count(row.leads), float(row.leads)),
        "qualified": Cell(tongue.count(row.qualified), float(row.qualified), small=already),
        "won": Cell(tongue.count(row.won), float(row.won)),
        "rate": _rate(row, tongue),
        "bookings": Cell(tongue.short(row.bookings), row.bookings),
        "cost": _money(row.cost, tongue),
        "per_won": _money(row.cost_per_won, tongue, weight=float(row.won)),
    }
    cells = {k: replace(c, tone=tone, bold=c.bold or total) for k, c in cells.items()}
    outline = Row(key, int(bool(row.campaign)), not row.campaign and not total, key in folded)
    return TableRow(outline, cells)


def _rate(row: CampaignRow, tongue: Tongue) -> Cell:
    if not row.leads:
        return EMPTY
    value = row.won / row.leads
    text = tongue.rate(value, 1 if value >= 0.02 else 2)
    return Cell(text, value, weight=float(row.leads), thin=row.leads < THIN)


def _money(value: float, tongue: Tongue, weight: float = 1.0) -> Cell:
    return Cell(tongue.short(value), value, weight=weight) if math.isfinite(value) else EMPTY


def _explainer(
    found: Campaigns, known: dict[str, CampaignRow], stages: tuple[str, ...], tongue: Tongue
) -> Callable[[str, str], Explanation]:
    when = f" in {window_text(found.window)}" if found.window else ""
    stage, rule = stages[found.stage], rule_in_sentence(found.rule)

    def explain(key: str, column: str) -> Explanation:
        row = known[key]
        name = "All campaigns" if not row.channel else row.campaign or row.channel
        leads, answers = tongue.count(row.leads), tongue.count(row.answers)
        if column == "qualified":
            before = f"; {tongue.count(row.before)} had reached it before" if row.before else ""
            rest = f" of the {leads} leads that answered{when} became {stage} afterwards{before}."
            return said(f"{name} · {stage}", strong(tongue.count(row.qualified)), rest)
        if column in ("won", "rate"):
            text = tongue.count(row.won) if column == "won" else tongue.rate(row.won / row.leads)
            rest = f" of the {leads} leads that answered{when} were won afterwards, so far."
            return said(f"{name} · {in_sentence(stages[-1])}", strong(text), rest)
        if column == "bookings":
            rest = f" of all bookings since are credited to these {answers} answers by {rule}."
            return said(f"{name} · bookings", strong(tongue.short(row.bookings)), rest)
        if column in ("cost", "per_won"):
            return _cost(name, row, column, when, tongue)
        rest = f" answers{when} by {leads} leads the data have."
        return said(name, strong(answers), rest)

    return explain


def _cost(name: str, row: CampaignRow, column: str, when: str, tongue: Tongue) -> Explanation:
    if not math.isfinite(row.cost):
        return said(f"{name} · spend", f"No spend in its name is known{when}.")
    spent = tongue.short(row.cost)
    if column == "cost":
        return said(f"{name} · spend", strong(spent), f" spent{when}.")
    if not row.won:
        return said(f"{name} · spend", f"{spent} spent{when}, and nothing won yet.")
    rest = f": {spent} spent{when}, {tongue.count(row.won)} won of those who answered."
    return said(f"{name} · spend", strong(tongue.short(row.cost_per_won)), rest)


def _footnote(touches: JourneyTouches, tongue: Tongue) -> str:
    text = (
        "Answers of the window, followed to today: the latest had least time. A lead that answered "
        "several campaigns counts in each, and once in all. Small: reached before the answer."
    )
    if touches.strangers:
        n = tongue.count(touches.strangers)
        text += f" Left out are {n} answers of nobody the data have."
    return text


def answered_behind(found: Campaigns, row: str, column: str) -> Keys:
    """Return the journeys behind a cell, as row numbers."""
    known = {key_of(one): one for one in found.rows}
    part = {"qualified": "qualified", "won": "won", "bookings": "won", "per_won": "won"}
    return found.behind(known[row], part.get(column, "leads"))
