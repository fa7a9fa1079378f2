"""The import page: what each file is taken for, corrected by a click, and what would come in."""

from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QDragEnterEvent, QDropEvent, QResizeEvent
from PySide6.QtWidgets import QDialog, QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from planner.base.problem import Problem, RefusedError
from planner.base.units import NumberStyle
from planner.session.views import Proposal
from planner.sheets.forms import Correction
from planner.sheets.import_decisions import decisions
from planner.sheets.import_files import as_of_stated
from planner.sheets.import_preview import Preview
from planner.sheets.questions import Answer, Question
from ui.dialogs.import_columns import ColumnsPanel
from ui.dialogs.import_decisions import DecisionsPanel
from ui.dialogs.import_foot import ImportFoot
from ui.dialogs.import_head import ImportHead
from ui.dialogs.import_list import FileList
from ui.dialogs.import_preview import PreviewPanel
from ui.dialogs.import_stages import StagesPanel
from ui.dialogs.look import wear_theme
from ui.pages.choices import Choice
from ui.widgets.card import Card
from ui.widgets.message_bar import MessageBar

SIZE, LEAST, MARGIN = QSize(1440, 880), QSize(1000, 600), QSize(40, 40)
LIST_WIDTHS = 264, 304
COLUMNS, STAGES, DECISIONS = "columns", "stages", "decisions"
PARTS = ((COLUMNS, "Columns"), (STAGES, "Stages"), (DECISIONS, "Decisions"))


