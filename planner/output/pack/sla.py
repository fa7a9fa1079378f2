"""The two-sided commitment: what Marketing delivers, how Sales works it, and how both are kept."""

import math
from collections.abc import Iterator, Sequence

import numpy as np

from planner.base.days import date_of
from planner.base.stages import qualified_stage
from planner.commitments.compliance import Compliance, compliances
from planner.commitments.promise import (
    BASIC,
    LEVELS,
    QUALIFIED,
    VALUE,
    Promise,
    attainment,
    promise,
    shortfall_later,
)
from planner.output.pack.page import Band, Cell, Column, Page, Table, Tied, Words
from planner.output.pack.periods import shown_periods
from planner.output.pack.source import Source
from planner.plan.keys import Driver, DriverKind
from planner.plan.pledges import pledge
from planner.sheets.commitment_words import PROMISES, SHARES
from planner.sheets.contract import in_months
from planner.sheets.plan_figures import summed
from planner.sheets.status import day_text
from planner.sheets.words import heading, plural

PROMISED = "promised"
"""Key of the sum of a level over all of the plan; the level's name stands after it."""


def sla_page(source: Source) -> Page:
    """Return the page: Marketing's promise by line and by period, Sales' by measure."""
    made = promise(source.agreed)
    tables = [lines_table(source, made), _by_period(source, made)] if made.lines else []
    bands = [Band((table,)) for table in tables]
    told = tuple(_told(source))
    return Page(
        "sla",
        "SLA",
        sla_finding(source, made),
        f"What both sides owe each other {source.period}, derived from the plan · {_as_of(source)}",
        (*bands, Band((sales_table(source),)), *((Band((Words("", told),)),) if told else ())),
    )


def _as_of(source: Source) -> str:
    found = source.found
    if found is None:
        return "nothing of it is due yet"
    return f"measured as of {day_text(date_of(found.as_of))}"


def sla_finding(source: Source, made: Promise) -> str:
    """Say what is promised, or how it was kept so far."""
    tongue = source.tongue
    name = plural(source.plan.stages[qualified_stage(source.plan.stages)])
    stated = f"Sales has stated {_stated(source)} of {len(PROMISES)} promises"
    if not made.lines:
        return f"No line is Marketing’s to deliver; {stated}"
    paced = _pace(source)
    if paced is not None:
        kept = [one for one in _measured(source) if one.share is not None and one.counts[0]]
        held = sum(not one.missed for one in kept)
        sales = f"Sales kept {held} of {len(kept)} promises" if kept else stated
        if kept and held == len(kept):
            sales = "Sales kept every promise"
        return f"Marketing brought {tongue.rate(paced, 0)} of the {name} due by now; {sales}"
    count, worth = (float(made.level(level).sum()) for level in (QUALIFIED, VALUE))
    return f"Marketing promises {tongue.count(count)} {name} worth {tongue.short(worth)}; {stated}"


def _stated(source: Source) -> int:
    return sum(pledge(source.plan, kind).working is not None for kind in PROMISES)


def _pace(source: Source) -> float | None:
    """Return what came of the qualified leads due so far; None where nothing is due."""
    due, actual = _attained(source, "")
    return actual / due if due > 0.0 else None


def _attained(source: Source, line: str) -> tuple[float, float]:
    """Return the qualified leads due and those that came, of a line or of all."""
    found = source.found
    levels = [] if found is None else [x for x in attainment(found) if x.level == QUALIFIED]
    own = [x for x in levels if line in {"", x.line}]
    return math.fsum(x.due for x in own), math.fsum(x.actual for x in own)


def lines_table(source: Source, made: Promise, most: int | None = None) -> Table:
    """Return each line's promise, a month and in all, and what came of it.

    With more than `most` lines those of the least lead value stand together in one row.
    """
    known, stages = source.found is not None, source.plan.stages
    name = heading(stages[qualified_stage(stages)])
    columns = [
        Column("Marketing’s line", 2.4, right=False),
        Column("Leads a month"),
        Column(f"{name} a month"),
        Column("Worth of one"),
        Column(f"{name} in all"),
        Column("Lead value in all"),
    ]
    columns += [Column(f"{name} due by now"), Column("Came"), Column("Of due")] * known
    shown, rest = _largest(made, most)
    rows = [_line(source, made, (i,), made.lines[i], known=known) for i in shown]
    if rest:
        rows.append(_line(source, made, rest, f"{len(rest)} other lines", known=known))
    rows.append(_all_lines(source, made, known=known))
    note = (
        "Lead value: qualified leads times what one is worth by the agreed rates and deal size; "
        "any mix of lines that reaches the sum keeps the promise."
    )
    return Table(tuple(columns), tuple(rows), "Marketing promises", note)


def _largest(made: Promise, most: int | None) -> tuple[list[int], list[int]]:
    """Return the lines that have a row of their own, and those that share one, in their order."""
    count = len(made.lines)
    if most is None or count <= most + 1:
        return list(range(count)), []
    by_value = np.argsort(-made.value.sum(axis=1), kind="stable").tolist()
    return sorted(by_value[:most]), sorted(by_value[most:])


def _line(
    source: Source, made: Promise, places: Sequence[int], name: str, *, known: bool
) -> tuple[Cell, ...]:
    tongue = source.tongue
    basic, qualified, value = (made.level(level)[list(places)].sum(axis=0) for level in LEVELS)
    worth = value.sum() / qualified.sum() if qualified.sum() > 0.0 else math.nan
    return (
        Cell(name),
        Cell(tongue.count(float(basic.mean()))),
        Cell(tongue.count(float(qualified.mean()))),
        Cell("" if math.isnan(worth) else tongue.short(float(worth))),
        Cell(tongue.count(float(qualified.sum()))),
        Cell(tongue.short(float(value.sum()))),
        *(_came(source, [made.lines[i] for i in places]) if known else ()),
    )


