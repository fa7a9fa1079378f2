"""Comments on the Assumptions sheet: opened at a cell, written to the desk, shown on hovering."""

from collections.abc import Sequence

from PySide6.QtCore import QObject

from planner.base.problem import RefusedError
from planner.session.views import Draft
from planner.sheets.comments import (
    comment_drafts,
    comment_words,
    comments_at,
    resolve_drafts,
    slot_of,
)
from ui.desk import Desk
from ui.grid.view import GridView
from ui.pages.wiring import NO_COMMENTS
from ui.widgets.comment_box import CommentBox, CommentTips


class Commenting(QObject):
    """Opens the box at a cell of one grid; a heading has no comments."""

    def __init__(self, desk: Desk, grid: GridView) -> None:
        super().__init__(grid)
        self._desk, self._grid = desk, grid
        self.box: CommentBox | None = None
        self._tips = CommentTips(grid, self.words)
        grid.comment_requested.connect(self.open)

    def open(self, row: int, column: int) -> None:
        """Open the comments of a cell."""
        sheet, place = self._grid.grid_model().sheet, self._grid.place_at(row, column)
        slot = slot_of(self._desk.results, place.row)
        if slot is None or sheet is None:
            self._grid.remark.emit(NO_COMMENTS)
            return
        said = comments_at(self._desk.session.plan, slot, place.column)
        name = sheet.explain(row, column).name
        box = CommentBox(self._grid, name, [comment_words(comment) for comment in said])
        box.written.connect(lambda text: self._write(box, row, column, text))
        box.resolved.connect(lambda: self._resolve(box, row, column))
        view = self._grid.viewport()
        corner = self._grid.visualRect(self._grid.grid_model().index(row, column)).bottomLeft()
        self.box = box
        box.open_at(view.mapTo(view.window(), corner))

    def words(self, row: int, column: int) -> str:
        """Return what is said at a cell."""
        place = self._grid.place_at(row, column)
        if not self._grid.grid_model().cell(row, column).noted:
            return ""
        slot = slot_of(self._desk.results, place.row)
        said = comments_at(self._desk.session.plan, slot, place.column) if slot else ()
        return "\n".join(comment_words(comment) for comment in said)

    def _write(self, box: CommentBox, row: int, column: int, text: str) -> None:
        plan, seat = self._desk.session.plan, self._desk.seat
        place = self._grid.place_at(row, column)
        slot = slot_of(self._desk.results, place.row)
        if slot is None:
            return
        try:
            drafts = comment_drafts(plan, slot, place.column, text, seat)
        except RefusedError as refused:
            box.show_problem(refused.problem)
            return
        box.close()
        self._submit(drafts, "comment in", column)

    def _resolve(self, box: CommentBox, row: int, column: int) -> None:
        plan, seat = self._desk.session.plan, self._desk.seat
        place = self._grid.place_at(row, column)
        slot = slot_of(self._desk.results, place.row)
        box.close()
        if slot is not None:
            drafts = resolve_drafts(plan, slot, place.column, seat)
            self._submit(drafts, "resolve comments in", column)

    def _submit(self, drafts: Sequence[Draft], verb: str, column: int) -> None:
        if drafts:
            self._desk.attempt(drafts, f"{verb} {self._grid.grid_model().columns[column].title}")
