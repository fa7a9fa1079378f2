"""What an import means for the plan: its settings, its lines, and the snapshot it measures."""

from planner.base.days import Day, Month, month_of, month_text
from planner.base.stages import Seat
from planner.evidence import funnel_evidence
from planner.evidence.figures import LineEvidence
from planner.journeys.table import BLANK, Snapshot
from planner.plan import keys
from planner.plan.document import Plan, lines_of
from planner.plan.edits import Draft
from planner.plan.fold import line_value, stages_value


def next_fiscal_year(as_of: Day, fiscal_start: int) -> Month:
    """First month of the fiscal year after the as-of date; `fiscal_start` is 1 to 12."""
    month = month_of(as_of) + 1
    return month + (fiscal_start - 1 - month) % 12


def adoption(
    plan: Plan, snapshot: Snapshot, digest: str, join: str | None = None
) -> tuple[Draft, ...]:
    """Edits that make a plan measure a snapshot; a plan without lines takes the data's settings.

    Data without a journey settle nothing. `join` is the key a person chose to tie leads to
    opportunities by, kept for the next import.
    """
    values: dict[str, str | float] = {}
    if len(snapshot.journeys):
        if not plan.lines:
            values |= _settings(plan, snapshot)
        values |= _new_lines(plan, snapshot)
    values[keys.SNAPSHOT] = digest
    if join is not None and join != plan.join:
        values[keys.JOIN] = join
    return tuple(Draft(Seat.TOGETHER, key, value) for key, value in values.items())


def _settings(plan: Plan, snapshot: Snapshot) -> dict[str, str]:
    journeys = snapshot.journeys
    start = next_fiscal_year(journeys.as_of, plan.fiscal_start)
    known = {keys.CURRENCY: journeys.currency} if journeys.currency else {}
    return known | {keys.STAGES: stages_value(journeys.stages), keys.START: month_text(start)}


def _new_lines(plan: Plan, snapshot: Snapshot) -> dict[str, str]:
    stages = snapshot.journeys.stages
    found = funnel_evidence(snapshot.journeys, plan.by, months=plan.window, names=plan.line_names)
    known = {line.name.casefold() for line in plan.lines}
    return {
        keys.line_key(line.name): line_value(stages[line.entry], line.source_team)
        for line in sorted(lines_of(found.lines), key=lambda line: _rank(found.lines[line.name]))
        if line.name.casefold() not in known
    }


def _rank(line: LineEvidence) -> tuple[bool, int]:
    """Order lines by how much enters them, what has no name last."""
    return line.line == BLANK, -line.volume.n
