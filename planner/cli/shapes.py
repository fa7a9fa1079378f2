"""Results as the JSON objects that scripts rely on; a number that is missing is null."""

import math
from collections.abc import Iterable, Sequence
from typing import Any

import numpy as np

from planner.agreement.bridge import Bridge, BridgeItem
from planner.agreement.results import Results
from planner.base.days import NO_DAY, iso, month_text
from planner.evidence import MeasuredRow, MeasuredTransition, Measures, percentile
from planner.evidence.above import Above
from planner.evidence.cuts import Window
from planner.evidence.figures import Figure
from planner.journeys.table import Responses, SetAside, Snapshot
from planner.plan.assumption import Assumption
from planner.plan.document import Plan
from planner.plan.edits import Edit, Value
from planner.plan.keys import TEAM, DriverKind
from planner.plan.resolve import resolve
from planner.session.asking import Side

Json = dict[str, Any]
Answers = Sequence[Responses]


def number(value: float | None) -> float | None:
    """Return a plain finite number, or None."""
    return None if value is None or not math.isfinite(value) else float(value)


def numbers(values: Iterable[float]) -> list[float | None]:
    """Return plain numbers."""
    return [number(float(v)) for v in np.asarray(values, dtype=np.float64)]


def imported(snapshot: Snapshot, currency: str) -> Json:
    """Shape of `import`."""
    files = [
        {
            "path": f.path,
            "kind": f.kind,
            "crm": f.crm,
            "sheet": f.sheet,
            "header_row": f.header_row,
            "rows_read": f.rows_read,
            "columns": dict(f.columns),
            "date_order": dict(f.date_order),
        }
        for f in snapshot.files
    ]
    return {
        "files": files,
        "rows_read": snapshot.rows_read,
        "journeys": len(snapshot.journeys),
        "merged": snapshot.merged,
        "set_aside": [_set_aside(row) for row in snapshot.set_aside],
        "joined": dict(snapshot.joined),
        "as_of": iso(snapshot.as_of),
        "currency": currency,
        "warnings": list(snapshot.warnings),
    }


def _set_aside(row: SetAside) -> Json:
    return {"file": row.file, "sheet": row.sheet, "row": row.row, "reason": row.reason}


def measured(measures: Measures, above: Sequence[Above], answers: Answers) -> Json:
    """Shape of `measure`, with what stands beside the journeys: counts and responses."""
    return {
        "by": list(measures.by),
        "stages": list(measures.stages),
        "rows": [_measured_row(row, measures.stages) for row in measures.rows],
        "total": _measured_row(measures.total, measures.stages),
        "volumes": [_counted(found) for found in above],
        "responses": [
            {
                "campaign": found.campaign,
                "month": None if found.month == NO_DAY else month_text(found.month),
                "responses": found.responses,
                "leads": found.leads,
            }
            for found in answers
        ],
    }


def seen(snapshot: Snapshot | None, window: Window | None) -> Json:
    """Return what `measure` and `reps` are on: as of which day, and entries of which days."""
    return {
        "as_of": None if snapshot is None else iso(snapshot.as_of),
        "window": None if window is None else [iso(day) for day in window],
    }


def _counted(found: Above) -> Json:
    """A count above the first record; its ratio to the first stage is one of counts."""
    return {
        "measure": found.measure,
        "channel": found.channel,
        "month": None if found.month is None else month_text(found.month),
        "count": number(found.count),
        "entered": found.entered,
        "ratio": number(found.ratio),
    }


def _measured_row(row: MeasuredRow, stages: tuple[str, ...]) -> Json:
    return {
        "key": list(row.key),
        "entered": dict(zip(stages, (int(n) for n in row.entered), strict=True)),
        "transitions": [_measured_transition(t, stages) for t in row.transitions],
        "won": row.won,
        "lost": row.lost,
        "open": row.open,
        "deal_size": {
            "n": row.deal_size.n,
            "mean": number(row.deal_size.mean),
            "median": number(row.deal_size.median),
        },
        "bookings": number(row.bookings),
        "value_per_entry": number(row.value_per_entry),
    }


def _measured_transition(t: MeasuredTransition, stages: tuple[str, ...]) -> Json:
    counts = ("entered", "advanced", "lost", "open", "observed_days", "at_risk", "advanced_later")
    left_out = ("skipped", "undated", "out_of_order")
    rates = ("plain", "closed_only", "matured", "low", "high", "pooled")
    lags = ("median_days", "matured_median_days", "mean_days", "lost_median_days")
    return {
        "from": stages[t.start],
        "to": stages[t.end],
        **{name: int(getattr(t, name)) for name in (*counts, *left_out)},
        **{name: number(getattr(t, name)) for name in (*rates, *lags)},
        "pooled_low": number(t.rate.figure.low),
        "pooled_high": number(t.rate.figure.high),
        "pool_weight": number(t.rate.pool_weight),
        "mean_days_low": number(t.lag.low),
        "mean_days_high": number(t.lag.high),
    }


def figure(value: Figure) -> Json:
    """A measured value with its interval and count."""
    return {
        "value": number(value.value),
        "low": number(value.low),
        "high": number(value.high),
        "n": value.n,
    }


def assumption(results: Results, a: Assumption) -> Json:
    """Shape of one entry of `show`."""
    return {
        "key": a.key,
        "owner": str(a.owner),
        "evidence": figure(a.evidence),
        "marketing": number(a.marketing),
        "sales": number(a.sales),
        "working": number(a.working),
        "status": str(a.status),
        "provisional": a.provisional,
        "worth": number(results.worth(a)),
        "percentile": {
            "marketing": _percentile(results, a, a.marketing),
            "sales": _percentile(results, a, a.sales),
        },
    }


def _percentile(results: Results, a: Assumption, claim: float | None) -> float | None:
    if claim is None or a.slot.driver.kind is not DriverKind.RATE or results.evidence is None:
        return None
    line = results.evidence.lines.get(a.slot.line)
    found = line.transitions[a.slot.driver.index] if line else None
    return None if found is None else number(percentile(found.rate, claim))


def bridged(found: Bridge, origin: Side, target: Side) -> Json:
    """Shape of `bridge`; `from` and `to` are the values that hold where a month has none."""
    items = []
    for item in found.items:
        here, there = (_held(end, item) for end in (origin, target))
        plan = origin.plan if _has(origin.plan, item) else target.plan
        items.append(
            {
                "line": item.line,
                "driver": item.driver.text(plan.stages),
                "owner": str(plan.owner(item.line, item.driver)),
                "from": number(here),
                "to": number(there),
                "worth": item.worth,
            }
        )
    return {
        "from": origin.name,
        "to": target.name,
        "from_total": found.from_total,
        "to_total": found.to_total,
        "gap": found.gap,
        "gross": found.gross,
        "items": items,
    }


def _has(plan: Plan, item: BridgeItem) -> bool:
    return item.line in {TEAM, *plan.line_names}


def _held(end: Side, item: BridgeItem) -> float | None:
    """Return what holds at one end of a bridge; None where that has no such line."""
    if not _has(end.plan, item):
        return None
    return resolve(end.plan, end.evidence, item.line, item.driver).view(end.seen.view)


def worths(found: Bridge, stages: tuple[str, ...]) -> list[Json]:
    """The items of a bridge, what each is worth."""
    return [
        {"line": item.line, "driver": item.driver.text(stages), "worth": item.worth}
        for item in found.items
    ]


def edited(edit: Edit, before: Value) -> Json:
    """One edit of `new`, `goal` and `set`."""
    return {"key": edit.key, "seat": str(edit.seat), "before": before, "after": edit.value}
