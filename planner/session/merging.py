"""Merging another copy into the open plan: looked at first, then taken in as one undoable step."""

from dataclasses import dataclass, field, replace

from planner.agreement.merging import PricedMerge, price_merge
from planner.agreement.results import results
from planner.base.problem import Problem, RefusedError
from planner.base.stages import Seat
from planner.journeys.table import Snapshot
from planner.plan.edits import Edit
from planner.plan.fold import fold
from planner.plan.merging import Chosen, Union, merge_drafts, unite_logs
from planner.session.plan_session import PlanSession
from planner.storage import OtherCopy


@dataclass(frozen=True)
class MergePreview:
    """A merge as it would be: what came, what it changes, what that is worth.

    `edits` are all edits it adds: the copy's own, then those that make it one step.
    """

    other: OtherCopy
    union: Union
    edits: tuple[Edit, ...]
    priced: PricedMerge
    seat: Seat
    chosen: Chosen = field(default_factory=dict)

    @property
    def stranger(self) -> bool:
        """Whether the two plans have no edit in common: they are no copies of one plan."""
        return not self.union.common

    @property
    def other_data(self) -> bool:
        """Whether the copies measured different data; the data looked at last count."""
        return fold(self.union.mine).snapshot != fold(self.union.theirs).snapshot


def preview_merge(
    session: PlanSession,
    other: OtherCopy,
    seat: Seat = Seat.TOGETHER,
    chosen: Chosen | None = None,
) -> MergePreview:
    """Return what merging a copy would do, with what was `chosen` at conflicts; all stays as is."""
    union = _seen(session, unite_logs(session.whole, other.log))
    drafts = merge_drafts(union, seat, chosen)
    made = session.stamped(union.log, drafts, f"merge {other.path.name}")
    after_it = union.log.add(made)
    plan = fold(session.sight.beside(after_it, after_it))

    def held(digest: str) -> Snapshot | None:
        return session.copy.snapshot(digest) or other.snapshot(digest)

    after = results(plan, session.measuring.of(plan, held), session.memo)
    priced = price_merge(session.results, after, session.memo)
    edits = (*union.added, *made)
    return MergePreview(other, union, edits, priced, seat, chosen or {})


def _seen(session: PlanSession, union: Union) -> Union:
    """Return the union, in which a round that is open there is told of as who looks may see it."""
    mine, theirs = (session.sight.beside(log, union.log) for log in (union.mine, union.theirs))
    if mine is union.mine and theirs is union.theirs:
        return union
    shown = unite_logs(mine, theirs)
    return replace(union, changes=shown.changes, conflicts=shown.conflicts)


def merge_copy(session: PlanSession, preview: MergePreview) -> MergePreview:
    """Take the copy in as previewed, anew where the plan changed since; return what was done.

    RefusedError where the plan holds all of it already.
    """
    session.check_open()
    if preview.union.mine != session.whole:
        preview = preview_merge(session, preview.other, preview.seat, preview.chosen)
    if preview.union.nothing_new:
        raise RefusedError(
            Problem("The plan holds everything this copy states", preview.other.path.name)
        )
    session.copy.take(preview.edits, preview.other.parts)
    session.refresh()
    return preview
