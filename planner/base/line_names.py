"""How lines are named: a channel, or a channel and a segment, as `Paid search | Enterprise`."""

from collections.abc import Iterable, Sequence

JOINED = " | "
"""Stands between the labels of a line that is cut by more than one dimension."""
OTHER = "(other)"
"""The label of what is left of a channel beside its segments that are lines of their own."""


def channel_of(name: str) -> str:
    """Return the channel of a line, the whole name where it is not split."""
    return name.partition(JOINED)[0]


def label_of(name: str) -> str:
    """Return what a line is called below its channel: its segment, else its whole name."""
    return name.partition(JOINED)[2] or name


def line_of(labels: Sequence[str], known: Iterable[str]) -> tuple[str, ...]:
    """Return the labels of the line, of those `known`, to which a channel's segment belongs.

    The line of both where there is one; in a channel with lines of segments its rest; else the
    channel as a whole. Names are matched blind to case.
    """
    names = {name.casefold() for name in known}
    if JOINED.join(labels).casefold() in names:
        return tuple(labels)
    channel = f"{labels[0]}{JOINED}".casefold()
    if any(name.startswith(channel) for name in names):
        return labels[0], OTHER
    return (labels[0],)
