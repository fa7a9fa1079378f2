"""A person at the import page: cells found by their row, chosen and typed by mouse and keys."""

from typing import TypeVar

from PySide6.QtCore import QModelIndex, QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QComboBox, QLineEdit

from tests.ui.window.driver import Driver
from ui.dialogs.form_table import FormTable
from ui.dialogs.import_dialog import COLUMNS, DECISIONS, STAGES, ImportDialog

Editor = TypeVar("Editor", QComboBox, QLineEdit)
MEANS, DATES = 1, 4
LEFT = Qt.MouseButton.LeftButton


class ImportPage:
    """Works the import page of a window."""

    LEFT = LEFT

    def __init__(self, driver: Driver) -> None:
        self._driver = driver

    @property
    def dialog(self) -> ImportDialog:
        found = self._driver.window.load().importing.dialog
        assert found is not None
        return found

    def wait(self) -> "ImportPage":
        """Wait until the page stands and has been counted, or says why it cannot be."""
        importing = self._driver.window.load().importing
        self._driver.until(lambda: importing.dialog is not None or bool(self._driver.message))
        self.rest()
        return self

    def rest(self) -> None:
        self._driver.rest()
        assert self.dialog.ready or self.dialog.message.problem

    @property
    def button(self) -> str:
        return self.dialog.foot.accept_button.text()

    @property
    def allowed(self) -> bool:
        return self.dialog.foot.accept_button.isEnabled()

    @property
    def account(self) -> str:
        return self.dialog.preview.account.text()

    def columns(self, file: int = 0) -> FormTable:
        self.dialog.files.setCurrentRow(file)
        self.dialog.parts.choose(COLUMNS)
        return self.dialog.columns.table

    def stages(self) -> FormTable:
        self.dialog.parts.choose(STAGES)
        return self.dialog.stages.table

    def question(self, key: str) -> FormTable:
        self.dialog.parts.choose(DECISIONS)
        table = self.dialog.decisions.box(key).table
        assert table is not None
        return table

    def answer(self, question: str, key: str) -> None:
        """Click on an answer."""
        self.dialog.parts.choose(DECISIONS)
        button = self.dialog.decisions.box(question).answers[key]
        QTest.mouseClick(button, LEFT, pos=QPoint(8, button.height() // 2))

    def text(self, table: FormTable, row: str, column: int) -> str:
        return str(self._index(table, row, column).data())

    def click(self, table: FormTable, row: str, column: int) -> None:
        """Click on a cell as a person does: one click."""
        index = self._index(table, row, column)
        table.scrollTo(index)
        at = table.visualRect(index).center()
        QTest.mouseClick(table.viewport(), LEFT, pos=at)

    def choose(self, table: FormTable, row: str, column: int, title: str) -> None:
        """Open a cell's list with one click and choose from it by typing its beginning."""
        self.click(table, row, column)
        self._pick(table, title)

    def choose_by_keys(self, table: FormTable, row: str, column: int, title: str) -> None:
        """Open a cell's list with Enter."""
        table.setFocus()
        table.setCurrentIndex(self._index(table, row, column))
        QTest.keyClick(table, Qt.Key.Key_Return)
        self._pick(table, title)

    def write(self, table: FormTable, row: str, column: int, text: str) -> None:
        """Type over a cell and press Enter."""
        self.click(table, row, column)
        editor = self._open(table, QLineEdit)
        QTest.keyClicks(editor, text)
        QTest.keyClick(editor, Qt.Key.Key_Return)
        QApplication.processEvents()

    def _pick(self, table: FormTable, title: str) -> None:
        box = self._open(table, QComboBox)
        self._driver.until(lambda: box.view().isVisible())
        place = box.findText(title)
        assert place >= 0, f"{title} is not offered"
        box.view().setCurrentIndex(box.model().index(place, 0))
        QTest.keyClick(box.view(), Qt.Key.Key_Return)
        QApplication.processEvents()

    @staticmethod
    def _open(table: FormTable, kind: type[Editor]) -> Editor:
        """Return the editor that is open; those closed go with the next turn of events."""
        (editor,) = (found for found in table.findChildren(kind) if found.isVisible())
        return editor

    @staticmethod
    def _index(table: FormTable, row: str, column: int) -> QModelIndex:
        assert table.form is not None
        return table.model().index(table.form.find(row), column)
