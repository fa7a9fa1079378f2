"""Hand-off health as a sheet: acceptance, answers that are due, and leads nobody works."""

import math
from collections.abc import Iterator
from dataclasses import dataclass

from planner.base import units
from planner.base.days import month_of
from planner.base.units import DASH, ENGLISH, NumberStyle, Unit
from planner.commitments.hand_off import AGES, HandOffRow, hand_off_health, hand_off_ways
from planner.commitments.handed import REASONS, Handed
from planner.commitments.standing import Commitments
from planner.evidence.figures import THIN
from planner.evidence.reps import REP
from planner.plan.keys import quote
from planner.sheets.cells import EMPTY, Cell, Column, Explanation, Kind, Place, Row, Tone
from planner.sheets.charts import Chart, Mark, Series
from planner.sheets.periods import months_text
from planner.sheets.sla_words import HAND_OFF
from planner.sheets.table import TableRow, TableSheet, said, strong
from planner.sheets.words import Tongue, title

PREFIX, TOTAL = "handoff:", "handoff:"
MOST_SHOWN = 10
"""So many groups are drawn, those with most leads."""


@dataclass(frozen=True)
class Health:
    """The rows by a dimension; the last is all together. `leads` None without data."""

    leads: Handed | None
    by: str
    rows: tuple[HandOffRow, ...]
    tongue: Tongue

    @property
    def reasons(self) -> bool:
        """Whether it is told by why leads were turned down."""
        return self.by in REASONS

    @property
    def when(self) -> str:
        """The months of the leads measured."""
        if self.leads is None or not len(self.leads.entered):
            return ""
        first, last = int(self.leads.entered.min()), int(self.leads.entered.max())
        return months_text(month_of(first), month_of(last))


def health_of(made: Commitments, by: str, style: NumberStyle = ENGLISH) -> Health:
    """Measure the leads handed over in the evidence's window and since."""
    tongue, leads = Tongue(style, made.current.plan.currency), made.recent
    if leads is None:
        return Health(None, by, (), tongue)
    rows = hand_off_health(made.current, leads, by, made.activities)
    return Health(leads, by, rows, tongue)


def ways_of(made: Commitments) -> tuple[str, ...]:
    """Return by what the hand-off can be told."""
    return () if made.recent is None else hand_off_ways(made.recent)


def health_sheet(found: Health) -> TableSheet:
    """Return a row to each group, keys `handoff:GROUP`, all together last.

    Columns: name, handed, accepted, refused, rate, open, one per age, unworked, price, lean.
    """
    return TableSheet(
        HAND_OFF,
        tuple(_columns(found)),
        tuple(_row(found, row) for row in found.rows),
        lambda row, column: _explain(found, row, column),
        footnote=_footnote(found),
        empty="No leads were handed over: import exports with dates of the stages.",
    )


def _columns(found: Health) -> Iterator[Column]:
    yield Column("name", title(found.by) if found.by else "Leads", Kind.TEXT)
    if found.reasons:
        yield Column("refused", "Turned down", Kind.NUMBER)
        yield Column("share", "Of all turned down", Kind.RATE)
        yield Column("unworked", "Never touched", Kind.NUMBER)
        yield Column("price", "Worth by the plan", Kind.MONEY)
        return
    yield Column("handed", "Handed over", Kind.NUMBER)
    yield Column("accepted", "Accepted", Kind.NUMBER)
    yield Column("refused", "Turned down", Kind.NUMBER)
    yield Column("rate", "Accepted of answered", Kind.RATE)
    yield Column("open", "Unanswered", Kind.NUMBER)
    for i, name in enumerate(_age_titles()):
        yield Column(f"age:{i}", name, Kind.NUMBER)
    yield Column("unworked", "Nobody works", Kind.NUMBER)
    yield Column("price", "Worth by the plan", Kind.MONEY)
    if found.by == REP:
        yield Column("lean", "Cherry-pick", Kind.RATE)


def _age_titles() -> tuple[str, ...]:
    return f"to {AGES[0]} days", f"to {AGES[1]} days", f"over {AGES[1]} days"


def _row(found: Health, row: HandOffRow) -> TableRow:
    whole, show = row is found.rows[-1], found.tongue
    name = "All" if whole else row.key
    rate = row.acceptance
    cells = {"name": Cell(name, name)}
    counts = {"handed": row.handed, "accepted": row.accepted, "refused": row.refused,
              "open": row.open, "unworked": row.unworked}  # fmt: skip
    counts |= {f"age:{i}": n for i, n in enumerate(row.waiting)}
    for key, n in counts.items():
        cells[key] = Cell(show.count(n), float(n))
    if row.waiting[-1]:
        old = cells[f"age:{len(AGES)}"]
        cells[f"age:{len(AGES)}"] = Cell(old.text, old.value, Tone.DISPUTE, mark="◆")
    if rate.known:
        small = show.interval(rate.low, rate.high, Unit.RATE)
        cells["rate"] = Cell(show.rate(rate.value, 0), rate.value, Tone.PLAIN, Kind.RATE,
                             small=small, weight=float(rate.n), thin=rate.n < THIN)  # fmt: skip
    if found.reasons and found.rows[-1].refused:
        share = row.refused / found.rows[-1].refused
        cells["share"] = Cell(show.rate(share, 0), share, kind=Kind.RATE)
    if row.unworked:
        price = row.price
        cells["price"] = Cell(DASH if price is None else show.short(price), price)
    if math.isfinite(row.lean):
        cells["lean"] = Cell(units.points(row.lean, show.style, 0), row.lean, kind=Kind.RATE)
    if whole:
        cells = {c.key: _total(cells.get(c.key, EMPTY)) for c in _columns(found)}
    return TableRow(Row(TOTAL if whole else f"{PREFIX}{quote(row.key)}"), cells)


