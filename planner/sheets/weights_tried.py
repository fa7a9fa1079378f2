"""What if objectives weighed otherwise: a column to try weights in, which states nothing."""

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from planner.agreement.deciding import as_if_said
from planner.base import units
from planner.base.problem import Problem, RefusedError
from planner.base.stages import Owner, Seat
from planner.base.units import Unit
from planner.base.units_parse import formula_in, parse_entry
from planner.plan.document import Plan
from planner.plan.edits import Draft
from planner.plan.keys import SLA, Driver, DriverKind, Slot
from planner.plan.objectives import WEIGHED
from planner.sheets.cells import Cell, Column, Explanation, Kind, Tone
from planner.sheets.commitment_words import objective_title
from planner.sheets.scorecards import ALL, CARDS, SHARED, Cards
from planner.sheets.table import TableRow, TableSheet, said, strong

TRIED = "tried"
"""The column of tried weights; the keys of its drafts begin so, and no plan takes them."""
_PREFIX = f"{TRIED}:"


@dataclass(frozen=True, slots=True)
class Weight:
    """A weight tried, and the text it was typed as."""

    value: float
    typed: str = ""


Tried = Mapping[str, Weight]
"""Weights tried, by objective."""
HOW = (
    "Type a weight to see what it would do: scores and the shared part follow at once, and nothing "
    "is stated until you take it as your position. Esc discards what is tried."
)
_BOUNDS = 1e-9


def slot_of(objective: str) -> Slot:
    """Return where an objective's weight is stated."""
    return Slot(SLA, Driver(DriverKind.WEIGHT, WEIGHED.index(objective)))


def cards_tried(found: Cards, tried: Tried) -> Cards:
    """Return the cards as they would be with the tried weights agreed."""
    plan = found.plan
    for objective, weight in tried.items():
        plan = as_if_said(plan, slot_of(objective), weight.value)
    return replace(found, results=replace(found.results, plan=plan))


def with_tried(sheet: TableSheet, found: Cards, tried: Tried) -> TableSheet:
    """Return the scorecards with a column of tried weights, and what each card comes to by them."""
    would = cards_tried(found, tried)
    at = next(i for i, column in enumerate(sheet.columns) if column.key == "working") + 1
    column = Column(TRIED, "What if", Kind.RATE, 124, bold=True)

    def explain(row: str, key: str) -> Explanation:
        return _explain(found, would, row) if key == TRIED else sheet.explainer(row, key)

    def change(row: str, key: str, text: str) -> tuple[Draft, ...]:
        return _change(would, tried, row, text) if key == TRIED else sheet.changer(row, key, text)

    return replace(
        sheet.each(lambda row: _row(row, found, would, tried)),
        columns=(*sheet.columns[:at], column, *sheet.columns[at:]),
        explainer=explain,
        changer=change,
    )


def _row(row: TableRow, found: Cards, would: Cards, tried: Tried) -> TableRow:
    key = row.row.key
    if key in WEIGHED:
        return TableRow(row.row, row.cells | {TRIED: _weight(would, tried, key)})
    card = key.removeprefix(f"{ALL}:")
    if card == key:
        return TableRow(row.row, row.cells | {TRIED: Cell(tone=Tone.GROUP)})
    cells = {TRIED: Cell(tone=Tone.TOTAL)}
    if tried:
        cells = {TRIED: _score(found, would, card), "status": _sum(found, would, card)}
    return TableRow(row.row, row.cells | cells)


def _weight(would: Cards, tried: Tried, objective: str) -> Cell:
    """Return a tried weight; without one what it would come to, as a ghost."""
    value, style = would.row(objective).weight, would.tongue.style
    text = would.tongue.rate(value)
    if objective not in tried:
        return Cell(text, None, Tone.GHOST, Kind.RATE, editable=True, held=value)
    typed = formula_in(tried[objective].typed, value, Unit.RATE, style)
    written = typed or units.exact(value, Unit.RATE, style)
    return Cell(text, value, Tone.PLAIN, Kind.RATE, mark="◇", bold=True, editable=True,
                edit_text=written)  # fmt: skip


