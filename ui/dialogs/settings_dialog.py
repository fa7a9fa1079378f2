"""Plan settings: its name, time, money, stages and lines; its goals; its team; its limits."""

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QDialog,
    QFormLayout,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QPushButton,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from planner.base.days import month_name
from planner.base.problem import RefusedError
from planner.session.views import MOST_MONTHS, Plan
from planner.sheets.settings import PlanSettings, entries, stages_are_fixed
from planner.sheets.settings_lines import NO_SPLITS, LineSetting, Splits
from planner.sheets.settings_planning import Planning
from ui.dialogs.foot import deciding
from ui.dialogs.look import ChoiceBox, wear_theme
from ui.dialogs.settings_limits import LimitsPanel
from ui.dialogs.settings_lines import LinesPanel
from ui.dialogs.settings_planning import GoalsPanel, TeamPanel
from ui.pages.choices import Choice
from ui.theme import SECTION, SEMIBOLD, font
from ui.widgets.card import Card
from ui.widgets.message_bar import MessageBar

SIZE = (720, 640)
PLAN, GOALS, TEAM, LIMITS = "plan", "goals", "team", "limits"
PARTS = ((PLAN, "Plan"), (GOALS, "Goals"), (TEAM, "Team"), (LIMITS, "Budget and season"))
Apply = Callable[[PlanSettings, Planning], None]
FIELD_WIDTH = 84
YEARS = 10
"""How many years before and after the plan's own are offered."""


