"""The command of blind audits: leads out to judges, how far two agree, and on which not."""

from argparse import Namespace
from collections.abc import Iterator
from pathlib import Path

from planner.base.problem import Problem, RefusedError
from planner.base.units import DASH, count, rate
from planner.cli.desk import opened
from planner.cli.report import ATTENTION, DONE, Report, several, table
from planner.cli.shapes import Json, number
from planner.plan.audits import Audited, AuditedPart
from planner.session import PlanSession
from planner.session.auditing import keep_audit, last_audit, read_judges, write_draw
from planner.sheets.audit import interval_text, kappa_level, kappa_text

_LOW = 0.6
"""Below a substantial agreement somebody should look at the definitions."""


def audit(arguments: Namespace) -> Report:
    """Draw leads to be judged unseen, compare what two judges said, or tell what was kept last."""
    if arguments.out and arguments.judged:
        what = "An audit either draws leads or compares two judges"
        raise RefusedError(Problem(what, "", "Give --out FILE, or --judged ONE OTHER"))
    with opened(arguments.plan) as session:
        if arguments.out:
            return _drawn(session, arguments)
        if not arguments.judged:
            return _told(last_audit(session))
        kept = keep_audit(session, *read_judges(session, [Path(p) for p in arguments.judged]))
        session.save()
    return _told(kept)


def _drawn(session: PlanSession, arguments: Namespace) -> Report:
    path = Path(arguments.out)
    made = write_draw(session, path, arguments.seed, arguments.leads, arguments.stage)
    leads = several(len(made.leads), "lead")
    data: Json = {
        "files": [str(path)],
        "stage": made.stage,
        "seed": made.seed,
        "leads": [lead.id for lead in made.leads],
    }
    return Report(data, (f"{leads} to be judged for {made.stage}: {path}",))


def _told(found: Audited) -> Report:
    data: Json = {
        "judges": list(found.judges),
        "stage": found.stage,
        "seed": found.seed,
        "unanswered": list(found.unanswered),
        "segments": [_part(part) for part in found.parts[:-1]],
        "all": _part(found.parts[-1]),
    }
    kappa = found.parts[-1].kappa
    low = kappa is not None and kappa < _LOW
    return Report(data, tuple(_lines(found)), ATTENTION if low else DONE)


def _part(part: AuditedPart) -> Json:
    return {
        "segment": part.segment or None,
        "judged": part.judged,
        "alike": number(part.alike),
        "kappa": number(part.kappa),
        "interval": [number(part.low), number(part.high)],
        "qualified": [part.one, part.other],
        "only": None if part.only is None else [list(leads) for leads in part.only],
    }


def _lines(found: Audited) -> Iterator[str]:
    header = ("segment", "judged", "alike", "kappa", "90% interval", *found.judges)
    rows = [
        [
            part.segment or "all",
            count(part.judged),
            rate(part.alike),
            kappa_text(part.kappa),
            interval_text(part) or DASH,
            count(part.one),
            count(part.other),
        ]
        for part in found.parts
    ]
    yield from table(header, rows)
    missing, whole = sum(found.unanswered), found.parts[-1]
    for judge, leads in zip(found.judges, whole.only or (), strict=False):
        if leads:
            yield f"{found.stage} only for {judge}: {', '.join(leads)}"
    if missing:
        yield f"{several(missing, 'answer')} missing."
    level = kappa_level(whole.kappa)
    yield f"Agreement beyond chance: {level}." if level else "Both said the same of all."
