"""The scorecards: target, actual, attainment and weight, with the weights as positions."""

import math
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, replace
from functools import cached_property

from planner.agreement.results import Results
from planner.base.stages import Owner, Seat
from planner.base.units import DASH, ENGLISH, NumberStyle
from planner.commitments.inside_sales import SdrObjective, has_inside_sales, sdr_card
from planner.commitments.scorecard import Objective, score, scorecard, targets, weighed
from planner.commitments.standing import Commitments
from planner.plan.assumption import Assumption, View
from planner.plan.document import Plan
from planner.plan.edits import Draft
from planner.plan.objectives import WEIGHED
from planner.plan.pledges import weight
from planner.sheets.assumption_cells import CellMaker
from planner.sheets.assumption_change import changer
from planner.sheets.cells import Cell, Column, Kind, Row, Tone
from planner.sheets.commitment_words import objective_title
from planner.sheets.prose import Prose, Section
from planner.sheets.scorecard_words import explain_card, objective_text
from planner.sheets.table import TableRow, TableSheet, outlined
from planner.sheets.words import VOICE_NAMES, Tongue

NAME = "Scorecards"
SHARED = "shared"
CARDS = {
    **VOICE_NAMES,
    SHARED: "Shared: counts on both cards",
}
ALL = "all"
Row_ = Objective | SdrObjective


@dataclass(frozen=True)
class Cards:
    """The objectives of every card, as each view weighs them."""

    made: Commitments
    results: Results
    tongue: Tongue

    @property
    def plan(self) -> Plan:
        """The plan as it now stands: its weights."""
        return self.results.plan

    @cached_property
    def by_view(self) -> Mapping[View, tuple[Objective, ...]]:
        """Return the objectives by view; targets are of what counts, weights of the plan today."""
        agreed = weighed(self.made.agreed, self.plan)
        found = self.made.found
        known = found if found is not None and len(found.months) else None
        seen = None if known is None else replace(known, agreed=agreed)
        if seen is None:
            return {view: targets(agreed, view) for view in View}
        return {view: scorecard(seen, view) for view in View}

    @cached_property
    def sdr(self) -> Mapping[View, tuple[SdrObjective, ...]]:
        """Return the objectives of inside sales, by view; none where the plan has none."""
        if not has_inside_sales(self.plan):
            return {}
        agreed = weighed(self.made.agreed, self.plan)
        return {view: sdr_card(replace(self.made, agreed=agreed), view) for view in View}

    def rows(self, card: str, view: View = View.WORKING) -> tuple[Row_, ...]:
        """Return the objectives of a card."""
        if card == "sdr":
            return self.sdr.get(view, ())
        return tuple(row for row in self.by_view[view] if row.seat.value == card)

    def row(self, name: str, view: View = View.WORKING) -> Row_:
        """Return an objective by its name."""
        rows: tuple[Row_, ...] = (*self.by_view[view], *self.sdr.get(view, ()))
        return next(row for row in rows if row.name == name)

    def score(self, card: str, view: View = View.WORKING) -> float:
        """Return a card's weighted attainment; NaN where it has none of its own."""
        if card == "sdr":
            return _weighted(self.sdr.get(view, ()))
        if card == SHARED:
            return _weighted([row for row in self.by_view[view] if row.seat is Owner.SHARED])
        return score(self.by_view[view], Owner(card))

    @cached_property
    def assumptions(self) -> Mapping[str, Assumption]:
        """What is said of every weight, by objective."""
        return {name: weight(self.plan, name) for name in WEIGHED}


def cards_of(made: Commitments, results: Results, style: NumberStyle = ENGLISH) -> Cards:
    """Return what the scorecards are made of."""
    return Cards(made, results, Tongue(style, results.plan.currency))


def scorecards_sheet(
    found: Cards, seat: Seat = Seat.TOGETHER, folded: frozenset[str] = frozenset()
) -> TableSheet:
    """Return every card, its objectives below it and its weighted attainment at its end.

    Row keys are cards, objectives and `all:CARD`; columns name, target, actual, attainment,
    marketing, sales, working, difference, status.
    """
    maker = CellMaker(found.results, seat, found.tongue.style, {})
    shown = [card for card in CARDS if found.rows(card)]
    return outlined(
        NAME,
        _columns(seat),
        (row for card in shown for row in _card(found, card, maker, folded)),
        lambda row, column: explain_card(found, row, column),
        _changer(found, seat),
        _footnote(found),
    )


def _columns(seat: Seat) -> tuple[Column, ...]:
    return (
        Column("name", "Objective", Kind.TEXT, 276),
        Column("target", "Target", Kind.NUMBER, 84),
        Column("actual", "Actual", Kind.NUMBER, 84),
        Column("attainment", "Attainment", Kind.RATE, 108),
        Column("marketing", "Marketing", Kind.RATE, 96, Seat.MARKETING, dimmed=seat is Seat.SALES),
        Column("sales", "Sales", Kind.RATE, 88, Seat.SALES, dimmed=seat is Seat.MARKETING),
        Column("working", "Weight", Kind.RATE, 88, bold=True),
        Column("difference", "Difference", Kind.RATE),
        Column("status", "Status", Kind.STATUS),
    )


