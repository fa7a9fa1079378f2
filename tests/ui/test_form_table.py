"""A form on the screen: what its cells say, and what keys do."""

from collections.abc import Callable

import pytest
from PySide6.QtCore import QAbstractItemModel, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLineEdit, QPushButton, QVBoxLayout, QWidget
from pytestqt.modeltest import ModelTester
from pytestqt.qtbot import QtBot

from planner.base.problem import Problem, RefusedError
from planner.intake import Hints
from planner.sheets.cells import Tone
from planner.sheets.forms import TICKED, Correction, Form, FormCell, FormColumn, FormRow, choice
from ui.dialogs.form_table import FormTable

COLUMNS = (
    FormColumn("Name", 120, grows=True),
    FormColumn("Means", 120),
    FormColumn("Merge", 60),
    FormColumn("Rate", 80, numbers=True),
)
OPTIONS = (("", "not used"), ("region", "Region"))
Key = Qt.Key


class Said:
    """A form that notes what was stated."""

    def __init__(self) -> None:
        self.changes: list[tuple[str, int, str]] = []

    def form(self, rate: str = "") -> Form:
        rows = tuple(
            FormRow(
                name,
                (
                    FormCell(name, tone=Tone.MUTED),
                    choice(OPTIONS, ""),
                    FormCell(ticked=False),
                    FormCell(rate, rate, typed=True),
                ),
            )
            for name in ("first", "second")
        )
        return Form("Columns", COLUMNS, rows, self._change)

    def _change(self, row: str, column: int, text: str) -> Correction:
        if text == "bad":
            raise RefusedError(Problem("That is bad"))
        self.changes.append((row, column, text))
        return lambda hints: hints


@pytest.fixture
def said() -> Said:
    return Said()


@pytest.fixture
def table(qtbot: QtBot, said: Said) -> FormTable:
    made = FormTable("Columns")
    qtbot.addWidget(made)
    made.show_form(said.form())
    made.resize(600, 300)
    made.show()
    made.setFocus()
    return made


def at(table: FormTable, row: int, column: int) -> None:
    table.setCurrentIndex(table.model().index(row, column))


def test_the_model_keeps_qts_rules(table: FormTable, qtmodeltester: ModelTester) -> None:
    qtmodeltester.check(table.model())


def test_every_cell_is_a_sentence_for_a_reader(table: FormTable) -> None:
    role = Qt.ItemDataRole.AccessibleTextRole
    model: QAbstractItemModel = table.model()
    spoken = [str(model.index(1, column).data(role)) for column in range(4)]
    assert spoken == [
        "Name of second: second",
        "Means of second: not used",
        "Merge of second: not ticked",
        "Rate of second: nothing",
    ]


def test_space_ticks_and_the_tick_shows_before_its_answer(table: FormTable, said: Said) -> None:
    at(table, 1, 2)
    QTest.keyClick(table, Key.Key_Space)
    assert said.changes == [("second", 2, TICKED)]
    state = Qt.ItemDataRole.CheckStateRole
    assert table.model().index(1, 2).data(state) == Qt.CheckState.Checked
    table.show_form(said.form())
    assert table.model().index(1, 2).data(state) == Qt.CheckState.Unchecked


def test_typing_opens_a_field_and_enter_takes_it_over(
    table: FormTable, said: Said, qtbot: QtBot
) -> None:
    at(table, 0, 3)
    QTest.keyClicks(table, "0")
    (field,) = table.findChildren(QLineEdit)
    QTest.keyClicks(field, ".5")
    QTest.keyClick(field, Key.Key_Return)
    qtbot.waitUntil(lambda: bool(said.changes))
    assert said.changes == [("first", 3, "0.5")]
    assert table.model().index(0, 3).data() == "0.5"


def test_what_is_refused_leaves_the_cell_as_it_was(
    table: FormTable, said: Said, qtbot: QtBot
) -> None:
    with qtbot.waitSignal(table.refused) as told:
        table.model().setData(table.model().index(0, 3), "bad")
    assert str(told.args[0]) == "That is bad."
    assert table.model().index(0, 3).data() == ""


def test_tab_leads_out_of_the_form(qtbot: QtBot, said: Said) -> None:
    page, after = QWidget(), QPushButton("After")
    table = FormTable("Columns")
    box = QVBoxLayout(page)
    box.addWidget(table)
    box.addWidget(after)
    qtbot.addWidget(page)
    table.show_form(said.form())
    with qtbot.waitActive(page):
        page.show()
    table.setFocus()
    QTest.keyClick(table, Key.Key_Tab)
    assert after.hasFocus()
    assert said.changes == []


@pytest.mark.parametrize("key", [Key.Key_Return, Key.Key_Enter])
def test_enter_on_a_cell_to_read_stays_in_the_form(
    table: FormTable, key: Qt.Key, said: Said
) -> None:
    at(table, 0, 0)
    QTest.keyClick(table, key)
    assert table.state() == FormTable.State.NoState
    assert said.changes == []


def test_a_form_of_the_same_rows_keeps_the_place(table: FormTable, said: Said) -> None:
    at(table, 1, 3)
    table.show_form(said.form(rate="2"))
    assert (table.currentIndex().row(), table.currentIndex().column()) == (1, 3)
    stated: Callable[[Hints], Hints] = said.form().change(0, 1, "region")
    assert stated(Hints()) == Hints()
