"""What a plan promises, measured at once where there are few journeys, else in a thread."""

from collections.abc import Callable

from planner.base.problem import Problem, RefusedError
from planner.base.progress import Progress
from planner.session.committing import commitments
from planner.session.views import Commitments
from ui.desk import Desk
from ui.measuring import Measuring
from ui.tasks import Tasks

AT_ONCE, QUIET = 100_000, 1.0
WORKING = "Measuring what was promised"


def measure_promises(
    desk: Desk, tasks: Tasks | None, lane: str, take: Callable[[Commitments | Problem], None]
) -> None:
    """Hand the promises of the plan looked at to `take`, or why they cannot be measured."""
    session, source = desk.session, desk.source
    scenario = desk.scenario.id if desk.scenario else ""

    def work(_progress: Progress) -> Commitments | Problem:
        try:
            return commitments(session, scenario=scenario, prepared=source)
        except RefusedError as refused:
            return refused.problem

    Measuring(lane, WORKING, AT_ONCE, QUIET).run(tasks, session.journeys, work, take)
