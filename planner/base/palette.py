"""Every colour, as plain values; read by the window's theme and by all output."""

from dataclasses import dataclass
from functools import cache


@dataclass(frozen=True, slots=True)
class Palette:
    """One colour scheme; every value is #RRGGBB."""

    base: str
    window: str
    gridline: str
    header: str
    text: str
    muted: str
    marketing: str
    marketing_tint: str
    sales: str
    sales_tint: str
    agreed: str
    agreed_tint: str
    evidence: str
    dispute: str
    dispute_tint: str
    primary: str
    primary_text: str


LIGHT = Palette(
    base="#FFFFFF",
    window="#F6F6F4",
    gridline="#E6E6E2",
    header="#F0F0ED",
    text="#1A1C1F",
    muted="#5A5F66",
    marketing="#B26200",
    marketing_tint="#FDF1E7",
    sales="#2F59D2",
    sales_tint="#EAF1FC",
    agreed="#003717",
    agreed_tint="#E6F3EF",
    evidence="#838990",
    dispute="#842B5A",
    dispute_tint="#FBE9F1",
    primary="#1A1C1F",
    primary_text="#FFFFFF",
)

DARK = Palette(
    base="#17191C",
    window="#1F2226",
    gridline="#2C3036",
    header="#23272C",
    text="#E8E9EB",
    muted="#A3A8AF",
    marketing="#F8971C",
    marketing_tint="#33241A",
    sales="#4C91F4",
    sales_tint="#1B2840",
    agreed="#91EDD3",
    agreed_tint="#14302A",
    evidence="#A8AEB5",
    dispute="#F55453",
    dispute_tint="#3A1B2A",
    primary="#E8E9EB",
    primary_text="#17191C",
)

HIGH_LIGHT = Palette(
    base="#FFFFFF",
    window="#FFFFFF",
    gridline="#767676",
    header="#EFEFEF",
    text="#000000",
    muted="#3A3A3A",
    marketing="#6B3A00",
    marketing_tint="#FFF1E3",
    sales="#0B2F8F",
    sales_tint="#E6EEFF",
    agreed="#003717",
    agreed_tint="#DFF3EA",
    evidence="#4A4A4A",
    dispute="#6E0F42",
    dispute_tint="#FCE3EF",
    primary="#000000",
    primary_text="#FFFFFF",
)
"""For those who need more contrast: text at 7:1 at least, lines at 3:1."""

HIGH_DARK = Palette(
    base="#000000",
    window="#000000",
    gridline="#8A8A8A",
    header="#1A1A1A",
    text="#FFFFFF",
    muted="#D0D0D0",
    marketing="#FFB454",
    marketing_tint="#2E1C00",
    sales="#8DB8FF",
    sales_tint="#0A1E44",
    agreed="#91EDD3",
    agreed_tint="#06281F",
    evidence="#C8C8C8",
    dispute="#FF9A9A",
    dispute_tint="#3D0C22",
    primary="#FFFFFF",
    primary_text="#000000",
)

MIDDLE = 0.179
"""The light of a ground on which black and white stand out alike (WCAG 2.1)."""
STEP = 0.15
"""The share of the ground that each step of a shade takes on."""


@cache
def mix(first: str, second: str, share: float) -> str:
    """Return `first` with `share` (0 to 1) of `second` mixed in; all values are #RRGGBB."""
    pairs = zip(_parts(first), _parts(second), strict=True)
    return "#" + "".join(f"{round(a + (b - a) * share):02x}" for a, b in pairs)


def shade(colour: str, ground: str, step: int) -> str:
    """Return a colour lightened towards its ground, step 0 (full) to 5 (faintest)."""
    return mix(colour, ground, min(max(step, 0), 5) * STEP)


def light(colour: str) -> float:
    """Return the light a colour makes, 0 to 1 (relative luminance of WCAG 2.1)."""
    red, green, blue = (_linear(part / 255) for part in _parts(colour))
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: str, other: str) -> float:
    """Return how far two colours stand apart, 1 to 21 (WCAG 2.1)."""
    low, high = sorted((light(one), light(other)))
    return (high + 0.05) / (low + 0.05)


def readable(ground: str) -> str:
    """Return black or white, whichever stands out more on a ground."""
    return "#FFFFFF" if light(ground) < MIDDLE else "#000000"


def _parts(colour: str) -> tuple[int, int, int]:
    return int(colour[1:3], 16), int(colour[3:5], 16), int(colour[5:7], 16)


def _linear(part: float) -> float:
    return part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4
