"""Columns hidden, moved, fitted and zoomed by mouse and keys, and kept by sheet."""

import pytest
from PySide6.QtCore import QEvent, QPoint, QPointF, Qt
from PySide6.QtGui import QContextMenuEvent, QHelpEvent, QWheelEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QToolTip, QWidget

from tests.ui.grid.hands import ALT, CTRL, LEFT, SHIFT, Key, click, drag_points, press
from tests.ui.sheets import Desk, small_book
from ui.grid.blocks import Area
from ui.grid.frozen import FrozenColumns
from ui.grid.header_menu import HeaderMenu
from ui.grid.table import PaintedTable
from ui.grid.view import GridView


class Kept:
    """Layouts by sheet, as the settings keep them."""

    def __init__(self) -> None:
        self.texts: dict[str, str] = {}

    def layout_of(self, sheet: str) -> str:
        return self.texts.get(sheet, "")

    def keep_layout(self, sheet: str, text: str) -> None:
        self.texts[sheet] = text


def keys(desk: Desk) -> list[str]:
    return [column.key for column in desk.grid.grid_model().columns]


def title_at(desk: Desk, column: int, share: float = 0.4) -> QPoint:
    header = desk.grid.header()
    left, width = header.sectionViewportPosition(column), header.sectionSize(column)
    return QPoint(left + round(width * share), header.height() // 2)


def menu_at(desk: Desk, column: int) -> HeaderMenu:
    header, at = desk.grid.header(), title_at(desk, column)
    event = QContextMenuEvent(QContextMenuEvent.Reason.Mouse, at, header.mapToGlobal(at))
    QApplication.sendEvent(header.viewport(), event)
    menu = desk.grid.columns.menu
    assert menu is not None
    return menu


def choose(desk: Desk, column: int, text: str) -> None:
    QTest.mouseClick(menu_at(desk, column).choices[text], LEFT)


def drag_title(desk: Desk, column: int, to: QPoint) -> None:
    """Select a column by its title, then drag it."""
    view = desk.grid.header().viewport()
    QTest.mouseClick(view, LEFT, pos=title_at(desk, column))
    drag_points(view, title_at(desk, column), to)


def turn(view: QWidget, steps: float, across: int = 0) -> None:
    """Turn the wheel with Ctrl over a widget."""
    at = QPointF(view.rect().center())
    event = QWheelEvent(
        at, at, QPoint(), QPoint(across, round(120 * steps)), Qt.MouseButton.NoButton, CTRL,
        Qt.ScrollPhase.NoScrollPhase, False,
    )  # fmt: skip
    QApplication.sendEvent(view, event)


def wheel(desk: Desk, steps: int) -> None:
    turn(desk.grid.viewport(), steps)


def test_a_column_is_hidden_and_shown_again_by_the_titles_menu(either: Desk) -> None:
    before = keys(either)
    title = either.grid.grid_model().columns[2].title
    choose(either, 2, "Hide")
    assert keys(either) == [*before[:2], *before[3:]]
    choose(either, 1, f"Show {title}")
    assert keys(either) == before
    assert either.grid.place()[1] == 2


def test_what_is_hidden_is_neither_copied_nor_filled(desk: Desk) -> None:
    choose(desk, 3, "Hide")
    click(desk, (1, 2))
    press(desk, Key.Key_Right, modifier=SHIFT)
    press(desk, Key.Key_C, modifier=CTRL)
    assert QApplication.clipboard().text() == "58.1%\t$1,200\n"


def test_frozen_columns_and_the_last_one_stay(desk: Desk) -> None:
    assert "Hide" not in menu_at(desk, 0).choices
    for _ in range(6):
        desk.grid.columns.hide(1)
    assert keys(desk) == ["name", "cost"]


def test_the_menu_is_opened_by_keys_and_moves_columns(either: Desk) -> None:
    before = keys(either)
    click(either, (1, 2))
    press(either, Key.Key_Down, modifier=ALT | SHIFT)
    menu = either.grid.columns.menu
    assert menu is not None
    walk = list(menu.choices).index("Move left")
    for _ in range(walk):
        QTest.keyClick(menu.focusWidget(), Key.Key_Down)
    QTest.keyClick(menu.focusWidget(), Key.Key_Return)
    assert keys(either)[:4] == [before[0], before[2], before[1], before[3]]
    assert either.grid.place() == (1, 1)
    assert either.grid.hasFocus()


def test_a_selected_title_is_dragged_to_another_place(either: Desk) -> None:
    before = keys(either)
    drag_title(either, 1, title_at(either, 3, 0.8))
    assert keys(either)[:4] == [before[0], before[2], before[3], before[1]]
    drag_title(either, 3, title_at(either, 0, 0.2))
    assert keys(either) == before


def test_a_title_that_is_not_selected_selects_by_dragging(either: Desk) -> None:
    before, last = keys(either), either.grid.grid_model().rowCount() - 1
    drag_points(either.grid.header().viewport(), title_at(either, 1), title_at(either, 2))
    assert keys(either) == before
    cells = {place for area in either.grid.areas() for place in area.places()}
    assert cells == set(Area(0, 1, last, 2).places())


def test_typing_after_a_move_goes_into_the_column_seen(desk: Desk) -> None:
    drag_title(desk, 2, title_at(desk, 4, 0.8))
    assert keys(desk)[4] == "marketing"
    click(desk, (1, 4))
    QTest.keyClicks(desk.grid, "7")
    press(desk, Key.Key_Return)
    assert desk.book.figures["mql", "marketing"] == 0.07


def test_a_link_to_a_hidden_column_shows_it(desk: Desk) -> None:
    place = desk.grid.place_at(2, 2)
    desk.grid.columns.hide(2)
    assert desk.grid.go_to(place)
    assert desk.grid.place_at(*desk.grid.place()) == place


def test_ctrl_wheel_zooms_between_70_and_200_per_cent(either: Desk) -> None:
    height, width = either.grid.rowHeight(1), either.grid.columnWidth(0)
    for _ in range(14):
        wheel(either, 1)
    assert either.grid.zoom == 2.0
    assert either.grid.rowHeight(1) == 2 * height
    assert either.grid.columnWidth(0) > width
    for _ in range(20):
        wheel(either, -1)
    assert either.grid.zoom == 0.7


def test_a_touchpad_zooms_by_whole_notches_and_only_up_and_down(desk: Desk) -> None:
    view = desk.grid.viewport()
    for _ in range(7):
        turn(view, 1 / 8)
    turn(view, 0, across=240)
    assert desk.grid.zoom == 1.0
    turn(view, 1 / 8)
    assert desk.grid.zoom == 1.1
    turn(view, -1)
    assert desk.grid.zoom == 1.0


@pytest.mark.parametrize("wide", [30, 300])
def test_a_double_click_on_an_edge_fits_the_column(either: Desk, wide: int) -> None:
    either.grid.setColumnWidth(2, wide)
    header = either.grid.header()
    edge = QPoint(header.sectionViewportPosition(3) - 1, header.height() // 2)
    QTest.mouseMove(header.viewport(), edge)
    QTest.mouseDClick(header.viewport(), LEFT, pos=edge)
    fitted = either.grid.columnWidth(2)
    assert fitted != wide
    given = either.grid.grid_model().columns[2].width
    assert fitted >= (given or header.title_width(either.grid.grid_model().columns[2]))


def test_a_double_click_on_an_edge_fits_all_columns_that_are_selected(desk: Desk) -> None:
    for column in (1, 2, 3):
        desk.grid.setColumnWidth(column, 300)
    desk.go("mql", "marketing")
    press(desk, Key.Key_Space, modifier=CTRL)
    press(desk, Key.Key_Right, modifier=SHIFT)
    header = desk.grid.header()
    edge = QPoint(header.sectionViewportPosition(3) - 1, header.height() // 2)
    QTest.mouseMove(header.viewport(), edge)
    QTest.mouseDClick(header.viewport(), LEFT, pos=edge)
    assert desk.grid.columnWidth(1) == 300
    assert desk.grid.columnWidth(2) < 150
    assert desk.grid.columnWidth(3) < 150


def test_a_width_is_typed_in_the_columns_menu(either: Desk) -> None:
    column = either.grid.frozen_count() + 1
    either.grid.go(0, column)
    press(either, Key.Key_Down, modifier=ALT | SHIFT)
    menu = either.grid.columns.menu
    assert menu is not None
    menu.width_field.setFocus()
    menu.width_field.selectAll()
    QTest.keyClicks(menu.width_field, "3")
    QTest.keyClick(menu.width_field, Key.Key_Return)
    assert menu.wrong.text() == "Type a width between 34 and 900."
    QTest.keyClicks(menu.width_field, "33")
    QTest.keyClick(menu.width_field, Key.Key_Return)
    QApplication.processEvents()
    assert either.grid.columnWidth(column) == 333
    assert either.grid.hasFocus()


def test_the_wheel_zooms_over_the_frozen_columns_too(either: Desk) -> None:
    (frozen,) = either.grid.findChildren(FrozenColumns)
    turn(frozen.viewport(), 1)
    assert either.grid.zoom == 1.1
    assert frozen.rowHeight(1) == either.grid.rowHeight(1)


def test_a_layout_is_kept_by_sheet_and_found_again(desk: Desk, qtbot: object) -> None:
    kept = Kept()
    desk.grid.columns.remember_in(kept)
    desk.grid.columns.hide(1)
    desk.grid.columns.move(3, 1)
    desk.grid.setColumnWidth(2, 222)
    wheel(desk, 1)
    assert list(kept.texts) == ["Assumptions"]
    other = GridView()
    qtbot.addWidget(other)  # type: ignore[attr-defined]
    other.columns.remember_in(kept)
    again = Desk(other, small_book())
    assert keys(again) == keys(desk) == ["name", "cost", "marketing", "sales"]
    assert other.zoom == 1.1
    assert other.columnWidth(2) == round(222 * 1.1)


@pytest.mark.parametrize("text", ["", "{", "[1]", '{"zoom": "x"}', '{"widths": 3}'])
def test_a_damaged_layout_is_passed_over(desk: Desk, text: str) -> None:
    kept = Kept()
    kept.texts["Assumptions"] = text
    before = keys(desk)
    desk.grid.columns.remember_in(kept)
    assert keys(desk) == before
    assert desk.grid.zoom == 1.0


def tip_at(desk: Desk, row: int, column: int) -> str:
    """The tip that a mouse at rest on a cell brings."""
    table = desk.grid.findChild(FrozenColumns) if column == 0 else desk.grid
    assert isinstance(table, PaintedTable)
    at = table.visualRect(desk.grid.grid_model().index(row, column)).center()
    view = table.viewport()
    QApplication.sendEvent(view, QHelpEvent(QEvent.Type.ToolTip, at, view.mapToGlobal(at)))
    text = QToolTip.text()
    QToolTip.hideText()
    return text


@pytest.mark.qt_log_ignore("does not support raise")
def test_a_text_that_its_cell_cuts_off_is_shown_whole_under_the_mouse(desk: Desk) -> None:
    name = desk.grid.grid_model().cell(1, 0).text
    assert tip_at(desk, 1, 0) == ""
    desk.grid.layout_of_grid.set_width(0, 40)
    assert tip_at(desk, 1, 0) == f"<span>{name}</span>"
    desk.grid.layout_of_grid.set_width(1, 20)
    assert tip_at(desk, 1, 1) == f"<span>{desk.grid.grid_model().cell(1, 1).text}</span>"
