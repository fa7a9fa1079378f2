"""Budget, bounds and season in the plan's settings: texts, read only where they changed."""

from dataclasses import replace

from PySide6.QtWidgets import QFormLayout, QGridLayout, QLabel, QLineEdit, QScrollArea

from planner.base.days import month_name
from planner.sheets.settings_limits import Limits
from ui.dialogs.look import ChoiceBox
from ui.dialogs.settings_planning import remark, scrolled
from ui.theme import SECTION, SEMIBOLD, font

OF_LIMITS = (
    "The cheapest solution stays within the budget and, month by month, between a line’s least and "
    "most entries; grey is what holds where nothing is set."
)
OF_SEASON = (
    "An index per calendar month moves every volume that has no value of that month: 1.2 is a "
    "fifth above the mean."
)
ACROSS, FIELD_WIDTH = 6, 88


class LimitsPanel(QScrollArea):
    """The budget, each line's least and most entries, and an index for each calendar month.

    `own` and `own_season` say which of them the scenario in view states itself.
    """

    def __init__(self, stood: Limits, own: str = "", own_season: str = "") -> None:
        super().__init__()
        self._stood, self._own, self._own_season = stood, own, own_season
        self.budget = _field(stood.budget, "Budget", "No limit; such as 1.2m")
        self.season = ChoiceBox()
        self.season.setAccessibleName("Months without an index")
        for value, text in stood.seasons:
            self.season.addItem(text, value)
        self.season.setCurrentIndex(self.season.findData(stood.season))
        self.season.currentIndexChanged.connect(lambda _index: self._grey())
        self.months = [
            _field(text, f"Index of {month_name(at)}") for at, text in enumerate(stood.months)
        ]
        self.bounds = [
            (
                _field(b.least, f"Least of {b.line}", "0"),
                _field(b.most, f"Most of {b.line}", b.ghost),
            )
            for b in stood.bounds
        ]
        self._lay_out()
        self._grey()

    def wanted(self) -> Limits:
        """Return what the fields say."""
        pairs = zip(self._stood.bounds, self.bounds, strict=True)
        return replace(
            self._stood,
            budget=self.budget.text(),
            season=str(self.season.currentData()),
            months=tuple(field.text() for field in self.months),
            bounds=tuple(replace(b, least=lo.text(), most=hi.text()) for b, (lo, hi) in pairs),
        )

    def _lay_out(self) -> None:
        box = scrolled(self)
        form, seasons = QFormLayout(), QFormLayout()
        form.addRow("Budget of the plan", self.budget)
        seasons.addRow("Months without an index", self.season)
        self.season.setMaximumWidth(4 * FIELD_WIDTH)
        box.addWidget(_heading("Season"))
        box.addWidget(remark(" ".join(filter(None, (OF_SEASON, self._own_season)))))
        box.addLayout(seasons)
        box.addLayout(self._calendar())
        box.addWidget(_heading("Limits of a solution"))
        box.addWidget(remark(" ".join(filter(None, (OF_LIMITS, self._own)))))
        box.addLayout(form)
        box.addLayout(self._lines())
        box.addStretch()

    def _calendar(self) -> QGridLayout:
        grid = QGridLayout()
        for at, field in enumerate(self.months):
            row, column = divmod(at, ACROSS)
            grid.addWidget(_quiet(month_name(at)), 2 * row, column)
            grid.addWidget(field, 2 * row + 1, column)
        return grid

    def _lines(self) -> QGridLayout:
        grid = QGridLayout()
        grid.setColumnStretch(0, 1)
        for column, text in enumerate(("Entries per month of", "Least", "Most")):
            grid.addWidget(_quiet(text), 0, column)
        for at, (bound, pair) in enumerate(zip(self._stood.bounds, self.bounds, strict=True), 1):
            grid.addWidget(QLabel(bound.line), at, 0)
            for column, field in enumerate(pair, 1):
                field.setFixedWidth(FIELD_WIDTH)
                grid.addWidget(field, at, column)
        return grid

    def _grey(self) -> None:
        """Show in grey what holds in months without an index."""
        held = self._stood.ghosts(str(self.season.currentData()))
        for field, text in zip(self.months, held, strict=True):
            field.setPlaceholderText(text)


def _field(text: str, name: str, grey: str = "") -> QLineEdit:
    field = QLineEdit(text)
    field.setAccessibleName(name)
    field.setPlaceholderText(grey)
    return field


def _heading(text: str) -> QLabel:
    label = QLabel(text)
    label.setFont(font(SECTION, SEMIBOLD))
    return label


def _quiet(text: str) -> QLabel:
    label = QLabel(text)
    label.setProperty("muted", True)
    return label
