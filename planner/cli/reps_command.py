"""The command that measures the reps."""

from argparse import Namespace
from collections.abc import Iterator

import numpy as np

from planner.base.days import iso
from planner.base.problem import Problem, RefusedError
from planner.base.units import DASH, Unit, count, days, interval, number, points, rate
from planner.cli.desk import kept, opened
from planner.cli.report import Report, table
from planner.cli.shapes import Json, numbers, seen
from planner.cli.shapes import number as finite
from planner.cli.words import window
from planner.evidence import RepEvidence, RepRow, plan_window, prepare, rep_evidence
from planner.evidence.figures import THIN
from planner.evidence.reps import ownerless

_ALL = "All"
_NO_ACTIVITIES = "No activities: speed to first touch is not measured; worked means moved on."


def reps(arguments: Namespace) -> Report:
    """Measure every rep over the plan's evidence window, or another one."""
    with opened(arguments.plan) as session:
        digest = kept(session, arguments.as_of)
        snapshot = session.snapshot_of(digest) if digest else session.snapshot
        if snapshot is None:
            raise RefusedError(
                Problem("The plan has no data to measure", "", "Import CRM exports first")
            )
        source = prepare(snapshot.journeys)
        received = plan_window(source.journeys, session.plan.window)
        if arguments.entered:
            received = window(arguments.entered)
        found = rep_evidence(source, snapshot.activities, received)
        return Report(_data(found) | seen(snapshot, received), tuple(_lines(found)))


def _data(found: RepEvidence) -> Json:
    """Shape of `reps`: one row per rep and source team, then the reps, then all together."""
    return {
        "received": found.received,
        "accepted": found.accepted,
        "activities": found.touched,
        "without_owner": ownerless(found),
        "rows": [_row(team) for rep in found.reps for team in rep.teams or (rep,)],
        "reps": [_row(rep) for rep in found.reps],
        "total": _row(found.total),
    }


def _row(row: RepRow) -> Json:
    closing, touch, picks = row.closing, row.touch, row.picks
    return {
        "rep": row.rep or None,
        "source_team": row.source_team or None,
        "received": row.received,
        "worked": row.worked,
        "accepted": row.accepted,
        "won": row.won,
        "close_rate": finite(closing.rate.value),
        "close_rate_low": finite(closing.rate.low),
        "close_rate_high": finite(closing.rate.high),
        "close_rate_n": closing.rate.n,
        "closed_only": finite(closing.closed_only),
        "matured": finite(closing.matured),
        "matured_low": finite(closing.matured_low),
        "matured_high": finite(closing.matured_high),
        "median_days": finite(closing.median_days),
        "first_touch_days": finite(row.first_touch_days),
        "never_touched": int(touch.never[0]) if touch else None,
        "not_touched_yet": int(touch.waiting[0]) if touch else None,
        "touches_before_dead": finite(row.dead_touches.value) if row.dead_touches else None,
        "worked_by_decile": numbers(picks.share[0]) if picks else None,
        "cherry_pick": finite(float(picks.lean[0])) if picks else None,
        "thin": closing.rate.n < THIN,
    }


def _lines(found: RepEvidence) -> Iterator[str]:
    first, last = (iso(day) for day in found.window) if found.window else ("", "")
    header = ["rep", "source team", "received", "worked", "accepted", "won", "close rate"]
    header += ["90 % interval", "matured", "days", "first touch", "tries", "cherry-pick"]
    rows = [
        line
        for rep in found.reps
        for line in (_line(rep.rep, rep), *(_line("", team) for team in rep.teams))
    ]
    yield from table(header, [*rows, _line(_ALL, found.total)], left=2)
    base = f"those that reached {found.accepted}" if found.accepted else "those received"
    yield (
        f"Leads that entered {found.received} from {first} to {last}, as of {iso(found.as_of)}. "
        f"Close rate: won of {base}; * of fewer than {THIN}."
    )
    yield (
        "Days are medians, from there to won; tries: mean touches before a lead was lost. "
        "Cherry-pick: share worked\nof the more valuable half of leads less that of the other."
    )
    if nameless := ownerless(found):
        yield (
            f"{count(nameless)} leads have no owner; where owners are named only later, as when a "
            "deal is won,\nthe rates of those that have one may be too high."
        )
    if not found.touched:
        yield _NO_ACTIVITIES


def _line(name: str, row: RepRow) -> list[str]:
    closing, picks = row.closing, row.picks
    thin = "*" if 0 < closing.rate.n < THIN else ""
    tries = row.dead_touches.value if row.dead_touches else np.nan
    return [
        name,
        row.source_team,
        count(row.received),
        count(row.worked),
        DASH if row.accepted is None else count(row.accepted),
        count(row.won),
        (rate(closing.rate.value) or DASH) + thin,
        interval(closing.rate.low, closing.rate.high, Unit.RATE) or DASH,
        rate(closing.matured) or DASH,
        _days(closing.median_days),
        _days(row.first_touch_days),
        number(tries, digits=1) or DASH,
        points(float(picks.lean[0])) or DASH if picks else DASH,
    ]


def _days(value: float) -> str:
    return days(value) or DASH
