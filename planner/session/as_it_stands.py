"""The open plan as it stands, for threads: later edits do not reach it."""

from planner.plan.log import Log
from planner.session.plan_session import PlanSession


class _Standing(PlanSession):
    """A session of the same working copy at one log; it cannot be changed."""

    def __init__(self, session: PlanSession) -> None:
        super().__init__(session.copy, session.identity)
        self._log = session.whole
        self.sight.seat = session.sight.seat
        self.once, self.memo, self.measuring = session.once, session.memo, session.measuring
        self.reading = True

    @property
    def whole(self) -> Log:
        """All edits there were."""
        return self._log


def as_it_stands(session: PlanSession) -> PlanSession:
    """Return the plan as it stands now, to read in any thread while people edit it.

    What was worked out of it already, or is by either, both have.
    """
    return _Standing(session)
