"""Splitting a channel's line into lines of its segments, and joining them again."""

from collections.abc import Sequence
from urllib.parse import unquote

from planner.base.line_names import JOINED, OTHER, channel_of
from planner.base.problem import Problem, RefusedError
from planner.base.stages import Seat
from planner.plan import keys
from planner.plan.document import Plan
from planner.plan.edits import Draft, Value
from planner.plan.fold import line_value

SPLIT = "split:"
SEGMENT = "segment"
"""The dimension that splits channels unless the plan names another."""


def split_names(names: Sequence[str], channel: str, labels: Sequence[str]) -> tuple[str, ...]:
    """Return the names of lines with a channel split into those of its segments.

    Without `labels` it is one line again. The new ones stand in the place of the old. RefusedError
    for a channel that has no line.
    """
    old = [name for name in names if channel_of(name) == channel]
    if not old:
        raise RefusedError(Problem(f"The plan has no line '{channel}'"))
    split = [f"{channel}{JOINED}{label}" for label in dict.fromkeys(labels)]
    at = names.index(old[0])
    after = (name for name in names[at:] if name not in old)
    return (*names[:at], *(split if labels else [channel]), *after)


def split_drafts(plan: Plan, key: str, seat: Seat, text: str) -> tuple[Draft, ...]:
    """Return the edits of `split:CHANNEL=SEGMENT,SEGMENT`; nothing joins them again.

    What is left of the channel is a line too. What was said of lines that are no more is kept, and
    counts again once they are back.
    """
    channels = dict.fromkeys(channel_of(name) for name in plan.line_names)
    channel = keys.find_line(unquote(key.removeprefix(SPLIT)), channels)
    labels = [unquote(part.strip()) for part in text.split(",") if part.strip()]
    if any(JOINED.strip() in label for label in labels):
        what = f"'{text}' are no segments"
        raise RefusedError(Problem(what, key, "Write them as Enterprise,Mid-market"))
    if labels:
        labels.append(OTHER)
    wanted = split_names(plan.line_names, channel, labels)
    like = next(line for line in plan.lines if channel_of(line.name) == channel)
    value = line_value(plan.stages[like.entry], like.source_team)
    values: dict[str, Value] = {keys.BY: ",".join((*plan.by, SEGMENT))}
    if not labels or len(plan.by) > 1:
        values = {}
    gone = [name for name in plan.line_names if name not in wanted]
    fresh = [name for name in wanted if name not in plan.line_names]
    values |= {keys.line_key(name): None for name in gone}
    values |= {keys.line_key(name): value for name in fresh}
    return tuple(Draft(seat, at, value, text) for at, value in values.items())
