"""The Funnel sheet: one part at a time under a row of choices: cut, window of entry, filters."""

from collections.abc import Callable, Sequence
from dataclasses import replace
from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QStackedWidget, QWidget

from planner.base.days import Month
from planner.base.progress import Progress
from planner.session.views import Prepared, Snapshot
from planner.sheets.cells import Place
from planner.sheets.funnel import entered_months, entered_window, filter_choices, window_text
from ui.desk import Desk
from ui.grid.view import GridView
from ui.measuring import Measuring
from ui.pages.as_of import AsOfButton
from ui.pages.choices import Pick
from ui.pages.filters import FilterRow
from ui.pages.funnel_part import QUIET, Asked, FunnelPart, Heed
from ui.pages.funnel_parts import PARTS
from ui.pages.page import Page, Part, enter
from ui.pages.wiring import lay_out
from ui.tasks import Tasks

HINT = "Double-click a number to see its journeys"
FIRST = [(PARTS[0].key, PARTS[0].title)]
LOOKING = Measuring("look over", "Looking over the journeys", at_once=50_000, quiet=QUIET)
Overview = tuple[dict[str, tuple[str, ...]], tuple[Month, Month]]
"""The labels to filter by, per dimension, and the first and last month of entries."""


class FunnelPage(Page):
    """Shows the parts of the registry; each is made when it is first chosen.

    `journeys_requested(rows, what)` shows the journeys behind a cell.
    """

    title = "Funnel"
    sentence = (
        "Here volume, conversion and velocity of every channel will stand, measured from your "
        "CRM’s own exports."
    )
    journeys_requested = Signal(object, str)

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(desk, parent)
        self._read: object = None
        self._tasks: Tasks | None = None
        self._narrow = False
        self._made: dict[str, FunnelPart] = {}
        self.filters = FilterRow(HINT)
        self.filters.changed.connect(self._show_part)
        self.as_of = AsOfButton(desk)
        self.shown = Pick("Show")
        self.shown.picked.connect(lambda _key: self._switch())
        self._stack = QStackedWidget()
        self._own = QHBoxLayout()
        bar = QHBoxLayout()
        bar.setSpacing(8)
        bar.addWidget(self.as_of)
        bar.addWidget(self.shown)
        bar.addLayout(self._own)
        bar.addWidget(self.filters, 1)
        lay_out(self, bar, self._stack, wide=self._stack)
        self.shown.offer(FIRST, FIRST[0][0])
        self.part(FIRST[0][0])

    def has_nothing(self) -> bool:
        """Whether no data were imported."""
        return self.desk.session.journeys is None

    @property
    def current(self) -> FunnelPart:
        """The part shown."""
        return self.part(str(self.shown.value))

    def part(self, key: str) -> FunnelPart:
        """Return a part by its key, made if it is not yet."""
        if key not in self._made:
            made = next(part for part in PARTS if part.key == key)(self)
            made.journeys_requested.connect(self.journeys_requested)
            if self._tasks is not None:
                made.work_in(self._tasks)
            made.set_narrow(self._narrow)
            for control in made.controls():
                control.hide()
                self._own.addWidget(control)
            for grid in made.grids():
                grid.setAccessibleName(made.title)
                grid.set_zoom(self.grids()[0].zoom if self._made else 1.0)
            self._stack.addWidget(made)
            self._made[key] = made
            self.grids_made.emit(made.grids())
        return self._made[key]

    def show_part(self, key: str) -> None:
        """Show a part as by choosing it; one that is not offered is left."""
        self.freshen()
        self.shown.choose(key)

    @classmethod
    def parts_offered(cls, desk: Desk) -> tuple[Part, ...]:
        """Return the parts there are figures for."""
        snapshot = desk.snapshot_looked_at
        offered = [p for p in PARTS if snapshot is not None and p.offered(snapshot)]
        return tuple((part.title, part.key) for part in offered)

    def ask_for(self, choices: Sequence[str]) -> None:
        """Cut by the dimension among some choices."""
        for name in choices:
            self.filters.cut.choose(name)

    def lead_to(self, part: str) -> None:
        """Show a part as by choosing it."""
        self.show_part(part)

    def grid(self) -> GridView:
        """Return the grid of the part shown."""
        return self.current.grid()

    def grids(self) -> tuple[GridView, ...]:
        """Return the grids of all parts made so far."""
        return tuple(grid for part in self._made.values() for grid in part.grids())

    def work_in(self, tasks: Tasks) -> None:
        """Have the parts measure off the window's thread."""
        self._tasks = tasks
        for part in self._made.values():
            part.work_in(tasks)

    def place_in(self, grid: GridView) -> Place:
        """Return a part's cell as one of this sheet."""
        return replace(super().place_in(grid), sheet=self.title)

    def go_to(self, place: Place) -> bool:
        """Go to a cell of the part shown, else of the first part: the funnel itself."""
        if super().go_to(place) or self._unfold_to(place):
            return True
        self.show_part(FIRST[0][0])
        return super().go_to(place)

    def _unfold_to(self, place: Place) -> bool:
        """Unfold the heading a row lies under, and go to its cell; False if it is not here."""
        model, head = self.grid().grid_model(), place.row.rpartition("/")[0]
        rows = map(model.row, range(model.rowCount()))
        if not any(row.key == head and row.folded for row in rows):
            return False
        self.grid().folding.toggle(head)
        return super().go_to(place)

    def reach(self, place: Place, part: str) -> bool:  # noqa: ARG002 - that in view is meant
        """Go to a cell of the part in view, and of no other."""
        return enter(self.current.grids(), place)

    def refresh(self) -> None:
        """Offer the snapshot's dimensions and parts where data or window changed, and show."""
        desk, plan = self.desk, self.desk.session.plan
        source, snapshot = desk.looked_at, desk.snapshot_looked_at
        if source is None or snapshot is None:
            return
        read = (desk.seen or plan.snapshot, plan.window, plan.by, desk.style)
        if read != self._read:
            self._read = read
            self._look_over(source, partial(self._offer, source, snapshot))
        self.current.plan_changed()

    def _look_over(self, source: Prepared, done: Callable[[Overview], None]) -> None:
        """See what there is to choose from, off the window's thread where the journeys are many."""

        def work(_progress: Progress) -> Overview:
            return filter_choices(source.journeys), entered_months(source)

        LOOKING.run(self._tasks, source.journeys, work, done)

    def _offer(self, source: Prepared, snapshot: Snapshot, found: Overview) -> None:
        if source is not self.desk.looked_at:
            return
        plan, (choices, months) = self.desk.session.plan, found
        by = plan.by[0] if plan.by else "channel"
        first = by if by in choices else next(iter(choices), "")
        self.filters.offer(choices, first, plan.window, months)
        offered = [(p.key, p.title) for p in PARTS if p.offered(snapshot)] or FIRST
        kept = self.shown.value
        self.shown.offer(offered, kept if kept in dict(offered) else offered[0][0])
        self._show_part()

    def forget_shown(self) -> None:
        """Make everything anew with the next refresh."""
        self._read = None
        for part in self._made.values():
            part.forget()

    def set_narrow(self, narrow: bool) -> None:
        """Arrange choices and parts for a small window, or for a wide one."""
        self._narrow = narrow
        for part in self._made.values():
            part.set_narrow(narrow)

    def _switch(self) -> None:
        self._show_part()
        self.current.plan_changed()
        self.grid().setFocus()
        self.say_current()

    def _show_part(self) -> None:
        """Show the chosen part for the present choices; those it does not heed are hidden."""
        source, snapshot = self.desk.looked_at, self.desk.snapshot_looked_at
        if source is None or snapshot is None:
            return
        part, filters = self.current, self.filters
        filters.offer_parts(part.heeds)
        for made in self._made.values():
            for control in made.controls():
                control.setVisible(made is part)
        self._stack.setCurrentWidget(part)
        window = entered_window(source, filters.span)
        filters.say_window(window_text(window))
        cut, filtered = Heed.CUT in part.heeds, Heed.FILTERS in part.heeds
        part.show_asked(
            Asked(
                source=source,
                snapshot=snapshot,
                window=window,
                by=(filters.by,) if cut and filters.by else (),
                chosen=tuple(sorted(filters.chosen.items())) if filtered else (),
                style=self.desk.style,
                currency=self.desk.session.plan.currency,
            )
        )
