"""The sheets of a workspace, each made when it is first asked for: few are in most sittings."""

from collections.abc import Callable, Iterator, Mapping
from typing import Generic, TypeVar, cast

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
    """The sheets by name in the order of their tabs; `dress` gets each one once it is made."""

    def __init__(self, desk: Desk, dress: Callable[[Page], None]) -> None:
        self._desk, self._dress = desk, dress
        self.kinds = {kind.title: kind for kind in KINDS}
        self._made: dict[str, Page] = {}

    def __getitem__(self, name: str) -> Page:
        if name not in self._made:
            self._made[name] = self.kinds[name](self._desk)
            self._dress(self._made[name])
        return self._made[name]

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
