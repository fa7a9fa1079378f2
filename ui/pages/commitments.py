"""Sheets about commitments, one part at a time: what is promised and how far it was kept."""

from typing import ClassVar, Literal

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QStackedWidget, QWidget

from planner.base.problem import Problem
from planner.session.views import Commitments
from planner.sheets.cells import Explanation, Place
from ui.desk import Desk
from ui.grid.view import GridView
from ui.pages.choices import Choice
from ui.pages.elided import ElidedLine
from ui.pages.page import Page, Part
from ui.pages.sla_parts import SlaPart
from ui.pages.wiring import lay_out
from ui.promises import measure_promises
from ui.tasks import Tasks


class CommitmentsPage(Page):
    """Measures the plan's promises by its data; `journeys_requested(rows, what)` shows leads."""

    parts: ClassVar[tuple[type[SlaPart], ...]]
    by_hand = True
    journeys_requested = Signal(object, str)

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(desk, parent)
        self._tasks: Tasks | None = None
        self._made: dict[str, SlaPart] = {}
        self._narrow = False
        self.found: Commitments | None = None
        self.shown = Choice("Show", [(part.key, part.title) for part in self.parts])
        self.shown.chosen.connect(lambda _key: self._switch())
        self.footnote = ElidedLine(wraps=True)
        self._stack = QStackedWidget()
        self._own = QHBoxLayout()
        bar = QHBoxLayout()
        bar.setSpacing(8)
        bar.addWidget(self.shown)
        bar.addLayout(self._own)
        bar.addStretch(1)
        lay_out(self, bar, self._stack, self.footnote, wide=self._stack)
        for control in self.part(self.parts[0].key).controls():
            control.show()

    @property
    def current(self) -> SlaPart:
        """The part shown."""
        return self.part(self.shown.value)

    def part(self, key: str) -> SlaPart:
        """Return a part by its key, made if it is not yet."""
        if key not in self._made:
            made = next(part for part in self.parts if part.key == key)(self)
            made.journeys_requested.connect(self.journeys_requested)
            made.set_narrow(self._narrow)
            for control in made.controls():
                control.hide()
                self._own.addWidget(control)
            zoom = self.grids()[0].zoom if self.grids() else 1.0
            for grid in made.grids():
                grid.setAccessibleName(grid.accessibleName() or made.title)
                grid.set_zoom(zoom)
            self._stack.addWidget(made)
            self._made[key] = made
            self.grids_made.emit(made.grids())
        return self._made[key]

    def show_part(self, key: str) -> None:
        """Show a part as by choosing it."""
        self.shown.choose(key)

    @classmethod
    def parts_offered(cls, desk: Desk) -> tuple[Part, ...]:  # noqa: ARG003 - of any plan
        """Return the parts by name."""
        return tuple((part.title, part.key) for part in cls.parts)

    def lead_to(self, part: str) -> None:
        """Show a part as by choosing it."""
        self.show_part(part)

    def grid(self) -> GridView:
        """Return the grid of the part shown, of the first one where it has none."""
        return (self.current.grids() or self.part(self.parts[0].key).grids())[0]

    def grids(self) -> tuple[GridView, ...]:
        """Return the grids of all parts made so far."""
        return tuple(grid for part in self._made.values() for grid in part.grids())

    def work_in(self, tasks: Tasks) -> None:
        """Have many journeys measured off the window's thread."""
        self._tasks = tasks

    def trials(self) -> tuple[str, str]:
        """Return what is only tried in the part shown."""
        return self.current.trials()

    def take_back(self, way: Literal["undo", "redo"]) -> str:
        """Take back, or do again, what is only tried in the part shown."""
        return self.current.take_back(way)

    def set_narrow(self, narrow: bool) -> None:
        """Arrange the parts for a small window, or for a wide one."""
        self._narrow = narrow
        for part in self._made.values():
            part.set_narrow(narrow)

    def go_to(self, place: Place) -> bool:
        """Go to a cell of whichever part has its row."""
        self.freshen()
        for part in self.parts:
            if part.has_row(place.row):
                self.show_part(part.key)
                break
        return super().go_to(place)

    def say_current(self) -> None:
        """Explain the current cell; a part without cells has none."""
        if any(grid.grid_model().rowCount() for grid in self.current.grids()):
            super().say_current()
        else:
            self.explained.emit(Explanation(self.current.title))

    def refresh(self) -> None:
        """Measure the promises as the plan and its data now stand."""
        measure_promises(self.desk, self._tasks, self.title, self._take)

    def _take(self, found: Commitments | Problem) -> None:
        if isinstance(found, Problem):
            self.found = None
            self._say_below(str(found))
            return
        self.found = found
        self.current.show_found(found)
        self._say_below(self.current.footnote)
        if self.isVisible():
            self.say_current()

    def _say_below(self, text: str) -> None:
        self.footnote.set_text(text)
        self.footnote.setVisible(bool(text))

    def _switch(self) -> None:
        """Show the part chosen, as the plan now stands."""
        part = self.current
        for made in self._made.values():
            for control in made.controls():
                control.setVisible(made is part)
        self._stack.setCurrentWidget(part)
        if self.found is not None:
            self._take(self.found)
        if part.grids():
            self.grid().setFocus()
        self.say_current()
        self.tried.emit()
