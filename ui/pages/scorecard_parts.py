"""The parts of the Scorecards sheet: the cards with their weights, and the page to print."""

from planner.session.views import Commitments
from planner.sheets.benchmarks import (
    PREFIX,
    Benchmarks,
    benchmarks_chart,
    benchmarks_of,
    benchmarks_sheet,
)
from planner.sheets.charts import Chart
from planner.sheets.scorecard_chart import cards_chart
from planner.sheets.scorecards import Cards, cards_of, cards_prose, scorecards_sheet
from planner.sheets.table import TableSheet
from ui.pages.sla_parts import ChartedSla
from ui.pages.sla_prose import ProsePart


class CardsPart(ChartedSla[Cards]):
    """Target, actual, attainment and weight; each seat's weights and what they come to."""

    key, title = "cards", "Cards"
    share = 0.72

    def measure(self, found: Commitments) -> Cards:
        """Return the cards as each view weighs them."""
        return cards_of(found, self.page.desk.results, self.page.desk.style)

    def sheet_of(self, made: Cards, folded: frozenset[str]) -> TableSheet:
        """Return the cards."""
        return scorecards_sheet(made, self.page.desk.seat, folded)

    def chart_of(self, made: Cards, row: str) -> Chart:
        """Return the attainments of the current card."""
        return cards_chart(made, row)


class BenchmarksPart(ChartedSla[Benchmarks]):
    """Published figures with their source, beside the company's own."""

    key, title = "benchmarks", "Benchmarks"
    rows = (PREFIX,)

    def measure(self, found: Commitments) -> Benchmarks:
        """Return the plan's benchmarks."""
        return benchmarks_of(found, self.page.desk.style)

    def sheet_of(self, made: Benchmarks, _folded: frozenset[str]) -> TableSheet:
        """Return a row to each."""
        return benchmarks_sheet(made, self.page.desk.seat)

    def chart_of(self, made: Benchmarks, _row: str) -> Chart:
        """Return those with a figure of one's own beside them."""
        return benchmarks_chart(made)


class PrintedPart(ProsePart):
    """The cards as sentences."""

    key, title = "print", "To print"

    def show_found(self, found: Commitments) -> None:
        """Show the cards as they now stand."""
        desk = self.page.desk
        self.view.show_prose(cards_prose(cards_of(found, desk.results, desk.style), desk.name))
