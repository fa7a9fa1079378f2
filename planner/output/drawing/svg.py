"""Shapes as SVG: text stays text, so that it can be searched, copied and restyled."""

import base64
from collections.abc import Iterable
from html import escape

from planner.output.drawing.shapes import (
    REGULAR,
    Area,
    Box,
    Dot,
    Image,
    Letters,
    Point,
    Shape,
    Stroke,
)
from planner.output.signs import printable

FAMILY = "Inter, 'Segoe UI', 'Helvetica Neue', Arial, sans-serif"
_ANCHORS = {-1: "end", 0: "middle", 1: "start"}
_LOOK = f'font-family="{FAMILY}" style="font-variant-numeric:tabular-nums"'


def svg(shapes: Iterable[Shape], width: float, height: float, title: str) -> str:
    """Return a drawing as one <svg> element that says its title to a screen reader."""
    size = f'viewBox="0 0 {_number(width)} {_number(height)}"'
    head = f'<svg xmlns="http://www.w3.org/2000/svg" {size} role="img" {_LOOK}>'
    return "".join((head, f"<title>{_safe(title)}</title>", *map(_element, shapes), "</svg>"))


def svg_file(shapes: Iterable[Shape], width: float, height: float, title: str) -> bytes:
    """Return a drawing as an SVG file on white."""
    made = svg(shapes, width, height, title)
    sized = f'<svg width="{_number(width)}pt" height="{_number(height)}pt" '
    ground = '<rect width="100%" height="100%" fill="#FFFFFF"/>'
    made = made.replace("<svg ", sized, 1).replace("</title>", f"</title>{ground}", 1)
    return f'<?xml version="1.0" encoding="UTF-8"?>\n{made}\n'.encode()


def _element(shape: Shape) -> str:
    match shape:
        case Box(room, fill, line, radius):
            place = f'x="{_number(room.x)}" y="{_number(room.y)}"'
            size = f'width="{_number(room.width)}" height="{_number(room.height)}"'
            round_ = f' rx="{_number(radius)}"' if radius else ""
            edge = f' stroke="{line}"' if line else ""
            return f'<rect {place} {size}{round_} fill="{fill or "none"}"{edge}/>'
        case Stroke(points, colour, width, dash):
            broken = f' stroke-dasharray="{" ".join(map(_number, dash))}"' if dash else ""
            pen = f'stroke="{colour}" stroke-width="{_number(width)}" stroke-linejoin="round"'
            return f'<polyline points="{_points(points)}" fill="none" {pen}{broken}/>'
        case Area(points, fill):
            return f'<polygon points="{_points(points)}" fill="{fill}"/>'
        case Dot(x, y, radius, fill, line, width):
            pen = f' stroke="{line}" stroke-width="{_number(width)}"' if line else ""
            place = f'cx="{_number(x)}" cy="{_number(y)}" r="{_number(radius)}"'
            return f'<circle {place} fill="{fill}"{pen}/>'
        case Image(content, room):
            place = f'x="{_number(room.x)}" y="{_number(room.y)}"'
            size = f'width="{_number(room.width)}" height="{_number(room.height)}"'
            return f'<image {place} {size} href="{picture_address(content)}"/>'
    return _letters(shape)


def _letters(shape: Letters) -> str:
    place = f'x="{_number(shape.x)}" y="{_number(shape.y)}"'
    side = "" if shape.side == 1 else f' text-anchor="{_ANCHORS[shape.side]}"'
    weight = "" if shape.weight == REGULAR else f' font-weight="{shape.weight}"'
    look = f'font-size="{_number(shape.size)}" fill="{shape.colour}"{side}{weight}'
    return f"<text {place} {look}>{_safe(shape.text)}</text>"


def picture_address(content: bytes) -> str:
    """Return a picture as an address that holds it whole."""
    kind = "png" if content.startswith(b"\x89PNG") else "jpeg"
    return f"data:image/{kind};base64,{base64.b64encode(content).decode('ascii')}"


def _points(points: tuple[Point, ...]) -> str:
    return " ".join(f"{_number(x)},{_number(y)}" for x, y in points)


def _number(value: float) -> str:
    return f"{value:.2f}".rstrip("0").rstrip(".")


def _safe(text: str) -> str:
    """Return a text without what XML cannot hold, its signs escaped."""
    return escape(printable(text))
