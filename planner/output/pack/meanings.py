"""What each side means by the stages: in its own words and rules, beside what both accept."""

from collections.abc import Sequence

from planner.commitments.register import Entry, Match
from planner.evidence.quality import Rule
from planner.output.pack.page import Cell, Column, Table
from planner.plan.document import Plan
from planner.sheets.quality_words import rule_words
from planner.sheets.words import VOICE_NAMES

_MATCH = {Match.SAME: "✓ match", Match.DIFFERS: "◆ differ", Match.ONE: "◇ one side spoke"}
_ROLES = {Match.SAME: "agreed", Match.DIFFERS: "dispute"}
UNSAID = "—"
SILENT = "Neither side has yet put a stage into its own words."


def spoken(entries: Sequence[Entry]) -> tuple[Entry, ...]:
    """Return the entries of which somebody said something."""
    return tuple(e for e in entries if e.wordings or e.rules)


def meanings_table(plan: Plan, entries: Sequence[Entry]) -> Table | None:
    """Return what each side means by a stage or a part of it; None where nobody said anything."""
    said = spoken(entries)
    if not said:
        return None
    voices = _voices(said)
    columns = (
        Column("Stage", 0.8, right=False),
        *(Column(VOICE_NAMES[v], 1.6, right=False, role=_role(v)) for v in voices),
        Column("Agreed rule", 1.2, right=False),
        Column("Match", 0.8, right=False),
        Column("Signed by", 0.9, right=False),
    )
    return Table(columns, tuple(_row(plan, e, voices) for e in said), "What each side means")


def _voices(said: Sequence[Entry]) -> tuple[str, ...]:
    """Return both sides, and inside sales where it has said something."""
    third = any("sdr" in {**e.wordings, **e.rules} for e in said)
    return tuple(VOICE_NAMES) if third else ("marketing", "sales")


def _role(voice: str) -> str:
    return voice if voice != "sdr" else "text"


def _row(plan: Plan, entry: Entry, voices: Sequence[str]) -> tuple[Cell, ...]:
    part = entry.part.replace("=", " ", 1)
    name = " · ".join(filter(None, (plan.stages[entry.stage], part)))
    match = entry.match
    return (
        Cell(name, bold=not part),
        *(Cell(_said(entry, voice)) for voice in voices),
        Cell(_ruled(entry.agreed) or UNSAID),
        Cell(_MATCH.get(match, UNSAID), _ROLES.get(match, "muted"), bold=match in _ROLES),
        Cell(" and ".join(entry.signed) or "not signed", "text" if entry.signed else "muted"),
    )


def _said(entry: Entry, voice: str) -> str:
    """Return a voice's words, and its rule after them."""
    words, rule = entry.wordings.get(voice), _ruled(entry.rules.get(voice))
    told = words.text if words else ""
    if told and rule and told[-1] not in ".!?":
        told += "."
    return " ".join(filter(None, (told, rule and f"Rule: {rule}"))) or UNSAID


def _ruled(rule: Rule | None) -> str:
    return rule_words(rule) if rule is not None else ""


def meanings_finding(plan: Plan, entries: Sequence[Entry]) -> str:
    """Say by which stages the two sides mean different things; '' while both agree."""
    differ = [e for e in entries if e.match is Match.DIFFERS]
    names = list(dict.fromkeys(plan.stages[e.stage] for e in differ))
    if not names:
        return ""
    *first, last = names
    listed = f"{', '.join(first)} and {last}" if first else last
    return f"Marketing and Sales mean different things by {listed}"
