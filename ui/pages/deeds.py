"""Deeds on the rows chosen of the Assumptions sheet: done at once, or asked for in a box first."""

from collections.abc import Callable

from PySide6.QtCore import QDate, QObject

from planner.base.days import date_of, parse_day
from planner.base.problem import RefusedError
from planner.sheets.deeds import Chosen, Deed, Step, chosen_in
from ui.desk import Desk
from ui.grid.view import GridView
from ui.widgets.deed_box import DeedBox, ParkBox, ProposeBox


class Deeds(QObject):
    """Serves one grid; every deed is one step of undo, what it did is said in the status line."""

    def __init__(self, desk: Desk, grid: GridView) -> None:
        super().__init__(grid)
        self._desk, self._grid = desk, grid
        self.box: DeedBox | None = None

    def chosen(self) -> Chosen:
        """Return the rows of the selection as the seat at the table sees them."""
        grid, desk = self._grid, self._desk
        model = grid.grid_model()
        places = [grid.place_at(*grid.place())] if model.rowCount() else []
        places += [grid.place_at(*at) for area in grid.areas() for at in area.places()]
        cells = dict.fromkeys((place.row, place.column) for place in places)
        current = places[0].column if places else ""
        return chosen_in(desk.results, cells, desk.seat, current, desk.style)

    def do(self, deed: Deed) -> None:
        """Do a deed, or ask for what it needs."""
        if deed is Deed.PROPOSE:
            self._propose()
        elif deed is Deed.PARK:
            self._park()
        else:
            self._take(lambda: self.chosen().step(deed))

    def _propose(self) -> None:
        chosen = self.chosen()
        if not chosen.ones:
            self._take(lambda: chosen.step(Deed.ACCEPT))
            return
        verb = chosen.proposing.partition(" ")[0].capitalize()
        name = chosen.words.named(chosen.ones)
        box = ProposeBox(
            self._grid, name, verb, lambda text: chosen.foreseen(text, self._desk.session.memo)
        )
        self._open(box, lambda: self.chosen().propose(box.value.text(), box.why.text()))

    def _park(self) -> None:
        chosen = self.chosen()
        if not chosen.offer(Deed.PARK).possible:
            self._take(lambda: chosen.park("nothing", None))
            return
        box = ParkBox(self._grid, chosen.words.named(chosen.ones))
        waits = chosen.ones[0].waits
        if waits is not None:
            box.why.setText(waits.why)
            if waits.until is not None:
                box.until.setDate(QDate.fromString(date_of(waits.until).isoformat(), "yyyy-MM-dd"))

        def step() -> Step:
            until = parse_day(box.until.date().toString("yyyy-MM-dd"))
            return self.chosen().park(box.why.text(), until)

        self._open(box, step)

    def _open(self, box: DeedBox, step: Callable[[], Step]) -> None:
        """Open a box below the current cell; it closes once its step is done."""
        self.box = box
        box.wanted.connect(lambda: self._take(step, box))
        view = self._grid.viewport()
        corner = self._grid.visualRect(self._grid.currentIndex()).bottomLeft()
        box.open_at(view.mapTo(view.window(), corner))

    def _take(self, make: Callable[[], Step], box: DeedBox | None = None) -> None:
        """Submit a step; a refusal is said in the box, else at the current cell."""
        try:
            step = make()
            self._desk.submit(step.drafts, step.label)
        except RefusedError as refused:
            if box is not None:
                box.show_problem(refused.problem)
            else:
                self._grid.show_problem(refused.problem, *self._grid.place())
            return
        if box is not None:
            box.close()
        self._grid.remark.emit(step.said)
