"""What a chart shows, as data; `role` names a field of the palette, `shade` steps within it."""

from dataclasses import dataclass
from enum import StrEnum

from planner.base.stages import Seat
from planner.sheets.cells import Kind, Place


class Mark(StrEnum):
    """How a series is drawn."""

    LINE = "line"
    DASHED = "dashed"
    THIN = "thin"
    GHOST = "ghost"
    BAND = "band"
    STEPS = "steps"
    DOTS = "dots"
    BARS = "bars"
    SPANS = "spans"


SO_FAR = "so far"
"""What a month tells that is not over."""


@dataclass(frozen=True, slots=True)
class Series:
    """Points of one series. `low`, `high` give intervals or a band; NaN breaks a line.

    `ticks_are` says what another value of each point is, drawn as a tick.

    From index `immature_from` on points and bars are hollow and the line dashed, for what `young`
    says. `label` stands at the
    end of the line; that of BARS in the tallest, but at the last if it says more than the name:
    that is the bar it is about. SPANS are DOTS whose intervals are bars, losses apart from gains.
    `places[i]` is the cell behind point i, `notes[i]` what is told of it besides its value. `shade`
    0 is darkest, up to 5.
    """

    name: str
    x: tuple[float, ...]
    y: tuple[float, ...]
    mark: Mark = Mark.LINE
    role: str = "text"
    shade: int = 0
    low: tuple[float, ...] = ()
    high: tuple[float, ...] = ()
    ticks: tuple[float, ...] = ()
    ticks_are: str = "plain"
    immature_from: int | None = None
    young: str = "still maturing"
    label: str = ""
    places: tuple[Place, ...] = ()
    notes: tuple[str, ...] = ()
    ring_at: tuple[float, float] | None = None


@dataclass(frozen=True, slots=True)
class Reference:
    """A straight line at `value`, across or down, with a label at its end; `place` is its cell."""

    value: float
    label: str
    role: str = "evidence"
    seat: Seat | None = None
    vertical: bool = False
    dashed: bool = False
    place: Place | None = None


@dataclass(frozen=True, slots=True)
class BridgeBar:
    """One item of a bridge, lying: from `start` to `end`; an end level has start == end.

    `place` is the cell it leads to, `parts` are those of what it holds together.
    """

    label: str
    start: float
    end: float
    text: str
    role: str
    place: Place | None = None
    parts: tuple[Place, ...] = ()


@dataclass(frozen=True, slots=True)
class Chart:
    """A chart: `title` states the finding, `subtitle` the definition and n.

    `horizontal`: categories (`labels`) run down and values across, as in dots and bridge charts.
    `stacked`: BARS series stand on each other. `labels` name x positions 0, 1, … of what is
    called `x_title`; without them x is numeric with unit `x_title`. `values_as` formats the value
    axis; `unit` divides it (1e6 for m).
    `bars_subtitle` is the definition where SPANS are drawn as bars alone, without their dots.
    """

    title: str
    subtitle: str
    series: tuple[Series, ...] = ()
    labels: tuple[str, ...] = ()
    references: tuple[Reference, ...] = ()
    bridge: tuple[BridgeBar, ...] = ()
    values_as: Kind = Kind.NUMBER
    horizontal: bool = False
    stacked: bool = False
    log: bool = False
    x_title: str = ""
    empty: str = ""
    bars_subtitle: str = ""
