"""The button that says that older data are looked at, and leads back to the plan's own."""

from planner.base.days import date_of
from planner.sheets.status import day_text
from ui.desk import Desk
from ui.widgets.quiet_button import QuietButton


class AsOfButton(QuietButton):
    """Hidden while the plan's own data are looked at."""

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._desk = desk
        self.setToolTip("Look at the plan’s own data again")
        self.clicked.connect(lambda: desk.look_at(None))
        desk.changed.connect(self.refresh)
        self.refresh()

    def refresh(self) -> None:
        """Say as of which day the data looked at are."""
        looked_at = self._desk.looked_at if self._desk.seen is not None else None
        if looked_at is not None:
            self.setText(f"As of {day_text(date_of(looked_at.journeys.as_of))}   ×")
        self.setVisible(looked_at is not None)
