"""The Data sheet's journeys, sorted and filtered in the window."""

import numpy as np
import pytest
from PySide6.QtCore import Qt

from planner.sheets.arrangement import NOTHING, OneOf, Sort
from tests.ui.window.driver import Driver, Key
from ui.grid.view import GridView
from ui.pages import data as page


@pytest.fixture
def grid(at: Driver) -> GridView:
    at.window.shown.show_sheet("Data")
    at.window.shown.data.show_part("journeys")
    at.rest()
    return at.grid


def texts(grid: GridView, title: str) -> list[str]:
    model = grid.grid_model()
    column = [c.title for c in model.columns].index(title)
    return [model.cell(row, column).text for row in range(model.rowCount())]


def test_the_largest_amounts_of_one_channel(at: Driver, grid: GridView) -> None:
    events = NOTHING.with_filter(OneOf("dimension:channel", frozenset({"Events"})))
    grid.arranging.arrange(events.sorted_by(Sort("amount", descending=True)))
    at.rest()
    assert set(texts(grid, "Channel")) == {"Events"}
    journeys = at.window.shown.desk.session.journeys
    assert journeys is not None
    channel = journeys.dimensions["channel"]
    assert grid.grid_model().rowCount() == (channel.codes == channel.labels.index("Events")).sum()
    amounts = [float(text[1:].replace(",", "")) for text in texts(grid, "Amount") if text]
    assert amounts == sorted(amounts, reverse=True)
    assert len(amounts) > 10


def test_many_journeys_are_sorted_elsewhere_and_the_latest_wish_wins(
    at: Driver, grid: GridView, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(page, "AT_ONCE", 10)
    grid.arranging.arrange(NOTHING.sorted_by(Sort("id")))
    grid.arranging.arrange(NOTHING.sorted_by(Sort("id", descending=True)))
    assert at.window.tasks.busy
    at.rest()
    ids = texts(grid, "Journey")
    assert ids == sorted(ids, reverse=True)


def test_an_edit_of_the_plan_leaves_the_journeys_as_they_are(at: Driver, grid: GridView) -> None:
    grid.arranging.arrange(NOTHING.sorted_by(Sort("amount")))
    first = texts(grid, "Journey")[:5]
    at.type("Assumptions", "Paid search/rate:MQL>SAL", "marketing", "61")
    at.window.shown.show_sheet("Data")
    assert grid.arranging.sheet is not None
    assert grid.arranging.sheet.arrangement == NOTHING.sorted_by(Sort("amount"))
    assert texts(grid, "Journey")[:5] == first


def test_journeys_behind_a_number_come_as_they_are(at: Driver, grid: GridView) -> None:
    grid.arranging.arrange(NOTHING.sorted_by(Sort("amount")))
    at.window.shown.data.show_journeys(np.array([4, 2]), "Two")
    assert grid.grid_model().rowCount() == 2
    at.window.shown.data.all_journeys.click()
    assert grid.grid_model().rowCount() > 1000


def test_the_menu_gives_the_keyboard_back(at: Driver, grid: GridView) -> None:
    grid.setFocus()
    at.press(Key.Key_Down, Qt.KeyboardModifier.AltModifier)
    assert grid.arranging.menu is not None
    at.press(Key.Key_Escape)
    assert grid.hasFocus()
