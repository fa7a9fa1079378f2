"""What the program says to a person, and what it asks."""

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QMessageBox, QWidget

from planner.base.problem import Problem

Button = QMessageBox.StandardButton


class SaveQuestion(QMessageBox):
    """Save, don't save, or go on? It never blocks: the answer comes by a call."""

    def __init__(self, name: str, answered: Callable[[Button], None], parent: QWidget) -> None:
        super().__init__(parent)
        self.setWindowTitle("Fairlead")
        self.setIcon(QMessageBox.Icon.NoIcon)
        self.setText(f"Save the changes to {name}?")
        self.setInformativeText("Without saving they are lost.")
        self.setStandardButtons(Button.Save | Button.Discard | Button.Cancel)
        self.setDefaultButton(Button.Save)
        self.button(Button.Discard).setText("Don’t save")
        self.button(Button.Save).setProperty("primary", True)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.buttonClicked.connect(lambda button: answered(self.standardButton(button)))


def tell(problem: Problem, parent: QWidget) -> QMessageBox:
    """Say a problem over a widget that has no room for it; nothing waits for the answer."""
    box = QMessageBox(parent)
    box.setObjectName("Problem")
    box.setWindowTitle("Fairlead")
    box.setIcon(QMessageBox.Icon.NoIcon)
    box.setText(str(problem))
    box.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
    box.open()
    return box