def _total(cell: Cell) -> Cell:
    return Cell(cell.text, cell.value, Tone.TOTAL, cell.kind, cell.small, bold=True,
                weight=cell.weight)  # fmt: skip


def _explain(found: Health, row: str, column: str) -> Explanation:
    one = next((r for r in found.rows[:-1] if f"{PREFIX}{quote(r.key)}" == row), found.rows[-1])
    name, show = one.key if one is not found.rows[-1] else "All leads", found.tongue
    if column in {"unworked", "price"}:
        worth = "" if one.price is None else (
            f" As many leads are worth {show.short(one.price)} by the agreed plan’s rates and deal "
            "sizes, if they are like the others.")  # fmt: skip
        told = f" of {show.count(one.handed)} were neither touched nor moved on.{worth}"
        return said(f"{name} · Nobody works", strong(show.count(one.unworked)), told)
    if column == "open" or column.startswith("age:"):
        ages = ", ".join(
            f"{show.count(n)} {text}" for n, text in zip(one.waiting, _age_titles(), strict=True)
        )
        return said(f"{name} · Unanswered", strong(show.count(one.open)),
                    f" are neither accepted nor turned down: {ages}; the oldest waits "
                    f"{show.count(one.oldest)} days.")  # fmt: skip
    if column == "lean":
        return said(f"{name} · Cherry-pick", "Share worked of the more valuable half of leads less "
                    "that of the less valuable one.")  # fmt: skip
    if found.reasons:
        whole = found.rows[-1].refused
        return said(
            f"{name} · Turned down", strong(show.count(one.refused)), f" of {show.count(whole)} "
            "leads turned down gave this reason."
        )  # fmt: skip
    answered = one.acceptance
    rate = show.rate(answered.value, 0) if answered.known else DASH
    return said(f"{name} · Hand-off", strong(rate), f" of {show.count(answered.n)} answered were "
                f"accepted; {show.count(one.refused)} were turned down.")  # fmt: skip


def _footnote(found: Health) -> str:
    if found.leads is None:
        return ""
    reasons = "" if found.leads.reasoned is not None else " No reasons were imported."
    return f"Leads handed over {found.when}; small: 90% interval.{reasons}"


def health_chart(found: Health) -> Chart:
    """Return the share accepted of those answered, by the groups with most leads."""
    if found.reasons:
        return _reasons_chart(found)
    known = [row for row in found.rows[:-1] if row.acceptance.known][:MOST_SHOWN]
    if not known:
        return Chart("Hand-off: nothing is answered yet", "", empty="No lead was answered yet.")
    return Chart(
        health_finding(found),
        f"Accepted of those answered, handed over {found.when}; bars: 90% interval",
        (
            Series(
                "accepted",
                tuple(float(i) for i in range(len(known))),
                tuple(row.acceptance.value for row in known),
                Mark.DOTS,
                low=tuple(row.acceptance.low for row in known),
                high=tuple(row.acceptance.high for row in known),
                places=tuple(Place(HAND_OFF, f"{PREFIX}{quote(r.key)}", "rate") for r in known),
            ),
        ),
        labels=tuple(row.key for row in known),
        values_as=Kind.RATE,
    )


def _reasons_chart(found: Health) -> Chart:
    """Return how many leads were turned down for each reason."""
    rows = found.rows[:-1][:MOST_SHOWN]
    if not rows:
        return Chart("Reasons: no lead was turned down", "", empty="No lead was turned down yet.")
    most, whole = rows[0], found.rows[-1].refused
    share = found.tongue.rate(most.refused / whole, 0)
    places = tuple(Place(HAND_OFF, f"{PREFIX}{quote(row.key)}", "refused") for row in rows)
    refused = tuple(float(row.refused) for row in rows)
    x = tuple(float(i) for i in range(len(rows)))
    return Chart(
        f"Turned down most for {most.key}: {share} of {found.tongue.count(whole)}",
        f"Leads handed over {found.when} and turned down, by reason",
        (Series("turned down", x, refused, Mark.BARS, places=places),),
        labels=tuple(row.key for row in rows),
    )


def health_finding(found: Health) -> str:
    """Say whose leads are accepted most and least, and how many wait too long."""
    enough = [row for row in found.rows[:-1] if row.acceptance.n >= THIN]
    late = found.rows[-1].waiting[-1]
    waits = f"; {found.tongue.count(late)} unanswered for over {AGES[1]} days" if late else ""
    if len(enough) < 2:
        whole = found.rows[-1].acceptance
        return f"Hand-off: {found.tongue.rate(whole.value, 0)} of answered leads accepted{waits}"
    ends = sorted(enough, key=lambda row: row.acceptance.value)
    least, most = (found.tongue.rate(r.acceptance.value, 0) for r in (ends[0], ends[-1]))
    if least == most:
        return f"Hand-off: {most} of answered leads accepted of every {found.by}{waits}"
    return f"Accepted most: {ends[-1].key} {most}, least: {ends[0].key} {least}{waits}"
