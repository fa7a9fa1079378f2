"""Asks for a line or two of text, and says beside them what becomes of it."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QDialog,
    QFormLayout,
    QLabel,
    QLineEdit,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from planner.base.problem import RefusedError
from ui.dialogs.foot import deciding
from ui.dialogs.look import wear_theme
from ui.widgets.message_bar import MessageBar

WIDTH = 460


@dataclass(frozen=True, slots=True)
class Field:
    """A line to fill: its label, what stands in it, what it is like; a `secret` one shows dots."""

    label: str
    text: str = ""
    such_as: str = ""
    secret: bool = False


class FieldsDialog(QDialog):
    """`apply` is given the texts; where it raises RefusedError the dialog says so and stays."""

    def __init__(  # noqa: PLR0917 - what is asked, in which words, over which window
        self,
        title: str,
        said: str,
        fields: Sequence[Field],
        verb: str,
        apply: Callable[..., object],
        parent: QWidget,
    ) -> None:
        super().__init__(parent)
        self._apply = apply
        self.setWindowTitle(title)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.said = QLabel(said)
        self.said.setWordWrap(True)
        self.said.setFixedWidth(WIDTH)
        self.said.setMinimumHeight(self.said.heightForWidth(WIDTH))
        self.fields = [_line(field) for field in fields]
        self.message = MessageBar()
        self.accept_button = QPushButton(verb)
        form = QFormLayout()
        form.setHorizontalSpacing(16)
        form.setFieldGrowthPolicy(QFormLayout.FieldGrowthPolicy.AllNonFixedFieldsGrow)
        for field, line in zip(fields, self.fields, strict=True):
            form.addRow(field.label, line)
        box = QVBoxLayout(self)
        box.setContentsMargins(16, 16, 16, 16)
        box.setSpacing(12)
        box.addWidget(self.said)
        box.addLayout(form)
        box.addWidget(self.message)
        box.addLayout(deciding(self, self.accept_button))
        wear_theme(self)

    def accept(self) -> None:
        """Apply the texts, and stay open where they are refused."""
        try:
            self._apply(*(line.text() for line in self.fields))
        except RefusedError as refused:
            self.message.show_problem(refused.problem)
            return
        super().accept()


def _line(field: Field) -> QLineEdit:
    line = QLineEdit(field.text)
    line.setAccessibleName(field.label)
    line.setPlaceholderText(field.such_as)
    if field.secret:
        line.setEchoMode(QLineEdit.EchoMode.Password)
    line.selectAll()
    return line
