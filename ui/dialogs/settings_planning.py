"""Goals and team in the plan's settings: texts in rows, read only where they changed."""

from collections.abc import Sequence
from dataclasses import replace

from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QFormLayout,
    QGridLayout,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QPushButton,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from planner.sheets.goal_words import MEASURES, TYPES
from planner.sheets.settings_planning import (
    WHOLE_PLAN,
    GoalSetting,
    Planning,
    TeamField,
)
from ui.dialogs.look import ChoiceBox
from ui.theme import SECTION, SEMIBOLD, font

PERIODS = "2027, 2027-Q2, 2027-03, or plan for all of it"
OF_GOALS = f"A period is written {PERIODS}."
OF_TEAM = "What your seat states, in the scenario in view; grey is what holds where it is silent."
FROM_SEASON = "Weigh each month by what entered in it, as measured"
NO_SEASON = "No season was measured: not every month of the year was seen"
NUMBER_WIDTH = 150


class Rows(QWidget):
    """Rows of fields below their headers, each with a button that removes it."""

    def __init__(self, headers: Sequence[str]) -> None:
        super().__init__()
        self.headers = tuple(headers)
        self.rows: list[tuple[QWidget, ...]] = []
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setAlignment(Qt.AlignmentFlag.AlignTop)
        for column, text in enumerate(headers):
            label = QLabel(text)
            label.setProperty("muted", True)
            self._grid.addWidget(label, 0, column)

    def add(self, *fields: QWidget) -> None:
        """Show one more row."""
        remove = QPushButton("Remove")
        remove.setProperty("quiet", True)
        remove.setAutoDefault(False)
        row, at = (*fields, remove), self._grid.rowCount()
        for column, (field, name) in enumerate(zip(row, (*self.headers, "Remove"), strict=True)):
            field.setAccessibleName(f"{name}, row {len(self.rows) + 1}")
            self._grid.addWidget(field, at, column)
        remove.clicked.connect(lambda: self._remove(row))
        self.rows.append(row)

    def _remove(self, row: tuple[QWidget, ...]) -> None:
        self.rows.remove(row)
        for widget in row:
            self._grid.removeWidget(widget)
            widget.hide()
            widget.deleteLater()


class GoalsPanel(QScrollArea):
    """Goals by period, and how a year is spread over its quarters or months."""

    def __init__(self, stood: Planning) -> None:
        super().__init__()
        self.goals = Rows(("Period", "About", "Business", "Goal"))
        self.phasing = QLineEdit(stood.phasing)
        self.phasing.setPlaceholderText("Evenly; or 4 or 12 weights, as 20, 25, 25, 30")
        self.phasing.setAccessibleName("Weights of a fiscal year")
        for goal in stood.goals or (GoalSetting(WHOLE_PLAN, ""),):
            self.add(goal)
        add = adder("Add goal")
        add.clicked.connect(lambda: self.add(GoalSetting("", "")))
        self.from_season = adder("From the measured season")
        self.from_season.setMaximumWidth(2 * NUMBER_WIDTH)
        self.from_season.setEnabled(bool(stood.season))
        self.from_season.setToolTip(FROM_SEASON if stood.season else NO_SEASON)
        self.from_season.clicked.connect(lambda: self.phasing.setText(stood.season))
        weights, form = QHBoxLayout(), QFormLayout()
        weights.addWidget(self.phasing, 1)
        weights.addWidget(self.from_season)
        form.addRow("A year’s weights", weights)
        box = scrolled(self)
        box.addWidget(remark(" ".join(filter(None, (OF_GOALS, stood.own[0])))))
        for widget in (self.goals, add):
            box.addWidget(widget)
        box.addLayout(form)
        box.addStretch()

    def add(self, goal: GoalSetting) -> None:
        """Show one more goal; an empty one waits to be typed."""
        period, value, about, business = QLineEdit(), QLineEdit(), ChoiceBox(), ChoiceBox()
        period.setText(goal.period)
        value.setText(goal.value)
        period.setPlaceholderText("Such as 2027-Q2")
        period.setToolTip(PERIODS)
        value.setPlaceholderText("Such as 19m")
        for measure, text in MEASURES.items():
            about.addItem(text, measure)
        about.setCurrentIndex(list(MEASURES).index(goal.measure))
        for kind, text in TYPES.items():
            business.addItem(text, kind)
        business.setCurrentIndex(list(TYPES).index(goal.business))
        about.setMinimumWidth(NUMBER_WIDTH)
        self.goals.add(period, about, business, value)

    def wanted(self) -> tuple[GoalSetting, ...]:
        """Return the goals as the fields say them."""
        return tuple(
            GoalSetting(
                _text(period),
                _text(value),
                list(MEASURES)[_index(about)],
                list(TYPES)[_index(business)],
            )
            for period, about, business, value, _ in self.goals.rows
        )


class TeamPanel(QScrollArea):
    """What the seat says of the team; grey is what holds where it says nothing."""

    def __init__(self, stood: Planning) -> None:
        super().__init__()
        self._stood = stood.team
        self.fields: dict[str, QLineEdit] = {}
        self.hires = Rows(("Starting in", "Reps"))
        form = QFormLayout()
        form.setHorizontalSpacing(16)
        for each in stood.team:
            field = self.fields[each.key] = QLineEdit(each.text)
            field.setPlaceholderText(each.ghost)
            field.setAccessibleName(each.name)
            form.addRow(each.name, field)
        for month, count in stood.hires:
            self.add(month, count)
        heading = QLabel("Reps who start later")
        heading.setFont(font(SECTION, SEMIBOLD))
        add = adder("Add reps")
        add.clicked.connect(lambda: self.add("", ""))
        box = scrolled(self)
        box.addWidget(remark(OF_TEAM))
        box.addLayout(form)
        for widget in (heading, self.hires, add):
            box.addWidget(widget)
        box.addStretch()

    def add(self, month: str, count: str) -> None:
        """Show one more cohort; an empty one waits to be typed."""
        when, reps = QLineEdit(month), QLineEdit(count)
        when.setPlaceholderText("Such as 2027-04")
        reps.setPlaceholderText("Such as 2")
        self.hires.add(when, reps)

    def wanted(self) -> tuple[tuple[TeamField, ...], tuple[tuple[str, str], ...]]:
        """Return what the fields say of the team, and of reps who start later."""
        team = tuple(replace(each, text=self.fields[each.key].text()) for each in self._stood)
        return team, tuple((_text(when), _text(reps)) for when, reps, _ in self.hires.rows)


def scrolled(area: QScrollArea) -> QVBoxLayout:
    """Return the column of what scrolls in an area."""
    inside = QWidget()
    box = QVBoxLayout(inside)
    box.setContentsMargins(12, 10, 12, 10)
    box.setSpacing(10)
    area.setWidget(inside)
    area.setWidgetResizable(True)
    area.setFrameShape(QScrollArea.Shape.NoFrame)
    return box


def remark(text: str) -> QLabel:
    """Return a sentence in muted letters."""
    label = QLabel(text)
    label.setProperty("muted", True)
    label.setWordWrap(True)
    return label


def adder(text: str) -> QPushButton:
    """Return a button that adds one more row."""
    button = QPushButton(text)
    button.setAutoDefault(False)
    button.setMaximumWidth(NUMBER_WIDTH)
    return button


def _text(field: QWidget) -> str:
    return field.text() if isinstance(field, QLineEdit) else ""


def _index(box: QWidget) -> int:
    return box.currentIndex() if isinstance(box, ChoiceBox) else 0
