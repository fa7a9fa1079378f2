"""What an import says beside the data the plan had."""

from typing import Any

from planner.base.days import iso
from planner.base.units import count
from planner.cli.report import several
from planner.journeys.diff import Difference, reached_by
from planner.journeys.table import Snapshot


def shape(found: Difference, united: Snapshot) -> dict[str, Any]:
    """Return what `import --json` says of it; `funnel` counts what the plan held and now holds."""
    before = {total.stage: total.before for total in found.stages}
    return {
        "new": len(found.new),
        "changed": len(found.changed),
        "unchanged": len(found.unchanged),
        "gone": len(found.gone),
        "plan_journeys": len(united.journeys),
        "funnel": [
            {"stage": stage, "before": before.get(stage, 0), "after": after}
            for stage, after in reached_by(united.journeys).items()
        ],
    }


def lines(before: Snapshot | None, found: Difference, united: Snapshot) -> tuple[str, ...]:
    """Return new, changed, unchanged and gone, and the funnel before and after; none at first."""
    if before is None:
        return ()
    parts = (("new", found.new), ("changed", found.changed), ("unchanged", found.unchanged))
    counts = ", ".join(f"{count(len(rows))} {name}" for name, rows in parts)
    totals = {total.stage: total.before for total in found.stages}
    funnel = ", ".join(
        f"{stage} {count(totals.get(stage, 0))} → {count(after)}"
        for stage, after in reached_by(united.journeys).items()
    )
    return (
        f"Beside the data as of {iso(before.as_of)}: {counts}.",
        *_gone(found, united),
        *_replaced(found),
        f"The funnel before and after: {funnel}.",
    )


def _replaced(found: Difference) -> tuple[str, ...]:
    if not found.replaced:
        return ()
    return (
        f"{several(found.replaced, 'journey')} from before without an id cannot be found again; "
        "the new rows stand in their place.",
    )


def _gone(found: Difference, united: Snapshot) -> tuple[str, ...]:
    gone = len(found.gone)
    if not gone:
        return ()
    kept = len(united.journeys) - len(found.was) > 0
    what = "--gone drop lets go of them" if kept else "dropped"
    names = ", ".join(found.gone_examples)
    return (f"Gone, or outside the filter: {several(gone, 'journey')} ({names}); {what}.",)
