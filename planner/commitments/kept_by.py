"""How Sales kept each promise, by line, by team, by rep and by month of the hand-off."""

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np

from planner.base.day_columns import months_of
from planner.base.days import month_name, month_text
from planner.commitments.compliance import Compliance, Kept
from planner.commitments.handed import Handed
from planner.evidence.cuts import cut
from planner.evidence.funnel import lines_cut
from planner.plan.document import Plan

MONTH = "month"
DIMENSIONS = ("source team", "rep")


@dataclass(frozen=True, slots=True)
class Part:
    """Some of the leads of a promise: `by` line, source team, rep or month, and which one."""

    by: str
    key: str
    title: str
    kept: Kept


def parts_of(plan: Plan, leads: Handed, kept: Compliance) -> tuple[Part, ...]:
    """Return a promise by month, line, team and rep: those of which something was due."""
    return (*_by_month(leads, kept), *_by_cut(plan, leads, kept))


def _by_month(leads: Handed, kept: Compliance) -> Iterator[Part]:
    months = months_of(leads.entered.astype(np.int32)).astype(np.int64)
    for month in np.unique(months).tolist():
        own = kept.among(months == month)
        if own.due:
            yield Part(MONTH, month_text(month), f"{month_name(month)} {month // 12}", own)


def _by_cut(plan: Plan, leads: Handed, kept: Compliance) -> Iterator[Part]:
    journeys = leads.prepared.journeys
    cuts = [("line", lines_cut(journeys, plan.by, plan.line_names))]
    cuts += [(name, cut(journeys, (name,))) for name in DIMENSIONS if name in journeys.dimensions]
    for by, groups in cuts:
        own = groups.groups[leads.rows]
        due = np.bincount(own[kept.due], minlength=groups.count)
        for i in np.argsort(-due[: groups.count], kind="stable").tolist():
            name = " | ".join(groups.keys[i])
            if due[i]:
                yield Part(by, name, name, kept.among(own == i))