def _score(found: Cards, would: Cards, card: str) -> Cell:
    new, old = would.score(card), found.score(card)
    if not math.isfinite(new):
        return Cell("–", None, Tone.TOTAL, Kind.RATE)
    moved = units.points(new - old, found.tongue.style) if abs(new - old) >= 0.0005 else "as now"
    return Cell(found.tongue.rate(new, 0), new, Tone.TOTAL, Kind.RATE, small=moved, bold=True)


def _sum(found: Cards, would: Cards, card: str) -> Cell:
    """Return what the weights of a card add up to, of the shared ones what they were before."""
    rate = found.tongue.rate
    if card == SHARED:
        before, after = _total(found, (SHARED,)), _total(would, (SHARED,))
        text = f"shared {rate(before, 0)} → {rate(after, 0)}"
        return Cell(text, text, Tone.TOTAL)
    whole = _total(would, (card, SHARED) if card in {Owner.MARKETING, Owner.SALES} else (card,))
    text = f"add up to {rate(whole, 0)}"
    off = abs(whole - 1.0) > _BOUNDS and rate(whole, 0) != rate(1.0, 0)
    return Cell(text, text, Tone.DISPUTE if off else Tone.TOTAL, mark="◆" if off else "")


def _total(cards: Cards, of: Sequence[str]) -> float:
    return float(sum(row.weight for card in of for row in cards.rows(card)))


def _explain(found: Cards, would: Cards, row: str) -> Explanation:
    name, rate = "What if", found.tongue.rate
    if row in WEIGHED:
        now, then = found.row(row).weight, would.row(row).weight
        title = objective_title(row, found.plan.stages)
        return said(f"{title} · {name}", strong(rate(then)), f" tried, {rate(now)} now. {HOW}")
    card = row.removeprefix(f"{ALL}:")
    if card == row:
        return said(name, HOW)
    new, old = would.score(card), found.score(card)
    if not math.isfinite(new):
        return said(f"{CARDS[card]} · {name}", "No month of the plan is over: there is no score.")
    was = f" by the tried weights, {rate(old)} by those that count now. "
    return said(f"{CARDS[card]} · {name}", strong(rate(new)), was, HOW)


def _change(would: Cards, tried: Tried, row: str, text: str) -> tuple[Draft, ...]:
    if row not in WEIGHED:
        what = "This follows from the weights"
        raise RefusedError(Problem(what, "", "Try a weight in an objective’s row"))
    now = tried[row].value if row in tried else would.row(row).weight
    value = parse_entry(text, Unit.RATE, would.tongue.style, now)
    return (Draft(Seat.TOGETHER, f"{_PREFIX}{row}", value, text.strip()),)


def tried_by(drafts: Sequence[Draft], tried: Tried) -> tuple[dict[str, Weight], tuple[Draft, ...]]:
    """Return the weights tried once a gesture is taken, and what of it the plan is to take."""
    then = dict(tried)
    for draft in drafts:
        objective = draft.key.removeprefix(_PREFIX)
        if objective == draft.key:
            continue
        then.pop(objective, None)
        if isinstance(draft.value, float):
            then[objective] = Weight(draft.value, draft.typed)
    return then, tuple(draft for draft in drafts if not draft.key.startswith(_PREFIX))


def taking(plan: Plan, tried: Tried, seat: Seat) -> tuple[Draft, ...]:
    """Return the edits that state the tried weights as a seat's positions."""
    return tuple(
        Draft(seat, plan.key(slot_of(name)), weight.value, weight.typed)
        for name, weight in tried.items()
    )


def tried_finding(found: Cards, tried: Tried) -> str:
    """Say what both leaders' scores would become."""
    would, rate = cards_tried(found, tried), found.tongue.rate
    told = [
        f"{CARDS[card]} {rate(found.score(card))} → {rate(would.score(card))}"
        for card in (Owner.MARKETING.value, Owner.SALES.value)
        if math.isfinite(would.score(card))
    ]
    if not told:
        return "Tried weights: no month of the plan is over yet"
    return f"With the tried weights: {', '.join(told)}"
