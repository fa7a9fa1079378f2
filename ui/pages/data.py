"""The Data sheet: the files read, the journeys made of them, and the rows set aside."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QLabel, QStackedWidget, QVBoxLayout, QWidget

from planner.base.units import count
from planner.session.views import Journeys, Snapshot
from planner.sheets.cells import Place
from planner.sheets.data import (
    account,
    notices,
    sources_sheet,
)
from planner.sheets.importing import mapping_sheet
from planner.sheets.journey_fields import Rows
from planner.sheets.journeys import JourneysSheet, journeys_sheet
from planner.sheets.volumes import has_counts
from ui.desk import Desk
from ui.grid.arranging import Done, Work, at_once
from ui.grid.shown_line import ShownLine
from ui.grid.view import GridView
from ui.pages.as_of import AsOfButton
from ui.pages.aside_panel import SetAsidePanel
from ui.pages.choices import Choice
from ui.pages.counts import RESPONSES, CountsPanel
from ui.pages.elided import ElidedLine
from ui.pages.page import Page, Part
from ui.pages.room import FitRows
from ui.pages.snapshots_panel import SnapshotsPanel
from ui.pages.wiring import GAP, lay_out, rows_of, splitter, tie_grid
from ui.tasks import Tasks
from ui.theme import SEMIBOLD, font
from ui.widgets.card import Card
from ui.widgets.grid_card import grid_card
from ui.widgets.quiet_button import QuietButton

MAPPING_WIDTH = 600
AT_ONCE = 20_000
"""Up to so many journeys are sorted in less than a frame."""
PARTS = (
    ("sources", "Sources"),
    ("journeys", "Journeys"),
    ("aside", "Set aside"),
    ("snapshots", "Snapshots"),
    ("counts", "Counts"),
)


class DataPage(Page):
    """One part at a time under the account of every row; a part is read when it is seen.

    Of the rows set aside the corrected ones are put back, all are saved as a table, and such a
    table is brought back on request.
    """

    title = "Data"
    sentence = (
        "Drop your CRM’s exports on this window: every file will be listed here, with the journeys "
        "made of it and the rows that had to be set aside."
    )
    aside_export_requested = Signal()
    put_back_requested = Signal()
    bring_back_requested = Signal()

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(desk, parent)
        self.parts = Choice("Part", PARTS)
        self.parts.chosen.connect(self._show_part)
        self.aside, self.snapshots = SetAsidePanel(self), SnapshotsPanel(self)
        self.aside.export_requested.connect(self.aside_export_requested)
        self.aside.put_back_requested.connect(self.put_back_requested)
        self.aside.bring_back_requested.connect(self.bring_back_requested)
        self.snapshots.look_requested.connect(self._look)
        self.counts = CountsPanel(self)
        self.views = {
            "sources": tie_grid(self, GridView(), None),
            "journeys": tie_grid(self, GridView(), rows_of("Data", "journeys")),
        }
        self.views |= {"aside": self.aside.view, "snapshots": self.snapshots.kept}
        self._unread: set[str] = set()
        self.account = ElidedLine(at_right=True)
        self.as_of = AsOfButton(desk)
        self._picked: Rows | None = None
        self._shown: Journeys | None = None
        self.all_journeys = QuietButton()
        self.all_journeys.setToolTip("Show all journeys again")
        self.all_journeys.hide()
        self.all_journeys.clicked.connect(self._show_all)
        self.mapping = tie_grid(self, GridView(), None)
        self.views["sources"].current_changed.connect(lambda _row, _column: self._show_mapping())
        self.notices = QLabel()
        self.notices.setWordWrap(True)
        self._lay_out()

    def _lay_out(self) -> None:
        bar = QHBoxLayout()
        for widget in (self.parts, self.as_of, self.all_journeys):
            bar.addWidget(widget)
        bar.addWidget(self.account, 1)
        heading = QLabel("What to know about these data")
        heading.setFont(font(13, SEMIBOLD))
        notes = QWidget()
        inside = QVBoxLayout(notes)
        inside.setContentsMargins(12, 10, 12, 10)
        inside.addWidget(heading)
        inside.addWidget(self.notices)
        inside.addStretch()
        mapping = grid_card(self.mapping)
        mapping.setFixedWidth(MAPPING_WIDTH)
        below = splitter(Qt.Orientation.Horizontal, mapping, Card(notes), shares=(1, 1))
        sources = splitter(
            Qt.Orientation.Vertical, grid_card(self.views["sources"]), below, shares=(1, 1)
        )
        self._fit = FitRows(sources, self.views["sources"], 0, 0.6)
        self._parts = {
            "sources": sources,
            "journeys": self._journeys(),
            "aside": self.aside,
            "snapshots": self.snapshots,
            "counts": self.counts,
        }
        self._stack = QStackedWidget()
        for part in self._parts.values():
            self._stack.addWidget(part)
        lay_out(self, bar, self._stack, wide=self._stack)

    def _journeys(self) -> QWidget:
        part, view = QWidget(), self.views["journeys"]
        box = QVBoxLayout(part)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(GAP)
        box.addWidget(ShownLine(view))
        box.addWidget(Card(view), 1)
        return part

    def work_in(self, tasks: Tasks) -> None:
        """Have many journeys sorted and filtered off the window's thread."""

        def run(work: Work, done: Done) -> None:
            sheet = self.views["journeys"].arranging.sheet
            if sheet is None or sheet.total <= AT_ONCE:
                tasks.cancel("arrange")
                at_once(work, done)
            else:
                tasks.run("arrange", "Sorting journeys", lambda _progress: work(), done)

        self.views["journeys"].arranging.run = run
        self.snapshots.work_in(tasks)

    def has_nothing(self) -> bool:
        """Whether no data were imported."""
        return self.desk.session.snapshot is None

    def grid(self) -> GridView:
        """Return the grid of the part shown."""
        part = self.parts.value
        return self.counts.grid() if part == "counts" else self.views[part]

    @property
    def corrects(self) -> bool:
        """Whether rows set aside are shown, whose cells are typed into."""
        return self.parts.value == "aside" and self.aside.view.grid_model().rowCount() > 0

    def grids(self) -> tuple[GridView, ...]:
        """Return the grids of all parts."""
        return (*self.views.values(), self.snapshots.changes, *self.counts.grids(), self.mapping)

    def refresh(self) -> None:
        """Show the present snapshot."""
        snapshot, style = self.desk.session.snapshot, self.desk.style
        if snapshot is None:
            return
        self._unread = {key for key, _ in PARTS}
        self._picked = None
        self.all_journeys.hide()
        self.parts.set_text("aside", f"Set aside  {len(snapshot.set_aside)}")
        self.account.set_text(account(snapshot, style))
        counted = has_counts(snapshot)
        self.parts.button("counts").setVisible(counted)
        if not counted and self.parts.value == "counts":
            self.parts.choose("sources")
        self._read(self.parts.value)

    def _read(self, part: str) -> None:
        """Show a part's present figures if they are not shown yet."""
        snapshot = self.desk.session.snapshot
        if snapshot is None or part not in self._unread:
            return
        self._unread.discard(part)
        match part:
            case "sources":
                self._show_sources(snapshot)
            case "journeys":
                self._read_journeys()
            case "aside":
                self.aside.refresh(snapshot)
            case "snapshots":
                self.snapshots.refresh()
            case _:
                self._show_counts(snapshot)

    def _show_sources(self, snapshot: Snapshot) -> None:
        self.views["sources"].set_sheet(sources_sheet(snapshot, self.desk.style))
        told = notices(snapshot) or ("Nothing in them is out of the ordinary.",)
        self.notices.setText("\n".join(f"–  {text}" for text in told))
        self._show_mapping()

    def _show_counts(self, snapshot: Snapshot) -> None:
        if self.desk.source is not None:
            self.counts.show_counts(self.desk.source, snapshot, self.desk.style)

    def forget_shown(self) -> None:
        """Read the journeys anew when they are next seen."""
        self._shown = None

    def show_part(self, key: str) -> None:
        """Show one part: sources, journeys, aside, snapshots or counts."""
        self.freshen()
        self.parts.choose(key)

    @classmethod
    def parts_offered(cls, desk: Desk) -> tuple[Part, ...]:
        """Return the parts there is something for, and the grid below the counts."""
        snapshot = desk.session.snapshot
        if snapshot is None:
            return ()
        offered = [(n, key) for key, n in PARTS if key != "counts" or has_counts(snapshot)]
        return (*offered, *([(RESPONSES, RESPONSES)] if snapshot.responses else []))

    def lead_to(self, part: str) -> None:
        """Show a part, of the counts the grid of responses, and give it the keyboard."""
        self.show_part("counts" if part == RESPONSES else part)
        (self.counts.responses if part == RESPONSES else self.grid()).setFocus()

    def show_journeys(self, rows: Rows, what: str) -> None:
        """Show only some journeys, those behind a number."""
        self.show_part("journeys")
        self._picked = rows
        self._read_journeys()
        many = "1 journey" if len(rows) == 1 else f"{count(len(rows), self.desk.style)} journeys"
        self.all_journeys.setText(f"{what}: {many}   ×")
        self.all_journeys.setVisible(True)

    def _show_mapping(self) -> None:
        snapshot = self.desk.session.snapshot
        row = self.views["sources"].place()[0]
        if snapshot is not None and row < len(snapshot.files):
            self.mapping.set_sheet(mapping_sheet(snapshot.files[row]))

    def _show_all(self) -> None:
        self._picked = None
        self.all_journeys.hide()
        self._read_journeys()

    def _read_journeys(self) -> None:
        """Show the journeys picked; all of them arranged as they were, other data too."""
        view, source = self.views["journeys"], self.desk.looked_at
        if source is None:
            return
        journeys = source.journeys
        shown = view.arranging.sheet
        if isinstance(shown, JourneysSheet) and self._shown is journeys:
            view.set_sheet(shown.about(self._picked))
            return
        self._shown = journeys
        view.set_sheet(journeys_sheet(journeys, self.desk.style, self._picked))
        if shown is not None and view.arranging.sheet is not None and self._picked is None:
            view.arranging.arrange(shown.arrangement.among(view.arranging.sheet.columns))

    def go_to(self, place: Place) -> bool:
        """Go to a row of sources, journeys or rows set aside."""
        part = {"aside": "aside", "source": "sources"}.get(place.row.partition(":")[0])
        self.show_part(part or self.parts.value)
        if part == "aside":
            self.aside.reveal(place.row)
        return super().go_to(place)

    def _show_part(self, key: str) -> None:
        self._read(key)
        self._stack.setCurrentWidget(self._parts[key])
        self.say_current()

    def _look(self, digest: str) -> None:
        """Show the funnel as of a snapshot."""
        self.desk.look_at(digest)
        self.place_requested.emit(Place("Funnel"))
