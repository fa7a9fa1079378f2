"""The CRM's stages and statuses, and what each means in the funnel."""

from functools import partial

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QComboBox, QLabel, QTableWidgetItem, QVBoxLayout, QWidget

from planner.base import units
from planner.session.views import Proposal, StageMapping
from planner.sheets.importing import ENTITY_NAMES, stage_choices
from ui.dialogs.import_columns import Correct, plain_table
from ui.dialogs.look import ChoiceBox

HEADERS = ("In the CRM", "Means", "Rows", "Of")
WIDTHS = (280, 210, 80, 140)
COUNT = 2


class StagesPanel(QWidget):
    """Each text of the CRM with a list of funnel stages to choose from."""

    def __init__(self, correct: Correct) -> None:
        super().__init__()
        self._correct = correct
        self.about = QLabel()
        self.about.setProperty("muted", True)
        self.about.setContentsMargins(12, 12, 12, 10)
        self.about.setWordWrap(True)
        self.table = plain_table(HEADERS, WIDTHS)
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(0)
        box.addWidget(self.about)
        box.addWidget(self.table, 1)

    def show_stages(self, proposal: Proposal) -> None:
        """Show what every stage and status text is taken for."""
        funnel = " → ".join(proposal.stages) or "none yet"
        self.about.setText(f"The funnel these data can show: {funnel}")
        choices = stage_choices(proposal)
        self.table.setRowCount(len(proposal.stage_map))
        for row, mapping in enumerate(proposal.stage_map):
            texts = (mapping.text, "", units.count(mapping.count), ENTITY_NAMES[mapping.entity])
            for number, text in enumerate(texts):
                item = QTableWidgetItem(text)
                if number == COUNT:
                    item.setTextAlignment(
                        Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
                    )
                self.table.setItem(row, number, item)
            self.table.setCellWidget(row, 1, self._targets(mapping, choices))

    def target(self, text: str) -> QComboBox:
        """Return the list of meanings of a CRM text; KeyError if there is no such text."""
        for row in range(self.table.rowCount()):
            item, found = self.table.item(row, 0), self.table.cellWidget(row, 1)
            if item and item.text() == text and isinstance(found, QComboBox):
                return found
        raise KeyError(text)

    def _targets(self, mapping: StageMapping, choices: tuple[str, ...]) -> QComboBox:
        box = ChoiceBox()
        box.setAccessibleName(f"Meaning of {mapping.text}")
        for choice in dict.fromkeys((*choices, mapping.target)):
            box.addItem(choice, choice)
        box.setCurrentText(mapping.target)
        box.activated.connect(partial(self._choose, mapping.text, box))
        return box

    def _choose(self, text: str, box: QComboBox, _index: int = 0) -> None:
        target = box.currentText()
        self._correct(lambda proposal: proposal.with_stage(text, target))
