"""The Reps sheet: every rep and source team, for a conversation and not as a hammer."""

import hashlib
import math
from collections.abc import Iterator, Mapping

from planner.base import units
from planner.base.units import DASH, ENGLISH, NumberStyle, Unit
from planner.evidence.figures import THIN
from planner.evidence.reps import REP, RepEvidence, RepRow, ownerless
from planner.journeys.table import BLANK, Journeys
from planner.sheets.cells import EMPTY, Cell, Column, Explanation, Kind, Row, Tone
from planner.sheets.funnel import window_text
from planner.sheets.reps_words import explain_rep
from planner.sheets.table import TableRow, TableSheet
from planner.sheets.words import Tongue, heading

NAME, ALL, TOTAL_KEY = "Reps", "All", "total"
DIGITS = 12
"""Of a mixed name: enough that no two reps of a company share them."""
Names = Mapping[str, str]


def has_reps(journeys: Journeys | None) -> bool:
    """Tell whether owners were imported."""
    return journeys is not None and REP in journeys.dimensions


def rep_names(found: RepEvidence, hidden: bool) -> dict[str, str]:
    """Return how each rep is called; hidden ones by numbers that tell nothing of name or rank.

    The same reps always get the same numbers; who owns nothing keeps being (blank).
    """
    if not hidden:
        return {row.rep: row.rep for row in found.reps}
    named = (row.rep for row in found.reps if row.rep != BLANK)
    mixed = sorted(named, key=_mixed)
    return {rep: f"Rep {number}" for number, rep in enumerate(mixed, 1)} | {BLANK: BLANK}


def rep_key(rep: str) -> str:
    """Return a rep's row key, which does not hold the name and is the same with all data.

    Without a rep it is that of all together.
    """
    return f"rep:{_mixed(rep).hex()[:DIGITS]}" if rep else TOTAL_KEY


def rep_of(found: RepEvidence, row: str) -> str:
    """Return the rep of a row, or of one of its source teams; '' at all together."""
    key = row.partition("/")[0]
    return next((one.rep for one in found.reps if rep_key(one.rep) == key), "")


def _mixed(rep: str) -> bytes:
    return hashlib.sha256(rep.encode("utf-8", "replace")).digest()


def reps_sheet(
    found: RepEvidence,
    names: Names,
    style: NumberStyle = ENGLISH,
    folded: frozenset[str] = frozenset(),
) -> TableSheet:
    """Return reps, those with most leads first, their source teams below, all together at the end.

    Row keys are those of `rep_key`, below them with /TEAM; column keys rep, received, worked,
    accepted, won, close, matured, median, touch, tries, picks. `names` are those of `rep_names`.
    """
    tongue = Tongue(style)
    known = dict(_rows(found))
    rows = [
        TableRow(_outline(key, row, folded), _cells(found, row, _name(key, row, names), tongue))
        for key, row in known.items()
        if "/" not in key or key.partition("/")[0] not in folded
    ]
    flat = tuple(TableRow(Row(r.row.key), r.cells) for r in rows if not r.row.level)

    def explain(row: str, column: str) -> Explanation:
        who = _spoken(row, known[row], names)
        return explain_rep(found, known[row], who, column, tongue)

    return TableSheet(
        NAME,
        rep_columns(found),
        tuple(rows),
        explain,
        footnote=footnote(found, tongue),
        listing=lambda: flat,
    )


def rep_columns(found: RepEvidence) -> tuple[Column, ...]:
    """Return the columns of what is measured; acceptance only where it is a stage of its own."""
    accepted = (Column("accepted", f"Accepted ({found.accepted})", Kind.NUMBER),)
    touched = (
        Column("touch", "First touch, days", Kind.DAYS),
        Column("tries", "Touches before dead", Kind.NUMBER),
    )
    picks = (Column("picks", "Cherry-pick", Kind.RATE),)
    return (
        Column("rep", "Rep", Kind.TEXT, 190),
        Column("received", f"Received ({found.received})", Kind.NUMBER),
        Column("worked", "Worked", Kind.NUMBER),
        *(accepted if found.accepted else ()),
        Column("won", heading(found.won), Kind.NUMBER),
        Column("close", "Close rate", Kind.RATE),
        Column("matured", "Matured", Kind.RATE),
        Column("median", "Days to close", Kind.DAYS),
        *(touched if found.touched else ()),
        *(picks if found.total.picks is not None else ()),
    )


