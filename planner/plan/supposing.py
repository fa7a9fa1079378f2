"""What if: a plan in which some values are others, agreed by both, and all else stays."""

from collections.abc import Callable, Iterable
from dataclasses import replace

from planner.evidence.figures import FunnelEvidence
from planner.plan.assumption import View
from planner.plan.document import Claims, ClaimsByMonth, Line, Plan, Position
from planner.plan.keys import Driver
from planner.plan.resolve import own_months, resolve

LAST = (2**62, "")
"""Later than anything said, so that it holds."""
Change = Callable[[float], float]


def supposing(
    plan: Plan,
    evidence: FunnelEvidence | None,
    view: View,
    drivers: Iterable[tuple[Line, Driver]],
    change: Change,
) -> Plan:
    """Return the plan with some drivers' values, as a view sees them, changed in every month.

    A value that is not known stays so; rates stay between 0 and 1.
    """
    claims = dict(plan.claims)
    for line, driver in drivers:
        by_month: dict[int | None, Claims] = {}
        for month in (None, *own_months(plan, line.name, driver)):
            now = resolve(plan, evidence, line, driver, month).view(view)
            if now is not None:
                by_month[month] = Claims(together=Position(change(now), LAST))
        if by_month:
            claims[line.name, driver] = by_month
    return replace(plan, claims=claims)


def alone(plan: Plan, line: Line) -> Plan:
    """Return the plan of one of its lines."""
    kept: dict[tuple[str, Driver], ClaimsByMonth] = {
        place: said for place, said in plan.claims.items() if place[0] == line.name
    }
    return replace(plan, lines=(line,), claims=kept)
