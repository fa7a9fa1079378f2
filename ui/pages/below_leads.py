"""Below the plan: the leads per line that reach the goals, and taking them as positions."""

from functools import partial

from PySide6.QtWidgets import QHBoxLayout

from planner.base.problem import RefusedError
from planner.sheets.leads import (
    WAYS,
    Leads,
    goal_choices,
    leads,
    leads_drafts,
    leads_finding,
    leads_sheet,
    leads_text,
)
from ui.grid.view import GridView
from ui.pages.below_part import BelowPart
from ui.pages.choices import Pick
from ui.pages.page import Page
from ui.pages.wiring import rows_of, tie_grid
from ui.resting import Resting
from ui.tasks import LEADS, Tasks
from ui.widgets.finding import Finding
from ui.widgets.grid_card import grid_card
from ui.widgets.quiet_button import QuietButton

LEAST = 2
"""Choices of a plan with one goal: all goals, and that one."""


class LeadsPart(BelowPart):
    """Solved off the window's thread, only while it is seen; quiet while another is awaited."""

    key, title = "leads", "Leads that reach the goals"
    share, narrow_share = 0.46, 0.4

    def __init__(self, page: Page, _grid: GridView) -> None:
        super().__init__(page)
        desk = page.desk
        self.leads: Resting[Leads] = Resting(
            lambda: None if desk.bare else desk.results,
            lambda results: partial(leads, results, chosen=str(self.goal.value or "")),
            LEADS,
            "Solving for goals",
            self,
        )
        self.goal = Pick("For")
        self.goal.picked.connect(lambda _key: self._anew())
        self.leads.arrived.connect(self._show)
        self.finding = Finding()
        self.view = tie_grid(page, GridView(), self._spot)
        self.takes = {how: QuietButton(f"Take “{name}”") for how, name in WAYS.items()}
        card, foot = grid_card(self.view, self.finding), QHBoxLayout()
        foot.setContentsMargins(0, 6, 0, 0)
        foot.addWidget(self.goal)
        foot.addStretch()
        for how, button in self.takes.items():
            button.setToolTip("State these entries per month as the seat’s positions")
            button.clicked.connect(partial(self.take, how))
            foot.addWidget(button)
        self.box.addWidget(card, 1)
        self.box.addLayout(foot)

    def _spot(self, row: str) -> str:
        goal = str(self.goal.value or "")
        return rows_of("Plan", self.key, *([goal] if goal else []))(row)

    def grids(self) -> tuple[GridView, ...]:
        """Return the grid of lines."""
        return (self.view,)

    def work_in(self, tasks: Tasks) -> None:
        """Have the goals solved off the window's thread."""
        self.leads.work_in(tasks)

    def refresh(self) -> None:
        """Ask for what the plan as it now stands needs; until then the one before is quiet."""
        choices = goal_choices(self.desk.results.plan)
        kept = self.goal.value if self.goal.value in dict(choices) else ""
        self.goal.offer(choices, kept)
        self.goal.setVisible(len(choices) > LEAST)
        self._show()
        self.leads.ask()

    def _anew(self) -> None:
        """Forget what was solved: another goal was chosen."""
        self.leads.forget()
        self.refresh()

    def take(self, how: str) -> None:
        """State the entries of a way as the seat's positions, as one step."""
        found = self.leads.latest
        if found is None or self.leads.stale:
            return
        drafts = leads_drafts(found, how, self.desk.seat)
        if not drafts:
            self.page.remarked.emit("The plan has these leads already")
            return
        try:
            self.desk.submit(drafts, f"take leads: {WAYS[how].lower()}")
        except RefusedError as refused:
            self.view.show_problem(refused.problem, *self.view.place())

    def _show(self) -> None:
        found, style = self.leads.latest, self.desk.style
        self.finding.show_finding(leads_finding(found, style), leads_text(found, style))
        self.view.set_sheet(leads_sheet(found, style))
        if not self.view.hasFocus():
            self.page.say_current()
        solved = found.ways if found is not None and not self.leads.stale else {}
        for how, button in self.takes.items():
            button.setEnabled(how in solved)
        self.finding.set_stale(self.leads.stale)
