"""Pictures of every sheet with the sample company: `python -m ui.shots DIR`."""

import argparse
import os
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

from PySide6.QtWidgets import QApplication, QWidget

from planner.base.stages import Seat
from planner.session import PlanSession
from planner.session.sample import agree, open_sample, take_year
from planner.session.views import Draft, line_key, line_value
from planner.sheets.cells import Place
from ui.identity import identity_of
from ui.main_window import PlanWindow
from ui.pages.progress import PARTS
from ui.settings import Settings
from ui.start import application
from ui.theme import Scheme, theme
from ui.walk import front, walk

SIZES = {"": (1560, 920), "-small": (1280, 720)}
SCHEMES = {"": Scheme.LIGHT, "-dark": Scheme.DARK}
ROUNDS = 30
"""Rounds of events after which all timers of a frame or two have come and gone."""
LONG = "Account-based webinars for regulated industries in Northern and Eastern Europe"


class Camera:
    """Takes pictures of a window into a folder."""

    def __init__(self, app: QApplication, folder: Path) -> None:
        self._app, self._folder = app, folder
        folder.mkdir(parents=True, exist_ok=True)

    def settle(self, until: Callable[[], bool] = lambda: True) -> None:
        """Let events run until something holds, and then until the window rests."""
        while not until():
            self._app.processEvents()
            time.sleep(0.005)
        for _ in range(ROUNDS):
            self._app.processEvents()
            time.sleep(0.005)

    def shoot(self, widget: QWidget, name: str) -> None:
        """Save a picture of a widget."""
        self.settle()
        widget.grab().save(str(self._folder / f"{name}.png"))

    def in_all_looks(self, window: PlanWindow, name: str) -> None:
        """Save a window light and dark, large and small."""
        for scheme, look in SCHEMES.items():
            theme().force(look)
            for size, pixels in SIZES.items():
                window.resize(*pixels)
                self.shoot(window, f"{name}{scheme}{size}")
        theme().force(Scheme.LIGHT)
        window.resize(*SIZES[""])


def main(words: list[str]) -> int:
    """Write all pictures into the folder named."""
    parser = argparse.ArgumentParser(prog="ui.shots", description=__doc__)
    parser.add_argument("folder", type=Path)
    folder = parser.parse_args(words).folder
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    camera = Camera(application(), folder)
    with tempfile.TemporaryDirectory() as home:
        settings = Settings(Path(home))
        settings.author = "A. Rivera"
        theme().force(Scheme.LIGHT)
        shoot_first_run(camera, settings)
        session = open_sample(settings.workspace, identity_of("A. Rivera"))
        window = open_window(settings)
        window.load().take_session(session)
        shoot_sheets(camera, window)
        shoot_import(camera, window, sorted((settings.workspace / "sample").glob("*.xlsx")))
        shoot_walk(camera, window, session)
        shoot_long_names(camera, window, session)
        shoot_year(camera, window, session, settings.workspace / "sample")
        window.forget()
        camera.settle()
    return 0


def open_window(settings: Settings) -> PlanWindow:
    """Return a window of the larger size, shown."""
    window = PlanWindow(settings)
    window.resize(*SIZES[""])
    window.show()
    return window


def shoot_first_run(camera: Camera, settings: Settings) -> None:
    """Show what a person meets first."""
    window = open_window(settings)
    window.load()
    camera.in_all_looks(window, "first-run")
    window.forget()


def shoot_sheets(camera: Camera, window: PlanWindow) -> None:
    """Show every sheet, and the Assumptions sheet from each seat."""
    for name in window.shown.pages:
        window.shown.show_sheet(name)
        if name == "Data":
            window.shown.go(Place(name, "source:0", "rows_read"))
        camera.settle(lambda: not window.tasks.busy and not window.shown.desk.ahead.late.stale)
        camera.in_all_looks(window, name.lower())
    shoot_parts(camera, window)
    window.shown.show_sheet("Assumptions")
    for seat in (Seat.MARKETING, Seat.SALES):
        window.sit(seat)
        camera.shoot(window, f"assumptions-{seat}")
    window.sit(Seat.TOGETHER)


