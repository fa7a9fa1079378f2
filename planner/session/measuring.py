"""Evidence for plans that share their data: the open one, its versions, and a merged one."""

from collections.abc import Callable, Hashable, Mapping

from planner.evidence import funnel_evidence
from planner.evidence.figures import FunnelEvidence
from planner.journeys.table import Journeys, Snapshot
from planner.plan.document import Plan
from planner.plan.measured import entering_elsewhere, in_plan_words


class Measuring:
    """Measures once per snapshot, cut, window and set of lines."""

    def __init__(self) -> None:
        self._known: dict[Hashable, FunnelEvidence] = {}

    def of(
        self, plan: Plan, snapshot_of: Callable[[str], Snapshot | None]
    ) -> FunnelEvidence | None:
        """Return the evidence for a plan's lines, None where its data are none, or not its own."""
        snapshot = snapshot_of(plan.snapshot) if plan.snapshot else None
        if snapshot is None or not len(snapshot.journeys):
            return None
        if snapshot.journeys.stages != plan.stages:
            return None
        found = self._measured(plan, snapshot.journeys, {})
        elsewhere = entering_elsewhere(plan, found)
        return self._measured(plan, snapshot.journeys, elsewhere) if elsewhere else found

    def _measured(
        self, plan: Plan, journeys: Journeys, entering: Mapping[str, int]
    ) -> FunnelEvidence:
        key = plan.snapshot, plan.by, plan.window, tuple(sorted(entering.items())), plan.line_names
        if key not in self._known:
            found = funnel_evidence(
                journeys,
                plan.by,
                months=plan.window,
                entering=entering,
                names=plan.line_names,
            )
            self._known[key] = in_plan_words(plan, found)
        return self._known[key]
