"""Paste special: as values, transposed, or both."""

from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QPushButton, QWidget

from ui.grid.flyout import Flyout

_CHOICES = (
    ("Values without formulas", True, False),
    ("Transposed", False, True),
    ("Values, transposed", True, True),
)


class PasteMenu(Flyout):
    """`chosen(values, turned)` hands the choice on."""

    chosen = Signal(bool, bool)

    def __init__(self, grid: QWidget) -> None:
        super().__init__(grid, "Paste special")
        self.add_title("Paste special")
        self.choices: list[QPushButton] = []
        for text, values, turned in _CHOICES:
            made = self.choice(text)
            made.clicked.connect(partial(self._choose, values, turned))
            self.choices.append(made)
            self.box.addWidget(made)

    def _choose(self, values: bool, turned: bool) -> None:
        self.close()
        self.chosen.emit(values, turned)
