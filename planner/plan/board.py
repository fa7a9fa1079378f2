"""How the board pack is to look: whose it is, its colours, numbers, paper, and what it shows."""

import base64
import binascii
import re
from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

from planner.base.palette import LIGHT, contrast
from planner.base.problem import Problem, RefusedError
from planner.base.units import STYLES, Amounts, NumberStyle
from planner.plan.edits import Edit, Value

PREFIX = "board:"
COMPANY, LOGO, COLOURS = "board:company", "board:logo", "board:colours"
AMOUNTS, NUMBERS, PAPER = "board:amounts", "board:numbers", "board:paper"
NAMES, SCENARIOS = "board:names", "board:scenarios"
KEYS = (COMPANY, LOGO, COLOURS, AMOUNTS, NUMBERS, PAPER, NAMES, SCENARIOS)
HIDDEN, SHOWN = "hidden", "shown"
LEAST_CONTRAST = 3.0
"""How far a colour must stand apart from white paper to carry a heading (WCAG 2.1, large text)."""
LARGEST_LOGO = 400_000
"""Bytes of a logo: it travels with the plan and with every file."""
_COLOUR = re.compile("#[0-9A-Fa-f]{6}")
_PICTURES = (b"\x89PNG\r\n\x1a\n", b"\xff\xd8\xff")


class Paper(StrEnum):
    """The sheet the pack is printed on, lying."""

    A4 = "A4"
    LETTER = "Letter"


@dataclass(frozen=True, slots=True)
class Board:
    """What is set for the board pack.

    `logo`: a PNG or JPEG. `colours`: of headings and of the plan in charts, '' for the program's
    own. `numbers` names a style. `scenarios`: ids of those shown.
    """

    company: str = ""
    logo: bytes = b""
    colours: tuple[str, str] = ("", "")
    amounts: Amounts = Amounts.BY_SIZE
    numbers: str = "english"
    paper: Paper = Paper.A4
    hide_names: bool = False
    scenarios: tuple[str, ...] = ()

    @property
    def style(self) -> NumberStyle:
        """How the pack's numbers are written."""
        plain = STYLES[self.numbers]
        return NumberStyle(plain.decimal, plain.group, plain.spaced, self.amounts)


def board_of(settings: Mapping[str, Edit]) -> Board:
    """Return what settings say of the pack; what cannot be read keeps its default."""

    def said(key: str) -> str:
        return str(settings[key].value or "") if key in settings else ""

    numbers, amounts, paper = said(NUMBERS), said(AMOUNTS), said(PAPER)
    return Board(
        company=said(COMPANY),
        logo=_picture(said(LOGO)) or b"",
        colours=_colours(said(COLOURS)) or ("", ""),
        amounts=Amounts(amounts) if amounts in set(Amounts) else Amounts.BY_SIZE,
        numbers=numbers if numbers in STYLES else "english",
        paper=Paper(paper) if paper in set(Paper) else Paper.A4,
        hide_names=said(NAMES) == HIDDEN,
        scenarios=tuple(said(SCENARIOS).split()),
    )


def board_value(key: str, text: str) -> Value:
    """Return the value that a typed text gives a setting of the pack, None to withdraw it.

    RefusedError for a text that means nothing there.
    """
    text = text.strip()
    if not text:
        return None
    choices = {
        AMOUNTS: tuple(Amounts),
        NUMBERS: tuple(STYLES),
        PAPER: tuple(Paper),
        NAMES: (HIDDEN, SHOWN),
    }
    if key in choices:
        found = next((c for c in choices[key] if c.casefold() == text.casefold()), None)
        if found is None:
            what = f"'{text}' is nothing to choose here"
            raise RefusedError(Problem(what, key, f"Write {', '.join(choices[key])}"))
        return str(found)
    if key == COLOURS:
        return colours_value(text)
    if key not in KEYS:
        raise RefusedError(Problem("There is no such setting", key, f"Write {', '.join(KEYS)}"))
    return text


def colours_value(text: str) -> str:
    """Return the value of one or two colours, such as #0A3D62,#2E8B57; RefusedError otherwise."""
    found = _colours(text)
    if found is None:
        what = f"'{text}' are not one or two colours"
        raise RefusedError(Problem(what, COLOURS, "Write #RRGGBB, or two with a comma"))
    for colour in filter(None, found):
        if contrast(colour, LIGHT.base) < LEAST_CONTRAST:
            what = f"{colour} is too light to be read on white paper"
            raise RefusedError(Problem(what, COLOURS, "Choose a darker colour"))
    return ",".join(filter(None, found))


def logo_value(content: bytes, where: str) -> str:
    """Return the value of a picture file's content; RefusedError if it is none, or too large."""
    if not content.startswith(_PICTURES):
        raise RefusedError(Problem("This is no PNG or JPEG picture", where, "Save the logo as PNG"))
    if len(content) > LARGEST_LOGO:
        raise RefusedError(
            Problem("This picture is too large for a logo", where, "Save it under 400 kB")
        )
    return base64.b64encode(content).decode("ascii")


def _picture(text: str) -> bytes | None:
    try:
        content = base64.b64decode(text, validate=True)
    except (binascii.Error, ValueError):
        return None
    return content if content.startswith(_PICTURES) else None


def _colours(text: str) -> tuple[str, str] | None:
    parts = [part.strip() for part in text.split(",")]
    if not 1 <= len(parts) <= 2 or not all(map(_COLOUR.fullmatch, parts)):
        return None
    return parts[0], parts[1] if len(parts) == 2 else ""
