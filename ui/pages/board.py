"""The Board sheet: the pack's pages as they will be, its options, its tie-out, and one click."""

from collections.abc import Callable, Sequence
from contextlib import suppress
from pathlib import Path

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtWidgets import QHBoxLayout, QLabel, QPushButton, QVBoxLayout, QWidget

from planner.base.problem import Problem, RefusedError
from planner.base.progress import Progress
from planner.session.as_it_stands import as_it_stands
from planner.session.board_options import logo_draft
from planner.session.board_pack import Made, Order, PackMaker, file_name, order, write_all
from planner.session.board_views import Laid, Thumbnail, tie_sheet
from planner.session.views import Draft
from planner.sheets.sealed import sealed_words
from ui.desk import Desk
from ui.exporting import ask_folder, ask_logo
from ui.grid.view import GridView
from ui.pages.board_options import BoardOptions
from ui.pages.board_preview import AWAITED, PageList, PageView
from ui.pages.page import Page
from ui.pages.wiring import rows_of, tie_grid
from ui.tasks import Tasks
from ui.theme import SECTION, SEMIBOLD, font
from ui.widgets.card import Card
from ui.widgets.grid_card import grid_card
from ui.widgets.message_bar import MessageBar

NAME = "Board"
LANE, PREVIEW = "board", "board preview"
SIDE = 372
REST = 120
"""Milliseconds without another change of size before a page is drawn anew."""
QUIET = 1.0


