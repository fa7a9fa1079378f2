"""Asks for the first and the last month of a window of entry."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QComboBox, QDialog, QDialogButtonBox, QFormLayout, QWidget

from planner.base.days import Month
from planner.sheets.periods import months_text


class MonthsDialog(QDialog):
    """Lists the months that have entries; `chosen` are those of the two boxes."""

    def __init__(
        self, known: tuple[Month, Month], shown: tuple[Month, Month], parent: QWidget
    ) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle("Entered in which months")
        self.first, self.last = QComboBox(), QComboBox()
        form = QFormLayout(self)
        for name, box, month in (("From", self.first, shown[0]), ("To", self.last, shown[1])):
            for each in range(known[1], known[0] - 1, -1):
                box.addItem(months_text(each, each), each)
            box.setCurrentIndex(max(box.findData(month), 0))
            box.setAccessibleName(name)
            form.addRow(name, box)
        kinds = QDialogButtonBox.StandardButton
        buttons = QDialogButtonBox(kinds.Ok | kinds.Cancel)
        buttons.accepted.connect(self.accept)
        buttons.rejected.connect(self.reject)
        form.addRow(buttons)

    @property
    def chosen(self) -> tuple[Month, Month]:
        """The first and the last month."""
        return self.first.currentData(), self.last.currentData()
