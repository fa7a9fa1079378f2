"""Splitting a channel's line into lines of its segments, and joining them again."""

from collections.abc import Sequence
from urllib.parse import unquote

from planner.base.line_names import JOINED, OTHER, channel_of, label_of
from planner.base.problem import Problem, RefusedError
from planner.base.stages import Seat
from planner.plan import keys
from planner.plan.document import Line, Plan
from planner.plan.edits import Draft, Value
from planner.plan.fold import line_value

SPLIT = "split:"
SEGMENT = "segment"
"""The dimension that splits channels unless the plan names another."""


def split_lines(lines: Sequence[Line], channel: str, labels: Sequence[str]) -> tuple[Line, ...]:
    """Return the lines with a channel split into those of its segments and its rest.

    Without `labels` it is one line again. The new lines enter where the old ones did, and stand in
    their place. RefusedError for a channel that has no line.
    """
    old = [line for line in lines if channel_of(line.name) == channel]
    if not old:
        raise RefusedError(Problem(f"The plan has no line '{channel}'"))
    known = {line.name: line for line in old}
    wanted = [f"{channel}{JOINED}{label}" for label in dict.fromkeys((*labels, OTHER))]
    names = wanted if labels else [channel]
    new = [known.get(name, Line(name, old[0].entry, old[0].source_team)) for name in names]
    at = lines.index(old[0])
    return (*lines[:at], *new, *(line for line in lines[at:] if line not in old))


def split_drafts(plan: Plan, key: str, seat: Seat, text: str) -> tuple[Draft, ...]:
    """Return the edits of `split:CHANNEL=SEGMENT,SEGMENT`; nothing joins them again.

    What was said of lines that are no more is kept, and counts again once they are back.
    """
    channels = dict.fromkeys(channel_of(name) for name in plan.line_names)
    channel = keys.find_line(unquote(key.removeprefix(SPLIT)), channels)
    labels = [unquote(part.strip()) for part in text.split(",") if part.strip()]
    if any(JOINED.strip() in label for label in labels):
        what = f"'{text}' are no segments"
        raise RefusedError(Problem(what, key, "Write them as Enterprise,Mid-market"))
    wanted = split_lines(plan.lines, channel, labels)
    values: dict[str, Value] = dict(by_value(plan, wanted))
    names = {line.name for line in wanted}
    for line in plan.lines:
        if line.name not in names:
            values[keys.line_key(line.name)] = None
    for line in wanted:
        if line.name not in plan.line_names:
            value = line_value(plan.stages[line.entry], line.source_team)
            values[keys.line_key(line.name)] = value
    return tuple(Draft(seat, at, value, text) for at, value in values.items())


def by_value(plan: Plan, lines: Sequence[Line]) -> dict[str, Value]:
    """Return the setting of the dimensions that lines are cut by, where it has to change."""
    split = any(label_of(line.name) != line.name for line in lines)
    if not split or len(plan.by) > 1:
        return {}
    return {keys.BY: ",".join((*plan.by, SEGMENT))}
