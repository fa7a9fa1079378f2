"""The question after a paste or a fill that only partly fits: which cells refused, and why."""

from PySide6.QtWidgets import (
    QDialog,
    QHBoxLayout,
    QLabel,
    QListWidget,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from planner.base.units import ENGLISH, NumberStyle, count
from planner.sheets.gesture import Gesture
from ui.grid.model import GridModel
from ui.theme import MEDIUM, SECTION, font

LISTED = 200


class RefusedDialog(QDialog):
    """Accepted when the person takes the part that fits."""

    def __init__(
        self,
        gesture: Gesture,
        model: GridModel,
        parent: QWidget | None = None,
        style: NumberStyle = ENGLISH,
    ) -> None:
        super().__init__(parent)
        self.setWindowTitle("Some cells take nothing")
        refused, verb = len(gesture.refused), gesture.label.partition(" ")[0]
        some = "One cell does" if refused == 1 else f"{count(refused, style)} cells do"
        heading = QLabel(f"{some} not take it; nothing has been written yet.")
        heading.setFont(font(SECTION, MEDIUM))
        heading.setWordWrap(True)
        self.failures = QListWidget()
        self.failures.setAccessibleName("Cells that take nothing")
        self.failures.setWordWrap(True)
        for refusal in gesture.refused[:LISTED]:
            place = model.name(refusal.row, refusal.column)
            self.failures.addItem(f"{place}: {refusal.problem}")
        if refused > LISTED:
            self.failures.addItem(f"and {count(refused - LISTED, style)} more")
        layout = QVBoxLayout(self)
        layout.setContentsMargins(16, 16, 16, 16)
        layout.setSpacing(12)
        layout.addWidget(heading)
        layout.addWidget(self.failures)
        fits, some = gesture.fitting, f"{count(gesture.fitting, style)} that fit"
        layout.addLayout(self._buttons(verb.capitalize(), "one that fits" if fits == 1 else some))
        self.fitting.setVisible(fits > 0)
        self.resize(560, 320)

    def _buttons(self, verb: str, fitting: str) -> QHBoxLayout:
        buttons = QHBoxLayout()
        self.fitting = QPushButton(f"{verb} the {fitting}")
        self.fitting.setProperty("primary", True)
        self.fitting.clicked.connect(self.accept)
        leave = QPushButton(f"{verb} nothing")
        leave.clicked.connect(self.reject)
        buttons.addStretch()
        buttons.addWidget(leave)
        buttons.addWidget(self.fitting)
        return buttons
