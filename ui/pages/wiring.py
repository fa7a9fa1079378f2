"""Grids and charts tied to their page and to each other."""

from collections.abc import Callable, Sequence
from functools import partial

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLayout, QSplitter, QVBoxLayout, QWidget

from planner.base.problem import RefusedError
from planner.session.views import Draft
from planner.sheets.cells import Explanation, Place
from planner.sheets.comments import area, result_spot
from planner.sheets.gesture import Gesture
from planner.sheets.statistics import explain_selection
from ui.charts.view import ChartView
from ui.grid.refused import RefusedDialog
from ui.grid.view import SUMMED_CELLS, GridView
from ui.pages.commenting import NO_COMMENTS, Commenting, SpotOf
from ui.pages.page import Page
from ui.pages.room import FitRows
from ui.soon import Soon
from ui.widgets.grid_card import grid_card

GAP = 10
LEAST_OF_GRID = 0.55
"""Share of a part's height that its charts leave to a grid of many rows."""
SELECTION = "explained"
"""Property of a grid whose selection, not its current cell, stands in the explain bar."""


Submit = Callable[[Sequence[Draft], str], None]


def tie_grid(
    page: Page, grid: GridView, spot_of: SpotOf | None, *, submit: Submit | None = None
) -> GridView:
    """Let a grid speak through its page and write to the desk.

    `spot_of` tells by its key what a row is about, for comments; None where no row lasts. `submit`
    takes the grid's gestures in the desk's stead; it may raise RefusedError.
    """
    grid.number_style = page.desk.style
    grid.currency = page.desk.session.plan.currency
    grid.drafts_made.connect(partial(_submit, submit or page.desk.submit, grid))
    grid.paste_refused.connect(partial(_ask, page, grid))
    told = Soon(grid, partial(_explain, page, grid))
    grid.current_changed.connect(lambda _row, _column: told.ask())
    grid.selection_summary.connect(page.summarised)
    grid.selection_summary.connect(partial(_explain_selection, page, grid))
    grid.remark.connect(page.remarked)
    grid.commented = spot_of is not None
    if spot_of is None:
        grid.comment_requested.connect(lambda _row, _column: grid.remark.emit(NO_COMMENTS))
    else:
        Commenting(page.desk, grid, spot_of).changed.connect(told.ask)
    return grid


def rows_of(*parts: str) -> Callable[[str], str]:
    """Return what the rows of a sheet's part are about, which keep their keys."""
    return partial(result_spot, area(*parts))


def tie_chart(
    page: Page,
    grid: GridView,
    chart: ChartView,
    behind: Callable[[], Place | None] | None = None,
    marking: type[Soon] = Soon,
) -> ChartView:
    """Let a click on a chart go to the cell behind it, and the current cell show in the chart.

    `behind` tells whose point that is, where many cells share one; a chart that is exchanged after
    the frame has its `marking` done then.
    """
    chart_of(page, chart).place_clicked.connect(page.place_requested)
    marked = marking(chart, lambda: _mark(chart, grid, behind or partial(page.place_in, grid)))
    grid.current_changed.connect(lambda _row, _column: marked.ask())
    return chart


def tie_to_sentence(page: Page, chart: ChartView) -> ChartView:
    """Let a click on a chart go to the cell behind it, and mark the cells a sentence names.

    For charts of assumptions beside results that rest on them.
    """
    chart_of(page, chart).place_clicked.connect(page.place_requested)
    page.explained.connect(
        lambda said: chart.highlight(*(part.target for part in said.parts if part.target))
    )
    return chart


def chart_of(page: Page, chart: ChartView) -> ChartView:
    """Let a chart write as its page does, and say in the status bar what it copied."""
    chart.number_style = page.desk.style
    chart.currency = page.desk.session.plan.currency
    chart.remark.connect(page.remarked)
    return chart


def lay_out(page: Page, *parts: QWidget | QLayout, wide: QWidget) -> None:
    """Lay a page's parts one below the other; `wide` takes the room that is left."""
    box = QVBoxLayout(page)
    box.setContentsMargins(0, 0, 0, 0)
    box.setSpacing(GAP)
    for part in parts:
        if isinstance(part, QLayout):
            box.addLayout(part)
        else:
            box.addWidget(part, 1 if part is wide else 0)


def charts_over_grid(
    part: QWidget,
    cards: QSplitter,
    grid: GridView,
    footnote: QWidget,
    shares: tuple[int, int] = (1, 1),
) -> FitRows:
    """Lay a part out: charts side by side, the grid below as high as its rows, a footnote."""
    both = splitter(Qt.Orientation.Vertical, cards, grid_card(grid), shares=shares)
    box = QVBoxLayout(part)
    box.setContentsMargins(0, 0, 0, 0)
    box.setSpacing(GAP)
    box.addWidget(both, 1)
    box.addWidget(footnote)
    return FitRows(both, grid, 1, LEAST_OF_GRID)


def splitter(orientation: Qt.Orientation, *widgets: QWidget, shares: tuple[int, ...]) -> QSplitter:
    """Return widgets side by side or one below the other, sharing the room as stated."""
    made = QSplitter(orientation)
    made.setChildrenCollapsible(False)
    made.setHandleWidth(GAP)
    for widget in widgets:
        made.addWidget(widget)
    share(made, shares)
    return made


def share(made: QSplitter, shares: tuple[int, ...]) -> None:
    """Share a splitter's room out anew."""
    for i, part in enumerate(shares):
        made.setStretchFactor(i, part)
    made.setSizes([part * 100 for part in shares])


def _submit(submit: Submit, grid: GridView, drafts: Sequence[Draft], label: str) -> None:
    try:
        submit(drafts, label)
    except RefusedError as refusal:
        grid.show_problem(refusal.problem, *grid.place())


def _ask(page: Page, grid: GridView, gesture: Gesture) -> None:
    """List the cells that refuse a paste, and offer to paste the ones that fit."""
    dialog = RefusedDialog(gesture, grid.grid_model(), page, grid.number_style)
    dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
    dialog.accepted.connect(lambda: grid.submit_fitting(gesture))
    dialog.open()


def _mark(chart: ChartView, grid: GridView, behind: Callable[[], Place | None]) -> None:
    if grid.grid_model().rowCount():
        chart.highlight(behind())


def _explain_selection(page: Page, grid: GridView, summary: str) -> None:
    """Explain what several selected numbers say together, and the cell again when it is alone."""
    before, said = grid.property(SELECTION), _selected(grid) if summary else None
    grid.setProperty(SELECTION, said is not None)
    if said is not None:
        page.explained.emit(said)
    elif before:
        _explain(page, grid)


def _selected(grid: GridView) -> Explanation | None:
    areas, model = grid.areas(), grid.grid_model()
    if not 1 < sum(area.height * area.width for area in areas) <= SUMMED_CELLS:
        return None
    places = (place for area in areas for place in area.places())
    cells = ((model.cell(*place), model.kind(*place)) for place in places)
    return explain_selection(cells, len(areas), grid.number_style, grid.currency)


def _explain(page: Page, grid: GridView) -> None:
    """Explain the current cell of the page's grid, or of another while a person is in that."""
    within = next((other for other in page.grids() if other.hasFocus()), page.grid())
    if grid.property(SELECTION) or grid is not within:
        return
    sheet, (row, column) = grid.grid_model().sheet, grid.place()
    if sheet is not None and row < sheet.row_count:
        page.explained.emit(grid.grid_model().explain(row, column))
