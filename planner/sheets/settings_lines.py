"""The lines of the settings form: their fields, and channels split by what the data tell apart."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace

from planner.base.line_names import JOINED, OTHER, channel_of, label_of
from planner.evidence.cuts import cut
from planner.evidence.passages import Source, prepare
from planner.journeys.table import BLANK
from planner.plan.document import Plan
from planner.plan.splitting import SEGMENT, split_names

TEAMS = ("Marketing", "Sales", "Partner", "Customer")
"""Who may have created a line's journeys."""
MOST = 12
"""A dimension with more values than this in a channel splits no one's plan."""
Labels = Mapping[str, tuple[str, ...]]
"""What a channel can be split into, by its name in lower case; last what has no label."""


@dataclass(frozen=True, slots=True)
class LineSetting:
    """A line by name, with the name of the stage where it enters and who creates its journeys."""

    name: str
    entry: str
    team: str = TEAMS[0]

    @property
    def is_split(self) -> bool:
        """Whether it is a segment of a channel."""
        return label_of(self.name) != self.name


@dataclass(frozen=True, eq=False)
class Splits:
    """What channels can be split by: the dimensions offered, and what each holds per channel."""

    dimensions: tuple[str, ...]
    labels: Callable[[str], Labels]


NO_SPLITS = Splits((), lambda _dimension: {})


def splits_of(plan: Plan, source: Source | None) -> Splits:
    """Return what the data can split a plan's channels by, what segments it before all others."""
    first = plan.by[0]
    if source is None or first not in prepare(source).journeys.dimensions:
        return NO_SPLITS
    journeys = prepare(source).journeys
    preferred = (plan.by[1] if len(plan.by) > 1 else SEGMENT, SEGMENT)
    names = dict.fromkeys(name for name in preferred if name in journeys.dimensions)
    few = [
        name
        for name, found in journeys.dimensions.items()
        if name != first and 2 <= len(set(found.labels) - {BLANK, ""}) <= MOST
    ]

    def labels(dimension: str) -> Labels:
        found: dict[str, list[str]] = {}
        for channel, label in cut(journeys, (first, dimension)).keys:
            found.setdefault(channel.casefold(), []).append(OTHER if label == BLANK else label)
        several = {channel: each for channel, each in found.items() if len(each) > 1}
        return {c: tuple(sorted(each, key=OTHER.__eq__)) for c, each in several.items()}

    return Splits((*names, *(name for name in sorted(few) if name not in names)), labels)


def rest_of(line: LineSetting, others: Sequence[LineSetting]) -> LineSetting | None:
    """Return the line that takes in a segment's journeys once it is none; None if there is one."""
    channel = channel_of(line.name)
    names = [each.name for each in others if channel_of(each.name) == channel]
    rest = f"{channel}{JOINED}{OTHER}"
    needed = line.is_split and names and rest not in {*names, line.name}
    return replace(line, name=rest) if needed else None


def split(
    lines: Sequence[LineSetting], channel: str, labels: Sequence[str]
) -> tuple[LineSetting, ...]:
    """Return the lines with a channel split, or joined where there are no labels."""
    known = {line.name: line for line in lines}
    like = next(line for line in lines if channel_of(line.name) == channel)
    names = split_names(tuple(known), channel, labels)
    return tuple(known.get(name) or replace(like, name=name) for name in names)
