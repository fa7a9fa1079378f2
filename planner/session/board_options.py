"""The pack's settings as a form shows them, and what a choice in it means."""

from pathlib import Path

from planner.base.files import refusing_files
from planner.base.stages import Seat
from planner.base.units import Amounts
from planner.plan.board import (
    AMOUNTS,
    COLOURS,
    COMPANY,
    HIDDEN,
    LOGO,
    NAMES,
    NUMBERS,
    PAPER,
    SCENARIOS,
    Paper,
    logo_value,
)
from planner.plan.document import Plan
from planner.plan.edits import Draft

__all__ = [
    "AMOUNTS",
    "COLOURS",
    "COMPANY",
    "LOGO",
    "NAMES",
    "NUMBERS",
    "PAPER",
    "SCENARIOS",
    "choices",
    "logo_draft",
    "stood",
]

_CHOICES: dict[str, tuple[tuple[str, str], ...]] = {
    AMOUNTS: (
        (Amounts.BY_SIZE.value, "by size, $1.46m"),
        (Amounts.MILLIONS.value, "in millions"),
        (Amounts.THOUSANDS.value, "in thousands"),
        (Amounts.FULL.value, "in full"),
    ),
    NUMBERS: (
        ("english", "1,234.5"),
        ("continental", "1.234,5"),
        ("french", "1 234,5"),
        ("swiss", "1’234.5"),
    ),
    PAPER: ((Paper.A4.value, "A4"), (Paper.LETTER.value, "Letter")),
}


def choices(key: str) -> list[tuple[object, str]]:
    """Return what a setting can be chosen from, with names."""
    return list(_CHOICES[key])


def stood(plan: Plan) -> dict[str, str]:
    """Return every setting of the pack as the text that would state it."""
    board = plan.board
    return {
        COMPANY: board.company,
        LOGO: "a picture" if board.logo else "",
        COLOURS: ",".join(filter(None, board.colours)),
        AMOUNTS: board.amounts.value,
        NUMBERS: board.numbers,
        PAPER: board.paper.value,
        NAMES: HIDDEN if board.hide_names else "",
        SCENARIOS: " ".join(board.scenarios),
    }


def logo_draft(seat: Seat, path: Path) -> Draft:
    """Return the edit of taking a picture file as the logo; RefusedError if it is none."""
    with refusing_files(path, "read"):
        content = path.read_bytes()
    return Draft(seat, LOGO, logo_value(content, str(path)), path.name)
