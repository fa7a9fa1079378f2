"""A returned workbook by three-way comparison: at export, in the plan now, as it came back.

What the colleague changed becomes a position; what the plan changed meanwhile stays unless it is
the same cell, which is then said; what cannot be taken is listed with its reason.
"""

import math
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from planner.base.problem import Problem, RefusedError
from planner.base.stages import Seat
from planner.base.units import ENGLISH, NumberStyle, Unit
from planner.base.units_parse import parse_entry, within_bounds
from planner.output.excel.scenario_states import Scenarios
from planner.output.excel.working import inputs
from planner.output.pack.names import Said, as_it_is
from planner.output.returned.cells import Input
from planner.output.returned.read import Returned
from planner.output.returned.spoken import Spoken
from planner.plan.assumption import Assumption
from planner.plan.document import Plan
from planner.plan.edits import Draft
from planner.plan.goals import parse_goal_key
from planner.plan.keys import Slot, parse_key
from planner.plan.scenarios import is_adjustable, position_key, scenario_key, split_key

SAME = 1e-12
"""Relative difference of a number that another program wrote with fewer digits."""
ERRORS = ("#REF!", "#NAME?", "#DIV/0!", "#VALUE!", "#N/A", "#NUM!", "#NULL!")
_NOT_YOURS = {
    Seat.MARKETING: "It is Marketing’s column, and the workbook comes back from another seat",
    Seat.SALES: "It is Sales’ column, and the workbook comes back from another seat",
    Seat.TOGETHER: "What is agreed takes both seats: merge it as Together",
}
_RANK = (Seat.MARKETING, Seat.SALES, Seat.TOGETHER)


@dataclass(frozen=True, slots=True)
class Change:
    """A cell that came back changed.

    `at_export`, `now` (in the plan) and `returned` are positions, None for none. `formula` is what
    the colleague typed where it was one: its value is taken, for its cells are the workbook's.
    `slot` is None for goals, and for what is said in a scenario: they move nothing in the plan.
    """

    slot: Slot | None
    key: str
    seat: Seat
    at_export: float | None
    now: float | None
    returned: float | None
    formula: str
    where: str

    @property
    def contested(self) -> bool:
        """Whether the plan changed the same cell since the export."""
        return not same(self.at_export, self.now)

    @property
    def is_goal(self) -> bool:
        """Whether it is a goal, which is no seat's own."""
        return _is_goal(self.key)

    @property
    def draft(self) -> Draft:
        """The edit that takes it."""
        return Draft(self.seat, self.key, self.returned)


def _is_goal(key: str) -> bool:
    inside = split_key(key)
    return is_adjustable(inside[1] if inside else key)


@dataclass(frozen=True, slots=True)
class _Place:
    """What a key of the workbook is in the plan: its own key, its unit, what stands there now."""

    key: str
    unit: Unit
    now: float | None
    slot: Slot | None = None


@dataclass(frozen=True, slots=True)
class Refusal:
    """A cell or row that is not taken, and why."""

    where: str
    reason: str


@dataclass(frozen=True, slots=True)
class Comparison:
    """What is taken, positions before agreements; what the plan says already; what is refused."""

    changes: tuple[Change, ...] = ()
    known: tuple[Change, ...] = ()
    refused: tuple[Refusal, ...] = ()
    missing: tuple[str, ...] = ()

    @property
    def drafts(self) -> tuple[Draft, ...]:
        """The edits that take all changes: positions first, so that agreements stand on them."""
        return tuple(change.draft for change in self.changes)


def compare(
    returned: Returned,
    plan: Plan,
    assumptions: Mapping[Slot, Assumption],
    seat: Seat | None = None,
    style: NumberStyle = ENGLISH,
    *,
    said: Said = as_it_is,
) -> Comparison:
    """Return what a workbook brings back.

    With a `seat` only its own column counts; Together, or None, means all three. Texts typed over
    numbers are read in the number `style`. `said` is how its texts were said at export.
    """
    look = _Look(plan, assumptions, seat, style)
    look.spoken = Spoken(plan, said)
    for (key, whose), cells in returned.cells.items():
        look.at(key, whose, cells, returned.baseline)
    ranked = sorted(look.changes, key=lambda change: _RANK.index(change.seat))
    return Comparison(tuple(ranked), tuple(look.known), tuple(look.refused), returned.missing)


