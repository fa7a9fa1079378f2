"""The lines of a plan in its settings: a name, where it enters, and who creates its journeys."""

from dataclasses import dataclass

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QGridLayout, QLabel, QLineEdit, QPushButton, QScrollArea, QWidget

from planner.sheets.settings import TEAMS, LineSetting
from ui.dialogs.look import ChoiceBox

HEADERS = ("Name", "Enters at", "Created by", "")


@dataclass(frozen=True, eq=False)
class LineFields:
    """The fields of one line."""

    name: QLineEdit
    entry: ChoiceBox
    team: ChoiceBox
    remove: QPushButton

    @property
    def widgets(self) -> tuple[QWidget, ...]:
        """All fields, from left to right."""
        return self.name, self.entry, self.team, self.remove


class LinesPanel(QScrollArea):
    """Lines below each other; `rows` are their fields. What is named once keeps its name."""

    def __init__(self, entries: tuple[str, ...]) -> None:
        super().__init__()
        self.rows: list[LineFields] = []
        self._entries = entries
        inside = QWidget()
        self._grid = QGridLayout(inside)
        self._grid.setContentsMargins(12, 10, 12, 10)
        self._grid.setAlignment(Qt.AlignmentFlag.AlignTop)
        self._grid.setColumnStretch(0, 1)
        for column, text in enumerate(HEADERS):
            label = QLabel(text)
            label.setProperty("muted", True)
            self._grid.addWidget(label, 0, column)
        self.setWidget(inside)
        self.setWidgetResizable(True)
        self.setFrameShape(QScrollArea.Shape.NoFrame)

    def add(self, line: LineSetting) -> None:
        """Show one more line; an empty name waits to be typed."""
        fields = LineFields(QLineEdit(line.name), ChoiceBox(), ChoiceBox(), QPushButton("Remove"))
        fields.name.setReadOnly(bool(line.name))
        fields.name.setPlaceholderText("Such as Paid search")
        _offer(fields.entry, self._entries, line.entry)
        teams = TEAMS if line.team in TEAMS else (*TEAMS, line.team)
        _offer(fields.team, teams, line.team)
        fields.remove.setProperty("quiet", True)
        fields.remove.setAutoDefault(False)
        fields.remove.clicked.connect(lambda: self._remove(fields))
        for widget, name in zip(fields.widgets, HEADERS, strict=True):
            widget.setAccessibleName(f"{name or 'Remove'} {line.name}".strip())
        row = self._grid.rowCount()
        for column, widget in enumerate(fields.widgets):
            self._grid.addWidget(widget, row, column)
        self.rows.append(fields)

    def lines(self) -> tuple[LineSetting, ...]:
        """Return the lines as the fields say them."""
        return tuple(
            LineSetting(row.name.text(), row.entry.currentText(), row.team.currentText())
            for row in self.rows
        )

    def offer(self, entries: tuple[str, ...]) -> None:
        """Let lines enter at these stages from now on."""
        self._entries = entries
        for row in self.rows:
            _offer(row.entry, entries, row.entry.currentText())

    def _remove(self, fields: LineFields) -> None:
        self.rows.remove(fields)
        for widget in fields.widgets:
            self._grid.removeWidget(widget)
            widget.hide()
            widget.deleteLater()


def _offer(box: ChoiceBox, texts: tuple[str, ...], chosen: str) -> None:
    box.clear()
    for text in texts:
        box.addItem(text, text)
    box.setCurrentIndex(max(box.findText(chosen), 0))
    box.setMinimumWidth(140)
