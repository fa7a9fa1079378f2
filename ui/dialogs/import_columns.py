"""One table of an import: what a row is, what each of its columns means, and what is missing."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QLabel, QPushButton, QVBoxLayout, QWidget

from planner.session.views import Proposal
from planner.sheets.import_files import (
    columns_form,
    entity_choices,
    kind_stated,
    missing_kinds,
    missing_words,
)
from planner.sheets.importing import table_about
from ui.dialogs.form_table import FormTable
from ui.dialogs.look import ChoiceBox
from ui.pages.elided import ElidedLine
from ui.theme import LABEL, font

MOST_SAID = 3


class ColumnsPanel(QWidget):
    """The table chosen in the list of files. `corrected` carries what a change states."""

    corrected = Signal(object)
    recipe_wanted = Signal(str)

    def __init__(self) -> None:
        super().__init__()
        self._proposal: Proposal | None = None
        self._index = 0
        self.entity = ChoiceBox()
        self.entity.setMinimumWidth(180)
        self.entity.setAccessibleName("What one row is")
        for kind, name in entity_choices():
            self.entity.addItem(name, kind)
        self.entity.activated.connect(self._choose_kind)
        self.about = ElidedLine()
        self.table = FormTable("Columns")
        self.table.corrected.connect(self.corrected)
        self.missing = QLabel()
        self.missing.setWordWrap(True)
        self.missing.setTextFormat(Qt.TextFormat.PlainText)
        self.missing.setProperty("muted", True)
        self.missing.setFont(font(LABEL))
        self.recipe = QPushButton("What to export")
        self.recipe.setProperty("quiet", True)
        self.recipe.setAutoDefault(False)
        self.recipe.clicked.connect(self._ask_recipe)
        self._lay_out()

    def _lay_out(self) -> None:
        top = QHBoxLayout()
        top.setContentsMargins(12, 10, 12, 8)
        top.setSpacing(10)
        top.addWidget(QLabel("Each row is one of"))
        top.addWidget(self.entity)
        top.addWidget(self.about, 1)
        self.absent = QWidget()
        below = QHBoxLayout(self.absent)
        below.setContentsMargins(12, 4, 4, 4)
        below.addWidget(self.missing, 1)
        below.addWidget(self.recipe, 0, Qt.AlignmentFlag.AlignRight)
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(0)
        box.addLayout(top)
        box.addWidget(self.table, 1)
        box.addWidget(self.absent)

    def show_table(self, proposal: Proposal, index: int) -> None:
        """Show how one of the tables is understood."""
        self._proposal, self._index = proposal, index
        table = proposal.tables[index]
        self.entity.setCurrentIndex(self.entity.findData(str(table.entity)))
        self.about.set_text(table_about(table))
        self.table.show_form(columns_form(proposal, index))
        absent = (*missing_words(proposal, index), *missing_kinds(proposal))
        told = [f"{name} (unlocks {unlocks})" for name, unlocks in absent]
        more = f", and {len(told) - MOST_SAID} more" if len(told) > MOST_SAID else ""
        self.missing.setText(f"Not here: {', '.join(told[:MOST_SAID])}{more}." if told else "")
        self.missing.setToolTip("\n".join(told))

    def _ask_recipe(self) -> None:
        if self._proposal is not None:
            self.recipe_wanted.emit(self._proposal.tables[self._index].crm)

    def _choose_kind(self, _place: int) -> None:
        if self._proposal is None:
            return
        table, kind = self._proposal.tables[self._index], str(self.entity.currentData())
        if kind != table.entity:
            self.corrected.emit(kind_stated(table, kind))
