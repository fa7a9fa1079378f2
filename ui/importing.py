"""An import from dropped files to one undoable step: read, ask, look, commit."""

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtGui import QGuiApplication

from planner.base.problem import Problem, RefusedError
from planner.base.progress import Progress
from planner.session import Identity
from planner.session.mappings import (
    FOLDER,
    load_mapping,
    mapping_of,
    remember,
    save_mapping,
    united,
)
from planner.session.pasted import NAME, keep_pasted
from planner.session.views import Hints, ReadingProcess
from planner.sheets.import_decisions import CONFLICTS
from planner.sheets.import_files import remembered_words
from planner.sheets.import_preview import import_label, preview
from ui.desk import day_first
from ui.dialogs.import_dialog import ImportDialog
from ui.dialogs.recipes_dialog import RecipesDialog
from ui.import_asking import ask_exports, ask_mapping
from ui.import_job import ImportJob, Looked, Proposed, Reader

if TYPE_CHECKING:
    from ui.main_window import PlanWindow

READ, LOOK, COMMIT = "read", "preview", "import"
BUSY = Problem("An import is still being measured", "", "Try again in a moment")


class Importing:
    """Runs one import at a time for a window; nothing of the plan changes before the commit."""

    def __init__(
        self,
        window: "PlanWindow",
        identity: Identity,
        open_reader: Callable[[], Reader] = ReadingProcess,
    ) -> None:
        self._window, self.identity, self._open_reader = window, identity, open_reader
        self._folder = window.settings.folder / FOLDER
        self._job: ImportJob | None = None
        self.dialog: ImportDialog | None = None
        window.tasks.progressed.connect(self._show_progress)

    def begin(self, paths: Sequence[Path]) -> None:
        """Read files off the window's thread, then show what they are taken for.

        While the page of an import stands open they join it.
        """
        if self.dialog is not None:
            self.dialog.add(paths)
            return
        names = paths[0].name if len(paths) == 1 else f"{len(paths)} files"
        self._start(f"Reading {names}", lambda: tuple(paths))

    def paste(self) -> None:
        """Import what the clipboard holds: files, else a table."""
        held = QGuiApplication.clipboard().mimeData()
        if held.hasUrls():
            self.begin([Path(url.toLocalFile()) for url in held.urls() if url.isLocalFile()])
            return
        html, text, workspace = held.html(), held.text(), self._window.settings.workspace
        self._start(f"Reading {NAME}", lambda: (keep_pasted(workspace, html, text),))

    def _start(self, title: str, files: Callable[[], tuple[Path, ...]]) -> None:
        """Propose files, found in a thread, and ask about them."""
        if not self._window.shown.isEnabled():
            self._window.shown.tell(BUSY)
            return
        self.end()
        job = ImportJob(self._open_reader(), self._folder, self._window.shown.desk.session.snapshot)
        self._job = job
        hints = self._base()
        self._window.tasks.run(
            READ,
            title,
            lambda progress: job.propose(files(), hints, progress),
            self._ask,
            refused=self._refused_at_once,
        )

    def end(self) -> None:
        """Let go of the files, whatever is under way."""
        job, self._job = self._job, None
        if job is not None:
            self._window.tasks.cancel(LOOK)
            job.close()

    def _base(self) -> Hints:
        """Return what plan and locale say before anybody states anything."""
        plan, locale = self._window.shown.desk.session.plan, self._window.locale()
        if not plan.lines:
            return Hints(day_first=day_first(locale))
        return Hints(
            join=plan.join,
            stages=plan.stages,
            currency=plan.currency,
            day_first=day_first(locale),
        )

    def _ask(self, proposed: Proposed) -> None:
        desk = self._window.shown.desk
        planned_in = desk.session.plan.currency if desk.session.plan.lines else None
        known = {}
        if proposed.remembered:
            known = {CONFLICTS: str(proposed.proposal.hints.decides)}
        dialog = ImportDialog(proposed.proposal, desk.style, planned_in, known, self._window)
        dialog.asked.connect(self._propose)
        dialog.files_added.connect(self._join)
        dialog.preview.gone_decided.connect(self._decide_gone)
        dialog.head.files_wanted.connect(self._ask_files)
        dialog.head.save_wanted.connect(self._ask_save)
        dialog.head.load_wanted.connect(self._ask_load)
        dialog.columns.recipe_wanted.connect(lambda crm: RecipesDialog(crm, dialog).open())
        dialog.accepted.connect(self._commit)
        dialog.finished.connect(self._closed)
        self.dialog = dialog
        self._show_proposed(proposed)
        dialog.open()

    def _show_proposed(self, proposed: Proposed) -> None:
        job, dialog = self._job, self.dialog
        if job is None or dialog is None:
            return
        job.proposed = proposed
        dialog.show_proposal(proposed.proposal)
        known = proposed.remembered
        if known is not None:
            told = remembered_words(proposed.proposal, known.fingerprints, known.saved)
            dialog.head.remembered.set_text(told)
        if proposed.unread:
            dialog.message.show_problems(proposed.unread)
        self._look()

    def _propose(self) -> None:
        """Propose with what is now stated."""
        if self._job is not None and self._job.proposed is not None:
            self._propose_of(self._job.proposed.paths)

    def _join(self, paths: Sequence[Path]) -> None:
        """Let more files join; one that cannot be read is left out and told of."""
        if self._job is not None and self._job.proposed is not None:
            held = self._job.proposed.paths
            self._propose_of(tuple(dict.fromkeys((*held, *paths))))

    def _propose_of(self, paths: tuple[Path, ...]) -> None:
        job, dialog = self._job, self.dialog
        if job is None or dialog is None:
            return
        hints = dialog.hints
        self._window.tasks.run(
            LOOK,
            "Reading again",
            lambda progress: job.propose(paths, hints, progress),
            self._show_proposed,
            refused=self._take_back,
        )

    def _take_back(self, problem: Problem) -> None:
        """Say why something stated cannot be, and look again at what holds."""
        if self.dialog is not None:
            self.dialog.take_back(problem)
            self._look()

    def _look(self) -> None:
        """Take the proposal in for a look; a later correction supersedes it."""
        job, dialog = self._job, self.dialog
        if job is None or dialog is None:
            return
        hints = dialog.hints

        def done(looked: Looked) -> None:
            job.looked = looked
            self._show_looked()

        self._window.tasks.run(
            LOOK,
            "Counting journeys",
            lambda progress: job.look(hints, progress),
            done,
            refused=dialog.show_problem,
        )

    def _decide_gone(self) -> None:
        if self.dialog is not None:
            self.dialog.message.dismiss()
            self._show_looked()

    def _show_looked(self) -> None:
        job, dialog = self._job, self.dialog
        if job is None or dialog is None or job.looked is None:
            return
        looked, style = job.looked, self._window.shown.desk.style
        try:
            kept = looked.chosen(dialog.preview.keeps_gone)
        except RefusedError as refused:
            dialog.show_problem(refused.problem)
            replaced = preview(looked.snapshot, looked.snapshot, looked.difference, style)
            dialog.preview.show_preview(replaced, style)
            return
        dialog.show_preview(preview(looked.snapshot, kept, looked.difference, style))
        told = (*map(Problem, looked.replaced), *(job.proposed.unread if job.proposed else ()))
        if told:
            dialog.message.show_problems(told)

    def _show_progress(self, lane: str, what: str, done: int, total: int) -> None:
        if lane == LOOK and self.dialog is not None:
            self.dialog.foot.show_progress(what, done, total)

    def _refused_at_once(self, problem: Problem) -> None:
        self.end()
        self._window.shown.tell(problem)

    def _commit(self) -> None:
        job, dialog = self._job, self.dialog
        if job is None or job.looked is None or dialog is None:
            return
        shown, desk = self._window.shown, self._window.shown.desk
        snapshot, keep = job.looked.snapshot, dialog.preview.keeps_gone
        label = import_label(len(snapshot.journeys), desk.style)
        mapping = mapping_of(dialog.proposal, self._today())
        join = dialog.hints.join
        shown.setEnabled(False)

        def work(progress: Progress) -> None:
            progress("Measuring", 0, 0)
            with desk.held():
                desk.session.adopt(snapshot, label, keep, join)
                desk.measure_now()
            remember(self._folder, mapping)

        def ended() -> None:
            shown.setEnabled(True)
            desk.changed.emit()

        self._window.tasks.run(
            COMMIT, "Measuring", work, lambda _nothing: shown.show_imported(), ended=ended
        )

    def _today(self) -> str:
        return self.identity.now()[:10]

    def _closed(self) -> None:
        self.dialog = None
        self.end()

    def _ask_files(self) -> None:
        if self.dialog is not None:
            ask_exports(self.dialog, self._window.settings, self.dialog.add)

    def _ask_save(self) -> None:
        if self.dialog is not None:
            ask_mapping(self.dialog, self._window.settings, self.save_mapping, saving=True)

    def _ask_load(self) -> None:
        if self.dialog is not None:
            ask_mapping(self.dialog, self._window.settings, self.load_mapping, saving=False)

    def save_mapping(self, path: Path) -> None:
        """Write the mapping as it stands to a file to hand on."""
        dialog = self.dialog
        if dialog is None:
            return
        try:
            save_mapping(path, mapping_of(dialog.proposal, self._today()))
        except RefusedError as refused:
            dialog.message.show_problem(refused.problem)
        else:
            dialog.message.say(f"The mapping is written: {path}")

    def load_mapping(self, path: Path) -> None:
        """State what a mapping says; where it speaks, it outweighs what was stated."""
        dialog = self.dialog
        if dialog is None:
            return
        try:
            mapping = load_mapping(path)
        except RefusedError as refused:
            dialog.message.show_problem(refused.problem)
        else:
            dialog.answers[CONFLICTS] = str(mapping.hints.decides)
            dialog.correct(lambda hints: united(mapping.hints, hints))
