"""The definitions register as a sheet: who means what by a stage, and what the difference does."""

import math
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property

import numpy as np

from planner.base import units
from planner.base.problem import Problem, RefusedError
from planner.base.stages import Seat
from planner.base.units import ENGLISH, NumberStyle
from planner.commitments.differing import Difference
from planner.commitments.register import Entry, Match, differing, register
from planner.commitments.standing import Commitments
from planner.plan.definitions import definition_key, rule_value
from planner.plan.edits import Draft
from planner.plan.keys import RULE, WORDING, quote
from planner.plan.rule_text import parse_rule
from planner.plan.wordings import voice_key
from planner.sheets.assumption_change import KEYS
from planner.sheets.cells import Cell, Column, Kind, Place, Row, Tone
from planner.sheets.charts import Chart, Mark, Series
from planner.sheets.definition_words import explain_definition, meant_words
from planner.sheets.journey_fields import Rows
from planner.sheets.quality_words import rule_words
from planner.sheets.sla_words import DEFINITIONS
from planner.sheets.table import TableRow, TableSheet, outlined
from planner.sheets.words import Tongue

PREFIX = "def:"
WORDS = {"marketing": "marketing", "sales": "sales", "inside": "sdr"}
RULES = {"marketing_rule": "marketing", "sales_rule": "sales"}
_SEATS = {"marketing": Seat.MARKETING, "sales": Seat.SALES}
_OWN = {"marketing": Tone.MARKETING, "sales": Tone.SALES}
_TONES = {Match.SAME: Tone.AGREED, Match.DIFFERS: Tone.DISPUTE}
_MARKS = {Match.SAME: "✓", Match.DIFFERS: "◆", Match.ONE: "◇", Match.SILENT: "–"}


@dataclass(frozen=True)
class Definitions:
    """The register, with the difference of each entry whose two rules differ."""

    made: Commitments
    entries: tuple[Entry, ...]
    tongue: Tongue

    @cached_property
    def differences(self) -> Mapping[str, Difference]:
        """What the rules of an entry do to the leads, by row key."""
        found = ((key_of(entry), differing(self.made, entry)) for entry in self.entries)
        return {key: one for key, one in found if one is not None}

    def entry(self, row: str) -> Entry:
        """Return the entry of a row."""
        return next(entry for entry in self.entries if key_of(entry) == row)

    @property
    def stages(self) -> tuple[str, ...]:
        """The plan's stages."""
        return self.made.current.plan.stages


def key_of(entry: Entry) -> str:
    """Return an entry's row key."""
    return f"{PREFIX}{entry.stage}" + (f"/{quote(entry.part)}" if entry.part else "")


def definitions_of(made: Commitments, by: str = "", style: NumberStyle = ENGLISH) -> Definitions:
    """Return the register with the parts by a dimension, '' for those that somebody worded."""
    return Definitions(made, register(made, by), Tongue(style, made.current.plan.currency))


def definitions_sheet(
    found: Definitions, seat: Seat = Seat.TOGETHER, folded: frozenset[str] = frozenset()
) -> TableSheet:
    """Return a row to each stage and part.

    Columns: name, the three voices' words, both rules, agreed, match, the difference, signed.
    """
    return outlined(
        DEFINITIONS,
        _columns(seat),
        (_row(found, entry, seat, folded) for entry in found.entries),
        lambda row, column: explain_definition(found, row, column),
        _changer(found, seat),
        _footnote(found),
    )


def _columns(seat: Seat) -> tuple[Column, ...]:
    return (
        Column("name", "Stage", Kind.TEXT, 150),
        Column("marketing", "Marketing’s words", Kind.TEXT, 190, Seat.MARKETING,
               dimmed=seat is Seat.SALES),
        Column("sales", "Sales’ words", Kind.TEXT, 190, Seat.SALES,
               dimmed=seat is Seat.MARKETING),
        Column("inside", "Inside sales’ words", Kind.TEXT, 150),
        Column("match", "Match", Kind.STATUS, 128),
        Column("marketing_rule", "Marketing’s rule", Kind.TEXT, 190, Seat.MARKETING,
               dimmed=seat is Seat.SALES),
        Column("sales_rule", "Sales’ rule", Kind.TEXT, 190, Seat.SALES,
               dimmed=seat is Seat.MARKETING),
        Column("agreed", "Agreed rule", Kind.TEXT, 190, bold=True),
        Column("only_first", "Only Marketing’s", Kind.NUMBER),
        Column("only_second", "Only Sales’", Kind.NUMBER),
        Column("rate", "Win rate, change", Kind.RATE),
        Column("money", "Bookings, change", Kind.MONEY),
        Column("signed", "Signed by", Kind.TEXT, 130),
    )  # fmt: skip


def _row(found: Definitions, entry: Entry, seat: Seat, folded: frozenset[str]) -> TableRow:
    key, stage = key_of(entry), found.stages[entry.stage]
    parts = any(e.stage == entry.stage and e.part for e in found.entries)
    name = entry.part.replace("=", " ", 1) if entry.part else stage
    cells = {"name": Cell(name, name, bold=not entry.part), **_said(entry, seat)}
    match = entry.match
    tone = _TONES.get(match, Tone.MUTED)
    cells["match"] = Cell(match.value, match.value, tone, Kind.STATUS, mark=_MARKS[match])
    signed = " and ".join(entry.signed)
    cells["signed"] = Cell(signed, signed or None, Tone.MUTED)
    cells |= _difference(found, key)
    folds = parts and not entry.part
    return TableRow(Row(key, int(bool(entry.part)), folds=folds, folded=key in folded), cells)


