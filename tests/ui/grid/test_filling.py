"""The fill handle by mouse, its menu over months, and the fills by key."""

import pytest
from PySide6.QtCore import QPoint
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from planner.base.problem import Problem
from planner.base.units import NumberStyle
from planner.sheets.fill import Pattern
from planner.sheets.gesture import Gesture, Refusal
from tests.ui.grid.hands import (
    CTRL,
    LEFT,
    NONE,
    SHIFT,
    At,
    Key,
    centre,
    click,
    drag,
    drag_points,
    move,
    press,
    write,
)
from tests.ui.sheets import Desk
from ui.grid.blocks import Area
from ui.grid.fill_menu import FillMenu
from ui.grid.refused import RefusedDialog


def square(desk: Desk) -> QPoint:
    return desk.grid.filling.handle().center()


def pull(desk: Desk, to: At) -> None:
    drag_points(desk.grid.viewport(), square(desk), centre(desk, to))


def menu_of(desk: Desk) -> FillMenu:
    menu = desk.grid.filling.menu
    assert menu is not None
    assert menu.isVisible()
    return menu


def choose(desk: Desk, pattern: Pattern) -> None:
    QTest.mouseClick(menu_of(desk).choices[pattern], LEFT)


def figures(desk: Desk, line: str, *months: int) -> list[float]:
    return [desk.book.figures[line, f"2027-{month:02d}"] for month in months]


def test_the_square_stands_at_the_corner_of_what_can_be_typed_into(desk: Desk) -> None:
    click(desk, (1, 2))
    corner = desk.grid.visualRect(desk.grid.grid_model().index(1, 2)).bottomRight()
    assert (square(desk) - corner).manhattanLength() <= 2
    press(desk, Key.Key_Left)
    assert desk.grid.filling.handle().isEmpty()
    press(desk, Key.Key_Right)
    click(desk, (3, 2), CTRL)
    assert desk.grid.filling.handle().isEmpty()


def test_the_square_is_painted(desk: Desk) -> None:
    click(desk, (2, 2))
    at = square(desk)
    colour = desk.grid.viewport().grab().toImage().pixelColor(at)
    assert colour == desk.grid.painter_of_cells.text_colour


def test_dragging_it_down_copies_as_one_step(desk: Desk) -> None:
    click(desk, (2, 2))
    pull(desk, (4, 2))
    assert [desk.text(row, "marketing") for row in ("opp", "won")] == ["40.0%", "40.0%"]
    assert desk.labels == ["fill 2 cells in Marketing"]
    assert desk.grid.areas() == [Area(2, 2, 4, 2)]


def test_the_target_is_outlined_while_the_mouse_is_down(desk: Desk) -> None:
    click(desk, (1, 2))
    view = desk.grid.viewport()
    QTest.mousePress(view, LEFT, NONE, square(desk))
    move(view, centre(desk, (3, 2)))
    assert desk.grid.filling.target == Area(2, 2, 3, 2)
    before = view.grab().toImage()
    move(view, centre(desk, (1, 2)))
    assert desk.grid.filling.target is None
    assert view.grab().toImage() != before
    QTest.mouseRelease(view, LEFT, NONE, centre(desk, (1, 2)))
    assert desk.labels == []


def test_dragging_it_up_copies_too(desk: Desk) -> None:
    click(desk, (4, 2))
    write(desk, "10%")
    press(desk, Key.Key_Return)
    click(desk, (4, 2))
    pull(desk, (3, 2))
    assert [desk.text(row, "marketing") for row in ("sal", "opp", "won")] == [
        "40.0%",
        "10.0%",
        "10.0%",
    ]
    assert desk.grid.areas() == [Area(3, 2, 4, 2)]


def test_a_block_pulled_up_goes_on_backwards(months: Desk) -> None:
    months.book.figures |= {("fair", "2027-12"): 1.0, ("mail", "2027-12"): 2.0}
    months.book.figures["ads", "2027-12"] = 9.0
    months.grid.set_sheet(months.book.sheet())
    months.go("fair", "2027-12")
    press(months, Key.Key_Down, modifier=SHIFT)
    pull(months, (1, 12))
    assert months.book.figures["ads", "2027-12"] == 2.0
    assert months.grid.areas() == [Area(1, 12, 3, 12)]


