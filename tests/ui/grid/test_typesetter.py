"""A text looks the same whether it is drawn as a text or from its picture."""

import pytest
from PySide6.QtGui import QColor, QImage, QPainter
from PySide6.QtWidgets import QApplication

from ui.grid.typesetter import Look, Typesetter
from ui.theme import theme

GROUND, INK = QColor("#eaf1fc"), QColor("#1a1c1f")


def drawn(setter: Typesetter, ratio: float, height: int = 23) -> QImage:
    picture = QImage(round(300 * ratio), round(96 * ratio), QImage.Format.Format_RGB32)
    picture.setDevicePixelRatio(ratio)
    picture.fill(GROUND)
    painter = QPainter(picture)
    right = Look("plain", INK, GROUND, at_right=True)
    setter.write(painter, (6, 140, height), right, [(0, "$12,345"), (24, "97.1%"), (48, "−3")])
    left = [(0, "Events & more"), (24, "jÅgf"), (48, "a text far too long for its room")]
    setter.write(painter, (150, 290, height), Look("ghost", INK, GROUND), left)
    painter.end()
    return picture


@pytest.mark.parametrize("zoom", [0.8, 1.0, 1.3])
def test_pictures_are_what_was_drawn(qapp: QApplication, zoom: float) -> None:
    theme()
    setter = Typesetter(zoom)
    first, second, third = (drawn(setter, 1) for _ in range(3))
    assert first == second == third
    blank = QImage(first)
    blank.fill(GROUND)
    assert first != blank


@pytest.mark.parametrize("ratio", [1.25, 1.5, 2.0])
def test_pictures_have_the_screens_pixels(qapp: QApplication, ratio: float) -> None:
    theme()
    setter = Typesetter(1.0)
    setter.set_ratio(ratio)
    first, _, third = (drawn(setter, ratio) for _ in range(3))
    differing = sum(
        first.pixel(x, y) != third.pixel(x, y)
        for x in range(first.width())
        for y in range(first.height())
    )
    assert differing < first.width() * first.height() / 100


def test_another_screen_gets_pictures_of_its_own(qapp: QApplication) -> None:
    theme()
    setter, other = Typesetter(1.0), Typesetter(1.0)
    for _ in range(3):
        drawn(setter, 1)
    for one in (setter, other):
        one.set_ratio(2)
    assert drawn(setter, 2) == drawn(other, 2)


def test_a_colour_gets_pictures_of_its_own(qapp: QApplication) -> None:
    theme()
    setter = Typesetter(1.0)
    pictures = []
    for ink in (INK, INK, INK, QColor("#b26200")):
        picture = QImage(60, 24, QImage.Format.Format_RGB32)
        picture.fill(GROUND)
        painter = QPainter(picture)
        setter.write(painter, (4, 56, 24), Look("plain", ink, GROUND), [(0, "Won")])
        painter.end()
        pictures.append(picture)
    assert pictures[0] == pictures[2] != pictures[3]
