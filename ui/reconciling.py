"""What two people do with one plan: merge copies, sign, look at who said what, be told apart."""

from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, cast

from PySide6.QtCore import QObject, Qt
from PySide6.QtWidgets import QFileDialog

from planner.base.problem import RefusedError
from planner.base.progress import Progress
from planner.base.stages import Seat
from ui.roles import Roles
from ui.watching import Watching

if TYPE_CHECKING:
    from planner.session.merging import MergePreview
    from planner.session.returning import ReturnPreview
    from planner.session.views import Chosen
    from planner.sheets.merging import MergeView
    from planner.sheets.signing import SigningView
    from planner.sheets.table import TableSheet
    from ui.dialogs.log_dialog import LogDialog
    from ui.dialogs.merge_dialog import MergeDialog
    from ui.dialogs.sign_dialog import SignDialog
    from ui.main_window import PlanWindow
    from ui.meeting.window import MeetingWindow

MINUTES, WORKBOOK = "Minutes.txt", ".xlsx"


class Reconciling(QObject):
    """Serves one window; its dialogs are those shown last."""

    def __init__(self, window: "PlanWindow") -> None:
        super().__init__(window)
        self._window = window
        self.merging: MergeDialog | None = None
        self.meeting: MeetingWindow | None = None
        self.signing: SignDialog | None = None
        self.log: LogDialog | None = None
        self.watching, self.roles = Watching(window), Roles(window)

    def deeds(self) -> dict[str, Callable[[], object]]:
        """Return what every action does."""
        return {
            "merge": self.ask_copy,
            "meeting": self.meet,
            "sign": self.show_signing,
            "log": self.show_log,
            "round": self.ask_round,
            "done": self.say_done,
            **self.roles.deeds(),
        }

    def ask_round(self) -> None:
        """Open a sealed round, or reveal the one that is open."""
        self._window.shown.round.ask()

    def say_done(self) -> None:
        """Be done in the sealed round."""
        self._window.shown.round.say_done()

    def meet(self) -> None:
        """Begin a meeting over what is in dispute, as large as the screen."""
        from planner.session.sealing import unsealed
        from ui.meeting.window import LANE, MeetingWindow

        shown = self._window.shown
        try:
            unsealed(shown.desk.session.round, "the meeting needs both seats’ positions")
        except RefusedError as refused:
            shown.tell(refused.problem)
            return
        tasks = self._window.tasks
        self.meeting = MeetingWindow(shown.desk, self._window, tasks)
        self.meeting.finished.connect(lambda _result: tasks.cancel(LANE))
        self.meeting.export_wanted.connect(self._save_minutes)
        self.meeting.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.meeting.setModal(True)
        self.meeting.showFullScreen()

    def _save_minutes(self) -> None:
        meeting = self.meeting
        if meeting is None:
            return
        kinds = "Text (*.txt);;Page (*.html)"
        path, _kind = QFileDialog.getSaveFileName(meeting, "Save minutes", MINUTES, kinds)
        if path:
            try:
                meeting.write(Path(path))
            except RefusedError as refused:
                meeting.page.message.show_problem(refused.problem)

    def ask_copy(self) -> None:
        """Ask for a copy, or a workbook that came back, to merge."""
        self._window.load().ask_plan("Merge copy", self.offer, with_workbooks=True)

    def offer(self, path: Path) -> None:
        """Look at what was chosen: a copy of the plan, or its workbook."""
        (self.offer_return if path.suffix.casefold() == WORKBOOK else self.offer_merge)(path)

    def offer_return(self, path: Path) -> None:
        """Read a returned workbook off the window's thread and show what taking it in would do."""
        from planner.session.returning import preview_return

        desk = self._window.shown.desk
        session, seat, style = desk.session, desk.seat, desk.style

        def work(progress: Progress) -> "ReturnPreview":
            progress(f"Reading {path.name}", 0, 0)
            return preview_return(session, path, seat, style=style)

        self._window.tasks.run("merge", f"Reading {path.name}", work, self._show_return)

    def _show_return(self, found: "ReturnPreview") -> None:
        from planner.session.returning import preview_return, take_return, view_of
        from ui.dialogs.merge_dialog import MergeDialog

        shown, looked = self._window.shown, [found]
        desk = shown.desk

        def make(chosen: object) -> "MergeView":
            if chosen is not None:
                keep = cast("frozenset[str]", chosen)
                now = looked[0]
                looked[0] = preview_return(desk.session, now.workbook, now.seat, keep, desk.style)
            return view_of(looked[0], desk.style)

        def apply(_chosen: object) -> None:
            try:
                done = take_return(desk.session, looked[0])
            except RefusedError as refused:
                shown.messages.show_problem(refused.problem)
                return
            shown.status.show_remark(f"Took in {done.workbook.name}; undo takes it back")

        currency = desk.session.plan.currency
        self.merging = MergeDialog(make, apply, desk.style, self._window, currency=currency)
        self.merging.open()

    def offer_merge(self, path: Path) -> None:
        """Read a copy off the window's thread and show what merging it would do."""
        from planner.session.merging import preview_merge

        desk = self._window.shown.desk
        session, seat = desk.session, desk.seat

        def work(progress: Progress) -> "MergePreview":
            progress(f"Reading {path.name}", 0, 0)
            return preview_merge(session, session.copy.read_other(path), seat)

        self._window.tasks.run("merge", f"Reading {path.name}", work, self._show_merge)

    def _show_merge(self, found: "MergePreview") -> None:
        from planner.session.merging import merge_copy
        from ui.dialogs.merge_dialog import MergeDialog

        shown = self._window.shown
        if found.union.nothing_new:
            shown.messages.say(f"The plan holds everything {found.other.path.name} states.")
            return
        looked = [found]

        def apply(_chosen: object) -> None:
            try:
                done = merge_copy(shown.desk.session, looked[0])
            except RefusedError as refused:
                shown.tell(refused.problem)
                return
            shown.status.show_remark(f"Merged {done.other.path.name}; undo takes it back")

        make, currency = partial(self._merge_view, looked), shown.desk.session.plan.currency
        self.merging = MergeDialog(make, apply, shown.desk.style, self._window, currency=currency)
        self.merging.open()

    def _merge_view(self, looked: "list[MergePreview]", chosen: object) -> "MergeView":
        """Return what the dialog shows, with what is chosen in it; `looked` holds the preview."""
        from planner.session.merging import preview_merge
        from planner.sheets.merging import merge_view

        desk, now = self._window.shown.desk, looked[0]
        if chosen is not None:
            stated = cast("Chosen", chosen)
            now = looked[0] = preview_merge(desk.session, now.other, now.seat, stated)
        name = now.other.path.name
        return merge_view(name, now.union, now.priced, now.chosen, now.other_data, desk.style)

    def show_signing(self) -> None:
        """Show who signed what, and let the seats at the table sign the plan looked at."""
        from planner.session.signing import sign
        from ui.dialogs.sign_dialog import SignDialog

        desk = self._window.shown.desk
        if desk.bare:
            return
        here = desk.scenario.id if desk.scenario else ""
        name = self._window.settings.author

        def do(seat: Seat, who: str) -> None:
            sign(desk.session, seat, who, here)

        make, currency = partial(self._signing_view, here), desk.session.plan.currency
        self.signing = SignDialog(make, do, name, desk.style, self._window, currency=currency)
        self.signing.place_wanted.connect(self._window.shown.go)
        self.signing.open()

    def _signing_view(self, scenario: str) -> "tuple[SigningView, tuple[Seat, ...]]":
        from planner.session.signing import read_version, standing, verify
        from planner.sheets.signing import seats_to_sign, signing_view

        desk = self._window.shown.desk
        session, stood = desk.session, standing(desk.session, scenario)
        read, problems = partial(read_version, session), verify(session)
        kept, memo = stood.versions, session.memo
        view = signing_view(
            kept, stood.now, read, desk.results, problems=problems, style=desk.style, memo=memo
        )
        return view, seats_to_sign(kept, stood.now, desk.seat)

    def show_log(self) -> None:
        """Show every edit, to be searched."""
        from planner.session.record import record, told_in_full
        from planner.sheets.record import record_sheet
        from ui.dialogs.log_dialog import LogDialog

        desk = self._window.shown.desk
        session, entries = desk.session, record(desk.session.log)

        def make(search: str) -> "TableSheet":
            return record_sheet(entries, session.plan, search, desk.style)

        say = partial(told_in_full, session, entries, style=desk.style)
        self.log = LogDialog(make, say, desk.style, self._window)
        self.log.open()