@pytest.mark.parametrize(
    ("pattern", "expected"),
    [
        (Pattern.HOLD, [120, 120]),
        (Pattern.LINEAR, [100, 110]),
        (Pattern.GROWTH, [120 / (130 / 120) ** 2, 120 / (130 / 120)]),
    ],
)
def test_months_pulled_to_the_left_go_on_backwards(
    months: Desk, pattern: Pattern, expected: list[float]
) -> None:
    drag(months, (1, 3), (1, 4))
    pull(months, (1, 1))
    choose(months, pattern)
    assert figures(months, "ads", 1, 2) == pytest.approx(expected)
    assert months.labels == ["fill 2 cells in Plan"]
    assert months.grid.areas() == [Area(1, 1, 1, 4)]


def test_backwards_the_shape_is_that_of_the_year_after(months: Desk) -> None:
    later = {("mail", f"2028-{m:02d}"): 10.0 * m for m in (1, 2, 3)}
    months.book.figures |= {**later, ("mail", "2027-03"): 60.0}
    months.grid.set_sheet(months.book.sheet())
    months.go("mail", "2027-03")
    pull(months, (3, 1))
    assert menu_of(months).choices[Pattern.SHAPE].text() == "Take next year’s shape"
    choose(months, Pattern.SHAPE)
    assert figures(months, "mail", 1, 2, 3) == pytest.approx([20, 40, 60])


def test_pulled_into_the_selection_it_clears_what_lies_behind(months: Desk) -> None:
    drag(months, (1, 1), (2, 4))
    pull(months, (2, 2))
    assert ("ads", "2027-03") not in months.book.figures
    assert figures(months, "ads", 1, 2) == [100, 110]
    assert months.labels == ["clear 4 cells in Plan"]


def test_beyond_the_edge_the_grid_scrolls_on_while_it_is_pulled(months: Desk) -> None:
    months.grid.resize(400, 300)
    click(months, (1, 2))
    view = months.grid.viewport()
    QTest.mousePress(view, LEFT, NONE, square(months))
    move(view, QPoint(view.width() + 30, centre(months, (1, 2)).y()))
    for _ in range(40):
        QTest.qWait(20)
        if months.grid.filling.target and months.grid.filling.target.right > 12:
            break
    assert months.grid.filling.target is not None
    assert months.grid.filling.target.right > 12
    QTest.mouseRelease(view, LEFT, NONE, centre(months, (1, 2)))


def test_a_block_of_several_rows_is_repeated(months: Desk) -> None:
    months.book.figures |= {("fair", "2027-01"): 50.0}
    months.grid.set_sheet(months.book.sheet())
    drag(months, (1, 1), (1, 2))
    pull(months, (3, 2))
    assert figures(months, "fair", 1, 2) == figures(months, "mail", 1, 2) == [100, 110]
    assert months.labels == ["fill 4 cells in Plan"]


def test_a_double_click_fills_down_to_the_end_of_the_block(desk: Desk) -> None:
    click(desk, (2, 2))
    QTest.mouseDClick(desk.grid.viewport(), LEFT, NONE, square(desk))
    assert desk.text("won", "marketing") == "40.0%"
    assert desk.labels == ["fill 2 cells in Marketing"]


def test_nothing_is_filled_over_months_before_a_pattern_is_chosen(months: Desk) -> None:
    click(months, (1, 1))
    pull(months, (1, 3))
    menu = menu_of(months)
    assert list(menu.choices) == [Pattern.HOLD]
    QTest.keyClick(menu.focusWidget(), Key.Key_Escape)
    assert months.labels == []
    assert months.grid.hasFocus()


def test_the_menu_is_worked_by_keys(months: Desk) -> None:
    drag(months, (2, 1), (2, 2))
    pull(months, (2, 4))
    for key in (Key.Key_Down, Key.Key_Return):
        QTest.keyClick(menu_of(months).focusWidget(), key)
    assert figures(months, "fair", 3, 4) == pytest.approx([70, 80])


