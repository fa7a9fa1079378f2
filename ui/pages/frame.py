"""A sheet in its frame: where it has nothing to show yet, a sentence and a way to begin."""

from PySide6.QtWidgets import QStackedWidget

from ui.pages.page import Page
from ui.widgets.empty_state import EmptyState

IMPORT, SAMPLE = "Import CRM exports…", "Open the sample company"
SAMPLE_YEAR = "Open the sample company in its year"
RECIPES = "What to export from your CRM"
BY_HAND = "Make a plan by hand, without data"


class Framed(QStackedWidget):
    """Shows its page, or what will be there once there is something."""

    def __init__(self, page: Page) -> None:
        super().__init__()
        self.page = page
        sample = SAMPLE_YEAR if page.of_year else SAMPLE
        quiet, helping = (BY_HAND, "") if page.by_hand else (sample, RECIPES)
        self.empty = EmptyState(page.sentence, IMPORT, quiet, helping)
        self.empty.chosen.connect(page.imports_requested)
        self.empty.link_followed.connect(self._follow)
        self.empty.help_asked.connect(page.recipes_requested)
        self.addWidget(page)
        self.addWidget(self.empty)

    def _follow(self) -> None:
        if self.page.by_hand:
            self.page.settings_requested.emit()
        else:
            self.page.sample_requested.emit(self.page.of_year)

    def refresh(self) -> None:
        """Show page or sentence, as the plan now stands."""
        nothing = self.page.has_nothing()
        self.setCurrentWidget(self.empty if nothing else self.page)

    def take_keyboard(self) -> None:
        """Give the keyboard to the grid, or to the button that begins."""
        if self.currentWidget() is self.page:
            self.page.grid().setFocus()
        else:
            self.empty.primary.setFocus()
