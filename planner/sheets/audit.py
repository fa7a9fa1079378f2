"""A blind audit as a sheet: how far two judges agree, by segment."""

from planner.base import units
from planner.base.units import DASH, ENGLISH, NumberStyle
from planner.evidence.figures import THIN
from planner.plan.audits import Audited, AuditedPart
from planner.plan.keys import quote
from planner.sheets.cells import Cell, Column, Explanation, Kind, Row, Tone
from planner.sheets.table import TableRow, TableSheet, said, strong
from planner.sheets.words import Tongue

NAME, PREFIX, TOTAL = "SLA: Blind audit", "audit:", "audit:"
ONLY = ("only_one", "only_other")
"""Columns of the leads that one judge alone takes for qualified."""
_LEVELS = ((0.8, "almost perfect"), (0.6, "substantial"), (0.4, "moderate"), (0.2, "fair"),
           (0.0, "slight"))  # fmt: skip
"""Landis & Koch (1977), Biometrics 33, 159-174."""
_NAMED = 8
"""So many leads are named in a sentence; all stand in the list of those judged apart."""
NOT_KEPT = "The plan keeps how far they agreed, not on which leads: compare the workbooks again."
EMPTY = (
    "Here it will stand how far two judges agree: draw a sample of leads, have each side judge it "
    "unseen, and bring both workbooks back."
)


def audit_sheet(found: Audited | None, style: NumberStyle = ENGLISH) -> TableSheet:
    """Return a row to each segment, keys `audit:SEGMENT`, all together last; none without audit.

    Columns: name, n, alike, kappa, level, one, other, only_one, only_other.
    """
    tongue = Tongue(style)
    parts, (one, other) = (found.parts, found.judges) if found else ((), ("One", "Other"))
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
            Column("only_one", f"Only by {one}", Kind.NUMBER),
            Column("only_other", f"Only by {other}", Kind.NUMBER),
        ),
        tuple(_row(part, tongue, part is parts[-1]) for part in parts),
        lambda row, column: _explain(found, row, column, tongue),
        footnote="" if found is None else _footnote(found, tongue),
        empty=EMPTY,
    )


def audit_title(found: Audited) -> str:
    """Return what was judged in which draw, and by whom."""
    return f"{found.stage}, draw {found.seed}, {' and '.join(found.judges)}"


def _row(part: AuditedPart, tongue: Tongue, whole: bool) -> TableRow:
    tone = Tone.TOTAL if whole else Tone.PLAIN
    name, level = "All" if whole else part.segment, kappa_level(part.kappa)
    cells = {
        "name": Cell(name, name, tone, bold=whole),
        "n": Cell(tongue.count(part.judged), float(part.judged), tone, thin=part.judged < THIN),
        "alike": Cell(tongue.rate(part.alike, 0), part.alike, tone, weight=float(part.judged)),
        "kappa": Cell(
            kappa_text(part.kappa, tongue.style),
            part.kappa,
            tone,
            bold=True,
            small=interval_text(part, tongue.style),
        ),
        "level": Cell(level, level or None, tone),
        "one": Cell(tongue.count(part.one), float(part.one), tone),
        "other": Cell(tongue.count(part.other), float(part.other), tone),
    }
    for key, leads in zip(ONLY, part.only or (), strict=False):
        cells[key] = Cell(tongue.count(len(leads)), float(len(leads)), tone)
    unknown = {key: Cell(DASH, None, Tone.MUTED) for key in ONLY}
    return TableRow(Row(TOTAL if whole else f"{PREFIX}{quote(part.segment)}"), unknown | cells)


def kappa_text(kappa: float | None, style: NumberStyle = ENGLISH) -> str:
    """Return a kappa for reading, a dash where chance alone would make the judges agree."""
    return DASH if kappa is None else units.number(kappa, style, 2)


def interval_text(part: AuditedPart, style: NumberStyle = ENGLISH) -> str:
    """Return the 90 % interval of kappa, such as 0.49 to 1.00; '' where there is none."""
    ends = (part.low, part.high)
    return " to ".join(units.number(end, style, 2) for end in ends if end is not None)


def kappa_level(kappa: float | None) -> str:
    """Return a kappa in a word: slight, fair, moderate, substantial, almost perfect."""
    if kappa is None:
        return ""
    return next((word for least, word in _LEVELS if kappa >= least), "worse than chance")


def part_at(found: Audited, row: str) -> AuditedPart:
    """Return the segment that stands in a row, all leads where none does."""
    named = (part for part in found.parts[:-1] if f"{PREFIX}{quote(part.segment)}" == row)
    return next(named, found.parts[-1])


def _explain(found: Audited | None, row: str, column: str, tongue: Tongue) -> Explanation:
    if found is None:
        return said("")
    part = part_at(found, row)
    name = part.segment or "All segments"
    if column in ONLY:
        return said(f"{name} · Judged apart", _apart(found, part, ONLY.index(column)))
    alike, many = tongue.rate(part.alike, 0), tongue.count(part.judged)
    if part.kappa is None:
        return said(name, f"{alike} of {many} leads were judged alike; both said "
                    "the same of all, so chance explains it: kappa tells nothing.")  # fmt: skip
    few = " Few leads say little." if part.judged < THIN else ""
    return said(
        name,
        f"{alike} of {many} leads were judged alike; beyond what chance would "
        "give, the agreement is ",
        strong(kappa_text(part.kappa, tongue.style)),
        f" of 1, {kappa_level(part.kappa)}; 90% interval {interval_text(part, tongue.style)}.{few}",
    )


def _apart(found: Audited, part: AuditedPart, which: int) -> str:
    if part.only is None:
        return NOT_KEPT
    leads, judge, stage = part.only[which], found.judges[which], found.stage
    if not leads:
        return f"There is no lead that {judge} alone takes for {stage}."
    more = len(leads) - _NAMED
    rest = f" and {units.count(more)} more, listed below" if more > 0 else ""
    named = ", ".join(leads[:_NAMED])
    return f"{judge} alone takes for {stage}: {named}{rest}. Double-click to see them."


def _footnote(found: Audited, tongue: Tongue) -> str:
    blank = sum(found.unanswered)
    rest = f" {tongue.count(blank)} answers are missing." if blank else ""
    judges = " and ".join(found.judges)
    return f"Is it {found.stage}? Judged unseen by {judges}; small: 90% interval.{rest}"