def footnote(found: RepEvidence, tongue: Tongue) -> str:
    """Say whose leads are measured, and what stands small beside the large figures."""
    when = f" in {window_text(found.window)}" if found.window else ""
    text = f"Leads that entered {found.received}{when}."
    if nameless := ownerless(found):
        n = tongue.count(nameless)
        text += f" {n} have no owner yet, so the rates of the others may be too high."
    if not found.touched:
        text += " No activities: speed to first touch is not measured; worked means moved on."
    small = " Small: share of those received; 90% interval of the close rate; won of those closed"
    return text + small + ("; share never touched." if found.touched else ".")


def _rows(found: RepEvidence) -> Iterator[tuple[str, RepRow]]:
    reps = found.reps
    order = sorted(range(len(reps)), key=lambda i: (reps[i].rep == BLANK, -reps[i].received))
    for i in order:
        key = rep_key(reps[i].rep)
        yield key, reps[i]
        for team in reps[i].teams:
            yield f"{key}/{team.source_team}", team
    yield TOTAL_KEY, found.total


def _outline(key: str, row: RepRow, folded: frozenset[str]) -> Row:
    return Row(key, int("/" in key), bool(row.teams), key in folded)


def _name(key: str, row: RepRow, names: Names) -> str:
    if key == TOTAL_KEY:
        return ALL
    return (row.source_team if "/" in key else names[row.rep]) or BLANK


def _spoken(key: str, row: RepRow, names: Names) -> str:
    """Return who a row is about, in a sentence."""
    name = _name(key, row, names)
    return f"{names[row.rep]} · {name}" if "/" in key else name


def _cells(found: RepEvidence, row: RepRow, name: str, tongue: Tongue) -> dict[str, Cell]:
    cells = {"rep": Cell(name, name, bold=not row.source_team), "received": _count(row, tongue)}
    for key, n in (("worked", row.worked), ("accepted", row.accepted), ("won", row.won)):
        if n is not None:
            small = tongue.rate(n / row.received, 0) if row.received and key != "won" else ""
            cells[key] = Cell(tongue.count(n), float(n), small=small)
    cells |= _closing(row, tongue) | _speed(row, tongue)
    if row is not found.total:
        return cells
    columns = (column.key for column in rep_columns(found))
    return {key: _as_total(cells.get(key, EMPTY)) for key in columns}


def _as_total(cell: Cell) -> Cell:
    return Cell(
        cell.text, cell.value, Tone.TOTAL, small=cell.small, bold=True, weight=cell.weight,
        thin=cell.thin,
    )  # fmt: skip


def _count(row: RepRow, tongue: Tongue) -> Cell:
    return Cell(tongue.count(row.received), float(row.received))


def _closing(row: RepRow, tongue: Tongue) -> dict[str, Cell]:
    """Return close rate with its interval, the matured rate with closed-only, and the days."""
    found, rate = row.closing, row.closing.rate
    cells: dict[str, Cell] = {}
    thin, weight = rate.n < THIN, float(rate.n)
    if rate.known:
        small = tongue.interval(rate.low, rate.high, Unit.RATE).rstrip("%\u00a0")
        cells["close"] = Cell(
            tongue.rate(rate.value), rate.value, small=small, weight=weight, thin=thin
        )
    if math.isfinite(found.matured):
        small = tongue.rate(found.closed_only) or DASH
        cells["matured"] = Cell(
            tongue.rate(found.matured), found.matured, small=small, weight=weight, thin=thin
        )
    if math.isfinite(found.median_days):
        text, weight = tongue.show(found.median_days, Unit.DAYS), float(found.timed)
        cells["median"] = Cell(text, found.median_days, weight=weight, thin=found.timed < THIN)
    return cells


def _speed(row: RepRow, tongue: Tongue) -> dict[str, Cell]:
    """Return first touch with the share never touched, touches of dead leads, and the meter."""
    cells: dict[str, Cell] = {}
    if row.touch is not None and row.touch.leads[0]:
        n, days = int(row.touch.leads[0]), row.first_touch_days
        never = tongue.rate(float(row.touch.never[0]) / n, 0)
        text = tongue.show(days, Unit.DAYS) if math.isfinite(days) else DASH
        value = days if math.isfinite(days) else None
        cells["touch"] = Cell(text, value, small=never, weight=float(n), thin=n < THIN)
    dead = row.dead_touches
    if dead is not None and dead.known:
        text = units.number(dead.value, tongue.style, 1)
        cells["tries"] = Cell(text, dead.value, weight=float(dead.n), thin=dead.n < THIN)
    if row.picks is not None and math.isfinite(lean := float(row.picks.lean[0])):
        text, thin = units.points(lean, tongue.style, 0), float(row.picks.fewest[0]) < THIN
        cells["picks"] = Cell(text, lean, weight=float(row.received), thin=thin)
    return cells
