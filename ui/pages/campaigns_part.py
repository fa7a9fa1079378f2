"""Campaigns: who answered, became MQL and was won, under what they brought and cost."""

from PySide6.QtCore import Qt

from planner.base.progress import Progress
from planner.session.views import Campaigns, JourneyTouches, Rule, Snapshot
from planner.sheets.attribution import follow_answers
from planner.sheets.attribution_words import has_touches
from planner.sheets.campaigns import answered_behind, campaigns_sheet, channel_keys
from planner.sheets.campaigns_charts import campaigns_chart, cost_chart
from planner.sheets.cells import Place
from planner.sheets.table import TableSheet
from ui.charts.view import ChartView
from ui.grid.view import GridView
from ui.pages.attribution_panel import touches_of
from ui.pages.elided import ElidedLine
from ui.pages.funnel_part import Asked, FunnelPart, Heed
from ui.pages.page import Page
from ui.pages.wiring import charts_over_grid, rows_of, splitter, tie_chart, tie_grid
from ui.widgets.card import Card

LANE, WORKING = "campaigns", "Following the answers to campaigns"
Found = tuple[JourneyTouches, Campaigns]


class CampaignsPart(FunnelPart):
    """Two charts over the grid of channels and their campaigns."""

    key, title = "campaigns", "Campaigns"
    heeds = frozenset({Heed.WINDOW, Heed.FILTERS})

    def __init__(self, page: Page) -> None:
        super().__init__(page)
        self._asked: tuple[Asked, Rule, int] | None = None
        self._found: tuple[Asked, Found] | None = None
        self._folded: frozenset[str] = frozenset()
        self.view = tie_grid(page, GridView(), rows_of("Funnel", self.key))
        self.view.place_requested.connect(self._ask_journeys)
        self.view.fold_toggled.connect(self._fold)
        self.view.all_folded.connect(self._fold_all)
        self.credited, self.cost = (tie_chart(page, self.view, ChartView()) for _ in range(2))
        self.footnote = ElidedLine()
        cards = splitter(
            Qt.Orientation.Horizontal, Card(self.credited), Card(self.cost), shares=(1, 1)
        )
        self._fit = charts_over_grid(self, cards, self.view, self.footnote, (4, 6))

    @classmethod
    def offered(cls, snapshot: Snapshot) -> bool:
        """Whether anybody answered a campaign."""
        return has_touches(snapshot)

    def grid(self) -> GridView:
        """Return the grid of campaigns."""
        return self.view

    def forget(self) -> None:
        """Follow the answers anew."""
        self._asked = None

    def show_asked(self, asked: Asked) -> None:
        """Follow the answers of a window, of the journeys that have the chosen labels."""
        plan = self.page.desk.session.plan
        told = asked, plan.attribution, plan.half_life
        if told == self._asked:
            return
        self._asked = told
        known = touches_of(self._found, asked)

        def work(_progress: Progress) -> Found:
            source, snapshot = asked.source, asked.snapshot
            return follow_answers(source, snapshot, asked.window, asked.chosen, plan, known=known)

        self.run(LANE, WORKING, work, lambda found: self._take(asked, found))

    def plan_changed(self) -> None:
        """Credit by the plan's rule as it now stands."""
        if self._asked is not None:  # what is asked anew is not what was found last
            self.show_asked(self._asked[0])

    def _take(self, asked: Asked, found: Found) -> None:
        self._found = asked, found
        self._show()
        if self.isVisible():
            self.page.say_current()

    def _show(self) -> None:
        sheet = self._sheet(self._folded)
        if self._found is None or sheet is None:
            return
        asked, (_, found) = self._found
        stages, style, currency = asked.source.journeys.stages, asked.style, asked.currency
        self.view.set_sheet(sheet)
        self.footnote.set_text(sheet.footnote)
        self.credited.set_chart(campaigns_chart(found, style, currency))
        self.cost.set_chart(cost_chart(found, stages, style, currency))

    def _sheet(self, folded: frozenset[str]) -> TableSheet | None:
        if self._found is None:
            return None
        asked, (touches, found) = self._found
        return campaigns_sheet(
            found,
            asked.source.journeys.stages,
            touches,
            folded=folded,
            style=asked.style,
            currency=asked.currency,
        )

    def _fold(self, key: str) -> None:
        self._folded ^= {key}
        self._show()

    def _fold_all(self, folded: bool) -> None:
        known = channel_keys(self._found[1][1]) if self._found is not None else frozenset()
        self._folded = known if folded else frozenset()
        self._show()

    def _ask_journeys(self, place: Place) -> None:
        sheet = self.view.grid_model().sheet
        if self._found is None or sheet is None:
            return
        rows = answered_behind(self._found[1][1], place.row, place.column)
        self.journeys_requested.emit(rows, sheet.explain(*self.view.place()).name)
