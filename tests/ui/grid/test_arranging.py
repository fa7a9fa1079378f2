"""Sorting and filtering a grid with the mouse and with the keyboard alone."""

from collections.abc import Callable

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QPushButton, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from planner.sheets.arrangement import NOTHING, Arrangement, Between, Blanks, OneOf, Sort
from planner.sheets.cells import Cell, Column, Row
from planner.sheets.journeys import journeys_sheet
from planner.sheets.table import TableRow, TableSheet
from tests.sheets.test_journeys import journeys
from ui.grid.column_menu import ColumnMenu
from ui.grid.filter_forms import EndsForm, SearchForm, ValuesForm
from ui.grid.shown_line import ShownLine
from ui.grid.view import GridView

Key, LEFT = Qt.Key, Qt.MouseButton.LeftButton
ALT = Qt.KeyboardModifier.AltModifier
NONE = Qt.KeyboardModifier.NoModifier
ROWS = (
    ("00Q3", "2026-03-01", "2026-04-15", 12_000.0, 1, "006A"),
    ("00712", "2026-01-10", None, float("nan"), 0, ""),
    ("00Q1", "2026-02-01", None, 500.0, 2, "006b"),
    ("00q2", None, None, 7_000.0, 4, ""),
)


class Person:
    """Works a grid of four journeys; columns are named by their titles."""

    def __init__(self) -> None:
        self.window, self.grid = QWidget(), GridView()
        self.line = ShownLine(self.grid)
        box = QVBoxLayout(self.window)
        box.addWidget(self.line)
        box.addWidget(self.grid)
        self.grid.set_sheet(journeys_sheet(journeys(*ROWS)))
        self.window.resize(1300, 500)

    @property
    def ids(self) -> list[str]:
        model = self.grid.grid_model()
        return [model.cell(row, 0).text for row in range(model.rowCount())]

    @property
    def arrangement(self) -> Arrangement:
        sheet = self.grid.arranging.sheet
        assert sheet is not None
        return sheet.arrangement

    @property
    def menu(self) -> ColumnMenu:
        found = self.window.findChildren(ColumnMenu)
        assert len(found) == 1
        return found[0]

    def column(self, title: str) -> int:
        return [column.title for column in self.grid.grid_model().columns].index(title)

    def click_title(self, title: str) -> None:
        column = self.column(title)
        header = self.grid.header()
        if column < self.grid.frozen_count():
            header = next(t for t in self.grid.arranging._tables if t is not self.grid).header()
        at = QPoint(header.sectionViewportPosition(column) + 20, 12)
        QTest.mouseClick(header.viewport(), LEFT, NONE, at)

    def open_menu(self, title: str) -> ColumnMenu:
        """Alt+Down on a cell of the column."""
        self.grid.setFocus()
        self.grid.go(0, self.column(title))
        QTest.keyClick(self.grid, Key.Key_Down, ALT)
        return self.menu

    def press(self, key: Qt.Key) -> None:
        QTest.keyClick(self.window.focusWidget(), key)

    def write(self, text: str) -> None:
        QTest.keyClicks(self.window.focusWidget(), text)

    def gone(self) -> None:
        """Wait until the closed menu is no more."""
        QApplication.sendPostedEvents(None, 52)
        assert not self.window.findChildren(ColumnMenu)

    @property
    def said(self) -> list[str]:
        if self.line.isHidden():
            return []
        return [self.line.counted.text(), *(taker.text() for taker in self.line.takers)]


@pytest.fixture
def person(qtbot: QtBot) -> Person:
    made = Person()
    qtbot.addWidget(made.window)
    with qtbot.waitActive(made.window):
        made.window.show()
        made.window.activateWindow()
    made.grid.setFocus()
    return made


