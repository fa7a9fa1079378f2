"""Plan files of a window: new, open, sample, save, export; imports are handed on."""

from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QFileDialog

from planner.base.progress import Progress
from planner.session import PlanSession, Recoverable, create_plan, open_plan, recover_plan
from planner.session.as_it_stands import as_it_stands
from planner.session.sample import open_sample, open_sample_year
from planner.session.views import write_set_aside
from planner.sheets.sealed import sealed_words
from ui.dialogs.recipes_dialog import RecipesDialog
from ui.dialogs.settings_dialog import SettingsDialog
from ui.identity import identity_of
from ui.import_asking import ask_exports
from ui.importing import Importing
from ui.putting_back import bring_back, put_back
from ui.roles import ToRead
from ui.settings_asking import ask_settings
from ui.widgets.scenario_button import BASE

if TYPE_CHECKING:
    from ui.main_window import PlanWindow

SUFFIX = ".fairlead"
PLANS = "Fairlead plans (*.fairlead)"
COPIES = "Copies and returned workbooks (*.fairlead *.xlsx)"
WORKBOOKS = "Excel workbooks (*.xlsx)"
TABLES = "Excel workbooks (*.xlsx);;Comma-separated values (*.csv)"
RETURNED = "Tables of rows set aside (*.xlsx *.csv)"


