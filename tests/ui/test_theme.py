from collections.abc import Iterator
from itertools import product

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAccessibilityHints, QColor, QFontInfo, QFontMetricsF, QGuiApplication
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from planner.base.palette import DARK, HIGH_DARK, HIGH_LIGHT, LIGHT, Palette, mix, readable
from planner.base.stages import Seat
from planner.sheets.cells import Cell, Column, Kind, Row, Tone
from planner.sheets.questions import Question
from tests.ui.sheets import Desk
from ui.dialogs.import_decisions import QuestionBox
from ui.grid.paint import CellPainter, Spot
from ui.grid.table import OVERLAY
from ui.theme import KEPT_AS, Contrast, Scheme, Theme, font, theme


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
SIGNS = ("marketing", "sales", "agreed", "evidence", "dispute")
LEAST = {LIGHT: 4.5, DARK: 4.5, HIGH_LIGHT: 7.0, HIGH_DARK: 7.0}
"""What text needs at least on its ground, by WCAG 2.1: level AA, in high contrast AAA."""
LOOKS = [(s, c) for s in (Scheme.LIGHT, Scheme.DARK) for c in (Contrast.NORMAL, Contrast.HIGH)]
ON_EVERY = pytest.mark.parametrize("palette", list(LEAST))


@pytest.fixture
def looks(shown: Theme) -> Iterator[Theme]:
    yield shown
    shown.force(Scheme.LIGHT, Contrast.SYSTEM)


@ON_EVERY
def test_text_stands_out_on_every_ground(palette: Palette) -> None:
    for ink, ground in product(("text", "muted"), GROUNDS):
        found = contrast(getattr(palette, ink), getattr(palette, ground))
        assert found >= LEAST[palette], (ink, ground)
    assert contrast(palette.primary, palette.primary_text) >= LEAST[palette]
    assert contrast(palette.text, palette.sales) >= 1.5
    assert contrast(palette.base, palette.sales) >= LEAST[palette]


@ON_EVERY
def test_text_stands_out_on_a_selection(palette: Palette) -> None:
    for ground in GROUNDS:
        selected = mix(getattr(palette, ground), palette.text, OVERLAY / 255)
        assert contrast(palette.text, selected) >= LEAST[palette], ground


@ON_EVERY
def test_marks_lines_and_curves_stand_out(palette: Palette) -> None:
    high = LEAST[palette] == 7.0
    for sign, ground in product(SIGNS, ("base", "header")):
        assert contrast(getattr(palette, sign), getattr(palette, ground)) >= (4.5 if high else 3.0)
    if high:
        assert contrast(palette.gridline, palette.base) >= 3.0


@ON_EVERY
def test_texts_in_bars_can_be_read(palette: Palette) -> None:
    for role, step in product(("evidence", "agreed"), range(6)):
        ground = mix(getattr(palette, role), palette.base, step * 0.15)
        assert contrast(readable(ground), ground) >= 4.5, (role, step)


@pytest.mark.parametrize(("scheme", "wanted"), LOOKS)
@pytest.mark.parametrize("tone", list(Tone))
def test_every_tone_can_be_read(looks: Theme, scheme: Scheme, wanted: Contrast, tone: Tone) -> None:
    looks.force(scheme, wanted)
    for kind, seat in product((Kind.RATE, Kind.STATUS), (None, Seat.MARKETING, Seat.SALES)):
        column = Column("x", "X", kind, seat=seat)
        cell, spot = Cell("58.0%", tone=tone, heat=1.0), Spot(column, Row("r"), False)
        painter = CellPainter(looks)
        ground = painter.background(cell, spot)
        ink = painter.ink(cell, spot)
        base = ground.name() if ground else looks.palette.base
        assert contrast(ink.name(), base) >= LEAST[looks.palette], (tone, kind, seat)


def test_high_contrast_is_shown_where_it_is_asked_for(looks: Theme) -> None:
    shown = [looks.force(scheme, wanted) or looks.palette for scheme, wanted in LOOKS]
    assert shown == [LIGHT, HIGH_LIGHT, DARK, HIGH_DARK]
    assert looks.dark
    looks.force(Scheme.LIGHT)
    assert looks.palette == HIGH_LIGHT


@pytest.mark.parametrize("scheme", [Scheme.LIGHT, Scheme.DARK])
def test_a_grid_in_view_takes_high_contrast_at_once(
    looks: Theme, desk: Desk, scheme: Scheme
) -> None:
    def seen() -> set[str]:
        picture = desk.grid.viewport().grab().toImage()
        middle = range(picture.width())
        return {picture.pixelColor(x, desk.grid.rowHeight(0) // 2).name() for x in middle}

    looks.force(scheme, Contrast.NORMAL)
    assert looks.colour("gridline").name() in seen()
    looks.force(scheme, Contrast.HIGH)
    assert looks.colour("gridline").name() in seen()
    assert looks.palette in {HIGH_LIGHT, HIGH_DARK}


def test_the_systems_wish_for_contrast_is_followed(
    looks: Theme, monkeypatch: pytest.MonkeyPatch, qtbot: QtBot
) -> None:
    asked = Qt.ContrastPreference.HighContrast
    monkeypatch.setattr(QAccessibilityHints, "contrastPreference", lambda _hints: asked)
    hints = QGuiApplication.styleHints().accessibility()
    looks.force(Scheme.LIGHT, Contrast.SYSTEM)
    assert looks.palette == HIGH_LIGHT
    asked = Qt.ContrastPreference.NoPreference
    with qtbot.waitSignal(looks.changed):
        hints.contrastPreferenceChanged.emit(asked)
    assert looks.palette == LIGHT
    asked = Qt.ContrastPreference.HighContrast
    looks.force(Scheme.LIGHT, Contrast.NORMAL)
    assert looks.palette == LIGHT


def test_nothing_slides_or_fades_though_the_desktop_asks_for_it(shown: Theme) -> None:
    app = QApplication.instance()
    assert isinstance(app, QApplication)
    for effect in Qt.UIEffect:
        app.setEffectEnabled(effect, True)
    Theme(app)
    setattr(app, KEPT_AS, shown)
    assert not any(app.isEffectEnabled(effect) for effect in Qt.UIEffect)


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


def test_the_mark_of_a_question_takes_the_colours_in_force(looks: Theme, qtbot: QtBot) -> None:
    looks.force(Scheme.LIGHT, Contrast.NORMAL)
    box = QuestionBox(Question("currency", "Which currency?", wanted=True))
    qtbot.addWidget(box)
    for scheme in (Scheme.DARK, Scheme.LIGHT):
        looks.force(scheme)
        mark = box.mark.pixmap().toImage()
        middle = mark.pixelColor(mark.width() // 2, mark.height() // 2)
        assert middle.name() == looks.colour("dispute").name()