class _Look:
    """Gathers what is found cell by cell."""

    def __init__(
        self,
        plan: Plan,
        assumptions: Mapping[Slot, Assumption],
        seat: Seat | None,
        style: NumberStyle,
    ) -> None:
        self.plan, self.assumptions, self.style = plan, assumptions, style
        self.seats = _RANK if seat in (None, Seat.TOGETHER) else (seat,)
        self.changes: list[Change] = []
        self.known: list[Change] = []
        self.refused: list[Refusal] = []
        self.spoken = Spoken(plan)

    def at(
        self,
        key: str,
        seat: Seat,
        cells: tuple[Input, ...],
        baseline: Mapping[tuple[str, Seat], float | None],
    ) -> None:
        """Look at all cells of one key and seat."""
        before = baseline.get((key, seat))
        changed = [cell for cell in cells if cell.formula or not same(cell.value, before)]
        if not changed:
            return
        first = changed[0]
        if any(not same(cell.value, first.value) for cell in changed):
            places = " and ".join(cell.where for cell in changed)
            self._refuse(first, f"{key} stands several times with different values: {places}")
        elif (key, seat) not in baseline:
            self._refuse(first, f"{key} was not in the workbook when it was exported")
        elif seat not in self.seats and not _is_goal(key):
            self._refuse(first, _NOT_YOURS[seat])
        else:
            self._take(key, seat, first, before)

    def _take(self, key: str, seat: Seat, cell: Input, before: float | None) -> None:
        try:
            place = self._place(key, seat)
            value = self._value(cell, place.unit)
        except RefusedError as refused:
            self._refuse(cell, str(refused.problem.what))
            return
        if same(value, before):
            return
        now = place.now
        made = Change(place.slot, place.key, seat, before, now, value, cell.formula, cell.where)
        (self.known if same(value, now) else self.changes).append(made)

    def _place(self, key: str, seat: Seat) -> _Place:
        """Return what a key names in the plan; RefusedError for what it does not know."""
        plan, key = self.plan, self.spoken.own(key)
        inside = split_key(key)
        if inside is not None:
            return self._inside(*inside, seat)
        if _is_goal(key):
            about = parse_goal_key(key, plan.fiscal_start)
            stated = {goal.key(plan.fiscal_start): goal.value for goal in plan.goals}
            own = about.key(plan.fiscal_start)
            return _Place(own, about.measure.unit, stated.get(own))
        slot = parse_key(key, plan.line_names, plan.stages)
        return _Place(slot.key(plan.stages), slot.driver.unit, self._now(slot, seat), slot)

    def _inside(self, scenario: str, key: str, seat: Seat) -> _Place:
        plan = self.plan
        for number, each in enumerate(plan.scenarios, 1):
            if scenario_key(each) == scenario:
                if _is_goal(key):
                    goal = parse_goal_key(key, plan.fiscal_start)
                    stated = Scenarios(plan, None).own_goal(goal, number)
                    own_key = position_key(each, goal.key(plan.fiscal_start))
                    return _Place(own_key, goal.measure.unit, stated)
                slot = parse_key(key, plan.line_names, plan.stages)
                own = Scenarios(plan, None).own(slot, number)[_RANK.index(seat)]
                return _Place(position_key(each, slot.key(plan.stages)), slot.driver.unit, own)
        raise RefusedError(Problem("The scenario it was said in is no more", key))

    def _now(self, slot: Slot, seat: Seat) -> float | None:
        """Return what the input cell would hold, were the plan exported now."""
        assumption = self.assumptions.get(slot)
        if assumption is None:
            position = self.plan.position(slot, seat)
            return position.value if position is not None else None
        given = inputs(self.plan, assumption)
        return {
            Seat.MARKETING: given.marketing,
            Seat.SALES: given.sales,
            Seat.TOGETHER: given.agreed,
        }[seat]

    def _value(self, cell: Input, unit: Unit) -> float | None:
        """Return the number of a cell, None for an empty one; RefusedError where it holds none."""
        value = cell.value
        if isinstance(value, str) and value.strip().upper() in ERRORS:
            raise RefusedError(Problem(f"The cell shows {value.strip()}"))
        if isinstance(value, str):
            return parse_entry(value, unit, self.style)
        if value is None:
            if cell.formula:
                raise RefusedError(Problem("The formula was saved without its value"))
            return None
        if isinstance(value, bool) or not isinstance(value, (int, float)):
            raise RefusedError(Problem("The cell holds a date or a truth value, not a number"))
        return within_bounds(float(value), unit, self.style)

    def _refuse(self, cell: Input, reason: str) -> None:
        self.refused.append(Refusal(cell.where, reason))


def same(one: Any, other: Any) -> bool:
    """Whether two cells hold the same, but for digits another program did not write."""
    if isinstance(one, (int, float)) and isinstance(other, (int, float)):
        return math.isclose(one, other, rel_tol=SAME)
    return (one or None) == (other or None)
