"""The command of blind audits: leads out to judges, and how far two judges agree."""

from argparse import Namespace
from collections.abc import Iterator, Sequence
from pathlib import Path

from planner.base.problem import Problem, RefusedError
from planner.base.units import DASH, count, rate
from planner.base.units import number as shown
from planner.cli.desk import opened
from planner.cli.report import ATTENTION, DONE, Report, several, table
from planner.cli.shapes import Json, number
from planner.commitments.audit import Judged, Part
from planner.session.auditing import keep_audit, read_judges, write_draw
from planner.sheets.audit import kappa_level

_LOW = 0.6
"""Below a substantial agreement somebody should look at the definitions."""


def audit(arguments: Namespace) -> Report:
    """Draw leads to be judged unseen, or compare what two judges said."""
    if bool(arguments.out) is bool(arguments.judged):
        what = "An audit either draws leads or compares two judges"
        raise RefusedError(Problem(what, "", "Give --out FILE, or --judged ONE OTHER"))
    if arguments.judged:
        paths = [Path(path) for path in arguments.judged]
        with opened(arguments.plan) as session:
            one, other, parts = read_judges(session, paths)
            keep_audit(session, one, other, parts)
            session.save()
        return _compared(one, other, parts)
    with opened(arguments.plan) as session:
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


def _compared(one: Judged, other: Judged, parts: Sequence[Part]) -> Report:
    data: Json = {
        "judges": [one.judge, other.judge],
        "stage": one.stage,
        "seed": one.seed,
        "unanswered": [one.unanswered, other.unanswered],
        "segments": [_part(part) for part in parts[:-1]],
        "all": _part(parts[-1]),
    }
    low = parts[-1].agreed.kappa < _LOW
    return Report(data, tuple(_lines(one, other, parts)), ATTENTION if low else DONE)


def _part(part: Part) -> Json:
    return {
        "segment": part.segment or None,
        "judged": part.agreed.n,
        "alike": number(part.agreed.alike),
        "kappa": number(part.agreed.kappa),
        "interval": [number(end) for end in part.agreed.interval],
        "qualified": [part.one, part.other],
        "only": [list(part.only_one), list(part.only_other)],
    }


def _lines(one: Judged, other: Judged, parts: Sequence[Part]) -> Iterator[str]:
    header = ("segment", "judged", "alike", "kappa", "90% interval", one.judge, other.judge)
    rows = [
        [
            part.segment or "all",
            count(part.agreed.n),
            rate(part.agreed.alike) or DASH,
            shown(part.agreed.kappa, digits=2) or DASH,
            _interval(part),
            count(part.one),
            count(part.other),
        ]
        for part in parts
    ]
    yield from table(header, rows)
    level = kappa_level(parts[-1].agreed.kappa)
    missing = one.unanswered + other.unanswered
    if missing:
        yield f"{several(missing, 'answer')} missing."
    yield f"Agreement beyond chance: {level}." if level else "Both said the same of all."


def _interval(part: Part) -> str:
    ends = [text for end in part.agreed.interval if (text := shown(end, digits=2))]
    return " to ".join(ends) or DASH
