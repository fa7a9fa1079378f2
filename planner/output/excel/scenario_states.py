"""What each scenario says of an assumption at export: its own cells, and what counts in them."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from functools import cached_property

from planner.evidence.figures import FunnelEvidence
from planner.output.excel.team_inputs import team_inputs
from planner.output.excel.working import Inputs, inputs
from planner.plan.assumption import Assumption, Status
from planner.plan.document import NO_CLAIMS, ClaimsByMonth, Plan
from planner.plan.goals import Goal
from planner.plan.keys import Driver, DriverKind, Slot
from planner.plan.resolve import assumptions, resolve
from planner.plan.scenarios import BASE, NOTHING, in_scenario, lineage

Own = tuple[float | None, float | None, float | None]
"""What a scenario itself says: Marketing's position, Sales', what is agreed."""


@dataclass(frozen=True, slots=True)
class State:
    """An assumption in one scenario: its cells, the positions that hold, whether it is parked.

    `stands`: an agreed cell counts. `given.agreed` is what the cell shows, standing or not.
    """

    given: Inputs
    marketing: float | None
    sales: float | None
    parked: bool
    stands: bool


@dataclass(frozen=True, eq=False)
class Scenarios:
    """The plan and all its scenarios, numbered: the plan itself, Base, is 0."""

    plan: Plan
    evidence: FunnelEvidence | None

    @property
    def names(self) -> tuple[str, ...]:
        """Every scenario's name, Base first."""
        named = tuple(scenario.name for scenario in self.plan.scenarios)
        taken = BASE.casefold() in {name.casefold() for name in named}
        return (f"{BASE} (the plan)" if taken else BASE, *named)

    @cached_property
    def plans(self) -> tuple[Plan, ...]:
        """The plan as it is in each scenario."""
        return (self.plan, *(in_scenario(self.plan, each) for each in self.plan.scenarios))

    def chain(self, number: int) -> tuple[int, ...]:
        """Return what a scenario lies on, without Base, and itself, the lowest first."""
        if number == 0:
            return ()
        numbers = {scenario: n for n, scenario in enumerate(self.plan.scenarios, 1)}
        return tuple(numbers[s] for s in lineage(self.plan, self.plan.scenarios[number - 1]))

    def below(self, number: int) -> int:
        """Return what a scenario lies on."""
        chain = self.chain(number)
        return chain[-2] if len(chain) > 1 else 0

    @cached_property
    def assumed(self) -> tuple[Assumption, ...]:
        """Every assumption with a row, as it is in Base, said there or in a scenario alone."""
        merged = {place: dict(by_month) for place, by_month in self.plan.claims.items()}
        for overlay in self.plan.overlays.values():
            for place, by_month in overlay.items():
                here = merged.setdefault(place, {})
                for month in by_month:
                    here.setdefault(month, NO_CLAIMS)
        union = replace(self.plan, claims=merged)
        return (*assumptions(union, self.evidence), *team_inputs(union))

    @cached_property
    def touched(self) -> frozenset[tuple[str, Driver]]:
        """The drivers that any scenario says something of."""
        numbers = range(1, len(self.plan.scenarios) + 1)
        return frozenset(place for number in numbers for place in self._overlay(number))

    def own(self, slot: Slot, number: int) -> Own:
        """Return what a scenario itself says: positions, and an agreed value that stands."""
        claims = self._overlay(number).get((slot.line, slot.driver), {}).get(slot.month, NO_CLAIMS)
        joint = None if claims.together is None else self._given(slot, number).agreed
        ours, theirs = (p.value if p else None for p in (claims.marketing, claims.sales))
        return ours, theirs, joint

    def own_goal(self, goal: Goal, number: int) -> float | None:
        """Return the goal a scenario itself states, None where it has that below; 0 is Base."""
        stated = self.plan.goals
        if number:
            stated = self.plan.adjusted.get(self.plan.scenarios[number - 1].id, NOTHING).goals
        return next((own.value for own in stated if own.place == goal.place), None)

    def goal(self, goal: Goal, number: int) -> float | None:
        """Return the goal that counts in a scenario, None for none."""
        stated = self.plans[number].goals
        return next((own.value for own in stated if own.place == goal.place), None)

    def found(self, slot: Slot, number: int) -> Assumption:
        """Return an assumption as it is in a scenario."""
        plan = self.plans[number]
        return resolve(plan, self.evidence, slot.line, slot.driver, slot.month)

    def _given(self, slot: Slot, number: int) -> Inputs:
        return inputs(self.plans[number], self.found(slot, number))

    def _overlay(self, number: int) -> Mapping[tuple[str, Driver], ClaimsByMonth]:
        return self.plan.overlays.get(self.plan.scenarios[number - 1].id, {})

    def states(self, slot: Slot) -> tuple[State, ...]:
        """Return an assumption in every scenario; one state where no scenario speaks of it."""
        if (slot.line, slot.driver) not in self.touched:
            return (self._state(slot, 0),)
        return tuple(self._state(slot, number) for number in range(len(self.plans)))

    def _state(self, slot: Slot, number: int) -> State:
        plan = self.plans[number]
        found = self.found(slot, number)
        given = inputs(plan, found)
        shown = given.agreed if number == 0 else self._shown(slot, number)
        return State(
            replace(given, agreed=shown),
            found.marketing,
            found.sales,
            found.status is Status.PARKED,
            given.agreed is not None,
        )

    def _shown(self, slot: Slot, number: int) -> float | None:
        """Return the agreed cell that counts in a scenario: its own, or one below not reopened."""
        shown = self._state(slot, 0).given.agreed
        for each in self.chain(number):
            marketing, sales, joint = self.own(slot, each)
            reopened = marketing is not None or sales is not None or self._by_general(slot, each)
            shown = joint if joint is not None else None if reopened else shown
        return shown

    def _by_general(self, slot: Slot, number: int) -> bool:
        """Whether a scenario's position for every month reopens what a month agreed."""
        if slot.month is None or slot.driver.kind is DriverKind.REPS:
            return False
        ours, theirs, _ = self.own(Slot(slot.line, slot.driver), number)
        held = self._given(slot, number)
        pairs = (held.marketing, ours), (held.sales, theirs)
        return any(own is None and general is not None for own, general in pairs)
