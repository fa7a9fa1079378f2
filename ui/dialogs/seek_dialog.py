"""Goal seek: what a figure of the plan is to be, and which assumption may move for it."""

from collections.abc import Callable, Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QDialog,
    QFormLayout,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from planner.base.problem import Problem
from planner.sheets.seeking import Answer, Movable
from ui.dialogs.look import ChoiceBox, wear_theme
from ui.theme import SECTION, SEMIBOLD, font
from ui.widgets.message_bar import MessageBar

WIDTH = 520
Ask = Callable[[str, str, object], None]
"""Given the text typed, the line and the driver; answers by `show_answer` or `show_problem`."""


class SeekDialog(QDialog):
    """Enter seeks; once there is an answer Apply states it. Any change asks anew."""

    def __init__(  # noqa: PLR0917 - of which figure, what may move, who answers and who takes it
        self,
        figure: str,
        now: str,
        offered: Sequence[Movable],
        ask: Ask,
        apply: Callable[[Answer], None],
        parent: QWidget,
    ) -> None:
        super().__init__(parent)
        self._offered, self._ask, self._apply = tuple(offered), ask, apply
        self.answer: Answer | None = None
        self.setWindowTitle("Goal seek")
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setMinimumWidth(WIDTH)
        self.figure, self.wanted = QLabel(figure), QLineEdit()
        self.figure.setFont(font(SECTION, SEMIBOLD))
        self.wanted.setPlaceholderText(f"Now {now}; type 19m, or +10%")
        self.line, self.driver = ChoiceBox(), ChoiceBox()
        self.said = QLabel()
        self.said.setWordWrap(True)
        self.said.setTextFormat(Qt.TextFormat.PlainText)
        self.message = MessageBar()
        self.seek_button, self.apply_button = QPushButton("Seek"), QPushButton("Apply")
        for each in self._offered:
            self.line.addItem(each.title, each.line)
        self._offer_drivers()
        self._lay_out()
        self._connect()
        self._forget()
        wear_theme(self)

    def show_answer(self, answer: Answer) -> None:
        """Show what was found; it can be applied, also where it is only the nearest."""
        self.answer = answer
        self.message.dismiss()
        self.said.setText(answer.text)
        self.said.show()
        self._ready()
        self.adjustSize()
        self.apply_button.setEnabled(bool(answer.drafts))
        self.apply_button.setDefault(True)
        self.apply_button.setFocus()

    def show_problem(self, problem: Problem) -> None:
        """Show why there is no answer."""
        self._ready()
        self.message.show_problem(problem)
        self.adjustSize()

    def seek(self) -> None:
        """Ask for the value that makes the figure as typed."""
        self._forget()
        self.seek_button.setEnabled(False)
        self.seek_button.setText("Seeking…")
        self._ask(self.wanted.text(), str(self.line.currentData()), self.driver.currentData())

    def accept(self) -> None:
        """Apply the answer; without one seek it."""
        if self.answer is None:
            self.seek()
            return
        self._apply(self.answer)
        super().accept()

    def _ready(self) -> None:
        self.seek_button.setEnabled(True)
        self.seek_button.setText("Seek")

    def _forget(self) -> None:
        self.answer = None
        self.said.hide()
        self.apply_button.setEnabled(False)
        self.seek_button.setDefault(True)

    def _offer_drivers(self) -> None:
        self.driver.clear()
        for driver, name in self._offered[self.line.currentIndex()].drivers:
            self.driver.addItem(name, driver)

    def _connect(self) -> None:
        self.line.currentIndexChanged.connect(self._offer_drivers)
        self.driver.currentIndexChanged.connect(self._forget)
        self.wanted.textChanged.connect(self._forget)
        self.seek_button.clicked.connect(self.seek)
        self.apply_button.clicked.connect(self.accept)

    def _lay_out(self) -> None:
        form = QFormLayout()
        form.setHorizontalSpacing(16)
        form.setFieldGrowthPolicy(QFormLayout.FieldGrowthPolicy.AllNonFixedFieldsGrow)
        rows = (("To be", self.wanted), ("By moving", self.line), ("Its", self.driver))
        for text, field in rows:
            form.addRow(text, field)
            field.setAccessibleName(text)
        self.apply_button.setProperty("primary", True)
        cancel = QPushButton("Cancel")
        cancel.setAutoDefault(False)
        cancel.clicked.connect(self.reject)
        buttons = QHBoxLayout()
        buttons.addStretch()
        for button in (cancel, self.seek_button, self.apply_button):
            buttons.addWidget(button)
        box = QVBoxLayout(self)
        box.setContentsMargins(16, 16, 16, 16)
        box.setSpacing(10)
        box.addWidget(self.figure)
        box.addLayout(form)
        box.addWidget(self.said)
        box.addWidget(self.message)
        box.addLayout(buttons)
