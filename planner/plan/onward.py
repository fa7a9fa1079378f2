"""The next fold from the last one: edits that state positions change their own slots alone."""

from planner.plan.claims import claims_of, later
from planner.plan.document import Plan
from planner.plan.edits import Edit
from planner.plan.fold import Folded, folded, is_position
from planner.plan.log import Log


def onward(log: Log, before: Folded | None) -> Folded:
    """Return the fold of a log, from that of an earlier one where nothing but positions came since.

    Equal to `folded(log)` in every case.
    """
    new = None if before is None else _since(log, before.log)
    if before is None or new is None:
        return folded(log)
    made: Folded | None = before
    for edit in new:
        made = None if made is None else _stated(made, edit)
    return folded(log) if made is None else Folded(log, made.plan, made.names, made.spoken)


def _since(log: Log, before: Log) -> tuple[Edit, ...] | None:
    """Return what came after all of an earlier log; None where the log does not begin with it."""
    known = len(before.edits)
    if not known or log.edits[:known] != before.edits:
        return None
    return log.edits[known:]


def _stated(before: Folded, edit: Edit) -> Folded | None:
    """Return the fold with one position more; None where it changes more than its own slot.

    What stands again after it was withdrawn takes up its old place among the claims.
    """
    slot = before.names.slot(edit.key) if is_position(edit.key) else None
    if slot is None:
        return None
    said = before.spoken.get(slot, {})
    own = before.plan.claims_of(slot.line, slot.driver)
    if not later(edit, said.get(edit.seat)) or (said and slot.month not in own):
        return None
    said = {**said, edit.seat: edit}
    stated = claims_of(slot, said)
    if stated is None:
        return None
    plan: Plan = before.plan.claiming(slot.line, slot.driver, {**own, slot.month: stated})
    return Folded(before.log, plan, before.names, {**before.spoken, slot: said})
