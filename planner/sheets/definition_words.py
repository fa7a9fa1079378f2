"""Definitions and their difference as sentences."""

import math
from typing import TYPE_CHECKING

from planner.base import units
from planner.commitments.register import Entry
from planner.plan.wordings import Wording
from planner.sheets.cells import Explanation
from planner.sheets.history import moment
from planner.sheets.quality_words import rule_words
from planner.sheets.table import said, strong
from planner.sheets.words import VOICE_NAMES

if TYPE_CHECKING:
    from planner.sheets.definitions import Definitions


def explain_definition(found: "Definitions", row: str, column: str) -> Explanation:
    """Return the sentence of a cell of the register."""
    entry = found.entry(row)
    name = " · ".join(p for p in (found.stages[entry.stage], entry.part.replace("=", " ", 1)) if p)
    voice = "sdr" if column == "inside" else column
    if voice in VOICE_NAMES:
        return said(f"{name} · {VOICE_NAMES[voice]}", _words(entry.wordings.get(voice)))
    if column in {"marketing_rule", "sales_rule"}:
        rule = entry.rules.get(column.removesuffix("_rule"))
        text = "No rule yet: type by which fields it is told." if rule is None else rule_words(rule)
        return said(f"{name} · Rule", text)
    if column == "agreed":
        agreed = entry.agreed
        none = "No rule is agreed: type it here, or propose one under Lead quality on Funnel."
        return said(f"{name} · Agreed rule", none if agreed is None else rule_words(agreed))
    if column == "signed":
        who = f"Signed by {' and '.join(entry.signed)}." if entry.signed else "Not signed."
        return said(f"{name} · Signed", who)
    return _difference(found, row, name)


def meant_words(entry: Entry) -> tuple[str, ...]:
    """Return in full what each voice means by a stage, nothing of the silent ones."""
    return tuple(
        f"{name}: {entry.wordings[voice].text}"
        for voice, name in VOICE_NAMES.items()
        if voice in entry.wordings
    )


def _words(stated: Wording | None) -> str:
    if stated is None:
        return "No wording yet: type what it means."
    who = ", ".join(part for part in (stated.author, moment(stated.time)) if part)
    return f"{stated.text} ({who})"


def _difference(found: "Definitions", row: str, name: str) -> Explanation:
    one, show = found.differences.get(row), found.tongue
    if one is None:
        return said(name, "Two rules that differ are compared on the data, lead by lead.")
    changed = ""
    if math.isfinite(one.rate):
        ends = f"{show.rate(one.first.rate.value)} to {show.rate(one.second.rate.value)}"
        changed = f" The win rate goes from {ends} ({units.points(one.rate, show.style)})."
    return said(
        f"{name} · Difference",
        strong(show.count(len(one.only_first))),
        " leads are kept by Marketing’s rule alone, ",
        strong(show.count(len(one.only_second))),
        f" by Sales’ alone, {show.count(one.both)} by both.{changed} Bookings of Sales’ leads less "
        f"those of Marketing’s: {show.short(one.money, signed=True)}. Double-click a number to "
        "see the leads.",
    )
