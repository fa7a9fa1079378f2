"""Risks: the constraint, what the plan hangs on most, thin evidence, and what is still open."""

import math

from planner.agreement.results import way_out
from planner.evidence.figures import THIN
from planner.forecast.sensitivity import Constraint, Swing
from planner.output.pack.bridge import evidence_text, value_text
from planner.output.pack.page import Band, Block, Cell, Column, Page, Picture, Table
from planner.output.pack.source import Source
from planner.plan.assumption import Assumption
from planner.plan.keys import DriverKind
from planner.sheets.cells import Kind
from planner.sheets.charts import BridgeBar, Chart, Reference
from planner.sheets.words import step

MOST = 8
"""Rows of a list on the page: the worst of their kind."""
_THIN_KINDS = (DriverKind.RATE, DriverKind.LAG, DriverKind.DEAL_SIZE)


def risks_page(source: Source) -> Page:
    """Return the page."""
    held = source.findings.constraints
    title = "No step of the funnel stands out as its constraint"
    if held and held[0].gain > 0.0:
        title = _title(source, held[0])
    left: Block = Picture(tornado(source))
    beside = (left, constraints_table(source)) if held else (left,)
    lists = tuple(t for t in (thin_table(source), open_table(source)) if t.rows)
    bands = [Band(beside, (1.25, 1.0) if held else ())]
    if lists:
        bands.append(Band(lists))
    about = f"Working plan {source.period}: what would change its bookings"
    return Page("risks", "Risks and constraint", title, about, tuple(bands))


def _title(source: Source, held: Constraint) -> str:
    name, gain = step(source.plan.stages, held.transition), source.tongue.short(held.gain)
    like = f"at {held.like}’s rate" if held.like else "at its benchmark"
    return f"{name} holds the funnel back most: {like} it would bring {gain} more"


def tornado(source: Source) -> Chart:
    """Return what moving each driver to the ends of its interval does to bookings."""
    longest = [swing for swing in source.findings.swings if swing.size > 0.0][:MOST]
    bars = tuple(_bar(swing, source) for swing in longest)
    if not bars:
        return Chart(
            "What the plan hangs on most",
            "Each driver moved to the ends of its 90% interval",
            empty="No interval was measured, so no driver can be moved to its ends.",
        )
    widest = source.driver(longest[0].line, longest[0].driver)
    return Chart(
        f"The plan hangs most on {widest}",
        "Bookings against the plan’s where a driver moves to the ends of its 90% interval",
        bridge=bars,
        references=(Reference(0.0, "", vertical=True),),
        values_as=Kind.MONEY,
        horizontal=True,
    )


def _bar(swing: Swing, source: Source) -> BridgeBar:
    low, high = sorted((swing.low, swing.high))
    tongue = source.tongue
    text = f"{tongue.short(low, signed=True)} to {tongue.short(high, signed=True)}"
    return BridgeBar(source.driver(swing.line, swing.driver), low, high, text, "evidence")


def constraints_table(source: Source) -> Table:
    """Return the transitions by what reaching their reference is worth."""
    tongue, stages = source.tongue, source.plan.stages
    rows = tuple(
        (
            Cell(step(stages, held.transition)),
            Cell(tongue.rate(held.reference)),
            Cell(held.like or "benchmark", "muted"),
            Cell(tongue.short(held.gain, signed=True), bold=True),
        )
        for held in source.findings.constraints
    )
    columns = (
        Column("Transition", 1.6, right=False),
        Column("Reference", 0.9),
        Column("As measured of", 1.4, right=False),
        Column("Worth", 0.9),
    )
    note = "Bookings gained if every line below the reference reached it."
    return Table(columns, rows, "What holds the funnel back", note)


def thin_table(source: Source) -> Table:
    """Return the assumptions that stand on fewest entries, those of most bookings first."""
    sizes = {(s.line, s.driver): s.size for s in source.findings.swings}
    thin = [a for a in source.results.assumptions if _is_thin(a)]
    thin.sort(key=lambda a: -sizes.get((a.line, a.driver), 0.0))
    rows = tuple(_thin(a, sizes.get((a.line, a.driver), math.nan), source) for a in thin[:MOST])
    columns = (
        Column("Assumption", 2.2, right=False),
        Column("Measured", 1.4),
        Column("90% interval", 1.2),
        Column("Swing", 0.9),
    )
    more = len(thin) - len(rows)
    note = f"Fewer than {THIN} seen" + (f"; {more} more of this kind." if more else ".")
    return Table(columns, rows, "Evidence that is thin", note)


def _is_thin(found: Assumption) -> bool:
    kind = found.driver.kind in _THIN_KINDS and found.month is None
    return kind and found.evidence.known and found.evidence.n < THIN


def _thin(found: Assumption, swing: float, source: Source) -> tuple[Cell, ...]:
    figure, tongue = found.evidence, source.tongue
    return (
        Cell(source.driver(found.line, found.driver)),
        Cell(evidence_text(found, source)),
        Cell(tongue.interval(figure.low, figure.high, found.driver.unit), "muted"),
        Cell(tongue.short(swing) if swing > 0.0 else ""),
    )


def open_table(source: Source) -> Table:
    """Return the dearest disputes with both positions and the way out."""
    results = source.results
    rows = tuple(_open(a, source) for a in results.disputed[:MOST])
    columns = (
        Column("Assumption", 2.2, right=False),
        Column("Sales", 0.9, role="sales"),
        Column("Marketing", 1.0, role="marketing"),
        Column("Worth", 0.9),
        Column("Way out", 1.4, right=False),
    )
    more = len(results.disputed) - len(rows)
    note = f"{more} more of less worth." if more else ""
    return Table(columns, rows, "Disputes that are open", note)


def _open(found: Assumption, source: Source) -> tuple[Cell, ...]:
    worth = source.tongue.short(source.results.worth(found), signed=True)
    return (
        Cell(source.driver(found.line, found.driver)),
        Cell(value_text(found.sales, found.driver, source)),
        Cell(value_text(found.marketing, found.driver, source)),
        Cell(worth, bold=True),
        Cell(str(way_out(found)), "muted"),
    )
