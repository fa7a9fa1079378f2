"""Risks: the constraint, what the plan hangs on most, thin evidence, and what is still open."""

import math

from planner.agreement.results import way_out
from planner.commitments.benchmarks import between
from planner.commitments.disputes import DisputedPromise, disputed_promises
from planner.evidence.figures import THIN
from planner.forecast.sensitivity import Constraint
from planner.output.pack.bridge import evidence_text, value_text
from planner.output.pack.page import Band, Block, Cell, Column, Page, Picture, Table
from planner.output.pack.source import Source
from planner.plan.assumption import Assumption
from planner.plan.keys import DriverKind
from planner.sheets.moves_chart import tornado
from planner.sheets.moves_published import source_text
from planner.sheets.words import step

MOST = 8
"""Rows of a list on the page: the worst of their kind."""
_THIN_KINDS = (DriverKind.RATE, DriverKind.LAG, DriverKind.DEAL_SIZE)


def risks_page(source: Source) -> Page:
    """Return the page."""
    held = source.findings.moves.constraints
    title = "No step of the funnel stands out as its constraint"
    if held and held[0].gain > 0.0:
        title = _title(source, held[0])
    left: Block = Picture(tornado(source.findings.moves, source.tongue.style))
    beside = (left, constraints_table(source)) if held else (left,)
    lists = tuple(t for t in (thin_table(source), open_table(source)) if t.rows)
    bands = [Band(beside, (1.25, 1.0) if held else ())]
    if lists:
        bands.append(Band(lists))
    about = f"Working plan {source.counted}: what would change its bookings"
    return Page("risks", "Risks and constraint", title, about, tuple(bands))


def _title(source: Source, held: Constraint) -> str:
    name, gain = step(source.plan.stages, held.transition), source.tongue.short(held.gain)
    like = f"at {held.like}’s rate" if held.like else "at the published rate"
    return f"{name} holds the funnel back most: {like} it would bring {gain} more"


def constraints_table(source: Source) -> Table:
    """Return the transitions by what reaching their reference is worth."""
    tongue, stages = source.tongue, source.plan.stages
    rows = tuple(
        (
            Cell(step(stages, held.transition)),
            Cell(tongue.rate(held.reference)),
            Cell(held.like or _published(source, held), "muted"),
            Cell(tongue.short(held.gain, signed=True), bold=True),
        )
        for held in source.findings.moves.constraints
    )
    columns = (
        Column("Transition", 1.6, right=False),
        Column("Reference", 0.9),
        Column("As measured of", 1.4, right=False),
        Column("Worth", 0.9),
    )
    note = "Bookings gained if every line below the reference reached it."
    return Table(columns, rows, "What holds the funnel back", note)


def _published(source: Source, held: Constraint) -> str:
    """Return who published the rate that stands where no line was measured."""
    return source_text(between(source.plan, held.transition, held.transition + 1)[0])


def thin_table(source: Source) -> Table:
    """Return the assumptions that stand on fewest entries, those of most bookings first."""
    sizes = {(s.line, s.driver): s.size for s in source.findings.moves.swings}
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
    made = source.promised
    promises = {} if made is None else disputed_promises(made, source.plan)
    rows = tuple(_open(a, source, promises.get(a.key)) for a in results.disputed[:MOST])
    columns = (
        Column("Assumption", 2.2, right=False),
        Column("Sales", 0.9, role="sales"),
        Column("Marketing", 1.0, role="marketing"),
        Column("Worth", 0.9),
        Column("Way out", 1.4, right=False),
    )
    more = len(results.disputed) - len(rows)
    notes = [f"{more} more of less worth."] if more else []
    if any(one.price for one in promises.values()):
        notes.append("* What late leads go with, an association.")
    return Table(columns, rows, "Disputes that are open", " ".join(notes))


def _open(found: Assumption, source: Source, promise: DisputedPromise | None) -> tuple[Cell, ...]:
    worth = source.results.worth(found)
    if promise is not None:
        found, price = promise.assumption, promise.price
        worth = 0.0 if price is None else price.between
    amount = source.tongue.short(worth, signed=True) if worth else ""
    return (
        Cell(source.driver(found.line, found.driver)),
        Cell(value_text(found.sales, found.driver, source)),
        Cell(value_text(found.marketing, found.driver, source)),
        Cell(amount + ("*" if worth and promise is not None else ""), bold=True),
        Cell(str(way_out(found)), "muted"),
    )