def test_a_click_on_a_title_sorts_up_down_and_not(person: Person) -> None:
    came = person.ids
    person.click_title("Amount")
    assert person.ids == ["00Q1", "00q2", "00Q3", "00712"]
    person.click_title("Amount")
    assert person.ids == ["00Q3", "00q2", "00Q1", "00712"]
    person.click_title("Amount")
    assert person.ids == came


def test_the_frozen_column_sorts_too(person: Person) -> None:
    person.click_title("Journey")
    assert person.arrangement.sort == Sort("id")
    assert person.ids == sorted(person.ids)


def test_the_button_beside_a_title_opens_its_menu(person: Person) -> None:
    header, column = person.grid.header(), person.column("Channel")
    person.grid.scrollTo(person.grid.grid_model().index(0, column))
    QTest.mouseClick(header.viewport(), LEFT, NONE, header.button_rect(column).center())
    assert isinstance(person.menu.form, ValuesForm)
    assert person.arrangement == NOTHING


def test_dragging_an_edge_does_not_sort(person: Person) -> None:
    header, column = person.grid.header(), person.column("Amount")
    edge = header.sectionViewportPosition(column) + header.sectionSize(column) - 1
    before = person.grid.columnWidth(column)
    QTest.mouseMove(header.viewport(), QPoint(edge - 30, 12))
    QTest.mouseMove(header.viewport(), QPoint(edge, 12))
    QTest.mousePress(header.viewport(), LEFT, NONE, QPoint(edge, 12))
    QTest.mouseMove(header.viewport(), QPoint(edge + 20, 12))
    QTest.mouseRelease(header.viewport(), LEFT, NONE, QPoint(edge + 20, 12))
    assert person.grid.columnWidth(column) > before
    assert person.arrangement == NOTHING


def test_the_keyboard_alone_sorts(person: Person) -> None:
    person.open_menu("Amount")
    for key in (Key.Key_Backtab, Key.Key_Space):
        person.press(key)
    assert person.arrangement.sort == Sort("amount", descending=True)
    person.gone()
    assert person.grid.hasFocus()


def test_values_are_searched_ticked_and_kept(person: Person) -> None:
    menu = person.open_menu("Channel")
    form = menu.form
    assert isinstance(form, ValuesForm)
    rows = [form.tree.topLevelItem(i) for i in range(form.tree.topLevelItemCount())]
    shown = [(row.text(0), row.text(1)) for row in rows if row]
    values = [("Content", "1"), ("events", "1"), ("Paid search", "1"), ("(blank)", "1")]
    assert shown == [("(all)", ""), *values]
    person.write("ent")
    person.press(Key.Key_Return)
    assert person.ids == ["00Q3", "00q2"]
    person.gone()
    assert person.said == ["2 of 4 journeys", "Channel = Content, events   ×"]


def test_a_tick_taken_away_leaves_its_rows_out(person: Person) -> None:
    person.open_menu("Channel")
    for key in (Key.Key_Down, Key.Key_Down, Key.Key_Down, Key.Key_Space):
        person.press(key)
    person.menu.apply()
    assert person.ids == ["00712", "00Q1", "00q2"]
    person.gone()
    form = person.open_menu("Channel").form
    assert isinstance(form, ValuesForm)
    first = form.tree.topLevelItem(0)
    assert first is not None
    assert first.checkState(0) == Qt.CheckState.PartiallyChecked
    first.setCheckState(0, Qt.CheckState.Checked)
    person.menu.apply()
    assert person.arrangement == NOTHING


def test_nothing_ticked_cannot_be_applied(person: Person) -> None:
    menu = person.open_menu("Channel")
    form = menu.form
    assert isinstance(form, ValuesForm)
    form.search.setText("nobody")
    assert not menu.apply_button.isEnabled()
    person.press(Key.Key_Return)
    assert person.arrangement == NOTHING


