"""Meeting mode: one dispute at a time in order of worth; Enter agrees, P parks, Esc leaves."""

import uuid
from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent, QKeySequence
from PySide6.QtWidgets import QDialog, QWidget

from planner.base.problem import Problem, RefusedError
from planner.session.meeting import (
    agreement,
    export_minutes,
    minute_lines,
    parking,
    tried,
)
from planner.session.views import (
    SLA,
    Assumption,
    Commitments,
    DisputedPromise,
    disputed_promises,
)
from planner.sheets.cells import Place
from planner.sheets.charts import Chart
from planner.sheets.evidence_chart import SHEET as ASSUMPTIONS
from planner.sheets.evidence_chart import evidence_chart
from planner.sheets.meeting import dispute_view, field_text, stake_text, typed_value, value_text
from planner.sheets.meeting_outlook import outlooks, promise_outlooks
from planner.sheets.meeting_promises import promise_evidence
from ui.desk import Desk
from ui.meeting.layout import MeetingLayout
from ui.promises import measure_promises
from ui.soon import Soon
from ui.tasks import Tasks

if TYPE_CHECKING:
    from planner.sheets.meeting import DisputeView

LANE = "Meeting"
DONE = "Nothing is in dispute any more"
_STRIDES = {Qt.Key.Key_Left: -1, Qt.Key.Key_Down: -1, Qt.Key.Key_Right: 1, Qt.Key.Key_Up: 1}
_PAGES = {Qt.Key.Key_PageDown: 1, Qt.Key.Key_PageUp: -1}
_ENTER = {Qt.Key.Key_Return, Qt.Key.Key_Enter}