@pytest.mark.parametrize(
    ("pattern", "expected"),
    [
        (Pattern.HOLD, [60, 60, 60]),
        (Pattern.LINEAR, [70, 80, 90]),
        (Pattern.GROWTH, [72, 86.4, 103.68]),
    ],
)
def test_months_go_on_by_the_pattern_chosen(
    months: Desk, pattern: Pattern, expected: list[float]
) -> None:
    drag(months, (2, 1), (2, 2))
    pull(months, (2, 5))
    choose(months, pattern)
    assert figures(months, "fair", 3, 4, 5) == pytest.approx(expected)
    assert months.labels == ["fill 3 cells in Plan"]
    assert months.grid.areas() == [Area(2, 1, 2, 5)]


def test_months_grow_by_the_rate_typed(months: Desk) -> None:
    click(months, (2, 2))
    pull(months, (2, 4))
    field = menu_of(months).growth
    QTest.mouseClick(field, LEFT)
    for text in ("x", "10%"):
        field.clear()
        QTest.keyClicks(field, text)
        QTest.keyClick(field, Key.Key_Return)
    assert figures(months, "fair", 3, 4) == pytest.approx([66, 72.6])
    assert len(months.gestures) == 1


def test_a_double_click_takes_last_years_shape_to_the_end_of_the_months(months: Desk) -> None:
    months.book.figures["ads", "2028-01"] = 200.0
    months.grid.set_sheet(months.book.sheet())
    months.go("ads", "2028-01")
    QTest.mouseDClick(months.grid.viewport(), LEFT, NONE, square(months))
    choose(months, Pattern.SHAPE)
    made = [months.book.figures["ads", f"2028-{m:02d}"] for m in range(2, 13)]
    assert made == pytest.approx([2 * (100 + 10 * i) for i in range(1, 12)])
    assert months.labels == ["fill 11 cells in Plan"]


def test_a_fill_on_locked_cells_writes_nothing_and_offers_the_rest(months: Desk) -> None:
    months.book.editable = tuple(m for m in months.book.editable if m != "2027-04")
    months.grid.set_sheet(months.book.sheet())
    refused: list[Gesture] = []
    months.grid.paste_refused.connect(refused.append)
    click(months, (2, 2))
    pull(months, (2, 5))
    choose(months, Pattern.HOLD)
    (gesture,) = refused
    assert months.labels == []
    assert [(r.row, r.column) for r in gesture.refused] == [(2, 4)]
    dialog = RefusedDialog(gesture, months.grid.grid_model(), months.grid)
    assert dialog.fitting.text() == "Fill the 2 that fit"
    dialog.accepted.connect(lambda: months.grid.submit_fitting(gesture))
    QTest.mouseClick(dialog.fitting, LEFT)
    assert months.labels == ["fill 2 cells in Plan"]
    assert ("fair", "2027-04") not in months.book.figures


def test_of_very_many_refusals_the_first_are_listed_and_the_others_counted(months: Desk) -> None:
    refusal = Refusal(1, 1, "x", Problem("'x' is not a number", "", ""))
    gesture = Gesture("paste 1200 cells in Plan", (), (refusal,) * 2000, 1200)
    dialog = RefusedDialog(gesture, months.grid.grid_model(), months.grid, NumberStyle(",", "."))
    assert dialog.failures.item(dialog.failures.count() - 1).text() == "and 1.800 more"
    assert dialog.fitting.text() == "Paste the 1.200 that fit"


def test_the_cursor_becomes_a_cross_over_the_square(desk: Desk) -> None:
    click(desk, (1, 2))
    view = desk.grid.viewport()
    QTest.mouseMove(view, square(desk))
    QApplication.processEvents()
    shapes = [view.cursor().shape()]
    QTest.mouseMove(view, centre(desk, (3, 2)))
    QApplication.processEvents()
    shapes.append(view.cursor().shape())
    assert shapes[0] != shapes[1]