class BoardPage(Page):
    """Makes the pack anew with every change; all that takes long is off the window's thread."""

    title = NAME
    sentence = (
        "Here the pages for the board will stand, with one click for workbook, slides, PDF and "
        "HTML, once your CRM’s exports are imported."
    )
    by_hand = True
    _pages_laid, _page_drawn = Signal(object, object), Signal(object, object)

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(desk, parent)
        self._tasks: Tasks | None = None
        self.maker = PackMaker()
        self._asked: object = None
        self._laid: Laid | None = None
        self._number = 1
        self.view = tie_grid(self, GridView(), rows_of(NAME))
        self.pages, self.page = PageList(), PageView()
        self.options, self.message = BoardOptions(), MessageBar()
        self.verdict = QLabel(AWAITED)
        self.verdict.setWordWrap(True)
        self.export = QPushButton("Export the whole pack…")
        self.export.setProperty("primary", True)
        self.export.setToolTip("Workbook, slides, PDF, HTML and the summary as a picture")
        self._rest = QTimer(self, singleShot=True, interval=REST)
        self._lay_out()
        self._connect()

    def _lay_out(self) -> None:
        side = QVBoxLayout()
        side.setSpacing(8)
        for text, widget in (("Options", self.options), ("Tie-out", self.verdict)):
            head = QLabel(text)
            head.setFont(font(SECTION, SEMIBOLD))
            side.addWidget(head)
            side.addWidget(widget)
        side.addWidget(grid_card(self.view), 1)
        side.addWidget(self.message)
        side.addWidget(self.export)
        right = QWidget()
        right.setLayout(side)
        right.setFixedWidth(SIDE)
        side.setContentsMargins(0, 0, 0, 0)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(10)
        row.addWidget(Card(self.pages))
        row.addWidget(Card(self.page), 1)
        row.addWidget(right)

    def _connect(self) -> None:
        queued = Qt.ConnectionType.QueuedConnection  # both come from the thread that draws
        self._pages_laid.connect(self._take, queued)
        self._page_drawn.connect(self._take_picture, queued)
        self.pages.page_chosen.connect(self._choose)
        self.page.resized.connect(self._rest.start)
        self._rest.timeout.connect(self._draw)
        self.options.stated.connect(self._state)
        self.options.logo_wanted.connect(lambda: ask_logo(self, self._folder, self.take_logo))
        self.export.clicked.connect(lambda: ask_folder(self, self._folder, self.export_into))

    def grid(self) -> GridView:
        """Return the grid of the tie-out."""
        return self.view

    def work_in(self, tasks: Tasks) -> None:
        """Have the pack made off the window's thread."""
        self._tasks = tasks
        if self.isVisible():
            self.take_change()

    def refresh(self) -> None:
        """Lay the pack out as the plan now stands; the pages before stay, paler, until then."""
        self.options.show_plan(self.desk.session.plan)
        if self._tasks is None:
            self._stale = True
            return
        later, sharp = self._order(), self.devicePixelRatio()
        self._asked = later
        self.page.stale = True
        self.page.update()

        def work(progress: Progress) -> None:
            laid = Laid(self.maker.make(later(), progress))
            with suppress(RuntimeError):  # the sheet went while this was under way
                self._pages_laid.emit(later, laid)
                for small in laid.thumbnails(sharp, progress):
                    self._page_drawn.emit(later, small)

        self._tasks.run(LANE, "Laying out the pack", work, lambda _none: None, quiet=QUIET)

    def _order(self, *, whole: bool = False) -> Callable[[], Order]:
        """Return what orders the pack of the plan as it stands, in any thread.

        What the desk has worked out already is not worked out again.
        """
        desk = self.desk
        stood, outlook, moves = as_it_stands(desk.session), desk.ahead.latest, desk.moves
        return lambda: order(stood, whole=whole, outlook=outlook, moves=moves)

    def _take(self, asked: object, laid: Laid) -> None:
        """Show the pages of the last order, before their small pictures are drawn."""
        if asked is not self._asked:
            return
        self._laid, made = laid, laid.made
        self.view.set_sheet(tie_sheet(made))
        differing = len(made.differing)
        figures = "1 figure differs" if differing == 1 else f"{differing} figures differ"
        same = f"All {len(made.ties)} figures agree wherever they stand."
        self.verdict.setText(f"{figures}: see below." if differing else same)
        self.pages.show_titles(laid.titles)

    def _take_picture(self, asked: object, page: Thumbnail) -> None:
        if asked is self._asked:
            self.pages.show_picture(page)

    def _choose(self, number: int) -> None:
        self._number = number
        self._draw()

    def _draw(self) -> None:
        """Draw the page in view for the room there is."""
        laid, number = self._laid, self._number
        if laid is None or self._tasks is None:
            return
        width, title = self.page.wanted, self.pages.currentItem()
        said = title.toolTip() if title is not None else ""
        self._tasks.run(
            PREVIEW,
            "Drawing a page",
            lambda _progress: laid.preview(number, width),
            lambda picture: self.page.show_page(picture, said),
            quiet=QUIET,
        )

    def take_logo(self, path: Path) -> None:
        """Put a picture on every page."""
        self._submit(lambda: (logo_draft(self.desk.seat, path),))

    def _state(self, key: str, text: str) -> None:
        session = self.desk.session
        self._submit(lambda: session.typed(self.desk.seat, key, text))

    def _submit(self, drafts: Callable[[], Sequence[Draft]]) -> None:
        session = self.desk.session
        try:
            session.submit(drafts(), "board pack")
        except RefusedError as refused:
            self.message.show_problem(refused.problem)
            self.options.show_plan(session.plan)
        else:
            self.message.hide()

    @property
    def _folder(self) -> Path:
        """Where the plan lies, and files are looked for."""
        path = self.desk.session.path
        return path.parent if path is not None else Path.home()

    def export_into(self, folder: Path) -> None:
        """Write every format into a folder, and say which figures differ between them."""
        if self._tasks is None:
            return
        later, name = self._order(whole=True), file_name(self.desk.name)

        def work(progress: Progress) -> tuple[tuple[Path, ...], Made]:
            return write_all(later(), folder, name, self.maker, progress)

        self._tasks.run("export", "Writing the board pack", work, self._say_written)

    def _say_written(self, written: tuple[tuple[Path, ...], Made]) -> None:
        paths, made = written
        problems = [Problem(f"{tie.name} differs", tie.sentence) for tie in made.differing]
        if problems:
            self.message.show_problems(problems)
        else:
            said = f"{len(paths)} files that say the same are written: {paths[0].parent}"
            sealed = self.desk.session.round
            self.message.say(said if sealed is None else f"{said}. {sealed_words(sealed)}")
        self.view.set_sheet(tie_sheet(made))
