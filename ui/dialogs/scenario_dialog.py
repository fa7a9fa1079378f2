"""Asks for a scenario's name, and for a new one what it lies on."""

from collections.abc import Callable, Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QDialog,
    QFormLayout,
    QLineEdit,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from planner.base.problem import RefusedError
from ui.dialogs.foot import deciding
from ui.dialogs.look import ChoiceBox, wear_theme
from ui.widgets.message_bar import MessageBar

WIDTH = 420
Apply = Callable[[str, str], None]
"""Given the name and the id of what the scenario lies on; raises RefusedError."""


class ScenarioDialog(QDialog):
    """Stays open with the reason where the name cannot be taken.

    `below` are ids and names of what a scenario can lie on; none where that is not asked.
    """

    def __init__(  # noqa: PLR0917 - what is asked, in which words, over which window
        self,
        title: str,
        verb: str,
        name: str,
        below: Sequence[tuple[str, str]],
        on: str,
        apply: Apply,
        parent: QWidget,
    ) -> None:
        super().__init__(parent)
        self._apply = apply
        self.setWindowTitle(title)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setMinimumWidth(WIDTH)
        self.name, self.below = QLineEdit(name), ChoiceBox()
        self.name.setAccessibleName("Name")
        self.name.setPlaceholderText("Such as Stretch")
        self.name.selectAll()
        self.below.setAccessibleName("On top of")
        for id_, text in below:
            self.below.addItem(text, id_)
        self.below.setCurrentIndex(max(self.below.findData(on), 0))
        self.message = MessageBar()
        self.accept_button = QPushButton(verb)
        self._lay_out(bool(below))
        wear_theme(self)

    def accept(self) -> None:
        """Apply the name, and stay open where it is refused."""
        try:
            self._apply(self.name.text(), str(self.below.currentData() or ""))
        except RefusedError as refused:
            self.message.show_problem(refused.problem)
            return
        super().accept()

    def _lay_out(self, asks_below: bool) -> None:
        form = QFormLayout()
        form.setHorizontalSpacing(16)
        form.setFieldGrowthPolicy(QFormLayout.FieldGrowthPolicy.AllNonFixedFieldsGrow)
        form.addRow("Name", self.name)
        if asks_below:
            form.addRow("On top of", self.below)
        box = QVBoxLayout(self)
        box.setContentsMargins(16, 16, 16, 16)
        box.setSpacing(10)
        box.addLayout(form)
        box.addWidget(self.message)
        box.addLayout(deciding(self, self.accept_button))
