"""The comments at results as notes on the workbook's Plan and SLA sheets and its scorecards."""

from collections.abc import Callable, Iterator, Mapping

from planner.output.excel.cells import clean
from planner.output.excel.notes import write_note
from planner.output.excel.page import Page
from planner.output.excel.plan_grid import PlanGrid
from planner.plan.comments import PLAN, RESULTS, split_spot
from planner.plan.document import Comment, Plan
from planner.plan.keys import SLA, DriverKind
from planner.plan.objectives import OBJECTIVES, WEIGHED
from planner.sheets.comments import comment_words
from planner.sheets.key_words import spot_words
from planner.sheets.sla_charts import measure_at

Cell = tuple[int, int]
TITLE: Cell = (0, 0)
"""Where what has no cell of its own in the workbook stands, told what it is about."""
_OF_LIMIT = {"person": 4, "status": 3, "due": 2, "met": 2, "rate": 2}
_SHARES = (DriverKind.FIRST_TOUCH_SHARE, DriverKind.WORKED_SHARE, DriverKind.ANSWER_SHARE)
_OF_CARD = {"name": 1, "target": 2, "actual": 2, "attainment": 2}


def write_promise_notes(grid: PlanGrid, promises: Mapping[DriverKind, int]) -> None:
    """Write what is said of promises, and at the title what has no cell in the workbook."""
    plan = grid.content.results.plan

    def at(sheet: str, row: str, column: str) -> Cell:
        if sheet == "marketing" and row in grid.rows:
            return grid.rows[row], grid.columns_by_key.get(column, 0)
        kind = row.partition("|")[0]
        if sheet == "sales" and kind in promises:
            return promises[DriverKind(kind)], _OF_LIMIT.get(column, 0)
        return TITLE

    found: dict[Cell, list[str]] = {}
    for key, cell, comment in _of_results(plan, at):
        about = f"{spot_words(key)}: " if cell == TITLE else ""
        found.setdefault(cell, []).append(f"{about}{comment_words(comment)}")
    for slot, comments in plan.comments.items():
        if slot.line == SLA and slot.driver.kind is not DriverKind.WEIGHT:
            usual = 2 if slot.driver.kind in _SHARES else 1
            row = promises[measure_at(slot.driver.kind)]
            for comment in comments:
                cell = row, _OF_LIMIT.get(comment.column, usual)
                found.setdefault(cell, []).append(comment_words(comment))
    _write(grid.page, found)


def write_plan_notes(grid: PlanGrid) -> None:
    """Write what is said of the plan at its figures, and at the title what has no cell there."""
    plan, found = grid.content.results.plan, dict[Cell, list[str]]()
    for key, comments in plan.result_comments.items():
        sheet, row = split_spot(key) or ("", "")
        for comment in comments if sheet == PLAN else ():
            here = row in grid.rows
            cell = (grid.rows[row], grid.columns_by_key.get(comment.column, 0)) if here else TITLE
            about = "" if here else f"{spot_words(key)}: "
            found.setdefault(cell, []).append(f"{about}{comment_words(comment)}")
    _write(grid.page, found)


def write_card_notes(page: Page, plan: Plan, rows: Mapping[str, int]) -> None:
    """Write what is said of objectives and their weights, by the row of each."""
    found: dict[Cell, list[str]] = {}
    for key, comments in plan.result_comments.items():
        sheet, row = split_spot(key) or ("", "")
        for comment in comments if sheet == "cards" and row in rows else ():
            cell = rows[row], _OF_CARD.get(comment.column, 3)
            found.setdefault(cell, []).append(comment_words(comment))
    for slot, said in plan.comments.items():
        name = WEIGHED[slot.driver.index] if slot.driver.kind is DriverKind.WEIGHT else ""
        for comment in said if name in rows else ():
            found.setdefault((rows[name], 3), []).append(comment_words(comment))
    _write(page, found)


def _of_results(
    plan: Plan, at: Callable[[str, str, str], Cell]
) -> Iterator[tuple[str, Cell, Comment]]:
    """Yield the comments at commitments that stand on no scorecard, with their cells."""
    for key, comments in plan.result_comments.items():
        sheet, row = split_spot(key) or ("", "")
        if sheet not in RESULTS or (sheet == "cards" and row in OBJECTIVES):
            continue
        for comment in comments:
            yield key, at(sheet, row, comment.column), comment


def _write(page: Page, found: Mapping[Cell, list[str]]) -> None:
    for (row, column), texts in found.items():
        write_note(page, row, column, [clean(page.said(text)) for text in texts])
