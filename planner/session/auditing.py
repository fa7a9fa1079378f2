"""Blind audits of the open plan: drawing leads for judges, and comparing what they said."""

import math
from collections.abc import Sequence
from pathlib import Path

from planner.base.problem import Problem, RefusedError
from planner.base.stages import Seat, qualified_stage
from planner.commitments.audit import LEADS, Draw, Judged, Part, compare, draw
from planner.evidence import prepare
from planner.output.audit import read_audit, write_audit
from planner.plan.audits import Audited, AuditedPart, audit_value
from planner.plan.edits import Draft
from planner.session.plan_session import PlanSession
from planner.sheets.quality_words import rule_words


def write_draw(
    session: PlanSession, path: Path, seed: int, count: int = LEADS, stage: str = ""
) -> Draw:
    """Draw leads to be judged by a seed and write them; RefusedError without leads."""
    plan, snapshot = session.plan, session.snapshot
    if snapshot is None:
        raise RefusedError(Problem("The plan has no data", "", "Import CRM exports first"))
    folded = [name.casefold() for name in plan.stages]
    if stage and stage.casefold() not in folded:
        stages = ", ".join(plan.stages)
        raise RefusedError(Problem(f"'{stage}' is not a stage of the plan", "", f"It has {stages}"))
    at = folded.index(stage.casefold()) if stage else qualified_stage(plan.stages)
    if count < 1:
        raise RefusedError(Problem("At least one lead has to be drawn", "--leads"))
    made = draw(plan, prepare(snapshot.journeys), at, seed, count)
    if not made.leads:
        what = f"There is no lead that could have become {plan.stages[at]}"
        raise RefusedError(Problem(what, "", "Import exports with dates of the stages"))
    definition = plan.definitions.get(at)
    rule = "" if definition is None else rule_words(definition.rule)
    write_audit(made, plan.name, rule, path)
    return made


def keep_audit(session: PlanSession, one: Judged, other: Judged, parts: Sequence[Part]) -> Audited:
    """Keep in the plan what two judges said, as one gesture that can be undone."""
    judges, unanswered = (one.judge, other.judge), (one.unanswered, other.unanswered)
    found = Audited(one.stage, one.seed, judges, tuple(map(_kept, parts)), unanswered)
    draft = Draft(Seat.TOGETHER, found.key, audit_value(found))
    session.submit([draft], f"keep the audit of {one.judge} and {other.judge}")
    return found


def last_audit(session: PlanSession) -> Audited:
    """Return the audit that was kept last; RefusedError where there is none."""
    kept = session.plan.audits
    if not kept:
        remedy = "Draw leads with --out FILE, or compare with --judged ONE OTHER"
        raise RefusedError(Problem("The plan keeps no audit yet", "", remedy))
    return kept[-1]


def _kept(part: Part) -> AuditedPart:
    agreed = part.agreed
    kappa, low, high = (
        value if math.isfinite(value) else None for value in (agreed.kappa, *agreed.interval)
    )
    only = part.only_one, part.only_other
    counted = agreed.n, agreed.alike, part.one, part.other
    return AuditedPart(part.segment, *counted, kappa, low, high, only)


def read_judges(
    session: PlanSession, paths: Sequence[Path]
) -> tuple[Judged, Judged, tuple[Part, ...]]:
    """Return what two judges said and how far they agree.

    RefusedError where it is not two, or not of one stage and of leads of the plan.
    """
    if len(paths) != 2:
        raise RefusedError(Problem("Two judges are compared", "", "Choose both their workbooks"))
    one, other = (_answered(session, path) for path in paths)
    if one.judge.casefold() == other.judge.casefold():
        what, remedy = f"Both workbooks say that {one.judge} judged", "Choose those of two judges"
        raise RefusedError(Problem(what, "", f"{remedy}, each with a name on its sheet About"))
    if one.stage != other.stage:
        what = ", ".join(f"{who.judge} judged {who.stage or 'no stage'}" for who in (one, other))
        raise RefusedError(Problem(what, "", "Choose two that were drawn for the same stage"))
    parts = compare(one, other)
    if not parts[-1].agreed.n:
        what = "The two workbooks have no lead that both judged"
        raise RefusedError(Problem(what, "", "Choose two that were drawn with the same seed"))
    return one, other, parts


def _answered(session: PlanSession, path: Path) -> Judged:
    judged, journeys = read_audit(path), session.journeys
    if not judged.answers:
        remedy = "Write yes or no beside every lead"
        raise RefusedError(Problem("No lead is judged in this workbook", path.name, remedy))
    if journeys is None or judged.answers.keys().isdisjoint(journeys.ids):
        remedy = "Open the plan whose leads were drawn, or choose its workbooks"
        raise RefusedError(Problem("None of these leads is in this plan’s data", path.name, remedy))
    return judged
