"""The command that tells what both sides promised, and how they keep it."""

from argparse import Namespace
from collections.abc import Iterator

import numpy as np

from planner.base.days import iso, month_text
from planner.base.units import DASH, count, money_short, rate
from planner.base.units import show as shown
from planner.cli.desk import kept, opened
from planner.cli.report import ATTENTION, DONE, Report, table
from planner.cli.shapes import Json, number
from planner.commitments.breaches import Association, Breach
from planner.commitments.compliance import Compliance, compliances
from planner.commitments.handed import Handed
from planner.commitments.kept_by import DIMENSIONS, MONTH, Part, parts_of
from planner.commitments.promise import (
    ACCEPTED,
    BASIC,
    COUNTED,
    LEVELS,
    QUALIFIED,
    VALUE,
    Level,
    Promise,
    attainment,
    promise,
    shortfall_later,
)
from planner.commitments.standing import Commitments
from planner.session.committing import commitments

_PERCENTILES = (0.5, 0.9)


def sla(arguments: Namespace) -> Report:
    """Tell Marketing's and Sales' commitments by the agreed plan, and what came of them."""
    with opened(arguments.plan) as session:
        made = commitments(session, kept(session, arguments.as_of))
    promised = promise(made.agreed)
    levels = attainment(made.found) if made.found else ()
    leads = made.leads
    sales = compliances(made.agreed.plan, leads) if leads is not None else ()
    late = made.late
    data = _data(made, promised, levels, sales, late)
    missed = any(one.missed for one in sales)
    lines = tuple(_lines(made, promised, levels, sales, late))
    return Report(data, lines, ATTENTION if missed or late else DONE)


def _data(
    made: Commitments,
    promised: Promise,
    levels: tuple[Level, ...],
    sales: tuple[Compliance, ...],
    late: tuple[Breach, ...],
) -> Json:
    found, leads = made.found, made.leads
    return {
        "as_of": iso(found.as_of) if found else None,
        "promised_on": iso(made.agreed.since) if made.agreed.evidence else None,
        "marketing": [
            {
                "line": line,
                "month": month_text(month),
                **{name: number(float(promised.level(name)[i, t])) for name in LEVELS},
            }
            for i, line in enumerate(promised.lines)
            for t, month in enumerate(promised.months)
        ],
        "acceptance": [
            {"line": line, "month": month_text(month), ACCEPTED: number(float(many))}
            for line, row in zip(promised.lines, promised.accepted, strict=True)
            for month, many in zip(promised.months, row, strict=True)
        ],
        "attainment": [_level(level) for level in levels],
        "bookings_later": _later(made),
        "sales": [_measure(made, leads, one) for one in sales],
        "first_touch_days": _percentiles(leads),
        "associations": [_tied(one) for one in made.tied],
        "breaches": [_breach(one) for one in late],
    }


def _level(level: Level) -> Json:
    return {
        "line": level.line,
        "month": month_text(level.month),
        "level": level.level,
        "promised": number(level.promised),
        "due": number(level.due),
        "actual": number(level.actual),
        "pace": number(level.pace),
    }


def _later(made: Commitments) -> list[Json]:
    """Shape of what missing and surplus qualified leads do to bookings, by month."""
    if made.found is None:
        return []
    worth = shortfall_later(made.found)
    months = made.agreed.seen.months
    return [
        {"month": month_text(m), "bookings": number(float(w))}
        for m, w in zip(months, worth, strict=True)
    ]


def _measure(made: Commitments, leads: Handed | None, kept_: Compliance) -> Json:
    due, met = kept_.counts
    data: Json = {
        "measure": kept_.kind.value,
        "person": made.agreed.plan.people.get(f"sla/{kept_.kind.value}"),
        "limit": number(kept_.limit),
        "share": number(kept_.share),
        "due": due,
        "met": met,
        "rate": number(kept_.rate),
        "why": kept_.why or None,
    }
    parts = () if leads is None else parts_of(made.agreed.plan, leads, kept_)
    for by in (MONTH, "line", *DIMENSIONS):
        own = [_part(part) for part in parts if part.by == by]
        data[f"by_{by}".replace(" ", "_")] = own
    return data


