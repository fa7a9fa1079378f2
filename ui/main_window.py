"""The window of one plan: its frame at once, its sheets as soon as the planner is loaded."""

from collections.abc import Callable, Iterable
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, cast

from PySide6.QtCore import Signal
from PySide6.QtGui import QCloseEvent, QDragEnterEvent, QDropEvent
from PySide6.QtWidgets import QMenuBar, QVBoxLayout, QWidget

from planner.base.problem import Problem
from planner.base.stages import Seat
from ui.actions import SHEETS, Actions
from ui.cell_menu import offer_menu
from ui.dropping import take_files
from ui.edit_menu import EditMenu
from ui.look_choice import LookChoice
from ui.messages import Button, SaveQuestion
from ui.number_choice import NumberChoice
from ui.one_page import page_deeds
from ui.panes import ReadingWindow, change_pane
from ui.plan_menu import PlanMenu
from ui.reconciling import Reconciling
from ui.settings import Settings
from ui.tasks import QUIET, Tasks
from ui.theme import theme
from ui.toolbar import Toolbar

if TYPE_CHECKING:
    from planner.session import PlanSession
    from ui.documents import Documents
    from ui.find.finder import Finder
    from ui.grid.view import GridView
    from ui.pages.page import Page
    from ui.workspace import Workspace

WIDTH, HEIGHT = 1560, 920
LEAST = (960, 600)
FINDING = ("find", "find_next", "find_previous", "palette", "go_to")


