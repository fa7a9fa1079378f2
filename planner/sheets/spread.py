"""Labels at line ends that never overlap."""

from collections.abc import Sequence


def spread(wanted: Sequence[float], height: float, low: float, high: float) -> list[float]:
    """Return centres near the wanted ones, at least `height` apart, between low and high.

    The order is kept. Where the room is too small for all, the distance shrinks evenly.
    """
    if not wanted:
        return []
    order = sorted(range(len(wanted)), key=wanted.__getitem__)
    gap = min(height, (high - low) / max(len(wanted) - 1, 1))
    placed = [0.0] * len(wanted)
    for start, members in _groups([wanted[i] for i in order], gap, low, high):
        for offset, member in enumerate(members):
            placed[order[member]] = start + offset * gap
    return placed


def _groups(
    sorted_places: Sequence[float], gap: float, low: float, high: float
) -> list[tuple[float, list[int]]]:
    """Return (first centre, members) of the runs that stand gap apart; runs that touch unite."""
    groups: list[tuple[float, list[int]]] = []
    for number in range(len(sorted_places)):
        members = [number]
        start = _start(sorted_places, members, gap, low, high)
        while groups and groups[-1][0] + len(groups[-1][1]) * gap > start + 1e-9:
            members = groups.pop()[1] + members
            start = _start(sorted_places, members, gap, low, high)
        groups.append((start, members))
    return groups


def _start(
    places: Sequence[float], members: list[int], gap: float, low: float, high: float
) -> float:
    middle = sum(places[member] for member in members) / len(members)
    length = (len(members) - 1) * gap
    return min(max(middle - length / 2, low), max(high - length, low))
