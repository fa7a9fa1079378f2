"""The toolbar's scenario: its name, and the menu to choose, make and change scenarios."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from ui.theme import BODY, MEDIUM, font
from ui.widgets.quiet_button import QuietButton

BASE = "Base"
"""What the plan itself is called among its scenarios."""
WIDEST = 150


class ScenarioButton(QuietButton):
    """Says 'Stretch ▾', a long name shortened; a click opens its menu."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent=parent)
        self.setFont(font(BODY, MEDIUM))
        self.show_scenario("")

    def show_scenario(self, name: str) -> None:
        """Show the scenario looked at; '' is the plan itself."""
        said = name or BASE
        shown = self.fontMetrics().elidedText(said, Qt.TextElideMode.ElideMiddle, WIDEST)
        self.setText(f"{shown}  ▾".replace("&", "&&"))
        self.setAccessibleName(f"Scenario: {said}")
        self.setToolTip(
            f"Scenario {said}: what you type counts in it alone"
            if name
            else "The plan itself; choose or make a scenario on top of it"
        )
