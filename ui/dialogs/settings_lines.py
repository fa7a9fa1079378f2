"""The lines of a plan in its settings: a name, where it enters, and who creates its journeys."""

from dataclasses import dataclass

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QGridLayout, QLabel, QLineEdit, QPushButton, QScrollArea, QWidget

from planner.base.line_names import channel_of
from planner.sheets.settings_lines import (
    NO_SPLITS,
    TEAMS,
    Labels,
    LineSetting,
    Splits,
    rest_of,
    split,
)
from planner.sheets.words import title
from ui.dialogs.look import ChoiceBox

HEADERS = ("Name", "Enters at", "Created by", "", "")


@dataclass(frozen=True, eq=False)
class LineFields:
    """The fields of one line; `split` parts its channel into segments, or joins them."""

    name: QLineEdit
    entry: ChoiceBox
    team: ChoiceBox
    split: QPushButton
    remove: QPushButton

    @property
    def widgets(self) -> tuple[QWidget, ...]:
        """All fields, from left to right."""
        return self.name, self.entry, self.team, self.split, self.remove

    @property
    def line(self) -> LineSetting:
        """The line as the fields say it."""
        return LineSetting(self.name.text(), self.entry.currentText(), self.team.currentText())


class LinesPanel(QScrollArea):
    """Lines below each other; `rows` are their fields. What is named once keeps its name.

    `by` chooses what channels are split by, where the data tell it apart.
    """

    def __init__(
        self,
        entries: tuple[str, ...],
        splits: Splits = NO_SPLITS,
        lines: tuple[LineSetting, ...] = (),
    ) -> None:
        super().__init__()
        self.rows: list[LineFields] = []
        self._entries, self._splits = entries, splits
        self._labels: Labels = {}
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
        self.by = ChoiceBox()
        self.by.setAccessibleName("Channels are split by")
        for name in splits.dimensions:
            self.by.addItem(title(name), name)
        self.by.currentIndexChanged.connect(lambda _index: self._show(self.lines()))
        self._show(lines)

    def add(self, line: LineSetting) -> None:
        """Show one more line; an empty name waits to be typed."""
        fields = LineFields(
            QLineEdit(line.name), ChoiceBox(), ChoiceBox(), QPushButton(), QPushButton("Remove")
        )
        fields.name.setReadOnly(bool(line.name))
        fields.name.setPlaceholderText("Such as Paid search")
        _offer(fields.entry, self._entries, line.entry)
        teams = TEAMS if line.team in TEAMS else (*TEAMS, line.team)
        _offer(fields.team, teams, line.team)
        self._offer_split(fields, line)
        fields.remove.clicked.connect(lambda: self._take_out(fields))
        for button in (fields.split, fields.remove):
            button.setProperty("quiet", True)
            button.setAutoDefault(False)
        names = (*HEADERS[:3], fields.split.text(), "Remove")
        row = self._grid.rowCount()
        for column, (widget, name) in enumerate(zip(fields.widgets, names, strict=True)):
            widget.setAccessibleName(f"{name} {line.name}".strip())
            self._grid.addWidget(widget, row, column)
        self.rows.append(fields)

    def lines(self) -> tuple[LineSetting, ...]:
        """Return the lines as the fields say them."""
        return tuple(row.line for row in self.rows)

    def offer(self, entries: tuple[str, ...]) -> None:
        """Let lines enter at these stages from now on."""
        self._entries = entries
        for row in self.rows:
            _offer(row.entry, entries, row.entry.currentText())

    def _offer_split(self, fields: LineFields, line: LineSetting) -> None:
        """Offer to split a channel the data know segments of, and at its first line to join it."""
        channel = channel_of(line.name)
        labels = () if line.is_split else self._labels.get(channel.casefold(), ())
        first = all(channel_of(row.name.text()) != channel for row in self.rows)
        fields.split.setText("Join" if line.is_split else "Split")
        fields.split.setVisible(bool(labels) or (line.is_split and first))
        said = f"Lines of their own for {', '.join(labels)}"
        fields.split.setToolTip(said if labels else f"Plan {channel} as one line again")
        fields.split.clicked.connect(lambda: self._show(split(self.lines(), channel, labels)))

    def _show(self, lines: tuple[LineSetting, ...]) -> None:
        """Show lines anew; what splits them is fixed while one of them is split."""
        for row in tuple(self.rows):
            self._remove(row)
        chosen = self.by.currentData()
        self._labels = self._splits.labels(chosen) if chosen else {}
        for line in lines:
            self.add(line)
        self.by.setEnabled(not any(line.is_split for line in lines))

    def _take_out(self, fields: LineFields) -> None:
        """Remove a line; the first segment that goes makes a line of the rest of its channel."""
        kept = tuple(row.line for row in self.rows if row is not fields)
        rest = rest_of(fields.line, kept)
        if rest is None:
            self._remove(fields)
            return
        after = [i for i, line in enumerate(kept) if channel_of(line.name) == channel_of(rest.name)]
        at = max(after) + 1
        self._show((*kept[:at], rest, *kept[at:]))

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