class PlanWindow(ReadingWindow):
    """Shows one plan. `loaded` says that its sheets stand; `window_wanted` asks for another."""

    loaded = Signal()
    closed = Signal(object)
    window_wanted = Signal(object)

    def __init__(self, settings: Settings | None = None) -> None:
        theme()  # a window made before would keep the system's font
        super().__init__()
        self.settings = settings or Settings()
        self.tasks = Tasks(self)
        self.tasks.failed.connect(self._tell)
        self.tasks.progressed.connect(self._show_progress)
        self.tasks.busy_changed.connect(self._rest)
        self.workspace: Workspace | None = None
        self.documents: Documents | None = None
        self.question: SaveQuestion | None = None
        self._finder: Finder | None = None
        self._lose = False
        self.edits, self.numbers, self.looks = EditMenu(self), NumberChoice(self), LookChoice(self)
        self.planning, self.reconciling = PlanMenu(self), Reconciling(self)
        self.deeds = Actions(self, self._deeds())
        menus = QMenuBar()
        self.deeds.fill(menus)
        self.deeds.menus["&Edit"].aboutToShow.connect(self.edits.refresh)
        self.toolbar = Toolbar(self.deeds, menus)
        self.planning.dress(self.toolbar.scenario)
        self.toolbar.seat_chosen.connect(lambda seat: self._do(partial(self.sit, seat)))
        self._frame()
        self.show_state()

    def _frame(self) -> None:
        centre = QWidget()
        self._box = QVBoxLayout(centre)
        self._box.setContentsMargins(0, 0, 0, 0)
        self._box.setSpacing(0)
        self._box.addWidget(self.toolbar)
        self._box.addStretch(1)
        self.setCentralWidget(centre)
        self.setAcceptDrops(True)
        self.setMinimumSize(*LEAST)
        if self.settings.geometry.isEmpty() or not self.restoreGeometry(self.settings.geometry):
            self.resize(WIDTH, HEIGHT)
        self.looks.dress()

    def _deeds(self) -> dict[str, Callable[[], object]]:
        """Return what every action does."""
        asked = "new open sample sample_year import export save save_as"
        file = {name: partial(self._ask_documents, name) for name in asked.split()}
        seats = {s.value: partial(self.sit, s) for s in Seat}
        sheets = {
            f"go_{name.lower()}": lambda name=name: self.shown.show_sheet(name) for name in SHEETS
        }
        finds = {name: lambda name=name: self.finder.do(name) for name in FINDING}
        does: dict[str, Callable[[], object]] = {
            **self.planning.deeds(),
            **self.reconciling.deeds(),
            **page_deeds(self),
            **self.numbers.deeds(),
            **(sheets | finds),
            **file,
            **self.looks.deeds(),
            **seats,
            "close": self.close,
            "quit": partial(self.window_wanted.emit, "quit"),
            "settings": partial(self._ask_documents, "settings"),
            "recipes": partial(self._ask_documents, "recipes"),
            "paste_table": self.paste_table,
            "shortcuts": self.show_shortcuts,
            "undo": lambda: self.shown.retract("undo"),
            "redo": lambda: self.shown.retract("redo"),
            "zoom_in": partial(self._zoom, 0.1),
            "zoom_out": partial(self._zoom, -0.1),
            "zoom_reset": partial(self._zoom, None),
            "previous_sheet": lambda: self.shown.step(-1),
            "next_sheet": lambda: self.shown.step(1),
            "change_pane": partial(change_pane, self),
        }
        taking = {name: partial(self._do, deed) for name, deed in does.items()}
        return {**self.edits.deeds(), **taking}

    def _do(self, deed: Callable[[], object]) -> None:
        """Do a deed, what is being typed taken before."""
        if self.workspace is not None:
            self.workspace.end_typing()
        deed()

    def load(self, *, coming: bool = False) -> "Documents":
        """Load the planner, if not done yet, and show a new plan unless another one is `coming`."""
        if self.documents is None:
            from ui.documents import Documents

            self.documents = Documents(self)
            if not coming:
                self.documents.begin()
            self.loaded.emit()
        return self.documents

    def show_session(self, session: "PlanSession") -> None:
        """Show another plan in this window; the one before has been closed."""
        from ui.desk import Desk
        from ui.workspace import Workspace

        desk = Desk(session, self.numbers.style(), self)
        desk.ahead.work_in(self.tasks)
        workspace = Workspace(desk)
        workspace.page_made.connect(self._take_page)
        if self.workspace is not None:
            self._box.removeWidget(self.workspace)
            self.workspace.hide()
            self.workspace.desk.deleteLater()
            self.workspace.deleteLater()
        else:
            self._box.takeAt(1)
        workspace.progress.cancelled.connect(self.tasks.cancel_awaited)
        self.workspace = workspace
        self._box.addWidget(workspace, 1)
        workspace.opening.connect(self.tasks.give_way)
        workspace.sheet_changed.connect(lambda _name: self.show_state())
        workspace.begin()
        desk.changed.connect(self.show_state)
        self.show_state()

    def _take_page(self, page: "Page") -> None:
        """Let a sheet that was made work in this window."""
        self._equip(page.grids())
        page.work_in(self.tasks)
        page.keep_in(self.settings)
        page.grids_made.connect(self._equip)
        page.tried.connect(self.show_state)

    def _equip(self, grids: "Iterable[GridView]") -> None:
        for grid in grids:
            grid.columns.remember_in(self.settings)
            offer_menu(self, grid)
            grid.current_changed.connect(self.tasks.give_way)
            grid.verticalScrollBar().valueChanged.connect(self.tasks.give_way)

    @property
    def shown(self) -> "Workspace":
        """The sheets, those of a new plan if there are none yet."""
        self.load().begin()
        return cast("Workspace", self.workspace)

    @property
    def finder(self) -> "Finder":
        """What finds cells, sheets and actions by a few letters."""
        if self._finder is None:
            from ui.find.finder import Finder

            self._finder = Finder(self)
        return self._finder

    def show_state(self) -> None:
        """Show name, unsaved mark, seat, and what undo and redo would do."""
        desk = self.workspace.desk if self.workspace is not None else None
        name = desk.title if desk else "Fairlead"
        dirty = desk is not None and desk.session.dirty
        self.setWindowTitle(f"{name}[*] – Fairlead" if desk else "Fairlead[*]")
        self.setWindowModified(dirty)
        self.toolbar.show_name(desk.name if desk else name, dirty)
        self.deeds.name_undo(*(self.workspace.undo_labels() if self.workspace else (None, None)))
        if desk is not None:
            self.toolbar.seat.set_seat(desk.seat)
            self.deeds[desk.seat.value].setChecked(True)
            self.deeds["export"].setEnabled(not desk.bare)
            self.reconciling.roles.ask_name_once()
        self.planning.refresh()
        self.edits.refresh()

    def sit(self, seat: Seat) -> None:
        """Edit as another seat."""
        self.reconciling.roles.sit(seat)

    def paste_table(self) -> None:
        """Import the table or the files on the clipboard."""
        self.load().importing.paste()

    def show_shortcuts(self) -> None:
        """Show every key there is."""
        from ui.dialogs.shortcuts_dialog import ShortcutsDialog

        ShortcutsDialog(self).open()

    def open_path(self, path: Path) -> None:
        """Open a plan file, here if nothing is open yet."""
        self.load(coming=True).open_path(path)

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        """Take files."""
        if event.mimeData().hasUrls():
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        """Open a dropped plan, import any other files."""
        paths = [Path(url.toLocalFile()) for url in event.mimeData().urls() if url.isLocalFile()]
        event.acceptProposedAction()
        take_files(self, paths)

    def closeEvent(self, event: QCloseEvent) -> None:
        """Ask before unsaved changes are lost; the answer closes the window or leaves it."""
        self._do(lambda: self._close(event))

    def _close(self, event: QCloseEvent) -> None:
        desk = self.workspace.desk if self.workspace is not None else None
        if desk is not None and desk.session.dirty and not desk.untouched and not self._lose:
            event.ignore()
            self._ask_to_save()
            return
        self._leave()
        event.accept()

    def _ask_to_save(self) -> None:
        if self.question is None:
            self.question = SaveQuestion(self.shown.desk.name, self._answered, self)
            self.question.open()

    def _answered(self, button: Button) -> None:
        self.question = None
        if button == Button.Save:
            self.load().save(then=self.close)
        elif button == Button.Discard:
            self.forget()

    def forget(self) -> None:
        """Close without saving."""
        self._lose = True
        self.close()

    def _leave(self) -> None:
        self.settings.geometry = self.saveGeometry()
        self.tasks.stop()
        if self.documents is not None:
            self.documents.end()
        self.closed.emit(self)

    def _tell(self, problem: Problem) -> None:
        self.shown.tell(problem)

    def _show_progress(self, lane: str, what: str, done: int, total: int) -> None:
        if self.workspace is not None and lane not in QUIET:
            self.workspace.progress.show_progress(what, done, total)

    def _rest(self, busy: bool) -> None:
        if self.workspace is not None and not busy:
            self.workspace.progress.hide()

    def _ask_documents(self, name: str) -> None:
        self.load().do(name)

    def _zoom(self, by: float | None) -> None:
        grid = self.shown.page.grid()
        self.shown.set_zoom(1.0 if by is None else grid.zoom + by)

    def stand_beside(self, other: QWidget) -> None:
        """Stand a little below and right of another window."""
        self.move(other.pos().x() + 28, other.pos().y() + 28)
