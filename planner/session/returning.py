"""A returned workbook taken into the open plan: looked at first, then one undoable step."""

from dataclasses import dataclass
from pathlib import Path

from planner.agreement.merging import PricedMerge, price_merge
from planner.agreement.results import results
from planner.base.problem import Problem, RefusedError
from planner.base.stages import Seat
from planner.base.units import ENGLISH, NumberStyle
from planner.output.pack.names import Said, as_it_is, names_hidden, names_mark
from planner.output.returned import Change, Comparison, Returned, compare, read_returned
from planner.output.returned.view import return_view
from planner.plan.edits import Edit
from planner.plan.fold import fold
from planner.plan.log import Log
from planner.session.plan_session import PlanSession
from planner.session.sealing import unsealed
from planner.sheets.merging import MergeView


@dataclass(frozen=True)
class ReturnPreview:
    """What a workbook brings back and what that is worth; `keep` names cells left as they are."""

    workbook: Returned
    seat: Seat | None
    found: Comparison
    keep: frozenset[str]
    log: Log
    edits: tuple[Edit, ...]
    priced: PricedMerge

    @property
    def taken(self) -> tuple[Change, ...]:
        """The changes that become positions."""
        return tuple(change for change in self.found.changes if change.where not in self.keep)

    def worth(self, change: Change) -> float | None:
        """Return what the changes of an assumption do to working bookings, None for nothing."""
        bridge, slot = self.priced.bridge, change.slot
        if bridge is None or slot is None:
            return None
        return bridge.worth(slot.line, slot.driver)


def preview_return(
    session: PlanSession,
    workbook: Path | Returned,
    seat: Seat | None = None,
    keep: frozenset[str] = frozenset(),
    style: NumberStyle = ENGLISH,
) -> ReturnPreview:
    """Return what taking a workbook in would do; nothing is changed.

    With a `seat` only its own column counts. Changes of the cells in `keep` (their addresses) are
    left out. RefusedError for a file that is no returned workbook.
    """
    if seat in (None, Seat.TOGETHER):
        unsealed(session.round, "a workbook brings all seats’ positions")
    returned = read_returned(workbook) if isinstance(workbook, Path) else workbook
    now = session.results
    known = {assumption.slot: assumption for assumption in now.assumptions}
    found = compare(returned, now.plan, known, seat, style, said=_said(returned, session))
    drafts = [change.draft for change in found.changes if change.where not in keep]
    made = session.stamped(session.log, drafts, f"take in {returned.name}")
    plan = fold(session.log.add(made))
    after = results(plan, session.measuring.of(plan, session.copy.snapshot), session.memo)
    priced = price_merge(now, after, session.memo)
    return ReturnPreview(returned, seat, found, keep, session.log, made, priced)


def _said(returned: Returned, session: PlanSession) -> Said:
    """Return how the workbook says lines; RefusedError where its numbers mean other reps now."""
    said, lines = names_hidden(session.snapshot), session.plan.line_names
    if not returned.hides or all(said(line) == line for line in lines):
        return as_it_is
    if returned.hides != names_mark(session.snapshot):
        what = "The workbook hides reps’ names, and the data name other reps now"
        raise RefusedError(Problem(what, returned.name, "Export it anew and type into that one"))
    return said


def view_of(preview: ReturnPreview, style: NumberStyle = ENGLISH) -> MergeView:
    """Return the preview as it is shown."""
    return return_view(preview.workbook.name, preview.found, preview.priced, preview.keep, style)


def take_return(session: PlanSession, preview: ReturnPreview) -> ReturnPreview:
    """Make the positions as previewed, anew where the plan changed since; return what was done.

    RefusedError where nothing is left to take.
    """
    if preview.log != session.log:
        preview = preview_return(session, preview.workbook, preview.seat, preview.keep)
    if not preview.edits:
        what = "The workbook brings back nothing that the plan does not say"
        raise RefusedError(Problem(what, preview.workbook.name))
    drafts = [change.draft for change in preview.taken]
    session.submit(drafts, f"take in {preview.workbook.name}")
    return preview
