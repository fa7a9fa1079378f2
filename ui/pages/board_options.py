"""How the board pack is to look: company, logo, colours, numbers, paper, names, scenarios."""

from collections.abc import Callable

from PySide6.QtCore import Signal
from PySide6.QtWidgets import (
    QCheckBox,
    QFormLayout,
    QLineEdit,
    QMenu,
    QPushButton,
    QToolButton,
    QWidget,
)

from planner.session.board_options import (
    AMOUNTS,
    COLOURS,
    COMPANY,
    LOGO,
    NAMES,
    NUMBERS,
    PAPER,
    SCENARIOS,
    choices,
    stood,
)
from planner.session.views import Plan
from ui.pages.choices import Pick

FIELDS = ((COMPANY, "Company"), (COLOURS, "Colours"))
PICKS = ((AMOUNTS, "Amounts"), (NUMBERS, "Numbers"), (PAPER, "Paper"))
_FILES = "On pages, slides and the web page"
CONCERNS = {
    COMPANY: "On every page and slide, and in the workbook’s title and footers",
    COLOURS: "Of headings, and of the plan in charts: in every file",
    LOGO: f"{_FILES}; the workbook has none",
    AMOUNTS: f"{_FILES}; in m or k also the workbook’s score, whose cells stay exact",
    NUMBERS: f"{_FILES}; the workbook’s are written as Excel is set on each computer",
    PAPER: "Of the PDF, the printed web page and the printed workbook",
    SCENARIOS: f"{_FILES}; the workbook holds every scenario",
    NAMES: "In every file",
}
"""Which files each option concerns."""
HINTS = {COMPANY: "as it stands on the cover", COLOURS: "#0A3D62, #2E7D32"}


class BoardOptions(QWidget):
    """A form of the pack's settings; `stated(key, text)` says what a person wants."""

    stated = Signal(str, str)
    logo_wanted = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._stood: dict[str, str] = {}
        self.fields = {key: self._field(key, name) for key, name in FIELDS}
        self.picks = {key: self._pick(key, name) for key, name in PICKS}
        self.logo, self.no_logo = QPushButton("Choose logo…"), QPushButton("Remove logo")
        self.logo.clicked.connect(self.logo_wanted)
        self.no_logo.clicked.connect(lambda: self.stated.emit(LOGO, ""))
        self.hide_names = QCheckBox("Hide rep names")
        self.hide_names.clicked.connect(self._say_names)
        self.scenarios = QToolButton()
        self.scenarios.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
        self.listed = QMenu("Scenarios", self)
        self.scenarios.setMenu(self.listed)
        for key, widget in self._shown().items():
            widget.setToolTip(CONCERNS[key])
        self._lay_out()

    def _shown(self) -> dict[str, QWidget]:
        """Return what each option is set with."""
        others = {LOGO: self.logo, SCENARIOS: self.scenarios, NAMES: self.hide_names}
        return {**self.fields, **self.picks, **others}

    def _lay_out(self) -> None:
        form = QFormLayout(self)
        form.setContentsMargins(0, 0, 0, 0)
        form.setVerticalSpacing(6)
        for key, name in FIELDS:
            form.addRow(name, self.fields[key])
        form.addRow("Logo", self.logo)
        form.addRow("", self.no_logo)
        for key, _ in PICKS:
            form.addRow(self.picks[key])
        form.addRow("Scenarios", self.scenarios)
        form.addRow("", self.hide_names)

    def show_plan(self, plan: Plan) -> None:
        """Show what is set; a field that is being typed in is left alone."""
        self._stood = stood(plan)
        for key, field in self.fields.items():
            if not field.hasFocus() or not field.isModified():
                field.setText(self._stood[key])
        for key, pick in self.picks.items():
            if pick.value != self._stood[key]:
                pick.offer(choices(key), self._stood[key])
        self.hide_names.setChecked(bool(self._stood[NAMES]))
        self.no_logo.setVisible(bool(self._stood[LOGO]))
        self._list_scenarios(plan)

    def _list_scenarios(self, plan: Plan) -> None:
        chosen = self._stood[SCENARIOS].split()
        shown = [s.name for s in plan.scenarios if s.id in chosen]
        self.scenarios.setEnabled(bool(plan.scenarios))
        self.scenarios.setText(", ".join(shown) or ("none shown" if plan.scenarios else "none yet"))
        self.scenarios.setAccessibleName(f"Scenarios shown: {self.scenarios.text()}")
        self.listed.clear()
        for scenario in plan.scenarios:
            action = self.listed.addAction(scenario.name.replace("&", "&&"))
            action.setCheckable(True)
            action.setChecked(scenario.id in chosen)
            action.triggered.connect(self._toggled(scenario.id))

    def _toggled(self, scenario: str) -> Callable[[bool], None]:
        def say(shown: bool) -> None:
            kept = [id_ for id_ in self._stood[SCENARIOS].split() if id_ != scenario]
            self._say(SCENARIOS, " ".join([*kept, scenario] if shown else kept))

        return say

    def _say_names(self, hidden: bool) -> None:
        self._say(NAMES, "hidden" if hidden else "")

    def _field(self, key: str, name: str) -> QLineEdit:
        field = QLineEdit()
        field.setAccessibleName(name)
        field.setPlaceholderText(HINTS[key])
        field.editingFinished.connect(self._typed(key, field))
        return field

    def _typed(self, key: str, field: QLineEdit) -> Callable[[], None]:
        def say() -> None:
            field.setModified(False)
            self._say(key, field.text().strip())

        return say

    def _pick(self, key: str, name: str) -> Pick:
        pick = Pick(name)
        pick.picked.connect(lambda value: self._say(key, str(value)))
        return pick

    def _say(self, key: str, text: str) -> None:
        if text != self._stood.get(key, ""):
            self.stated.emit(key, text)
