"""An import from dropped files to one undoable step: read, ask, preview, commit."""

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from planner.base.problem import Problem
from planner.base.progress import Progress
from planner.base.units import count
from planner.session.views import Proposal, Snapshot, propose, take_in
from ui.dialogs.import_dialog import ImportDialog

if TYPE_CHECKING:
    from ui.main_window import PlanWindow


class Importing:
    """Runs one import at a time for a window; nothing of the plan changes before the commit."""

    def __init__(self, window: "PlanWindow") -> None:
        self._window = window
        self.dialog: ImportDialog | None = None

    def begin(self, paths: Sequence[Path]) -> None:
        """Read files off the window's thread, then show what they are taken for."""
        names = paths[0].name if len(paths) == 1 else f"{len(paths)} files"

        def work(progress: Progress) -> Proposal:
            return propose(tuple(paths), progress=progress)

        self._window.tasks.run("import", f"Reading {names}", work, self._ask)

    def _ask(self, proposal: Proposal) -> None:
        if self.dialog is not None:
            self.dialog.reject()
        desk = self._window.shown.desk
        dialog = ImportDialog(proposal, desk.session.snapshot, desk.style, self._window)
        dialog.correction_asked.connect(self._correct)
        dialog.accepted.connect(lambda: self._commit(dialog.snapshot))
        dialog.finished.connect(self._closed)
        self.dialog = dialog
        dialog.open()
        self._preview(proposal)

    def _correct(self) -> None:
        """Apply what the person changed, all that waits at once, then look at what follows."""
        dialog = self.dialog
        if dialog is None:
            return
        proposal, waiting = dialog.proposal, tuple(dialog.waiting)

        def work(progress: Progress) -> Proposal:
            made = proposal
            for correction in waiting:
                progress("Reading again", 0, 0)
                made = correction(made)
            return made

        def done(corrected: Proposal) -> None:
            dialog.show_corrected(corrected, len(waiting))
            self._preview(corrected)

        self._window.tasks.run("preview", "Reading again", work, done, refused=self._refused)

    def _preview(self, proposal: Proposal) -> None:
        """Take the proposal in for a look; a later correction supersedes it."""
        dialog = self.dialog
        if dialog is None:
            return

        def work(progress: Progress) -> Snapshot:
            return take_in(proposal, progress)

        self._window.tasks.run(
            "preview", "Counting journeys", work, dialog.show_snapshot, refused=self._refused
        )

    def _refused(self, problem: Problem) -> None:
        if self.dialog is not None:
            self.dialog.show_problem(problem)

    def _commit(self, snapshot: Snapshot | None) -> None:
        if snapshot is None:
            return
        shown = self._window.shown
        desk = shown.desk
        shown.setEnabled(False)

        def work(progress: Progress) -> None:
            progress("Measuring", 0, 0)
            with desk.held():
                desk.session.adopt(
                    snapshot, f"import {count(len(snapshot.journeys), desk.style)} journeys"
                )
                desk.measure_now()

        def ended() -> None:
            shown.setEnabled(True)
            desk.changed.emit()

        self._window.tasks.run(
            "import", "Measuring", work, lambda _nothing: shown.show_imported(), ended=ended
        )

    def _closed(self) -> None:
        self._window.tasks.cancel("preview")
        self.dialog = None