class ImportDialog(QDialog):
    """`asked` after every change: propose with `hints` and look at what follows.

    `answers` are those given before, by their questions' keys. `planned_in` is the plan's currency,
    where it has one. `files_added` carries more paths. Accepting takes in what was looked at last.
    """

    asked = Signal()
    files_added = Signal(object)

    def __init__(
        self,
        proposal: Proposal,
        style: NumberStyle,
        planned_in: str | None,
        answers: dict[str, str],
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.proposal, self.hints = proposal, proposal.hints
        self.ready = False
        self.answers = answers
        self.questions: tuple[Question, ...] = ()
        self._style, self._planned_in = style, planned_in
        self.setWindowTitle("Import CRM exports")
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setAcceptDrops(True)
        room = parent.window().size() - MARGIN if parent else SIZE
        self.resize(room.boundedTo(SIZE).expandedTo(LEAST))
        self.head, self.files, self.message = ImportHead(), FileList(), MessageBar()
        self.parts = Choice("Part", PARTS)
        self.columns, self.stages = ColumnsPanel(), StagesPanel()
        self.decisions = DecisionsPanel()
        self.preview, self.foot = PreviewPanel(), ImportFoot()
        self._lay_out()
        self._connect()
        self.show_proposal(proposal)
        self._begin()
        wear_theme(self)

    def _lay_out(self) -> None:
        self._stack = QStackedWidget()
        self._panels: dict[str, QWidget] = {
            COLUMNS: self.columns,
            STAGES: self.stages,
            DECISIONS: self.decisions,
        }
        for panel in self._panels.values():
            self._stack.addWidget(panel)
        bar = QHBoxLayout()
        bar.addWidget(self.parts)
        bar.addStretch(1)
        right = QVBoxLayout()
        right.setSpacing(8)
        right.addLayout(bar)
        right.addWidget(Card(self._stack), 1)
        self._listed = Card(self.files)
        middle = QHBoxLayout()
        middle.setSpacing(10)
        middle.addWidget(self._listed)
        middle.addLayout(right, 1)
        box = QVBoxLayout(self)
        box.setContentsMargins(16, 14, 16, 14)
        box.setSpacing(10)
        box.addWidget(self.head)
        box.addWidget(self.message)
        box.addLayout(middle, 1)
        box.addWidget(self.preview)
        box.addWidget(self.foot)

    def _connect(self) -> None:
        self.head.day_typed.connect(self._state_day)
        self.files.currentRowChanged.connect(self._show_table)
        self.files.itemClicked.connect(lambda _item: self.parts.choose(COLUMNS))
        self.parts.chosen.connect(lambda part: self._stack.setCurrentWidget(self._panels[part]))
        for panel in (self.columns, self.stages, self.decisions):
            panel.corrected.connect(self.correct)
        self.decisions.answered.connect(self._answer)
        self.decisions.refused.connect(self.message.show_problem)
        self.foot.accepted.connect(self.accept)
        self.foot.cancelled.connect(self.reject)

    def _begin(self) -> None:
        """Show first what waits for an answer, and let Enter import where nothing does."""
        if any(question.wanted for question in self.questions):
            self.parts.choose(DECISIONS)
        used = (i for i, table in enumerate(self.proposal.tables) if table.mapped)
        self.files.setCurrentRow(next(used, 0))
        self.foot.accept_button.setDefault(True)
        self.files.setFocus()

    def correct(self, correction: Correction) -> None:
        """Take a statement over, and ask for what follows from it."""
        self.hints = correction(self.hints)
        self._wait()
        self.asked.emit()

    def show_proposal(self, proposal: Proposal) -> None:
        """Show what the files mean as now stated."""
        self.proposal, self.hints = proposal, proposal.hints
        self.head.show_proposal(proposal)
        self.files.show_files(proposal, self._style)
        self._show_table(self.files.currentRow())
        self.stages.show_stages(proposal, self._style)
        self._show_questions()
        self._wait()

    def show_preview(self, preview: Preview) -> None:
        """Show what the proposal as it stands would bring in."""
        self.preview.show_preview(preview, self._style)
        self.ready = True
        self.foot.show_count(preview.journeys, self._style)
        self._allow()

    def show_problem(self, problem: Problem) -> None:
        """Say why the proposal as it stands cannot be taken in."""
        self.ready = False
        self.foot.show_waiting("Import")
        self.message.show_problem(problem)

    def take_back(self, problem: Problem) -> None:
        """Say why what was stated last cannot be, and show what holds."""
        self.show_proposal(self.proposal)
        self.message.show_problem(problem)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Let the list of files have its share of the width."""
        least, most = LIST_WIDTHS
        self._listed.setFixedWidth(min(max(self.width() * 9 // 40, least), most))
        super().resizeEvent(event)

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        """Take files."""
        if event.mimeData().hasUrls():
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        """Let dropped files join the import."""
        paths = [Path(url.toLocalFile()) for url in event.mimeData().urls() if url.isLocalFile()]
        event.acceptProposedAction()
        self.add(paths)

    def add(self, paths: Sequence[Path]) -> None:
        """Let more files join the import."""
        self._wait()
        self.files_added.emit(list(paths))

    def _show_table(self, index: int) -> None:
        if 0 <= index < len(self.proposal.tables):
            self.columns.show_table(self.proposal, index)

    def _show_questions(self) -> None:
        self.questions = decisions(self.proposal, self.answers, self._style, self._planned_in)
        self.decisions.show_questions(self.questions)
        wanted = sum(question.wanted for question in self.questions)
        button = self.parts.button(DECISIONS)
        button.setVisible(bool(self.questions))
        button.setText(f"Decisions  ◆ {wanted}" if wanted else "Decisions")
        if not self.questions and self.parts.value == DECISIONS:
            self.parts.choose(COLUMNS)

    def _answer(self, key: str, answer: Answer) -> None:
        self.answers[key] = answer.key
        before = self.hints
        self.hints = answer.states(self.hints)
        self._show_questions()
        if self.hints == before:
            self._allow()
            return
        self._wait()
        self.asked.emit()

    def _state_day(self, text: str) -> None:
        try:
            correction = as_of_stated(text, self.hints.day_first)
        except RefusedError as refused:
            self.message.show_problem(refused.problem)
            return
        self.correct(correction)

    def _wait(self) -> None:
        self.ready = False
        self.message.dismiss()
        self.foot.show_waiting("Counting…")
        self.preview.show_waiting()

    def _allow(self) -> None:
        must = next((question.must for question in self.questions if question.must), "")
        self.foot.allow(self.ready, must)
