"""Corrected rows go back into the data: off the window's thread, as one undoable step."""

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from planner.base.progress import Progress
from planner.base.units import NumberStyle, count
from planner.session.mappings import FOLDER, recall, united
from planner.session.views import Hints, ReadingProcess, Readmitted
from ui.desk import day_first

if TYPE_CHECKING:
    from ui.main_window import PlanWindow


def put_back(window: "PlanWindow") -> None:
    """Read the corrected rows again, with what was stated of their files, and say what became."""
    hints, session = _stated(window), window.shown.desk.session
    _run(window, lambda _progress: session.put_back(hints))


def bring_back(window: "PlanWindow", path: Path) -> None:
    """Take over the corrections of a table of rows set aside, and put its rows back."""
    hints, session = _stated(window), window.shown.desk.session

    def work(progress: Progress) -> Readmitted:
        with ReadingProcess() as reading:
            rows = reading.returned((path,), progress)
        return session.bring_back(rows, hints)

    _run(window, work)


def _run(window: "PlanWindow", take: Callable[[Progress], Readmitted]) -> None:
    shown, desk = window.shown, window.shown.desk
    shown.setEnabled(False)

    def work(progress: Progress) -> str:
        progress("Putting rows back", 0, 0)
        with desk.held():
            done = take(progress)
            desk.measure_now()
        return _words(done.read, done.new_journeys, done.unreadable, desk.style)

    def ended() -> None:
        shown.setEnabled(True)
        desk.changed.emit()

    window.tasks.run("import", "Putting rows back", work, shown.messages.say, ended=ended)


def _stated(window: "PlanWindow") -> Hints:
    session = window.shown.desk.session
    plan, snapshot = session.plan, session.snapshot
    base = Hints(day_first=day_first(window.locale()))
    if plan.lines:
        base = Hints(stages=plan.stages, currency=plan.currency, day_first=base.day_first)
    files = snapshot.files if snapshot is not None else ()
    known = recall(window.settings.folder / FOLDER, (file.fingerprint for file in files))
    return united(base, known.hints) if known else base


def _words(read: int, new: int, unreadable: int, style: NumberStyle) -> str:
    rows = "row was" if read == 1 else "rows were"
    made = "new journey" if new == 1 else "new journeys"
    words = f"{count(read, style)} {rows} put back: {count(new, style)} {made}"
    if read > new:
        words += f", {count(read - new, style)} joined to journeys known before"
    if unreadable:
        words += f". {count(unreadable, style)} still cannot be read; the reasons say why"
    return f"{words}."
