"""What every part of the Funnel sheet is: a panel for one snapshot, window of entry and filters.

To add a part, derive it from `FunnelPart`, modelled on `ui/pages/drivers_panel.py`, and name its
class in `PARTS` of `ui/pages/funnel_parts.py`: it then stands in the list "Show", is made when it
is first chosen, and takes part in zoom, column memory and find. It says

- `key` and `title`: its name in code, and in the list;
- `heeds`: which choices above it change what it shows; the others are hidden while it is shown;
- `offered(snapshot)`: whether it has anything to show for data; if not, it is not listed;
- `grid()` and `grids()`: the grid the keyboard is for, and all of them;
- `controls()`: choices of its own, shown in the row of filters while it is shown;
- `show_asked(asked)`: show the figures for a choice, each time one is made or it comes into view;
- `set_narrow`, `plan_changed` and `forget`, where they mean anything to it.

It measures by `run(lane, what, work, done)`, off the window's thread, where a later request in its
lane wins; what it showed before stays in view, stale. It asks for the journeys behind a number by
`ask_journeys(find, what)`, found off that thread too, for what is shown, not for what is awaited.
"""

from collections.abc import Callable
from dataclasses import dataclass, field
from enum import Enum
from typing import ClassVar, TypeVar

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from planner.base.progress import Progress, silent
from planner.base.units import NumberStyle
from planner.session.views import Prepared, Snapshot, Window
from planner.sheets.journey_fields import Rows
from ui.grid.view import GridView
from ui.pages.page import Page
from ui.tasks import Task, Tasks

T = TypeVar("T")
AWAITED = "Being measured …"
QUIET = 1.0
"""Seconds after which a person is told that something is measured."""
FINDING = "Finding the journeys behind a number"


class Heed(Enum):
    """A choice above the parts."""

    CUT = "cut"
    WINDOW = "window"
    FILTERS = "filters"


@dataclass(frozen=True, slots=True)
class Asked:
    """What is to be shown: equal ones have equal figures.

    `by` names the dimensions of the cut, `chosen` (dimension, label) the filters; both are empty
    for a part that does not heed them.
    """

    source: Prepared
    snapshot: Snapshot = field(compare=False)
    window: Window
    by: tuple[str, ...]
    chosen: tuple[tuple[str, str], ...]
    style: NumberStyle
    currency: str


class FunnelPart(QWidget):
    """One part of the Funnel sheet; `journeys_requested(rows, what)` shows some journeys."""

    journeys_requested = Signal(object, str)
    key: ClassVar[str]
    title: ClassVar[str]
    heeds: ClassVar[frozenset[Heed]] = frozenset(Heed)

    def __init__(self, page: Page) -> None:
        super().__init__()
        self.page = page
        self.tasks: Tasks | None = None

    @classmethod
    def offered(cls, snapshot: Snapshot) -> bool:
        """Whether there is anything to show for these data: by default where there are journeys."""
        return len(snapshot.journeys) > 0

    def grid(self) -> GridView:
        """Return the grid the keyboard is for."""
        raise NotImplementedError

    def grids(self) -> tuple[GridView, ...]:
        """Return all grids."""
        return (self.grid(),)

    def controls(self) -> tuple[QWidget, ...]:
        """Return choices of this part's own, left to right."""
        return ()

    def show_asked(self, asked: Asked) -> None:
        """Show the figures asked for; those shown already need not be measured again."""
        raise NotImplementedError

    def forget(self) -> None:
        """Make everything anew with the next `show_asked`."""

    def plan_changed(self) -> None:
        """Show what the plan now says, where this part shows anything of the plan."""

    def set_narrow(self, narrow: bool) -> None:
        """Arrange for a small window, or for a wide one."""

    def work_in(self, tasks: Tasks) -> None:
        """Measure off the window's thread."""
        self.tasks = tasks

    def run(
        self, lane: str, what: str, work: Callable[[Progress], T], done: Callable[[T], None]
    ) -> Task[T] | None:
        """Do work off the window's thread; `done` gets its result there. Without one, at once."""
        if self.tasks is None:
            done(work(silent))
            return None
        return self.tasks.run(lane, what, work, done, quiet=QUIET)

    def ask_journeys(self, find: Callable[[], Rows], what: str) -> None:
        """Show the journeys behind a number."""
        self.run(
            "behind",
            FINDING,
            lambda _progress: find(),
            lambda rows: self.journeys_requested.emit(rows, what),
        )
