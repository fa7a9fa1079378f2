"""What a plan may bring, worked out off the window's thread while the plan's figures stand."""

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import QObject

from planner.base.progress import Progress
from planner.session.views import Plan, Results
from planner.sheets.outlook import Late, Outlook, outlook
from ui.resting import Resting
from ui.tasks import AHEAD


class Ahead(Resting[Outlook]):
    """Keeps the latest outlook.

    `results` gives the plan's results, None while there is nothing to look ahead to; `others` the
    plan in other scenarios, by name.
    """

    def __init__(
        self,
        results: Callable[[], Results | None],
        others: Callable[[], tuple[tuple[str, Plan], ...]],
        parent: QObject,
    ) -> None:
        def begin(found: Results) -> Callable[[Progress], Outlook]:
            return partial(outlook, found, others=others())

        super().__init__(results, begin, AHEAD, "Looking ahead", parent)

    @property
    def late(self) -> Late:
        """The outlook there is, stale where the plan has changed since."""
        return Late(self.latest, self.stale)
