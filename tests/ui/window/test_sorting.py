"""Sorting and filtering the sheets of the plan, by keys and by mouse."""

from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from planner.base.stages import Seat
from planner.sheets.arrangement import Extent
from planner.sheets.cells import Place
from tests.ui.window.driver import CTRL, SHIFT, Driver, Key
from ui.grid.column_menu import ColumnMenu
from ui.grid.filter_forms import ValuesForm
from ui.grid.shown_line import ShownLine

ALT = Qt.KeyboardModifier.AltModifier
HAND_OFF = "Paid search/rate:MQL>SAL"


def rows(at: Driver) -> list[str]:
    model = at.grid.grid_model()
    return [model.row(i).key for i in range(model.rowCount())]


def column(at: Driver, key: str) -> int:
    return [c.key for c in at.grid.grid_model().columns].index(key)


def menu_of(at: Driver, key: str) -> ColumnMenu:
    """Alt+Down on the column."""
    at.grid.go(1, column(at, key))
    at.grid.setFocus()
    at.press(Key.Key_Down, ALT)
    menu = at.grid.arranging.menu
    assert menu is not None
    assert menu.isVisible()
    return menu


def choose(menu: ColumnMenu, text: str) -> None:
    (button,) = [b for b in menu.findChildren(type(menu.apply_button)) if text in b.text()]
    QTest.mouseClick(button, Driver.LEFT)


def filter_disputed(at: Driver) -> None:
    form = menu_of(at, "status").form
    assert isinstance(form, ValuesForm)
    QTest.keyClicks(at.window.focusWidget(), "disputed")
    QTest.keyClick(at.window.focusWidget(), Key.Key_Return)


def line_of(at: Driver) -> ShownLine:
    found = [line for line in at.window.shown.page.findChildren(ShownLine) if line.isVisible()]
    (line,) = found
    return line


def test_disputes_alone_by_worth_are_the_agenda_and_are_edited_in_place(at: Driver) -> None:
    at.window.shown.show_sheet("Assumptions")
    filter_disputed(at)
    choose(menu_of(at, "worth"), "Largest first")
    disputed = rows(at)
    assert sorted(disputed) == ["Events/deal_size", HAND_OFF]
    name = at.grid.grid_model().cell(disputed.index(HAND_OFF), 0).text
    assert name == "Paid search · MQL → SAL"
    worths = [abs(at.grid.grid_model().cell(i, column(at, "worth")).value) for i in range(2)]
    assert worths == sorted(worths, reverse=True)
    assert "2 of" in line_of(at).counted.text()
    at.window.sit(Seat.TOGETHER)
    at.type("Assumptions", HAND_OFF, "working", "60%")
    assert rows(at) == disputed
    assert at.text("Assumptions", HAND_OFF, "status") != "disputed"
    at.press(Key.Key_L, CTRL | ALT)
    assert rows(at) == ["Events/deal_size"]
    at.press(Key.Key_L, CTRL | SHIFT)
    assert len(rows(at)) > 20
    assert "line:Events" in rows(at)


def test_a_filter_takes_ends_below_zero_and_as_cells_show_them(at: Driver) -> None:
    at.window.shown.show_sheet("Assumptions")
    menu = menu_of(at, "worth")
    QTest.keyClicks(at.window.focusWidget(), "-$999m")
    QTest.keyClick(at.window.focusWidget(), Key.Key_Return)
    assert not menu.isVisible()
    assert sorted(rows(at)) == ["Events/deal_size", HAND_OFF]
    low = {"-4pt": -0.04, "+4pt": 0.04, "-5%": -0.05, "120%": 1.2, "0.3": 0.3}
    assert {text: Extent(-1.0, 2.0, rates=True).read(text) for text in low} == low
    at.press(Key.Key_L, CTRL | SHIFT)


def test_a_link_to_a_hidden_row_shows_all_rows_again(at: Driver) -> None:
    at.window.shown.show_sheet("Assumptions")
    filter_disputed(at)
    at.window.shown.go(Place("Assumptions", "Events/rate:MQL>SAL", "working"))
    assert rows(at)[at.grid.place()[0]] == "Events/rate:MQL>SAL"


def test_a_link_out_of_a_filter_keeps_the_order_of_a_list_unless_it_leads_to_a_heading(
    at: Driver,
) -> None:
    at.window.shown.show_sheet("Assumptions")
    filter_disputed(at)
    choose(menu_of(at, "worth"), "Largest first")
    by_worth = rows(at)
    at.window.shown.go(Place("Assumptions", "Events/rate:MQL>SAL", "working"))
    assert rows(at)[at.grid.place()[0]] == "Events/rate:MQL>SAL"
    assert rows(at)[:2] == by_worth
    at.window.shown.go(Place("Assumptions", "line:Events", "name"))
    assert rows(at)[at.grid.place()[0]] == "line:Events"
    assert rows(at)[0].startswith("line:")


def test_the_button_in_a_title_opens_the_menu_and_the_title_selects(at: Driver) -> None:
    at.window.shown.show_sheet("Funnel")
    at.rest()
    header, won = at.grid.header(), column(at, "stage:4")
    before = rows(at)
    middle = at.grid.visualRect(at.grid.grid_model().index(0, won)).center().x()
    QTest.mouseClick(header.viewport(), at.LEFT, pos=QPoint(middle - 6, header.height() // 2))
    assert at.grid.areas()[0].height == len(before)
    assert rows(at) == before
    button = header.button_rect(won).center()
    QTest.mouseMove(header.viewport(), button)
    QApplication.processEvents()
    QTest.mouseClick(header.viewport(), at.LEFT, pos=button)
    menu = at.grid.arranging.menu
    assert menu is not None
    choose(menu, "Smallest first")
    values = [at.grid.grid_model().cell(i, won).value for i in range(len(before) - 1)]
    assert values == sorted(values)
    assert rows(at)[-1] == "total"
    QTest.mouseClick(line_of(at).takers[0], at.LEFT)
    assert rows(at) == before
