"""Comments at the cells of a grid: marked, opened at one, written, shown on hovering."""

from collections.abc import Callable, Collection, Mapping, Sequence
from functools import partial

from PySide6.QtCore import QObject, Signal

from planner.base.problem import RefusedError
from planner.session.views import Draft, Spot
from planner.sheets.cells import Part, Place
from planner.sheets.comments import (
    comment_drafts,
    comment_words,
    comments_at,
    resolve_drafts,
)
from ui.desk import Desk
from ui.grid.view import GridView
from ui.widgets.comment_box import CommentBox, CommentTips

SpotOf = Callable[[str], Spot | None]
NO_COMMENTS = "Comments stand at rows that last; this list is made anew each time"


class Commenting(QObject):
    """The comments of one grid; `spot_of` a row is None where nothing can be said.

    Sheets of assumptions mark and tell of theirs themselves. All other rows are marked here as they
    are shown, so that no sheet is made anew for a comment. `changed` says that others stand now at
    a grid in view.
    """

    changed = Signal()

    def __init__(self, desk: Desk, grid: GridView, spot_of: SpotOf) -> None:
        super().__init__(grid)
        self._desk, self._grid, self._spot_of = desk, grid, spot_of
        self._known: Mapping[str, object] = {}
        self.box: CommentBox | None = None
        self._tips = CommentTips(grid, self.words)
        grid.comment_requested.connect(self.open)
        desk.changed.connect(self._look)
        self._look()

    def columns(self, row: str) -> Collection[str]:
        """Return the columns of a row at which something is said."""
        spot = self._spot_of(row)
        known = self._desk.session.plan.result_comments
        return [c.column for c in known.get(spot, ())] if isinstance(spot, str) else ()

    def told(self, row: str, column: str) -> tuple[Part, ...]:
        """Return what is said at a cell, to stand behind its sentence."""
        spot = self._spot_of(row)
        if not isinstance(spot, str):
            return ()
        said = comments_at(self._desk.session.plan, spot, column)
        return tuple(Part(f" {comment_words(comment)}") for comment in said)

    def open(self, row: int, column: int) -> None:
        """Open the comments of a cell."""
        place = self._grid.place_at(row, column)
        spot = self._spot_of(place.row)
        if spot is None:
            self._grid.remark.emit(NO_COMMENTS)
            return
        model = self._grid.grid_model()
        said = comments_at(self._desk.session.plan, spot, place.column)
        words = [comment_words(comment) for comment in said]
        box = CommentBox(self._grid, model.name(row, column), words)
        title = model.columns[column].title
        box.written.connect(partial(self._write, box, spot, place, title))
        box.resolved.connect(partial(self._resolve, box, spot, place, title))
        view = self._grid.viewport()
        corner = self._grid.visualRect(model.index(row, column)).bottomLeft()
        self.box = box
        box.open_at(view.mapTo(view.window(), corner))

    def words(self, row: int, column: int) -> str:
        """Return what is said at a cell."""
        if not self._grid.grid_model().cell(row, column).noted:
            return ""
        place = self._grid.place_at(row, column)
        spot = self._spot_of(place.row)
        said = comments_at(self._desk.session.plan, spot, place.column) if spot else ()
        return "\n".join(comment_words(comment) for comment in said)

    def _look(self) -> None:
        """Mark the cells anew where other comments stand now."""
        said = self._desk.session.plan.result_comments
        if said is self._known:
            return
        others, self._known = said != self._known, said
        if others:
            self._grid.grid_model().set_remarks(self if said else None)
            if self._grid.isVisible():
                self.changed.emit()

    def _write(self, box: CommentBox, spot: Spot, place: Place, title: str, text: str) -> None:
        try:
            drafts = comment_drafts(
                self._desk.session.plan, spot, place.column, text, self._desk.seat
            )
        except RefusedError as refused:
            box.show_problem(refused.problem)
            return
        box.close()
        self._submit(drafts, f"comment in {title}")

    def _resolve(self, box: CommentBox, spot: Spot, place: Place, title: str) -> None:
        box.close()
        drafts = resolve_drafts(self._desk.session.plan, spot, place.column, self._desk.seat)
        self._submit(drafts, f"resolve comments in {title}")

    def _submit(self, drafts: Sequence[Draft], label: str) -> None:
        if drafts:
            self._desk.attempt(drafts, label)
