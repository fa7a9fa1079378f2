"""Everything a plan value implies: three views, the bridge between them, and the agenda."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from functools import cached_property, partial
from itertools import chain

from planner.agreement.bridge import Bridge, bridge_between
from planner.agreement.team_worth import team_worths
from planner.base.memo import Memo
from planner.evidence.figures import FunnelEvidence
from planner.forecast.results import Forecast, forecast
from planner.plan.assumption import Assumption, Status, View
from planner.plan.document import TEAM_LINE, Plan
from planner.plan.keys import TEAM, Driver
from planner.plan.pledges import stated_pledges
from planner.plan.resolve import known_assumptions, said_of_line
from planner.plan.team_assumptions import team_assumptions


class WayOut(StrEnum):
    """The cheapest way out of a dispute."""

    SPLIT = "split the difference"
    EVIDENCE = "the evidence"
    TEST = "park or test"


@dataclass(frozen=True, eq=False)
class Results:
    """A plan with its evidence and all that follows; `bridge` runs from Sales to Marketing.

    `assumptions` are the lines' that were measured or stated; `by_line` all that can be assumed of
    each line, in the plan's order; `team` all of the reps together, said or not.
    """

    plan: Plan
    evidence: FunnelEvidence | None
    assumptions: tuple[Assumption, ...]
    working: Forecast
    marketing: Forecast
    sales: Forecast
    bridge: Bridge
    by_line: tuple[tuple[Assumption, ...], ...] = ()
    team: tuple[Assumption, ...] = ()

    def view(self, view: View) -> Forecast:
        """Return the forecast of one view."""
        return {View.WORKING: self.working, View.MARKETING: self.marketing, View.SALES: self.sales}[
            view
        ]

    def worth(self, assumption: Assumption) -> float:
        """Bookings of Marketing's view minus Sales' due to an assumption's driver, all months.

        A driver of the team has its share of the bridge's item Capacity.
        """
        if assumption.line == TEAM:
            return self.team_worths.get(assumption.driver, 0.0)
        return self.bridge.worth(assumption.line, assumption.driver)

    def worths(self, line: str) -> tuple[tuple[Driver, float], ...]:
        """What a line's drivers are worth, or the team's, where the seats differ."""
        if line == TEAM:
            return tuple(self.team_worths.items())
        return tuple((item.driver, item.worth) for item in self.bridge.of_line(line))

    @cached_property
    def team_worths(self) -> Mapping[Driver, float]:
        """What the team's drivers are worth where the seats differ, as `team_worths`."""
        return team_worths(self.plan, self.evidence, self.sales, self.marketing)

    @cached_property
    def said(self) -> tuple[Assumption, ...]:
        """All that can be assumed: the lines', what they may cost and begin with, the team's."""
        return (*chain.from_iterable(self.by_line), *self.team)

    def said_of(self, line: str) -> tuple[Assumption, ...]:
        """Return all that can be assumed of a line, or of the team."""
        return self.team if line == TEAM else self.by_line[self.plan.line_names.index(line)]

    @cached_property
    def disputed(self) -> tuple[Assumption, ...]:
        """Disputed assumptions, the dearest first, then disputed promises: the agenda."""
        found = [a for a in self.said if a.status is Status.DISPUTED]
        ranked = sorted(found, key=lambda a: -abs(self.worth(a)))
        return (*ranked, *(a for a in self.promised if a.status is Status.DISPUTED))

    @cached_property
    def promised(self) -> tuple[Assumption, ...]:
        """What was stated of promises and of weights, which book nothing by themselves."""
        return stated_pledges(self.plan)


def results(plan: Plan, evidence: FunnelEvidence | None, memo: Memo | None = None) -> Results:
    """Compute all views of a plan and the bridge between the seats.

    With the `memo` of an earlier call only the lines that an edit touched are worked out again.
    """
    memo = memo or Memo()
    working, marketing, sales = (
        forecast(plan, evidence, view, memo) for view in (View.WORKING, View.MARKETING, View.SALES)
    )
    between = bridge_between(sales, marketing, memo)
    found = tuple(
        assumption
        for line in plan.lines
        for assumption in known_assumptions(plan, evidence, line, memo)
    )
    by_line = tuple(said_of_line(plan, evidence, line, memo) for line in plan.lines)
    every = bool(plan.lines)
    team = memo(
        ("team said", plan.said_of(TEAM_LINE), every), partial(team_assumptions, plan, every=every)
    )
    return Results(plan, evidence, found, working, marketing, sales, between, by_line, team)


def way_out(assumption: Assumption) -> WayOut:
    """Both positions inside the evidence's interval: split; one outside: the evidence."""
    figure = assumption.evidence
    if not figure.known or assumption.marketing is None or assumption.sales is None:
        return WayOut.TEST
    inside = all(figure.low <= p <= figure.high for p in (assumption.marketing, assumption.sales))
    return WayOut.SPLIT if inside else WayOut.EVIDENCE
