"""Lead quality: fields and values ranked by what they tell, and the rule proposed from them."""

import math
from dataclasses import dataclass

import numpy as np

from planner.base.stages import Seat
from planner.base.units import ENGLISH, NumberStyle, Unit
from planner.evidence.cuts import Window
from planner.evidence.figures import THIN
from planner.evidence.passages import Prepared, Source, prepare
from planner.evidence.quality import (
    Clause,
    Field,
    Leads,
    Level,
    Qualified,
    Rule,
    Step,
    fields_of,
    leads_of,
    nearest,
    qualified,
    steps_of,
)
from planner.evidence.quality.fields import OTHER
from planner.journeys.table import Mask
from planner.plan.definitions import definition_key, rule_value
from planner.plan.document import Plan
from planner.plan.edits import Draft
from planner.sheets.cells import EMPTY, Cell, Column, Kind, Row, Tone
from planner.sheets.drivers_words import ratio
from planner.sheets.funnel import JOINED, Rows
from planner.sheets.quality_words import explain_quality
from planner.sheets.table import TableRow, TableSheet
from planner.sheets.words import Tongue, in_sentence, plural, title

SHARES = (0.8, 0.6, 0.4, 0.2, 0.1)
"""Shares of leads to be kept that are offered; the rule nearest to one is taken."""


@dataclass(frozen=True, eq=False)
class Quality:
    """What tells leads apart, the rules proposed, and what those nearest to `SHARES` keep."""

    prepared: Prepared
    leads: Leads
    fields: tuple[Field, ...]
    steps: tuple[Step, ...]
    kept: dict[float, Qualified]

    @property
    def stages(self) -> tuple[str, ...]:
        """The data's stages."""
        return self.prepared.journeys.stages

    def step(self, share: float) -> Step:
        """Return the rule nearest to a share of leads kept."""
        return self.steps[nearest(self.steps, share)]

    @property
    def defined(self) -> int:
        """The stage a rule on these leads defines: the one after theirs, unless that is the end."""
        after = self.leads.stage + 1
        return after if after < len(self.stages) - 1 else self.leads.stage


def find_quality(source: Source, window: Window | None, where: Mask | None = None) -> Quality:
    """Measure lead quality; meant for a thread."""
    prepared = prepare(source)
    leads = leads_of(prepared, window, where)
    fields = fields_of(prepared, leads)
    steps = steps_of(prepared, leads, fields)
    rules = {share: steps[nearest(steps, share)].rule for share in SHARES}
    kept = {rule: qualified(prepared, leads, rule) for rule in set(rules.values())}
    return Quality(
        prepared, leads, fields, steps, {share: kept[rule] for share, rule in rules.items()}
    )


def quality_sheet(
    found: Quality, rule: Rule, style: NumberStyle = ENGLISH, currency: str = "USD"
) -> TableSheet:
    """Return every value of every field, the fields that tell most first; `rule` marks its values.

    Row keys are FIELD | VALUE; column keys field, explains, value, leads, won, rate, lift, kept.
    """
    tongue = Tongue(style, currency)
    places = {
        f"{field.name}{JOINED}{level.label}": (field, level)
        for field in found.fields
        for level in field.levels
    }
    rows = tuple(
        TableRow(Row(key), _cells(field, level, rule, tongue))
        for key, (field, level) in places.items()
    )
    return TableSheet(
        "Lead quality",
        _columns(),
        rows,
        lambda row, column: explain_quality(*places[row], column, found.leads, tongue),
        frozen=1,
        footnote=_footnote(found, tongue),
        empty="The data have no field by which leads differ.",
    )


def quality_awaited() -> TableSheet:
    """Return the sheet as it stands while its figures are measured."""
    return TableSheet("Lead quality", _columns(), ())


def _columns() -> tuple[Column, ...]:
    return (
        Column("field", "Field", Kind.TEXT),
        Column("explains", "Tells", Kind.RATE),
        Column("value", "Value", Kind.TEXT),
        Column("kept", "In the rule", Kind.TEXT),
        Column("lift", "Lift ×", Kind.NUMBER),
        Column("rate", "Chance of a deal", Kind.RATE),
        Column("leads", "Leads", Kind.NUMBER),
        Column("won", "Won", Kind.NUMBER),
    )


