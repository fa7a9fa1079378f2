"""What an import would bring: the account of every row, the funnel before and after, warnings."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QLabel, QScrollArea, QVBoxLayout, QWidget

from planner.sheets.importing import Preview
from ui.grid.view import GridView
from ui.theme import BODY, SEMIBOLD, font
from ui.widgets.card import Card

HEIGHT, FUNNEL_WIDTH = 188, 380


class PreviewPanel(QWidget):
    """The funnel's totals at the left, the account and what to know at the right."""

    def __init__(self) -> None:
        super().__init__()
        self.setFixedHeight(HEIGHT)
        self.funnel = GridView()
        self.funnel.setAccessibleName("Funnel before and after")
        self.account, self.warnings = QLabel(), QLabel()
        self.account.setFont(font(BODY, SEMIBOLD))
        for label in (self.account, self.warnings):
            label.setWordWrap(True)
            label.setTextFormat(Qt.TextFormat.PlainText)
        self.warnings.setProperty("muted", True)
        self.warnings.setAlignment(Qt.AlignmentFlag.AlignTop)
        words = QWidget()
        inside = QVBoxLayout(words)
        inside.setContentsMargins(12, 10, 12, 10)
        inside.addWidget(self.account)
        inside.addWidget(self.warnings, 1)
        scroll = QScrollArea()
        scroll.setWidget(words)
        scroll.setWidgetResizable(True)
        scroll.setFrameShape(QScrollArea.Shape.NoFrame)
        funnel = Card(self.funnel)
        funnel.setFixedWidth(FUNNEL_WIDTH)
        box = QHBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(10)
        box.addWidget(funnel)
        box.addWidget(Card(scroll), 1)

    def show_preview(self, preview: Preview) -> None:
        """Show what would come in."""
        self.funnel.set_sheet(preview.funnel)
        self.account.setText(preview.account)
        self.warnings.setText("\n".join(f"–  {text}" for text in preview.warnings))

    def show_waiting(self) -> None:
        """Say that the figures are being counted."""
        self.account.setText("Counting journeys…")
