"""Rows of the team: ramped reps, what they can take in, what waits, and what binds."""

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np

from planner.base.stages import hand_off, opportunity_stage
from planner.forecast.capacity import Capacity
from planner.forecast.team import CLOSING, FOLLOW_UP, LEADS
from planner.sheets.cells import Kind
from planner.sheets.plan_figures import NAN, Figure, at_end, summed

BINDS = {CLOSING: "Closing", FOLLOW_UP: "Follow-up", LEADS: "Leads"}
LIMIT = "limit:"
"""What begins the keys of the rows of what the team can take in."""
STEP = 0.05
"""Fewer journeys than this are not said to wait: they would be shown as 0."""


@dataclass(frozen=True)
class TeamRow:
    """A row: its key, title and figure; `words` by month stand instead of figures."""

    key: str
    title: str
    of: Figure
    kind: Kind = Kind.LEVEL
    warns: bool = False
    words: tuple[str, ...] = ()


def gate_stage(stages: tuple[str, ...], gate: str) -> int:
    """Return the stage a gate stands before."""
    return opportunity_stage(stages) if gate == CLOSING else hand_off(stages).end


def team_rows_of(limited: Capacity, plural: Callable[[str], str]) -> list[TeamRow]:
    """Return the rows of a team, only those that something was stated for."""
    team, flow = limited.team, limited.flow
    if team is None or not team.reps.any():
        return []
    made = [TeamRow("reps", "Reps, ramped", at_end(team.ramped))]
    for gate in team.loads:
        stage = plural(flow.stages[gate_stage(flow.stages, gate)])
        limit = team.limit(gate)
        if np.isfinite(limit).any():
            values = np.where(np.isfinite(limit), limit, np.nan)
            made.append(
                TeamRow(f"{LIMIT}{gate}", f"{stage} they can take", summed(values), Kind.NUMBER)
            )
    if team.loads:
        made.append(TeamRow("waiting", "Waiting for a rep", at_end(limited.queue), warns=True))
        words = tuple(BINDS[name] for name in limited.binding)
        made.append(
            TeamRow("binding", "Binding constraint", lambda _months: NAN, Kind.TEXT, words=words)
        )
    return made