def shoot_parts(camera: Camera, window: PlanWindow) -> None:
    """Show every part of sheets that have some but the first, which stands for the sheet."""
    window.shown.show_sheet("Funnel")
    page = window.shown.funnel
    first, *others = (str(action.data()) for action in page.shown.list.actions())
    for key in others:
        page.show_part(key)
        camera.settle(lambda: not window.tasks.busy)
        camera.in_all_looks(window, f"funnel-{key}")
    page.show_part(first)
    for sheet in (window.shown.sla, window.shown.scorecards):
        window.shown.show_sheet(sheet.title)
        for part in sheet.parts[1:]:
            sheet.show_part(part.key)
            camera.settle(lambda: not window.tasks.busy)
            camera.in_all_looks(window, f"{sheet.title.lower()}-{part.key}")
        sheet.show_part(sheet.parts[0].key)


def shoot_import(camera: Camera, window: PlanWindow, files: list[Path]) -> None:
    """Show the import dialog with the sample's own exports."""
    importing = window.load().importing
    importing.begin(files)
    camera.settle(lambda: importing.dialog is not None and not window.tasks.busy)
    dialog = importing.dialog
    if dialog is None:
        return
    for scheme, look in SCHEMES.items():
        theme().force(look)
        dialog.files.setCurrentRow(0)
        camera.shoot(dialog, f"import{scheme}")
    theme().force(Scheme.LIGHT)
    dialog.parts.choose("stages")
    camera.shoot(dialog, "import-stages")
    dialog.reject()
    camera.settle()


def shoot_walk(camera: Camera, window: PlanWindow, session: PlanSession) -> None:
    """Show the way from the first dispute to both signatures, step by step, by keys alone."""
    settled = {a.key: a.evidence.value for a in window.shown.desk.results.disputed}
    kept = ("Paid search/rate:MQL>SAL", "Events/deal_size")
    drafts = [Draft(Seat.TOGETHER, k, value) for k, value in settled.items() if k not in kept]
    drafts += [Draft(Seat.MARKETING, kept[1], 60_000.0), Draft(Seat.SALES, kept[1], 45_000.0)]
    session.submit(drafts, "all but two settled")
    window.shown.show_sheet("Assumptions")
    for number, (name, over) in enumerate(walk(window, camera.settle), 1):
        if over.isFullScreen():
            over.resize(*SIZES[""])
        camera.shoot(over, f"walk-{number:02d}-{name}")
    front(window).close()  # the log


def shoot_long_names(camera: Camera, window: PlanWindow, session: PlanSession) -> None:
    """Show what becomes of long names."""
    drafts = (
        Draft(Seat.TOGETHER, "plan:name", f"Plan for {LONG}"),
        Draft(Seat.TOGETHER, line_key(LONG), line_value("Inquiry")),
    )
    session.submit(drafts, "long names")
    window.shown.show_sheet("Assumptions")
    for size, pixels in SIZES.items():
        window.resize(*pixels)
        camera.shoot(window, f"long-names{size}")
    session.undo()


def shoot_year(camera: Camera, window: PlanWindow, session: PlanSession, folder: Path) -> None:
    """Show what came of the plan, by the sample company's later exports."""
    agree(session)
    take_year(session, folder)
    for name in ("SLA", "Scorecards"):
        window.shown.show_sheet(name)
        camera.settle(lambda: not window.tasks.busy)
        camera.in_all_looks(window, f"{name.lower()}-year")
    window.shown.show_sheet("Progress")
    page = window.shown.progressing
    for part, _ in PARTS:
        page.part.choose(part)
        camera.settle(lambda: not window.tasks.busy)
        camera.in_all_looks(window, f"progress-{part}")


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