def _came(source: Source, lines: Sequence[str]) -> tuple[Cell, ...]:
    due, actual = (
        math.fsum(ends) for ends in zip(*(_attained(source, x) for x in lines), strict=True)
    )
    pace = source.tongue.rate(actual / due, 0) if due > 0.0 else ""
    role = "dispute" if actual < due else "text"
    return Cell(source.tongue.count(due)), Cell(source.tongue.count(actual)), Cell(pace, role)


def _all_lines(source: Source, made: Promise, *, known: bool) -> tuple[Cell, ...]:
    tongue = source.tongue
    monthly = [float(made.level(level).sum(0).mean()) for level in (BASIC, QUALIFIED)]
    count, value = (float(made.level(level).sum()) for level in (QUALIFIED, VALUE))
    return (
        Cell("All lines", bold=True),
        *(Cell(tongue.count(mean), bold=True) for mean in monthly),
        Cell(),
        Cell(tongue.count(count), bold=True, tied=Tied(f"{PROMISED} {QUALIFIED}", count)),
        Cell(tongue.short(value), bold=True, tied=Tied(f"{PROMISED} {VALUE}", value)),
        *(_came(source, ("",)) if known else ()),
    )


def _by_period(source: Source, made: Promise) -> Table:
    """Return all lines' promise by quarter and year."""
    shown, tongue = shown_periods(source), source.tongue
    stages = source.plan.stages
    names = ("Leads", heading(stages[qualified_stage(stages)]), "Lead value")
    rows = []
    for name, level in zip(names, LEVELS, strict=True):
        total = summed(np.asarray(made.level(level).sum(0)))
        cells = [Cell(name, bold=True)]
        for period in shown:
            value = total(period.months)
            text = tongue.short(value) if level == VALUE else tongue.count(value)
            tied = Tied(f"{PROMISED} {level}", value) if period is shown[-1] else None
            cells.append(Cell(text, bold=period is shown[-1], tied=tied))
        rows.append(tuple(cells))
    columns = (Column("", 2.4, right=False), *(Column(p.title) for p in shown))
    return Table(columns, tuple(rows), f"Marketing’s promise, {source.period}")


def _measured(source: Source) -> tuple[Compliance, ...]:
    leads = source.leads
    return () if leads is None else compliances(source.agreed.plan, leads)


def sales_table(source: Source) -> Table:
    """Return each promise of Sales: its limit, of how many leads, who answers, and how it held."""
    measured = {one.kind: one for one in _measured(source)}
    columns = [
        Column("Sales promises", 2.6, right=False),
        Column("Limit", right=False),
        Column("Of the leads due", right=False),
        Column("Who answers", 1.4, right=False),
        Column("State", 1.0, right=False),
    ]
    columns += [Column("Due"), Column("Kept"), Column("Share kept")] * bool(measured)
    rows = tuple(_promise(source, kind, measured) for kind in PROMISES)
    whys = dict.fromkeys(one.why for one in measured.values() if one.why and one.due.any())
    months = ((PROMISES[kind], in_months(source.plan, kind)) for kind in PROMISES)
    note = "".join(f"{name}:{told} " for name, told in months if told)
    return Table(tuple(columns), rows, "", (note + "".join(f"{why}. " for why in whys)).strip())


def _promise(
    source: Source, kind: DriverKind, measured: dict[DriverKind, Compliance]
) -> tuple[Cell, ...]:
    plan, tongue = source.plan, source.tongue
    limit = pledge(plan, kind)
    share = pledge(plan, SHARES[kind]).working if kind in SHARES else None
    text = ""
    if limit.working is not None and kind is not DriverKind.WORKED_SHARE:
        text = tongue.show(limit.working, Driver(kind).unit)
        text += " days" * kind.value.endswith("days")
    known = (Cell(PROMISES[kind], bold=True), Cell(text))
    stated = limit.working is not None or share is not None
    cells = (
        *known,
        Cell("" if share is None else tongue.rate(share, 0)),
        Cell(plan.people.get(f"sla/{kind.value}", "")),
        Cell(str(limit.status) if stated else "not stated", "text" if stated else "muted"),
    )
    return cells + (_kept(source, measured[kind]) if measured else ())


def _kept(source: Source, one: Compliance) -> tuple[Cell, ...]:
    due, met = one.counts
    if not due:
        return Cell(), Cell(), Cell()
    count, tongue = source.tongue.count, source.tongue
    shown = Cell(tongue.rate(one.rate, 0), "dispute" if one.missed else "text")
    return Cell(count(due)), Cell(count(met)), shown


def _told(source: Source) -> Iterator[str]:
    """Yield in sentences what late leads and missing ones are worth."""
    tongue = source.tongue
    if source.why:
        yield f"{source.why}."
    if source.found is None or source.leads is None:
        return
    late = () if source.promised is None else source.promised.late
    if late:
        count = tongue.count(len(late))
        leads = "1 lead was" if len(late) == 1 else f"{count} leads were"
        priced = [one.price for one in late if one.price is not None]
        worth = f"{tongue.count(len(priced))} priced at {tongue.short(math.fsum(priced))}"
        few = "too few in any line to be priced"
        association = ", an association: late leads may differ otherwise"
        yield f"{leads} touched late or never, {worth + association if priced else few}."
    later = float(shortfall_later(source.found).sum())
    yield f"Qualified leads so far change bookings by {tongue.short(later, signed=True)}."