def _said(entry: Entry, seat: Seat) -> dict[str, Cell]:
    cells = {}
    for column, voice in WORDS.items():
        said = entry.wordings.get(voice)
        text = said.text if said else ""
        own = _SEATS.get(voice)
        tone = _OWN.get(voice, Tone.PLAIN)
        cells[column] = _typed(text, tone, own is None or seat in {own, Seat.TOGETHER})
    for column, voice in RULES.items():
        rule = entry.rules.get(voice)
        tone = _OWN[voice]
        mine = seat in {_SEATS[voice], Seat.TOGETHER}
        cells[column] = _typed(rule_words(rule) if rule else "", tone, mine)
    agreed = rule_words(entry.agreed) if entry.agreed else ""
    cells["agreed"] = _typed(agreed, Tone.AGREED if agreed else Tone.PLAIN, not entry.part)
    return cells


def _typed(text: str, tone: Tone, editable: bool) -> Cell:
    return Cell(text, text or None, tone, Kind.TEXT, editable=editable, edit_text=text)


def _difference(found: Definitions, key: str) -> dict[str, Cell]:
    one, show = found.differences.get(key), found.tongue
    if one is None:
        return {}
    cells = {
        "only_first": Cell(show.count(len(one.only_first)), float(len(one.only_first))),
        "only_second": Cell(show.count(len(one.only_second)), float(len(one.only_second))),
        "money": Cell(show.short(one.money, signed=True), one.money),
    }
    if math.isfinite(one.rate):
        cells["rate"] = Cell(units.points(one.rate, show.style), one.rate, kind=Kind.RATE)
    return cells


def _changer(found: Definitions, seat: Seat) -> Callable[[str, str, str], tuple[Draft, ...]]:
    def change(row: str, column: str, text: str) -> tuple[Draft, ...]:
        entry, said = found.entry(row), text.strip()
        stage = found.stages[entry.stage]
        voice = WORDS.get(column) or RULES.get(column)
        if voice is None and column != "agreed":
            raise RefusedError(Problem("This follows from what is said", "", "Type words or rules"))
        own = _SEATS.get(voice or "")
        if own is not None and seat not in {own, Seat.TOGETHER}:
            name = "Marketing’s" if own is Seat.MARKETING else "Sales’"
            remedy = f"Switch to that seat ({KEYS[own]}) to state it"
            raise RefusedError(Problem(f"This is {name} column", "", remedy))
        if column in WORDS:
            key = voice_key(WORDING, str(voice), stage, entry.part)
            before = entry.wordings.get(str(voice))
            same = said == (before.text if before else "")
            return () if same else (Draft(seat, key, said or None, said),)
        if column == "agreed" and entry.part:
            remedy = "Type it into the stage’s own row"
            raise RefusedError(Problem("A stage has one agreed rule", "", remedy))
        key = (
            definition_key(stage)
            if column == "agreed"
            else voice_key(RULE, str(voice), stage, entry.part)
        )
        return (Draft(seat, key, _rule(found, said), said),)

    return change


def _rule(found: Definitions, said: str) -> str | None:
    before = found.made.before
    if not said:
        return None
    if before is None:
        raise RefusedError(Problem("Without data there are no fields", "", "Import exports first"))
    return rule_value(parse_rule(said, before.journeys.dimensions))


def _footnote(found: Definitions) -> str:
    differ = sum(entry.match is Match.DIFFERS for entry in found.entries)
    verb = "differs" if differ == 1 else "differ"
    told = f"{found.tongue.count(differ)} {verb}. " if differ else ""
    return (
        f"{told}A rule is typed as: channel is not List purchase, and segment is Enterprise. "
        "Changes are those from Marketing’s rule to Sales’, on the leads of the stage before."
    )


def differing_leads(found: Definitions, row: str, column: str) -> Rows:
    """Return the journeys that only one of an entry's two rules keeps."""
    one = found.differences.get(row)
    rows = () if one is None else one.only_second if column == "only_second" else one.only_first
    return np.asarray(rows, dtype=np.int64)


def dimensions_of(made: Commitments) -> Iterator[str]:
    """Yield the dimensions by which definitions may differ, those that the data have."""
    known = made.before.journeys.dimensions if made.before is not None else {}
    yield from (name for name in ("segment", "region", "channel") if name in known)


def definition_chart(found: Definitions, row: str) -> Chart:
    """Return how many leads each of two rules keeps alone, and both.

    It is of a row's entry, else of the first whose rules differ.
    """
    row = row if row in found.differences else next(iter(found.differences), row)
    one = found.differences.get(row)
    if one is None:
        told = [words for e in found.entries if key_of(e) == row for words in meant_words(e)]
        empty = "Two rules that differ are compared here: type Marketing’s rule and Sales’."
        title = "Definitions: no two rules to compare here"
        return Chart(title, "", empty="\n\n".join((*told, empty)))
    entry, show = found.entry(row), found.tongue
    y = float(len(one.only_first)), float(one.both), float(len(one.only_second))
    changed = units.points(one.rate, show.style) if math.isfinite(one.rate) else ""
    rate = f"; the win rate changes by {changed}" if changed else ""
    stage = found.stages[entry.stage]
    columns = "only_first", "match", "only_second"
    places = tuple(Place(DEFINITIONS, row, column) for column in columns)
    return Chart(
        f"{stage}: Sales’ rule moves {show.short(one.money, signed=True)} of bookings{rate}",
        "Leads of the stage before that only Marketing’s rule keeps, both, only Sales’",
        (Series("Leads", (0.0, 1.0, 2.0), y, Mark.BARS, places=places),),
        labels=("only Marketing’s", "both", "only Sales’"),
    )
