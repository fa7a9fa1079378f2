"""A blind audit as a sheet: how far two judges agree, by segment, and on which leads not."""

import math
from dataclasses import dataclass

from planner.base import units
from planner.base.units import DASH, ENGLISH, NumberStyle
from planner.commitments.audit import Judged, Part
from planner.commitments.kappa import Z90, Agreement
from planner.evidence.figures import THIN
from planner.plan.audits import AuditedPart
from planner.plan.document import Plan
from planner.plan.keys import quote
from planner.sheets.cells import Cell, Column, Explanation, Kind, Row, Tone
from planner.sheets.table import TableRow, TableSheet, said, strong
from planner.sheets.words import Tongue

NAME, PREFIX, TOTAL = "SLA: Blind audit", "audit:", "audit:"
_LEVELS = ((0.8, "almost perfect"), (0.6, "substantial"), (0.4, "moderate"), (0.2, "fair"),
           (0.0, "slight"))  # fmt: skip
"""Landis & Koch (1977), Biometrics 33, 159-174."""
EMPTY = (
    "Here it will stand how far two judges agree: draw a sample of leads, have each side judge it "
    "unseen, and bring both workbooks back."
)


@dataclass(frozen=True)
class Audit:
    """What two judges said, part by part, all together last; nothing before."""

    one: Judged | None = None
    other: Judged | None = None
    parts: tuple[Part, ...] = ()


def kept_audit(plan: Plan, just: Audit) -> Audit:
    """Return the audit kept last; with the leads judged apart if it was `just` compared."""
    if not plan.audits:
        return Audit()
    last = plan.audits[-1]
    one, other = (Judged(judge, last.stage, last.seed, {}, {}, 0) for judge in last.judges)
    kept = Audit(one, other, tuple(map(_kept, last.parts)))
    return just if _told(just) == _told(kept) else kept


def _told(found: Audit) -> tuple[object, ...]:
    """Return who said what, as far as the plan keeps it."""
    judges = ((x.judge, x.stage, x.seed) for x in (found.one, found.other) if x)
    parts = ((p.segment, p.agreed.n, p.agreed.alike, p.one, p.other) for p in found.parts)
    return (*judges, *parts)


def _kept(part: AuditedPart) -> Part:
    kappa = error = math.nan
    if part.kappa is not None and part.low is not None and part.high is not None:
        kappa = part.kappa
        error = max(kappa - part.low, part.high - kappa) / Z90
    agreed = Agreement(part.judged, part.alike, kappa, error)
    return Part(part.segment, agreed, part.one, part.other, (), ())


def audit_sheet(found: Audit, style: NumberStyle = ENGLISH) -> TableSheet:
    """Return a row to each segment, keys `audit:SEGMENT`, all together last.

    Columns: name, n, alike, kappa, level, one, other, only_one, only_other.
    """
    tongue = Tongue(style)
    one, other = (
        j.judge if j else word for j, word in ((found.one, "One"), (found.other, "Other"))
    )
    return TableSheet(
        NAME,
        (
            Column("name", "Segment", Kind.TEXT, 170),
            Column("n", "Judged by both", Kind.NUMBER),
            Column("alike", "Judged alike", Kind.RATE),
            Column("kappa", "Cohen’s kappa", Kind.LEVEL, 160),
            Column("level", "Agreement", Kind.TEXT, 130),
            Column("one", f"Qualified by {one}", Kind.NUMBER),
            Column("other", f"Qualified by {other}", Kind.NUMBER),
            Column("only_one", f"Only {one}", Kind.TEXT, 185),
            Column("only_other", f"Only {other}", Kind.TEXT, 185),
        ),
        tuple(_row(part, tongue, part is found.parts[-1]) for part in found.parts),
        lambda row, column: _explain(found, row, column, tongue),
        footnote=_footnote(found, tongue),
        empty=EMPTY,
    )


def _row(part: Part, tongue: Tongue, whole: bool) -> TableRow:
    agreed, tone = part.agreed, Tone.TOTAL if whole else Tone.PLAIN
    name = "All" if whole else part.segment
    known = math.isfinite(agreed.kappa)
    level = kappa_level(agreed.kappa)
    texts = {"only_one": ", ".join(part.only_one), "only_other": ", ".join(part.only_other)}
    cells = {
        "name": Cell(name, name, tone, bold=whole),
        "n": Cell(tongue.count(agreed.n), float(agreed.n), tone, thin=agreed.n < THIN),
        "kappa": Cell(
            units.number(agreed.kappa, tongue.style, 2) if known else DASH,
            agreed.kappa if known else None,
            tone,
            bold=True,
            small=_interval(agreed, tongue),
        ),
        "level": Cell(level, level or None, tone),
        "one": Cell(tongue.count(part.one), float(part.one), tone),
        "other": Cell(tongue.count(part.other), float(part.other), tone),
        **{key: Cell(text, text or None, tone) for key, text in texts.items()},
    }
    if agreed.n:
        cells["alike"] = Cell(tongue.rate(agreed.alike, 0), agreed.alike, tone,
                              weight=float(agreed.n))  # fmt: skip
    return TableRow(Row(TOTAL if whole else f"{PREFIX}{quote(part.segment)}"), cells)


def _interval(agreed: Agreement, tongue: Tongue) -> str:
    low, high = agreed.interval
    ends = (units.number(end, tongue.style, 2) for end in (low, high))
    return " to ".join(ends) if math.isfinite(low) else ""


def kappa_level(kappa: float) -> str:
    """Return a kappa in a word: slight, fair, moderate, substantial, almost perfect."""
    if not math.isfinite(kappa):
        return ""
    return next((word for least, word in _LEVELS if kappa >= least), "worse than chance")


def _explain(found: Audit, row: str, column: str, tongue: Tongue) -> Explanation:
    part = next((p for p in found.parts[:-1] if f"{PREFIX}{quote(p.segment)}" == row), None)
    part = part or found.parts[-1]
    name = part.segment or "All segments"
    agreed = part.agreed
    if column in {"only_one", "only_other"}:
        leads = part.only_one if column == "only_one" else part.only_other
        return said(f"{name} · Judged apart", ", ".join(leads) or _none_apart(found))
    alike = tongue.rate(agreed.alike, 0)
    if not math.isfinite(agreed.kappa):
        return said(name, f"{alike} of {tongue.count(agreed.n)} leads were judged alike; both said "
                    "the same of all, so chance explains it: kappa tells nothing.")  # fmt: skip
    few = " Few leads say little." if agreed.n < THIN else ""
    return said(
        name,
        f"{alike} of {tongue.count(agreed.n)} leads were judged alike; beyond what chance would "
        "give, the agreement is ",
        strong(units.number(agreed.kappa, tongue.style, 2)),
        f" of 1, {kappa_level(agreed.kappa)}; 90% interval {_interval(agreed, tongue)}.{few}",
    )


def _none_apart(found: Audit) -> str:
    if found.one is not None and found.one.answers:
        return "None."
    return "The plan keeps how far they agreed, not on which leads: compare the workbooks again."


def _footnote(found: Audit, tongue: Tongue) -> str:
    if found.one is None or found.other is None:
        return ""
    blank = found.one.unanswered + found.other.unanswered
    rest = f" {tongue.count(blank)} answers are missing." if blank else ""
    stage = found.one.stage
    judges = f"{found.one.judge} and {found.other.judge}"
    return f"Is it {stage}? Judged unseen by {judges}; small: 90% interval.{rest}"
