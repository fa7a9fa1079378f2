"""The other half of `merge`: an exported workbook that comes back with a colleague's numbers."""

from argparse import Namespace
from collections.abc import Iterator, Sequence
from pathlib import Path

from planner.base.problem import Problem, RefusedError
from planner.base.stages import Seat
from planner.base.units import money_short
from planner.cli import shapes
from planner.cli.desk import opened
from planner.cli.report import ATTENTION, DONE, Report, several, table
from planner.cli.saying import said
from planner.output.returned import Change
from planner.plan.document import Plan
from planner.session.returning import ReturnPreview, preview_return, take_return

ALL = "all"


def take_workbook(arguments: Namespace) -> Report:
    """Take a returned workbook in, or with --preview only say what that would do."""
    with opened(arguments.plan) as session:
        seat = Seat(arguments.seat)
        session.look_as(seat)
        found = preview_return(session, Path(arguments.other), seat)
        keep = _kept(found, arguments.keep)
        if keep:
            found = preview_return(session, found.workbook, seat, keep)
        if found.edits and not arguments.preview:
            take_return(session, found)
            session.save()
        return _report(found, arguments.preview)


def _kept(found: ReturnPreview, named: Sequence[str]) -> frozenset[str]:
    """Return the cells of the conflicts named; RefusedError for a key that is in none."""
    contested = [change for change in found.found.changes if change.contested]
    wanted = {name.casefold() for name in named}
    known = {change.key.casefold() for change in contested} | {ALL}
    if not wanted <= known:
        what = f"The plan did not change '{min(wanted - known)}' since the export"
        raise RefusedError(Problem(what, "--keep"))
    return frozenset(c.where for c in contested if ALL in wanted or c.key.casefold() in wanted)


def _report(found: ReturnPreview, only_looked: bool) -> Report:
    compared = found.found
    data = {
        "added": len(found.edits),
        "already_known": len(compared.known),
        "merged": bool(found.edits) and not only_looked,
        "positions": [_position(change, found) for change in found.taken if not change.is_goal],
        "settings": [_goal(change) for change in found.taken if change.is_goal],
        "conflicts": [_conflict(change, found) for change in compared.changes if change.contested],
        "refused": [{"where": one.where, "reason": one.reason} for one in compared.refused],
        "missing": list(compared.missing),
        "totals": {view: {"before": b, "after": a} for view, (b, a) in found.priced.totals.items()},
    }
    contested = any(change.contested for change in compared.changes)
    doubtful = contested or compared.refused or compared.missing
    lines = tuple(_lines(found.priced.after.plan, found))
    return Report(data, lines, ATTENTION if doubtful else DONE)


def _position(change: Change, found: ReturnPreview) -> shapes.Json:
    return {
        "key": change.key,
        "seat": str(change.seat),
        "before": change.now,
        "after": change.returned,
        "worth": found.worth(change),
        "formula": change.formula,
    }


def _goal(change: Change) -> shapes.Json:
    return {"key": change.key, "before": change.now, "after": change.returned}


def _conflict(change: Change, found: ReturnPreview) -> shapes.Json:
    kept = change.where in found.keep
    return {
        "key": change.key,
        "seat": str(change.seat),
        "at_export": change.at_export,
        "here": change.now,
        "there": change.returned,
        "counts": change.now if kept else change.returned,
    }


def _lines(plan: Plan, found: ReturnPreview) -> Iterator[str]:
    compared, name = found.found, found.workbook.name
    if not found.taken:
        yield f"{name} brings back nothing that the plan does not say."
    else:
        yield f"{name} brings back {several(len(found.taken), 'value')}."
        header = ("what changes", "seat", "in the plan", "returned", "worth")
        yield from table(header, [_row(plan, found, c) for c in found.taken], left=2)
    computed = [change for change in found.taken if change.formula]
    for change in computed:
        yield f"{change.where} was computed by {change.formula}; its value was taken."
    for change in compared.changes:
        if change.contested:
            left = said(plan, change.key, change.at_export)
            yield f"The plan changed {change.key} too: it left as {left}."
    for refusal in compared.refused:
        yield f"Not taken, {refusal.where}: {refusal.reason}."
    if compared.missing:
        many = several(len(compared.missing), "row")
        yield f"{many} did not come back; nothing changes there: {', '.join(compared.missing)}."
    yield _total(plan, found)


def _row(plan: Plan, found: ReturnPreview, change: Change) -> list[str]:
    worth = found.worth(change)
    priced = money_short(worth, plan.currency, signed=True) if worth else ""
    values = (said(plan, change.key, value) for value in (change.now, change.returned))
    return [change.key, str(change.seat), *values, priced]


def _total(plan: Plan, found: ReturnPreview) -> str:
    before, after = found.priced.totals["working"]
    change = money_short(after - before, plan.currency, signed=True)
    shown = [money_short(total, plan.currency) for total in (before, after)]
    return f"Bookings of the working plan: {shown[0]} → {shown[1]} ({change})."
