"""What the data say of a driver of the plan."""

from dataclasses import replace

from planner.base.problem import RefusedError
from planner.evidence.figures import (
    UNKNOWN,
    Figure,
    FunnelEvidence,
    LineEvidence,
    TransitionEvidence,
)
from planner.plan.document import Line, Plan
from planner.plan.keys import PLEDGE_KINDS, TEAM_KINDS, Driver, DriverKind, find_line


def measured(plan: Plan, evidence: FunnelEvidence | None, line: Line, driver: Driver) -> Figure:
    """Return what the data say of a driver: UNKNOWN where they are silent.

    Stages are matched by name, so that evidence measured over other stages claims nothing.
    """
    stated_alone = driver.kind in TEAM_KINDS + PLEDGE_KINDS
    found = None if evidence is None or stated_alone else _line_evidence(evidence, line.name)
    if evidence is None or found is None:
        return UNKNOWN
    match driver.kind:
        case DriverKind.DEAL_SIZE:
            return found.deal_size
        case DriverKind.VOLUME:
            same = evidence.stages[found.entry] == plan.stages[line.entry]
            return found.volume if same else UNKNOWN
        case DriverKind.RATE | DriverKind.LAG:
            transition = transition_evidence(plan, evidence, line, driver.index)
            if transition is None:
                return UNKNOWN
            return transition.lag if driver.kind is DriverKind.LAG else transition.rate.figure
    return UNKNOWN


def line_evidence(plan: Plan, evidence: FunnelEvidence | None, line: Line) -> LineEvidence | None:
    """Return a line's evidence if it was measured over the plan's stages from the same entry."""
    found = None if evidence is None else _line_evidence(evidence, line.name)
    if evidence is None or found is None:
        return None
    same = evidence.stages == plan.stages and found.entry == line.entry
    return found if same else None


def entering_elsewhere(plan: Plan, evidence: FunnelEvidence) -> dict[str, int]:
    """Return the entry stage in the plan of measured lines whose journeys mostly begin elsewhere.

    Keys are the data's names of the lines.
    """
    pairs = ((line.entry, _line_evidence(evidence, line.name)) for line in plan.lines)
    return {found.line: entry for entry, found in pairs if found and found.entry != entry}


def in_plan_words(plan: Plan, evidence: FunnelEvidence) -> FunnelEvidence:
    """Return evidence whose lines go by the plan's names where the data write them otherwise."""
    names = {
        found.line: line.name
        for line in plan.lines
        if (found := _line_evidence(evidence, line.name)) and found.line != line.name
    }
    lines = {names.get(name, name): found for name, found in evidence.lines.items()}
    return replace(evidence, lines=lines) if names else evidence


def transition_evidence(
    plan: Plan, evidence: FunnelEvidence | None, line: Line, index: int
) -> TransitionEvidence | None:
    """Return all that is known of the plan's transition `index` on a line, None without data."""
    found = None if evidence is None else _line_evidence(evidence, line.name)
    if evidence is None or found is None:
        return None
    step = _same_step(plan.stages, evidence.stages, index)
    return None if step is None else found.transitions[step]


def _line_evidence(evidence: FunnelEvidence, line: str) -> LineEvidence | None:
    """Return a line's evidence, its name matched as keys are; None without or when ambiguous."""
    if line in evidence.lines:
        return evidence.lines[line]
    try:
        return evidence.lines[find_line(line, evidence.lines)]
    except RefusedError:
        return None


def _same_step(mine: tuple[str, ...], theirs: tuple[str, ...], index: int) -> int | None:
    """Return the step between the same two stages in another funnel, None if there is none."""
    if mine == theirs:
        return index
    pair = mine[index : index + 2]
    return next((i for i in range(len(theirs) - 1) if theirs[i : i + 2] == pair), None)