def _cells(field: Field, level: Level, rule: Rule, tongue: Tongue) -> dict[str, Cell]:
    first, name = level is field.levels[0], title(field.name)
    weak = field.filled_later or not level.surely
    tone, sure = (Tone.MUTED, False) if weak else (Tone.PLAIN, True)
    rate = level.rate
    explains = Cell("filled in later", tone=Tone.MUTED)
    if math.isfinite(field.explained):
        explains = Cell(
            tongue.rate(field.explained), field.explained, Tone.PLAIN if first else Tone.MUTED
        )
    small = tongue.interval(rate.low, rate.high, Unit.RATE)
    label = level.label if level.values < 2 else f"{level.label} ({tongue.count(level.values)})"
    return {
        "field": Cell(name, field.name, Tone.PLAIN if first else Tone.MUTED, bold=first),
        "explains": explains,
        "value": Cell(label, level.label),
        "kept": _kept(field, level, rule),
        "lift": Cell(ratio(level.lift, tongue), level.lift, tone, bold=sure, thin=rate.n < THIN),
        "rate": Cell(tongue.rate(rate.value), rate.value, tone, small=small, weight=float(rate.n)),
        "leads": Cell(tongue.count(rate.n), float(rate.n)),
        "won": Cell(tongue.count(level.won), float(level.won)),
    }


def _kept(field: Field, level: Level, rule: Rule) -> Cell:
    """Return whether a rule keeps a value; nothing where it does not ask for the field."""
    clause = next((one for one in rule.clauses if one.field == field.name), None)
    if clause is None:
        return EMPTY
    return (
        Cell("✓ kept", "kept", Tone.AGREED)
        if _keeps(clause, level)
        else Cell("out", "out", Tone.MUTED)
    )


def _keeps(clause: Clause, level: Level) -> bool:
    """Tell whether a clause keeps a level; rare values are kept only where others are named."""
    if level.label == OTHER and level.values > 1:
        return not clause.among
    return (level.label in clause.values) is clause.among


def _footnote(found: Quality, tongue: Tongue) -> str:
    leads, stage = found.leads, found.stages[found.leads.stage]
    text = (
        f"{tongue.count(len(leads.rows))} {in_sentence(plural(stage))}, won within "
        f"{tongue.count(leads.tau)} days. A young lead counts as far as it has matured: the share "
        "of wins that come by its age. Bold: the 90% interval leaves out that of all leads."
    )
    if leads.later:
        text += f" {tongue.count(leads.later)} entered after {stage} and are no leads of it."
    if leads.undated:
        text += f" {tongue.count(leads.undated)} without dates in order are left out."
    return text


def leads_behind(found: Quality, row: str) -> Rows:
    """Return the leads that have a row's value, as rows of journeys."""
    name, _, label = row.partition(JOINED)
    field = next(one for one in found.fields if one.name == name)
    codes = found.prepared.journeys.dimensions[name].codes[found.leads.rows]
    same = np.asarray(field.places[codes] == field.names.index(label))
    return np.asarray(found.leads.rows[same])


def propose_drafts(plan: Plan, stage: str, rule: Rule, seat: Seat) -> tuple[Draft, ...]:
    """Return the edit that keeps a rule as the definition of a stage; none where it stands so."""
    standing = {plan.stages[at]: one.rule for at, one in plan.definitions.items()}
    if standing.get(stage) == rule:
        return ()
    return (Draft(seat, definition_key(stage), rule_value(rule)),)


def withdraw_drafts(plan: Plan, stage: str, seat: Seat) -> tuple[Draft, ...]:
    """Return the edit that withdraws the definition of a stage; none where there is none."""
    defined = {plan.stages[at] for at in plan.definitions}
    return (Draft(seat, definition_key(stage), None),) if stage in defined else ()
