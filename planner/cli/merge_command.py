"""The command that unites a plan with a colleague's copy."""

from argparse import Namespace
from collections.abc import Iterator, Sequence
from pathlib import Path

from planner.base.problem import Problem, RefusedError
from planner.base.stages import Seat
from planner.base.units import money_short
from planner.cli import shapes
from planner.cli.desk import opened
from planner.cli.report import ATTENTION, DONE, Report, several, table
from planner.cli.return_command import take_workbook
from planner.cli.saying import said
from planner.plan.document import Plan
from planner.plan.fold import is_setting
from planner.plan.merging import Change, Chosen, Conflict, Saying, Side
from planner.session.merging import MergePreview, merge_copy, preview_merge

ALL, PLAN_SUFFIX = "all", ".fairlead"


def merge(arguments: Namespace) -> Report:
    """Unite a plan with a copy, or with --preview only say what that would do.

    What is no plan file is taken for a returned workbook.
    """
    if Path(arguments.other).suffix.casefold() != PLAN_SUFFIX:
        return take_workbook(arguments)
    with opened(arguments.plan) as session:
        session.look_as(Seat(arguments.seat))
        found = preview_merge(session, session.copy.read_other(Path(arguments.other)))
        chosen = _kept(found, arguments.keep)
        found = preview_merge(session, found.other, Seat(arguments.seat), chosen)
        if not arguments.preview and not found.union.nothing_new:
            merge_copy(session, found)
            session.save()
        return _report(found, arguments.preview)


def _kept(found: MergePreview, named: Sequence[str]) -> Chosen:
    """Return the conflicts named as this plan's; RefusedError for a key both did not change."""
    conflicts = found.union.conflicts
    if ALL in named:
        return {one.where: Side.HERE for one in conflicts}
    known = {one.key.casefold() for one in conflicts}
    for key in named:
        if key.casefold() not in known:
            what = f"The copies are in no conflict about '{key}'"
            told = ", ".join(sorted({one.key for one in conflicts})) or "none"
            raise RefusedError(Problem(what, "--keep", f"Conflicts are about: {told}"))
    wanted = {key.casefold() for key in named}
    return {one.where: Side.HERE for one in conflicts if one.key.casefold() in wanted}


def _report(found: MergePreview, only_looked: bool) -> Report:
    union, priced = found.union, found.priced
    positions = [change for change in union.changes if not is_setting(change.key)]
    bridge = priced.bridge
    data = {
        "added": len(union.added),
        "already_known": len(union.theirs.edits) - len(union.added),
        "merged": not only_looked and not union.nothing_new,
        "positions": [
            _changed(change) | {"seat": str(change.seat), "worth": priced.worth(change)}
            for change in positions
        ],
        "settings": [_changed(change) for change in union.changes if is_setting(change.key)],
        "conflicts": [_conflict(one, found) for one in union.conflicts],
        "same_id_other_content": list(union.doubled),
        "totals": {view: {"before": b, "after": a} for view, (b, a) in priced.totals.items()},
        "items": [] if bridge is None else shapes.worths(bridge, priced.after.plan.stages),
        "refused": [],
    }
    doubtful = union.conflicts or union.doubled or found.stranger or found.other_data
    return Report(data, tuple(_lines(priced.after.plan, found)), ATTENTION if doubtful else DONE)


def _changed(change: Change) -> shapes.Json:
    return {"key": change.key, "before": change.before, "after": change.after}


def _conflict(one: Conflict, found: MergePreview) -> shapes.Json:
    return {
        "key": one.key,
        "seat": None if one.seat is None else str(one.seat),
        "here": _saying(one.mine),
        "there": _saying(one.theirs),
        "counts": one.counting(found.chosen),
    }


def _saying(saying: Saying) -> shapes.Json:
    return {"value": saying.value, "author": saying.author, "time": saying.time}


def _lines(plan: Plan, found: MergePreview) -> Iterator[str]:
    union, name = found.union, found.other.path.name
    if union.nothing_new:
        yield f"The plan holds everything {name} states."
        return
    authors = ", ".join(sorted({edit.author for edit in union.added if edit.author}))
    known = len(union.theirs.edits) - len(union.added)
    by = f" by {authors}" if authors else ""
    yield f"{name} brings {several(len(union.added), 'edit')}{by}; {known} were known already."
    yield from _doubts(found)
    if union.changes:
        header = ("what changes", "seat", "before", "after", "worth")
        yield from table(header, [_change(plan, found, c) for c in union.changes], left=2)
    if union.conflicts:
        yield "Both copies changed these since they parted:"
        header = ("", "seat", "in the plan", "in the copy", "counts")
        yield from table(header, [_beside(plan, found, c) for c in union.conflicts], left=2)
    yield _total(plan, found)


def _doubts(found: MergePreview) -> Iterator[str]:
    if found.stranger:
        yield "The two have no edit in common: they are not copies of one plan."
    if found.other_data:
        yield "They measure different data; both are kept, and the data imported last count."
    if found.union.doubled:
        many = several(len(found.union.doubled), "edit")
        yield f"Under one id the copies hold {many} that differ; both are kept. See check."


def _change(plan: Plan, found: MergePreview, change: Change) -> list[str]:
    worth = found.priced.worth(change)
    priced = money_short(worth, plan.currency, signed=True) if worth else ""
    values = (said(plan, change.key, value) for value in (change.before, change.after))
    return [change.key, str(change.seat or ""), *values, priced]


def _beside(plan: Plan, found: MergePreview, one: Conflict) -> list[str]:
    counts = one.counting(found.chosen)
    sides = (
        f"{said(plan, one.key, side.value)} ({side.author}, {side.time})"
        for side in (one.mine, one.theirs)
    )
    return [one.key, str(one.seat or ""), *sides, said(plan, one.key, counts)]


def _total(plan: Plan, found: MergePreview) -> str:
    before, after = found.priced.totals["working"]
    change = money_short(after - before, plan.currency, signed=True)
    shown = [money_short(total, plan.currency) for total in (before, after)]
    why = f" {found.priced.why}: it is not taken apart." if found.priced.why else ""
    return f"Bookings of the working plan: {shown[0]} → {shown[1]} ({change}).{why}"
