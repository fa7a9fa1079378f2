"""What charts are drawn with: colours of roles, sizes of letters, and widths of lines."""

from dataclasses import dataclass

from planner.base.palette import LIGHT, Palette, mix, shade
from planner.base.units import ENGLISH, NumberStyle

CAPTION, LABEL, TITLE, SUBTITLE = 8.0, 8.5, 11.5, 8.5
"""Points of ticks, labels, a chart's finding, and its definition below."""
GRID = 0.12
BAND = 0.82
"""How much of the ground shows through gridlines, and through a band."""
GAP = 6.0


@dataclass(frozen=True, slots=True)
class Ink:
    """A palette and a way with numbers."""

    palette: Palette = LIGHT
    style: NumberStyle = ENGLISH

    def colour(self, role: str, step: int = 0) -> str:
        """Return a role's colour, lightened by so many steps."""
        return shade(getattr(self.palette, role), self.palette.base, step)

    @property
    def text(self) -> str:
        """The colour of text."""
        return self.palette.text

    @property
    def muted(self) -> str:
        """The colour of quiet text."""
        return self.palette.muted

    @property
    def grid(self) -> str:
        """The colour of gridlines."""
        return mix(self.palette.base, self.palette.text, GRID)

    def band(self, role: str, step: int = 0) -> str:
        """Return the colour of a band."""
        return mix(self.colour(role, step), self.palette.base, BAND)