def _part(part: Part) -> Json:
    kept_ = part.kept
    data: Json = {"key": part.key, "due": kept_.due, "met": kept_.met}
    if part.by == MONTH:
        limit = None if kept_.limits is None else kept_.limits[0]
        data |= {"limit": number(limit), "share": number(kept_.share)}
    return data


def _percentiles(leads: Handed | None) -> Json:
    if leads is None:
        return {}
    return {f"p{p * 100:.0f}": number(leads.percentile(p)) for p in _PERCENTILES}


def _tied(one: Association) -> Json:
    return {
        "line": one.line,
        "accepted_on_time": number(one.on_time),
        "accepted_late": number(one.late),
        "n_on_time": one.n_on_time,
        "n_late": one.n_late,
        "value": number(one.value),
        "price": number(one.price),
    }


def _breach(one: Breach) -> Json:
    return {
        "id": one.id,
        "line": one.line,
        "rep": one.rep or None,
        "entered": iso(one.entered),
        "limit": number(one.limit),
        "touched_after": one.touched,
        "price": number(one.price),
    }


def _lines(
    made: Commitments,
    promised: Promise,
    levels: tuple[Level, ...],
    sales: tuple[Compliance, ...],
    late: tuple[Breach, ...],
) -> Iterator[str]:
    currency = made.agreed.plan.currency
    header = ("Promised a month", BASIC, QUALIFIED, "lead value", ACCEPTED)
    rows = [
        [
            line,
            *(count(float(promised.level(n)[i].mean())) for n in (BASIC, QUALIFIED)),
            money_short(float(promised.value[i].mean()), currency),
            count(float(promised.accepted[i].mean())),
        ]
        for i, line in enumerate(promised.lines)
    ]
    yield from table(header, rows)
    if made.found is None:
        yield "No data of a day after the plan began: attainment is not measured."
        return
    yield from _attained(levels, currency)
    yield ""
    measured = ("Sales promises", "limit", "share", "due", "met", "rate")
    yield from table(measured, [_sales(one) for one in sales])
    yield from (f"{one.kind.value}: {one.why}." for one in sales if one.why)
    if late:
        priced = [one.price for one in late if one.price is not None]
        worth = money_short(float(np.sum(priced)), currency)
        yield (
            f"{count(len(late))} leads were touched late or never; {count(len(priced))} of them "
            f"are priced, at {worth}: an association, not a proof."
        )
    later = money_short(float(shortfall_later(made.found).sum()), currency, signed=True)
    yield f"What came of qualified leads so far changes the plan's bookings by {later}."


def _attained(levels: tuple[Level, ...], currency: str) -> Iterator[str]:
    header = ("month", "level", "promised", "due by now", "actual", "pace")
    rows = []
    for month in sorted({level.month for level in levels}):
        for name in COUNTED:
            own = [one for one in levels if (one.month, one.level) == (month, name)]
            sums = [
                sum(getattr(one, part) for one in own) for part in ("promised", "due", "actual")
            ]
            texts = [money_short(s, currency) if name == VALUE else count(s) for s in sums]
            pace = rate(sums[2] / sums[1]) if sums[1] > 0 else DASH
            rows.append([month_text(month), name, *texts, pace])
    yield ""
    yield from table(header, rows, left=2)


def _sales(one: Compliance) -> list[str]:
    due, met = one.counts
    ends = one.all.limits
    limit = DASH if ends is None else "–".join(dict.fromkeys(shown(end, one.unit) for end in ends))
    share = DASH if one.share is None else rate(one.share)
    return [one.kind.value, limit, share, count(due), count(met), rate(one.rate) or DASH]
