"""The sheets of a workspace, each made when it is first asked for: few are in most sittings."""

from collections.abc import Callable, Iterator, Mapping
from typing import Generic, TypeVar, cast

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QWidget

from ui.desk import Desk
from ui.pages.assumptions import AssumptionsPage
from ui.pages.board import BoardPage
from ui.pages.data import DataPage
from ui.pages.funnel import FunnelPage
from ui.pages.page import Page
from ui.pages.plan import PlanPage
from ui.pages.progress import ProgressPage
from ui.pages.reps import RepsPage
from ui.pages.sla_list import ScorecardsPage, SlaPage

P = TypeVar("P", bound=Page)
IDLE, BETWEEN = 1000, 50
"""Milliseconds without a gesture before a sheet that nobody asked for is made, and to the next."""
KINDS: tuple[type[Page], ...] = (
    DataPage,
    FunnelPage,
    AssumptionsPage,
    PlanPage,
    SlaPage,
    RepsPage,
    ScorecardsPage,
    ProgressPage,
    BoardPage,
)


class Sheets(Mapping[str, Page]):
    """The sheets by name in the order of their tabs; `dress` gets each one once it is made.

    Those nobody has asked for are made one by one while nobody does anything in `parent`.
    """

    def __init__(self, desk: Desk, dress: Callable[[Page], None], parent: QWidget) -> None:
        self._desk, self._dress, self._parent = desk, dress, parent
        self.kinds = {kind.title: kind for kind in KINDS}
        self._made: dict[str, Page] = {}
        self._idle = QTimer(parent, singleShot=True)
        self._idle.timeout.connect(self._make_one)
        desk.changed.connect(self._put_off)

    def __getitem__(self, name: str) -> Page:
        if name not in self._made:
            page = self._made[name] = self.kinds[name](self._desk)
            self._dress(page)
            page.explained.connect(self._put_off)
        return self._made[name]

    def _put_off(self) -> None:
        """Wait anew for a pause: a cell was gone to, a sheet opened, or a value stated."""
        if len(self._made) < len(self.kinds) and not self._desk.bare:
            self._idle.start(IDLE)

    def _make_one(self) -> None:
        left = [name for name in self.kinds if name not in self._made]
        if left and self._parent.isVisible():
            self.get(left[0])
            self._idle.start(BETWEEN)

    def __iter__(self) -> Iterator[str]:
        return iter(self.kinds)

    def __len__(self) -> int:
        return len(self.kinds)

    def __contains__(self, name: object) -> bool:
        return name in self.kinds

    @property
    def made(self) -> tuple[Page, ...]:
        """The sheets made so far."""
        return tuple(self._made[name] for name in self.kinds if name in self._made)


class Sheet(Generic[P]):
    """One sheet as an attribute of what holds the sheets."""

    def __init__(self, kind: type[P]) -> None:
        self._kind = kind

    def __get__(self, holder: "Holder", _owner: object) -> P:
        return cast("P", holder.pages[self._kind.title])


class Holder(QWidget):
    """A widget that holds the sheets; each is asked for by its name too."""

    pages: Sheets
    data, funnel, assumptions = Sheet(DataPage), Sheet(FunnelPage), Sheet(AssumptionsPage)
    plan, sla, reps = Sheet(PlanPage), Sheet(SlaPage), Sheet(RepsPage)
    scorecards, progressing, board = Sheet(ScorecardsPage), Sheet(ProgressPage), Sheet(BoardPage)