def _card(found: Cards, card: str, maker: CellMaker, folded: frozenset[str]) -> Iterator[TableRow]:
    cells = {column.key: Cell(tone=Tone.GROUP) for column in _columns(maker.seat)}
    cells["name"] = Cell(CARDS[card], card, Tone.GROUP, bold=True)
    yield TableRow(Row(card, 0, folds=True, folded=card in folded), cells)
    for row in found.rows(card):
        yield TableRow(Row(row.name, 1), _objective(found, row, maker))
    yield TableRow(Row(f"{ALL}:{card}", 1), _total(found, card))


def _objective(found: Cards, row: Row_, maker: CellMaker) -> dict[str, Cell]:
    said = maker.cells(found.assumptions[row.name], whole=True)
    cells = {key: said[key] for key in ("marketing", "sales", "difference", "status")}
    name = objective_title(row.name, found.plan.stages)
    cells["name"] = Cell(name, name)
    cells["working"] = replace(said["working"], tone=said["working"].tone)
    if not row.stated:
        text = found.tongue.rate(row.weight)
        cells["working"] = replace(said["working"], text=text, tone=Tone.GHOST, held=row.weight)
    for key, value in (("target", row.target), ("actual", row.actual)):
        text, kind = objective_text(row.name, value, found.tongue)
        cells[key] = Cell(text or DASH, value if text else None, kind=kind)
    cells["attainment"] = attained(row.attainment, found.tongue)
    return cells


def attained(value: float, tongue: Tongue) -> Cell:
    """Return an attainment; one that reads as less than 100 % is missed."""
    if not math.isfinite(value):
        return Cell(DASH, None, Tone.MUTED, Kind.RATE)
    text = tongue.rate(value, 0)
    missed = value < 1.0 and text != tongue.rate(1.0, 0)
    tone, mark = (Tone.DISPUTE, "◆") if missed else (Tone.AGREED, "✓")
    return Cell(text, value, tone, Kind.RATE, mark=mark)


def _total(found: Cards, card: str) -> dict[str, Cell]:
    """Return a card's weighted attainment, in each weight's column as that view weighs it."""
    cells = {column.key: Cell(tone=Tone.TOTAL) for column in _columns(Seat.TOGETHER)}
    with_shared = " with shared" if card in {Owner.MARKETING, Owner.SALES} else ""
    name = f"Weighted attainment{with_shared}"
    cells["name"] = Cell(name, name, Tone.TOTAL, bold=True)
    for key, view in (
        ("attainment", View.WORKING),
        ("marketing", View.MARKETING),
        ("sales", View.SALES),
    ):
        value = found.score(card, view)
        text = found.tongue.rate(value, 0) if math.isfinite(value) else DASH
        known = value if math.isfinite(value) else None
        bold = view is View.WORKING
        cells[key] = Cell(text, known, Tone.TOTAL, Kind.RATE, bold=bold)
    weights = sum(row.weight for row in found.rows(card))
    cells["working"] = Cell(found.tongue.rate(weights), weights, Tone.TOTAL, Kind.RATE, bold=True)
    return cells


def _changer(found: Cards, seat: Seat) -> Callable[[str, str, str], tuple[Draft, ...]]:
    known = found.assumptions
    return changer(found.results, known, seat, found.tongue.style, {})


def _weighted(rows: tuple[Row_, ...] | list[Objective]) -> float:
    known = [row for row in rows if math.isfinite(row.attainment)]
    total = sum(row.weight for row in known)
    return sum(row.weight * row.attainment for row in known) / total if total > 0.0 else math.nan


def _footnote(found: Cards) -> str:
    weigh = (
        "Weights nobody stated share evenly in what the stated ones leave (grey); each seat’s "
        "column shows the score by its own weights."
    )
    over = found.made.found
    if over is None or not len(over.months):
        return f"No month of the plan is over yet: targets are over the whole plan. {weigh}"
    months = len(over.months)
    return f"Over the {months} months that are over. {weigh}" if months > 1 else weigh


def cards_prose(found: Cards, name: str) -> Prose:
    """Return the scorecards as sentences to be printed or sent."""
    sections = []
    for card, heading in CARDS.items():
        rows = found.rows(card)
        if not rows:
            continue
        whole = found.score(card)
        score_ = found.tongue.rate(whole, 0) if math.isfinite(whole) else "not measured yet"
        lines = [_sentence(found, row) for row in rows]
        sections.append(Section(heading, (*lines, f"Weighted attainment: {score_}.")))
    return Prose(f"Scorecards: {name}", (*sections, Section("", (_footnote(found),))))


def _sentence(found: Cards, row: Row_) -> str:
    tongue, name = found.tongue, objective_title(row.name, found.plan.stages)
    target, actual = (objective_text(row.name, v, tongue)[0] for v in (row.target, row.actual))
    reached = f" ({tongue.rate(row.attainment, 0)})" if math.isfinite(row.attainment) else ""
    came = f"{actual}{reached}" if actual else "not measured yet"
    return (
        f"{name}: target {target or 'not planned'}, actual {came}, weight "
        f"{tongue.rate(row.weight)}."
    )
