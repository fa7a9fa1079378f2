"""Time in every stage, ages of what is open, and money per day: three charts over one grid."""

from planner.sheets.journey_fields import Rows
from planner.sheets.stays_view import MEASURING, StaysView, stays_behind, stays_view
from planner.sheets.words import Tongue
from ui.pages.charted_part import ChartedPart
from ui.pages.funnel_part import Asked
from ui.pages.page import Page


class StaysPart(ChartedPart[StaysView]):
    """Steps unfold into the groups of the cut; the ages are those of the current row."""

    key, title = "time", "Time and ageing"
    measuring, chart_count = MEASURING, 3

    def __init__(self, page: Page) -> None:
        super().__init__(page)
        self._folded: frozenset[str] | None = None
        self.stages, self.ageing, self.velocity = self.charts

    def show_asked(self, asked: Asked) -> None:
        """Measure what is asked for, and show it when it is there."""
        if asked == self.asked:
            return
        self.asked = asked
        tongue = Tongue(asked.style, asked.currency)
        self.measure(
            lambda: stays_view(asked.source, asked.by, asked.window, asked.chosen, tongue),
            self._take,
        )

    def fold(self, row: str) -> None:
        """Fold or unfold a step."""
        self._folded = (self._folded or frozenset()) ^ {row}
        self._show()

    def fold_all(self, folded: bool) -> None:
        """Fold or unfold all steps."""
        self._folded = self.shown.steps if folded and self.shown is not None else frozenset()
        self._show()

    def asked_for(self, view: StaysView) -> tuple[str, ...]:
        """Return the cut."""
        return view.found.by

    def behind(self, view: StaysView, row: str, column: str) -> Rows:
        """Return the journeys that stayed, or stay, in a stage."""
        return stays_behind(view, row, column)

    def _take(self, view: StaysView) -> None:
        if self._folded is None:
            self._folded = view.steps - {view.closing}
        self.shown = view
        self._show()

    def _show(self) -> None:
        if self.shown is not None:
            self.show_sheet(self.shown, self.shown.sheet(self._folded or frozenset()))
