"""Watches the file of a window's plan: takes in others' saves live, offers conflict copies."""

from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer

from planner.base.progress import Progress
from ui.tasks import WATCH

if TYPE_CHECKING:
    from planner.session import PlanSession
    from planner.session.neighbours import Neighbours, News
    from ui.main_window import PlanWindow

EVERY = 3000
"""Milliseconds between two looks; a file on a share is asked for no more often."""


class Watching(QObject):
    """Looks around the plan of one window, off its thread."""

    def __init__(self, window: "PlanWindow") -> None:
        super().__init__(window)
        self._window = window
        self._around: tuple[PlanSession, Neighbours] | None = None
        self._looking = False
        self._timer = QTimer(self, interval=EVERY)
        self._timer.timeout.connect(self.look)
        self._timer.start()
        window.closed.connect(lambda _window: self.end())

    def look(self) -> None:
        """Look once, unless a look or a save is under way."""
        window = self._window
        if window.workspace is None or self._looking:
            return
        desk = window.workspace.desk
        if desk.session.path is None:
            return
        around = self._neighbours(desk.session)
        self._looking = True

        def work(_progress: Progress) -> "News":
            with desk.held():
                return around.look()

        done = partial(self._tell, desk.session)
        window.tasks.run(WATCH, "Looking around", work, done, ended=self._looked)

    def end(self) -> None:
        """Leave nothing beside the plan."""
        self._timer.stop()
        if self._around is not None:
            self._around[1].end()
            self._around = None

    def _looked(self) -> None:
        self._looking = False

    def _neighbours(self, session: "PlanSession") -> "Neighbours":
        from planner.session.neighbours import Neighbours

        if self._around is None or self._around[0] is not session:
            if self._around is not None:
                self._around[1].end()
            self._around = session, Neighbours(session)
        return self._around[1]

    def _tell(self, session: "PlanSession", news: "News") -> None:
        from planner.sheets import neighbour_words as words

        shown = self._window.shown
        if shown.desk.session is not session:
            return
        shown.show_others(words.others_words([(o.author, o.host, o.left) for o in news.others]))
        if news.came:
            shown.desk.changed.emit()
            authors = [edit.author for edit in news.came]
            shown.status.show_remark(words.came_words(authors, len(news.came)))
        if news.problem is not None:
            shown.tell(news.problem)
        if news.lost:
            shown.desk.changed.emit()
            self._offer(words.LOST, "Save again", lambda: self._window.load().save())
        for copy in news.copies[:1]:
            said = words.copy_words(copy.path.name, copy.edits, copy.authors)
            offer = partial(self._window.reconciling.offer_merge, copy.path)
            self._offer(said, "Look at it…", offer)

    def _offer(self, text: str, verb: str, deed: Callable[[], object]) -> None:
        self._window.shown.messages.offer(text, verb, deed)
