"""What a drawing is made of: shapes in points from the upper left, colours as #RRGGBB."""

from dataclasses import dataclass

Point = tuple[float, float]
REGULAR, MEDIUM, SEMIBOLD = 400, 500, 600


@dataclass(frozen=True, slots=True)
class Room:
    """A rectangle to draw in."""

    x: float
    y: float
    width: float
    height: float

    @property
    def right(self) -> float:
        """Where it ends."""
        return self.x + self.width

    @property
    def bottom(self) -> float:
        """Where it ends below."""
        return self.y + self.height

    def inside(
        self, left: float = 0.0, top: float = 0.0, right: float = 0.0, bottom: float = 0.0
    ) -> "Room":
        """Return what is left of it within margins."""
        return Room(
            self.x + left,
            self.y + top,
            max(self.width - left - right, 0.0),
            max(self.height - top - bottom, 0.0),
        )


@dataclass(frozen=True, slots=True)
class Box:
    """A filled rectangle, with an outline where `line` is a colour."""

    room: Room
    fill: str = ""
    line: str = ""
    radius: float = 0.0


@dataclass(frozen=True, slots=True)
class Stroke:
    """A line through points; `dash` are lengths drawn and left out."""

    points: tuple[Point, ...]
    colour: str
    width: float = 1.0
    dash: tuple[float, ...] = ()


@dataclass(frozen=True, slots=True)
class Area:
    """A filled polygon."""

    points: tuple[Point, ...]
    fill: str


@dataclass(frozen=True, slots=True)
class Dot:
    """A disc with an outline."""

    x: float
    y: float
    radius: float
    fill: str
    line: str = ""
    width: float = 1.0


@dataclass(frozen=True, slots=True)
class Letters:
    """One line of text: `y` is its base line; `side` −1 ends at x, 0 is centred, 1 begins there."""

    text: str
    x: float
    y: float
    size: float
    colour: str
    side: int = 1
    weight: int = REGULAR


@dataclass(frozen=True, slots=True)
class Image:
    """A PNG or JPEG, drawn into a room of its own proportions."""

    content: bytes
    room: Room


Shape = Box | Stroke | Area | Dot | Letters | Image
