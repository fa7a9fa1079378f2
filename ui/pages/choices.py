"""Small choices above a grid: two or three words side by side, or a button with a list."""

from collections.abc import Sequence
from functools import partial
from typing import Generic, TypeVar

from PySide6.QtCore import Signal
from PySide6.QtGui import QAction, QActionGroup
from PySide6.QtWidgets import QButtonGroup, QHBoxLayout, QMenu, QToolButton, QWidget

from planner.base.units import DASH
from ui.theme import LABEL, MEDIUM, font, theme
from ui.widgets.quiet_button import QuietButton

T = TypeVar("T")
MOST_LISTED = 60


class _Signals(QWidget):
    chosen = Signal(object)


class Choice(_Signals, Generic[T]):
    """A few values side by side, one of them chosen; `chosen(value)` on a change."""

    def __init__(self, name: str, values: Sequence[tuple[T, str]]) -> None:
        super().__init__()
        self.setAccessibleName(name)
        self._values = [value for value, _ in values]
        self._buttons = QButtonGroup(self)
        box = QHBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(0)
        for i, (_, text) in enumerate(values):
            button = QToolButton()
            button.setText(text)
            button.setCheckable(True)
            button.setFont(font(LABEL, MEDIUM))
            self._buttons.addButton(button, i)
            box.addWidget(button)
        self._buttons.button(0).setChecked(True)
        self._buttons.idClicked.connect(lambda _id: self.chosen.emit(self.value))
        theme().changed.connect(self._colour)
        self._colour()

    @property
    def value(self) -> T:
        """The chosen value."""
        return self._values[self._buttons.checkedId()]

    def choose(self, value: T) -> None:
        """Choose a value as by a click."""
        self._buttons.button(self._values.index(value)).click()

    def button(self, value: T) -> QToolButton:
        """Return a value's button."""
        return self._buttons.button(self._values.index(value))  # type: ignore[return-value]

    def set_text(self, value: T, text: str) -> None:
        """Call a value by another text."""
        self.button(value).setText(text)

    def _colour(self) -> None:
        p = theme().palette
        self.setStyleSheet(
            f"QToolButton {{ background: {p.header}; color: {p.muted}; border: 1px solid "
            f"{p.gridline}; border-radius: 0; padding: 3px 10px; font-size: 12px; }}"
            f"QToolButton:checked {{ background: {p.base}; color: {p.text}; }}"
            f"QToolButton:focus {{ border: 1px solid {p.text}; }}"
        )


class PickMenu(QMenu):
    """A list with one value chosen; `picked(value)` on a change, `said` the chosen text.

    Its lines are made when somebody looks at them: a sheet has dozens of lists.
    """

    picked = Signal(object)
    said = Signal(str)

    def __init__(self, name: str, parent: QWidget | None = None) -> None:
        super().__init__(name, parent)
        self.value: object = None
        self._group = QActionGroup(self)
        self._values: Sequence[tuple[object, str]] = ()
        self._filled = True
        self.aboutToShow.connect(self._fill)

    @property
    def count(self) -> int:
        """How many values are listed."""
        return len(self._values)

    def actions(self) -> list[QAction]:
        """Return a line per value."""
        self._fill()
        return super().actions()

    def offer(self, values: Sequence[tuple[object, str]], value: object) -> None:
        """List values; `value` is the chosen one."""
        self._values, self._filled, self.value = values[:MOST_LISTED], False, value
        for each, text in self._values:
            if each == value:
                self.said.emit(text)

    def _fill(self) -> None:
        if self._filled:
            return
        self._filled = True
        self.clear()
        self._group = QActionGroup(self)
        for each, text in self._values:
            action = QAction(text.replace("&", "&&"), self)
            action.setCheckable(True)
            action.setData(each)
            action.setChecked(each == self.value)
            action.triggered.connect(partial(self._take, each, text))
            self._group.addAction(action)
            self.addAction(action)

    def choose(self, value: object) -> None:
        """Choose a value as by a click; one not listed is left."""
        for action in self.actions():
            if action.data() == value:
                action.trigger()

    def forget_choice(self) -> None:
        """Let any value, the last one too, be picked anew."""
        self.value = self

    def _take(self, value: object, text: str, _checked: bool = False) -> None:
        self.said.emit(text)
        if value != self.value:
            self.value = value
            self.picked.emit(value)


class Pick(QuietButton):
    """A button 'Name: value ▾' with a list to choose from; `picked(value)` on a change."""

    picked = Signal(object)

    def __init__(self, name: str) -> None:
        super().__init__()
        self._name = name
        self.list = PickMenu(name, self)
        self.list.said.connect(self._say)
        self.list.picked.connect(self.picked)
        self.setMenu(self.list)
        self.setFont(font(LABEL))

    @property
    def value(self) -> object:
        """The chosen value."""
        return self.list.value

    def offer(self, values: Sequence[tuple[object, str]], value: object) -> None:
        """List values; `value` is the chosen one. Without any there is nothing to choose."""
        self.list.offer(values, value)
        self.setEnabled(bool(values))
        if not values:
            self._say(DASH)

    def choose(self, value: object) -> None:
        """Choose a value as by a click; one not listed is left."""
        self.list.choose(value)

    def _say(self, text: str) -> None:
        self.setText(f"{self._name}: {text}  ▾".replace("&", "&&"))
        self.setAccessibleName(f"{self._name}: {text}")