class Documents:
    """Everything that reads or writes files for one window, off its thread."""

    def __init__(self, window: "PlanWindow") -> None:
        self._window = window
        self._identity = identity_of(window.settings.author, window.settings.names_before)
        self._session: PlanSession | None = None
        self.importing = Importing(window, self._identity)
        self.settings: SettingsDialog | None = None
        self.recipes: RecipesDialog | None = None
        self._recent_menu = window.deeds.recent
        self._recent_menu.aboutToShow.connect(self._list_recent)

    def begin(self) -> None:
        """Show a new plan where none is shown yet."""
        if self._window.workspace is None:
            self.take_session(create_plan(self._window.settings.workspace, self._identity))

    def end(self) -> None:
        """Drop the working copy; the window closes."""
        self.importing.end()
        if self._session is not None:
            self._session.close()
            self._session = None

    def do(self, name: str) -> None:
        """Do what an action of the File menu says."""
        deeds: dict[str, Callable[[], object]] = {
            "new": partial(self._window.window_wanted.emit, None),
            "open": partial(self.ask_plan, "Open plan", self.open_path),
            "sample": self.open_sample,
            "sample_year": partial(self.open_sample, year=True),
            "import": self._ask_import,
            "export": self._ask_export,
            "save": self.save,
            "save_as": self.save_as,
            "settings": self.ask_settings,
            "recipes": self.show_recipes,
        }
        deeds[name]()

    def rename(self, author: str) -> None:
        """Let the person who works here go by another name from now on."""
        self._identity = self.importing.identity = self._identity.called(author)
        if self._session is not None:
            self._session.rename(author)

    def open_path(self, path: Path, *, reading: bool = False) -> None:
        """Open a plan, or only to read it: here where nothing is open yet, else in a new window."""
        if not self.untouched:
            self._window.window_wanted.emit(ToRead(path) if reading else path)
            return
        workspace, identity = self._window.settings.workspace, self._identity

        def work(progress: Progress) -> PlanSession:
            progress(f"Opening {path.name}", 0, 0)
            session = open_plan(path, workspace, identity, reading=reading)
            _ready(session)
            return session

        self._window.tasks.run("open", f"Opening {path.name}", work, self._opened)

    def open_sample(self, *, year: bool = False) -> None:
        """Open the sample company: here where nothing is open yet, else in another window.

        With `year` as it stands in the year it planned, with two later exports.
        """
        if not self.untouched:
            self._window.window_wanted.emit("sample year" if year else "sample")
            return
        workspace, identity = self._window.settings.workspace, self._identity

        def work(progress: Progress) -> PlanSession:
            session = (open_sample_year if year else open_sample)(workspace, identity, progress)
            _ready(session)
            return session

        self._window.tasks.run("open", "Making the sample company", work, self.take_session)

    def recover(self, found: Recoverable) -> None:
        """Open here what a program that ended unexpectedly left unsaved."""
        identity = self._identity

        def work(progress: Progress) -> PlanSession:
            progress("Recovering", 0, 0)
            session = recover_plan(found.folder, identity)
            _ready(session)
            return session

        def done(session: PlanSession) -> None:
            self.take_session(session)
            edits = "1 edit that was" if found.edits == 1 else f"{found.edits} edits that were"
            self._window.shown.messages.say(f"Recovered {edits} not saved. Save to keep them.")

        self._window.tasks.run("open", "Recovering", work, done)

    def save(self, then: Callable[[], object] | None = None) -> None:
        """Save to the plan's file, asking for one the first time."""
        session = self._session
        if session is None:
            return
        if session.path is None:
            self.save_as(then)
        else:
            self.save_to(session.path, then)

    def save_as(self, then: Callable[[], object] | None = None) -> None:
        """Ask for a file and save there."""
        name = f"{self._window.shown.desk.name}{SUFFIX}"
        self._ask_file("Save plan", PLANS, lambda path: self.save_to(path, then), name)

    def save_to(self, path: Path, then: Callable[[], object] | None = None) -> None:
        """Save to a file, then go on."""
        session, desk = self._session, self._window.shown.desk
        if session is None:
            return
        target = path if path.suffix else path.with_suffix(SUFFIX)

        def work(progress: Progress) -> Path:
            with desk.held():
                return session.save(target, progress)

        def done(saved: Path) -> None:
            self._window.settings.remember(saved)
            desk.changed.emit()
            if then is not None:
                then()

        self._window.tasks.run("save", f"Saving {target.name}", work, done)

    def export_to(self, path: Path) -> None:
        """Write the workbook."""
        session = self._session
        if session is None:
            return
        target = path if path.suffix else path.with_suffix(".xlsx")
        stood, known = as_it_stands(session), self._window.shown.desk.ahead.late.outlook

        def work(progress: Progress) -> Path:
            stood.export_workbook(target, progress, known)
            return target

        def done(written: Path) -> None:
            here = self._window.shown.desk.scenario
            what = f" It computes {BASE}: choose {here.name} in it." if here else ""
            what += f" {sealed_words(session.round)}" if session.round else ""
            self._window.shown.messages.say(f"The workbook is written: {written}.{what}")

        self._window.tasks.run("export", f"Writing {target.name}", work, done)

    @property
    def untouched(self) -> bool:
        """Whether the window shows a new plan nobody has worked on."""
        return self._session is None or self._window.shown.desk.untouched

    def _opened(self, session: PlanSession) -> None:
        if session.path is not None:
            self._window.settings.remember(session.path)
        self.take_session(session)

    def take_session(self, session: PlanSession) -> None:
        """Show an open plan in this window, and end the one before."""
        self.end()
        self._session = session
        self._window.show_session(session)
        shown = self._window.shown
        shown.aside_export_requested.connect(self._ask_aside)
        shown.put_back_requested.connect(partial(put_back, self._window))
        shown.bring_back_requested.connect(self._ask_bring_back)
        shown.imports_requested.connect(self._ask_import)
        shown.sample_requested.connect(lambda year: self.open_sample(year=year))
        shown.settings_requested.connect(self.ask_settings)
        shown.recipes_requested.connect(self.show_recipes)

    def show_recipes(self) -> None:
        """Show what to export from each CRM, first from the one the data came from."""
        snapshot = self._window.shown.desk.session.snapshot
        crms = [file.crm for file in snapshot.files] if snapshot is not None else []
        self.recipes = RecipesDialog(crms[0] if crms else "", self._window)
        self.recipes.open()

    def ask_settings(self) -> None:
        """Show the plan's settings and lines; applying them is one undoable step."""
        self.settings = ask_settings(self._window, int(self._identity.now()[:4]))

    def ask_plan(
        self, title: str, chosen: Callable[[Path], object], *, with_workbooks: bool = False
    ) -> None:
        """Ask for a plan file, or also for a workbook of one."""
        self._ask_file(title, COPIES if with_workbooks else PLANS, chosen)

    def _ask_import(self) -> None:
        ask_exports(self._window, self._window.settings, self.importing.begin)

    def _ask_export(self) -> None:
        name = f"{self._window.shown.desk.name}.xlsx"
        self._ask_file("Export to Excel", WORKBOOKS, self.export_to, name)

    def _ask_aside(self) -> None:
        self._ask_file("Save set-aside rows", TABLES, self.save_aside, "set aside.xlsx")

    def _ask_bring_back(self) -> None:
        self._ask_file("Bring back set-aside rows", RETURNED, partial(bring_back, self._window))

    def save_aside(self, path: Path) -> None:
        """Write the rows set aside as a table, corrected as far as they are."""
        session = self._session
        if session is None or session.snapshot is None:
            return
        snapshot, target = session.snapshot, path if path.suffix else path.with_suffix(".xlsx")
        fixes = session.plan.fixes

        def done(_nothing: None) -> None:
            self._window.shown.messages.say(f"The rows set aside are written: {target}")

        self._window.tasks.run(
            "aside",
            f"Writing {target.name}",
            lambda _: write_set_aside(snapshot, target, fixes),
            done,
        )

    def _ask_file(
        self, title: str, kinds: str, chosen: Callable[[Path], object], name: str = ""
    ) -> None:
        dialog = self._file_dialog(title, kinds)
        if name:
            dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
            dialog.selectFile(name)
        else:
            dialog.setFileMode(QFileDialog.FileMode.ExistingFile)
        dialog.fileSelected.connect(lambda path: self._chosen(Path(path), chosen))
        dialog.open()

    def _chosen(self, path: Path, chosen: Callable[[Path], object]) -> None:
        self._window.settings.last_folder = str(path.parent)
        chosen(path)

    def _file_dialog(self, title: str, kinds: str) -> QFileDialog:
        settings = self._window.settings
        dialog = QFileDialog(self._window, title, settings.last_folder, kinds)
        dialog.setObjectName(title)
        return dialog

    def _list_recent(self) -> None:
        self._recent_menu.clear()
        for path in self._window.settings.recent:
            text = str(path).replace("&", "&&")
            self._recent_menu.addAction(text, partial(self.open_path, path))
        if self._recent_menu.isEmpty():
            self._recent_menu.addAction("No plan was opened yet").setEnabled(False)


def _ready(session: PlanSession) -> None:
    """Compute what the window will ask for first, while still off its thread."""
    if session.plan.lines:
        session.results  # noqa: B018
