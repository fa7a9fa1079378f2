"""Why a rate changed from one window to another, as `measure --against` tells it."""

from collections.abc import Iterator

from planner.base.units import DASH, count, points, rate
from planner.cli.report import table
from planner.cli.shapes import Json, number
from planner.evidence.mix import GroupChange, RateChange


def shape(found: RateChange) -> Json:
    """Shape of `change` in `measure --json`; rates 0 to 1, effects in rate."""
    names = ("rate_before", "rate_after", "rate_effect", "mix_effect")
    shares = ("entered_before", "entered_after", "share_before", "share_after")
    whole = ("before", "after", "change", "rate_effect", "mix_effect")
    return {
        "within_days": found.within,
        **{name: number(getattr(found, name)) for name in whole},
        "groups": [
            {"key": list(group.key)}
            | {name: number(getattr(group, name)) for name in (*shares, *names)}
            for group in found.groups
        ],
    }


def lines(found: RateChange, by: tuple[str, ...], step: str) -> Iterator[str]:
    """Lay the groups' effects out, the greatest first, over their sum."""
    header = [", ".join(by), "entered before", "after", "rate before", "after"]
    header += ["by its rate", "by its share", "in all"]
    groups = sorted(found.groups, key=lambda group: -abs(group.effect))
    entered = [sum(getattr(g, f"entered_{side}") for g in groups) for side in ("before", "after")]
    total = ("All", *map(count, entered), *map(_rate, (found.before, found.after)))
    effects = map(_points, (found.rate_effect, found.mix_effect, found.change))
    yield f"Why {step} changed, moved on within {count(found.within or 0)} days of entering:"
    yield from table(header, [*map(_row, groups), [*total, *effects]])


def _row(group: GroupChange) -> list[str]:
    return [
        " | ".join(group.key),
        count(group.entered_before),
        count(group.entered_after),
        _rate(group.rate_before),
        _rate(group.rate_after),
        *map(_points, (group.rate_effect, group.mix_effect, group.effect)),
    ]


def _rate(value: float) -> str:
    return rate(value) or DASH


def _points(value: float) -> str:
    return points(value) or DASH
