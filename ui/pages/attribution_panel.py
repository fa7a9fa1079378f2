"""Attribution: bookings by channel and by seven rules, one of which is the plan's."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from planner.base.problem import RefusedError
from planner.base.progress import Progress
from planner.session.views import Attribution, JourneyTouches, Rule, Snapshot
from planner.sheets.attribution import (
    attribution_sheet,
    choose_rule,
    deals_behind,
    rules_to_choose,
    share_out,
)
from planner.sheets.attribution_charts import rules_chart, side_by_side
from planner.sheets.attribution_words import has_channels
from planner.sheets.cells import Place
from ui.charts.view import ChartView
from ui.grid.view import GridView
from ui.pages.choices import Choice, Pick
from ui.pages.elided import ElidedLine
from ui.pages.funnel_part import Asked, FunnelPart, Heed
from ui.pages.page import Page
from ui.pages.wiring import charts_over_grid, rows_of, splitter, tie_chart, tie_grid
from ui.widgets.card import Card

LANE, WORKING = "attribution", "Sharing bookings out to touches"
SHARED = ((False, "Money"), (True, "Shares"))
Found = tuple[JourneyTouches, Attribution]


def touches_of(
    found: tuple[Asked, tuple[JourneyTouches, object]] | None, asked: Asked
) -> JourneyTouches | None:
    """Return the touches found before, where they are of the same journeys."""
    return found[1][0] if found is not None and found[0].source is asked.source else None


class AttributionPart(FunnelPart):
    """Two charts over the grid of channels and rules; the rule chosen is a setting of the plan."""

    key, title = "attribution", "Attribution"
    heeds = frozenset({Heed.WINDOW, Heed.FILTERS})

    def __init__(self, page: Page) -> None:
        super().__init__(page)
        self._asked: tuple[Asked, int] | None = None
        self._found: tuple[Asked, Found] | None = None
        self.view = tie_grid(page, GridView(), rows_of("Funnel", self.key))
        self.view.place_requested.connect(self._ask_journeys)
        self.by_rule, self.lines = (tie_chart(page, self.view, ChartView()) for _ in range(2))
        self.rule, self.shares = Pick("Plan’s rule"), Choice("Figures", SHARED)
        self.rule.picked.connect(self._choose)
        self.shares.chosen.connect(lambda _shares: self._show())
        self.footnote = ElidedLine()
        self._beside = Card(self.lines)
        cards = splitter(Qt.Orientation.Horizontal, Card(self.by_rule), self._beside, shares=(1, 1))
        self._fit = charts_over_grid(self, cards, self.view, self.footnote)

    @classmethod
    def offered(cls, snapshot: Snapshot) -> bool:
        """Whether there are journeys, and channels to credit."""
        return super().offered(snapshot) and has_channels(snapshot)

    def grid(self) -> GridView:
        """Return the grid of channels."""
        return self.view

    def controls(self) -> tuple[QWidget, ...]:
        """Return the plan's rule, and money or shares."""
        return self.rule, self.shares

    def forget(self) -> None:
        """Share out anew."""
        self._asked = None

    def show_asked(self, asked: Asked) -> None:
        """Share out the bookings of a window that have the chosen labels."""
        half_life = self.page.desk.session.plan.half_life
        if (asked, half_life) == self._asked:
            return
        self._asked = asked, half_life
        known = touches_of(self._found, asked)

        def work(_progress: Progress) -> Found:
            source, snapshot = asked.source, asked.snapshot
            return share_out(source, snapshot, asked.window, asked.chosen, half_life, known=known)

        self.run(LANE, WORKING, work, lambda found: self._take(asked, found))

    def plan_changed(self) -> None:
        """Show the plan's rule and half-life as they now stand."""
        if self._asked is not None:  # what is asked anew is not what was found last
            self.show_asked(self._asked[0])
            self._show()

    def _take(self, asked: Asked, found: Found) -> None:
        self._found = asked, found
        self._show()
        if self.isVisible():
            self.page.say_current()

    def _show(self) -> None:
        if self._found is None:
            return
        asked, (touches, found) = self._found
        desk, plan = self.page.desk, self.page.desk.session.plan
        if self.rule.value != plan.attribution:
            self.rule.offer(rules_to_choose(), plan.attribution)
        sheet = attribution_sheet(
            found, plan, touches, shares=self.shares.value, window=asked.window, seat=desk.seat,
            style=asked.style,
        )  # fmt: skip
        self.view.set_sheet(sheet)
        self.footnote.set_text(sheet.footnote)
        style, currency = asked.style, asked.currency
        chart = rules_chart(found, plan.attribution, asked.window, style, currency)
        self.by_rule.set_chart(chart)
        self.lines.set_chart(side_by_side(found, style, currency))
        self._beside.setVisible(found.by_touches > 0)

    def _choose(self, rule: Rule) -> None:
        drafts, label = choose_rule(rule, self.page.desk.seat)
        try:
            self.page.desk.submit(drafts, label)
        except RefusedError as refusal:
            self.view.show_problem(refusal.problem, *self.view.place())

    def _ask_journeys(self, place: Place) -> None:
        sheet = self.view.grid_model().sheet
        if self._found is None or sheet is None:
            return
        asked, (_, found) = self._found
        rows = deals_behind(found, asked.source.journeys, place.row, place.column)
        if len(rows):
            self.journeys_requested.emit(rows, sheet.explain(*self.view.place()).name)
