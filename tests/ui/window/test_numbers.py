"""Decimal comma and other groupings, chosen in the View menu, in and out on every sheet."""

import pytest

from planner.base.stages import Seat
from tests.ui.window.driver import CTRL, Driver, Key
from ui.number_choice import STYLES

HAND_OFF = "Paid search/rate:MQL>SAL"
SIZE = "Events/deal_size"


def test_a_decimal_comma_is_read_and_written_on_every_sheet(at: Driver) -> None:
    before = at.text("Funnel", "total", "stage:0")
    assert "," in before
    at.window.deeds["numbers_continental"].trigger()
    assert at.window.settings.numbers == "continental"
    at.window.sit(Seat.SALES)
    at.type("Assumptions", HAND_OFF, "sales", "51,5%")
    assert at.text("Assumptions", HAND_OFF, "sales") == "51,5\u00a0%"
    at.type("Assumptions", SIZE, "sales", "45.500,7")
    assert at.text("Assumptions", SIZE, "sales") == "45.501\u00a0$"
    assert at.score["Goal FY27"] == "2,00m\u00a0$"
    assert "," in at.text("Plan", "bookings", "FY2027")
    assert at.text("Funnel", "total", "stage:0") == before.replace(",", ".")


def test_figures_already_shown_are_written_anew(at: Driver) -> None:
    texts = {}
    for name in ("english", "continental", "french", "swiss"):
        at.window.deeds[f"numbers_{name}"].trigger()
        texts[name] = at.text("Assumptions", SIZE, "marketing")
    assert texts == {
        "english": "$60,000",
        "continental": "60.000\u00a0$",
        "french": "60\u202f000\u00a0$",
        "swiss": "$60’000",
    }


@pytest.mark.parametrize("name", ["system", *STYLES])
def test_the_choice_is_marked_in_the_menu(at: Driver, name: str) -> None:
    at.window.deeds[f"numbers_{name}"].trigger()
    marked = [n for n in ("system", *STYLES) if at.window.deeds[f"numbers_{n}"].isChecked()]
    assert marked == [name]


def test_copied_numbers_are_pasted_alike_in_every_style(at: Driver) -> None:
    at.window.sit(Seat.SALES)
    for name in STYLES:
        at.window.deeds[f"numbers_{name}"].trigger()
        before = at.text("Assumptions", HAND_OFF, "sales")
        at.go("Assumptions", HAND_OFF, "sales")
        at.press(Key.Key_C, CTRL)
        at.press(Key.Key_Delete)
        at.press(Key.Key_V, CTRL)
        assert at.text("Assumptions", HAND_OFF, "sales") == before


@pytest.mark.parametrize("width", [1280, 1560])
def test_the_plans_name_has_room(at: Driver, width: int) -> None:
    at.window.resize(width, 720)
    at.qtbot.wait(30)
    assert at.window.toolbar.name.text().startswith("Small plan")
    exports = at.window.toolbar.exports
    assert exports.mapTo(at.window, exports.rect().topRight()).x() < width
