"""The Assumptions sheet: the grid of positions, the bridge, the evidence, and who decided."""

from collections.abc import Mapping
from dataclasses import replace
from urllib.parse import unquote

from PySide6.QtCore import Qt, QTimer
from PySide6.QtWidgets import QAbstractItemView, QHBoxLayout, QLabel, QWidget

from planner.base.stages import Seat
from planner.session.views import TEAM, Spot, line_key
from planner.sheets.assumption_months import months_of
from planner.sheets.assumptions import NAME, Order, assumptions_sheet
from planner.sheets.attribution_words import channel_line
from planner.sheets.bridge_chart import bridge_chart
from planner.sheets.cells import Place
from planner.sheets.comments import result_spot, slots_of
from planner.sheets.evidence_chart import evidence_chart, trends
from planner.sheets.groups import group_key, grouped
from planner.sheets.strip import disputes_by_sheet, place_of
from planner.sheets.table import TableSheet
from ui.charts.view import ChartView
from ui.desk import Desk
from ui.grid.key_table import key_of
from ui.grid.view import GridView
from ui.pages.choices import Choice
from ui.pages.decided import Decided
from ui.pages.deeds import Deeds
from ui.pages.elided import ElidedLine
from ui.pages.page import Page
from ui.pages.room import FitRows
from ui.pages.wiring import lay_out, share, splitter, tie_chart, tie_grid
from ui.soon import Afterwards, Soon
from ui.tasks import Tasks
from ui.widgets.card import Card
from ui.widgets.grid_card import grid_card
from ui.widgets.quiet_button import QuietButton

WIDE, NARROW = (72, 28), (55, 45)
"""How grid and charts share the room, beside or below each other."""
ORDERS: tuple[tuple[Order, str], ...] = (("plan", "By line"), ("worth", "By worth"))


