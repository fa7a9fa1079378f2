"""One page for one audience, as a PDF: asking where it goes, and writing it."""

from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QFileDialog

from planner.base.progress import Progress

if TYPE_CHECKING:
    from ui.main_window import PlanWindow

AUDIENCES = {"marketing": "Marketing", "sales": "Sales", "board": "the board"}


def page_deeds(window: "PlanWindow") -> dict[str, Callable[[], object]]:
    """Return what the actions of the pages do."""
    return {f"page_{audience}": partial(ask_page, window, audience) for audience in AUDIENCES}


def ask_page(window: "PlanWindow", audience: str) -> QFileDialog:
    """Ask where the page of an audience goes."""
    from planner.session.board_pack import file_name

    title = f"One page for {AUDIENCES[audience]}"
    dialog = QFileDialog(window, title, window.settings.last_folder, "PDF (*.pdf)")
    dialog.setObjectName(title)
    dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
    dialog.setDefaultSuffix("pdf")
    dialog.selectFile(f"{file_name(window.shown.desk.name)} for {AUDIENCES[audience]}.pdf")
    dialog.fileSelected.connect(lambda path: write(window, audience, Path(path)))
    dialog.open()
    return dialog


def write(window: "PlanWindow", audience: str, path: Path) -> None:
    """Write the page off the window's thread, and say where it is."""
    from planner.session.as_it_stands import as_it_stands
    from planner.session.board_pack import order, write_page

    shown = window.shown
    stood, maker = as_it_stands(shown.desk.session), shown.board.maker

    def work(progress: Progress) -> Path:
        return write_page(order(stood), audience, path, maker, progress)

    def done(written: Path) -> None:
        window.settings.last_folder = str(written.parent)
        shown.messages.say(f"The page for {AUDIENCES[audience]} is written: {written}")

    window.tasks.run("export", f"Writing {path.name}", work, done)
