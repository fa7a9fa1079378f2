"""Test a belief: one is said, the data answer, and it is kept with its answer for both to see."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QLabel, QVBoxLayout, QWidget

from planner.base.problem import Problem, RefusedError
from planner.session.views import Belief
from planner.sheets.beliefs import (
    Judged,
    alike,
    beliefs_sheet,
    judge_all,
    row_about,
    state_drafts,
    stated_at,
    take_back_drafts,
    value_of,
)
from planner.sheets.beliefs_chart import belief_chart, value_place
from planner.sheets.beliefs_words import answer_words, belief_words
from planner.sheets.cells import Place
from planner.sheets.charts import Chart
from planner.sheets.funnel import filter_choices
from planner.sheets.words import Tongue
from ui.charts.view import ChartView
from ui.grid.view import GridView
from ui.pages.belief_form import BeliefForm
from ui.pages.funnel_part import Asked, Heed
from ui.pages.measured_part import MeasuredPart
from ui.pages.page import Page
from ui.pages.room import FitRows
from ui.pages.wiring import GAP, chart_of, rows_of, splitter, tie_grid
from ui.soon import Soon
from ui.theme import LABEL, SEMIBOLD, font
from ui.widgets.card import Card
from ui.widgets.grid_card import grid_card
from ui.widgets.quiet_button import QuietButton

MARGIN = 12


class BeliefsPart(MeasuredPart[Judged]):
    """The belief being said with its answer, a chart of it, and all beliefs kept in the plan."""

    key, title = "beliefs", "Beliefs"
    measuring = "Asking the data"
    heeds = frozenset({Heed.WINDOW})

    def __init__(self, page: Page) -> None:
        super().__init__(page)
        self._offered: object = None
        self.form = BeliefForm()
        self.form.said.connect(self.ask_again)
        self.form.kept.connect(self.keep)
        self.form.refused.connect(self._refuse)
        self.head, self.text = QLabel(), QLabel()
        self.head.setFont(font(LABEL, SEMIBOLD))
        self.text.setWordWrap(True)
        self.view = tie_grid(page, GridView(), rows_of("Funnel", self.key))
        self.chart = chart_of(page, ChartView())
        self.chart.place_clicked.connect(self._follow)
        self._charted: Belief | None = None
        self._moved = Soon(self, self._show_current)
        self.view.current_changed.connect(lambda _row, _column: self._moved.ask())
        self.back = QuietButton("Take back")
        self.back.setFont(font(LABEL))
        self.back.setToolTip("Take the belief of the current row back; it can be undone")
        self.back.clicked.connect(self.take_back)
        whole = splitter(
            Qt.Orientation.Vertical, Card(self.chart), grid_card(self.view), shares=(5, 5)
        )
        self._fit = FitRows(whole, self.view, 1, 0.5)
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(GAP)
        box.addWidget(self._said())
        box.addWidget(whole, 1)
        self.note = QLabel()
        self.note.setProperty("muted", True)
        box.addWidget(self.note)

    def _said(self) -> QWidget:
        card, inside = Card(), QWidget()
        rows = QVBoxLayout(inside)
        rows.setContentsMargins(MARGIN, MARGIN, MARGIN, MARGIN)
        first = QHBoxLayout()
        first.addWidget(self.form, 1)
        first.addWidget(self.back)
        answer = QHBoxLayout()
        answer.addWidget(self.head)
        answer.addWidget(self.text, 1)
        rows.addLayout(first)
        rows.addLayout(answer)
        card.put(inside, 0)
        return card

    def grid(self) -> GridView:
        """Return the grid of beliefs kept."""
        return self.view

    def choices(self) -> object:
        """Return the beliefs to be judged: the one being said, and those of the plan."""
        kept = tuple(one.belief for one in self.page.desk.session.plan.beliefs)
        said = self.form.belief
        return tuple(dict.fromkeys(kept if said is None else (said, *kept)))

    def show_asked(self, asked: Asked) -> None:
        """Offer the data's dimensions, and ask."""
        if self._offered is not asked.source:
            self._offered = asked.source
            by = self.page.desk.session.plan.by
            values = filter_choices(asked.source.journeys)
            first = by[0] if by and by[0] in values else next(iter(values), "")
            self.form.offer(values, first, asked.style)
        super().show_asked(asked)

    def measure(self, asked: Asked, choices: object) -> Judged:
        """Judge all beliefs."""
        beliefs = [one for one in choices if isinstance(one, Belief)]  # type: ignore[attr-defined]
        return judge_all(asked.source, beliefs, asked.window)

    def show_awaited(self) -> None:
        """Say that the data are asked."""
        self.form.keep.setEnabled(False)
        self.head.setText(f"{self.measuring} …")
        self.text.clear()

    def show_found(self, asked: Asked, found: Judged) -> None:
        """Show the answer to what is said, and all beliefs kept."""
        belief, tongue = self.form.belief, Tongue(asked.style, asked.currency)
        answer = None if belief is None else found.answers.get(belief)
        self.form.keep.setEnabled(answer is not None)
        if belief is None or answer is None:
            self.head.clear()
        else:
            head, text = answer_words(belief, answer, found.stages, tongue)
            self.head.setText(head)
            self.text.setText(text)
        self._draw(belief)
        self._show_kept()

    def _draw(self, belief: Belief | None) -> None:
        """Draw the values a belief compares."""
        found, asked, self._charted = self.found, self.asked, belief
        answer = None if belief is None or found is None else found.answers.get(belief)
        if found is None or asked is None or belief is None or answer is None:
            self.chart.set_chart(Chart("", "", empty="Say a belief above."))
            return
        chart = belief_chart(belief, answer, found.stages, asked.style, asked.currency)
        self.chart.set_chart(chart)

    def _show_current(self) -> None:
        """Draw the belief of the row a person goes to, and mark its value."""
        model, place = self.view.grid_model(), self.view.place()
        row = model.row(place[0]).key if model.rowCount() else ""
        kept = stated_at(self.page.desk.session.plan, row)
        if kept is not None and self.view.hasFocus() and kept.belief != self._charted:
            self._draw(kept.belief)
        drawn = kept is not None and self._charted is not None and alike(kept.belief, self._charted)
        self.chart.highlight(value_place(value_of(kept.belief)) if kept and drawn else None)

    def _follow(self, value: Place) -> None:
        """Go to the belief kept about a value; say one about it where there is none."""
        charted = self._charted
        if charted is None:
            return
        row = row_about(self.page.desk.session.plan, value.row, charted)
        if row:
            self.view.go_to(Place(value.sheet, row, value.column))
            self.view.setFocus()
            return
        self.form.dimension.choose(charted.dimension)
        self.form.aspect.choose(charted.aspect)
        self.form.value.choose(value.row)

    def plan_changed(self) -> None:
        """Judge beliefs that are new in the plan, and show whose each is."""
        self.ask_again()
        self._show_kept()

    def keep(self) -> None:
        """Keep what is said in the plan, with its answer, as the seat's."""
        belief, found, desk = self.form.belief, self.found, self.page.desk
        if belief is None or found is None or belief not in found.answers:
            return
        words = belief_words(belief, Tongue(desk.style, desk.session.plan.currency))
        drafts = state_drafts(belief, found.of(belief), found.as_of, desk.seat)
        desk.attempt(drafts, f"keep belief “{words}”")

    def take_back(self) -> None:
        """Take back the belief of the current row."""
        desk, place = self.page.desk, self.view.place()
        plan = desk.session.plan
        row = self.view.place_at(*place).row if self.view.grid_model().rowCount() else ""
        stated = stated_at(plan, row)
        if stated is None:
            return
        try:
            drafts = take_back_drafts(plan, row, desk.seat)
        except RefusedError as refusal:
            self.view.show_problem(refusal.problem, *place)
            return
        words = belief_words(stated.belief, Tongue(desk.style, plan.currency))
        desk.attempt(drafts, f"take back belief “{words}”")

    def _show_kept(self) -> None:
        desk, found = self.page.desk, self.found
        plan = desk.session.plan
        if found is None or any(one.belief not in found.answers for one in plan.beliefs):
            return
        sheet = beliefs_sheet(plan, found, desk.seat, desk.style)
        self.view.set_sheet(sheet)
        self.note.setText(sheet.empty)
        self.note.setVisible(not plan.beliefs)
        self.back.setEnabled(bool(plan.beliefs))

    def _refuse(self, problem: Problem) -> None:
        self.head.setText(f"{problem.what}.")
        self.text.setText(problem.remedy)
        self.form.keep.setEnabled(False)
