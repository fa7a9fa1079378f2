"""What a plan promises, measured at once where there are few journeys, else in a thread."""

from collections.abc import Callable

from planner.base.problem import Problem, RefusedError
from planner.base.progress import Progress, silent
from planner.session.committing import commitments
from planner.session.views import Commitments
from ui.desk import Desk
from ui.tasks import Tasks

AT_ONCE = 100_000
"""So many journeys are measured before a person notices; more take a thread."""
WORKING = "Measuring what was promised"
QUIET = 1.0


def measure_promises(
    desk: Desk, tasks: Tasks | None, lane: str, take: Callable[[Commitments | Problem], None]
) -> None:
    """Hand the promises of the plan looked at to `take`, or why they cannot be measured."""
    session, source = desk.session, desk.source
    scenario = desk.scenario.id if desk.scenario else ""

    def work(_progress: Progress = silent) -> Commitments | Problem:
        try:
            return commitments(session, scenario=scenario, prepared=source)
        except RefusedError as refused:
            return refused.problem

    journeys = session.journeys
    if tasks is None or journeys is None or len(journeys) <= AT_ONCE:
        take(work())
    else:
        tasks.run(lane, WORKING, work, take, quiet=QUIET)
