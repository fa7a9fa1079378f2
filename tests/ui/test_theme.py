from itertools import product

import pytest
from PySide6.QtGui import QColor, QFontInfo, QFontMetricsF
from pytestqt.qtbot import QtBot

from planner.base.palette import DARK, LIGHT, Palette
from planner.base.stages import Seat
from planner.sheets.cells import Cell, Column, Kind, Row, Tone
from ui.grid.paint import CellPainter, Spot
from ui.theme import Scheme, Theme, font, mix, theme


@pytest.fixture
def shown(qtbot: QtBot) -> Theme:
    return theme()


def luminance(colour: str) -> float:
    """Relative luminance by WCAG 2.1."""
    made = QColor(colour)
    parts = (made.redF(), made.greenF(), made.blueF())
    red, green, blue = (p / 12.92 if p <= 0.04045 else ((p + 0.055) / 1.055) ** 2.4 for p in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(first: str, second: str) -> float:
    one, two = sorted((luminance(first), luminance(second)))
    return (two + 0.05) / (one + 0.05)


GROUNDS = (
    "base", "window", "header", "marketing_tint", "sales_tint", "agreed_tint", "dispute_tint",
)  # fmt: skip


@pytest.mark.parametrize("palette", [LIGHT, DARK])
def test_text_stands_out_on_every_ground(palette: Palette) -> None:
    for ink, ground in product(("text", "muted"), GROUNDS):
        assert contrast(getattr(palette, ink), getattr(palette, ground)) >= 4.5, (ink, ground)
    assert contrast(palette.primary, palette.primary_text) >= 4.5


@pytest.mark.parametrize("scheme", [Scheme.LIGHT, Scheme.DARK])
@pytest.mark.parametrize("tone", list(Tone))
def test_every_tone_can_be_read(shown: Theme, scheme: Scheme, tone: Tone) -> None:
    shown.force(scheme)
    for kind, seat in product((Kind.RATE, Kind.STATUS), (None, Seat.MARKETING, Seat.SALES)):
        column = Column("x", "X", kind, seat=seat)
        cell, spot = Cell("58.0%", tone=tone, heat=1.0), Spot(column, Row("r"), False)
        painter = CellPainter(shown)
        ground = painter.background(cell, spot)
        ink = painter.ink(cell, spot)
        base = ground.name() if ground else shown.palette.base
        assert contrast(ink.name(), base) >= 4.5, (tone, kind, seat)
    shown.force(Scheme.LIGHT)


def test_a_forced_scheme_is_told_to_everybody(shown: Theme, qtbot: QtBot) -> None:
    with qtbot.waitSignal(shown.changed):
        shown.force(Scheme.DARK)
    assert shown.dark
    assert shown.colour("base") == QColor("#17191C")
    shown.force(Scheme.LIGHT)
    assert not shown.dark


def test_there_is_one_theme(shown: Theme) -> None:
    assert theme() is shown


def test_inter_is_loaded_with_digits_of_one_width(shown: Theme) -> None:
    assert QFontInfo(font()).family().startswith("Inter")
    metrics = QFontMetricsF(font())
    assert metrics.horizontalAdvance("1111") == metrics.horizontalAdvance("8888")


def test_mixing() -> None:
    assert mix("#000000", "#FFFFFF", 0.5) == "#808080"
    assert mix("#102030", "#FFFFFF", 0.0) == "#102030"


def test_an_unknown_role_is_refused(shown: Theme) -> None:
    with pytest.raises(ValueError, match="no role 'pink'"):
        shown.colour("pink")
