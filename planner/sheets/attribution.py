"""Attribution as a grid: channels by the lead source field and by seven rules, side by side."""

from collections.abc import Callable, Iterable

import numpy as np

from planner.base.problem import Problem, RefusedError
from planner.base.stages import Seat
from planner.base.units import ENGLISH, NumberStyle, Unit
from planner.base.units_parse import formula_in, parse_entry
from planner.evidence.attribution import RULES, Attribution, attribution
from planner.evidence.campaigns import Campaigns
from planner.evidence.cuts import Window
from planner.evidence.passages import Keys, Source, prepare
from planner.evidence.touch_rules import Rule
from planner.journeys.table import Journeys, Snapshot
from planner.journeys.touches import CHANNEL, JourneyTouches, laid
from planner.plan import keys
from planner.plan.document import Plan
from planner.plan.edits import Draft
from planner.sheets.attribution_words import (
    FIELD,
    NO_TOUCHES,
    RULE_NAMES,
    SOURCE,
    explain_share,
    rule_in_sentence,
    rule_sentence,
    weights_text,
)
from planner.sheets.cells import Cell, Column, Explanation, Kind, Row, Tone
from planner.sheets.funnel import TOTAL_KEY, filter_mask, window_text
from planner.sheets.table import TableRow, TableSheet, refuse_change, said, strong
from planner.sheets.words import Tongue

NAME, WEIGHTS, DEALS = "Attribution", "weights", "deals"
LONGEST_HALF_LIFE = 3650
Chosen = Iterable[tuple[str, str]]
"""Filters: dimension and label."""


def attribution_sheet(
    found: Attribution, plan: Plan, touches: JourneyTouches, *, shares: bool = False,
    window: Window | None = None, seat: Seat = Seat.TOGETHER, style: NumberStyle = ENGLISH,
) -> TableSheet:  # fmt: skip
    """Return the weights, channels with most by the plan's rule first, and all together.

    Row keys are the channels, "total" and "weights"; column keys channel, field, the rules' names,
    deals. The half-life can be typed over.
    """
    tongue = Tongue(style, plan.currency)
    touched = found.by_touches > 0
    main = found.bookings[:, RULES.index(plan.attribution)]
    order = [found.channels[i] for i in np.argsort(-main, kind="stable").tolist()]
    rows = [_row(found, channel, shares, tongue) for channel in (*order, None)]
    weighed = (_weights(plan, found.half_life, tongue),) if touched else ()
    return TableSheet(
        NAME,
        _columns(plan.attribution, touched, shares),
        (*weighed, *rows),
        _explainer(found, window, tongue),
        changer=_changer(plan, seat, style),
        footnote=_footnote(found, touches, tongue),
        listing=lambda: tuple(rows[:-1]),
    )


def _columns(chosen: Rule, touched: bool, shares: bool) -> tuple[Column, ...]:
    kind = Kind.RATE if shares else Kind.MONEY
    rules = (
        Column(rule.value, f"✓ {RULE_NAMES[rule]}" if rule is chosen else RULE_NAMES[rule], kind,
               112, bold=rule is chosen)
        for rule in RULES
    )  # fmt: skip
    return (
        Column("channel", "Channel", Kind.TEXT, 150),
        Column(SOURCE, FIELD, kind, 122),
        *(rules if touched else ()),
        *((Column(DEALS, "Deals touched", Kind.NUMBER, 104),) if touched else ()),
    )


def _row(found: Attribution, channel: str | None, shares: bool, tongue: Tongue) -> TableRow:
    """Return a channel's row, that of all channels for None."""
    at = slice(None) if channel is None else [found.channels.index(channel)]
    money = {SOURCE: float(found.by_field[at].sum())}
    money |= {rule.value: float(found.bookings[at, i].sum()) for i, rule in enumerate(RULES)}
    tone, whole = Tone.TOTAL if channel is None else Tone.PLAIN, found.total
    deals = found.by_touches if channel is None else int(found.touched[at].sum())
    name = "All" if channel is None else channel
    cells = {"channel": Cell(name, name, tone, bold=True)}
    for key, value in money.items():
        part = value / whole if whole else 0.0
        text = tongue.rate(part) if shares else tongue.short(value)
        cells[key] = Cell(text, part if shares else value, tone, bold=channel is None)
    cells[DEALS] = Cell(tongue.count(deals), float(deals), tone, bold=channel is None)
    return TableRow(Row(TOTAL_KEY if channel is None else channel), cells)


def _weights(plan: Plan, half_life: float, tongue: Tongue) -> TableRow:
    formula = formula_in(plan.half_life_typed, half_life, Unit.DAYS, tongue.style)
    cells = {"channel": Cell("Weights, %", "Weights", Tone.MUTED)}
    for rule in RULES:
        text, typed = weights_text(rule, half_life, tongue), rule is Rule.DECAY
        cells[rule.value] = Cell(
            text, text, Tone.PLAIN if typed else Tone.MUTED, editable=typed,
            edit_text=(formula or tongue.show(half_life, Unit.DAYS)) if typed else "",
        )  # fmt: skip
    return TableRow(Row(WEIGHTS), cells)


