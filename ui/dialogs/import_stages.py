"""The CRM's stages and statuses, what each means in the funnel, and what cannot be measured."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QLabel, QVBoxLayout, QWidget

from planner.base.units import NumberStyle
from planner.session.views import Proposal
from planner.sheets.import_files import funnel_words, stages_form
from ui.dialogs.form_table import FormTable


class StagesPanel(QWidget):
    """Each text of the CRM with a list of funnel stages to choose from."""

    corrected = Signal(object)

    def __init__(self) -> None:
        super().__init__()
        self.about = QLabel()
        self.about.setContentsMargins(12, 12, 12, 10)
        self.about.setWordWrap(True)
        self.about.setTextFormat(Qt.TextFormat.PlainText)
        self.table = FormTable("Stages and statuses")
        self.table.corrected.connect(self.corrected)
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(0)
        box.addWidget(self.about)
        box.addWidget(self.table, 1)

    def show_stages(self, proposal: Proposal, style: NumberStyle) -> None:
        """Show what every stage and status text is taken for."""
        self.about.setText("\n".join(funnel_words(proposal)))
        self.table.show_form(stages_form(proposal, style))
