"""Lead quality: what tells leads apart, and a proposed definition of a qualified lead."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QLabel, QVBoxLayout, QWidget

from planner.sheets.cells import Place
from planner.sheets.charts import Chart
from planner.sheets.funnel import filter_mask
from planner.sheets.quality import (
    SHARES,
    Quality,
    find_quality,
    leads_behind,
    propose_drafts,
    quality_awaited,
    quality_sheet,
    withdraw_drafts,
)
from planner.sheets.quality_chart import fields_chart, rules_chart
from planner.sheets.quality_words import definition_words, kept_words, rule_words
from planner.sheets.words import Tongue
from ui.charts.view import ChartView
from ui.grid.view import GridView
from ui.pages.choices import Pick
from ui.pages.elided import ElidedLine
from ui.pages.funnel_part import Asked, Heed
from ui.pages.measured_part import MeasuredPart
from ui.pages.page import Page
from ui.pages.room import FitRows
from ui.pages.wiring import GAP, rows_of, splitter, tie_chart, tie_grid
from ui.theme import LABEL, SEMIBOLD, font
from ui.widgets.card import Card
from ui.widgets.grid_card import grid_card
from ui.widgets.quiet_button import QuietButton

MARGIN = 12
FIRST = 0.6


class QualityPart(MeasuredPart[Quality]):
    """A ranked table of fields and values under two charts, and the rule for a share kept."""

    key, title = "quality", "Lead quality"
    measuring = "Measuring what tells leads apart"
    heeds = frozenset({Heed.WINDOW, Heed.FILTERS})

    def __init__(self, page: Page) -> None:
        super().__init__(page)
        self.view = tie_grid(page, GridView(), rows_of("Funnel", self.key))
        self.view.place_requested.connect(self._ask_journeys)
        self.fields, self.rules = (tie_chart(page, self.view, ChartView()) for _ in range(2))
        self.share = Pick("Keep")
        style = page.desk.style
        self.share.offer([(s, f"about {Tongue(style).rate(s, 0)} of leads") for s in SHARES], FIRST)
        self.share.picked.connect(lambda _share: self._show())
        self.propose, self.withdraw = QuietButton(), QuietButton("Withdraw")
        self.propose.clicked.connect(self.keep)
        self.withdraw.clicked.connect(self.take_back)
        self.rule, self.keeps, self.standing = QLabel(), QLabel(), QLabel()
        self.footnote = ElidedLine()
        cards = splitter(
            Qt.Orientation.Horizontal, Card(self.fields), Card(self.rules), shares=(1, 1)
        )
        both = splitter(Qt.Orientation.Vertical, cards, grid_card(self.view), shares=(1, 1))
        self._fit = FitRows(both, self.view, 1, 0.55)
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(GAP)
        box.addWidget(self._proposal())
        box.addWidget(both, 1)
        box.addWidget(self.footnote)

    def _proposal(self) -> QWidget:
        card, inside = Card(), QWidget()
        rows = QVBoxLayout(inside)
        rows.setContentsMargins(MARGIN, MARGIN, MARGIN, MARGIN)
        first = QHBoxLayout()
        first.addWidget(self.rule, 1)
        for button in (self.propose, self.withdraw):
            button.setFont(font(LABEL))
            first.addWidget(button)
        rows.addLayout(first)
        self.rule.setFont(font(LABEL, SEMIBOLD))
        self.standing.setProperty("muted", True)
        for line in (self.rule, self.keeps, self.standing):
            line.setWordWrap(True)
        rows.addWidget(self.keeps)
        rows.addWidget(self.standing)
        card.put(inside, 0)
        return card

    def grid(self) -> GridView:
        """Return the grid of fields and values."""
        return self.view

    def set_narrow(self, narrow: bool) -> None:
        """Leave the charts enough to be read in a small window."""
        self._fit.share = 0.38 if narrow else 0.55
        self._fit.fit()

    def controls(self) -> tuple[QWidget, ...]:
        """Return the choice of how many leads to keep."""
        return (self.share,)

    def measure(self, asked: Asked, _choices: object) -> Quality:
        """Measure what tells leads apart."""
        where = filter_mask(asked.source.journeys, dict(asked.chosen))
        return find_quality(asked.source, asked.window, where)

    def show_awaited(self) -> None:
        """Say that it is being measured."""
        self.view.set_sheet(quality_awaited())
        for chart in (self.fields, self.rules):
            chart.set_chart(Chart("", "", empty=f"{self.measuring} …"))
        self.rule.setText(f"{self.measuring} …")
        self.keeps.clear()
        self.propose.setEnabled(False)

    def show_found(self, asked: Asked, found: Quality) -> None:
        """Show fields and values, and the rule chosen."""
        self.fields.set_chart(fields_chart(found, asked.style))
        self.propose.setText(f"Propose as definition of {found.stages[found.defined]}")
        self._show()
        self.plan_changed()

    def plan_changed(self) -> None:
        """Show the definition that stands in the plan."""
        plan, found = self.page.desk.session.plan, self.found
        if found is None:
            return
        defined = {plan.stages[at]: one for at, one in plan.definitions.items()}
        stage = found.stages[found.defined]
        standing = defined.get(stage)
        self.withdraw.setVisible(standing is not None)
        self.standing.setVisible(standing is not None)
        self.standing.setText("" if standing is None else definition_words(standing, stage))

    def keep(self) -> None:
        """Keep the rule in the plan as the proposed definition."""
        found, desk = self.found, self.page.desk
        if found is None:
            return
        stage, rule = found.stages[found.defined], found.step(self._share()).rule
        drafts = propose_drafts(desk.session.plan, stage, rule, desk.seat)
        if drafts:
            desk.attempt(drafts, f"propose definition of {stage}")

    def take_back(self) -> None:
        """Withdraw the definition that stands in the plan."""
        found, desk = self.found, self.page.desk
        if found is None:
            return
        stage = found.stages[found.defined]
        drafts = withdraw_drafts(desk.session.plan, stage, desk.seat)
        if drafts:
            desk.attempt(drafts, f"withdraw definition of {stage}")

    def _share(self) -> float:
        share = self.share.value
        return share if isinstance(share, float) else FIRST

    def _show(self) -> None:
        """Show the rule for the share chosen, and mark its values."""
        found, asked = self.found, self.asked
        if found is None or asked is None:
            return
        tongue, share = Tongue(asked.style, asked.currency), self._share()
        rule = found.step(share).rule
        sheet = quality_sheet(found, rule, asked.style, asked.currency)
        self.view.set_sheet(sheet)
        self.footnote.set_text(sheet.footnote)
        self.rules.set_chart(rules_chart(found, share, asked.style))
        self.rule.setText(f"Qualified: {rule_words(rule)}")
        self.keeps.setText(kept_words(found.kept[share], found.stages, found.leads.stage, tongue))
        self.propose.setEnabled(bool(rule.clauses))

    def _ask_journeys(self, place: Place) -> None:
        found, sheet = self.found, self.view.grid_model().sheet
        if found is not None and sheet is not None:
            rows = leads_behind(found, place.row)
            self.journeys_requested.emit(rows, place.row)
