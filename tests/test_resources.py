"""The app carries its own type and icon."""

from collections.abc import Iterator

import pytest
from PySide6.QtGui import QFontDatabase, QIcon
from PySide6.QtSvg import QSvgRenderer
from pytestqt.qtbot import QtBot

from resources import resource


@pytest.fixture(params=["Regular", "Medium", "SemiBold"])
def face(request: pytest.FixtureRequest, qtbot: QtBot) -> Iterator[int]:
    """The number Qt gave to one of the three faces."""
    path = resource("fonts", f"Inter-{request.param}.otf")
    number = QFontDatabase.addApplicationFont(str(path))
    yield number
    QFontDatabase.removeApplicationFont(number)


def test_inter_loads(face: int) -> None:
    assert QFontDatabase.applicationFontFamilies(face)[0].startswith("Inter")


def test_the_icon_draws(qtbot: QtBot) -> None:
    assert QSvgRenderer(str(resource("icons", "fairlead.svg"))).isValid()
    assert not QIcon(str(resource("icons", "fairlead.png"))).pixmap(256).isNull()


def test_what_is_not_there_is_named() -> None:
    with pytest.raises(FileNotFoundError, match=r"icons/anchor\.svg"):
        resource("icons", "anchor.svg")
