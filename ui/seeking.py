"""Goal seek in a window: from the plan's current cell to one undoable edit, off its thread."""

from typing import TYPE_CHECKING

from planner.base.problem import RefusedError
from planner.base.progress import Progress

if TYPE_CHECKING:
    from planner.sheets.seeking import Answer
    from ui.dialogs.seek_dialog import SeekDialog
    from ui.main_window import PlanWindow

LANE = "seek"


def seek_goal(window: "PlanWindow") -> "SeekDialog | None":
    """Ask what the current cell of the Plan sheet is to be; None where it is no figure."""
    from planner.sheets.seeking import answer, movable
    from planner.sheets.seeking_figures import figure_at
    from ui.dialogs.seek_dialog import SeekDialog

    shown, desk = window.shown, window.shown.desk
    shown.show_sheet(shown.plan.title)
    grid = shown.plan.grid()
    at = grid.place_at(*grid.place())
    results, seat, style = desk.results, desk.seat, desk.style
    try:
        figure = figure_at(results, at.row, at.column, desk.ahead.late)
    except RefusedError as refused:
        grid.show_problem(refused.problem, *grid.place())
        return None

    def ask(text: str, line: str, driver: object) -> None:
        def work(progress: Progress) -> "Answer":
            return answer(figure, text, line, driver, seat, style, progress)  # type: ignore[arg-type]

        window.tasks.run(LANE, "Seeking", work, dialog.show_answer, refused=dialog.show_problem)

    def apply(found: "Answer") -> None:
        desk.attempt(found.drafts, found.label)

    dialog = SeekDialog(
        figure.name, figure.now(style), movable(results, at.row), ask, apply, window
    )
    dialog.finished.connect(lambda _result: window.tasks.cancel(LANE))
    dialog.open()
    return dialog