def _explainer(
    found: Attribution, window: Window | None, tongue: Tongue
) -> Callable[[str, str], Explanation]:
    when = f" {window_text(window)}" if window else ""

    def explain(row: str, column: str) -> Explanation:
        rule = next((rule for rule in RULES if rule.value == column), None)
        if row == WEIGHTS:
            text = "How each rule shares a deal out to the touches before it."
            if rule is not None:
                text = f"{rule_sentence(rule, found.half_life, tongue)}."
            if rule is Rule.DECAY:
                text += " Type another half-life here: it is a setting of the plan."
            return said("Weights" if rule is None else RULE_NAMES[rule], text)
        if row == TOTAL_KEY:
            deals = tongue.count(found.by_touches + found.by_source)
            rest = f" booked by {deals} deals with an amount won{when}"
            rest += "; every rule shares out the same total." if found.by_touches else "."
            return said("All channels", strong(tongue.short(found.total)), rest)
        at = found.channels.index(row)
        if rule is not None:
            return explain_share(found, row, rule, tongue)
        if column == DEALS:
            rest = f" won deals had a touch by {row}, alone or among others."
            return said(f"{row} · deals touched", strong(tongue.count(found.touched[at])), rest)
        rest = f" booked by deals whose lead source field says {row}, whatever touched them."
        return said(f"{row} · lead source field", strong(tongue.short(found.by_field[at])), rest)

    return explain


def _changer(
    plan: Plan, seat: Seat, style: NumberStyle
) -> Callable[[str, str, str], tuple[Draft, ...]]:
    def change(row: str, column: str, text: str) -> tuple[Draft, ...]:
        if (row, column) != (WEIGHTS, Rule.DECAY.value):
            return refuse_change(row, column, text)
        days = parse_entry(text, Unit.DAYS, style, plan.half_life, None)
        if days is None:
            return (Draft(seat, keys.HALF_LIFE, None),)
        if not 1 <= round(days) <= LONGEST_HALF_LIFE:
            what = f"A half-life of {text.strip()} is out of bounds"
            raise RefusedError(Problem(what, "", f"Type 1 to {LONGEST_HALF_LIFE} days"))
        return (Draft(seat, keys.HALF_LIFE, float(round(days)), text.strip()),)

    return change


def _footnote(found: Attribution, touches: JourneyTouches, tongue: Tongue) -> str:
    """Say what was shared out, and what was left out of it."""
    if not found.by_touches:
        return NO_TOUCHES if not len(touches.day) else "No deal of this choice was touched."
    shared, counted = tongue.count(found.by_touches), tongue.count(found.touches.sum())
    deals = "deal is" if found.by_touches == 1 else "deals are"
    text = f"{shared} {deals} shared out to {counted} touches up to the win."
    if found.by_source:
        one = found.by_source == 1
        rest = "counts for its" if one else "count for their"
        text += f" {tongue.count(found.by_source)} had none and {rest} lead source field."
    left = (
        (found.after_win, "after the win"),
        (found.undated, "without a date"),
        (touches.strangers, "of nobody the data have"),
    )
    told = [f"{tongue.count(n)} {what}" for n, what in left if n]
    return f"{text} Left out are touches: {', '.join(told)}." if told else text


def rules_to_choose() -> tuple[tuple[Rule, str], ...]:
    """Return every rule and its name."""
    return tuple(RULE_NAMES.items())


def choose_rule(rule: Rule, seat: Seat) -> tuple[tuple[Draft, ...], str]:
    """Return the edit that makes a rule the plan's, and how it is called."""
    draft = Draft(seat, keys.ATTRIBUTION, rule.value)
    return (draft,), f"attribute by {rule_in_sentence(rule)}"


def share_out(
    source: Source, snapshot: Snapshot, window: Window, chosen: Chosen, half_life: float, *,
    known: JourneyTouches | None = None,
) -> tuple[JourneyTouches, Attribution]:  # fmt: skip
    """Return the touches of a snapshot's journeys, and the window's bookings shared out to them.

    `known` are the touches where they were laid before.
    """
    journeys = prepare(source).journeys
    touches, where = known or laid(journeys, snapshot.touches), filter_mask(journeys, dict(chosen))
    return touches, attribution(source, touches, window=window, where=where, half_life=half_life)


def follow_answers(
    source: Source, snapshot: Snapshot, window: Window, chosen: Chosen, plan: Plan, *,
    known: JourneyTouches | None = None,
) -> tuple[JourneyTouches, Campaigns]:  # fmt: skip
    """Return the touches of a snapshot's journeys, and what became of those in a window.

    `known` are the touches where they were laid before.
    """
    journeys = prepare(source).journeys
    touches, where = known or laid(journeys, snapshot.touches), filter_mask(journeys, dict(chosen))
    return touches, Campaigns(
        source, touches, snapshot.spend, rule=plan.attribution, half_life=plan.half_life,
        window=window, where=where,
    )  # fmt: skip


def deals_behind(found: Attribution, journeys: Journeys, row: str, column: str) -> Keys:
    """Return the deals behind a cell, as row numbers; none behind the weights."""
    channel = None if row == TOTAL_KEY else row
    if row == WEIGHTS:
        return np.zeros(0, np.intp)
    rule = next((rule for rule in RULES if rule.value == column), None)
    if rule is not None:
        return found.behind(channel, rule)
    if column == DEALS:
        return found.met(channel)
    deals = found.behind(None, Rule.LINEAR)
    own = journeys.dimensions.get(CHANNEL)
    if channel is None:
        return deals
    if own is None or channel not in own.labels:
        return deals[:0]
    return np.asarray(deals[own.codes[deals] == own.labels.index(channel)])
