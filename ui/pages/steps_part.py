"""Any step from stage to stage: its groups and cohorts in full, under two charts of cohorts."""

from PySide6.QtWidgets import QWidget

from planner.sheets.funnel import TOTAL_KEY
from planner.sheets.journey_fields import Rows
from planner.sheets.steps_view import COHORTS, MEASURING, StepsView, steps_behind, steps_view
from planner.sheets.words import Tongue, hand_off_step, step_choices
from ui.pages.charted_part import ChartedPart
from ui.pages.choices import Pick
from ui.pages.funnel_part import Asked
from ui.pages.page import Page

Unfolded = frozenset[tuple[str, ...]]


class StepsPart(ChartedPart[StepsView]):
    """Groups unfold into their cohorts; the charts follow the group of the current row."""

    key, title = "cohorts", "Steps and cohorts"
    measuring, chart_count = MEASURING, 2

    def __init__(self, page: Page) -> None:
        super().__init__(page)
        self._unfolded: Unfolded = frozenset()
        self._all_folded = False
        self.rates, self.curves = self.charts
        self.step, self.cohorts = Pick("Step"), Pick("Cohorts")
        self.cohorts.offer(COHORTS, COHORTS[0][0])
        for pick in (self.step, self.cohorts):
            pick.picked.connect(lambda _value: self._measure())

    def controls(self) -> tuple[QWidget, ...]:
        """Return the choices of step and cohorts."""
        return self.step, self.cohorts

    def show_asked(self, asked: Asked) -> None:
        """Measure what is asked for, and show it when it is there."""
        if asked == self.asked:
            return
        if self.asked is None or asked.by != self.asked.by:
            self._unfolded = frozenset()
        self.asked = asked
        choices = step_choices(stages := asked.source.journeys.stages)
        kept = self.step.value if self.step.value in dict(choices) else hand_off_step(stages)
        self.step.offer(choices, kept)
        self._measure()

    def fold(self, row: str) -> None:
        """Fold or unfold a group, or all together."""
        key = self.shown.key_of(row) if self.shown is not None else None
        if key is not None:
            self._unfolded ^= {key}
        elif row == TOTAL_KEY:
            self._all_folded = not self._all_folded
        self._measure()

    def fold_all(self, folded: bool) -> None:
        """Fold or unfold all groups."""
        groups = self.shown.found.groups if self.shown is not None and not folded else ()
        self._unfolded, self._all_folded = frozenset(group.key for group in groups), folded
        self._measure()

    def asked_for(self, view: StepsView) -> tuple[str, ...]:
        """Return the step, what cohorts are, and the cut."""
        found = view.found
        start, end = (found.stages[at] for at in found.pair)
        return f"{start} > {end}", "months" if found.size == 1 else "quarters", *found.by

    def behind(self, view: StepsView, row: str, column: str) -> Rows:
        """Return the journeys of a group or cohort that made the step, or did not."""
        return steps_behind(view, row, column)

    def _measure(self) -> None:
        asked, step = self.asked, self.step.value
        if asked is None or not isinstance(step, tuple):
            return
        cohorts, unfolded, folded = self.cohorts.value, self._unfolded, self._all_folded
        self.measure(
            lambda: steps_view(
                asked.source,
                asked.by,
                asked.window,
                asked.chosen,
                step,
                cohorts="month" if cohorts == "month" else "quarter",
                unfolded=unfolded,
                folded=folded,
                tongue=Tongue(asked.style, asked.currency),
            ),
            lambda view: self.show_sheet(view, view.sheet),
        )
