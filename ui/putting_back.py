"""Corrected rows go back into the data: off the window's thread, as one undoable step."""

from typing import TYPE_CHECKING

from planner.base.progress import Progress
from planner.base.units import NumberStyle, count
from planner.session.mappings import FOLDER, recall, united
from planner.session.views import Hints
from ui.desk import day_first

if TYPE_CHECKING:
    from ui.main_window import PlanWindow


def put_back(window: "PlanWindow") -> None:
    """Read the corrected rows again, with what was stated of their files, and say what became."""
    shown, desk = window.shown, window.shown.desk
    hints = _stated(window)
    shown.setEnabled(False)

    def work(progress: Progress) -> str:
        progress("Putting rows back", 0, 0)
        with desk.held():
            done = desk.session.put_back(hints)
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
    words = f"{count(read, style)} {rows} put back: {count(new, style)} new journeys"
    if read > new:
        words += f", {count(read - new, style)} joined to journeys known before"
    if unreadable:
        words += f". {count(unreadable, style)} still cannot be read; the reasons say why"
    return f"{words}."