class MeetingWindow(QDialog):
    """Serves one meeting; `export_wanted` asks where to write its minutes."""

    export_wanted = Signal()

    def __init__(self, desk: Desk, parent: QWidget, tasks: Tasks | None = None) -> None:
        super().__init__(parent)
        self.desk, self.meeting = desk, uuid.uuid4().hex
        self._tasks = tasks
        self._made: Commitments | None = None
        self._promises: Mapping[str, DisputedPromise] = {}
        self.dispute: DisputeView | None = None
        self._at = 0
        self.setWindowTitle("Meeting")
        self.page = MeetingLayout(self, desk.style)
        self._looked = Soon(self, self._look_ahead)
        self.page.slider.tried.connect(self._try)
        self.page.offered.connect(self.take)
        self.page.evidence.place_clicked.connect(self._follow)
        self.page.evidence.currency = desk.session.plan.currency
        self.page.minutes_wanted.connect(self.export_wanted)
        desk.changed.connect(self.refresh)
        self.refresh()

    def refresh(self) -> None:
        """Show the dispute this meeting stands at; what the past shows of promises may follow."""
        if any(one.line == SLA for one in self.desk.results.disputed):
            measure_promises(self.desk, self._tasks, LANE, self._take)
        self._show()

    def _take(self, made: Commitments | Problem) -> None:
        """Keep what was promised, and what the past shows of the promises in dispute."""
        self._made = None if isinstance(made, Problem) else made
        plan = self.desk.results.plan
        self._promises = disputed_promises(self._made, plan) if self._made else {}
        self._show()

    def _show(self) -> None:
        now, style = self.desk.results, self.desk.style
        self._at = max(0, min(self._at, len(now.disputed) - 1))
        before, found = self.dispute, dispute_view(now, self._at, style, self._promises)
        self.dispute = found
        self.page.show_stake(self.desk.name, stake_text(now, style))
        self.page.minutes.show_minutes(minute_lines(self.desk.session, self.meeting, style))
        self.page.show_dispute(found, DONE)
        if found is None:
            self.setFocus()  # the field it was in is gone
            self.page.outlook.show_outlooks(outlooks(now, now, style))
            return
        self.page.evidence.set_chart(self._chart(found.assumption))
        if before is None or before.assumption.slot != found.assumption.slot:
            self.page.reason.clear()
            self._begin(found)
        else:
            self._looked.ask()

    def _chart(self, one: Assumption) -> Chart:
        desk, now = self.desk, self.desk.results
        if one.line == SLA:
            return promise_evidence(self._made, now, one, desk.style)
        return evidence_chart(now, desk.source, one, desk.style, desk.memo)

    def take(self, value: float) -> None:
        """Try one of the values offered."""
        self.page.slider.put(value)

    def step(self, by: int) -> None:
        """Go to the next dispute, or to the one before."""
        self._at += by
        self.refresh()

    def agree(self) -> None:
        """Let both agree on the value that is tried; the next dispute follows."""
        typed = self.page.typed
        if self.dispute is not None and self._typed():
            one, value = self.dispute.assumption, self.page.slider.number
            said = self.page.reason.text()
            shown = value_text(self.desk.results, one, value, self.desk.style)
            drafts = agreement(one.key, value, self.meeting, said, typed)
            self._submit(drafts, f"agree on {shown} for {self.dispute.title}")

    def park(self) -> None:
        """Park the dispute for the reason given; the next one follows."""
        if self.dispute is not None:
            try:
                drafts = parking(self.dispute.assumption.key, self.page.reason.text(), self.meeting)
            except RefusedError as refused:
                self.page.reason.setFocus()
                self.page.message.show_problem(refused.problem)
                return
            self._submit(drafts, f"park {self.dispute.title}")

    def write(self, path: Path) -> None:
        """Write the minutes; RefusedError where they cannot be."""
        export_minutes(self.desk.session, self.meeting, path, self.desk.style)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Work the meeting by keys; letters are keys only outside the fields."""
        key, writing = event.key(), self.page.writing
        if key in _ENTER:
            self.agree()
        elif key in _PAGES:
            self.step(_PAGES[Qt.Key(key)])
        elif key == Qt.Key.Key_Escape and writing:
            self.setFocus()
        elif not writing and key in _STRIDES:
            wide = 4 if event.modifiers() & Qt.KeyboardModifier.ShiftModifier else 1
            self.page.slider.step(_STRIDES[Qt.Key(key)] * wide)
        elif not writing and event.matches(QKeySequence.StandardKey.Undo):
            self._undo()
        elif not writing and event.text().upper() == "P":
            self.park()
        elif writing or not self._typed_key(event.text()):
            super().keyPressEvent(event)

    def _typed_key(self, text: str) -> bool:
        """Take an offer by its letter, or begin to type a value; return whether it was either."""
        offers = self.dispute.offers if self.dispute else ()
        for offer in offers:
            if text.upper() == offer.key:
                self.take(offer.value)
                return True
        if offers and text and (text.isdigit() or text in "=+-.,?("):
            self.page.value.setFocus()
            self.page.value.setText(text)
            return True
        return False

    def _typed(self) -> bool:
        """Take the value typed, where one was; return whether there is a value to agree on."""
        field, style = self.page.value, self.desk.style
        if self.dispute is None or not self.page.typed:
            return True
        try:
            value = typed_value(self.dispute.assumption, self.page.typed, style)
        except RefusedError as refused:
            field.setFocus()
            self.page.message.show_problem(refused.problem)
            return False
        if value is None:
            return False
        self.page.slider.put(value)
        return True

    def _begin(self, dispute: "DisputeView") -> None:
        self.page.slider.span({side.seat: side.value for side in dispute.sides})
        start = next((o.value for o in dispute.offers if o.key == "D"), dispute.sides[0].value)
        self.page.slider.put(start)
        self.setFocus()

    def _try(self, _value: float) -> None:
        if self.dispute is not None:
            currency = self.desk.session.plan.currency
            value = self.page.slider.number
            text = field_text(self.dispute.assumption, value, self.desk.style, currency)
            self.page.show_value(text)
            self._mark(value)
            self._looked.ask()

    def _mark(self, value: float) -> None:
        """Stress the line of the position that is tried, or what was measured if that is."""
        if self.dispute is not None:
            row = self.dispute.assumption.key
            tried = (o.column for o in self.dispute.offers if o.value == value)
            self.page.evidence.highlight(*(Place(ASSUMPTIONS, row, column) for column in tried))

    def _follow(self, place: Place) -> None:
        """Try the value behind a line or a point; show figures of other rows in their table."""
        offers = self.dispute.offers if self.dispute else ()
        mine = self.dispute is not None and place.row == self.dispute.assumption.key
        value = next((o.value for o in offers if mine and o.column == place.column), None)
        if value is not None:
            self.take(value)
            return
        self.page.evidence.highlight(place)
        self.page.evidence.show_table()

    def _look_ahead(self) -> None:
        """Show what the value would mean, once for all that was pressed meanwhile."""
        now, style = self.desk.results, self.desk.style
        if self.dispute is None:
            return
        one, value = self.dispute.assumption, self.page.slider.number
        then = tried(now, one, value, self.desk.session.memo)
        if one.line == SLA and self._made is not None:
            seen = promise_outlooks(self._made, now, then, one, style)
        else:
            seen = outlooks(now, then, style)
        self.page.outlook.show_outlooks(seen)

    def _undo(self) -> None:
        try:
            self.desk.session.undo()
        except RefusedError as refused:
            self.page.message.show_problem(refused.problem)

    def _submit(self, drafts: object, label: str) -> None:
        try:
            self.desk.submit(drafts, label)  # type: ignore[arg-type]
        except RefusedError as refused:
            self.page.message.show_problem(refused.problem)