def test_ends_are_typed_and_a_wrong_one_is_answered(person: Person) -> None:
    menu = person.open_menu("Amount")
    form = menu.form
    assert isinstance(form, EndsForm)
    assert (form.low.placeholderText(), form.high.placeholderText()) == ("€500", "€12,000")
    person.write("some")
    person.press(Key.Key_Return)
    assert "some" in menu.wrong.text()
    assert menu.isVisible()
    form.low.setText("1k")
    person.press(Key.Key_Return)
    assert person.ids == ["00Q3", "00q2"]
    person.gone()
    assert person.said == ["2 of 4 journeys", "Amount from €1,000   ×"]


def test_blanks_alone_can_be_shown(person: Person) -> None:
    form = person.open_menu("Lead").form
    assert isinstance(form, EndsForm)
    form.blanks.setCurrentIndex(form.blanks.findData(Blanks.ONLY))
    person.press(Key.Key_Return)
    assert person.ids == ["00q2"]


def test_ids_are_searched(person: Person) -> None:
    assert isinstance(person.open_menu("Journey").form, SearchForm)
    person.write("Q")
    person.press(Key.Key_Return)
    assert person.ids == ["00Q3", "00Q1", "00q2"]


def test_escape_and_a_click_elsewhere_close_the_menu(person: Person) -> None:
    person.open_menu("Amount")
    person.press(Key.Key_Escape)
    person.gone()
    assert person.grid.hasFocus()
    person.open_menu("Amount")
    person.line.setFocus()
    QTest.mouseClick(person.grid.viewport(), LEFT, NONE, QPoint(300, 60))
    person.gone()
    person.open_menu("Amount")
    QTest.mouseClick(person.grid.window(), LEFT, NONE, QPoint(1, 1))  # takes no keyboard
    person.gone()
    assert person.arrangement == NOTHING


def test_what_is_shown_is_said_and_taken_back(person: Person) -> None:
    assert person.said == []
    events = OneOf("dimension:channel", frozenset({"events"}))
    arranged = NOTHING.with_filter(events).with_filter(Between("amount", low=1.0))
    person.grid.arranging.arrange(arranged.sorted_by(Sort("id", descending=True)))
    chips = ["Channel = events   ×", "Amount from €1   ×", "by Journey ↓   ×", "Clear all"]
    assert person.said == ["1 of 4 journeys", *chips]
    person.line.takers[0].click()
    assert person.said[0] == "3 of 4 journeys"
    person.line.takers[-1].click()
    assert person.said == []


def test_rows_arranged_anew_are_seen_from_their_top_in_the_same_column(person: Person) -> None:
    person.grid.go(3, person.column("Amount"))
    person.click_title("Lead")
    assert person.grid.place() == (0, person.column("Amount"))


def test_long_work_is_done_where_the_page_says(person: Person) -> None:
    waiting: list[Callable[[], None]] = []
    person.grid.arranging.run = lambda work, done: waiting.append(lambda: done(work()))
    came = person.ids
    person.click_title("Amount")
    assert person.ids == came
    waiting[0]()
    assert person.ids[0] == "00Q1"


def test_days_in_a_table_are_listed_and_sorted_by_time(person: Person) -> None:
    days = {"7 Jun 2027": "2027-06-07", "10 May 2027": "2027-05-10", "6 Sep 2026": "2026-09-06"}
    rows = tuple(TableRow(Row(day), {"day": Cell(text, day)}) for text, day in days.items())
    person.grid.set_sheet(TableSheet("Days", (Column("day", "By day"),), rows))
    menu = person.open_menu("By day")
    assert isinstance(menu.form, ValuesForm)
    tree, by_time = menu.form.tree, ["6 Sep 2026", "10 May 2027", "7 Jun 2027"]
    assert [tree.topLevelItem(i).text(0) for i in (1, 2, 3)] == by_time
    (newest,) = [b for b in menu.findChildren(QPushButton) if "Newest first" in b.text()]
    QTest.mouseClick(newest, LEFT)
    assert person.ids == by_time[::-1]
    assert person.said == ["3 rows", "by day ↓   ×"]
