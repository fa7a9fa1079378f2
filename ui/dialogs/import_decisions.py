"""What an import leaves to a person: questions below each other, with answers and figures."""

from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QButtonGroup,
    QFrame,
    QHBoxLayout,
    QLabel,
    QRadioButton,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from planner.sheets.questions import Answer, Question
from ui.dialogs.form_table import FormTable
from ui.marks import CHECK, DIAMOND, mark_icon
from ui.theme import BODY, LABEL, SEMIBOLD, font, theme

MOST_ROWS = 8


class QuestionBox(QWidget):
    """One question. `answered(key)` by an answer, `corrected` by a change of its form."""

    answered = Signal(object)
    corrected = Signal(object)
    refused = Signal(object)

    def __init__(self, question: Question) -> None:
        super().__init__()
        self.mark, self.title, self.sentence = QLabel(), QLabel(), QLabel()
        self.title.setFont(font(BODY, SEMIBOLD))
        self.sentence.setProperty("muted", True)
        self.sentence.setFont(font(LABEL))
        for label in (self.title, self.sentence):
            label.setWordWrap(True)
            label.setTextFormat(Qt.TextFormat.PlainText)
        self.group = QButtonGroup(self)
        self.answers: dict[str, QRadioButton] = {}
        self.table: FormTable | None = None
        self._answers = QHBoxLayout()
        self._answers.setSpacing(20)
        self._lay_out(question)
        self.question = question
        self.show_question(question)
        theme().changed.connect(self._colour)

    def _lay_out(self, question: Question) -> None:
        head = QHBoxLayout()
        head.addWidget(self.mark)
        head.addWidget(self.title, 1)
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(6)
        box.addLayout(head)
        box.addWidget(self.sentence)
        box.addLayout(self._answers)
        for answer in question.answers:
            self._offer(answer, question.title)
        self._answers.addStretch(1)
        if question.form is not None:
            self.table = FormTable(question.form.name)
            self.table.setFrameShape(QFrame.Shape.NoFrame)
            self.table.corrected.connect(self.corrected)
            self.table.refused.connect(self.refused)
            box.addWidget(self.table)

    def _offer(self, answer: Answer, title: str) -> None:
        button = QRadioButton(answer.text)
        button.setAccessibleName(f"{title}: {answer.text}")
        button.clicked.connect(partial(self._answer, answer.key))
        self.group.addButton(button)
        self.answers[answer.key] = button
        self._answers.addWidget(button)

    def show_question(self, question: Question) -> None:
        """Show a question of the same answers as it now stands."""
        self.question = question
        self.title.setText(question.title)
        self.sentence.setText(question.sentence)
        self.sentence.setVisible(bool(question.sentence))
        self._colour()
        self.mark.setAccessibleName("wants an answer" if question.wanted else "answered")
        self.mark.setVisible(question.wanted or bool(question.answers))
        if question.chosen:
            self.answers[question.chosen].setChecked(True)
        if self.table is not None and question.form is not None:
            self.table.show_form(question.form)
            self.table.setFixedHeight(self.table.full_height(MOST_ROWS))

    def _colour(self) -> None:
        wanted = self.question.wanted
        colour = theme().colour("dispute" if wanted else "agreed")
        self.mark.setPixmap(mark_icon(DIAMOND if wanted else CHECK, colour).pixmap(12, 12))

    def _answer(self, key: str, _checked: bool = True) -> None:
        self.answered.emit(next(a for a in self.question.answers if a.key == key))


class DecisionsPanel(QScrollArea):
    """All questions. `answered` carries a question's key and the answer chosen."""

    answered = Signal(str, object)
    corrected = Signal(object)
    refused = Signal(object)

    def __init__(self) -> None:
        super().__init__()
        self.boxes: dict[str, QuestionBox] = {}
        self._inside = QWidget()
        self._box = QVBoxLayout(self._inside)
        self._box.setContentsMargins(12, 12, 12, 12)
        self._box.setSpacing(18)
        self._box.addStretch(1)
        self.setWidget(self._inside)
        self.setWidgetResizable(True)
        self.setFrameShape(QScrollArea.Shape.NoFrame)
        self.setAccessibleName("Decisions")

    def show_questions(self, questions: tuple[Question, ...]) -> None:
        """Show questions; those that were there already keep their place and focus."""
        wanted = {_identity(question): question for question in questions}
        for key in [key for key in self.boxes if key not in wanted]:
            box = self.boxes.pop(key)
            self._box.removeWidget(box)
            box.hide()
            box.deleteLater()
        for place, (key, question) in enumerate(wanted.items()):
            if key in self.boxes:
                self.boxes[key].show_question(question)
            else:
                self.boxes[key] = self._boxed(question)
            self._box.insertWidget(place, self.boxes[key])

    def box(self, key: str) -> QuestionBox:
        """Return a question's box; KeyError if it is not asked."""
        return next(box for box in self.boxes.values() if box.question.key == key)

    def _boxed(self, question: Question) -> QuestionBox:
        box = QuestionBox(question)
        box.answered.connect(partial(self.answered.emit, question.key))
        box.corrected.connect(self.corrected)
        box.refused.connect(self.refused)
        return box


def _identity(question: Question) -> str:
    """Return what tells a question with its answers from others."""
    return "|".join((question.key, *(answer.key for answer in question.answers)))
