"""The record as a grid, latest first: who, as which seat, when, what became of what, and why."""

from collections.abc import Iterable

from planner.base.stages import Seat
from planner.base.units import ENGLISH, NumberStyle
from planner.plan.document import Plan
from planner.plan.edits import SIGN
from planner.plan.record import Entry
from planner.sheets.cells import Cell, Column, Kind, Row, Tone
from planner.sheets.history import moment
from planner.sheets.key_words import key_words, value_words
from planner.sheets.table import TableRow, TableSheet
from planner.sheets.words import SEAT_NAMES, Tongue

MOST = 2000
"""Rows made at once: a search finds what is older."""
TONES = {Seat.MARKETING: Tone.MARKETING, Seat.SALES: Tone.SALES, Seat.TOGETHER: Tone.AGREED}
_COLUMNS = (
    Column("when", "When", Kind.TEXT, 148),
    Column("seat", "Seat", Kind.TEXT, 80),
    Column("author", "Who", Kind.TEXT, 156),
    Column("what", "What", Kind.TEXT, 290),
    Column("before", "Before", Kind.NUMBER, 76),
    Column("after", "After", Kind.NUMBER, 120),
    Column("state", "State", Kind.TEXT, 64),
    Column("reason", "Why", Kind.TEXT, 180),
    Column("step", "Step", Kind.TEXT, 140),
)


def found_in(entries: Iterable[Entry], plan: Plan, search: str, tongue: Tongue) -> list[Entry]:
    """Return the entries in whose words every searched word occurs, latest first."""
    words = search.casefold().split()
    ranked = list(entries)[::-1]
    if not words:
        return ranked
    return [e for e in ranked if all(word in _spoken(e, plan, tongue) for word in words)]


def record_sheet(
    entries: Iterable[Entry], plan: Plan, search: str = "", style: NumberStyle = ENGLISH
) -> TableSheet:
    """Return what a search finds, at most the latest 2,000 edits of it."""
    tongue = Tongue(style, plan.currency)
    found = found_in(entries, plan, search, tongue)
    rows = tuple(_row(entry, plan, tongue) for entry in found[:MOST])
    shown = f"{tongue.count(len(found))} edits"
    more = f", the latest {tongue.count(MOST)} are shown" if len(found) > MOST else ""
    empty = "Nothing was said yet." if not search else f"Nothing in the log holds “{search}”."
    return TableSheet(
        "Log", _COLUMNS, rows, footnote=f"{shown}{more}", empty=empty, listing=lambda: rows
    )


def _row(entry: Entry, plan: Plan, tongue: Tongue) -> TableRow:
    edit = entry.edit
    muted = Tone.PLAIN if entry.counts else Tone.MUTED
    texts = {
        "when": moment(edit.time),
        "author": edit.author,
        "what": what_of(entry, plan),
        "before": _value(entry, plan, tongue, entry.before),
        "after": _after(entry, plan, tongue),
        "state": "" if entry.counts else "undone",
        "reason": entry.reason,
        "step": edit.label,
    }
    cells = {name: Cell(text, text, muted) for name, text in texts.items()}
    cells["when"] = Cell(texts["when"], edit.time, muted)
    seat = SEAT_NAMES[edit.seat]
    cells["seat"] = Cell(seat, seat, TONES[edit.seat])
    return TableRow(Row(edit.id), cells)


def entry_words(entry: Entry, plan: Plan, style: NumberStyle = ENGLISH) -> str:
    """Return an edit in full: who said when what of which, before and after, and why."""
    edit, tongue = entry.edit, Tongue(style, plan.currency)
    who = ", ".join(
        part for part in (SEAT_NAMES[edit.seat], edit.author, moment(edit.time)) if part
    )
    before = _value(entry, plan, tongue, entry.before, whole=True)
    after = _after(entry, plan, tongue, whole=True)
    change = f"{before} → {after}" if before else after
    why = f" Why: {entry.reason}" if entry.reason else ""
    undone = "" if entry.counts else " Undone."
    return f"{who}. {what_of(entry, plan)}: {change}.{why}{undone}"


def what_of(entry: Entry, plan: Plan) -> str:
    """Return what an edit is about."""
    key = entry.edit.key
    return f"Signed {key.removeprefix(SIGN)[:8]}" if key.startswith(SIGN) else key_words(plan, key)


def _after(entry: Entry, plan: Plan, tongue: Tongue, *, whole: bool = False) -> str:
    edit = entry.edit
    if edit.key.startswith(SIGN):
        return edit.typed
    return (
        "withdrawn" if edit.value is None else _value(entry, plan, tongue, edit.value, whole=whole)
    )


def _value(entry: Entry, plan: Plan, tongue: Tongue, value: object, *, whole: bool = False) -> str:
    key = entry.edit.key
    if value is None or key.startswith(SIGN):
        return ""
    said = value if isinstance(value, float) else str(value)
    return value_words(plan, key, said, tongue, whole=whole)


def _spoken(entry: Entry, plan: Plan, tongue: Tongue) -> str:
    edit = entry.edit
    words = (
        what_of(entry, plan), edit.key, edit.author, SEAT_NAMES[edit.seat], edit.label,
        entry.reason, edit.typed, _after(entry, plan, tongue, whole=True), edit.time,
        moment(edit.time),
    )  # fmt: skip
    return " ".join(words).casefold()