class AssumptionsPage(Page):
    """Lines by drivers; ordered by worth they are the agenda."""

    title = "Assumptions"
    sentence = (
        "Here Marketing and Sales will state their assumptions beside the evidence from your CRM’s "
        "exports, and see what every disagreement is worth."
    )
    by_hand = True

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(desk, parent)
        self._folded: frozenset[str] = frozenset()
        self._opened: frozenset[str] = frozenset()
        self._narrow = False
        self._slots: tuple[object, Mapping[str, Spot]] = (None, {})
        self._centre = QTimer(self, singleShot=True, interval=0)
        self._centre.timeout.connect(self._show_current)
        self._late, self._later = Soon(self, self._show_bridge), Afterwards(self, self._show_row)
        self.view = tie_grid(self, GridView(), self._spot)
        self.deeds = Deeds(desk, self.view)
        self.bridge = tie_chart(self, self.view, ChartView())
        self.evidence = tie_chart(self, self.view, ChartView(), marking=Afterwards)
        self.decided = Decided(desk)
        self.history = self.decided.card
        self.order = Choice("Order", ORDERS)
        self.order.chosen.connect(lambda _order: self.refresh())
        self.months = QuietButton()
        self.months.setCheckable(True)
        self.months.setToolTip(f"Unfold the months at the right ({key_of('fold_columns')})")
        self.months.clicked.connect(self.view.columns.toggle_all)
        self.view.columns.regrouped.connect(self.refresh)
        self.agenda = QLabel()
        self.agenda.setProperty("muted", True)
        self.channels = ElidedLine()
        self.view.fold_toggled.connect(self._fold)
        self.view.all_folded.connect(self._fold_all)
        self.view.folding.know_whole(self._sheet)
        self.view.current_changed.connect(lambda _row, _column: self._later.ask())
        self._lay_out()

    def _lay_out(self) -> None:
        bar = QHBoxLayout()
        bar.setSpacing(12)
        bar.addWidget(self.order)
        bar.addWidget(self.months)
        bar.addWidget(self.channels, 1)
        bar.addWidget(self.agenda)
        self._left = splitter(
            Qt.Orientation.Vertical, grid_card(self.view), self.history, shares=(6, 1)
        )
        FitRows(self._left, self.view, 0, 6 / 7)
        self._charts = splitter(
            Qt.Orientation.Vertical, Card(self.bridge), Card(self.evidence), shares=(6, 4)
        )
        self._whole = splitter(Qt.Orientation.Horizontal, self._left, self._charts, shares=WIDE)
        lay_out(self, bar, self._whole, wide=self._whole)

    def work_in(self, tasks: Tasks) -> None:
        """Have what takes long done off the window's thread."""
        self.decided.work_in(tasks)

    def grid(self) -> GridView:
        """Return the grid of assumptions."""
        return self.view

    def refresh(self) -> None:
        """Show the assumptions, the bridge and the current row's evidence as they now stand."""
        desk = self.desk
        months = self.view.columns.unfolded(NAME)
        self.months.setChecked(bool(months))
        self.months.setText(f"Months  {'▾' if months else '▸'}")
        sheet = self._sheet(self._folded | (self._with_months() - self._opened))
        self.view.set_sheet(sheet)
        plan = desk.session.plan
        channels = channel_line(plan, desk.session.snapshot, plan.by)
        self.channels.set_text(sheet.footnote or channels)
        disputed = disputes_by_sheet(desk.results)[self.title]
        self.agenda.setText(f"{disputed} in dispute" if disputed else "Nothing in dispute")
        self._late.ask()
        self._later.ask()

    def _sheet(self, folded: frozenset[str] = frozenset()) -> TableSheet:
        desk = self.desk
        return assumptions_sheet(
            desk.results,
            seat=desk.seat,
            style=desk.style,
            folded=folded,
            order=self.order.value,
            trends=desk.trends(trends),
            memo=desk.memo,
            months=self.view.columns.unfolded(NAME),
        )

    def _spot(self, row: str) -> Spot:
        results = self.desk.results
        if self._slots[0] is not results:
            self._slots = results, slots_of(results)
        return self._slots[1].get(row) or result_spot(NAME, row)

    def go_to(self, place: Place) -> bool:
        """Unfold the line a place belongs to, its months and its year, then go there."""
        line, driver = self._line_of(place.row), "/".join(place.row.split("/")[:2])
        for key in (group_key(unquote(line.removeprefix("line:"))), line):
            if key in self._folded:
                self._fold(key)
        if place.row != driver and driver not in self._opened:
            self._fold(driver)
        months = months_of(self.desk.session.plan, frozenset())
        unfolded = self.view.columns.unfolded(NAME)
        if year := months.year_of(place.column):
            self.view.columns.unfold(unfolded | {year})
        return super().go_to(place)

    def set_narrow(self, narrow: bool) -> None:
        """Fold the charts, and with them the history, under the grid."""
        if narrow == self._narrow:
            return
        self._narrow = narrow
        across, down = Qt.Orientation.Horizontal, Qt.Orientation.Vertical
        self._whole.setOrientation(down if narrow else across)
        self._charts.setOrientation(across if narrow else down)
        (self._charts if narrow else self._left).addWidget(self.history)
        share(self._whole, NARROW if narrow else WIDE)
        share(self._charts, (40, 31, 29) if narrow else (6, 4))
        if not narrow:
            share(self._left, (6, 1))
        self._centre.start()

    def _show_bridge(self) -> None:
        if not self.desk.session.closed:
            self.bridge.set_chart(bridge_chart(self.desk.results, self.desk.style))

    def _show_row(self) -> None:
        """Show what belongs to the current row, once the eye has its cell, strip and bridge."""
        desk = self.desk
        if desk.session.closed:
            return
        key, month = self._keys()
        known = desk.results.said
        found = next((a for a in known if a.key == month), None)
        found = found or next((a for a in known if a.key == key), None)
        found = found or next((a for a in known if line_key(a.line) == key), None)
        if found is None:
            return
        self.evidence.set_chart(
            evidence_chart(desk.results, desk.source, found, desk.style, desk.memo)
        )
        self.decided.show(found.key)

    def _keys(self) -> tuple[str, str]:
        """Return the keys of the current row and of its month, if a month's column is current."""
        model = self.view.grid_model()
        if not model.rowCount():
            return "", ""
        at = self.view.place_at(*self.view.place())
        return at.row, f"{at.row}/{at.column}"

    def _with_months(self) -> frozenset[str]:
        """Return the drivers that have months of their own below them, by key."""
        plan = self.desk.session.plan
        months = (a.slot for a in self.desk.results.said if a.month is not None)
        return frozenset(plan.key(replace(slot, month=None)) for slot in months)

    def _fold(self, key: str) -> None:
        if "/" in key:
            self._opened ^= {key}
        else:
            self._folded ^= {key}
        self.refresh()

    def _fold_all(self, folded: bool) -> None:
        lines = self.desk.session.plan.lines
        groups = (group.key for group in grouped(lines) if group.rolls_up)
        keys = (*groups, *(line_key(line.name) for line in lines), line_key(TEAM))
        self._folded = frozenset(keys if folded else ())
        self._opened = frozenset() if folded else self._with_months()
        self.refresh()

    def _line_of(self, row: str) -> str:
        return f"line:{row.partition('/')[0]}"

    def start(self) -> None:
        """Begin at the dearest dispute, where there is one."""
        dearest = place_of(self.desk.results)
        seat = self.desk.seat
        column = "working" if seat is Seat.TOGETHER else seat.value
        if dearest.row and self.go_to(replace(dearest, column=column)):
            self._centre.start()

    def _show_current(self) -> None:
        """Bring the current row to the middle, beside as many first columns as there is room."""
        index = self.view.currentIndex()
        self.view.scrollTo(index, QAbstractItemView.ScrollHint.PositionAtCenter)
        self.view.horizontalScrollBar().setValue(0)
        self.view.scrollTo(index)