class SettingsDialog(QDialog):
    """Begins with the settings as they stood.

    `planning` are goals, team and limits, `splits` what channels can be split by. `apply` takes
    what is wanted; where it raises RefusedError the dialog says so and stays open.
    """

    def __init__(
        self,
        plan: Plan,
        stood: PlanSettings,
        planning: Planning,
        apply: Apply,
        parent: QWidget | None = None,
        *,
        splits: Splits = NO_SPLITS,
    ) -> None:
        super().__init__(parent)
        self._apply = apply
        self.setWindowTitle("Plan settings")
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.resize(*SIZE)
        self.name = QLineEdit(stood.name)
        year = stood.start // 12
        self.month = _months(stood.start % 12)
        self.year = _numbers(year, range(year - YEARS, year + YEARS + 1))
        self.months = _numbers(stood.months, range(1, MOST_MONTHS + 1))
        self.fiscal = _months(stood.fiscal_start - 1)
        self.currency, self.stages = QLineEdit(stood.currency), QLineEdit(stood.stages)
        fixed = stages_are_fixed(plan)
        self.stages.setReadOnly(bool(fixed))
        self.stages.setEnabled(not fixed)
        self.about_stages = QLabel(fixed or "In order, with → or commas between them.")
        self.about_stages.setProperty("muted", True)
        self._by = stood.by
        self.lines = LinesPanel(entries(stood.stages), splits, stood.lines)
        self.stages.editingFinished.connect(self._offer_entries)
        self.goals, self.team = GoalsPanel(planning), TeamPanel(planning)
        self.limits = LimitsPanel(planning.limits, *planning.own[1:])
        self.parts = Choice("Part", PARTS)
        self.message = MessageBar()
        self.accept_button = QPushButton("Apply")
        self._lay_out()
        self.name.setFocus()
        wear_theme(self)

    def _lay_out(self) -> None:
        form = QFormLayout()
        form.setHorizontalSpacing(16)
        form.setFieldGrowthPolicy(QFormLayout.FieldGrowthPolicy.AllNonFixedFieldsGrow)
        form.addRow("Name", self.name)
        form.addRow("First month", _row(self.month, self.year))
        form.addRow("Months", _row(self.months))
        form.addRow("Fiscal year starts in", _row(self.fiscal))
        form.addRow("Currency", _row(self.currency))
        form.addRow("Stages", self.stages)
        form.addRow("", self.about_stages)
        self.currency.setFixedWidth(FIELD_WIDTH)
        heading = QLabel("Lines")
        heading.setFont(font(SECTION, SEMIBOLD))
        inner = QVBoxLayout()
        inner.addLayout(form)
        inner.addWidget(heading)
        inner.addWidget(Card(self.lines), 1)
        inner.addLayout(self._adding())
        self._stack_parts(inner)
        self._name_fields()

    def _stack_parts(self, plan: QVBoxLayout) -> None:
        """Show one part at a time: the plan itself, its goals, its team, its limits."""
        first, stack = QWidget(), QStackedWidget()
        plan.setContentsMargins(0, 0, 0, 0)
        plan.setSpacing(10)
        first.setLayout(plan)
        panels = {GOALS: self.goals, TEAM: self.team, LIMITS: self.limits}
        parts = {PLAN: first, **{part: Card(panel) for part, panel in panels.items()}}
        for part in parts.values():
            stack.addWidget(part)
        self.parts.chosen.connect(lambda part: stack.setCurrentWidget(parts[part]))
        head = QHBoxLayout()
        head.addWidget(self.parts)
        head.addStretch()
        box = QVBoxLayout(self)
        box.setContentsMargins(16, 16, 16, 16)
        box.setSpacing(10)
        box.addLayout(head)
        box.addWidget(stack, 1)
        box.addWidget(self.message)
        box.addLayout(deciding(self, self.accept_button))

    def _adding(self) -> QHBoxLayout:
        add, row = QPushButton("Add line"), QHBoxLayout()
        add.setAutoDefault(False)
        add.clicked.connect(self.add_line)
        row.addWidget(add)
        row.addStretch()
        if self.lines.by.count():
            row.addWidget(QLabel("Channels are split by"))
            row.addWidget(self.lines.by)
        return row

    def _name_fields(self) -> None:
        for field, name in (
            (self.name, "Name"),
            (self.month, "First month"),
            (self.year, "First year"),
            (self.months, "Months"),
            (self.fiscal, "Fiscal year starts in"),
            (self.currency, "Currency"),
            (self.stages, "Stages"),
        ):
            field.setAccessibleName(name)

    def add_line(self) -> None:
        """Offer an empty line to name."""
        self.lines.add(LineSetting("", ""))
        self.lines.rows[-1].name.setFocus()

    def wanted(self) -> PlanSettings:
        """Return what the form now says."""
        start = int(self.year.currentData()) * 12 + int(self.month.currentData())
        fiscal = int(self.fiscal.currentData()) + 1
        chosen = self.lines.by.currentData()
        return PlanSettings(
            self.name.text(),
            start,
            int(self.months.currentData()),
            fiscal,
            self.currency.text(),
            self.stages.text(),
            self.lines.lines(),
            (self._by[0], str(chosen)) if chosen else self._by,
        )

    def planned(self) -> Planning:
        """Return what the forms of goals, team and limits now say."""
        team, hires = self.team.wanted()
        goals, phasing = self.goals.wanted(), self.goals.phasing.text()
        return Planning(goals, phasing, team, hires, self.limits.wanted())

    def accept(self) -> None:
        """Apply the form, and stay open with the reason where the plan cannot take it."""
        try:
            self._apply(self.wanted(), self.planned())
        except RefusedError as refused:
            self.message.show_problem(refused.problem)
            return
        super().accept()

    def _offer_entries(self) -> None:
        try:
            self.lines.offer(entries(self.stages.text()))
        except RefusedError as refused:
            self.message.show_problem(refused.problem)
            return
        self.message.dismiss()


def _months(chosen: int) -> ChoiceBox:
    return _choice(chosen, {month: month_name(month) for month in range(12)})


def _numbers(chosen: int, offered: range) -> ChoiceBox:
    return _choice(chosen, {number: str(number) for number in offered})


def _choice(chosen: int, offered: dict[int, str]) -> ChoiceBox:
    box = ChoiceBox()
    for value, text in offered.items():
        box.addItem(text, value)
    box.setCurrentIndex(box.findData(chosen))
    box.setFixedWidth(FIELD_WIDTH)
    return box


def _row(*fields: QWidget) -> QHBoxLayout:
    row = QHBoxLayout()
    row.setSpacing(8)
    for field in fields:
        row.addWidget(field)
    row.addStretch()
    return row
