"""What an import would bring: what is new and gone, the funnel, the account of every row."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QButtonGroup,
    QHBoxLayout,
    QLabel,
    QRadioButton,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from planner.base.units import NumberStyle
from planner.sheets.import_preview import Preview, Tally, gone_question
from ui.grid.view import GridView
from ui.theme import BODY, LABEL, SECTION, SEMIBOLD, font, theme
from ui.widgets.card import Card
from ui.widgets.grid_card import grid_card

HEIGHT, FUNNEL_WIDTH, CHANGES_WIDTH = 196, 372, 312


class ChangesPanel(QWidget):
    """How many journeys are new, changed, unchanged, gone; and what becomes of those gone."""

    def __init__(self) -> None:
        super().__init__()
        self.counts: list[tuple[QLabel, QLabel]] = []
        self.question = QLabel()
        self.question.setWordWrap(True)
        self.keep = QRadioButton("Outside the filter: keep them")
        self.drop = QRadioButton("Gone: leave them out from now on")
        self.keep.setChecked(True)
        self._group = QButtonGroup(self)
        self._numbers = QHBoxLayout()
        self._numbers.setSpacing(16)
        box = QVBoxLayout(self)
        box.setContentsMargins(12, 10, 12, 10)
        box.setSpacing(6)
        box.addLayout(self._numbers)
        box.addSpacing(4)
        for widget in (self.question, self.keep, self.drop):
            box.addWidget(widget)
        for button in (self.keep, self.drop):
            self._group.addButton(button)
        box.addStretch(1)
        theme().changed.connect(self._colour)
        self._tallies: tuple[Tally, ...] = ()

    def show_tallies(self, tallies: tuple[Tally, ...], gone: int, style: NumberStyle) -> None:
        """Show the counts, and the question where journeys are gone."""
        self._tallies = tallies
        while len(self.counts) < len(tallies):
            self._add()
        for (number, name), tally in zip(self.counts, tallies, strict=False):
            number.setText(tally.count)
            name.setText(tally.name)
            number.setAccessibleName(f"{tally.name}: {tally.count}")
            for label in (number, name):
                label.setToolTip(tally.tip)
        for widget in (self.question, self.keep, self.drop):
            widget.setVisible(gone > 0)
        self.question.setText(gone_question(gone, style) if gone else "")
        for button in (self.keep, self.drop):
            button.setAccessibleName(f"{self.question.text()} {button.text()}")
        self._colour()

    def _add(self) -> None:
        number, name = QLabel(), QLabel()
        number.setFont(font(SECTION, SEMIBOLD))
        name.setFont(font(LABEL))
        name.setProperty("muted", True)
        column = QVBoxLayout()
        column.setSpacing(0)
        column.addWidget(number)
        column.addWidget(name)
        self._numbers.insertLayout(len(self.counts), column)
        self.counts.append((number, name))
        if len(self.counts) == 1:
            self._numbers.addStretch(1)

    def _colour(self) -> None:
        for (number, _), tally in zip(self.counts, self._tallies, strict=False):
            ink = "dispute" if tally.wants else "text"
            number.setStyleSheet(f"color: {theme().value(ink)}")


class PreviewPanel(QWidget):
    """Changes, the funnel's totals, and the account with what to know, from left to right."""

    gone_decided = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.setFixedHeight(HEIGHT)
        self.changes = ChangesPanel()
        for button in (self.changes.keep, self.changes.drop):
            button.clicked.connect(lambda _checked: self.gone_decided.emit())
        self.funnel = GridView()
        self.funnel.setAccessibleName("Funnel before and after")
        # Tab moves inside a grid, so that it would not lead out of it again.
        self.funnel.setFocusPolicy(Qt.FocusPolicy.ClickFocus)
        self.account, self.reasons, self.warnings = QLabel(), QLabel(), QLabel()
        self.account.setFont(font(BODY, SEMIBOLD))
        self._lay_out()

    def _lay_out(self) -> None:
        words = QWidget()
        inside = QVBoxLayout(words)
        inside.setContentsMargins(12, 10, 12, 10)
        inside.setSpacing(4)
        for label in (self.account, self.reasons, self.warnings):
            label.setWordWrap(True)
            label.setTextFormat(Qt.TextFormat.PlainText)
            label.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
            inside.addWidget(label)
        self.warnings.setProperty("muted", True)
        inside.addStretch(1)
        scroll = QScrollArea()
        scroll.setAccessibleName("What to know")
        scroll.setWidget(words)
        scroll.setWidgetResizable(True)
        scroll.setFrameShape(QScrollArea.Shape.NoFrame)
        funnel = grid_card(self.funnel)
        funnel.setFixedWidth(FUNNEL_WIDTH)
        self._changes = Card(self.changes)
        self._changes.setFixedWidth(CHANGES_WIDTH)
        self._changes.hide()
        box = QHBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(10)
        box.addWidget(self._changes)
        box.addWidget(funnel)
        box.addWidget(Card(scroll), 1)

    @property
    def keeps_gone(self) -> bool:
        """Whether journeys that are not in the files stay in the plan's data."""
        return self.changes.keep.isChecked()

    def show_preview(self, preview: Preview, style: NumberStyle) -> None:
        """Show what would come in."""
        self._changes.setVisible(bool(preview.tallies))
        self.changes.show_tallies(preview.tallies, preview.gone, style)
        self.funnel.set_sheet(preview.funnel)
        self.account.setText(preview.account)
        self.reasons.setText("\n".join(preview.reasons))
        self.reasons.setVisible(bool(preview.reasons))
        self.warnings.setText("\n".join(f"–  {text}" for text in preview.warnings))

    def show_waiting(self) -> None:
        """Say that the figures are being counted."""
        self.account.setText("Counting journeys…")
