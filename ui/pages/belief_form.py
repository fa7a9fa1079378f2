"""The row in which a belief is said: a dimension, its value, a claim, and in what."""

from collections.abc import Mapping

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QPushButton, QWidget

from planner.base.problem import RefusedError
from planner.base.units import ENGLISH, NumberStyle, number
from planner.session.views import Aspect, Belief, Claim
from planner.sheets.beliefs import belief_of, read_times
from planner.sheets.beliefs_words import ASPECTS, CLAIMS
from planner.sheets.words import title
from ui.pages.choices import Pick
from ui.theme import LABEL, font

TIMES_WIDTH, FIRST_TIMES = 56, 1.5


class BeliefForm(QWidget):
    """`said` after every change, `kept` on the button; `belief` is what is said, None if unclear.

    `refused(problem)` says what is wrong with the factor.
    """

    said = Signal()
    kept = Signal()
    refused = Signal(object)

    def __init__(self) -> None:
        super().__init__()
        self.style_of_numbers: NumberStyle = ENGLISH
        self._values: Mapping[str, tuple[str, ...]] = {}
        self.dimension, self.value = Pick("Of"), Pick("Value")
        self.claim, self.aspect = Pick("Claim"), Pick("In")
        self.times = QLineEdit(number(FIRST_TIMES, ENGLISH, 1))
        self.times.setAccessibleName("At least so many times")
        self.times.setFixedWidth(TIMES_WIDTH)
        self.keep = QPushButton("Keep this belief")
        self.keep.setFont(font(LABEL))
        self.keep.clicked.connect(self.kept)
        self.claim.offer(CLAIMS, Claim.BEST)
        self.aspect.offer(ASPECTS, Aspect.RATE)
        self.dimension.picked.connect(lambda name: self._offer_values(str(name)))
        self.claim.picked.connect(lambda _claim: self._claimed())
        self.value.picked.connect(lambda _value: self.said.emit())
        self.aspect.picked.connect(lambda _aspect: self.said.emit())
        self.times.editingFinished.connect(self._times_said)
        box = QHBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(8)
        for widget in (self.dimension, self.value, self.claim, self.times, self.aspect, self.keep):
            box.addWidget(widget)
        box.addStretch(1)
        self.times.hide()

    def offer(self, values: Mapping[str, tuple[str, ...]], first: str, style: NumberStyle) -> None:
        """Offer the data's dimensions and their values, the most frequent first."""
        if values == self._values:
            return
        if style != self.style_of_numbers:
            self.times.setText(number(FIRST_TIMES, style, 1))
        self._values, self.style_of_numbers = values, style
        kept = self.dimension.value
        chosen = str(kept) if kept in values else first
        self.dimension.offer([(name, title(name)) for name in values], chosen)
        self._list_values(chosen)

    @property
    def belief(self) -> Belief | None:
        """What is said."""
        claim, aspect = self.claim.value, self.aspect.value
        if not isinstance(claim, Claim) or not isinstance(aspect, Aspect):
            return None
        if self.value.value is None:
            return None
        try:
            times = read_times(self.times.text(), self.style_of_numbers)
        except RefusedError:
            if claim is Claim.TIMES:
                return None
            times = 1.0
        return belief_of(str(self.dimension.value), str(self.value.value), claim, aspect, times)

    def _list_values(self, dimension: str) -> None:
        labels = self._values.get(dimension, ())
        kept = self.value.value
        first = kept if kept in labels else next(iter(labels), None)
        self.value.offer([(label, label) for label in labels], first)

    def _offer_values(self, dimension: str) -> None:
        self._list_values(dimension)
        self.said.emit()

    def _claimed(self) -> None:
        self.times.setVisible(self.claim.value is Claim.TIMES)
        self.said.emit()

    def _times_said(self) -> None:
        try:
            read_times(self.times.text(), self.style_of_numbers)
        except RefusedError as refusal:
            self.refused.emit(refusal.problem)
            return
        self.said.emit()
