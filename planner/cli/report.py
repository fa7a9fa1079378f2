"""What a command answers: data for scripts, lines for people, and an exit status."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from planner.base.units import count

DONE, ATTENTION, REFUSED = 0, 1, 2


@dataclass(frozen=True, slots=True)
class Report:
    """`data` is printed by --json, `lines` otherwise."""

    data: dict[str, Any]
    lines: tuple[str, ...]
    status: int = DONE


def table(header: Sequence[str], rows: Sequence[Sequence[str]], left: int = 1) -> list[str]:
    """Lay out rows under a header: the first `left` columns left, all others right."""
    widths = [max(len(row[i]) for row in [header, *rows]) for i in range(len(header))]
    return [
        "  ".join(
            cell.ljust(width) if i < left else cell.rjust(width)
            for i, (cell, width) in enumerate(zip(row, widths, strict=True))
        ).rstrip()
        for row in [header, *rows]
    ]


def several(number: int, thing: str) -> str:
    """Return a count with its noun: 1 line, 2 lines."""
    return f"{count(number)} {thing}" if number == 1 else f"{count(number)} {thing}s"
