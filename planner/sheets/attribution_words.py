"""How the rules of attribution are called, and what they say on every sheet."""

from collections.abc import Container

from planner.evidence.attribution import RULES, Attribution
from planner.evidence.touch_rules import Rule
from planner.journeys.table import Snapshot
from planner.journeys.touches import CHANNEL
from planner.plan.document import Plan
from planner.sheets.cells import Explanation, Part
from planner.sheets.table import said, strong
from planner.sheets.words import Tongue, in_sentence

RULE_NAMES = {
    Rule.FIRST: "First touch",
    Rule.LAST: "Last touch",
    Rule.LINEAR: "Linear",
    Rule.U: "U-shaped",
    Rule.W: "W-shaped",
    Rule.DECAY: "Time decay",
    Rule.FULL_PATH: "Full path",
}
_WEIGHTS = {
    Rule.FIRST: "100",
    Rule.LAST: "100",
    Rule.LINEAR: "equal",
    Rule.U: "40 · 20 · 40",
    Rule.W: "30 · 30 · 30 · 10",
    Rule.FULL_PATH: "4 × 22.5 · 10",
}
_SPOKEN = {
    Rule.LINEAR: "the linear rule",
    Rule.U: "the U-shaped rule",
    Rule.W: "the W-shaped rule",
}
_SENTENCES = {
    Rule.FIRST: "The first touch of a deal gets all of it",
    Rule.LAST: "The last touch before the win gets all of a deal",
    Rule.LINEAR: "All touches of a deal share it equally",
    Rule.U: "The first and the last touch get 40% of a deal each, all others share 20%",
    Rule.W: (
        "The first touch and the last ones before the lead and the opportunity were created get "
        "30% of a deal each, all others share 10%"
    ),
    Rule.FULL_PATH: (
        "The first touch and the last ones before lead, opportunity and win get 22.5% of a deal "
        "each, all others share 10%"
    ),
}
NO_TOUCHES = (
    "No touches were imported, so every deal counts for its lead source field. Import campaign "
    "members to share deals out to all that touched them."
)
FIELD, SOURCE = "Lead source field", "field"
"""The title and the key of the column that no touch counts in."""


def weights_text(rule: Rule, half_life: float, tongue: Tongue) -> str:
    """Return a rule's weights as short as a cell needs them."""
    fixed = _WEIGHTS.get(rule, "").replace(".", tongue.style.decimal)
    return fixed or f"half-life {_days(half_life, tongue)}"


def _days(days: float, tongue: Tongue) -> str:
    return f"{tongue.count(days)} {'day' if days == 1 else 'days'}"


def rule_sentence(rule: Rule, half_life: float, tongue: Tongue) -> str:
    """Say what a rule does, without a full stop."""
    if rule is Rule.DECAY:
        days = _days(half_life, tongue)
        return f"All touches share a deal, one {days} earlier than another half as much as that"
    return _SENTENCES[rule].replace("22.5%", tongue.rate(0.225))


def has_touches(snapshot: Snapshot | None) -> bool:
    """Tell whether any touch was imported."""
    touches = snapshot.touches if snapshot is not None else None
    return touches is not None and len(touches.days) > 0


def has_channels(snapshot: Snapshot) -> bool:
    """Tell whether there are channels to credit: of journeys, or of touches."""
    return CHANNEL in snapshot.journeys.dimensions or has_touches(snapshot)


def channel_line(plan: Plan, snapshot: Snapshot | None, by: Container[str]) -> str:
    """Say by what rule channels have their numbers; '' where none stand, by other dimensions."""
    if snapshot is None or CHANNEL not in by or CHANNEL not in snapshot.journeys.dimensions:
        return ""
    if not has_touches(snapshot):
        return "Channels by the lead source field; no touches were imported."
    rule = plan.attribution
    weights = weights_text(rule, plan.half_life, Tongue())
    plain = rule in (Rule.FIRST, Rule.LAST, Rule.LINEAR)
    name = rule_in_sentence(rule) + ("" if plain else f" ({weights})")
    return f"Channels by the lead source field; their attribution by {name}."


def rule_in_sentence(rule: Rule) -> str:
    """Return a rule's name as it stands inside a sentence."""
    return _SPOKEN.get(rule) or in_sentence(RULE_NAMES[rule])


def explain_share(found: Attribution, channel: str, rule: Rule, tongue: Tongue) -> Explanation:
    """Say how a channel's bookings by a rule came about."""
    at, total = found.channels.index(channel), found.total
    money, rest = found.bookings[at, RULES.index(rule)], found.from_source[at]
    share = tongue.rate(money / total if total else 0.0)
    parts: list[Part | str] = [strong(tongue.short(money)), f", {share} of all bookings. "]
    if found.touched[at]:
        part = (money - rest) / found.worth[at]
        deals = tongue.count(found.touched[at])
        touches = tongue.count(found.touches[at])
        worth = tongue.short(found.worth[at])
        parts += [
            f"{channel} touched {deals} won deals worth {worth}, {touches} times, and is credited "
            f"with {tongue.rate(part)} of that. ",
            f"{rule_sentence(rule, found.half_life, tongue)}. ",
        ]
    if rest:
        parts.append(f"{tongue.short(rest)} are deals without a touch, by their lead source field.")
    return said(f"{channel} · {RULE_NAMES[rule]}", *parts)
