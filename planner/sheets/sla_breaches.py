"""Breaches down to the lead: who was touched late or never, and what that goes with in money."""

from dataclasses import dataclass

import numpy as np

from planner.base.days import date_of
from planner.base.units import DASH, ENGLISH, NumberStyle, Unit
from planner.commitments.breaches import LEAST, Association, Breach
from planner.commitments.compliance import compliances
from planner.commitments.standing import Commitments
from planner.sheets.cells import Cell, Column, Explanation, Kind, Place, Row, Tone
from planner.sheets.charts import Chart, Mark, Series
from planner.sheets.journey_fields import Rows
from planner.sheets.sla_words import BREACHES
from planner.sheets.status import day_text
from planner.sheets.table import TableRow, TableSheet, said, strong
from planner.sheets.words import Tongue

ASSOCIATED = "an association, not a proof: late leads may differ otherwise"


@dataclass(frozen=True)
class Late:
    """The breaches, the latest handed over first, and how each line's late leads compare."""

    made: Commitments
    late: tuple[Breach, ...]
    tied: tuple[Association, ...]
    tongue: Tongue

    @property
    def priced(self) -> float:
        """What all priced breaches come to."""
        return sum(one.price for one in self.late if one.price is not None)


def late_leads(made: Commitments, style: NumberStyle = ENGLISH) -> Late:
    """Find the leads of the plan's time that were touched late or never."""
    tongue = Tongue(style, made.current.plan.currency)
    return Late(made, made.late, made.tied, tongue)


def breaches_sheet(found: Late) -> TableSheet:
    """Return a row to each late lead; keys are the journeys' ids.

    Columns: id, line, rep, entered, limit, touched, price.
    """
    rows = tuple(TableRow(Row(one.id), _cells(one, found.tongue)) for one in found.late)
    return TableSheet(
        BREACHES,
        (
            Column("id", "Lead", Kind.TEXT, 170),
            Column("line", "Line", Kind.TEXT),
            Column("rep", "Rep", Kind.TEXT),
            Column("entered", "Handed over", Kind.TEXT, 110),
            Column("limit", "Limit, days", Kind.DAYS),
            Column("touched", "Touched after, days", Kind.DAYS),
            Column("price", "Price (association)", Kind.MONEY),
        ),
        rows,
        lambda row, column: _explain(found, row, column),
        footnote=_footnote(found),
        empty=_empty(found),
    )


def _cells(one: Breach, tongue: Tongue) -> dict[str, Cell]:
    never = one.touched is None
    price = one.price
    return {
        "id": Cell(one.id, one.id),
        "line": Cell(one.line, one.line),
        "rep": Cell(one.rep, one.rep),
        "entered": Cell(day_text(date_of(one.entered)), date_of(one.entered).isoformat()),
        "limit": Cell(tongue.show(one.limit, Unit.DAYS), one.limit),
        "touched": Cell(
            "never" if never else tongue.count(float(one.touched or 0)),
            None if never else float(one.touched or 0),
            Tone.DISPUTE if never else Tone.PLAIN,
            mark="◆" if never else "",
        ),
        "price": Cell(DASH if price is None else tongue.short(price), price),
    }


def _explain(found: Late, row: str, column: str) -> Explanation:
    one = next((each for each in found.late if each.id == row), None)
    if one is None:
        return said("")
    if column != "price":
        when = day_text(date_of(one.entered))
        touched = "was never touched" if one.touched is None else f"after {one.touched} days"
        first = "its first touch came " if one.touched is not None else "it "
        limit = found.tongue.show(one.limit, Unit.DAYS)
        due = f", by a limit of {limit} days that month" if column == "limit" else ""
        return said(f"Lead {one.id}", f"Handed over {when}{due}: {first}{touched}.")
    tie = next((each for each in found.tied if each.line == one.line), None)
    if one.price is None or tie is None:
        few = f"Not priced: fewer than {LEAST} leads of {one.line} were in time, or late."
        return said(f"Lead {one.id} · Price", few)
    if one.price == 0.0 and tie.price:
        return said(f"Lead {one.id} · Price", "No price: it was decided before the limit.")
    show = found.tongue
    return said(
        f"Lead {one.id} · Price",
        f"Of {one.line}’s leads undecided at the limit {show.rate(tie.on_time, 0)} of "
        f"{show.count(tie.n_on_time)} touched in time were accepted, {show.rate(tie.late, 0)} of "
        f"{show.count(tie.n_late)} late ones, × {show.short(tie.value)} of an accepted lead: ",
        strong(show.short(one.price)),
        f". This is {ASSOCIATED}.",
    )


def _footnote(found: Late) -> str:
    if not found.late:
        return ""
    unpriced = sum(one.price is None for one in found.late)
    rest = f"; {found.tongue.count(unpriced)} have no price, for want of leads" if unpriced else ""
    priced = f"at {found.tongue.short(found.priced)} in all{rest}"
    if unpriced == len(found.late):
        priced = "none with a price yet, for want of leads"
    return (
        f"{found.tongue.count(len(found.late))} leads touched late or never, {priced}. "
        f"{ASSOCIATED[:1].upper()}{ASSOCIATED[1:]}. Double-click a lead to see it."
    )


def _empty(found: Late) -> str:
    if found.made.leads is None:
        return "No data of the plan’s own time yet: import exports of a day after it began."
    kept = compliances(found.made.agreed.plan, found.made.leads)[0]
    if kept.why:
        return f"{kept.why}. State the days to the first touch under Sales works."
    return "Every lead that is due was touched in time."


def lead_behind(found: Late, row: str) -> Rows:
    """Return the journey of a breach."""
    ids = found.made.found.prepared.journeys.ids if found.made.found else ()
    return np.array([i for i, id_ in enumerate(ids) if id_ == row], dtype=np.int64)


def breaches_chart(found: Late, row: str = "") -> Chart:
    """Return how often leads touched in time, and late ones, were accepted, by line.

    A line's points lead to its latest lead, those of a row's own line to the row.
    """
    known = [tie for tie in found.tied if tie.price is not None]
    if not known:
        empty = f"No line has {LEAST} leads in time and {LEAST} late ones to compare yet."
        return Chart("Late leads: not compared yet", "", empty=empty)
    x = tuple(float(i) for i in range(len(known)))
    first = {one.line: one.id for one in reversed(found.late)}
    first |= {one.line: one.id for one in found.late if one.id == row}
    places = tuple(Place(BREACHES, first.get(tie.line, row), "line") for tie in known)
    in_time, late = tuple(t.on_time for t in known), tuple(t.late for t in known)
    total = found.tongue.short(found.priced)
    return Chart(
        f"Late leads go with {total} of bookings less, by association",
        "Share accepted of leads undecided at the limit, matured; lines with enough leads",
        (
            Series("in time", x, in_time, Mark.DOTS, "agreed", label="in time", places=places),
            Series("late", x, late, Mark.DOTS, "dispute", label="late", places=places),
        ),
        labels=tuple(tie.line for tie in known),
        values_as=Kind.RATE,
    )  # fmt: skip
