"""What dropped files are: plans to open, workbooks that come back, and exports to import."""

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from planner.base.problem import Problem

if TYPE_CHECKING:
    from ui.main_window import PlanWindow

PLAN = ".fairlead"


def take_files(window: "PlanWindow", paths: Sequence[Path]) -> None:
    """Open a plan among dropped files, merge a workbook that comes back, import the others."""
    from planner.session.views import left_here

    documents = window.load()
    plans = [path for path in paths if path.suffix.lower() == PLAN]
    for plan in plans:
        documents.open_path(plan)
    returned = [path for path in paths if left_here(path)]
    if returned and documents.untouched:
        what = "This workbook was exported from a plan"
        window.shown.tell(Problem(what, returned[0].name, "Open that plan, then drop it there"))
    elif returned:
        window.reconciling.offer_return(returned[0])
    exports = [path for path in paths if path not in plans and path not in returned]
    if exports:
        documents.importing.begin(exports)
