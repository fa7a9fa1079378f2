"""Comments at the cells of a grid: opened at one, written to the desk, shown on hovering."""

from collections.abc import Callable, Sequence

from PySide6.QtCore import QObject

from planner.base.problem import RefusedError
from planner.session.views import Draft, Spot
from planner.sheets.comments import (
    comment_drafts,
    comment_words,
    comments_at,
    resolve_drafts,
)
from ui.desk import Desk
from ui.grid.view import GridView
from ui.pages.wiring import NO_COMMENTS
from ui.widgets.comment_box import CommentBox, CommentTips


class Commenting(QObject):
    """Opens the box at a cell of one grid; `spot_of` a row is None where nothing can be said."""

    def __init__(self, desk: Desk, grid: GridView, spot_of: Callable[[str], Spot | None]) -> None:
        super().__init__(grid)
        self._desk, self._grid, self._spot_of = desk, grid, spot_of
        self.box: CommentBox | None = None
        self._tips = CommentTips(grid, self.words)
        grid.comment_requested.connect(self.open)

    def open(self, row: int, column: int) -> None:
        """Open the comments of a cell."""
        sheet, place = self._grid.grid_model().sheet, self._grid.place_at(row, column)
        spot = self._spot_of(place.row)
        if spot is None or sheet is None:
            self._grid.remark.emit(NO_COMMENTS)
            return
        said = comments_at(self._desk.session.plan, spot, place.column)
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
        spot = self._spot_of(place.row)
        said = comments_at(self._desk.session.plan, spot, place.column) if spot else ()
        return "\n".join(comment_words(comment) for comment in said)

    def _write(self, box: CommentBox, row: int, column: int, text: str) -> None:
        plan, seat = self._desk.session.plan, self._desk.seat
        place = self._grid.place_at(row, column)
        spot = self._spot_of(place.row)
        if spot is None:
            return
        try:
            drafts = comment_drafts(plan, spot, place.column, text, seat)
        except RefusedError as refused:
            box.show_problem(refused.problem)
            return
        box.close()
        self._submit(drafts, "comment in", column)

    def _resolve(self, box: CommentBox, row: int, column: int) -> None:
        plan, seat = self._desk.session.plan, self._desk.seat
        place = self._grid.place_at(row, column)
        spot = self._spot_of(place.row)
        box.close()
        if spot is not None:
            drafts = resolve_drafts(plan, spot, place.column, seat)
            self._submit(drafts, "resolve comments in", column)

    def _submit(self, drafts: Sequence[Draft], verb: str, column: int) -> None:
        if drafts:
            self._desk.attempt(drafts, f"{verb} {self._grid.grid_model().columns[column].title}")
